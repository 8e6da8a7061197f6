"""The calendar holds the plan, later exports update it, and no text breaks out of it."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from mle_gap.catalog import load_shipped
from mle_gap.formats import render
from mle_gap.models.report import Report, Session, Step, Study
from mle_gap.pace import Span
from mle_gap.page import Page
from mle_gap.planning import Wishes
from mle_gap.report import report_of
from mle_gap.visible import visible
from tests.test_formats import HOSTILE, acting, subject_of, target_skills

START = date(2026, 11, 23)
DAY = timedelta(days=1)
LONDON = "Europe/London"
ZONES = (LONDON, "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "Europe/Dublin", "UTC")
TEXTS = {"X-WR-CALNAME", "X-WR-CALDESC", "X-WR-TIMEZONE", "SUMMARY", "DESCRIPTION", "UID", "TZID", "TZNAME", "PRODID"}
HOSTILE_TEXTS: dict[str, str] = {
    **HOSTILE,
    "the end of an event": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:y",
    "a folded line": "x\r\n DESCRIPTION:y",
    "separators": 'a;b,c:d"e=f\\;g\\,h',
    "escapes": r"C:\New \n \N \\n \\\N \x \\",
    "one backslash": "\\",
    "spaces around": "  x  ",
    "a line of three-octet characters": "語" * 80,
}
texts = st.text(min_size=1, max_size=120) | st.text('\\nN;,:"\r\n\t =^ é🚀\u2028\x85\u200b\u202e', min_size=1)


# A second reader, which shares nothing with the library that writes.


class Part(NamedTuple):
    """A component: its properties in order, each with name, parameters and raw value, and the components in it."""

    name: str
    properties: list[tuple[str, str, str]]
    parts: list["Part"]

    def raw(self, name: str) -> str:
        """The value of a property that is there once."""
        (value,) = [value for word, _, value in self.properties if word == name]
        return value

    def text(self, name: str) -> str:
        """The text in a property; the value must be one, escaped by the letter of the RFC."""
        assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", self.raw(name))
        return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], self.raw(name))


def read(text: str) -> Part:
    """The calendar in a file; fails where a line is none of RFC 5545."""
    assert text.endswith("\r\n")
    root = Part("", [], [])
    stack = [root]
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        found = re.fullmatch(r'([A-Z-]+)((?:;[A-Z]+=(?:"[^"]*"|[^";:,]*))*):([^\x00-\x1f\x7f]*)', line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            stack.append(Part(value, [], []))
            stack[-2].parts.append(stack[-1])
        elif name == "END":
            assert stack.pop().name == value
        else:
            stack[-1].properties.append((name, parameters, value))
    (calendar,) = root.parts
    assert (len(stack), calendar.name) == (1, "VCALENDAR")
    return calendar


def events(text: str) -> list[Part]:
    """Every event of a file."""
    return [part for part in read(text).parts if part.name == "VEVENT"]


def blocks(text: str) -> list[Part]:
    """The blocks of study of a file."""
    return [event for event in events(text) if any(name == "DURATION" for name, _, _ in event.properties)]


def merged(*texts: str) -> dict[str, Part]:
    """What a calendar program holds after importing files: by UID, the highest SEQUENCE."""
    held: dict[str, Part] = {}
    for event in (event for text in texts for event in events(text)):
        old = held.get(event.raw("UID"))
        if old is None or int(old.raw("SEQUENCE")) <= int(event.raw("SEQUENCE")):
            held[event.raw("UID")] = event
    return held


def clocks(zone: Part) -> list[tuple[datetime, timedelta, timedelta]]:
    """The observances of a VTIMEZONE in order: when each begins in UTC, and the offsets before and after."""
    found = []
    for part in zone.parts:
        before, after = (_offset(part.raw(name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
        found.append((datetime.strptime(part.raw("DTSTART"), "%Y%m%dT%H%M%S") - before, before, after))
    return sorted(found)


def _offset(text: str) -> timedelta:
    size = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:] or 0))
    return -size if text[0] == "-" else size


def by_library(text: str) -> list[Event]:
    """Every event of a file as icalendar reads it."""
    return [part for part in Calendar.from_ical(text).walk("VEVENT") if isinstance(part, Event)]


# Reports.


def planned(skills: Mapping[str, Any], today: date = START, seniority: str = "mid", **told: Any) -> Report:
    """A report; what is not told to the answers is wished of the plan."""
    wished = {name: told.pop(name) for name in tuple(told) if name in Wishes._fields}
    subject = subject_of(load_shipped(), dict(skills), seniority, **told)
    return report_of(subject._replace(today=today, wishes=Wishes(**{"days": (0, 2, 5), **wished})))


def all_but(**levels: Any) -> dict[str, Any]:
    """Ratings that meet all that a mid role asks, except for some skills."""
    return {**dict.fromkeys(target_skills(load_shipped(), "mid"), 4), **levels}


@cache
def long_report() -> Report:
    """A plan of many steps, in a zone."""
    told: dict[str, Any] = {"docker": 0, "python": 1, "apis": "not_applicable", "kubernetes": "unknown", "gcp": 1}
    return planned(all_but(aws="unknown", testing=0, **told), zone=LONDON, hours_per_week=6.0, name="Ada")


@cache
def short_report() -> Report:
    """A plan of two steps."""
    return planned(all_but(docker=0), zone=LONDON, hours_per_week=20.0)


def ics(report: Report) -> str:
    """The report as a calendar."""
    return render(report, "ics", Page())


def study_of(report: Report) -> Study:
    """The blocks of study, which are there."""
    assert report.plan.study is not None
    return report.plan.study


def with_plan(report: Report, **changed: Any) -> Report:
    """The report with some of its plan changed."""
    return report.model_copy(update={"plan": report.plan.model_copy(update=changed)})


def saying(text: str) -> Report:
    """A report with a text in every place that takes one from outside."""
    report = short_report()
    steps = []
    for step in report.plan.steps:
        places = [one.model_copy(update={"title": text, "url": f"https://{text}"}) for one in step.resources]
        said = {"name": text, "can": text, "why": text, "prove": text, "resources": tuple(places)}
        steps.append(step.model_copy(update=said))
    return with_plan(report, steps=tuple(steps)).model_copy(
        update={
            "person": report.person.model_copy(update={"name": text}),
            "role": report.role.model_copy(update={"name": text, "working_model": text}),
            "readiness": report.readiness.model_copy(update={"headline": text}),
            "skills": tuple(row.model_copy(update={"name": text, "any_of": (text,)}) for row in report.skills[:5]),
        }
    )


def climb(step: Step) -> str:
    return f"{step.name} {step.from_level} > {step.to_level}"


def minutes(event: Part) -> int:
    """How long a block lasts."""
    found = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", event.raw("DURATION"))
    assert found
    days, hours, rest = (int(word or 0) for word in found.groups())
    return (days * 24 + hours) * 60 + rest


# What is in the calendar.


def test_each_block_of_study_is_an_event_of_its_day_hour_and_length() -> None:
    report = long_report()
    shown = [(e.raw("DTSTART"), minutes(e), e.text("SUMMARY")) for e in blocks(ics(report))]
    steps = {step.order: climb(step) for step in report.plan.steps}
    assert shown == [
        (f"{one.day:%Y%m%d}T180000", one.minutes, "; ".join(steps[order] for order in one.steps))
        for one in study_of(report).sessions
    ]


def test_icalendar_reads_the_same_blocks_as_the_plan_has() -> None:
    report = long_report()
    shown = [(e.start, e.duration) for e in by_library(ics(report)) if isinstance(e.start, datetime)]
    zone = ZoneInfo(LONDON)
    assert shown == [
        (datetime.combine(one.day, time(18), zone), timedelta(minutes=one.minutes)) for one in study_of(report).sessions
    ]


def test_both_readers_read_the_same_texts() -> None:
    text = ics(long_report())
    for name in ("UID", "SUMMARY", "DESCRIPTION"):
        assert [event.text(name) for event in events(text)] == [str(event[name]) for event in by_library(text)]


def test_a_block_tells_goal_proof_hours_why_and_resources_of_each_of_its_steps() -> None:
    report = long_report()
    steps = {step.order: step for step in report.plan.steps}
    for event, session in zip(blocks(ics(report)), study_of(report).sessions, strict=True):
        text = event.text("DESCRIPTION")
        for step in map(steps.__getitem__, session.steps):
            told = [climb(step), f"Goal: {step.can}", f"Proof: {step.prove}", f"Hours: {step.hours} in all"]
            told += [f"Why: {step.why}", *(f"  {r.url}" for r in step.resources)]
            assert [line for line in told if line not in text.split("\n")] == []
    assert any(len(session.steps) > 1 for session in study_of(report).sessions)


def test_the_proof_of_each_step_is_due_all_day_on_the_day_of_its_last_block() -> None:
    report = long_report()
    due = {e.text("SUMMARY"): e for e in events(ics(report)) if e.text("SUMMARY").startswith("Proof due: ")}
    assert len(due) == len(report.plan.steps)
    for step in report.plan.steps:
        event = due[f"Proof due: {climb(step)}"]
        assert (
            event.raw("DTSTART") == f"{[s.day for s in study_of(report).sessions if step.order in s.steps][-1]:%Y%m%d}"
        )
        assert event.raw("TRANSP") == "TRANSPARENT"
        assert f"Proof: {step.prove}" in event.text("DESCRIPTION").split("\n")


def test_the_first_day_shows_the_headline_and_every_skill_with_its_level_and_the_level_asked() -> None:
    report = long_report()
    first = events(ics(report))[0]
    assert first.text("SUMMARY") == report.readiness.headline
    assert ("DTSTART", ";VALUE=DATE", "20261123") in first.properties
    lines = first.text("DESCRIPTION").split("\n")
    assert "Docker: 0, asked 2, must-have" in lines
    assert "Python: 1, asked 3, must-have" in lines
    assert "HTTP APIs: not applicable, asked 2" in lines
    assert "Kubernetes: not answered, asked 2" in lines
    assert "Google Cloud (GCP): 1, asked 2, must-have, or aws or azure" in lines
    assert len(lines) == 3 + len(report.skills)


def test_where_one_stands_is_shown_on_the_day_of_the_first_block_however_late_it_is() -> None:
    report = planned(all_but(docker=0), days=(6,))
    assert events(ics(report))[0].raw("DTSTART") == "20261129"
    assert blocks(ics(report))[0].raw("DTSTART").startswith("20261129")


def test_the_calendar_is_named_and_every_event_is_stamped_with_the_midnight_of_its_report() -> None:
    calendar = read(ics(long_report()))
    assert calendar.text("X-WR-CALNAME") == "Ada: Machine learning engineer, mid, embedded"
    assert calendar.text("X-WR-CALDESC") == long_report().readiness.headline
    assert [calendar.raw(name) for name in ("VERSION", "CALSCALE")] == ["2.0", "GREGORIAN"]
    assert calendar.raw("PRODID")
    stamps = {(e.raw("DTSTAMP"), e.raw("LAST-MODIFIED"), e.raw("SEQUENCE")) for e in events(ics(long_report()))}
    assert stamps == {("20261123T000000Z", "20261123T000000Z", str((START - date(2020, 1, 1)).days))}


def test_pauses_have_no_blocks() -> None:
    pause = Span(date(2026, 12, 1), date(2027, 1, 3))
    report = planned(all_but(docker=0), pauses=(pause,), hours_per_week=5.0)
    days = [datetime.strptime(event.raw("DTSTART")[:8], "%Y%m%d").date() for event in blocks(ics(report))]
    assert min(days) < pause.start
    assert max(days) > pause.finish
    assert [day for day in days if pause.start <= day <= pause.finish] == []


@pytest.mark.parametrize("days", [(0,), (0, 2, 5), tuple(range(7))], ids=str)
@pytest.mark.parametrize("pace", [0.5, 3.3, 5.0, 12.0])
def test_minutes_add_up_to_the_hours_of_the_plan(pace: float, days: tuple[int, ...]) -> None:
    report = planned(all_but(docker=0, python=2), days=days, hours_per_week=pace)
    lengths = [minutes(event) for event in blocks(ics(report))]
    assert lengths == [session.minutes for session in study_of(report).sessions]
    assert abs(sum(lengths) - report.plan.hours * 60) <= max(1, len(lengths) / 2)  # half a minute a block is rounded


# Who has nothing to learn, or chose no days.


@pytest.mark.parametrize("wished", [{}, {"zone": LONDON}, {"days": ()}], ids=["days", "days in a zone", "no days"])
def test_an_empty_plan_is_a_calendar_of_one_event(wished: dict[str, Any]) -> None:
    text = ics(planned(all_but(), **wished))
    (event,) = events(text)
    assert [part.name for part in read(text).parts] == ["VEVENT"]
    assert event.text("SUMMARY") == "100 of 100, ready"
    assert event.raw("DTSTART") == "20261123"
    assert len(by_library(text)) == 1


def test_without_days_of_study_each_step_is_an_event_from_its_first_to_its_last_day() -> None:
    report = planned(all_but(docker=0, python=1), days=())
    assert report.plan.study is None
    shown = [(e.start, e.end, str(e["SUMMARY"]), e["TRANSP"]) for e in by_library(ics(report))[1:]]
    steps = report.plan.steps
    assert shown == [(step.start, step.finish + DAY, climb(step), "TRANSPARENT") for step in steps]
    assert all(f"Goal: {s.can}" in e.text("DESCRIPTION") for e, s in zip(events(ics(report))[1:], steps, strict=True))


def test_who_chooses_days_later_sees_no_step_twice() -> None:
    before, after = (ics(planned(all_but(docker=0), days=days)) for days in ((), (0, 2)))
    assert merged(before, after) == merged(after)


# Importing again.


def test_every_uid_is_unique_in_a_file() -> None:
    for report in (long_report(), short_report(), planned({}, days=())):
        uids = [event.raw("UID") for event in events(ics(report))]
        assert len(set(uids)) == len(uids)


def test_the_same_report_gives_the_same_bytes_on_every_page() -> None:
    report = planned(all_but(docker=0), zone=LONDON)
    assert ics(report) == ics(planned(all_but(docker=0), zone=LONDON))
    assert ics(report) == render(report, "ics", Page(20, color=True, unicode=False))


def test_importing_twice_leaves_nothing_doubled() -> None:
    text = ics(long_report())
    assert merged(text, text) == merged(text)
    assert len(merged(text)) == len(events(text))


def test_a_later_plan_updates_the_events_of_all_steps_that_are_left() -> None:
    now = planned(all_but(docker=0, python=2), hours_per_week=5.0, must_haves_first=True)
    first = now.plan.steps[0]
    later = planned(
        all_but(**{"docker": 0, "python": 2, first.skill: first.to_level}),
        START + 21 * DAY,
        hours_per_week=5.0,
        must_haves_first=True,
    )
    assert [climb(step) for step in later.plan.steps] == [climb(step) for step in now.plan.steps[1:]]
    held = merged(ics(now), ics(later))
    assert {uid: held[uid] for uid in merged(ics(later))} == merged(ics(later))
    stale = [event for uid, event in held.items() if uid not in merged(ics(later))]
    assert {event.text("SUMMARY").removeprefix("Proof due: ").split("; ")[0] for event in stale} == {climb(first)}
    # An older file imported late takes nothing back.
    assert merged(ics(later), ics(now)) == held


def test_a_plan_at_another_pace_keeps_the_uids_of_its_steps_and_of_their_first_blocks() -> None:
    def uids(report: Report) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for event in events(ics(report))[1:]:
            found.setdefault(event.text("SUMMARY").split("; ")[0], []).append(event.raw("UID"))
        return found

    slow, fast = (uids(planned(all_but(docker=0, python=2), hours_per_week=pace)) for pace in (4.0, 8.0))
    assert slow.keys() == fast.keys()
    assert any(len(slow[name]) > len(fast[name]) for name in slow)
    assert all(one == other for name in slow for one, other in zip(slow[name], fast[name], strict=False))


@pytest.mark.parametrize(
    "changed",
    [
        {"role": {"id": "other"}},
        {"role": {"seniority": "senior"}},
        {"role": {"working_model": "consultancy"}},
        {"role": {"industry": "retail"}},
        {"person": {"name": "Bo"}},
    ],
    ids=str,
)
def test_events_of_other_people_and_targets_have_other_uids(changed: dict[str, dict[str, str]]) -> None:
    report = short_report()
    update = {name: getattr(report, name).model_copy(update=values) for name, values in changed.items()}
    assert not merged(ics(report)).keys() & merged(ics(report.model_copy(update=update))).keys()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2019, 6, 1), date(2020, 1, 1), date(9999, 1, 1)], ids=str)
def test_a_sequence_is_never_negative_and_grows_from_one_day_to_the_next(day: date) -> None:
    one, next_ = (
        int(events(ics(short_report().model_copy(update={"generated_at": when})))[0].raw("SEQUENCE"))
        for when in (day, day + DAY)
    )
    assert one >= 0
    assert next_ == one + (day >= date(2020, 1, 1))


# The clock.


def test_the_hour_stays_the_same_when_the_clocks_change() -> None:
    skills = all_but(docker=0, python=1)
    report = planned(skills, date(2027, 3, 1), days=(5, 6, 0), zone=LONDON, at=time(18, 30), hours_per_week=2.0)
    at = {e.start.date(): e.start for e in by_library(ics(report)) if isinstance(e.start, datetime)}
    assert {(moment.hour, moment.minute) for moment in at.values()} == {(18, 30)}
    in_utc = {f"{day:%m-%d}": f"{at[day].astimezone(UTC):%H:%M}" for day in at if day.year == 2027}
    assert [in_utc[day] for day in ("03-27", "03-28", "10-30", "10-31")] == ["18:30", "17:30", "17:30", "18:30"]


@pytest.mark.parametrize("zone", ZONES)
def test_the_time_zone_in_the_file_shows_what_the_clocks_of_the_zone_show(zone: str) -> None:
    text = ics(planned(all_but(docker=0, python=0), zone=zone, hours_per_week=2.0))
    (part,) = (part for part in read(text).parts if part.name == "VTIMEZONE")
    assert part.text("TZID") == zone
    observances = clocks(part)
    assert all(one[2] == other[1] for one, other in pairwise(observances))
    days = [datetime.strptime(e.raw("DTSTART")[:8], "%Y%m%d") for e in blocks(text)]
    assert days[-1] - days[0] > 600 * DAY
    moments = [days[0] + timedelta(minutes=30 * n) for n in range((days[-1] - days[0]).days * 48)]
    shown, n = [], 0
    for moment in moments:
        while n + 1 < len(observances) and observances[n + 1][0] <= moment:
            n += 1
        shown.append(observances[n][2])
    told = ZoneInfo(zone)
    assert shown == [moment.replace(tzinfo=UTC).astimezone(told).utcoffset() for moment in moments]


def test_summer_time_is_called_daylight_time_and_winter_time_standard() -> None:
    (zone,) = (part for part in read(ics(long_report())).parts if part.name == "VTIMEZONE")
    named = {(part.name, part.text("TZNAME"), part.raw("TZOFFSETTO")) for part in zone.parts}
    assert named == {("STANDARD", "GMT", "+0000"), ("DAYLIGHT", "BST", "+0100")}


def test_each_block_names_the_zone_in_the_file_and_without_one_floats() -> None:
    def starts(report: Report) -> set[tuple[str, int]]:
        lines = (line for event in blocks(ics(report)) for line in event.properties)
        return {(parameters, len(value)) for name, parameters, value in lines if name == "DTSTART"}

    floating = planned(all_but(docker=0))
    assert starts(short_report()) == {(";TZID=Europe/London", 15)}
    assert starts(floating) == {("", 15)}
    assert starts(planned(all_but(docker=0), zone="UTC")) == {("", 16)}  # with a Z
    assert "TZID" not in ics(floating)
    assert "VTIMEZONE" not in ics(floating)
    assert all(e.start.tzinfo is None for e in by_library(ics(floating)) if isinstance(e.start, datetime))


@pytest.mark.parametrize("zone", [None, "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(800, 2, 3), date(9999, 12, 31)], ids=str)
def test_blocks_on_the_first_and_the_last_day_of_the_calendar_are_written(day: date, zone: str | None) -> None:
    session = Session(day=day, minutes=900, steps=(1,))
    report = with_plan(short_report(), study=Study(at="23:59", zone=zone, sessions=(session,)))
    (block,) = blocks(ics(report))
    assert (block.raw("DTSTART"), minutes(block)) == (f"{day.isoformat().replace('-', '')}T235900", 900)
    step = report.plan.steps[0].model_copy(update={"start": date.min, "finish": date.max})
    span = events(ics(with_plan(report, study=None, steps=(step,))))[1]
    assert (span.raw("DTSTART"), span.raw("DTEND")) == ("00010101", "99991231")


# Texts from outside.


def shape(text: str) -> Iterator[tuple[str, str]]:
    """Everything in a file but the values that are text and what is made of them."""
    calendar = read(text)
    for part in (calendar, *calendar.parts, *(inner for outer in calendar.parts for inner in outer.parts)):
        yield part.name, ""
        for name, parameters, value in part.properties:
            yield name + parameters, "" if name in TEXTS else value


def assert_said(text: str) -> None:
    """A text in every place comes out as text, in both readers, and changes nothing else in the file."""
    report = saying(text)
    file = ics(report)
    assert list(shape(file)) == list(shape(ics(short_report())))
    assert acting(file.replace("\r\n", "")) == set()
    assert max(len(line.encode()) for line in file.split("\r\n")) <= 75
    said = visible(text)
    assert read(file).text("X-WR-CALNAME").startswith(f"{said}: {said}, mid, {said}")
    first, block, *_ = events(file)
    assert first.text("SUMMARY") == said
    assert first.text("DESCRIPTION").split("\n")[3].startswith(f"{said}: 4, asked ")
    assert block.text("SUMMARY") == f"{said} 0 > 1"
    lines = block.text("DESCRIPTION").split("\n")
    assert lines[:3] == [f"{said} 0 > 1", f"Goal: {said}", f"Proof: {said}"]
    assert lines[4:6] == [f"Why: {said}", f"- {said} (docs, free)"]
    assert lines[6] == f"  https://{said}"
    assert [e.text("DESCRIPTION") for e in events(file)] == [str(e["DESCRIPTION"]) for e in by_library(file)]


@pytest.mark.parametrize("case", HOSTILE_TEXTS)
def test_a_hostile_text_comes_out_as_text_and_breaks_out_of_nothing(case: str) -> None:
    assert_said(HOSTILE_TEXTS[case])


@settings(max_examples=60, deadline=None)
@given(texts)
@example("\ud800")
@example("\\N")
def test_no_text_at_all_breaks_out_of_its_property(text: str) -> None:
    assert_said(text)


def test_lines_are_folded_at_75_octets_and_ended_by_carriage_return_and_line_feed() -> None:
    for text in (ics(long_report()), ics(saying("語🚀é" * 40))):
        lines = text.split("\r\n")
        assert lines.pop() == ""
        assert max(len(line.encode()) for line in lines) == 75
        assert not re.search("[\r\n]", "".join(lines))


def test_the_second_reader_itself_can_fail() -> None:
    good = "BEGIN:VCALENDAR\r\nSUMMARY:a\\, b\r\nEND:VCALENDAR\r\n"
    assert read(good).text("SUMMARY") == "a, b"
    for bad in ("SUMMARY a", "SUMMARY:a\rb", "SUMMARY:a\r\nb", "BEGIN:VEVENT", "END:VEVENT"):
        with pytest.raises((AssertionError, ValueError)):
            read(good.replace("SUMMARY:a\\, b", bad))
    for bad in ("a;b", "a,b", "a\\x", "a\\"):
        with pytest.raises(AssertionError):
            read(good.replace("a\\, b", bad)).text("SUMMARY")


def test_a_calendar_of_five_hundred_blocks_has_each_of_them() -> None:
    report = planned({}, hours_per_week=5.0, days=(0, 2, 5), zone=LONDON)
    blocks = len(study_of(report).sessions)
    assert blocks >= 500
    assert render(report, "ics", Page()).count("BEGIN:VEVENT") >= blocks
