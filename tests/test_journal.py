"""What follows from records: the answers now, what an undo takes back, what changed and who changed it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor, sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap.catalog import load_shipped
from mle_gap.errors import Misuse
from mle_gap.journal import (
    Entry,
    answers_after,
    level_done,
    moved,
    rated_on,
    standing_entries,
    to_undo,
)
from mle_gap.models.history import Difference
from mle_gap.models.records import Assessment, Done, Standing, Undo
from mle_gap.models.report import CatalogueStamp, RoleChosen
from mle_gap.progress import chapters, difference_of, history_of
from mle_gap.target import Target, target_of

CATALOGUE = load_shipped()
TARGET = target_of(CATALOGUE)
DAY = date(2026, 9, 1)
SINGLE = {one.requirement.skill: one for one in TARGET.asked if one.requirement.skill}
MET = {skill: 4 for one in TARGET.asked for skill in one.requirement.alternatives}
LEVELS = st.integers(0, 4)
RATINGS = LEVELS | st.sampled_from(["unknown", "not_applicable"])
SOME = st.dictionaries(st.sampled_from(["docker", "git", "python", "spark"]), RATINGS)


def stood(score: float = 50.0, seniority: str = "mid") -> Standing:
    role = RoleChosen(
        id="ml-engineer", name="Engineer", seniority=seniority, working_model="embedded", industry=None
    )  # fmt: skip
    stamp = CatalogueStamp(version="1", sha256="0" * 64)
    return Standing(role=role, score=score, high=score, verdict="blocked", blocked_by=("git",), catalogue=stamp)


def assessed(
    skills: Mapping[str, Any],
    day: date = DAY,
    standing: Standing | None = None,
    carried: Sequence[str] = (),
    **said: Any,
) -> Assessment:
    answers = {**said, "skills": dict(skills)}
    return Assessment(kind="assessment", day=day, answers=answers, carried=tuple(carried), standing=standing)


def done(skill: str, level: int, day: date = DAY) -> Done:
    return Done(kind="done", day=day, skill=skill, from_level=level - 1, to_level=level, standing=stood())


def id_of(n: int) -> str:
    """The n-th id; what follows the time in it is in no order."""
    return f"20260901T{n:012}Z-{n * 2654435761 % 2**32:08x}"


def written(*records: Assessment | Done | Undo) -> list[Entry]:
    return [Entry(id_of(n), record) for n, record in enumerate(records)]


def undoing(id_: str) -> Undo:
    return Undo(kind="undo", day=DAY, undoes=id_)


def undone(entries: Sequence[Entry]) -> list[Entry]:
    return [*entries, Entry(id_of(len(entries)), undoing(to_undo(entries).id))]


ACTIONS = st.lists(
    st.builds(assessed, SOME)
    | st.builds(done, st.sampled_from(["docker", "git"]), st.integers(1, 4))
    | st.just("undo"),
    max_size=12,
)


def lived(actions: Sequence[Any]) -> tuple[list[Entry], list[Entry]]:
    """All entries that a person's actions leave, and those of them that stand, by a stack."""
    entries: list[Entry] = []
    stack: list[Entry] = []
    for action in actions:
        if action == "undo" and stack:
            entries = undone(entries)
            stack.pop()
        elif action != "undo":
            entries.append(Entry(id_of(len(entries)), action))
            stack.append(entries[-1])
    return entries, stack


def test_what_is_undone_does_not_stand_nor_does_the_undo() -> None:
    entries = written(assessed({}), done("git", 1), undoing(id_of(1)), done("docker", 1))
    assert standing_entries(entries) == [entries[0], entries[3]]


def test_an_undo_of_what_is_not_here_takes_nothing_back() -> None:
    entries = written(assessed({}), undoing(id_of(77)))
    assert standing_entries(entries) == entries[:1]


@given(ACTIONS, st.randoms(use_true_random=False))
def test_undo_takes_back_the_last_that_stands_in_whatever_order_files_are_read(actions: list[Any], by: Any) -> None:
    entries, stack = lived(actions)
    mixed = list(entries)
    by.shuffle(mixed)
    assert standing_entries(mixed) == stack
    if stack:
        assert to_undo(mixed) == stack[-1]


@given(ACTIONS)
def test_undo_again_and_again_ends_with_nothing_to_undo(actions: list[Any]) -> None:
    entries, stack = lived(actions)
    for _ in stack:
        entries = undone(entries)
    with pytest.raises(Misuse, match=r"^there is nothing to undo$"):
        to_undo(entries)


@given(ACTIONS, st.builds(done, st.just("docker"), st.integers(1, 4)))
def test_what_was_undone_can_be_done_again(actions: list[Any], again: Done) -> None:
    entries, _ = lived([*actions, again])
    before = answers_after(standing_entries(entries))
    entries = [*undone(entries), Entry(id_of(len(entries) + 1), again)]
    assert answers_after(standing_entries(entries)) == before


def test_levels_done_without_an_assessment_are_no_answers() -> None:
    assert answers_after([]) is None
    assert answers_after(written(done("git", 1))) is None


def test_the_answers_are_the_last_assessment_and_what_was_done_since_it() -> None:
    entries = written(
        assessed({"git": 1, "spark": 1}, role="old"),
        done("docker", 4),
        assessed({"git": 2, "python": "unknown"}, role="new", years=3),
        done("python", 1),
        done("python", 2),
    )
    assert answers_after(entries) == {"role": "new", "years": 3, "skills": {"git": 2, "python": 2}}


def test_following_the_answers_changes_no_record() -> None:
    entries = written(assessed({"git": 1}), done("git", 2))
    before = [entry.record.model_dump_json() for entry in entries]
    answers_after(entries)
    history_of(entries)
    assert [entry.record.model_dump_json() for entry in entries] == before


@given(ACTIONS)
def test_the_answers_are_those_of_a_person_who_writes_them_on_one_sheet(actions: list[Any]) -> None:
    _, stack = lived(actions)
    sheet: dict[str, Any] | None = None
    for entry in stack:
        if isinstance(entry.record, Assessment):
            sheet = dict(entry.record.answers["skills"])
        elif isinstance(entry.record, Done) and sheet is not None:
            sheet[entry.record.skill] = entry.record.to_level
    assert answers_after(stack) == (None if sheet is None else {"skills": sheet})


def test_what_was_carried_over_keeps_the_day_on_which_it_was_rated() -> None:
    days = [DAY + timedelta(days=n) for n in range(5)]
    entries = written(
        assessed({"git": 1, "sql": "unknown"}, days[0]),
        done("docker", 1, days[1]),
        assessed({"git": 1, "docker": 1, "python": 2, "spark": 1}, days[2], carried=["git", "docker", "spark"]),
        done("git", 2, days[3]),
    )
    assert rated_on(entries) == {"git": days[3], "sql": days[0], "docker": days[1], "python": days[2]}


@pytest.mark.parametrize("rating", [None, "unknown", "not_applicable", 0, 1, 2, 3])
@pytest.mark.parametrize("wanted", [None, 1, 2, 3, 4])
def test_a_level_done_is_one_more_or_the_one_named_and_always_a_step_up(rating: Any, wanted: int | None) -> None:
    held = rating if isinstance(rating, int) else 0
    if wanted is None:
        assert level_done(rating, wanted, "Docker") == (held, held + 1)
    elif wanted > held:
        assert level_done(rating, wanted, "Docker") == (held, wanted)
    else:
        with pytest.raises(Misuse, match=f"^Docker is at {held} already; name a higher level, or rate it anew"):
            level_done(rating, wanted, "Docker")


@pytest.mark.parametrize("wanted", [None, 5])
def test_there_is_no_level_above_the_highest(wanted: int | None) -> None:
    with pytest.raises(Misuse, match=r"^Docker is at 4 already, the highest level$"):
        level_done(4, wanted, "Docker")


@given(LEVELS, st.integers().filter(lambda wanted: not 1 <= wanted <= 4))
def test_a_level_that_does_not_exist_is_never_reached(held: int, wanted: int) -> None:
    with pytest.raises(Misuse):
        level_done(held, wanted, "Docker")


@given(SOME, SOME)
def test_what_moved_leads_from_one_to_the_other_and_names_nothing_else(before: Any, after: Any) -> None:
    changes = moved(before, after)
    assert {**before, **{one.skill: one.after for one in changes}} == {**dict.fromkeys({*before, *after}), **after}
    assert all(one.before == before.get(one.skill) != one.after for one in changes)
    assert [one.skill for one in changes] == sorted({one.skill for one in changes})
    assert [(one.skill, one.after, one.before) for one in changes] == moved(after, before)


@given(ACTIONS)
def test_a_chapter_ends_with_the_answers_of_that_time(actions: list[Any]) -> None:
    _, stack = lived(actions)
    begins = [n for n, entry in enumerate(stack) if isinstance(entry.record, Assessment)]
    found = chapters(stack)
    assert [chapter.entry for chapter in found] == [stack[n] for n in begins]
    for chapter, end in zip(found, [*begins[1:], len(stack)], strict=False):
        answers = answers_after(stack[:end])
        assert answers is not None
        assert chapter.ratings == answers["skills"]


def test_levels_done_belong_to_the_assessment_before_them_or_to_none() -> None:
    entries = written(done("sql", 1), assessed({}), done("git", 1), done("docker", 1), assessed({}), done("git", 2))
    found = [[(one.skill, one.to_level) for one in chapter.done] for chapter in chapters(entries)]
    assert found == [[("git", 1), ("docker", 1)], [("git", 2)]]


def test_the_history_numbers_assessments_from_the_oldest_and_tells_what_was_recorded() -> None:
    later = DAY + timedelta(days=30)
    entries = written(
        assessed({"git": 1, "sql": "unknown", "aws": "not_applicable", "python": 0}),
        done("git", 2, DAY + timedelta(days=3)),
        assessed({"git": 3}, later, stood(61.2)),
    )
    first, last = history_of(entries).assessments
    assert (first.number, first.id, first.day, first.rated) == (1, id_of(0), DAY, 2)
    # A file of schema 1 does not say where the person stood.
    assert [first.role, first.score, first.high, first.verdict, first.catalogue] == [None] * 5
    assert first.blocked_by == ()
    step = {"skill": "git", "from_level": 1, "to_level": 2, "day": DAY + timedelta(days=3), "score": 50.0}
    assert [one.model_dump() for one in first.done] == [step]
    assert (last.number, last.id, last.day, last.score, last.blocked_by) == (2, id_of(2), later, 61.2, ("git",))
    assert last.role == stood().role
    assert last.done == ()


def test_without_an_assessment_the_history_is_empty() -> None:
    assert history_of([]).assessments == history_of(written(done("git", 1))).assessments == ()


def scored(ratings: Mapping[str, Any], target: Target = TARGET) -> Fraction:
    """The formula of the score, written again: 100 * sum(w * min(L / R, 1)) / sum(w); all are rated with a number."""
    total = sum(one.requirement.weight for one in target.asked)
    held = Fraction(0)
    for one in target.asked:
        best = max(ratings.get(skill, 0) for skill in one.requirement.alternatives)
        held += one.requirement.weight * Fraction(min(best, one.required), one.required)
    return 100 * held / total


def one_level(skill: str) -> float:
    """Points of one level of a skill that is asked alone."""
    asked = SINGLE[skill]
    return 100 * asked.requirement.weight / asked.required / sum(one.requirement.weight for one in TARGET.asked)


def shown(score: Fraction) -> float:
    return floor(score * 10) / 10


def between(before: Mapping[str, Any], after: Mapping[str, Any], *since: Done, score: float = 50.0) -> Difference:
    records: list[Assessment | Done] = [assessed(before, standing=stood(score)), assessed(after), *since]
    return difference_of(written(*records), 1, 2, CATALOGUE)


EVERY = st.fixed_dictionaries(dict.fromkeys(MET, LEVELS))
ALONE = st.fixed_dictionaries(dict.fromkeys(SINGLE, LEVELS))


@given(EVERY, EVERY, st.floats(0, 100).map(lambda score: round(score, 1)))
@settings(max_examples=40, deadline=None)
def test_person_and_catalogue_are_kept_apart(before: dict[str, int], after: dict[str, int], then: float) -> None:
    found = between(before, after, score=then)
    assert (found.before, found.after) == (shown(scored(before)), shown(scored(after)))
    # By today's catalogue alone: what was recorded then has no say in it, and the other way round.
    assert found.person_points == round(float(scored(after) - scored(before)), 1)
    assert found.catalogue_points == round(shown(scored(before)) - then, 1)
    assert {one.skill for one in found.skills} == {skill for skill in MET if before[skill] != after[skill]}
    assert not any(one.by_done for one in found.skills)


@given(ALONE, ALONE)
@settings(max_examples=40, deadline=None)
def test_noise_is_the_root_of_the_squares_of_the_levels_that_count_differently(
    before: dict[str, int], after: dict[str, int]
) -> None:
    found = between({**MET, **before}, {**MET, **after})
    differing = [
        skill
        for skill, asked in SINGLE.items()
        if min(before[skill], asked.required) != min(after[skill], asked.required)
    ]
    noise = sqrt(sum(one_level(skill) ** 2 for skill in differing))
    points = float(scored({**MET, **after}) - scored({**MET, **before}))
    assert found.noise == round(noise, 1)
    if abs(points - noise) > 1e-6:  # one level alone is exactly noise
        assert found.progress == (points > noise)


def test_the_same_answers_are_no_progress_and_no_noise() -> None:
    found = between(MET, MET, score=100.0)
    assert (found.person_points, found.catalogue_points, found.noise, found.progress) == (0, 0, 0, False)
    assert found.skills == ()


def test_one_level_rated_anew_may_be_chance_but_not_two_nor_one_that_was_done() -> None:
    low = {**MET, "docker": 1, "git": 1}
    one, two = {**low, "docker": 2}, {**low, "docker": 2, "git": 2}
    found = between(low, one)
    assert found.person_points == found.noise == round(one_level("docker"), 1) > 0
    assert not found.progress
    assert between(low, two).progress
    assert between({**MET, "docker": 0}, {**MET, "docker": 2}).progress
    assert between(low, low, done("docker", 2)).progress
    assert not between(two, low).progress


def test_levels_done_make_no_noise_and_are_told_from_those_rated_anew() -> None:
    found = between({**MET, "docker": 1, "git": 1}, {**MET, "docker": 1, "git": 2}, done("docker", 2))
    assert {one.skill: (one.before, one.after, one.by_done) for one in found.skills} == {
        "docker": (1, 2, True),
        "git": (1, 2, False),
    }
    assert found.noise == round(one_level("git"), 1)
    assert found.person_points == round(one_level("docker") + one_level("git"), 1)


def test_a_level_done_that_adds_no_points_is_no_progress() -> None:
    for step in (done("spark", 1), done("docker", 3)):
        low = {**MET, "docker": 2}
        found = between(low, low, step)
        assert [(one.skill, one.by_done) for one in found.skills] == [(step.skill, True)]
        assert (found.person_points, found.noise, found.progress) == (0, 0, False)


def test_levels_above_the_required_one_do_not_make_progress_harder_to_see() -> None:
    low = {**MET, **{skill: asked.required for skill, asked in SINGLE.items()}, "docker": 0}
    found = between(low, {**MET, "docker": 2})
    assert len(found.skills) > 5
    assert found.noise == round(one_level("docker"), 1)
    assert found.progress


def test_a_level_done_in_the_middle_and_carried_on_is_done() -> None:
    low, high = {**MET, "docker": 1}, {**MET, "docker": 2}
    entries = written(assessed(low), assessed(low), done("docker", 2), assessed(high, carried=["docker"]))
    found = difference_of(entries, 1, 3, CATALOGUE)
    assert [(one.skill, one.before, one.after, one.by_done) for one in found.skills] == [("docker", 1, 2, True)]
    assert found.progress


def test_a_level_done_before_makes_no_later_rating_one_that_was_done() -> None:
    low = {**MET, "git": 0}
    found = difference_of(written(assessed(low), done("git", 1), assessed({**low, "git": 2})), 1, 2, CATALOGUE)
    assert [(one.skill, one.after, one.by_done) for one in found.skills] == [("git", 2, False)]


def test_what_the_catalogue_changed_is_the_same_answers_then_and_now() -> None:
    now = shown(scored({**MET, "docker": 1}))
    found = between({**MET, "docker": 1}, {**MET, "docker": 1}, score=round(now - 3.2, 1))
    assert (found.catalogue_points, found.person_points, found.progress) == (3.2, 0, False)
    # Levels done after the earlier one are not the catalogue's.
    records = (assessed({**MET, "docker": 1}, standing=stood(now)), done("docker", 2), assessed(MET))
    assert difference_of(written(*records), 1, 2, CATALOGUE).catalogue_points == 0


def test_an_old_file_does_not_say_what_the_catalogue_changed() -> None:
    found = difference_of(written(assessed({"git": 1}), assessed({"git": 2})), 1, 2, CATALOGUE)
    assert found.catalogue_points is None
    assert found.same_role


@pytest.mark.parametrize("said", [{"role": "data-scientist"}, {"seniority": "senior"}, {"industry": "healthcare"}])
def test_another_role_is_said_and_both_are_held_against_the_later_one(said: dict[str, Any]) -> None:
    entries = written(assessed(MET, standing=stood(90)), assessed({**MET, "docker": 0}, **said))
    found = difference_of(entries, 1, 2, CATALOGUE)
    later = target_of(CATALOGUE, said.get("role"), said.get("seniority"), None, said.get("industry"))
    assert (found.same_role, found.catalogue_points) == (False, None)
    assert (found.role.id, found.role.seniority) == (later.role.id, later.seniority)
    assert found.role.industry == said.get("industry")
    assert found.before == shown(scored(MET, later))
    assert found.after == shown(scored({**MET, "docker": 0}, later))


def test_a_default_that_is_written_out_is_the_same_role() -> None:
    said: dict[str, Any] = {"role": "ml-engineer", "seniority": "mid", "working_model": "embedded"}
    assert difference_of(written(assessed(MET), assessed(MET, **said)), 1, 2, CATALOGUE).same_role


def test_must_haves_come_free_and_block_anew() -> None:
    found = between({**MET, "docker": 0, "git": 0}, {**MET, "git": 0, "testing": 0})
    assert (found.no_longer_blocked_by, found.newly_blocked_by) == (("docker",), ("testing",))


def test_a_skill_that_is_in_no_catalogue_any_more_keeps_its_id() -> None:
    found = between({**MET, "gone": 2}, MET)
    assert [(one.skill, one.name, one.after) for one in found.skills] == [("gone", "gone", None)]
    assert (found.person_points, found.noise) == (0, 0)


def test_dates_and_numbers_are_those_asked_for() -> None:
    entries = written(*(assessed(MET, DAY + timedelta(days=n)) for n in range(4)))
    found = difference_of(entries, 2, 4, CATALOGUE)
    assert (found.from_number, found.to_number) == (2, 4)
    assert (found.from_day, found.to_day) == (DAY + timedelta(days=1), DAY + timedelta(days=3))


@pytest.mark.parametrize("numbers", [(0, 1), (1, 0), (1, 3), (3, 1), (-1, 1), (1, 10**30)])
def test_a_number_that_no_assessment_has_is_refused(numbers: tuple[int, int]) -> None:
    with pytest.raises(Misuse, match=r"^no assessment -?[0-9]+; there are 2, see mle-gap history$"):
        difference_of(written(assessed({}), assessed({})), *numbers, CATALOGUE)
    with pytest.raises(Misuse, match="none is saved"):
        difference_of([], *numbers, CATALOGUE)


def test_what_is_undone_is_in_no_difference() -> None:
    entries = written(assessed(MET), assessed({}), undoing(id_of(1)), assessed({**MET, "docker": 0}))
    found = difference_of(standing_entries(entries), 1, 2, CATALOGUE)
    assert [one.skill for one in found.skills] == ["docker"]


def test_what_was_taken_back_rates_nothing() -> None:
    assert rated_on([Entry("1", Undo(kind="undo", day=DAY, undoes="20260901T000000000000Z-00000000"))]) == {}


def test_an_assessment_against_a_role_that_is_gone_was_against_another() -> None:
    entries = [Entry("1", assessed(MET, standing=stood(), role="gone")), Entry("2", assessed(MET, standing=stood()))]
    found = difference_of(entries, 1, 2, CATALOGUE)
    assert (found.same_role, found.catalogue_points, found.person_points) == (False, None, 0)
