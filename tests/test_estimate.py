"""The estimate: against a simulation of its own model, and what must hold of it whatever the signs."""

import random
from math import sqrt

import pytest
from benchmarks.estimate import mean
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap import estimate as model
from mle_gap.estimate import Beliefs, Sign, Want, beliefs
from mle_gap.levels import LEVELS, Chances, at_least, decided, median
from mle_gap.response import (
    BLIND,
    DARING,
    Reply,
    best_level,
    expected_variance,
    guessing,
    information,
    right,
    updated,
    variance,
)

replies = st.builds(Reply, st.integers(1, 4), st.booleans(), st.just(False))
signs = st.builds(
    Sign,
    st.none() | st.integers(0, 4),
    st.lists(replies, max_size=4).map(tuple),
    st.none() | st.integers(1, 4),
)
people = st.dictionaries(st.sampled_from("abcde"), signs, max_size=5)
chances = st.lists(st.floats(0.01, 1), min_size=5, max_size=5).map(lambda found: tuple(x / sum(found) for x in found))
few = settings(max_examples=60, deadline=None)


def of(rating: int | None = None, *told: Reply, shown: int | None = None) -> Chances:
    """Chances of one skill of which that alone is known."""
    return beliefs({"one": Sign(rating, told, shown)}).chances("one")


def drawn(rng: random.Random, ratings: tuple[int, ...], told: tuple[tuple[Reply, ...], ...]) -> tuple[int, ...] | None:
    """The true levels of a person drawn from the model, None where they do not rate and answer so."""
    factor, habit = rng.gauss(0, 1), rng.gauss(0, 1)
    levels = []
    for rating, some in zip(ratings, told, strict=True):
        z = sqrt(model.SHARED) * factor + sqrt(1 - model.SHARED) * rng.gauss(0, 1)
        own = sqrt(model.HABIT) * habit + sqrt(1 - model.HABIT) * rng.gauss(0, 1)
        y = model.CORRELATION * z + model.LENIENCY + sqrt(1 - model.CORRELATION**2) * own
        level, said = (min(max(round(model.MEAN + model.SD * value), 0), 4) for value in (z, y))
        if said != rating or any((rng.random() < right(level, one.level)) != one.right for one in some):
            return None
        levels.append(level)
    return tuple(levels)


@pytest.mark.parametrize(
    ("ratings", "told"),
    [
        ((2, 2), ((), ())),
        ((4, 1), ((), ())),
        ((3, 3), ((Reply(2, False),), ())),
        ((1, 2), ((Reply(2, True), Reply(3, True)), ())),
    ],
)
def test_the_posterior_is_that_of_its_own_model(ratings: tuple[int, ...], told: tuple[tuple[Reply, ...], ...]) -> None:
    rng = random.Random(7)
    people_ = [one for _ in range(60_000) if (one := drawn(rng, ratings, told)) is not None]
    assert len(people_) > 150
    found = beliefs({str(n): Sign(rating, some) for n, (rating, some) in enumerate(zip(ratings, told, strict=True))})
    for n in range(len(ratings)):
        true = [sum(one[n] == level for one in people_) / len(people_) for level in LEVELS]
        noise = 3.5 * max(sqrt(share * (1 - share) / len(people_)) for share in true)
        assert found.chances(str(n)) == pytest.approx(true, abs=noise + 0.025)


@few
@given(people)
def test_chances_are_chances_and_the_band_lies_around_the_mean(person: dict[str, Sign]) -> None:
    found = beliefs(person)
    for skill in "abcdef":
        assert sum(found.chances(skill)) == pytest.approx(1)
        assert all(chance >= 0 for chance in found.chances(skill))
    ready = found.readiness([Want("a", 2, 1), Want("b", 3, 4), Want("z", 1, 2)])
    assert 0 <= ready.low <= ready.high <= 100
    assert ready.low - 0.1 <= ready.mean <= ready.high + 8  # a skewed distribution may have its mean near an end
    assert ready.variance >= 0


@few
@given(people, st.integers(1, 4))
def test_a_right_answer_never_lowers_and_a_wrong_one_never_raises_a_skill(person: dict[str, Sign], level: int) -> None:
    sign = person.get("a", Sign())
    before = mean(beliefs(person).chances("a"))
    for outcome, sense in ((True, 1), (False, -1)):
        more = {**person, "a": sign._replace(replies=(*sign.replies, Reply(level, outcome)))}
        after = mean(beliefs(more).chances("a"))
        # A wrong answer also says that this person guesses, which makes their right ones count less.
        assert sense * (after - before) >= -0.12


@few
@given(people, st.integers(0, 3))
def test_a_higher_rating_never_lowers_the_skill(person: dict[str, Sign], rating: int) -> None:
    sign = person.get("a", Sign())
    lower, higher = (beliefs({**person, "a": sign._replace(rating=one)}).chances("a") for one in (rating, rating + 1))
    assert mean(higher) >= mean(lower) - 0.02  # it may also say that this person rates themselves high


def test_evidence_speaks_for_a_level_up_to_three_and_none_says_nothing() -> None:
    assert [mean(of(2, shown=one)) for one in (1, 2, 3)] == sorted(mean(of(2, shown=one)) for one in (1, 2, 3))
    assert of(2, shown=4) == of(2, shown=3)
    assert mean(of(2, shown=1)) > mean(of(2))
    nothing, other = beliefs({"a": Sign(2)}), beliefs({"a": Sign(2), "b": Sign()})
    assert nothing.chances("a") == pytest.approx(other.chances("a"))


def test_what_one_skill_shows_tells_of_the_others_but_less() -> None:
    good = beliefs({"a": Sign(2, (Reply(3, True), Reply(4, True))), "b": Sign(2)})
    bad = beliefs({"a": Sign(2, (Reply(1, False), Reply(2, False))), "b": Sign(2)})
    apart = [mean(found.chances(skill)) for skill in "ab" for found in (good, bad)]
    assert apart[0] - apart[1] > apart[2] - apart[3] > 0.1


def test_readiness_is_the_mean_of_the_shares_and_not_the_share_of_the_means() -> None:
    found = beliefs({"a": Sign(2)})
    chances_ = found.chances("a")
    expected = 100 * sum(chance * min(level / 2, 1) for level, chance in enumerate(chances_))
    assert found.readiness([Want("a", 2, 3)]).mean == pytest.approx(expected)
    once, twice = (found.readiness([Want("a", 2, 3 * n), Want("b", 2, n)]) for n in (1, 2))
    assert once[:4] == pytest.approx(twice[:4])


def test_the_covariance_with_all_requirements_makes_the_variance() -> None:
    found: Beliefs = beliefs({"a": Sign(2, (Reply(2, True),)), "b": Sign(3), "c": Sign(0)})
    wants = [Want("a", 2, 3), Want("b", 3, 2), Want("c", 1, 5)]
    ready = found.readiness(wants)
    whole = sum(100 * want.weight / 10 * shared for want, shared in zip(wants, ready.shared, strict=True))
    assert whole == pytest.approx(ready.variance)


def test_who_never_says_i_do_not_know_is_taken_to_guess_more() -> None:
    assert guessing(()) == pytest.approx(BLIND * DARING, abs=0.005)
    assert guessing([Reply(2, False, left_open=True)] * 20) < 0.06
    assert guessing([Reply(2, False)] * 20) >= 0.3
    assert guessing([Reply(2, True)] * 20) == guessing(())
    assert guessing([Reply(2, False)] * 1000) <= BLIND + 0.01


@given(chances)
def test_median_and_decision_follow_the_chances(found: Chances) -> None:
    level = median(found)
    assert at_least(found, level) >= 0.5 - 1e-9
    assert at_least(found, level + 1) <= 0.5 + 1e-9
    assert at_least(found, 0) == pytest.approx(1)
    assert decided(found, 2) == (at_least(found, 2) > 0.8 or at_least(found, 2) < 0.2)


@given(chances, st.integers(1, 4), st.integers(1, 4))
def test_information_is_what_the_entropy_falls_by(found: Chances, level: int, required: int) -> None:
    told = information(found, level, required)
    assert -1e-9 <= told <= 1
    assert expected_variance(found, required, 1) <= variance(found, required) + 1e-9
    assert expected_variance(found, required, 2) <= expected_variance(found, required, 1) + 1e-9
    assert sum(updated(found, (Reply(level, True),))) == pytest.approx(1)


def test_the_item_that_tells_most_is_that_of_the_level_in_doubt() -> None:
    assert best_level((0.02, 0.08, 0.45, 0.4, 0.05), 3, LEVELS[1:]) == 3
    assert best_level((0.4, 0.5, 0.1, 0, 0), 1, LEVELS[1:]) == 1
    assert best_level((0.02, 0.08, 0.45, 0.4, 0.05), 3, [1, 4]) == 4


def test_what_is_known_for_certain_leaves_nothing_to_tell() -> None:
    assert information((0, 0, 1, 0, 0), 2, 2) == pytest.approx(0)
    assert information((0, 0, 1, 0, 0), 2, 3) == pytest.approx(0)
    assert information((0, 0, 0, 0, 0), 2, 2) == 0
