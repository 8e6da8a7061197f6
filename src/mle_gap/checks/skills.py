"""Checks of the skills: ids, names, words they use, resources and prerequisites. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mle_gap.checks.finding import Finding, unknown
from mle_gap.models.catalog import Catalogue
from mle_gap.models.skills import SkillLevel
from mle_gap.yaml_text import Place


def unique_ids(catalogue: Catalogue) -> Iterator[Finding]:
    """No id twice in its list."""
    lists: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("skills", "categories", catalogue.skills_file.categories),
        ("skills", "skills", catalogue.skills_file.skills),
        ("roles", "phases", catalogue.roles_file.phases),
        ("roles", "collaborators", catalogue.roles_file.collaborators),
        ("roles", "backgrounds", catalogue.roles_file.backgrounds),
        ("roles", "industries", catalogue.roles_file.industries),
        ("roles", "roles", catalogue.roles_file.roles),
    )
    for file, name, entries in lists:
        yield from _unique(file, (name,), entries)
    for index, role in enumerate(catalogue.roles_file.roles):
        yield from _unique("roles", ("roles", index, "working_models"), role.working_models)


def _unique(file: str, path: Place, entries: Iterable[Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry.id in seen:
            yield Finding(file, (*path, index, "id"), f"the id `{entry.id}` is taken", "choose another")
        seen.add(entry.id)


def unique_names(catalogue: Catalogue) -> Iterator[Finding]:
    """No id, name or alias means two skills."""
    owner: dict[str, str] = {}
    for index, skill in enumerate(catalogue.skills_file.skills):
        words = {word.casefold() for word in (skill.id, skill.name)}
        paths: list[tuple[str, Place]] = [(word, ("skills", index, "name")) for word in sorted(words)]
        paths += [(word.casefold(), ("skills", index, "aliases", n)) for n, word in enumerate(skill.aliases)]
        for word, path in paths:
            if word in owner:
                yield Finding("skills", path, f"`{word}` already means the skill {owner[word]}", "remove one")
            owner[word] = skill.id


def known_words_of_skills(catalogue: Catalogue) -> Iterator[Finding]:
    """Categories, phases, collaborators and needs of each skill exist."""
    categories = [category.id for category in catalogue.skills_file.categories]
    phases = [phase.id for phase in catalogue.roles_file.phases]
    people = [person.id for person in catalogue.roles_file.collaborators]
    for index, skill in enumerate(catalogue.skills_file.skills):
        at: Place = ("skills", index)
        yield from unknown("skills", (*at, "category"), "category", skill.category, categories)
        for n, phase in enumerate(skill.phases):
            yield from unknown("skills", (*at, "phases", n), "phase", phase, phases)
        for n, person in enumerate(skill.learn_with):
            yield from unknown("skills", (*at, "learn_with", n), "collaborator", person, people)
        for n, level in enumerate(skill.levels):
            groups: list[tuple[Place, Mapping[str, int]]] = [((*at, "levels", n, "needs"), level.needs)]
            groups += [((*at, "levels", n, "needs_any_of", k), g) for k, g in enumerate(level.needs_any_of)]
            for path, group in groups:
                for other in group:
                    yield from unknown("skills", (*path, other), "skill", other, catalogue.skills)


def served_levels(catalogue: Catalogue) -> Iterator[Finding]:
    """Each level of each skill has something to learn it from."""
    for index, skill in enumerate(catalogue.skills_file.skills):
        missing = {1, 2, 3, 4} - {level for resource in skill.resources for level in resource.levels}
        if missing:
            words = ", ".join(map(str, sorted(missing)))
            yield Finding("skills", ("skills", index, "resources"), f"none serves level {words}", "add one")


def reachable_levels(catalogue: Catalogue) -> Iterator[Finding]:
    """Somebody who starts from nothing can reach each level: no cycle of prerequisites, nothing that waits for one."""
    stuck = {id_: level + 1 for id_, level in _reached(catalogue).items() if level < 4}
    for index, skill in enumerate(catalogue.skills_file.skills):
        chain = _chain(catalogue, stuck, skill.id) if skill.id in stuck else []
        # Only the skills of a cycle are named: whatever waits for it is free once the cycle is broken.
        if chain and chain[-1] == skill.id:
            level = stuck[skill.id]
            path: Place = ("skills", index, "levels", level - 1, "needs")
            what = f"level {level} can never be reached: {' needs '.join(f'{id_} {stuck[id_]}' for id_ in chain)}"
            yield Finding("skills", path, what, "remove one of these needs")


def _reached(catalogue: Catalogue) -> dict[str, int]:
    """The highest level of each skill somebody can climb to who starts from nothing."""
    reached = dict.fromkeys(catalogue.skills, 0)
    waiting: dict[str, set[str]] = {}
    queue = list(catalogue.skills)
    while queue:
        skill = catalogue.skills[queue.pop()]
        while (level := reached[skill.id]) < 4:
            missing = _missing(skill.levels[level], reached)
            if missing:
                for other in missing:
                    waiting.setdefault(other, set()).add(skill.id)
                break
            reached[skill.id] = level + 1
            queue += sorted(waiting.pop(skill.id, ()))
    return reached


def _missing(level: SkillLevel, reached: Mapping[str, int]) -> list[str]:
    """The skills a level still waits for, every alternative among them, so that no choice of one closes a cycle.

    An unknown skill is reported by a check of its own and counts as there.
    """
    missing = [other for other, n in level.needs.items() if reached.get(other, 4) < n]
    for group in level.needs_any_of:
        missing += [other for other, n in group.items() if reached.get(other, 4) < n]
    return missing


def _chain(catalogue: Catalogue, stuck: Mapping[str, int], start: str) -> list[str]:
    """From a skill to what it waits for, and so on, until one comes twice."""
    reached = {id_: level - 1 for id_, level in stuck.items()}
    seen: dict[str, None] = {}
    current = start
    while current not in seen:
        seen[current] = None
        current = _missing(catalogue.skills[current].at(stuck[current]), reached)[0]
    return [*seen, current]
