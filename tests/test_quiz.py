"""The quiz as a value: what is asked, in which order, until when; and its screens at any size."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap.bank import load_bank
from mle_gap.catalog import load_shipped
from mle_gap.estimate import Sign, Want, beliefs
from mle_gap.levels import decided
from mle_gap.quiz import KEYS, LEAST, LEAST_NAMED, OPEN, QUIT, Course, State, begin, order_of, press, signs_after
from mle_gap.quiz_screen import NOTICE, UNSURE, Board, keys_for, screen, told_of, words

CATALOGUE = load_shipped()
ITEMS = load_bank(None, CATALOGUE.skills)
WANTS = (Want("docker", 2, 4), Want("sql", 2, 3), Want("python", 3, 5), Want("git", 2, 3))
SIGNS = {"docker": Sign(2), "sql": Sign(3), "python": Sign(2), "git": Sign(1)}
NAMES = {skill.id: skill.name for skill in CATALOGUE.skills.values()}
BOARD = Board(NAMES, (NOTICE,))
ALL_KEYS = (*"0123", *KEYS, "4", "x", "é", "", "KEY_F1")
few = settings(max_examples=40, deadline=None)


def course(**changes: object) -> Course:
    values: dict[str, object] = {"items": ITEMS, "wants": WANTS, "signs": SIGNS, "seed": 5, **changes}
    return Course(**values)  # type: ignore[arg-type]


def pressed(state: State, keys: Iterable[str]) -> State:
    for key in keys:
        if state.over:
            break
        state = press(state, key)
    return state


def key_of(state: State, chosen: int | None) -> str:
    """The key that gives the option of the item with that number, 0 is the right one."""
    assert state.asked is not None
    return "0" if chosen is None else str(state.asked.order.index(chosen) + 1)


def walked(state: State, chosen: int | None, most: int = 200) -> State:
    """Every question answered alike, explanations read."""
    for _ in range(most):
        if state.over:
            return state
        state = press(press(state, key_of(state, chosen)), "KEY_ENTER")
    return state


@pytest.mark.parametrize("chosen", [0, 1, 2, None])
def test_an_answer_is_explained_and_the_next_question_follows(chosen: int | None) -> None:
    state = begin(course())
    first = state.asked
    assert first is not None
    after = press(state, key_of(state, chosen))
    assert after.told == 0
    assert after.given[0].asked == first
    assert after.given[0].chosen == chosen
    reply = after.given[0].reply
    assert (reply.level, reply.right, reply.left_open) == (first.item.level, chosen == 0, chosen is None)
    on = press(after, "KEY_ENTER")
    assert on.told is None
    assert on.asked is not None
    assert on.asked.item.id != first.item.id


def test_cursor_and_digits_give_the_same_answers() -> None:
    for place in range(OPEN + 1):
        by_cursor = pressed(begin(course()), [*["KEY_DOWN"] * place, "KEY_ENTER"])
        assert by_cursor == press(begin(course()), str(place + 1) if place < OPEN else "0")
    assert pressed(begin(course()), ["KEY_DOWN"] * 9).cursor == OPEN
    top = pressed(begin(course()), ["KEY_UP"])
    assert top.cursor is None
    assert press(top, "KEY_ENTER") is top
    assert press(top, "KEY_DOWN").cursor == 0


def test_back_reads_explanations_again_and_changes_no_answer() -> None:
    state = pressed(begin(course()), ["1", "KEY_ENTER", "2", "KEY_ENTER"])
    back = press(state, "b")
    assert back.told == 1
    assert press(back, "b").told == 0
    assert press(press(back, "b"), "b").told == 0
    assert press(back, "1") == back
    assert pressed(back, ["b", "KEY_ENTER", "KEY_ENTER"]) == state
    assert press(begin(course()), "b") == begin(course())


def test_skip_leaves_no_reply_and_does_not_come_back() -> None:
    state = begin(course())
    assert state.asked is not None
    gone = state.asked.item.id
    after = press(state, "s")
    assert not after.given
    asked = {one.asked.item.id for one in walked(after, None).given}
    assert gone not in asked


@pytest.mark.parametrize("chosen", [0, 1, None])
def test_the_quiz_ends_once_all_is_decided_or_asked_to_the_limit(chosen: int | None) -> None:
    end = walked(begin(course()), chosen)
    assert end.over
    found = beliefs(signs_after(end.course, end.given))
    for want in WANTS:
        times = sum(one.asked.skill == want.skill for one in end.given)
        assert times <= end.course.most
        assert times == end.course.most or decided(found.chances(want.skill), want.required)
        assert times != 1 or LEAST == 1
    assert len({one.asked.item.id for one in end.given}) == len(end.given)


def test_a_skill_is_asked_about_in_one_go() -> None:
    skills = [one.asked.skill for one in walked(begin(course()), 0).given]
    changes = sum(one != other for one, other in itertools.pairwise(skills))
    assert changes <= len(WANTS) + 2  # it may come into doubt again by what others tell


def test_the_heaviest_doubt_comes_first() -> None:
    even = {skill: Sign(2) for skill in ("docker", "sql")}
    state = begin(course(wants=(Want("sql", 2, 1), Want("docker", 2, 5)), signs=even))
    assert state.asked is not None
    assert state.asked.skill == "docker"


def test_limits_hold() -> None:
    assert len(walked(begin(course(limit=3)), None).given) == 3
    one = walked(begin(course(most=2)), None)
    assert max(sum(g.asked.skill == want.skill for g in one.given) for want in WANTS) == 2
    nothing = begin(course(items={}))
    assert nothing.over
    assert press(nothing, "1") is nothing
    assert begin(course(wants=())).over


def test_a_skill_that_was_named_is_asked_about_although_it_seems_decided() -> None:
    signs = {"docker": Sign(4, tuple(one.reply for one in walked(begin(course(wants=WANTS[:1])), 0).given))}
    wants = (Want("docker", 1, 1),)
    assert begin(course(wants=wants, signs=signs)).over
    assert len(walked(begin(course(wants=wants, signs=signs, named=True)), 0).given) >= LEAST_NAMED


def test_the_same_seed_gives_the_same_quiz_and_another_one_another() -> None:
    one, same, other = (walked(begin(course(seed=seed)), 0).given for seed in (1, 1, 2))
    assert one == same
    assert one != other
    assert {order_of("docker-x", seed) for seed in range(40)} == {
        (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0),
    }  # fmt: skip


@few
@given(st.lists(st.sampled_from(ALL_KEYS), max_size=60), st.integers(0, 9))
def test_no_keys_break_a_quiz(keys: list[str], seed: int) -> None:
    state = pressed(begin(course(seed=seed)), keys)
    assert state.told is None or 0 <= state.told < len(state.given)
    assert len({one.asked.item.id for one in state.given}) == len(state.given)
    assert not {one.asked.item.id for one in state.given} & state.skipped
    assert (state.ended == QUIT) == bool(state.ended)


# Screens


@few
@given(st.integers(20, 200), st.integers(6, 60), st.lists(st.sampled_from(ALL_KEYS), max_size=20), st.integers(0, 99))
def test_every_screen_fits_and_shows_what_is_under_the_cursor(
    width: int, height: int, keys: list[str], seed: int
) -> None:
    state = pressed(begin(course(seed=seed)), [key for key in keys if KEYS.get(key) != QUIT])
    if state.over:
        return
    lines = screen(BOARD, state, width, height)
    assert len(lines) <= height
    assert all(line.cell_len <= width for line in lines)
    if state.told is None and state.cursor is not None:
        assert state.asked is not None
        chosen = UNSURE if state.cursor == OPEN else state.asked.option(state.cursor).text
        assert f">{(state.cursor + 1) % (OPEN + 1)} " in "".join(line.plain for line in lines)
        if height >= 20:
            assert "".join(chosen.split()) in "".join("".join(line.plain for line in lines).split())


@pytest.mark.parametrize("skill", ITEMS)
def test_every_question_shows_whole_at_80_by_24_and_most_at_60_by_20(skill: str) -> None:
    missing = 0
    for item in ITEMS[skill]:
        state = begin(course(items={skill: (item,)}, wants=(Want(skill, 2, 1),), signs={}, named=True))
        state = state._replace(skipped=frozenset({"another"}))
        for width, height in ((80, 24), (60, 20)):
            text = "".join("".join(line.plain for line in screen(BOARD, state, width, height)).split())
            parts = [item.ask, *(item.code or "").splitlines(), *(option.text for option in item.options), UNSURE]
            whole = all("".join(part.split()) in text for part in parts)
            missing += not whole
            assert whole or (width, height) == (60, 20), item.id
    assert missing <= 0.35 * len(ITEMS[skill])


def test_an_explanation_names_the_answer_the_reason_the_mistake_and_the_source() -> None:
    state = begin(course())
    assert state.asked is not None
    item = state.asked.item
    for chosen in (0, 1, 2, None):
        given_ = press(state, key_of(state, chosen)).given[0]
        text = "\n".join(told_of(given_))
        assert item.right.text in text
        assert item.why in text
        assert item.source.url in text
        assert (chosen in (1, 2)) == ("You chose: " in text)
        if chosen in (1, 2):
            assert item.wrong[chosen - 1].mistake.rstrip(".") in text


def test_line_mode_says_the_same() -> None:
    state = begin(course())
    assert state.asked is not None
    lines = list(words(BOARD, state))
    assert lines[0] == NOTICE
    assert [line[0] for line in lines[-4:]] == ["1", "2", "3", "0"]
    assert state.asked.item.ask in "\n".join(lines)
    assert "0 don't know" in keys_for(state)
    told = press(state, "1")
    assert list(words(BOARD, told)) == list(told_of(told.given[0]))
    assert NOTICE not in list(words(BOARD, press(told, "KEY_ENTER")))
