"""How far a person can carry a project alone: the rule, its edges and its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mle_gap import wording
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Requirement
from mle_gap.report import report_of
from mle_gap.score import Row
from mle_gap.workflow import ENOUGH, reach_of, rows_alone
from tests.test_report import all_at, subject_of

MET, LOW = Row("m", 2, 3, 2), Row("l", 2, 3, 0)


def test_it_ends_at_the_first_phase_that_is_too_low() -> None:
    reach = reach_of({"a": [MET], "b": [MET, LOW], "c": [MET]})
    assert (reach.up_to, reach.stopped_at, reach.stoppers) == ("a", "b", (LOW,))


def test_seventy_of_a_hundred_are_enough_and_less_is_not() -> None:
    enough = [Row("m", 2, ENOUGH, 2), Row("l", 2, 100 - ENOUGH, 0)]
    assert reach_of({"a": enough}).up_to == "a"
    less = [Row("m", 2, ENOUGH - 1, 2), Row("l", 2, 101 - ENOUGH, 0)]
    assert reach_of({"a": less}).stopped_at == "a"


def test_stoppers_come_with_most_points_first_and_not_answered_ones_are_among_them() -> None:
    half, heavy, unknown = Row("half", 2, 2, 1), Row("heavy", 2, 5, 1), Row("unknown", 2, 2)
    assert reach_of({"a": [half, heavy, unknown, MET]}).stoppers == (heavy, unknown, half)


def test_a_phase_where_nothing_applies_stops_nobody() -> None:
    none = Row("n", 2, 3, 0, applicable=False)
    reach = reach_of({"a": [MET], "b": [none], "c": []})
    assert (reach.up_to, reach.stopped_at) == ("a", None)


def test_alone_means_independent_or_what_mid_asks_if_that_is_less() -> None:
    levels = {"junior": 1, "mid": 3, "senior": 4}
    requirements = [
        Requirement(skill="deep", levels=levels, weight=1, why="x"),
        Requirement(skill="light", levels={"mid": 1}, weight=1, why="x"),
        Requirement(skill="later", levels={"senior": 2}, weight=1, why="x"),
    ]
    rows = rows_alone(requirements, {"deep": 2, "light": 1})
    assert [(row.skill, row.required, row.state) for row in rows] == [("deep", 2, "met"), ("light", 1, "met")]


@pytest.mark.parametrize("level", range(5))
def test_the_seniority_one_aims_at_does_not_change_what_one_can_do_alone(catalogue: Catalogue, level: int) -> None:
    said = [
        report_of(subject_of(catalogue, Answers(skills=all_at(catalogue, level), seniority=s))).alone
        for s in ("junior", "mid", "senior")
    ]
    assert said[0] == said[1] == said[2]
    assert (said[0].stopped_at is None) == (level >= 2)


@given(st.data())
def test_more_skill_never_shortens_the_way(data: st.DataObject) -> None:
    names = ["a", "b", "c"]
    levels = [data.draw(st.lists(st.integers(0, 4), min_size=3, max_size=3)) for _ in names]
    better = [[min(n + data.draw(st.integers(0, 2)), 4) for n in some] for some in levels]

    def far(ratings: list[list[int]]) -> int:
        phases = {
            name: [Row(f"{name}{n}", 2, n + 1, level) for n, level in enumerate(some)]
            for name, some in zip(names, ratings, strict=True)
        }
        reach = reach_of(phases)
        return len(names) if reach.stopped_at is None else names.index(reach.stopped_at)

    assert far(better) >= far(levels)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((None, None, []), "You can carry a project alone through the whole workflow."),
        (
            ("Ideation", "Data check", [("SQL", 1)]),
            "You can carry a project alone up to ideation; data check would stop you: SQL 1.",
        ),
        (
            (None, "Ideation", [("A", 0), ("B", None)]),
            "You cannot carry a project alone yet; ideation would stop you: A 0, B not rated.",
        ),
        (
            ("X", "Y", [("A", 0), ("B", 0), ("C", 0), ("D", 0), ("E", 0)]),
            "You can carry a project alone up to x; y would stop you: A 0, B 0, C 0, 2 more.",
        ),
        (
            (None, None, [], "Data scientist"),
            "As far as this role is asked, data scientist: you can carry a project alone through the whole workflow.",
        ),
    ],
    ids=["all", "some", "none", "many stoppers", "another role"],
)  # fmt: skip
def test_it_is_said_in_one_sentence(arguments: tuple[object, ...], words: str) -> None:
    assert wording.alone(*arguments) == words  # type: ignore[arg-type]
