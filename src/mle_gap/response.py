"""How a person of a level answers a question: the two-parameter logistic model with a floor for guessing. Pure."""

from collections.abc import Iterable, Sequence
from math import exp, log
from typing import NamedTuple

from mle_gap.levels import LEVELS, Chances, at_least

DISCRIMINATION = 1.6  # per level; about what well-made items have (a = 1.9 in standard units), our assumption
# Chance of a right guess: one in three, where somebody guesses at all rather than say "I don't know"; that is so often
# until their own replies tell, which count beside so many cases.
BLIND, DARING, CASES = 1 / 3, 0.45, 6
GUESSED = 0.15  # of these
MOST = 5  # questions on one skill, unless more are wanted


class Reply(NamedTuple):
    """An answer to an item: the level it separates, whether it was right, or left open with "I don't know"."""

    level: int
    right: bool
    left_open: bool = False


def right(level: int, difficulty: float, guess: float = GUESSED) -> float:
    """The chance that a person of a level answers an item of a difficulty rightly."""
    return guess + (1 - guess) / (1 + exp(-DISCRIMINATION * (level - difficulty + 0.5)))


def updated(chances: Chances, replies: Sequence[Reply]) -> Chances:
    """The chances of one skill after replies, others left out: enough to choose the next item by."""
    found = [chance * likelihood(level, replies, GUESSED, 0) for level, chance in enumerate(chances)]
    total = sum(found)
    return tuple(one / total for one in found)


def information(chances: Chances, difficulty: int, required: int) -> float:
    """How much an item of that difficulty is expected to tell about whether the level is at least that, in bits."""
    met = at_least(chances, required)
    joint = [chance * right(level, difficulty) for level, chance in enumerate(chances)]
    below, above = sum(joint[:required]), sum(joint[required:])
    parts = ((met, above), (1 - met, below))
    return _entropy(below + above) - sum(share * _entropy(hit / share) for share, hit in parts if share > 0)


def _entropy(chance: float) -> float:
    if not 0 < chance < 1:
        return 0.0
    return -(chance * log(chance) + (1 - chance) * log(1 - chance)) / log(2)


def guessing(replies: Iterable[Reply]) -> float:
    """The chance that this person guesses rightly: who is wrong instead of saying "I don't know" guesses more."""
    missed = [reply for reply in replies if not reply.right]
    left_open = sum(reply.left_open for reply in missed)
    dared = (len(missed) - left_open) / (1 - BLIND)  # with those that were right by chance
    share = (dared + DARING * CASES) / (dared + left_open + CASES)
    return min(round(20 * BLIND * share) / 20, BLIND)  # no nearer than that, so that few cases have to be reckoned


def likelihood(level: int, replies: Iterable[Reply], guess: float, shift: float) -> float:
    """Of all replies from a person of the level; `shift` is by how much the questions are harder than they claim."""
    likelihood = 1.0
    for reply in replies:
        chance = right(level, reply.level + shift, guess)
        likelihood *= chance if reply.right else 1 - chance
    return likelihood


def best_level(chances: Chances, required: int, levels: Iterable[int]) -> int:
    """Of the levels questions are left of, the one that tells most about whether the requirement is met."""
    return max(sorted(levels), key=lambda level: information(chances, level, required))


def variance(chances: Chances, required: int) -> float:
    """Of min(level / required, 1)."""
    held = [min(level / required, 1) for level in LEVELS]
    mean = sum(chance * one for chance, one in zip(chances, held, strict=True))
    return sum(chance * one * one for chance, one in zip(chances, held, strict=True)) - mean * mean


def expected_variance(chances: Chances, required: int, questions: int) -> float:
    """The same once so many more questions are answered, whatever the answers, as far as one can expect now."""
    if not questions:
        return variance(chances, required)
    level = best_level(chances, required, LEVELS[1:])
    hit = sum(chance * right(one, level) for one, chance in enumerate(chances))
    return sum(
        share * expected_variance(updated(chances, (Reply(level, outcome),)), required, questions - 1)
        for share, outcome in ((hit, True), (1 - hit, False))
    )
