"""What levels a person probably has, from what they say, answer and show. Pure.

A model of one person with many skills. The true level of skill s is a latent normal value cut into 0 to 4:

    t_s = MEAN + SD * (sqrt(SHARED) * g + sqrt(1 - SHARED) * e_s)

with one factor g for the whole person. What they say of it is another one, cut alike:

    y_s = MEAN + SD * (r * z_s + LENIENCY + sqrt(1 - r^2) * (sqrt(HABIT) * b + sqrt(1 - HABIT) * n_s))

where z_s is t_s in standard units and b is how strictly this person rates themselves. An item of difficulty d is
answered rightly with probability c + (1 - c) / (1 + exp(-DISCRIMINATION * (level - d - x + 1/2))), the two-parameter
logistic model with a floor for guessing; x is how much harder the whole bank is than it claims. Evidence of a level
speaks for it and against lower ones; that there is none says nothing. g, b and x are summed over a small grid, levels
given them are independent.
"""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import erf, exp, log, pi, sqrt
from operator import mul
from typing import NamedTuple

from mle_gap.levels import LEVELS, Chances
from mle_gap.response import GUESSED, Reply, guessing, likelihood

# How far true levels spread over those who ask: our assumption, nobody has measured it on these sentences.
MEAN, SD = 1.5, 1.2
# Self-ratings against measured ability: Mabe & West 1982 .29 (55 studies), Freund & Kasten 2012 .33, 2024 .30
# (115 samples, N = 36,833); leniency against supervisors d = .32. See docs/method.md.
CORRELATION, LENIENCY = 0.3, 0.32
# What skills of one person have in common, and of the errors in rating oneself: our assumptions, varied in the
# simulation.
SHARED, HABIT = 0.4, 0.5
BANK_ERROR = 0.1  # of x, in levels
# Evidence: a person at the level has something of the kind to show in so many cases, and for each level below two
# thirds as often, for files are copied and written together. Our assumptions.
SHOWN, SHOWN_BELOW = 0.6, 0.7
HIGHEST_SHOWN = 3  # a file cannot show that somebody leads
BAND = 0.8

_GRID = tuple(n * 0.6 for n in range(-4, 5))
_SHIFTS = ((-sqrt(3) * BANK_ERROR, 1 / 6), (0.0, 2 / 3), (sqrt(3) * BANK_ERROR, 1 / 6))  # Gauss-Hermite, three points
_CELLS = tuple((m, n) for m in range(len(_GRID)) for n in range(len(_GRID)))


class Sign(NamedTuple):
    """All that is known of one skill; None and empty where nothing is."""

    rating: int | None = None
    replies: tuple[Reply, ...] = ()
    shown: int | None = None


class Want(NamedTuple):
    """What is asked of a skill and what it counts."""

    skill: str
    required: int
    weight: float


class Readiness(NamedTuple):
    """Mean and 80% band of the readiness, its variance, and its covariance with each requirement's share held."""

    mean: float
    low: float
    high: float
    variance: float
    shared: tuple[float, ...]


class Bank(NamedTuple):
    """How replies are taken: the chance of a right guess, and how much harder the questions may be than they claim."""

    guess: float = GUESSED
    shifts: tuple[float, ...] = (0.0,)


class Beliefs(NamedTuple):
    """What is believed after all signs: weights of the grid's cells, and each skill's levels within each cell."""

    weights: tuple[float, ...]
    signs: Mapping[str, Sign]
    bank: Bank

    def chances(self, skill: str) -> Chances:
        """Probabilities of the levels 0 to 4 of a skill; one never heard of is like the person's others."""
        return _weighed(self.signs.get(skill, Sign()), self.bank, self.weights)

    def readiness(self, wants: Sequence[Want]) -> "Readiness":
        """The readiness, 0 to 100: of min(level / required, 1), not of the levels."""
        total = sum(want.weight for want in wants)
        shares = [100 * want.weight / total for want in wants]
        # Cell by cell; requirements alike in all but weight have the same moments.
        columns = [_moments(self.signs.get(one.skill, Sign()), one.required, self.bank) for one in wants]
        means = [sum(map(mul, shares, cell)) for cell in zip(*(first for first, _ in columns), strict=True)]
        squares = [share * share for share in shares]
        variances = [sum(map(mul, squares, cell)) for cell in zip(*(second for _, second in columns), strict=True)]
        parts = [(w, m, sqrt(v)) for w, m, v in zip(self.weights, means, variances, strict=True) if w > 1e-6]
        mean = sum(map(mul, self.weights, means))
        spread = sum(w * (m * m + v) for w, m, v in zip(self.weights, means, variances, strict=True)) - mean * mean
        shared = tuple(
            sum(w * ((m - mean) * f + share * v) for w, m, f, v in zip(self.weights, means, first, second, strict=True))
            for share, (first, second) in zip(shares, columns, strict=True)
        )
        low, high = (_quantile(parts, one) for one in ((1 - BAND) / 2, (1 + BAND) / 2))
        return Readiness(mean, low, high, spread, shared)


def beliefs(signs: Mapping[str, Sign]) -> Beliefs:
    """What to believe of a person's levels, all skills seen together."""
    replies = [reply for sign in signs.values() for reply in sign.replies]
    signs = {skill: _plain(sign) for skill, sign in signs.items()}
    # How hard the questions are matters only once there are replies.
    shifts = _SHIFTS if replies else _SHIFTS[1:2]
    bank = Bank(guessing(replies), tuple(shift for shift, _ in shifts))
    logs = [log(share) - (_GRID[m] ** 2 + _GRID[n] ** 2) / 2 for _, share in shifts for m, n in _CELLS]
    for sign, times in Counter(signs.values()).items():
        logs = [one + times * more for one, more in zip(logs, _within(sign, bank)[0], strict=True)]
    highest = max(logs)
    weights = [exp(one - highest) for one in logs]
    total = sum(weights)
    return Beliefs(tuple(weight / total for weight in weights), signs, bank)


def _plain(sign: Sign) -> Sign:
    """The sign without what its likelihood does not depend on, so that what is reckoned once serves all alike."""
    return sign._replace(replies=tuple(sorted(Reply(reply.level, reply.right) for reply in sign.replies)))


def _of_shown(level: int, shown: int | None) -> float:
    if shown is None:
        return 1.0
    below = max(min(shown, HIGHEST_SHOWN) - level, 0)
    return SHOWN * float(SHOWN_BELOW**below)


@lru_cache(maxsize=4096)
def _within(sign: Sign, bank: Bank) -> tuple[tuple[float, ...], tuple[Chances, ...]]:
    """In each cell of the grid: the logarithm of how likely the sign is, and the chances of the levels given it."""
    if not sign.replies:  # however hard the bank is
        likelihoods, chances = _where(sign, bank.guess, 0)
        return likelihoods * len(bank.shifts), chances * len(bank.shifts)
    parts = [_where(sign, bank.guess, shift) for shift in bank.shifts]
    return sum((one for one, _ in parts), ()), sum((one for _, one in parts), ())


def _where(sign: Sign, guess: float, shift: float) -> tuple[tuple[float, ...], tuple[Chances, ...]]:
    """The same where the bank is that much harder than it claims."""
    seen = [likelihood(level, sign.replies, guess, shift) * _of_shown(level, sign.shown) for level in LEVELS]
    likelihoods, chances = [], []
    for m, n in _CELLS:
        said = (1.0,) * len(LEVELS) if sign.rating is None else _said(n)[sign.rating]
        joint = [a * b * c for a, b, c in zip(_levels(m), said, seen, strict=True)]
        total = sum(joint)
        likelihoods.append(log(total))
        chances.append(tuple(one / total for one in joint))
    return tuple(likelihoods), tuple(chances)


@lru_cache(maxsize=200)
def _weighed(sign: Sign, bank: Bank, weights: tuple[float, ...]) -> Chances:
    """The chances of the levels over all cells."""
    cells = zip(*_within(sign, bank)[1], strict=True)
    return tuple(sum(map(mul, weights, column)) for column in cells)


@lru_cache(maxsize=4096)
def _moments(sign: Sign, required: int, bank: Bank) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """In each cell: mean and variance of min(level / required, 1)."""
    held = [min(level / required, 1) for level in LEVELS]
    squares = [one * one for one in held]
    cells = _within(sign, bank)[1]
    means = tuple(sum(map(mul, cell, held)) for cell in cells)
    return means, tuple(
        max(sum(map(mul, cell, squares)) - one * one, 0.0) for cell, one in zip(cells, means, strict=True)
    )


@cache
def _levels(m: int) -> Chances:
    """Chances of the levels where the person's factor is that of the grid."""
    return _cut(MEAN + SD * sqrt(SHARED) * _GRID[m], SD * sqrt(1 - SHARED))


@cache
def _said(n: int) -> tuple[Chances, ...]:
    """For each rating, its likelihood at the true levels 0 to 4, where the person's habit is that of the grid."""
    noise = sqrt(1 - CORRELATION**2)
    spread = SD * noise * sqrt(1 - HABIT)
    rows = []
    for level in LEVELS:
        z = _middle(level)
        centre = MEAN + SD * (CORRELATION * z + LENIENCY + noise * sqrt(HABIT) * _GRID[n])
        rows.append(_cut(centre, sqrt(spread**2 + (SD * CORRELATION) ** 2 * _VARIANCE_WITHIN)))
    return tuple(zip(*rows, strict=True))


_VARIANCE_WITHIN = 1 / (12 * SD * SD)  # of z among people of one level, about that of an even spread


def _middle(level: int) -> float:
    """The mean of z among people of a level; the outer levels have no end."""
    low = -9.0 if level == 0 else (level - 0.5 - MEAN) / SD
    high = 9.0 if level == LEVELS[-1] else (level + 0.5 - MEAN) / SD
    density = (exp(-low * low / 2) - exp(-high * high / 2)) / sqrt(2 * pi)
    return density / (_below(high) - _below(low))


def _cut(centre: float, spread: float) -> Chances:
    """Chances of the levels 0 to 4 of a normal value, cut half-way between them."""
    edges = [0.0, *(_below((level + 0.5 - centre) / spread) for level in LEVELS[:-1]), 1.0]
    return tuple(max(high - low, 1e-12) for low, high in itertools.pairwise(edges))


def _below(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2


def _quantile(parts: Sequence[tuple[float, float, float]], share: float) -> float:
    """Where that share of a mixture of normal distributions (weight, mean, deviation) lies below, within 0 to 100."""
    low, high = 0.0, 100.0
    for _ in range(20):
        middle = (low + high) / 2
        below = sum(w * (_below((middle - m) / s) if s > 1e-9 else float(m <= middle)) for w, m, s in parts)
        low, high = (middle, high) if below < share else (low, middle)
    return (low + high) / 2
