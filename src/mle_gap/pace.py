"""Hours turned into days: a week's hours spread over its seven days, pauses left out. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from mle_gap.errors import Misuse

TOO_LATE = "the plan ends after the year 9999; give more --hours-per-week or an earlier --start"


class Span(NamedTuple):
    """First and last day of something."""

    start: date
    finish: date


class Pace(NamedTuple):
    """When learning begins, how many hours a week it gets, and the days on which there is none."""

    start: date
    hours_per_week: float
    pauses: tuple[Span, ...] = ()

    @property
    def rate(self) -> Fraction:
        """Hours a week as they were written: 1.4 is seven fifths, which no float is."""
        return exactly(self.hours_per_week)

    def day(self, number: int) -> date:
        """The learning day of that number, the first is 0; raises Misuse where the calendar ends."""
        try:
            day = self.start + timedelta(days=number)
            for pause in merged(self.pauses):
                if pause.finish < self.start:
                    continue
                begin = max(pause.start, self.start)
                if begin > day:
                    break
                day += pause.finish - begin + timedelta(days=1)
        except OverflowError:
            raise Misuse(TOO_LATE) from None
        return day

    def dated(self, hours: Iterable[int]) -> tuple[Span, ...]:
        """The days of things done one after the other, each of which takes so many hours; raises Misuse."""
        days_per_hour = 7 / self.rate
        spans, done = [], 0
        for some in hours:
            first = floor(done * days_per_hour)
            done += some
            last = max(first, ceil(done * days_per_hour) - 1)
            spans.append(Span(self.day(first), self.day(last)))
        return tuple(spans)

    def finish(self, hours: Fraction | int) -> date:
        """The last day of so many hours; the first day where there are none; raises Misuse."""
        return self.day(max(0, ceil(hours * 7 / self.rate) - 1))

    def days_until(self, last: date) -> int:
        """How many learning days there are up to a day, it included."""
        if last < self.start:
            return 0
        days = (last - self.start).days + 1
        for pause in merged(self.pauses):
            begin, end = max(pause.start, self.start), min(pause.finish, last)
            days -= max(0, (end - begin).days + 1)
        return days

    def hours_needed(self, hours: int, last: date) -> float | None:
        """Hours a week with which so many hours end on a day at the latest, rounded up to one decimal."""
        days = self.days_until(last)
        return ceil(Fraction(70 * hours, days)) / 10 if days else None


def merged(pauses: Iterable[Span]) -> Sequence[Span]:
    """Pauses in order, those that touch or overlap made one."""
    found: list[Span] = []
    for pause in sorted(pauses):
        if found and pause.start - found[-1].finish <= timedelta(days=1):
            found[-1] = Span(found[-1].start, max(found[-1].finish, pause.finish))
        else:
            found.append(pause)
    return found


def exactly(number: float) -> Fraction:
    """A decimal number as it is written."""
    return Fraction(str(number))


def weeks(hours: int, hours_per_week: float) -> float:
    """How many weeks the hours take, rounded up to one decimal."""
    return ceil(10 * hours / exactly(hours_per_week)) / 10
