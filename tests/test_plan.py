"""The plan holds every step there is to take, prerequisites first, in the best order."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap.models.catalog import Catalogue
from mle_gap.models.skills import Skill, SkillLevel
from mle_gap.plan import Order, Task, ordered, ordered_first, tasks_for
from mle_gap.score import Row, readiness, row_of
from mle_gap.target import target_of


@st.composite
def task_sets(draw: st.DrawFn) -> list[Task]:
    """Up to ten skills of up to four levels; a level needs levels of skills drawn before, so there is no cycle."""
    tasks: list[Task] = []
    for n in range(draw(st.integers(1, 10))):
        held = draw(st.integers(0, 3))
        for level in range(held + 1, draw(st.integers(held + 1, 4)) + 1):
            others = draw(st.lists(st.sampled_from(tasks), max_size=3)) if tasks else []
            needs = {t.skill: t.level for t in others if t.skill != f"s{n}"}
            gain = Fraction(draw(st.integers(0, 20)), draw(st.integers(1, 4)))
            tasks.append(Task(f"s{n}", level, draw(st.integers(1, 60)), gain, needs))
    return draw(st.permutations(tasks))


def position(order: tuple[Task, ...]) -> dict[tuple[str, int], int]:
    return {task.key: n for n, task in enumerate(order)}


@given(task_sets())
def test_the_order_is_topological_and_complete(tasks: list[Task]) -> None:
    order = ordered(tasks).tasks
    assert sorted(task.key for task in order) == sorted(task.key for task in tasks)
    at = position(order)
    for task in order:
        for key in ((task.skill, task.level - 1), *task.needs.items()):
            if key in at:
                assert at[key] < at[task.key]


@given(task_sets(), st.randoms())
def test_the_order_does_not_depend_on_the_order_given(tasks: list[Task], random: object) -> None:
    shuffled = list(tasks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ordered(shuffled) == ordered(tasks)


@settings(max_examples=150)
@given(task_sets())
def test_no_prefix_that_keeps_to_needs_has_more_gain_per_hour_than_the_first_one(tasks: list[Task]) -> None:
    # What comes first is as dense as anything could be: the mark of Sidney's decomposition.
    order = ordered(tasks).tasks

    def density(some: Sequence[Task]) -> Fraction:
        return sum((task.gain for task in some), Fraction(0)) / sum(task.hours for task in some)

    densest = max(density(order[:n]) for n in range(1, len(order) + 1))
    for task in order:
        chain, waiting = {task.key: task}, [task]
        while waiting:
            one = waiting.pop()
            for other in order:
                if other.key in ((one.skill, one.level - 1), *one.needs.items()) and other.key not in chain:
                    chain[other.key] = other
                    waiting.append(other)
        assert density(list(chain.values())) <= densest


def test_most_gain_per_hour_comes_first_with_what_it_needs() -> None:
    cheap = Task("cheap", 1, 10, Fraction(2))
    rich = Task("rich", 1, 5, Fraction(9), {"base": 1})
    base = Task("base", 1, 5)
    assert [task.skill for task in ordered([cheap, base, rich]).tasks] == ["base", "rich", "cheap"]


def test_ties_go_on_with_the_last_skill_then_by_id() -> None:
    tasks = [Task(skill, level, 10, Fraction(1)) for skill in ("b", "a") for level in (1, 2)]
    assert [task.key for task in ordered(tasks).tasks] == [("a", 1), ("a", 2), ("b", 1), ("b", 2)]


def test_an_order_says_that_it_is_the_best_one_and_what_it_costs() -> None:
    order = ordered([Task("a", 1, 5, Fraction(1)), Task("b", 1, 10, Fraction(1, 2))])
    assert (order.optimal, order.gap_bound, order.cost) == (True, 0.0, 5 * Fraction(1) + 15 * Fraction(1, 2))
    assert ordered([]) == Order((), True, 0.0, Fraction(0))


def test_what_is_put_first_comes_with_all_it_needs_and_costs_something() -> None:
    must, base = Task("must", 1, 50, Fraction(1), {"base": 1}), Task("base", 1, 10)
    rich, free = Task("rich", 1, 5, Fraction(9)), Task("free", 1, 5, Fraction(8))
    tasks = [rich, must, free, base]
    first = ordered_first(tasks, {"must"})
    assert [task.skill for task in first.tasks] == ["base", "must", "rich", "free"]
    assert first.optimal
    assert first.cost > ordered(tasks).cost
    assert first.cost == 60 * 1 + 65 * 9 + 70 * 8


@given(task_sets(), st.data())
def test_putting_first_never_costs_less_and_loses_nothing(tasks: list[Task], data: st.DataObject) -> None:
    goals = data.draw(st.sets(st.sampled_from([task.skill for task in tasks])))
    first, free = ordered_first(tasks, goals), ordered(tasks)
    assert sorted(task.key for task in first.tasks) == sorted(task.key for task in free.tasks)
    assert first.cost >= free.cost
    at = position(first.tasks)
    for task in tasks:
        assert all(at[key] < at[task.key] for key in ((task.skill, task.level - 1), *task.needs.items()) if key in at)
    spent, cost = 0, Fraction(0)
    for task in first.tasks:
        spent += task.hours
        cost += task.gain * spent
    assert cost == first.cost


def skill(id_: str, *needs: Mapping[str, int], any_of: tuple[dict[str, int], ...] = ()) -> Skill:
    given_needs = [dict(n) for n in needs] + [{}] * (4 - len(needs))
    levels = [
        SkillLevel(can="I can.", hours=10 * n, needs=given_needs[n - 1], prove="Show it.", needs_any_of=any_of)
        for n in range(1, 5)
    ]
    shape = {"summary": "A skill.", "category": "x", "phases": ("x",), "learn_with": ("x",), "resources": ()}
    return Skill.model_construct(id=id_, name=id_.upper(), levels=tuple(levels), **shape)  # type: ignore[arg-type]


SKILLS = {
    "git": skill("git", {"bash": 1}),
    "bash": skill("bash"),
    "cicd": skill("cicd", {"git": 2}, {"bash": 2}),
    "aws": skill("aws"),
    "azure": skill("azure"),
    "iac": skill("iac", any_of=({"aws": 1, "azure": 1},)),
    "iac2": skill("iac2", any_of=({"azure": 3, "aws": 1},)),
}


def keys(rows: list[Row], ratings: dict[str, int | str]) -> set[tuple[str, int]]:
    return {task.key for task in tasks_for(rows, ratings, SKILLS)}


def test_prerequisites_are_planned_also_where_the_role_does_not_ask_for_them() -> None:
    rows = [Row("cicd", 2, level=0)]
    assert keys(rows, {"cicd": 0, "git": 1, "bash": 0}) == {
        ("cicd", 1), ("cicd", 2), ("git", 2), ("bash", 1), ("bash", 2)
    }  # fmt: skip


def test_a_skill_held_is_taken_as_held_even_where_its_own_needs_are_missing() -> None:
    assert keys([Row("cicd", 2, level=1)], {"cicd": 1, "git": 0, "bash": 2}) == {("cicd", 2)}


def test_prerequisites_gain_nothing_and_goals_share_their_points() -> None:
    gains = {t.key: t.gain for t in tasks_for([Row("git", 2, 3, 0), Row("aws", 1, 1, 1)], {"git": 0, "aws": 1}, SKILLS)}
    assert gains == {("bash", 1): 0, ("git", 1): Fraction(75, 2), ("git", 2): Fraction(75, 2)}


def test_an_unknown_skill_is_planned_from_0_and_marked_as_assumed() -> None:
    tasks = {task.key: task for task in tasks_for([Row("git", 1), Row("aws", 1, level=0)], {"aws": 0}, SKILLS)}
    assert [tasks[key].assumed for key in (("git", 1), ("bash", 1), ("aws", 1))] == [True, True, False]


def test_a_skill_not_applicable_is_climbed_only_where_something_needs_it() -> None:
    bash = Row("bash", 2, applicable=False)
    assert keys([bash, Row("aws", 1, level=1)], {"bash": "not_applicable"}) == set()
    tasks = tasks_for([bash, Row("git", 1, level=0)], {"bash": "not_applicable", "git": 0}, SKILLS)
    assert {task.key: (task.gain, task.assumed) for task in tasks} == {
        ("bash", 1): (Fraction(0), False),
        ("git", 1): (Fraction(100), False),
    }


@pytest.mark.parametrize(
    ("ratings", "rows", "climbed"),
    [
        pytest.param({"azure": 1, "aws": 0, "iac": 0}, ["iac"], {("iac", 1)}, id="one that is held needs no climbing"),
        pytest.param({"aws": 1, "azure": 2, "iac": 0}, ["iac2"], {("iac2", 1)}, id="a met one wins over a better one"),
        pytest.param({"aws": 0, "azure": 0, "iac": 0}, ["iac"], {("iac", 1), ("aws", 1)}, id="else the first listed"),
        pytest.param(
            {"aws": 0, "azure": 0, "iac": 0}, ["iac", "azure"], {("iac", 1), ("azure", 1)}, id="or one asked for anyway"
        ),
    ],
)
def test_of_alternative_prerequisites_one_is_climbed(
    ratings: dict[str, int | str], rows: list[str], climbed: set[tuple[str, int]]
) -> None:
    assert keys([Row(id_, 1, level=0) for id_ in rows], ratings) == climbed


ratings_strategy = st.dictionaries(
    st.sampled_from(["python", "sql", "docker", "kubernetes", "machine-learning", "statistics", "testing", "aws"]),
    st.one_of(st.integers(0, 4), st.sampled_from(["unknown", "not_applicable"])),
)


@settings(max_examples=40, deadline=None)
@given(ratings_strategy, st.sampled_from(["junior", "mid", "senior"]))
def test_on_the_shipped_catalogue_a_plan_reaches_100_with_all_needs_met_in_time(
    catalogue: Catalogue, ratings: dict[str, int | str], seniority: str
) -> None:
    rows = [row_of(asked, ratings) for asked in target_of(catalogue, seniority=seniority).asked]
    span = readiness(rows)
    assert span is not None
    order = ordered(tasks_for(rows, ratings, catalogue.skills)).tasks
    assert span[0] + sum(task.gain for task in order) == 100
    held = {id_: rating if isinstance(rating := ratings.get(id_, 0), int) else 0 for id_ in catalogue.skills}
    for task in order:
        assert held[task.skill] == task.level - 1
        assert all(held[other] >= level for other, level in catalogue.skills[task.skill].at(task.level).needs.items())
        held[task.skill] = task.level
