"""The estimate of one person beside what the role asks: what is probably met, and what to verify next. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Literal, NamedTuple

from mle_gap.estimate import Beliefs, Readiness, Sign, Want, beliefs
from mle_gap.levels import MET, OPEN, at_least, decided, median
from mle_gap.models.report import Estimate, Supported, VerifyNext
from mle_gap.response import MOST, Reply, expected_variance, variance
from mle_gap.score import Row
from mle_gap.target import Ratings

Replies = Mapping[str, tuple[Reply, ...]]
Finding = Literal["met", "open", "not_sure"]
FEW, QUESTIONS = 3, 3  # skills to verify next, and questions on each that are reckoned with


class Estimated(NamedTuple):
    """What is believed of a person, and of the readiness that follows."""

    beliefs: Beliefs
    wants: tuple[Want, ...]
    readiness: Readiness

    def of(self, skill: str, required: int) -> tuple[int, float, Finding]:
        """The median level of a skill, the chance that it is at least the required one, and what that comes to."""
        chances = self.beliefs.chances(skill)
        chance = at_least(chances, required)
        return median(chances), chance, "met" if chance > MET else "open" if chance < OPEN else "not_sure"

    @property
    def rounded(self) -> Estimate:
        """As the report tells it: whole points, because it is no nearer than that."""
        ready = self.readiness
        return Estimate.model_construct(
            mean=float(round(ready.mean)), low=float(round(ready.low)), high=float(round(ready.high))
        )


def signs_of(ratings: Ratings, replies: Replies, evidence: Mapping[str, Supported] | None = None) -> dict[str, Sign]:
    """What is known of each skill from every side."""
    shown = {skill: one.level for skill, one in (evidence or {}).items()}
    return {
        skill: Sign(
            rating if isinstance(rating := ratings.get(skill), int) else None, replies.get(skill, ()), shown.get(skill)
        )
        for skill in sorted({*ratings, *replies, *shown})
    }


def estimated(
    ratings: Ratings, replies: Replies, rows: Sequence[Row], evidence: Mapping[str, Supported] | None = None
) -> Estimated | None:
    """The estimate; None where nothing is known of the person."""
    signs = signs_of(ratings, replies, evidence)
    known = {skill: sign for skill, sign in signs.items() if sign != Sign()}
    if not known:
        return None
    found = beliefs(known)
    wants = wants_of(rows)
    return Estimated(found, wants, found.readiness(wants))


Outcome = Literal["confirmed", "lower", "higher", "not_sure"]


def outcome(level: int | None, likely: int, finding: Finding) -> Outcome:
    """What the answers say to the level told: it holds, the likely one is lower or higher, or nobody knows yet."""
    if level is None or finding == "not_sure":
        return "not_sure"
    return "confirmed" if likely == level else "lower" if likely < level else "higher"


def wants_of(rows: Iterable[Row]) -> tuple[Want, ...]:
    """What the applicable rows ask."""
    return tuple(Want(row.skill, row.required, float(row.weight)) for row in rows if row.applicable)


def probable(ratings: Ratings, found: Estimated, skills: Iterable[str]) -> dict[str, int | str]:
    """Ratings with the median level of everything that applies, for a plan built on the estimate."""
    known = {*ratings, *skills}
    return {
        skill: "not_applicable" if ratings.get(skill) == "not_applicable" else median(found.beliefs.chances(skill))
        for skill in sorted(known)
    }


def verify_next(found: Estimated, quizzes: Iterable[str], replies: Replies) -> list[VerifyNext]:
    """The skills of which a few questions narrow the band most, and the band then expected.

    A skill known better tells of the readiness by itself and by what it has in common with the others, in proportion
    to their covariance, as in linear regression.
    """
    ready, known = found.readiness, set(quizzes)
    doubts: list[tuple[float, Want]] = []  # by how much the variance falls once the skill is known for certain
    for want, shared in zip(found.wants, ready.shared, strict=True):
        chances = found.beliefs.chances(want.skill)
        spread = variance(chances, want.required)
        asked = len(replies.get(want.skill, ()))
        if want.skill in known and not decided(chances, want.required) and asked < MOST and spread > 0:
            doubts.append((shared * shared / spread, want))
    doubts.sort(key=lambda doubt: (-doubt[0], doubt[1].skill))
    return [_next(found, want, falls) for falls, want in doubts[:FEW]]


def _next(found: Estimated, want: Want, falls: float) -> VerifyNext:
    ready, chances = found.readiness, found.beliefs.chances(want.skill)
    learned = 1 - expected_variance(chances, want.required, QUESTIONS) / variance(chances, want.required)
    shrunk = sqrt(max(1 - falls * learned / ready.variance, 0))
    return VerifyNext.model_construct(
        skill=want.skill,
        questions=QUESTIONS,
        low=float(round(ready.mean - (ready.mean - ready.low) * shrunk)),
        high=float(round(ready.mean + (ready.high - ready.mean) * shrunk)),
    )
