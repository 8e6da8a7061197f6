"""The days a chart is drawn over, and which of them are named. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from mle_gap.formats.markup import MONTHS
from mle_gap.models.report import Plan

SHORT_PLAN = 75  # days; a shorter axis counts in days and not in months


class Axis(NamedTuple):
    """The days a chart is drawn over, first and last."""

    start: date
    finish: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.finish - self.start).days + 1

    def before(self, day_: date) -> float:
        """Where a day begins, in percent of the width."""
        return min(max((day_ - self.start).days * 100 / self.days, 0), 100)

    def after(self, day_: date) -> float:
        """Where a day ends."""
        return min(max(((day_ - self.start).days + 1) * 100 / self.days, 0), 100)

    def ticks(self) -> Iterator[tuple[date, str]]:
        """Some five days to name below the axis; none so far to the right that its name has no room."""
        found = self._by_days() if self.days < SHORT_PLAN else self._by_months()
        return ((at, words) for at, words in found if self.before(at) < 90)

    def _by_days(self) -> Iterator[tuple[date, str]]:
        step = max(1, round(self.days / 5))
        for number_ in range(0, self.days, step):
            at = self.start + timedelta(days=number_)
            yield at, f"{at.day} {MONTHS[at.month - 1]}"

    def _by_months(self) -> Iterator[tuple[date, str]]:
        months = self.days / 30.4
        steps = [1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000))]
        step = next(step for step in steps if months / step <= 5.5)
        first, last = (at.year * 12 + at.month - 1 for at in self)
        for month in range(first // step * step + step, last + 1, step):
            at = date(month // 12, month % 12 + 1, 1)
            yield at, str(at.year) if step >= 12 else f"{MONTHS[at.month - 1]} {at.year}"


def axis_of(plan: Plan) -> Axis:
    """The days of the plan, and those up to its deadline unless that lies far behind it."""
    axis = Axis(plan.start, plan.finish)
    last = plan.by.date if plan.by else plan.finish
    return Axis(plan.start, max(last, plan.finish)) if (last - plan.start).days <= 2 * axis.days else axis
