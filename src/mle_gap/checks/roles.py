"""Checks of the roles: words they use, requirements, working models, industries and seniorities. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from mle_gap.checks.finding import Finding, unknown
from mle_gap.models.base import SENIORITIES, SeniorityId
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Change, Requirement
from mle_gap.variants import requirements_of
from mle_gap.yaml_text import Place


def known_words_of_roles(catalogue: Catalogue) -> Iterator[Finding]:
    """Skills, backgrounds and collaborators named in `roles.yaml` exist."""
    for index, phase in enumerate(catalogue.roles_file.phases):
        for n, person in enumerate(phase.people):
            path: Place = ("phases", index, "people", n)
            yield from unknown("roles", path, "collaborator", person, catalogue.collaborators)
    for index, background in enumerate(catalogue.roles_file.backgrounds):
        for skill in background.typical:
            path = ("backgrounds", index, "typical", skill)
            yield from unknown("roles", path, "skill", skill, catalogue.skills)
    for index, role in enumerate(catalogue.roles_file.roles):
        for seniority, experience in role.experience.items():
            for n, background_id in enumerate(experience.backgrounds):
                path = ("roles", index, "experience", seniority, "backgrounds", n)
                yield from unknown("roles", path, "background", background_id, catalogue.backgrounds)
    for path, asking in _all_asking(catalogue):
        for word in asking.alternatives:
            place = (*path, "skill" if asking.skill else "any_of")
            yield from unknown("roles", place, "skill", word, catalogue.skills)


def _all_asking(catalogue: Catalogue) -> Iterator[tuple[Place, Requirement | Change]]:
    """Everything in `roles.yaml` that asks for skills, with its path."""
    for index, role in enumerate(catalogue.roles_file.roles):
        yield from ((("roles", index, "requirements", n), one) for n, one in enumerate(role.requirements))
        for m, model in enumerate(role.working_models):
            path: Place = ("roles", index, "working_models", m, "changes")
            yield from (((*path, n), change) for n, change in enumerate(model.changes))
    for index, industry in enumerate(catalogue.roles_file.industries):
        yield from ((("industries", index, "changes", n), change) for n, change in enumerate(industry.changes))


def sound_requirements(catalogue: Catalogue) -> Iterator[Finding]:
    """Each requirement names its skill once, lasts to senior and never falls on the way there."""
    for path, asking in _all_asking(catalogue):
        if (asking.skill is None) == (not asking.any_of):
            yield Finding("roles", path, "needs either `skill` or `any_of`", "name one of the two")
    for index, role in enumerate(catalogue.roles_file.roles):
        seen: set[str] = set()
        for n, requirement in enumerate(role.requirements):
            path = ("roles", index, "requirements", n)
            for what, hint in _flaws(requirement.levels, requirement.must_have_from):
                yield Finding("roles", path, what, hint)
            for word in requirement.alternatives:
                if word in seen:
                    yield Finding("roles", path, f"the role asks for {word} twice", "keep one requirement")
                seen.add(word)


def _flaws(levels: Mapping[SeniorityId, int], start: str | None) -> Iterator[tuple[str, str]]:
    asked = [levels.get(seniority, 0) for seniority in SENIORITIES]
    if asked != sorted(asked):
        yield "the level falls on the way from junior to senior", "raise the later level"
    if start not in (None, "never") and start not in levels:
        yield f"is a must-have from {start} on but not asked there", f"add a level for {start}"


def sound_variants(catalogue: Catalogue) -> Iterator[Finding]:
    """What a working model or an industry changes fits the role, and leaves it sound."""
    for index, role in enumerate(catalogue.roles_file.roles):
        words = {word for requirement in role.requirements for word in requirement.alternatives}
        for m, model in enumerate(role.working_models):
            path: Place = ("roles", index, "working_models", m)
            for n, word in enumerate(model.drop):
                # One the role does not ask for does no harm: another layer may have dropped it there.
                yield from unknown("roles", (*path, "drop", n), "skill", word, catalogue.skills)
            yield from _incomplete((*path, "changes"), model.changes, words - set(model.drop))
            yield from _unsound(path, role.requirements, requirements_of(role, model))
    for index, industry in enumerate(catalogue.roles_file.industries):
        yield from _sound_industry(("industries", index, "changes"), industry.changes)


def _sound_industry(path: Place, changes: Sequence[Change]) -> Iterator[Finding]:
    """An industry may meet a role that does not ask for a skill, so it says all there is to ask, and nothing twice.

    What is sound by itself stays sound on top of any role, as the higher of two levels that never fall never falls.
    """
    yield from _incomplete(path, changes, ())
    seen: set[str] = set()
    for n, change in enumerate(changes):
        for what, hint in _flaws(change.levels or {}, change.must_have_from) if change.levels else ():
            yield Finding("roles", (*path, n), what, hint)
        for word in change.alternatives:
            if word in seen:
                yield Finding("roles", (*path, n), f"names {word} twice", "keep one change")
            seen.add(word)


def _incomplete(path: Place, changes: Sequence[Change], known: Collection[str]) -> Iterator[Finding]:
    for n, change in enumerate(changes):
        if not set(change.alternatives) & set(known) and (change.levels is None or change.weight is None):
            what = "adds a requirement without `levels` and `weight`"
            yield Finding("roles", (*path, n), what, "add both")


def _unsound(path: Place, before: Sequence[Requirement], after: Sequence[Requirement]) -> Iterator[Finding]:
    """Flaws that requirements have only since they were changed, and skills asked for twice only since then."""
    unchanged = {requirement.alternatives: requirement for requirement in before}
    for requirement in after:
        known = unchanged.get(requirement.alternatives) == requirement
        for what, hint in () if known else _flaws(requirement.levels, requirement.must_have_from):
            yield Finding("roles", path, f"{requirement.alternatives[0]}: {what}", hint)
    for word in sorted(_twice(after) - _twice(before)):
        yield Finding("roles", path, f"asks for {word} twice", "keep one of them")


def _twice(requirements: Sequence[Requirement]) -> set[str]:
    counts = Counter(word for requirement in requirements for word in requirement.alternatives)
    return {word for word, n in counts.items() if n > 1}


def phases_with_skills(catalogue: Catalogue) -> Iterator[Finding]:
    """Each phase is worked in by some skill. A role may leave one out: its score there is not applicable."""
    used = {phase for skill in catalogue.skills_file.skills for phase in skill.phases}
    for index, phase in enumerate(catalogue.roles_file.phases):
        if phase.id not in used:
            yield Finding("roles", ("phases", index), f"no skill for the phase {phase.id}", "name it at a skill")


def sound_roles(catalogue: Catalogue) -> Iterator[Finding]:
    """Each role has experience and asks for something, at every seniority and working model."""
    for index, role in enumerate(catalogue.roles_file.roles):
        for seniority in SENIORITIES:
            if seniority not in role.experience:
                what = f"{seniority}: no experience given"
                yield Finding("roles", ("roles", index), what, "add years and backgrounds")
        for m, model in enumerate(role.working_models):
            path: Place = ("roles", index, *(("working_models", m) if model.changes or model.drop else ()))
            for seniority in SENIORITIES:
                if not any(seniority in one.levels for one in requirements_of(role, model)):
                    yield Finding("roles", path, f"{seniority}: asks for no skill", "add a requirement")


def seniorities_in_order(catalogue: Catalogue) -> Iterator[Finding]:
    """The three seniorities stand in their order."""
    if tuple(seniority.id for seniority in catalogue.roles_file.seniorities) != SENIORITIES:
        yield Finding("roles", ("seniorities",), "must be junior, mid, senior, in this order", "reorder them")
