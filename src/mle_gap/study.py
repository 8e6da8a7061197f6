"""Blocks of study: the hours of a week on chosen days, each block with the steps it works on. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

from mle_gap.errors import Misuse
from mle_gap.models.report import Session
from mle_gap.pace import TOO_LATE, Pace, Span, merged

SHORTEST, LONGEST = Fraction(1, 4), 12  # hours of a block


def sessions(hours: Sequence[int], pace: Pace, days: Sequence[int]) -> Iterator[Session]:
    """The blocks until all hours are done; `days` are days of the week, Monday is 0.

    A week's hours are shared alike by its days, by fewer of them where a block would be shorter than a quarter of an
    hour; those of a pause fall out. Raises Misuse where a day has no room for a block, and past the calendar.
    """
    days = days[: max(1, min(len(days), int(pace.rate / SHORTEST)))]
    length = pace.rate / len(days)
    if length > LONGEST:
        raise Misuse(f"{float(length):g} hours of study on one day are too many; name more --days")
    done, step = Fraction(0), 0
    ends = list(accumulate(hours))
    for day in _days(pace, days) if ends else ():
        after = min(done + length, Fraction(ends[-1]))
        worked = [step]
        while ends[worked[-1]] < after:
            worked.append(worked[-1] + 1)
        # Whole minutes whose sum stays true: what one block rounds off, another adds.
        minutes = round(60 * after) - round(60 * done)
        yield Session.model_construct(day=day, minutes=minutes, steps=tuple(n + 1 for n in worked))
        done, step = after, worked[-1] + (ends[worked[-1]] == after)
        if step == len(ends):
            return


def _days(pace: Pace, days: Sequence[int]) -> Iterator[date]:
    pauses = merged(pace.pauses)
    day = pace.start
    while True:
        if day.weekday() in days and not any(pause.start <= day <= pause.finish for pause in pauses):
            yield day
        try:
            day += timedelta(days=1)
        except OverflowError:
            raise Misuse(TOO_LATE) from None


def spans(blocks: Sequence[Session], count: int) -> tuple[Span, ...]:
    """First and last day of each of so many steps, by the blocks that work on it."""
    days: list[list[date]] = [[] for _ in range(count)]
    for block in blocks:
        for step in block.steps:
            days[step - 1].append(block.day)
    return tuple(Span(found[0], found[-1]) for found in days)
