"""The score: a weighted, capped mean of level over required level. Pure and exact.

readiness = 100 * sum(w * min(L / R, 1)) / sum(w)
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor
from typing import Literal, NamedTuple

from mle_gap.target import Asked, Ratings

State = Literal["met", "gap", "unknown", "not_applicable"]
Verdict = Literal["blocked", "undecided", "ready", "nearly", "building", "starting"]

# By the lowest section, as the ML Test Score does (Breck et al. 2017); the steps are ours.
VERDICTS: tuple[tuple[int, Verdict], ...] = ((90, "ready"), (70, "nearly"), (40, "building"), (0, "starting"))


class Row(NamedTuple):
    """One requirement beside what the person says.

    `level` is None where nothing was answered; `open` says that an unanswered alternative may still meet it.
    """

    skill: str
    required: int
    weight: int | float | Fraction = 1
    level: int | None = None
    must_have: bool = False
    applicable: bool = True
    open: bool = False
    any_of: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """0 is a gap, not answered is unknown, not applicable leaves the sum: three different things."""
        if not self.applicable:
            return "not_applicable"
        if self.level is None:
            return "unknown"
        return "met" if self.level >= self.required else "gap"

    @property
    def held(self) -> Fraction:
        """Share of the requirement held, 0 to 1; unknown counts as 0."""
        return min(Fraction(self.level or 0, self.required), Fraction(1))

    @property
    def possible(self) -> Fraction:
        """Share of the requirement held if what is not answered turns out to be met."""
        return Fraction(1) if self.level is None or self.open else self.held

    @property
    def blocks(self) -> bool:
        """Whether it is a must-have that is rated below, with nothing left to answer that could meet it."""
        return self.must_have and self.state == "gap" and not self.open

    @property
    def undecided(self) -> bool:
        """Whether it is a must-have that an answer could still meet."""
        return self.must_have and self.applicable and self.state != "met" and not self.blocks


def row_of(asked: Asked, ratings: Ratings) -> Row:
    """The row of a requirement: of several alternatives the best rated one, ties to the first listed."""
    words = asked.requirement.alternatives
    told = [(word, ratings.get(word, "unknown")) for word in words]
    applicable = [(word, rating) for word, rating in told if rating != "not_applicable"]
    rated = [(word, rating) for word, rating in applicable if isinstance(rating, int)]
    skill, level = max(rated, key=lambda pair: pair[1]) if rated else ((applicable or told)[0][0], None)
    return Row(
        skill=skill,
        required=asked.required,
        weight=asked.requirement.weight,
        level=level,
        must_have=asked.must_have,
        applicable=bool(applicable),
        open=len(rated) < len(applicable),
        any_of=asked.requirement.any_of,
    )


def total_weight(rows: Iterable[Row]) -> Fraction:
    """Sum of the weights that count."""
    return sum((Fraction(row.weight) for row in rows if row.applicable), Fraction(0))


def points(row: Row, total: Fraction) -> tuple[Fraction, Fraction]:
    """Readiness points held and lost by one row; both 0 where it does not apply."""
    if not row.applicable:
        return Fraction(0), Fraction(0)
    worth = 100 * Fraction(row.weight) / total
    return worth * row.held, worth * (1 - row.held)


def readiness(rows: Sequence[Row]) -> tuple[Fraction, Fraction] | None:
    """Low (unknown counts as 0) and high (unknown counts as met), 0 to 100 and exact; None where nothing applies."""
    counted = [row for row in rows if row.applicable]
    total = total_weight(counted)
    if not counted:
        return None
    low = sum((Fraction(row.weight) * row.held for row in counted), Fraction(0))
    high = sum((Fraction(row.weight) * row.possible for row in counted), Fraction(0))
    return 100 * low / total, 100 * high / total


def rounded_down(score: Fraction) -> float:
    """A score with one decimal, rounded down, so that 100 is shown only when all is met."""
    return floor(score * 10) / 10


def verdict(rows: Iterable[Row], phase_scores: Iterable[Fraction]) -> Verdict:
    """Must-haves first, then the lowest phase; `phase_scores` of the phases that have one, at least one."""
    rows = tuple(rows)
    if any(row.blocks for row in rows):
        return "blocked"
    if any(row.undecided for row in rows):
        return "undecided"
    lowest = min(phase_scores)
    return next(name for least, name in VERDICTS if lowest >= least)
