"""The order is the best one: against brute force, and where it is not proven, within its bound."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap.catalog import load_shipped
from mle_gap.closure import Cut
from mle_gap.models.base import SENIORITIES
from mle_gap.ordering import Jobs, best_order
from mle_gap.plan import ordered, tasks_for
from mle_gap.score import row_of
from mle_gap.target import target_of

CATALOGUE = load_shipped()
VARIANTS = [(role.id, model.id) for role in CATALOGUE.roles.values() for model in role.working_models]


@st.composite
def instances(draw: st.DrawFn, most: int = 12) -> Jobs:
    """Jobs whose needs have no cycle, numbered in any order, with few different figures so that ties are common."""
    count = draw(st.integers(1, most))
    place = draw(st.permutations(range(count)))
    needs: list[list[int]] = [[] for _ in range(count)]
    for n in range(count):
        others = draw(st.lists(st.integers(0, n - 1), max_size=3, unique=True)) if n else []
        needs[place[n]] = sorted(place[other] for other in others)
    hours = draw(st.lists(st.integers(1, 6), min_size=count, max_size=count))
    gains = draw(st.lists(st.sampled_from([0, 0, 1, 2, 3, 5]), min_size=count, max_size=count))
    return Jobs(hours, gains, needs, [f"g{n // 3}" for n in range(count)])


def least_cost(jobs: Jobs) -> int:
    """Brute force: the least cost over all orders that keep to the needs."""
    everything = frozenset(range(len(jobs.hours)))

    @cache
    def ahead(left: frozenset[int]) -> int:
        waits = sum(jobs.gains[job] for job in left)
        ready = [job for job in left if not left.intersection(jobs.needs[job])]
        return min((jobs.hours[job] * waits + ahead(left - {job}) for job in ready), default=0)

    return ahead(everything)


def cost_of(jobs: Jobs, sequence: tuple[int, ...]) -> int:
    spent = cost = 0
    for job in sequence:
        spent += jobs.hours[job]
        cost += jobs.gains[job] * spent
    return cost


def assert_sound(jobs: Jobs, sequence: tuple[int, ...]) -> None:
    done: set[int] = set()
    for job in sequence:
        assert done.issuperset(jobs.needs[job])
        done.add(job)
    assert sorted(sequence) == list(range(len(jobs.hours)))


@settings(max_examples=400, deadline=None)
@given(instances())
def test_no_order_costs_less(jobs: Jobs) -> None:
    found = best_order(jobs)
    assert_sound(jobs, found.sequence)
    assert found.cost == cost_of(jobs, found.sequence) == found.bound == least_cost(jobs)


@settings(max_examples=200, deadline=None)
@given(instances(), st.integers(1, 6))
def test_where_sets_are_too_many_the_bound_still_holds(jobs: Jobs, most_sets: int) -> None:
    found = best_order(jobs, most_sets)
    assert_sound(jobs, found.sequence)
    assert found.bound <= least_cost(jobs) <= found.cost == cost_of(jobs, found.sequence)


@settings(max_examples=100, deadline=None)
@given(instances(9))
def test_ties_go_on_with_the_last_group_then_to_the_smaller_number(jobs: Jobs) -> None:
    # Of all orders of least cost the one that a person gets who decides step by step by that rule.
    best, last, done, spent = least_cost(jobs), "", list[int](), 0
    while len(done) < len(jobs.hours):
        ready = [j for j in range(len(jobs.hours)) if j not in done and set(jobs.needs[j]) <= set(done)]
        for job in sorted(ready, key=lambda j: (jobs.group[j] != last, j)):
            ahead = [j for j in range(len(jobs.hours)) if j not in (*done, job)]
            rest = Jobs(
                [jobs.hours[j] for j in ahead],
                [jobs.gains[j] for j in ahead],
                [[ahead.index(o) for o in jobs.needs[j] if o in ahead] for j in ahead],
                [jobs.group[j] for j in ahead],
            )
            so_far = cost_of(jobs, (*done, job))
            time = spent + jobs.hours[job]
            if so_far + time * sum(rest.gains) + least_cost(rest) == best:
                done, last, spent = [*done, job], jobs.group[job], time
                break
    assert best_order(jobs).sequence == tuple(done)


@given(instances())
def test_scaling_changes_nothing(jobs: Jobs) -> None:
    scaled = jobs._replace(hours=[3 * n for n in jobs.hours], gains=[7 * n for n in jobs.gains])
    assert best_order(scaled).sequence == best_order(jobs).sequence


@settings(max_examples=200)
@given(instances(9), st.data())
def test_the_cut_finds_the_heaviest_closed_set(jobs: Jobs, data: st.DataObject) -> None:
    count = len(jobs.hours)
    values = data.draw(st.lists(st.integers(-6, 6), min_size=count, max_size=count))
    found = Cut(values, jobs.needs).heaviest
    assert all(set(jobs.needs[job]) <= set(found) for job in found)
    closed = (
        [n for n in range(count) if mask >> n & 1]
        for mask in range(1 << count)
        if all(mask >> o & 1 for n in range(count) if mask >> n & 1 for o in jobs.needs[n])
    )
    assert sum(values[n] for n in found) == max(sum(values[n] for n in some) for some in closed)


def test_a_long_chain_needs_no_depth_and_little_time() -> None:
    count = 2000
    jobs = Jobs([1] * count, [0] * (count - 1) + [1], [[n - 1] if n else [] for n in range(count)], ["g"] * count)
    assert best_order(jobs).sequence == tuple(range(count))


def test_what_gains_nothing_at_all_is_still_put_in_order() -> None:
    jobs = Jobs([1, 1, 1], [0, 0, 0], [[2], [], []], ["a", "b", "a"])
    assert best_order(jobs) == ((1, 2, 0), 0, Fraction(0))


@pytest.mark.parametrize("seniority", SENIORITIES)
@pytest.mark.parametrize(("role", "model"), VARIANTS)
@pytest.mark.parametrize("background", [*CATALOGUE.backgrounds, "nobody"])
def test_every_plan_of_the_shipped_catalogue_is_proven_to_be_the_best(
    background: str, role: str, model: str, seniority: str
) -> None:
    known = CATALOGUE.backgrounds.get(background)
    ratings = dict(known.typical) if known else {}
    rows = [row_of(asked, ratings) for asked in target_of(CATALOGUE, role, seniority, model).asked]
    order = ordered(tasks_for(rows, ratings, CATALOGUE.skills))
    assert (order.optimal, order.gap_bound) == (True, 0.0)
