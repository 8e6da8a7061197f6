"""What must hold across the catalogue beyond types. Each check is a pure function that yields findings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from mle_gap.document import Document
from mle_gap.errors import MAX_PROBLEMS, Problem, did_you_mean
from mle_gap.models.catalog import SENIORITIES, Catalogue, Requirement, Role, SkillLevel
from mle_gap.yaml_text import Place

MAX_QUESTIONS = 30


class Finding(NamedTuple):
    """One thing wrong at a path of one of the two files."""

    file: str
    path: Place
    what: str
    hint: str = ""


def check_catalogue(catalogue: Catalogue, skills: Document, roles: Document) -> list[Problem]:
    """The findings of every check as problems with file and line, at most MAX_PROBLEMS of them."""
    documents = {"skills": skills, "roles": roles}
    findings = (finding for check in CHECKS for finding in check(catalogue))
    return [documents[f.file].problem(f.path, f.what, f.hint) for f in islice(findings, MAX_PROBLEMS)]


def _unknown(file: str, path: Place, kind: str, word: str, known: Collection[str]) -> Iterator[Finding]:
    if word not in known:
        hint = did_you_mean(word, known) or f"known: {', '.join(islice(known, 12))}"
        yield Finding(file, path, f"unknown {kind} `{word}`", hint)


def unique_ids(catalogue: Catalogue) -> Iterator[Finding]:
    """No id twice in its list."""
    lists: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("skills", "categories", catalogue.skills_file.categories),
        ("skills", "skills", catalogue.skills_file.skills),
        ("roles", "phases", catalogue.roles_file.phases),
        ("roles", "collaborators", catalogue.roles_file.collaborators),
        ("roles", "backgrounds", catalogue.roles_file.backgrounds),
        ("roles", "roles", catalogue.roles_file.roles),
    )
    for file, name, entries in lists:
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            if entry.id in seen:
                yield Finding(file, (name, index, "id"), f"the id `{entry.id}` is taken", "choose another")
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
        yield from _unknown("skills", (*at, "category"), "category", skill.category, categories)
        for n, phase in enumerate(skill.phases):
            yield from _unknown("skills", (*at, "phases", n), "phase", phase, phases)
        for n, person in enumerate(skill.learn_with):
            yield from _unknown("skills", (*at, "learn_with", n), "collaborator", person, people)
        for n, level in enumerate(skill.levels):
            groups: list[tuple[Place, Mapping[str, int]]] = [((*at, "levels", n, "needs"), level.needs)]
            groups += [((*at, "levels", n, "needs_any_of", k), g) for k, g in enumerate(level.needs_any_of)]
            for path, group in groups:
                for other in group:
                    yield from _unknown("skills", (*path, other), "skill", other, catalogue.skills)


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


def known_words_of_roles(catalogue: Catalogue) -> Iterator[Finding]:
    """Skills and backgrounds named in `roles.yaml` exist."""
    for index, background in enumerate(catalogue.roles_file.backgrounds):
        for skill in background.typical:
            path: Place = ("backgrounds", index, "typical", skill)
            yield from _unknown("roles", path, "skill", skill, catalogue.skills)
    for index, role in enumerate(catalogue.roles_file.roles):
        for seniority, experience in role.experience.items():
            for n, background_id in enumerate(experience.backgrounds):
                path = ("roles", index, "experience", seniority, "backgrounds", n)
                yield from _unknown("roles", path, "background", background_id, catalogue.backgrounds)
        for n, requirement in enumerate(role.requirements):
            for word in requirement.alternatives:
                path = ("roles", index, "requirements", n, "skill" if requirement.skill else "any_of")
                yield from _unknown("roles", path, "skill", word, catalogue.skills)


def sound_requirements(catalogue: Catalogue) -> Iterator[Finding]:
    """Each requirement names its skill once, lasts to senior and never falls on the way there."""
    for index, role in enumerate(catalogue.roles_file.roles):
        seen: set[str] = set()
        for n, requirement in enumerate(role.requirements):
            path: Place = ("roles", index, "requirements", n)
            for what, hint in _flaws(requirement):
                yield Finding("roles", path, what, hint)
            for word in requirement.alternatives:
                if word in seen:
                    yield Finding("roles", path, f"the role asks for {word} twice", "keep one requirement")
                seen.add(word)


def _flaws(requirement: Requirement) -> Iterator[tuple[str, str]]:
    if (requirement.skill is None) == (not requirement.any_of):
        yield "needs either `skill` or `any_of`", "name one of the two"
    asked = [requirement.levels.get(seniority, 0) for seniority in SENIORITIES]
    if asked != sorted(asked):
        yield "the level falls on the way from junior to senior", "raise the later level"
    start = requirement.must_have_from
    if start is not None and start not in requirement.levels:
        yield f"is a must-have from {start} on but not asked there", f"add a level for {start}"


def sound_roles(catalogue: Catalogue) -> Iterator[Finding]:
    """Each role has experience, at most 30 questions and each phase covered, at every seniority."""
    for index, role in enumerate(catalogue.roles_file.roles):
        for seniority in SENIORITIES:
            for what, hint in _shortcomings(catalogue, role, seniority):
                yield Finding("roles", ("roles", index), f"{seniority}: {what}", hint)


def _shortcomings(catalogue: Catalogue, role: Role, seniority: str) -> Iterator[tuple[str, str]]:
    if seniority not in role.experience:
        yield "no experience given", "add years and backgrounds"
    asked = [r for r in role.requirements if seniority in r.levels]
    words = [word for requirement in asked for word in requirement.alternatives if word in catalogue.skills]
    if len(words) > MAX_QUESTIONS:
        yield f"asks about {len(words)} skills", f"ask about at most {MAX_QUESTIONS}"
    covered = {phase for word in words for phase in catalogue.skills[word].phases}
    missing = [phase.id for phase in catalogue.roles_file.phases if phase.id not in covered]
    if missing:
        yield f"no skill for the phase {', '.join(missing)}", "add a requirement"


def seniorities_in_order(catalogue: Catalogue) -> Iterator[Finding]:
    """The three seniorities stand in their order."""
    if tuple(seniority.id for seniority in catalogue.roles_file.seniorities) != SENIORITIES:
        yield Finding("roles", ("seniorities",), "must be junior, mid, senior, in this order", "reorder them")


CHECKS: tuple[Callable[[Catalogue], Iterator[Finding]], ...] = (
    unique_ids,
    unique_names,
    known_words_of_skills,
    served_levels,
    reachable_levels,
    known_words_of_roles,
    sound_requirements,
    sound_roles,
    seniorities_in_order,
)
