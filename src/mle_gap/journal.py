"""What follows from the records of a person: the answers now, what an undo takes back, what changed. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from mle_gap.errors import Misuse
from mle_gap.models.records import Assessment, Done, Evidence, QuizAnswer, Record, Undo
from mle_gap.models.report import Supported
from mle_gap.response import Reply

FRESH_DAYS = 365  # answers to questions count as long


class Entry(NamedTuple):
    """A record with the id of its file; ids sort in the order in which records were written."""

    id: str
    record: Record


def standing_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Assessments, levels done and questions answered that nobody took back, the oldest first."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    undone = {entry.record.undoes for entry in ordered if isinstance(entry.record, Undo)}
    return [entry for entry in ordered if entry.id not in undone and not isinstance(entry.record, Undo)]


def answers_after(entries: Sequence[Entry]) -> Mapping[str, Any] | None:
    """The answers of the last assessment with the levels done since; None where there is none."""
    last = next((n for n in range(len(entries) - 1, -1, -1) if isinstance(entries[n].record, Assessment)), None)
    if last is None:
        return None
    assessment = entries[last].record
    assert isinstance(assessment, Assessment)
    done = {one.record.skill: one.record.to_level for one in entries[last + 1 :] if isinstance(one.record, Done)}
    answers = {**assessment.answers, "skills": {**assessment.answers.get("skills", {}), **done}}
    used = assessment.answers.get("last_used")
    if isinstance(used, dict):  # what was done is in use again
        answers["last_used"] = {skill: year for skill, year in used.items() if skill not in done}
    return answers


def rated_on(entries: Iterable[Entry]) -> Mapping[str, date]:
    """The day on which each skill was last rated or done; what was carried over keeps its day."""
    days: dict[str, date] = {}
    for entry in entries:
        if isinstance(entry.record, Done):
            days[entry.record.skill] = entry.record.day
        elif isinstance(entry.record, Assessment):
            asked = set(entry.record.answers.get("skills", {})) - set(entry.record.carried)
            days |= dict.fromkeys(asked, entry.record.day) | entry.record.days
    return days


def replies_in(entries: Iterable[Entry], today: date) -> dict[str, tuple[Reply, ...]]:
    """What the questions answered tell of each skill, the oldest first.

    A level done since makes them old, and so does a year: skills change, and fade. An item counts once, as it was
    answered first, for its answer was told then.
    """
    found: dict[str, dict[str, Reply]] = {}
    for entry in entries:
        record = entry.record
        if isinstance(record, Done):
            found.pop(record.skill, None)
        elif isinstance(record, QuizAnswer) and (today - record.day).days <= FRESH_DAYS:
            reply = Reply(record.level, record.chosen == 0, record.chosen is None)
            found.setdefault(record.skill, {}).setdefault(record.item, reply)
    return {skill: tuple(replies.values()) for skill, replies in found.items()}


def evidence_in(entries: Iterable[Entry]) -> Mapping[str, Supported]:
    """What the last scan supported; empty where there was none."""
    scans = [entry.record for entry in entries if isinstance(entry.record, Evidence)]
    return scans[-1].skills if scans else {}


def answered_items(entries: Iterable[Entry]) -> frozenset[str]:
    """The items answered ever: whoever was told an answer is not asked for it again."""
    return frozenset(entry.record.item for entry in entries if isinstance(entry.record, QuizAnswer))


def to_undo(entries: Iterable[Entry]) -> Entry:
    """The last assessment or level done that still stands; raises Misuse where there is none."""
    left = [entry for entry in standing_entries(entries) if isinstance(entry.record, Assessment | Done)]
    if not left:
        raise Misuse("there is nothing to undo")
    return left[-1]


def level_done(rating: object, wanted: int | None, name: str) -> tuple[int, int]:
    """From and to what level `done` goes; raises Misuse where that is no step up."""
    held = rating if isinstance(rating, int) else 0
    level = held + 1 if wanted is None else wanted
    if held == 4:
        raise Misuse(f"{name} is at 4 already, the highest level")
    if not 1 <= level <= 4:
        raise Misuse(f"{level} is no level; name one from 1 to 4")
    if level <= held:
        raise Misuse(f"{name} is at {held} already; name a higher level, or rate it anew with mle-gap assess")
    return held, level


class Moved(NamedTuple):
    """A skill whose rating differs between two times; None where there was none."""

    skill: str
    before: int | str | None
    after: int | str | None


def moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Moved]:
    """Skills rated differently in two sets of answers, by id."""
    skills = sorted({*before, *after})
    return [
        Moved(skill, before.get(skill), after.get(skill)) for skill in skills if before.get(skill) != after.get(skill)
    ]
