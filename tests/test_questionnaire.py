"""The questionnaire as a value, and its screens at any size."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text

from mle_gap.catalog import load_folder
from mle_gap.cli.interview import BEFOREHAND
from mle_gap.files import data_folder
from mle_gap.questionnaire import HIGHEST, KEYS, LOWEST, State, begin, press, sitting
from mle_gap.screen import Sheet, choices, keys_for, screen
from mle_gap.target import target_of

CATALOGUE = load_folder(data_folder())
TARGET = target_of(CATALOGUE, seniority="senior")
ASKED, QUICK = TARGET.skills, TARGET.quick
ALL_KEYS = (*"01234", *KEYS, *(key.upper() for key in KEYS if len(key) == 1), "x", "5", "KEY_F1", "é", "")


class View(NamedTuple):
    """A screen in few words, so that hypothesis can show it: the catalogue stays outside."""

    position: int
    cursor: int
    rating: int | str | None  # of every question; None where none has an answer yet
    background: str | None
    notes: tuple[str, ...]
    earlier: int | str | None = None  # rating of last time of every question
    day: date | None = None

    @property
    def state(self) -> State:
        ratings = {} if self.rating is None else dict.fromkeys(ASKED, self.rating)
        earlier = {} if self.earlier is None else dict.fromkeys(ASKED, self.earlier)
        return State(ASKED, QUICK, ratings, self.position, self.cursor, earlier=earlier)

    @property
    def words(self) -> str:
        """The answer under the cursor, without blanks."""
        return squeezed(choices(CATALOGUE.skills[ASKED[self.position]])[self.cursor])

    @property
    def sheet(self) -> Sheet:
        known = CATALOGUE.backgrounds.get(self.background or "")
        dates = {} if self.day is None else dict.fromkeys(ASKED, self.day)
        return Sheet(CATALOGUE, known, self.notes, self.position, dates)

    def lines(self, width: int, height: int) -> list[Text]:
        return screen(self.sheet, self.state, width, height)


views = st.builds(
    View,
    st.integers(0, len(ASKED) - 1),
    st.integers(LOWEST, HIGHEST),
    st.sampled_from([2, "unknown", "not_applicable", None]),
    st.sampled_from([None, *CATALOGUE.backgrounds]),
    st.sampled_from([(), (BEFOREHAND,), ("Going on at question 9 of 30; --fresh begins anew.",)]),
    st.sampled_from([None, 0, 3, "unknown", "not_applicable"]),
    st.sampled_from([None, date(2026, 10, 1)]),
)
LAST_TIME: tuple[tuple[int | str, str], ...] = (
    *((level, str(level)) for level in range(5)),
    ("unknown", "skipped"),
    ("not_applicable", "not applicable"),
)
# A screen takes some ten milliseconds.
few = settings(max_examples=40, deadline=None)
widths, heights = st.integers(20, 200), st.integers(6, 60)


def pressed(state: State, keys: Iterable[str]) -> State:
    """The state after several keys; those after the end are left over."""
    for key in keys:
        if state.finished or state.ended:
            break
        state = press(state, key)
    return state


def fresh(asked: tuple[str, ...] = ASKED) -> State:
    return begin(asked, QUICK, {})


def squeezed(words: str) -> str:
    """The text without blanks, so that wrapping makes no difference."""
    return "".join(words.split())


def shown(lines: Sequence[Text], height: int) -> str:
    """What a terminal of that height still shows: what is above has been scrolled away."""
    return squeezed("".join(line.plain for line in lines[-height:]))


def lines_taken(view: View, width: int) -> int:
    """How many lines the answer under the cursor takes."""
    lines = [line.plain for line in view.lines(width, 900)]
    start = next(at for at, line in enumerate(lines) if line.startswith(f">{view.cursor} "))
    return next(at for at in range(start + 1, len(lines)) if lines[at][:4].strip()) - start


# Keys


@pytest.mark.parametrize("digit", "01234")
def test_a_digit_answers_and_goes_on(digit: str) -> None:
    after = press(fresh(), digit)
    assert (after.ratings, after.position) == ({ASKED[0]: int(digit)}, 1)


@pytest.mark.parametrize("key", ["5", "9", "-", "x", "", " ", "٣", "²", "KEY_F1", "KEY_TAB", "10", "é"])
def test_a_key_without_a_meaning_changes_nothing(key: str) -> None:
    assert press(fresh(), key) == fresh()


@pytest.mark.parametrize(("up", "down"), [("KEY_UP", "KEY_DOWN"), ("k", "j"), ("K", "J")])
def test_arrows_and_letters_move_the_cursor_between_the_answers_and_stop_at_the_ends(up: str, down: str) -> None:
    assert [pressed(fresh(), [down] * n).cursor for n in range(7)] == [0, 1, 2, 3, 4, 4, 4]
    assert [pressed(fresh(), [down] * 4 + [up] * n).cursor for n in range(7)] == [4, 3, 2, 1, 0, None, None]
    assert pressed(fresh(), [down, down, up]).ratings == {}


@pytest.mark.parametrize("level", range(5))
def test_enter_gives_the_answer_under_the_cursor(level: int) -> None:
    assert pressed(fresh(), ["KEY_DOWN"] * level + ["KEY_ENTER"]) == press(fresh(), str(level))


@pytest.mark.parametrize(("key", "rating"), [("s", "unknown"), ("S", "unknown"), ("n", "not_applicable")])
def test_skipped_and_not_applicable_are_answers_of_their_own(key: str, rating: str) -> None:
    after = press(fresh(), key)
    assert (after.ratings, after.position) == ({ASKED[0]: rating}, 1)


@pytest.mark.parametrize("key", ["b", "B", "KEY_LEFT", "KEY_BACKSPACE", "KEY_DELETE"])
def test_back_shows_the_question_before_with_the_cursor_on_its_answer(key: str) -> None:
    after = pressed(fresh(), ["3", "1", key])
    assert (after.skill, after.cursor, after.ratings) == (ASKED[1], 1, {ASKED[0]: 3, ASKED[1]: 1})
    assert press(after, key).cursor == 3
    assert press(fresh(), key) == fresh()


def test_an_answer_given_after_going_back_replaces_the_first_one() -> None:
    after = pressed(fresh(), ["3", "1", "b", "b", "0"])
    assert after.ratings == {ASKED[0]: 0, ASKED[1]: 1}
    assert (after.position, after.cursor) == (1, 1)


@pytest.mark.parametrize("given_", ["0", "1", "4", "s", "n"])
def test_left_to_look_and_right_to_return_keep_the_answer(given_: str) -> None:
    before = pressed(fresh(), ["3", given_])
    assert pressed(before, ["KEY_LEFT", "KEY_RIGHT"]).ratings == before.ratings


@pytest.mark.parametrize("given_", ["0", "1", "4", "s", "n"])
def test_back_and_enter_keep_the_answer(given_: str) -> None:
    before = pressed(fresh(), ["3", given_])
    assert pressed(before, ["b", "KEY_ENTER"]).ratings == before.ratings


@pytest.mark.parametrize("key", ["q", "Q", "KEY_ESCAPE", "\x04"])
def test_quitting_keeps_the_answers_so_far(key: str) -> None:
    after = pressed(fresh(), ["3", "s", key])
    assert (after.ended, after.ratings, after.finished) == ("quit", {ASKED[0]: 3, ASKED[1]: "unknown"}, False)


def test_the_report_can_be_asked_for_once_the_quick_questions_are_behind_and_not_before() -> None:
    for answered in range(len(ASKED)):
        state = pressed(fresh(), "2" * answered)
        assert state.may_report is (answered >= QUICK)
        assert press(state, "r").ended == ("report" if answered >= QUICK else "")
        assert ("report" in keys_for(state)) is (answered >= QUICK)


def test_the_quick_questions_are_twelve_and_come_first() -> None:
    assert QUICK == 12
    quick = [a.requirement.alternatives for a in TARGET.asked if a.requirement.quick]
    assert ASKED[:QUICK] == tuple(words[0] for words in quick)
    # What may stand in for one of them comes next.
    assert ASKED[QUICK : QUICK + 2] == ("azure", "gcp")
    assert set(ASKED[:7]) == {"python", "sql", "docker", "kubernetes", "aws", "git", "bash"}


@pytest.mark.parametrize("seniority", ["junior", "mid", "senior"])
@pytest.mark.parametrize("model", ["embedded", "consultancy", "infrastructure"])
def test_no_role_asks_more_than_thirty_questions_or_one_twice(seniority: str, model: str) -> None:
    models = {known.id for role in CATALOGUE.roles.values() for known in role.working_models}
    asked = target_of(CATALOGUE, None, seniority, model if model in models else None).skills
    assert len(asked) == len(set(asked)) <= 30


def test_it_goes_on_at_the_first_question_without_an_answer() -> None:
    ratings: dict[str, int | str] = dict.fromkeys(ASKED[:8], 2)
    assert begin(ASKED, QUICK, ratings).position == 8
    assert begin(ASKED, QUICK, {**ratings, ASKED[3]: "unknown", ASKED[4]: "not_applicable"}).position == 8
    assert begin(ASKED, QUICK, dict.fromkeys(ASKED, 3)) == State(ASKED, QUICK, dict.fromkeys(ASKED, 3), 0, 3)
    assert begin(ASKED, QUICK, {}).position == 0


# Again


def again(rating: int | str) -> State:
    """The first question of somebody who answered all of them with that rating before."""
    return begin(ASKED, QUICK, {}, dict.fromkeys(ASKED, rating))


@pytest.mark.parametrize("level", range(5))
def test_the_cursor_stands_on_the_level_of_last_time_and_enter_keeps_it(level: int) -> None:
    state = again(level)
    for skill in ASKED:
        assert (state.skill, state.cursor, state.rating) == (skill, level, None)
        state = press(state, "KEY_ENTER")
    assert state.finished
    assert state.ratings == dict.fromkeys(ASKED, level)


@pytest.mark.parametrize(("rating", "words"), LAST_TIME)
def test_one_key_keeps_the_answer_of_last_time_whatever_it_was(rating: int | str, words: str) -> None:
    after = press(again(rating), "=")
    assert (after.ratings, after.position) == ({ASKED[0]: rating}, 1)
    told = Sheet(CATALOGUE, dates={ASKED[0]: date(2026, 10, 1)}).beside(again(rating))
    assert told == (f"Last time, on 2026-10-01: {words}; = keeps it.",)
    assert Sheet(CATALOGUE).beside(again(rating)) == (f"Last time: {words}; = keeps it.",)


def test_the_key_that_keeps_does_nothing_where_there_was_no_answer_last_time() -> None:
    assert press(fresh(), "=") == fresh()
    half = begin(ASKED, QUICK, {}, {ASKED[1]: 2})
    assert press(half, "=") == half
    assert pressed(half, "0=").ratings == {ASKED[0]: 0, ASKED[1]: 2}
    assert "last time" not in keys_for(half)
    assert "= last time" in keys_for(press(half, "0"))


@pytest.mark.parametrize("rating", ["unknown", "not_applicable"])
def test_enter_makes_no_level_of_what_had_none_last_time(rating: str) -> None:
    state = again(rating)
    assert state.cursor is None
    assert press(state, "KEY_ENTER").ratings in ({}, {ASKED[0]: rating})
    assert press(state, "KEY_RIGHT") == state
    assert pressed(state, ["KEY_DOWN", "KEY_ENTER"]).ratings == {ASKED[0]: 0}


@pytest.mark.parametrize("key", ["0", "1", "4", "s", "n"])
def test_another_answer_than_last_time_counts_and_is_the_one_marked_when_going_back(key: str) -> None:
    after = press(again(3), key)
    assert after.ratings == press(fresh(), key).ratings
    back = press(after, "b")
    assert back.cursor == (int(key) if key.isdigit() else None)
    assert not any("Last time" in note for note in Sheet(CATALOGUE).beside(back))
    assert "last time" not in keys_for(back)
    assert "last time" not in screen(Sheet(CATALOGUE), back, 200, 60)[-1].plain
    assert press(back, "KEY_ENTER").ratings == after.ratings


def test_what_was_answered_last_time_is_no_answer_of_now() -> None:
    assert again(3).ratings == {}
    assert begin(ASKED, QUICK, {ASKED[0]: 1}, dict.fromkeys(ASKED, 3)).position == 1
    assert pressed(again(3), "1q").ratings == {ASKED[0]: 1}


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["0", "1", "2", "3", "4", "s", "n", "="]), min_size=len(ASKED)),
    st.integers(0, 30),
    st.dictionaries(st.sampled_from(ASKED), st.sampled_from([0, 1, 2, 3, 4, "unknown", "not_applicable"])),
)
def test_stopping_anywhere_and_going_on_keeps_what_was_kept_from_last_time(
    keys: list[str], stop: int, earlier: dict[str, int | str]
) -> None:
    given_ = ["2" if key == "=" and skill not in earlier else key for skill, key in zip(ASKED, keys, strict=False)]
    whole = pressed(begin(ASKED, QUICK, {}, earlier), given_)
    assert whole.finished
    assert all(whole.ratings[skill] == earlier[skill] for skill, key in zip(ASKED, given_, strict=True) if key == "=")
    first = pressed(begin(ASKED, QUICK, {}, earlier), given_[:stop])
    if not first.finished:
        assert pressed(begin(ASKED, QUICK, first.ratings, earlier), given_[stop:]).ratings == whole.ratings


@given(st.lists(st.sampled_from(["0", "1", "2", "3", "4", "s", "n"]), min_size=len(ASKED)), st.integers(0, 30))
def test_stopping_anywhere_and_going_on_gives_the_same_answers(keys: list[str], stop: int) -> None:
    whole = pressed(fresh(), keys)
    first = pressed(fresh(), keys[:stop])
    assert whole.finished
    if not first.finished:
        assert pressed(begin(ASKED, QUICK, first.ratings), keys[stop:]).ratings == whole.ratings


@given(
    st.lists(st.sampled_from(ALL_KEYS), max_size=120),
    st.dictionaries(st.sampled_from(ASKED), st.sampled_from([0, 4, "unknown", "not_applicable"])),
)
def test_no_keys_lead_astray(keys: list[str], earlier: dict[str, int | str]) -> None:
    state = begin(ASKED, QUICK, {}, earlier)
    for key in keys:
        before = state
        state = pressed(state, [key])
        assert 0 <= state.position <= len(ASKED)
        assert state.cursor is None or LOWEST <= state.cursor <= HIGHEST
        assert set(before.ratings) <= set(state.ratings) <= set(ASKED)
        assert set(state.ratings.values()) <= {0, 1, 2, 3, 4, "unknown", "not_applicable"}
        assert state.finished or state.skill == ASKED[state.position]
        assert not (state.ended == "report" and state.position < QUICK)
        assert state.earlier == earlier


@given(views, st.sampled_from(ALL_KEYS))
def test_a_key_leaves_the_state_before_it_as_it_was(view: View, key: str) -> None:
    state = view.state
    press(state, key)
    assert state == view.state


# Screens


@few
@given(views, widths, heights)
def test_no_line_is_wider_than_the_terminal(view: View, width: int, height: int) -> None:
    assert max(line.cell_len for line in view.lines(width, height)) <= width


@few
@given(views, st.integers(40, 200), st.integers(12, 60))
def test_from_40_by_12_on_a_screen_fits_with_the_chosen_answer_whole(view: View, width: int, height: int) -> None:
    lines = view.lines(width, height)
    assert len(lines) <= height
    assert view.words in shown(lines, height)
    assert lines[0].plain.startswith(CATALOGUE.skills[ASKED[view.position]].name)


@few
@given(views, widths, heights)
def test_at_any_size_that_has_room_for_it_the_chosen_answer_is_shown_whole(view: View, width: int, height: int) -> None:
    lines = view.lines(width, height)
    if lines_taken(view, width) <= height:
        assert view.words in shown(lines, height)
        assert len(lines) <= height


@few
@given(views, st.integers(40, 200), st.integers(12, 60))
def test_going_down_shows_every_answer_in_full(view: View, width: int, height: int) -> None:
    view = view._replace(cursor=LOWEST)
    for _ in range(LOWEST, HIGHEST + 1):
        assert view.words in shown(view.lines(width, height), height)
        view = view._replace(cursor=press(view.state, "KEY_DOWN").cursor or LOWEST)
    assert view.cursor == HIGHEST


@pytest.mark.parametrize(("width", "height"), [(60, 14), (60, 20), (80, 24), (200, 60)])
def test_every_line_of_every_question_can_be_reached(width: int, height: int) -> None:
    for position in range(len(ASKED)):
        for rating, earlier in ((2, None), (None, "not_applicable")):
            notes = (BEFOREHAND,) if position == 0 else ()
            view = View(position, 0, rating, "data-scientist", notes, earlier, date(2026, 10, 1))
            whole = {line.plain.lstrip("> ") for line in view.lines(width, 900)}
            states = [view.state._replace(cursor=cursor) for cursor in (None, *range(5))]
            reached = {line.plain.lstrip("> ") for state in states for line in screen(view.sheet, state, width, height)}
            assert whole - reached - {""} == set()


@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24), (200, 60)])
def test_what_was_answered_last_time_and_how_to_keep_it_are_seen_at_once(width: int, height: int) -> None:
    for position in range(len(ASKED)):
        for rating, words in LAST_TIME:
            cursor = rating if isinstance(rating, int) else LOWEST
            notes = (BEFOREHAND,) if position == 0 else ()
            view = View(position, cursor, None, None, notes, rating, date(2026, 10, 1))
            state = view.state if isinstance(rating, int) else view.state._replace(cursor=None)
            lines = shown(screen(view.sheet, state, width, height), height)
            assert squeezed("= last time") in lines
            assert squeezed(f"Last time, on 2026-10-01: {words}; = keeps it.") in lines


@pytest.mark.parametrize(("width", "height"), [(40, 12), (60, 14), (60, 20), (80, 24), (200, 60)])
def test_that_answers_may_be_checked_is_seen_before_the_first_answer(width: int, height: int) -> None:
    lines = View(0, 0, 2, None, (BEFOREHAND,)).lines(width, height)
    assert squeezed(BEFOREHAND) in shown(lines, height)


@few
@given(views, widths, heights)
def test_more_above_is_only_promised_where_up_leads_to_it(view: View, width: int, height: int) -> None:
    words = "".join(line.plain for line in view.lines(width, height))
    assert press(view.state, "KEY_UP") != view.state or "more above" not in words


@few
@given(views, widths, heights)
def test_exactly_the_answer_under_the_cursor_is_marked(view: View, width: int, height: int) -> None:
    marked = [
        line.plain[span.start : span.end]
        for line in view.lines(width, height)
        for span in line.spans
        if "reverse" in str(span.style)
    ]
    assert marked == [f">{view.cursor} "]


@pytest.mark.parametrize("position", range(len(ASKED)))
def test_nothing_is_shown_but_the_question_so_that_the_required_level_stays_hidden(position: int) -> None:
    state = State(ASKED, QUICK, dict.fromkeys(ASKED, 2), position)
    sheet = Sheet(CATALOGUE)
    skill = sheet.skill(state)
    keys = "".join(line.plain for line in screen(sheet, state, 200, 60)[-1:])
    numbered = [f"{' >'[n == 0]}{n}  {words}" for n, words in enumerate(choices(skill))]
    lines = [line.plain for line in screen(sheet, state, 200, 60) if line.plain]
    if position == QUICK:
        assert lines.pop(2).startswith("The quick questions are done: r shows the report now")
    assert lines == [f"{skill.name}  {position + 1} of {len(ASKED)}", skill.summary, *numbered, keys]
    assert keys.startswith("0-4 answer")
    assert ("report" in keys) is (position >= QUICK)


@pytest.mark.parametrize("background", CATALOGUE.backgrounds)
def test_what_is_typical_is_told_only_after_the_answer(background: str) -> None:
    known = CATALOGUE.backgrounds[background]
    sheet = Sheet(CATALOGUE, known)
    assert not any("typically" in words for words in sheet.beside(fresh()))
    after = press(fresh(), "4")
    name = CATALOGUE.skills[ASKED[0]].name
    assert sheet.beside(after) == (f"{name}: you 4, a {known.name.lower()} typically {known.typical[ASKED[0]]}.",)
    assert Sheet(CATALOGUE).beside(after) == ()


@pytest.mark.parametrize("key", ["s", "n"])
def test_nothing_typical_is_told_of_a_question_without_a_level(key: str) -> None:
    sheet = Sheet(CATALOGUE, CATALOGUE.backgrounds["data-scientist"])
    assert sheet.beside(press(fresh(), key)) == ()


@pytest.mark.parametrize(("key", "told"), [("s", "skipped"), ("n", "not applicable")])
def test_going_back_to_a_question_without_a_level_tells_so_and_enter_leaves_it(key: str, told: str) -> None:
    back = pressed(fresh(), [key, "b"])
    assert Sheet(CATALOGUE).beside(back) == (f"Answered so far: {told}.",)
    assert back.cursor is None
    assert press(back, "KEY_ENTER") == press(fresh(), key)


def test_above_the_lowest_answer_enter_gives_nothing() -> None:
    top = press(fresh(), "KEY_UP")
    assert press(top, "KEY_ENTER") == top
    assert press(top, "KEY_RIGHT") == top


def test_after_the_quick_questions_the_report_is_offered() -> None:
    told = Sheet(CATALOGUE).beside(State(ASKED, QUICK, {}, QUICK))
    left = len(ASKED) - QUICK
    assert told == (f"The quick questions are done: r shows the report now, or go on with the other {left}.",)


def test_the_notes_stand_beside_the_first_question_shown_alone() -> None:
    sheet = Sheet(CATALOGUE, None, (BEFOREHAND,), 3)
    told = [sheet.beside(State(ASKED, QUICK, {}, position)) for position in range(len(ASKED))]
    assert [n for n, notes in enumerate(told) if BEFOREHAND in notes] == [3]
    assert [n for n, notes in enumerate(told) if notes] == [3, QUICK]
    assert "check" in BEFOREHAND
    assert "verify" in BEFOREHAND


def test_every_question_shows_all_five_answers_whole_at_80_by_24() -> None:
    for position in range(len(ASKED)):
        state = State(ASKED, QUICK, {}, position)
        again = state._replace(earlier=dict.fromkeys(ASKED, "not_applicable"))
        dates = dict.fromkeys(ASKED, date(2026, 10, 1))
        for sheet, asked_ in (
            (Sheet(CATALOGUE, None, (BEFOREHAND,), position), state),
            (Sheet(CATALOGUE, None, (BEFOREHAND,), position, dates), again),
        ):
            lines = screen(sheet, asked_, 80, 24)
            words = shown(lines, 24)
            assert all(squeezed(choice) in words for choice in choices(CATALOGUE.skills[ASKED[position]]))
            assert "…" not in words
            assert not any("more" in line.plain[:8] for line in lines)


@settings(deadline=None)
@given(st.integers(1, 80), st.data())
def test_at_one_time_at_most_thirty_are_asked_and_in_the_end_all(count: int, data: st.DataObject) -> None:
    skills = tuple(f"s{n}" for n in range(count))
    ratings: dict[str, int | str] = {}
    order: list[str] = []
    while len(ratings) < count:
        asked = [skill for skill in sitting(skills, ratings) if skill not in ratings]
        assert 0 < len(asked) <= 30
        for skill in asked[: data.draw(st.integers(1, len(asked)))]:
            ratings[skill] = 2
            order.append(skill)
    assert order == list(skills)
