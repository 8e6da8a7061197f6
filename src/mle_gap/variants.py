"""What a role asks in a working model and an industry, which state only their differences. Pure."""

from collections.abc import Sequence

from mle_gap.models.base import SENIORITIES, SeniorityId
from mle_gap.models.roles import Change, Industry, Requirement, Role, WorkingModel


def requirements_of(
    role: Role, working_model: WorkingModel, industry: Industry | None = None
) -> tuple[Requirement, ...]:
    """The requirements of a variant: those of the role as its working model changes and its industry raises them."""
    asked = [one for one in (_without(r, working_model.drop) for r in role.requirements) if one.alternatives]
    for change in working_model.changes:
        asked = _changed(asked, change, working_model.name, len(asked))
    for change in () if industry is None else industry.changes:
        # Asked right after the quick ones: whoever names an industry wants to be asked about it.
        place = sum(requirement.quick for requirement in asked)
        asked = _changed(asked, change, industry.name if industry else "", place, only_up=True)
    return tuple(asked)


def _without(requirement: Requirement, dropped: Sequence[str]) -> Requirement:
    """The requirement without some of its alternatives, perhaps without any."""
    left = tuple(word for word in requirement.alternatives if word not in dropped)
    return requirement if left == requirement.alternatives else _asking(requirement, left)


def _asking(requirement: Requirement, words: tuple[str, ...]) -> Requirement:
    one = words[0] if len(words) == 1 else None
    return requirement.model_copy(update={"skill": one, "any_of": () if one else words})


def _matching(asked: Sequence[Requirement], change: Change) -> Requirement | None:
    """The requirement a change is about: the first that shares a skill with it."""
    words = set(change.alternatives)
    return next((requirement for requirement in asked if words & set(requirement.alternatives)), None)


def _changed(
    asked: Sequence[Requirement], change: Change, reason: str, place: int, only_up: bool = False
) -> list[Requirement]:
    """The requirements with one of them changed, or one added at a place."""
    old = _matching(asked, change)
    if old is None:
        new = _added(change, reason)
        return [*asked[:place], *([new] if new else []), *asked[place:]]
    patched = _patched(old, _raising(change, old) if only_up else change, reason)
    return [patched if requirement is old else requirement for requirement in asked]


def _patched(old: Requirement, change: Change, reason: str) -> Requirement:
    update = {
        "levels": {**old.levels, **(change.levels or {})},
        "weight": change.weight or old.weight,
        "must_have_from": _start(change) if change.must_have_from else old.must_have_from,
        "why": f"{old.why} {reason}: {change.why}",
    }
    new = old.model_copy(update=update)
    return _asking(new, change.any_of) if change.any_of else new


def _added(change: Change, reason: str) -> Requirement | None:
    """A requirement of its own, None where the change does not say enough for one (which the checks refuse)."""
    if not change.levels or change.weight is None:
        return None
    # Made of parts that were validated before; the reason is longer than a file may have it.
    return Requirement.model_construct(
        skill=change.skill,
        any_of=change.any_of,
        levels=change.levels,
        weight=change.weight,
        must_have_from=_start(change),
        why=f"{reason}: {change.why}",
    )


def _start(change: Change) -> SeniorityId | None:
    return None if change.must_have_from == "never" else change.must_have_from


def _raising(change: Change, old: Requirement) -> Change:
    """The change with nothing in it that would lower what is asked already."""
    levels = {s: max(level, old.levels.get(s, 0)) for s, level in (change.levels or {}).items()}
    starts = [s for s in (_start(change), old.must_have_from) if s is not None]
    update = {
        "any_of": (),
        "levels": levels or None,
        "weight": max(change.weight or 1, old.weight),
        "must_have_from": min(starts, key=SENIORITIES.index, default=None),
    }
    return change.model_copy(update=update)
