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
    def reached(self) -> int:
        """Levels of the requirement held, surplus not counted; unknown counts as 0."""
        return min(self.level or 0, self.required)

    @property
    def held(self) -> Fraction:
        """Share of the requirement held, 0 to 1."""
        return Fraction(self.reached, self.required)

    @property
    def may_be_met(self) -> bool:
        """Whether it is met, or an answer not given yet may still meet it."""
        return self.level is None or self.open or self.reached == self.required

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
    return Fraction(sum(_exact(row.weight) for row in rows if row.applicable))


def _exact(weight: int | float | Fraction) -> int | Fraction:
    return weight if isinstance(weight, int) else Fraction(weight)


def points(row: Row, total: Fraction) -> tuple[Fraction, Fraction]:
    """Readiness points held and lost by one row; both 0 where it does not apply."""
    if not row.applicable:
        return Fraction(0), Fraction(0)
    worth = 100 * _exact(row.weight) / total
    held = worth * row.held
    return held, worth - held


def readiness(rows: Sequence[Row]) -> tuple[Fraction, Fraction] | None:
    """Low (unknown counts as 0) and high (unknown counts as met), 0 to 100 and exact; None where nothing applies."""
    counted = [row for row in rows if row.applicable]
    if not counted:
        return None
    low = high = Fraction(0)
    # Level by level, so that whole numbers are added where weights are whole: fractions take ten times as long.
    for required in {row.required for row in counted}:
        same = [row for row in counted if row.required == required]
        low += Fraction(sum(_exact(row.weight) * row.reached for row in same)) / required
        open_ = sum(_exact(row.weight) * (required if row.may_be_met else row.reached) for row in same)
        high += Fraction(open_) / required
    total = total_weight(counted)
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
