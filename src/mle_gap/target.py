"""What a person is assessed against, and their ratings beside it. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from mle_gap.errors import Misuse, clipped, did_you_mean
from mle_gap.models.base import SENIORITIES, SeniorityId
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Industry, Requirement, Role, WorkingModel
from mle_gap.variants import requirements_of

Ratings = Mapping[str, int | str]
T = TypeVar("T")


class Asked(NamedTuple):
    """One requirement at the chosen seniority."""

    requirement: Requirement
    required: int
    must_have: bool


class Target(NamedTuple):
    """A role at a seniority, in a working model and perhaps an industry; `requirements` hold every seniority."""

    role: Role
    seniority: SeniorityId
    working_model: WorkingModel
    industry: Industry | None
    requirements: tuple[Requirement, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What is asked at the seniority."""
        return asked_at(self.requirements, self.seniority)

    @property
    def skills(self) -> tuple[str, ...]:
        """Every skill asked about: the quick ones, the alternatives to these, then the rest."""
        quick = [a.requirement.alternatives for a in self.asked if a.requirement.quick]
        others = [a.requirement.alternatives for a in self.asked if not a.requirement.quick]
        return (
            *(words[0] for words in quick),
            *(w for words in quick for w in words[1:]),
            *(w for o in others for w in o),
        )

    @property
    def quick(self) -> int:
        """How many of these skills are quick ones."""
        return sum(asked.requirement.quick for asked in self.asked)


def asked_at(requirements: Iterable[Requirement], seniority: SeniorityId) -> tuple[Asked, ...]:
    """What requirements ask at a seniority; those that begin later are left out."""
    so_far = SENIORITIES[: SENIORITIES.index(seniority) + 1]
    return tuple(
        Asked(requirement, requirement.levels[seniority], requirement.must_have_from in so_far)
        for requirement in requirements
        if seniority in requirement.levels
    )


def target_of(
    catalogue: Catalogue,
    role: str | None = None,
    seniority: str | None = None,
    working_model: str | None = None,
    industry: str | None = None,
) -> Target:
    """The target with the defaults of the design (first role, mid, first working model, no industry); raises Misuse."""
    chosen = pick("role", role, catalogue.roles)
    model = pick("working model", working_model, {m.id: m for m in chosen.working_models})
    level = pick("seniority", seniority or "mid", {s: s for s in SENIORITIES})
    trade = None if industry is None else pick("industry", industry, catalogue.industries)
    return Target(chosen, level, model, trade, requirements_of(chosen, model, trade))


def pick(kind: str, word: str | None, known: Mapping[str, T]) -> T:
    """The thing of that id, the first one where none is named; raises Misuse with a suggestion."""
    if word is None:
        return next(iter(known.values()))
    if word not in known:
        hint = did_you_mean(word, known) or ("known: " + ", ".join(known) if known else "this catalogue has none")
        raise Misuse(f"no {kind} `{clipped(word, 60)}`; {hint}")
    return known[word]
