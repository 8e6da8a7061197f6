"""Markdown and CSV read again by parsers: all of a report is in them, and no text in it becomes anything but text."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mle_gap import wording
from mle_gap.catalog import load_shipped
from mle_gap.formats import render
from mle_gap.formats.csv import COLUMNS
from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.report import Report, Study
from mle_gap.pace import Span
from mle_gap.page import Page
from mle_gap.planning import Subject, Wishes
from mle_gap.report import report_of
from mle_gap.target import target_of
from mle_gap.visible import visible
from mle_gap.wording import number

TODAY = date(2026, 11, 23)
NO_WISHES = Wishes()
STATES = {"met": "met", "gap": "gap", "unknown": "not answered", "not_applicable": "not applicable"}
# What begins a formula in a spreadsheet, and what a text of the catalogue may be to get there.
FORMULAS: tuple[str, ...] = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\tx",
    "\rx",
    "\nx",
    "  =1",
    '"=1',
    "'=1",
    " \"' +1",
    "\xa0-1",
)
FORMULAS += ("\uff1d1", "\uff0b1", "\uff0d1", "\uff20A1")  # the wide forms
HOSTILE = (
    "# heading",
    "one\n\n# heading",
    "one\n---",
    "- item",
    "1. item",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "`code`",
    "``",
    "**bold** __bold__ *em* _em_ ~~gone~~ ~gone~",
    "**",
    "[link](https://evil.example)",
    "![image](https://evil.example/x.png)",
    "](https://evil.example)",
    "]: https://evil.example",
    "[x]",
    "[^1]",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "<!-- gone",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table>",
    "&lt;b&gt; &amp; &#60; &copy;",
    "https://evil.example/a and ftp://evil.example",
    "www.evil.example WWW.EVIL.EXAMPLE",
    "me@evil.example mailto:me@evil.example xmpp:me@evil.example",
    "@octocat @org/team",
    "#1 owner/name#12 GH-3",
    ":smile: :+1: :100:",
    "$x$ and $$y$$",
    "a | b",
    "\\| c",
    "\\\\| d",
    "| --- | --- |",
    "\\",
    "ends with \\",
    "ends with two spaces  ",
    "ends with #",
    "\\x1b is no escape",
    "\x1b[31mred\x1b[0m \x9b2J",
    "a\rb\x0bc\x0cd\x85e\u2028f\u2029g",
    "txt.\u202eexe \u2066x\u2069",
    "do\u200bcker \ufeff \u00ad \ufe0f \u3164",
    "one\0two",
    "\ud800",
    " ",
    "\xa0",
    "日本語 🚀 e\u0301",
    *FORMULAS,
)
PIECES = (
    "https://",
    "www.",
    "](",
    "![",
    "<b>",
    "-->",
    "@a",
    "#1",
    ":a:",
    "| ",
    "---",
    "&amp;",
    "\n\n",
    "```",
    "  ",
    "x.y",
)
texts = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(alphabet="\\`*_[]<>&~#!|$@:\n\r\t =+-\"'();/.x1w^{}%", min_size=1, max_size=40),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join),
)
every_hostile_text = pytest.mark.parametrize("text", HOSTILE, ids=ascii)
every_format = pytest.mark.parametrize("name", ["markdown", "csv"])


def reported(skills: dict[str, Any], seniority: str = "mid", wishes: Wishes = NO_WISHES, **told: Any) -> Report:
    """The report on these ratings, on the day of the tests."""
    catalogue = load_shipped()
    target = target_of(catalogue, seniority=seniority, industry=told.get("industry"))
    return report_of(Subject(catalogue, target, Answers(skills=skills, **told), TODAY, wishes))


def all_at(level: Any, seniority: str = "mid") -> dict[str, Any]:
    """Every skill of the role at one level."""
    target = target_of(load_shipped(), seniority=seniority)
    return {id_: level for asked in target.asked for id_ in asked.requirement.alternatives}


@cache
def usual(seniority: str = "mid") -> Report:
    """Some met, some gaps, some unknown, one not applicable, a contradiction."""
    skills = {"python": 4, "docker": 1, "kubernetes": 3, "sql": "not_applicable", "git": 0, "azure": 1, "aws": 0}
    return reported(skills, seniority, name="Ada", industry="healthcare", years=2.5)


@cache
def wished() -> Report:
    """With everything one may wish of a plan."""
    pauses = (Span(date(2026, 12, 21), date(2027, 1, 3)), Span(date(2027, 7, 1), date(2027, 7, 14)))
    wishes = Wishes(date(2026, 12, 1), pauses, 62.5, date(2027, 6, 30), True, (0, 2), zone="Europe/London")
    return reported({"python": 2, "docker": 0}, wishes=wishes)


def with_plan(report: Report, **changed: Any) -> Report:
    """The report with other values in its plan."""
    return report.model_copy(update={"plan": report.plan.model_copy(update=changed)})


def holding(text: str) -> Report:
    """A short report with a text in the place of every text that is not ours."""
    report = usual()
    resource = report.plan.steps[0].resources[0].model_copy(update={"title": text, "url": f"https://{text}"})
    told = {"name": text, "can": text, "why": text, "prove": text, "resources": (resource,)}
    contradiction = report.contradictions[0].model_copy(update={"message": text})
    changed: dict[str, Any] = {
        "role": report.role.model_copy(update={"name": text}),
        "person": report.person.model_copy(update={"name": text}),
        "readiness": report.readiness.model_copy(update={"headline": f"5 of 100, {text}."}),
        "alone": report.alone.model_copy(update={"headline": f"You can {text}"}),
        "phases": tuple(row.model_copy(update={"name": text}) for row in report.phases[:2]),
        "skills": tuple(row.model_copy(update={"name": text}) for row in report.skills[:3]),
        "contradictions": (contradiction,),
    }
    steps = tuple(step.model_copy(update=told) for step in report.plan.steps[:2])
    return with_plan(report.model_copy(update=changed), steps=steps)


# Reading Markdown again.


@lru_cache(maxsize=4)
def parsed(text: str) -> tuple[Token, ...]:
    """What a CommonMark parser with tables and HTML reads; addresses stay as they are written."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return tuple(parser.parse(text))


def flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def shape(text: str) -> list[tuple[str, str, int]]:
    """All markup of a page without its texts."""
    return [(t.type, t.tag, t.level) for t in flat(parsed(text)) if t.type not in ("text", "inline")]


def said(token: Token) -> str:
    """The text of an inline token as it is shown."""
    return "".join(child.content for child in token.children or ())


def shown(text: str) -> list[str]:
    """Every block of text of a page as it is shown."""
    return [said(token) for token in parsed(text) if token.type == "inline"]


def squeezed(text: str) -> str:
    return "".join(text.split())


def tables(text: str) -> list[list[list[str]]]:
    """Each table as rows of cells."""
    found: list[list[list[str]]] = []
    within = False
    for token in parsed(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "th_close", "td_open", "td_close"):
            within = token.nesting == 1
        elif within:
            found[-1][-1].append(said(token))
    return found


def links(text: str) -> list[tuple[str, str]]:
    """Each link: its text and its address."""
    found = []
    for block in parsed(text):
        children = block.children or []
        for n, token in enumerate(children):
            if token.type == "link_open":
                end = next(m for m in range(n, len(children)) if children[m].type == "link_close")
                found.append(("".join(one.content for one in children[n:end]), str(token.attrs["href"])))
    return found


def acting(text: str) -> set[str]:
    """Characters that act on what shows them or have no width."""
    return {c for c in text if (c != "\n" and visible(c) != c) or unicodedata.category(c) in ("Cf", "Cs")}


def markdown(report: Report) -> str:
    return render(report, "markdown", Page())


PLAIN = shape(markdown(holding("plain")))
PLAIN_TEXTS = shown(markdown(holding("plain")))


# Reading CSV again.


def rows_of(report: Report) -> list[dict[str, str]]:
    """The rows as a strict reader sees them."""
    return list(csv.DictReader(io.StringIO(render(report, "csv", Page()), newline=""), strict=True))


def of_kind(report: Report, kind: str) -> list[dict[str, str]]:
    return [row for row in rows_of(report) if row["kind"] == kind]


# Both.


@every_format
def test_the_same_report_gives_the_same_bytes_on_every_page(name: str) -> None:
    text = render(usual(), name, Page())
    assert text == render(usual(), name, Page(20, color=True, unicode=False))
    assert text != render(wished(), name, Page())
    assert text.endswith("\n")
    assert not text.endswith(("\n\n", "\n\r\n"))


@every_format
def test_ascii_texts_give_an_ascii_page(name: str) -> None:
    assert render(holding("plain"), name, Page()).isascii()


# Markdown.


@pytest.mark.parametrize("seniority", SENIORITIES)
def test_every_skill_of_the_role_is_a_row_of_the_second_table_with_all_its_figures(seniority: str) -> None:
    report = usual(seniority)
    head, *rows = tables(markdown(report))[1]
    assert head == ["Skill", "You", "Likely", "Asked", "Weight", "Must-have", "State", "Points held", "Lost", "Any of"]
    assert {"met", "gap", "unknown", "not_applicable"} == {row.state for row in report.skills}
    expected = []
    for row in report.skills:
        level = {"unknown": "?", "not_applicable": "n/a"}.get(row.state, str(row.level))
        must = "must-have" if row.must_have else ""
        points = [f"{row.points:.1f}", f"{row.points_lost:.1f}"]
        asked = [str(row.required), str(row.weight), must, STATES[row.state]]
        likely = "" if row.likely_level is None else str(row.likely_level)
        expected.append([row.name, level, likely, *asked, *points, ", ".join(row.any_of)])
    assert rows == expected


def test_every_phase_is_a_row_of_the_first_table_and_one_is_the_weakest() -> None:
    report = usual()
    head, *rows = tables(markdown(report))[0]
    assert head == ["Phase", "Held", "Once all is answered and met", "Note"]
    assert [row[0] for row in rows] == [phase.name for phase in report.phases]
    assert [row[1:3] for row in rows] == [[f"{phase.score:.1f}", f"{phase.high:.1f}"] for phase in report.phases]
    assert [row[0] for row in rows if row[3]] == [
        phase.name for phase in report.phases if phase.id == report.readiness.weakest_phase
    ]


def test_a_phase_in_which_nothing_applies_has_no_figures() -> None:
    report = reported({**all_at("not_applicable"), "docker": 1})
    none = [[phase.name, "n/a", "n/a", ""] for phase in report.phases if phase.score is None]
    assert none
    assert [row for row in tables(markdown(report))[0] if row[1] == "n/a"] == none


@pytest.mark.parametrize("seniority", SENIORITIES)
def test_every_step_is_an_open_task_with_its_lines_indented_below_it_in_order(seniority: str) -> None:
    report = usual(seniority)
    text = markdown(report)
    place = 0
    for step in report.plan.steps:
        start = text.index(f"\n- [ ] {step.name} {step.from_level} > {step.to_level} ", place)
        place = text.index("\n- [ ]", start + 1) if step is not report.plan.steps[-1] else len(text)
        first, *below = text[start:place].strip().split("\n")
        gain = f"+{step.gain:.1f} points to" if step.gain else "no points by itself, stays at"
        assert first.endswith(f": {step.hours} h, {step.start} to {step.finish}, {gain} {step.readiness_after:.1f}")
        assert (", assumed)" in first) is step.assumed
        assert all(line.startswith("  - ") for line in below)
        lines = shown("\n".join(line.removeprefix("  ") for line in below))
        people = " or ".join(id_.replace("-", " ") for id_ in step.learn_with)
        told = [f"Goal: {step.can}", f"Why: {step.why}", f"Proof: {step.prove}", f"Ask: {people}"]
        assert lines == told + [f"{one.title} ({one.kind}, {one.cost})" for one in step.resources]
        assert links("\n".join(below)) == [(one.title, one.url) for one in step.resources]
    assert text.count("- [ ]") == len(report.plan.steps)


def test_some_steps_gain_points_and_some_do_not_and_some_are_assumed() -> None:
    steps = usual().plan.steps
    assert {bool(step.gain) for step in steps} == {step.assumed for step in steps} == {True, False}


def test_the_page_begins_with_role_headline_experience_reach_and_contradictions() -> None:
    report = usual()
    assert shown(markdown(report))[:8] == [
        "Machine learning engineer, mid, embedded, healthcare: Ada",
        report.readiness.headline,
        f"{report.readiness.answered} of {report.readiness.asked} skills rated, by yourself; nothing was checked. "
        f"1 not applicable. Made on 2026-11-23 with catalogue {report.catalogue.version}.",
        wording.estimate(report),
        "Experience: 3 years as data scientist or software engineer asked; you have 2.5, not met.",
        report.alone.headline,
        "These answers do not go together",
        f"Look again: {report.contradictions[0].message}.",
    ]
    tags = [token.tag for token in parsed(markdown(report)) if token.type == "heading_open"]
    assert tags == ["h1", "h2", "h2", "h2", "h2", "h3"]


def test_without_name_industry_or_years_the_page_says_only_what_is_known() -> None:
    title, headline, rated, experience, alone, phases, *_ = shown(markdown(reported({})))
    assert title == "Machine learning engineer, mid, embedded"
    assert headline.startswith("0 of 100, up to 100 once ")
    assert rated.startswith("0 of 28 skills rated, by yourself; nothing was checked. Made on")
    assert experience.endswith(" asked; you did not say.")
    assert alone.startswith("You cannot carry a project alone yet")
    assert phases == "Phases"


def test_experience_that_is_met_is_said_to_be() -> None:
    assert "asked; you have 3, met." in markdown(reported({}, years=3.0))


def test_with_nothing_answered_every_step_is_marked_as_assumed() -> None:
    report = reported({})
    text = markdown(report)
    assert text.count(", assumed): ") == text.count("- [ ] ") == len(report.plan.steps)
    note = f"Assumed: {report.plan.hours} of the hours, for skills not answered, planned from 0; rate those first."
    assert note in shown(text)
    assert [row[1] for row in tables(text)[1][1:]] == ["?"] * len(report.skills)


def test_who_has_met_all_has_a_page_without_steps() -> None:
    text = markdown(reported(all_at(4)))
    assert shown(text)[-1] == "Plan: nothing is left to learn for this role"
    assert "[ ]" not in text
    assert "Assumed" not in text
    assert "weakest" not in text
    assert len(tables(text)[1]) == 1 + 28


def test_what_was_wished_is_said_before_the_steps() -> None:
    report = wished()
    plan = report.plan
    lines = shown(markdown(report))
    begin = next(n for n, line in enumerate(lines) if line.startswith("Plan: "))
    assert plan.by is not None
    assert plan.target is not None
    assert plan.study is not None
    weeks = -(-plan.hours // 5)
    assert lines[begin] == f"Plan: {len(plan.steps)} steps, about {plan.hours} hours or {weeks} weeks"
    assert plan.hours % 5
    assert lines[begin + 1] == (
        f"At 5 hours a week, from 2026-12-01 to {plan.finish}. Hours are typical, yours will differ: to"
        f" {plan.finish_early} if all takes a quarter less, to {plan.finish_late} if it takes half as much again."
    )
    assert lines[begin + 2 : begin + 9] == [
        f"Target: 62.5 of 100, reached on {plan.finish}.",
        f"By 2027-06-30: {plan.by.steps} of {len(plan.steps)} steps done, readiness {number(plan.by.readiness)}. "
        f"To reach 62.5 of 100 by then takes {plan.by.hours_per_week} hours a week.",
        "Pauses: 2026-12-21 to 2027-01-03, 2027-07-01 to 2027-07-14.",
        f"Study: {len(plan.study.sessions)} blocks, each beginning at 18:00 (Europe/London).",
        "First: must-haves and what they need; against the order of most gain this costs"
        f" {plan.first_costs:.1f} points x weeks.",
        "Order: proven to be the one in which readiness rises fastest with must-haves first.",
        f"Assumed: {plan.hours_assumed} of the hours, for skills not answered, planned from 0; rate those first.",
    ]
    assert lines[begin + 9] == "Steps"


def noted(report: Report, word: str) -> str:
    """The one line of the plan that begins so."""
    (line,) = (line for line in shown(markdown(report)) if line.startswith(word))
    return line


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"optimal": True, "first": None}, "Order: proven to be the one in which readiness rises fastest."),
        (
            {"optimal": False, "gap_bound": 0.0312, "first": None},
            "Order: not proven to be the best; proven is that no other is better by more than 3.12%.",
        ),
        (
            {"optimal": False, "gap_bound": 0.2, "first": "must-haves"},
            "Order: not proven to be the best with must-haves first; proven is that no other is better by more than"
            " 20.00%.",
        ),
    ],
)
def test_what_is_proven_of_the_order_is_said_in_words(changed: dict[str, Any], expected: str) -> None:
    assert noted(with_plan(usual(), **changed), "Order: ") == expected


def test_must_haves_first_may_cost_nothing_and_is_not_spoken_of_where_not_wished() -> None:
    free = with_plan(usual(), first="must-haves", first_costs=0.0)
    assert noted(free, "First: ") == "First: must-haves and what they need; this costs nothing."
    assert "First:" not in markdown(usual())


def test_no_word_is_said_on_the_order_of_a_single_step() -> None:
    assert "Order: " in markdown(usual())
    assert "Order: " not in markdown(with_plan(usual(), steps=usual().plan.steps[:1]))


def test_a_target_held_already_leaves_nothing_to_learn() -> None:
    wishes = Wishes(target=33.25, by=date(2027, 1, 1))
    lines = shown(markdown(reported({**all_at(4), "docker": 0}, wishes=wishes)))
    assert lines[-3] == "Plan: nothing is left to learn for 33.25 of 100"
    assert lines[-2] == "Target: 33.25 of 100, held already."
    assert re.fullmatch(r"By 2027-01-01: readiness \d\d\.\d, nothing to do\.", lines[-1])


def test_a_deadline_before_which_no_day_is_left_is_said_to_be_so() -> None:
    wishes = Wishes(by=date(2027, 1, 1), pauses=(Span(TODAY, date(2027, 2, 1)),))
    line = noted(reported({}, wishes=wishes), "By 2027-01-01: ")
    assert line.endswith("steps done, readiness 0. No day is left to reach 100 by then.")


def test_study_without_a_time_zone_names_none() -> None:
    report = with_plan(usual(), study=Study(at="07:30", zone=None, sessions=()))
    assert noted(report, "Study: ") == "Study: 0 blocks, each beginning at 07:30."


def check_text_in_markdown(text: str) -> None:
    """The markup of the page is that of a plain text, and the text stands in each of its places."""
    page = markdown(holding(text))
    assert shape(page) == PLAIN
    assert not [token for token in flat(parsed(page)) if "html" in token.type or "image" in token.type]
    assert acting(page) == set()
    blocks = shown(page)
    expected = [block.replace("plain", visible(text)) for block in PLAIN_TEXTS]
    assert list(map(squeezed, blocks)) == list(map(squeezed, expected))
    found = [address for _, address in links(page)]
    assert [unquote_to_bytes(one) for one in found] == [unquote_to_bytes(url_of(text))] * 2


def url_of(text: str) -> bytes:
    return f"https://{text}".encode("utf-8", "surrogatepass")


@every_hostile_text
def test_a_hostile_text_is_shown_as_text_in_every_place_of_the_markdown(text: str) -> None:
    check_text_in_markdown(text)


@settings(deadline=None)
@given(texts)
@example("\\|")
def test_any_text_is_shown_as_text_in_every_place_of_the_markdown(text: str) -> None:
    check_text_in_markdown(text)


@every_hostile_text
def test_github_finds_no_mention_reference_address_or_picture_in_a_hostile_text(text: str) -> None:
    page = markdown(holding(text))
    after = "\n".join(shown(page))
    assert not re.search(r"@\w|#\d|\bgh-\d|:[\w+-]+:", after, re.IGNORECASE)
    before = re.sub(r"\]\(<[^<>\n]*>\)", "", page)
    assert not re.search(r":(?=//)(?<!\\:)|www\.", before, re.IGNORECASE)


@settings(deadline=None)
@given(texts)
def test_an_address_has_nothing_in_it_that_is_not_allowed_between_angle_brackets(text: str) -> None:
    page = markdown(holding(text))
    found = re.findall(r"\]\((<.*>)\) \(", page)
    assert len(found) == 2
    assert [one for one in found if not re.fullmatch(r"<[!#-;=?-\[\]^_a-z{}~]+>", one)] == []


def test_an_address_keeps_what_is_allowed_and_an_entity_in_it_is_none() -> None:
    text = "x.example/a_(b)?q=[1]&lang=en&copy;#ä %20|"
    assert "](<https://x.example/a_(b)?q=[1]&lang=en&amp;copy;#%C3%A4%20%20%7C>)" in markdown(holding(text))
    assert links(markdown(holding(text)))[0][1] == "https://x.example/a_(b)?q=[1]&lang=en&copy;#%C3%A4%20%20%7C"


@pytest.mark.parametrize("path", ["role.industry", "plan.study.zone", "catalogue.version"])
def test_words_that_are_ids_are_shown_as_text_too(path: str) -> None:
    def changed(model: Any, names: Sequence[str]) -> Any:
        name, *rest = names
        return model.model_copy(update={name: changed(getattr(model, name), rest) if rest else "**a**<b>|@c$d$^e^"})

    assert markdown(changed(wished(), path.split("."))).count(r"\*\*a\*\*\<b\>&#124;@ c\$d\$\^e\^") == 1


# CSV.


def test_the_header_names_the_columns_in_the_words_of_the_json() -> None:
    header, *_ = render(usual(), "csv", Page()).split("\r\n")
    assert header == (
        "kind,id,name,category,phases,level,required,weight,must_have,state,points,points_lost,points_per_hour,source,"
        "likely_level,chance_met,finding,outcome,quiz_right,quiz_asked,evidence_level,evidence_files,last_used,stale,any_of,order,"
        "from_level,to_level,can,hours,gain,readiness_after,start,finish,assumed,why,needs,prove,"
        "learn_with,resources"
    )
    report = usual()
    names = {*type(report.skills[0]).model_fields, *type(report.plan.steps[0]).model_fields}
    assert names - set(COLUMNS) == {"skill"}
    assert set(COLUMNS) - names == {"kind"}


def cell_of(value: Any) -> str:
    """A value of the report as a cell."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return " ".join(f"{key}:{level}" for key, level in value.items())
    if isinstance(value, tuple):
        return " ".join(str(getattr(one, "url", one)) for one in value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("seniority", SENIORITIES)
def test_every_skill_and_then_every_step_is_one_row_with_all_its_values(seniority: str) -> None:
    report = usual(seniority)
    skills = [dict(row) for row in report.skills]
    steps = [{"id": step.skill, **{k: v for k, v in step if k != "skill"}} for step in report.plan.steps]
    expected = [
        {**dict.fromkeys(COLUMNS, ""), "kind": kind, **{name: cell_of(value) for name, value in values.items()}}
        for kind, some in (("skill", skills), ("step", steps))
        for values in some
    ]
    assert rows_of(report) == expected


def test_each_line_ends_in_cr_lf_and_no_cell_holds_a_break() -> None:
    text = render(usual(), "csv", Page())
    assert text.count("\r\n") == text.count("\r") == text.count("\n") == 1 + len(rows_of(usual()))


def test_unknown_and_not_applicable_are_empty_levels_with_a_state() -> None:
    rows = {row["id"]: row for row in of_kind(usual(), "skill")}
    assert (rows["sql"]["level"], rows["sql"]["state"]) == ("", "not_applicable")
    assert (rows["pytorch"]["level"], rows["pytorch"]["state"], rows["pytorch"]["source"]) == ("", "unknown", "")
    assert (rows["git"]["level"], rows["git"]["state"], rows["git"]["source"]) == ("0", "gap", "self")
    assert (rows["azure"]["any_of"], rows["azure"]["must_have"]) == ("aws azure gcp", "true")


def test_with_nothing_answered_every_skill_is_unknown_and_every_step_assumed() -> None:
    rows = rows_of(reported({}))
    assert {(row["kind"], row["level"], row["state"], row["assumed"]) for row in rows} == {
        ("skill", "", "unknown", ""),
        ("step", "", "", "true"),
    }


def test_who_has_met_all_has_rows_of_skills_only() -> None:
    rows = rows_of(reported(all_at(4)))
    assert [(row["kind"], row["state"], row["level"]) for row in rows] == [("skill", "met", "4")] * 28


def test_a_plan_with_wishes_has_its_steps_up_to_the_target_in_order() -> None:
    steps = of_kind(wished(), "step")
    assert [row["order"] for row in steps] == [str(n) for n in range(1, len(steps) + 1)]
    assert float(steps[-2]["readiness_after"]) < 62.5 <= float(steps[-1]["readiness_after"])
    assert steps[0]["start"] == "2026-12-02"  # the first of the days of study


def test_numbers_are_numbers_with_a_point_and_booleans_are_words() -> None:
    for row in rows_of(usual()):
        for name in ("points", "points_lost", "points_per_hour", "gain", "readiness_after"):
            assert re.fullmatch(r"(\d+\.\d+)?", row[name])
        for name in ("level", "required", "weight", "order", "from_level", "to_level", "hours"):
            assert re.fullmatch(r"\d*", row[name])
        assert {row["must_have"], row["assumed"]} in ({"true", ""}, {"false", ""})


BEFORE = " \xa0\u3000\"'"
BEGINS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
WRITTEN = ("name", "can", "why", "prove")


def check_text_in_csv(text: str) -> None:
    """The text is in each of its cells, cannot act, and is no formula."""
    report = holding(text)
    page = render(report, "csv", Page())
    assert acting(page.replace("\r\n", "")) == set()
    rows = rows_of(report)
    assert [row["kind"] for row in rows] == ["skill"] * 3 + ["step"] * 2
    for row in rows:
        cells = [row[name] for name in (WRITTEN if row["kind"] == "step" else WRITTEN[:1])]
        assert [cell for cell in cells if cell.replace("'", "") != visible(text).replace("'", "")] == []
        split = [piece for cell in row.values() for piece in cell.split(";")]
        assert [piece for piece in split if piece.lstrip(BEFORE)[:1] in BEGINS and not piece.startswith("'")] == []
        assert None not in row.values()
    assert {row["resources"].replace("'", "") for row in rows} == {"", visible(f"https://{text}").replace("'", "")}


@every_hostile_text
def test_a_hostile_text_is_one_harmless_cell_of_the_csv(text: str) -> None:
    check_text_in_csv(text)


@settings(deadline=None)
@given(texts)
def test_any_text_is_one_harmless_cell_of_the_csv(text: str) -> None:
    check_text_in_csv(text)


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_a_text_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert {row["name"] for row in rows_of(holding(text))} == {f"'{visible(text)}"}


def test_so_does_one_behind_a_semicolon_which_begins_a_cell_in_half_of_the_world() -> None:
    assert {row["name"] for row in rows_of(holding('a;=1;b; "-2;c'))} == {"a;'=1;b;' \"-2;c"}


@pytest.mark.parametrize(
    "text", ["plain", "a; b", "a=b", "C++", "'quoted'", '"quoted"', "1-2", " spaces", "a, b", "日本語"]
)
def test_a_text_a_spreadsheet_would_not_calculate_stays_as_it_is(text: str) -> None:
    assert {row["name"] for row in rows_of(holding(text))} == {text}


def test_quotes_and_commas_are_quoted_as_rfc_4180_asks() -> None:
    assert 'skill,python,"a, ""b""",programming,' in render(holding('a, "b"'), "csv", Page())
