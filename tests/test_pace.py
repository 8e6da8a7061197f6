"""Hours become days: weeks of seven days, pauses left out, and what fits until a day."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mle_gap.errors import Misuse
from mle_gap.pace import Pace, Span, merged, weeks

START = date(2026, 11, 23)
per_weeks = st.floats(0.5, 100)
days = st.integers(0, 400).map(lambda n: START + timedelta(days=n - 50))
pauses = st.lists(st.builds(lambda a, n: Span(a, a + timedelta(days=n)), days, st.integers(0, 40)), max_size=5)


def inside(day: date, spans: tuple[Span, ...]) -> bool:
    return any(span.start <= day <= span.finish for span in spans)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=30), per_weeks)
def test_days_follow_each_other_and_hours_fit_the_weeks(hours: list[int], per_week: float) -> None:
    spans = Pace(START, per_week).dated(hours)
    assert spans[0].start == START
    assert all(span.start <= span.finish for span in spans)
    assert all(before.start <= after.start <= before.finish + timedelta(days=1) for before, after in pairwise(spans))
    taken = (spans[-1].finish - START).days + 1
    assert (taken - 1) * per_week / 7 <= sum(hours) <= taken * per_week / 7 + 1e-6
    assert 0 <= weeks(sum(hours), per_week) - sum(hours) / per_week < 0.1 + 1e-9


def test_a_week_of_work_begins_on_its_first_day_and_ends_on_its_seventh() -> None:
    spans = Pace(START, 5).dated([5, 10])
    assert [(s.start.isoformat(), s.finish.isoformat()) for s in spans] == [
        ("2026-11-23", "2026-11-29"),
        ("2026-11-30", "2026-12-13"),
    ]


def test_a_pause_moves_what_comes_after_it_and_nothing_before() -> None:
    pause = Span(date(2026, 12, 21), date(2027, 1, 3))
    plain, paused = (Pace(START, 7, some).dated([28, 28]) for some in ((), (pause,)))
    assert paused[0] == plain[0] == Span(START, date(2026, 12, 20))
    assert paused[1] == Span(date(2027, 1, 4), date(2027, 1, 31))


@given(st.integers(0, 500), pauses)
def test_the_learning_day_of_a_number_is_the_one_found_by_counting(number: int, spans: list[Span]) -> None:
    pace = Pace(START, 5, tuple(spans))
    day, left = START, number
    while inside(day, pace.pauses) or left:
        left -= not inside(day, pace.pauses)
        day += timedelta(days=1)
    assert pace.day(number) == day
    assert pace.days_until(day) == number + 1


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), pauses, days)
def test_with_the_hours_needed_a_plan_ends_in_time(hours: list[int], spans: list[Span], last: date) -> None:
    pace = Pace(START, 5, tuple(spans))
    needed = pace.hours_needed(sum(hours), last)
    if needed is None:
        assert pace.days_until(last) == 0
        return
    assert pace._replace(hours_per_week=needed).dated(hours)[-1].finish <= last
    # A tenth of an hour a week less, and it would not.
    less = Fraction(str(needed)) - Fraction(1, 10)
    assert less * pace.days_until(last) < 7 * sum(hours)


@given(pauses)
def test_merged_pauses_are_apart_and_cover_the_same_days(spans: list[Span]) -> None:
    found = merged(spans)
    assert all(one.finish + timedelta(days=1) < other.start for one, other in pairwise(found))
    for day in (START + timedelta(days=n) for n in range(-60, 400)):
        assert inside(day, tuple(found)) == inside(day, tuple(spans))


def test_a_finish_of_nothing_is_the_first_day() -> None:
    assert Pace(START, 5).finish(0) == START
    assert Pace(START, 7).finish(Fraction(3, 2)) == START + timedelta(days=1)


@pytest.mark.parametrize("spans", [(), (Span(date(9999, 12, 2), date(9999, 12, 31)),)], ids=["plain", "paused"])
def test_a_plan_beyond_the_last_year_is_refused(spans: tuple[Span, ...]) -> None:
    with pytest.raises(Misuse, match="after the year 9999"):
        Pace(date(9999, 12, 1), 0.5, spans).dated([1000])
