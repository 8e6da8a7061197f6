"""The score keeps the promises of its definition, for any requirements and answers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mle_gap.models.roles import Requirement
from mle_gap.score import Row, Verdict, points, readiness, rounded_down, row_of, total_weight, verdict
from mle_gap.target import Asked

weights = st.one_of(st.integers(1, 5), st.floats(0.001, 1000, allow_nan=False))
rows = st.lists(
    st.builds(
        Row,
        skill=st.just("x"),
        required=st.integers(1, 4),
        weight=weights,
        level=st.one_of(st.none(), st.integers(0, 4)),
        must_have=st.booleans(),
        applicable=st.booleans(),
        open=st.just(False),
        any_of=st.just(()),
    ),
    min_size=1,
    max_size=12,
).filter(lambda rows: any(row.applicable for row in rows))
rated = rows.map(lambda rows: [row._replace(level=row.level or 0) for row in rows])
place = st.integers(0, 11)


def low(rows: list[Row]) -> Fraction:
    span = readiness(rows)
    assert span is not None
    return span[0]


def high(rows: list[Row]) -> Fraction:
    span = readiness(rows)
    assert span is not None
    return span[1]


def changed(rows: list[Row], n: int, **change: object) -> list[Row]:
    n %= len(rows)
    return [row._replace(**change) if i == n else row for i, row in enumerate(rows)]  # type: ignore[arg-type]


def test_a_worked_example() -> None:
    given_rows = [Row("python", 3, 5, 2), Row("sql", 2, 3, 4), Row("docker", 2, 2, None)]
    assert readiness(given_rows) == (100 * (5 * Fraction(2, 3) + 3) / 10, 100 * (5 * Fraction(2, 3) + 5) / 10)


@given(rows)
def test_it_is_bounded_and_low_is_never_above_high(rows: list[Row]) -> None:
    assert 0 <= low(rows) <= high(rows) <= 100


@given(rated, place)
def test_a_higher_level_never_lowers_it(rows: list[Row], n: int) -> None:
    level = rows[n % len(rows)].level or 0
    assert low(changed(rows, n, level=min(level + 1, 4))) >= low(rows)


@given(rated, place)
def test_every_closed_level_shows(rows: list[Row], n: int) -> None:
    row = rows[n % len(rows)]
    if row.applicable and row.state == "gap":
        assert low(changed(rows, n, level=(row.level or 0) + 1)) > low(rows)


@given(rated, place)
def test_surplus_is_not_rewarded(rows: list[Row], n: int) -> None:
    required = rows[n % len(rows)].required
    assert low(changed(rows, n, level=required)) == low(changed(rows, n, level=4))


@given(rows)
def test_it_is_100_exactly_when_all_that_applies_is_met(rows: list[Row]) -> None:
    all_met = all(row.state == "met" for row in rows if row.applicable)
    assert (low(rows) == 100) == all_met
    assert (rounded_down(low(rows)) == 100) == all_met


@given(rows, place)
def test_it_never_rises_when_a_required_level_rises(rows: list[Row], n: int) -> None:
    required = rows[n % len(rows)].required
    assert low(changed(rows, n, required=min(required + 1, 4))) <= low(rows)


@given(rows, st.fractions(Fraction(1, 1000), 1000))
def test_scaling_all_weights_changes_nothing(rows: list[Row], factor: Fraction) -> None:
    assert readiness([row._replace(weight=Fraction(row.weight) * factor) for row in rows]) == readiness(rows)


@given(rows)
def test_unknown_counts_as_none_in_low_and_as_met_in_high(rows: list[Row]) -> None:
    assert low(rows) == low([row._replace(level=row.level or 0) for row in rows])
    assert high(rows) == low([row._replace(level=row.required if row.level is None else row.level) for row in rows])


@given(rows)
def test_not_applicable_is_as_if_it_were_not_asked(rows: list[Row]) -> None:
    assert readiness(rows) == readiness([row for row in rows if row.applicable])


@given(rows)
def test_every_point_is_either_held_or_lost(rows: list[Row]) -> None:
    total = total_weight(rows)
    held_and_lost = [points(row, total) for row in rows]
    assert sum(held for held, _ in held_and_lost) == low(rows)
    assert sum(held + lost for held, lost in held_and_lost) == 100


@given(st.fractions(0, 100))
def test_a_score_is_rounded_down_to_one_decimal(score: Fraction) -> None:
    shown = rounded_down(score)
    assert 0 <= score - Fraction(str(shown)) < Fraction(1, 10)


def test_none_unknown_and_not_applicable_are_three_states() -> None:
    states = [Row("x", 2, level=0).state, Row("x", 2).state, Row("x", 2, level=0, applicable=False).state]
    assert states == ["gap", "unknown", "not_applicable"]


def test_nothing_applicable_has_no_score() -> None:
    assert readiness([Row("x", 2, applicable=False)]) is None
    assert readiness([]) is None


MUST_GAP, MUST_UNKNOWN = Row("x", 2, level=1, must_have=True), Row("x", 2, must_have=True)


@pytest.mark.parametrize(
    ("rows", "phases", "expected"),
    [
        pytest.param([MUST_GAP, MUST_UNKNOWN], [100], "blocked", id="a must-have below blocks, before all else"),
        pytest.param([MUST_UNKNOWN], [100], "undecided", id="a must-have not answered leaves it undecided"),
        pytest.param(
            [MUST_GAP._replace(open=True)], [100], "undecided", id="one that an alternative not rated may meet is open"
        ),
        pytest.param([Row("x", 2, level=1)], [90, 95], "ready", id="every phase at 90 is ready"),
        pytest.param([Row("x", 2, level=1)], [89, 100], "nearly", id="the lowest phase decides"),
        pytest.param([Row("x", 2, level=1)], [Fraction(6999, 100), 100], "building", id="just under 70 is building"),
        pytest.param([Row("x", 2, level=1)], [40], "building", id="40 is building"),
        pytest.param([Row("x", 2, level=1)], [39, 100], "starting", id="under 40 is starting"),
        pytest.param(
            [MUST_GAP._replace(applicable=False)], [70], "nearly", id="a must-have that does not apply is no must-have"
        ),
    ],
)
def test_the_verdict(rows: list[Row], phases: list[Fraction], expected: Verdict) -> None:
    assert verdict(rows, phases) == expected


CLOUD = Asked(
    Requirement(any_of=("aws", "azure", "gcp"), levels={"mid": 2}, weight=4, why="a cloud"), required=2, must_have=True
)


@pytest.mark.parametrize(
    ("ratings", "skill", "state", "share", "may_be_met"),
    [
        pytest.param({"azure": 2, "aws": 1, "gcp": 0}, "azure", "met", 1, True, id="the best alternative counts"),
        pytest.param({"gcp": 1, "azure": 1, "aws": 0}, "azure", "gap", 0.5, False, id="ties go to the first listed"),
        pytest.param({"gcp": 1}, "gcp", "gap", 0.5, True, id="an unanswered alternative may still meet it"),
        pytest.param({}, "aws", "unknown", 0, True, id="none answered is unknown and shown as the first"),
        pytest.param({"aws": "not_applicable"}, "azure", "unknown", 0, True, id="one not applicable is not enough"),
        pytest.param(
            dict.fromkeys(("aws", "azure", "gcp"), "not_applicable"),
            "aws",
            "not_applicable",
            0,
            True,
            id="all not applicable",
        ),
    ],
)
def test_alternatives_count_for_each_other(
    ratings: dict[str, int | str], skill: str, state: str, share: float, may_be_met: bool
) -> None:
    row = row_of(CLOUD, ratings)
    assert (row.skill, row.state) == (skill, state)
    assert (float(row.held), row.may_be_met) == (share, may_be_met)
    assert row.any_of == ("aws", "azure", "gcp")
    assert row.must_have
