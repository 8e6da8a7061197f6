"""What a person is assessed against, and their ratings beside it. Pure."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from mle_gap.errors import Misuse, did_you_mean
from mle_gap.models.catalog import SENIORITIES, Catalogue, Entry, Requirement, Role, SeniorityId

Ratings = Mapping[str, int | str]
T = TypeVar("T")


class Asked(NamedTuple):
    """One requirement at the chosen seniority."""

    requirement: Requirement
    required: int
    must_have: bool


class Target(NamedTuple):
    """A role at a seniority, in a working model."""

    role: Role
    seniority: SeniorityId
    working_model: Entry
    asked: tuple[Asked, ...]

    @property
    def skills(self) -> tuple[str, ...]:
        """Every skill asked about, those marked `quick` first."""
        quick = [a for a in self.asked if a.requirement.quick]
        others = [a for a in self.asked if not a.requirement.quick]
        return tuple(word for a in quick + others for word in a.requirement.alternatives)

    @property
    def quick(self) -> int:
        """How many of these skills are quick ones."""
        return sum(len(a.requirement.alternatives) for a in self.asked if a.requirement.quick)


def target_of(
    catalogue: Catalogue,
    role: str | None = None,
    seniority: str | None = None,
    working_model: str | None = None,
) -> Target:
    """The target with the defaults of the design (first role, mid, first working model); raises Misuse."""
    chosen = _pick("role", role, {r.id: r for r in catalogue.roles_file.roles})
    model = _pick("working model", working_model, {m.id: m for m in chosen.working_models})
    level = _pick("seniority", seniority or "mid", {s: s for s in SENIORITIES})
    so_far = SENIORITIES[: SENIORITIES.index(level) + 1]
    asked = tuple(
        Asked(requirement, required, requirement.must_have_from in so_far)
        for requirement in chosen.requirements
        for seniority, required in requirement.levels.items()
        if seniority == level
    )
    return Target(chosen, level, model, asked)


def _pick(kind: str, word: str | None, known: Mapping[str, T]) -> T:
    if word is None:
        return next(iter(known.values()))
    if word not in known:
        raise Misuse(f"no {kind} `{word}`; {did_you_mean(word, known) or 'known: ' + ', '.join(known)}")
    return known[word]
