"""The plan as a calendar (RFC 5545): a block of study each, and the day each step ends.

An event keeps its UID from export to export, so importing a later plan updates the calendar and doubles nothing.
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from mle_gap.models.report import Report, SkillRow, Step, Study
from mle_gap.page import Page
from mle_gap.visible import visible
from mle_gap.wording import count

DAY = timedelta(days=1)
SECONDS = range(24 * 60 * 60 + 1)
# SEQUENCE counts days from here, so that of two exports the later one wins.
EPOCH = date(2020, 1, 1)
# Days from which two more can be counted either way, in every zone.
FIRST, LAST = date.min + 3 * DAY, date.max - 3 * DAY


class _Text(vText):
    r"""A TEXT value escaped by the letter of the RFC; the library's own reads a `\N` in it as a line break."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return re.sub(r"([\\;,])", r"\\\1", self).replace("\n", r"\n").encode()


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format has the same signature
    """The calendar, its lines folded at 75 octets and ended by CRLF."""
    study = report.plan.study
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _Text("-//mle-gap//mle-gap//EN"))
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", _Text(visible(_title(report))))
    calendar.add("X-WR-CALDESC", _Text(visible(report.readiness.headline)))
    if study is not None and study.zone is not None:
        calendar.add("X-WR-TIMEZONE", _Text(visible(study.zone)))
        if study.sessions:
            calendar.add_component(_timezone(study.zone, study.sessions[0].day, study.sessions[-1].day))
    calendar.add_component(_standing(report))
    for event in _spans(report) if study is None else _study(report, study):
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _title(report: Report) -> str:
    role = report.role
    who = f"{report.person.name}: " if report.person.name else ""
    trade = f", {role.industry}" if role.industry else ""
    return f"{who}{role.name}, {role.seniority}, {role.working_model}{trade}"


# Events.


def _standing(report: Report) -> Event:
    """Where the person stands, on the first day: programs show an event, but no description of a calendar."""
    plan = report.plan
    extent = f"Plan: {count(len(plan.steps), 'step')}, about {count(plan.hours, 'hour')}."
    description = _lines(report.readiness.headline, extent, "", *map(_level, report.skills))
    first = plan.study.sessions[0].day if plan.study is not None and plan.study.sessions else plan.start
    return _all_day(_event(report, (), visible(report.readiness.headline), description), first, first)


def _level(row: SkillRow) -> str:
    unrated = "not applicable" if row.state == "not_applicable" else "not answered"
    others = [word for word in row.any_of if word != row.id]
    notes = [f"asked {row.required}"] + ["must-have"] * row.must_have + [f"or {' or '.join(others)}"] * bool(others)
    return f"{row.name}: {unrated if row.level is None else row.level}, {', '.join(notes)}"


def _spans(report: Report) -> Iterator[Event]:
    """Each step from its first to its last day: what there is to show where no days of study were chosen."""
    for step in report.plan.steps:
        yield _all_day(_event(report, _key(step, 0), _climb(step), _about(step)), step.start, step.finish)


def _study(report: Report, study: Study) -> Iterator[Event]:
    """Each block of study, and for each step the day of its last block, when its proof is due.

    A block belongs to the first step it works on, and is counted within that one.
    """
    steps = {step.order: step for step in report.plan.steps}
    climbs = {order: _climb(step) for order, step in steps.items()}
    about = {order: f"{climbs[order]}\n{_about(step)}" for order, step in steps.items()}
    last = {order: session.day for session in study.sessions for order in session.steps}
    at, zone = time.fromisoformat(study.at), {} if study.zone is None else {"TZID": study.zone}
    blocks = Counter[int]()
    for session in study.sessions:
        owner = session.steps[0]
        blocks[owner] += 1
        summary = "; ".join(climbs[order] for order in session.steps)
        description = "\n\n".join(about[order] for order in session.steps)
        event = _event(report, _key(steps[owner], blocks[owner]), summary, description)
        event.add("DTSTART", datetime.combine(session.day, at), parameters=zone)
        # A duration is exact over a change of the clock, and needs no day after the last of the calendar.
        event.add("DURATION", timedelta(minutes=session.minutes))
        yield event
    for order, day in last.items():
        step = steps[order]
        description = _lines(f"Proof: {step.prove}", f"Readiness after it: {step.readiness_after:.1f} of 100")
        yield _all_day(_event(report, _key(step, 0), f"Proof due: {climbs[order]}", description), day, day)


def _key(step: Step, block: int) -> tuple[str | int, ...]:
    """What an event is about, whatever the plan around it: a block of a step, or with 0 the step itself."""
    return step.skill, step.to_level, block


def _climb(step: Step) -> str:
    return visible(f"{step.name} {step.from_level} > {step.to_level}")


def _about(step: Step) -> str:
    places = [(f"- {one.title} ({one.kind}, {one.cost})", f"  {one.url}") for one in step.resources]
    return _lines(
        f"Goal: {step.can}",
        f"Proof: {step.prove}",
        f"Hours: {step.hours} in all",
        f"Why: {step.why}",
        *(line for place in places for line in place),
    )


def _lines(*lines: str) -> str:
    """Lines of text; a line break within one becomes visible and breaks nothing."""
    return "\n".join(map(visible, lines))


def _event(report: Report, key: tuple[str | int, ...], summary: str, description: str) -> Event:
    """An event without its time."""
    role = report.role
    words = [role.id, role.seniority, role.working_model, role.industry, report.person.name, *key]
    made = datetime.combine(report.generated_at, time(), UTC)
    event = Event()
    event.add("UID", _Text(f"{sha256(json.dumps(words).encode()).hexdigest()[:32]}@mle-gap"))
    event.add("DTSTAMP", made)
    event.add("LAST-MODIFIED", made)
    event.add("SEQUENCE", max(0, (report.generated_at - EPOCH).days))
    event.add("SUMMARY", _Text(summary))
    event.add("DESCRIPTION", _Text(description))
    return event


def _all_day(event: Event, first: date, last: date) -> Event:
    """The event on whole days, which leaves them free; a single day needs no end."""
    event.add("TRANSP", "TRANSPARENT")
    event.add("DTSTART", first)
    if last > first:
        event.add("DTEND", min(last, date.max - DAY) + DAY)
    return event


# The time zone.


def _timezone(name: str, first: date, last: date) -> Timezone:
    """What the clocks of a zone show between two days, one observance from each change to the next."""
    zone = ZoneInfo(name)
    found = Timezone()
    found.add("TZID", _Text(name))
    begin = datetime.combine(min(max(first, FIRST), LAST), time(), UTC) - 2 * DAY
    end = datetime.combine(min(max(last, FIRST), LAST), time(), UTC) + 2 * DAY
    before = _offset(begin, zone)
    for change in (begin, *_changes(zone, begin, end)):
        local = change.astimezone(zone)
        after = _offset(change, zone)
        observance = TimezoneDaylight() if local.dst() else TimezoneStandard()
        observance.add("DTSTART", (change + before).replace(tzinfo=None))
        observance.add("TZOFFSETFROM", before)
        observance.add("TZOFFSETTO", after)
        observance.add("TZNAME", _Text(local.tzname() or name))
        found.add_component(observance)
        before = after
    return found


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Each moment of UTC at which the offset changes, to the second."""
    while begin < end:
        day, before = begin, _offset(begin, zone)
        begin += DAY
        if _offset(begin, zone) != before:

            def changed(second: int, day: datetime = day, before: timedelta = before) -> bool:
                return _offset(day + timedelta(seconds=second), zone) != before

            yield day + timedelta(seconds=bisect_left(SECONDS, True, key=changed))


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
