"""Blocks of study: on the chosen days, all hours and no more, each step with its blocks in order."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap.errors import Misuse
from mle_gap.pace import Pace, Span
from mle_gap.study import sessions, spans

START = date(2026, 11, 23)  # a Monday
hours = st.lists(st.integers(1, 60), min_size=1, max_size=12)
days = st.lists(st.integers(0, 6), min_size=1, unique=True).map(lambda some: tuple(sorted(some)))


@settings(max_examples=200)
@given(hours, st.sampled_from([0.5, 1, 1.4, 3.3, 5, 7, 10, 12]), days)
def test_all_hours_are_studied_on_the_chosen_days_and_steps_follow_each_other(
    hours: list[int], per_week: float, days: tuple[int, ...]
) -> None:
    blocks = list(sessions(hours, Pace(START, per_week), days))
    assert sum(block.minutes for block in blocks) == 60 * sum(hours)
    assert {block.day.weekday() for block in blocks} <= set(days)
    assert all(one.day < other.day for one, other in pairwise(blocks))
    assert all(14 <= block.minutes <= 720 for block in blocks[:-1])
    worked = [step for block in blocks for step in block.steps]
    assert worked == sorted(worked)
    assert set(worked) == set(range(1, len(hours) + 1))
    for number, span in enumerate(spans(blocks, len(hours)), start=1):
        own = [block.day for block in blocks if number in block.steps]
        assert span == Span(min(own), max(own))


def test_a_block_that_ends_a_step_exactly_does_not_work_on_the_next() -> None:
    blocks = list(sessions([2, 2], Pace(START, 2), (0,)))
    assert [(block.day.isoformat(), block.minutes, block.steps) for block in blocks] == [
        ("2026-11-23", 120, (1,)),
        ("2026-11-30", 120, (2,)),
    ]


def test_a_block_may_end_one_step_and_begin_others() -> None:
    assert [block.steps for block in sessions([3, 1, 4], Pace(START, 6), (0,))] == [(1, 2, 3), (3,)]


def test_a_pause_has_no_block() -> None:
    pause = Span(START + timedelta(days=7), START + timedelta(days=20))
    found = [block.day for block in sessions([4], Pace(START, 2, (pause,)), (0,))]
    assert found == [START, START + timedelta(days=21)]


def test_few_hours_are_not_cut_into_minutes() -> None:
    found = list(sessions([1], Pace(START, 0.5), (0, 2, 5)))
    assert [(block.day.weekday(), block.minutes) for block in found] == [(0, 15), (2, 15), (0, 15), (2, 15)]


def test_more_than_half_a_day_on_one_day_is_refused() -> None:
    with pytest.raises(Misuse, match="13 hours of study on one day are too many; name more --days"):
        list(sessions([20], Pace(START, 13), (0,)))


def test_blocks_beyond_the_last_year_are_refused() -> None:
    with pytest.raises(Misuse, match="after the year 9999"):
        list(sessions([50], Pace(date(9999, 12, 20), 5), (0,)))


def test_nothing_to_learn_needs_no_block() -> None:
    assert list(sessions([], Pace(START, 5), (0,))) == []
    assert spans([], 0) == ()
