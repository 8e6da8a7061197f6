"""Chances of the levels 0 to 4 of one skill, and what follows from them. Pure."""

LEVELS = range(5)
Chances = tuple[float, ...]  # of the levels 0 to 4
MET, OPEN = 0.8, 0.2  # of P(level >= required): above it is met, below it is not, between nobody knows


def at_least(chances: Chances, level: int) -> float:
    """The chance that the level is that one or a higher one."""
    return sum(chances[level:])


def median(chances: Chances) -> int:
    """The level in the middle: the first which the person is as likely to be at or below as above."""
    return next(level for level in LEVELS if sum(chances[: level + 1]) >= 0.5 - 1e-12)


def decided(chances: Chances, required: int) -> bool:
    """Whether it is known well enough that the requirement is met, or that it is not."""
    chance = at_least(chances, required)
    return chance > MET or chance < OPEN
