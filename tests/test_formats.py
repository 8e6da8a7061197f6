"""Every format shows all of a report; the terminal's text fits its page and nothing in it acts on a terminal."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from mle_gap.answers import answers_of
from mle_gap.catalog import load_shipped
from mle_gap.cli.output import page_for
from mle_gap.document import parse
from mle_gap.formats import FORMATS, render
from mle_gap.formats.terminal import render_plan
from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.catalog import Catalogue
from mle_gap.models.report import Report
from mle_gap.models.skills import Skill
from mle_gap.page import Page
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.target import target_of
from mle_gap.visible import visible
from tests.conftest import ROOT, TODAY, Run

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
WIDTHS = (20, 40, 60, 80, 110, 200)
# What each example person aims at.
AIMS_AT = {"beginner": "junior", "senior": "senior"}
SGR = re.compile(r"\x1b\[[0-9;]*m")
# How the characters of bars and timelines are drawn where only ASCII may be used.
DRAWN_IN_ASCII = str.maketrans("█▒·━", "#=.=")
HOSTILE = {
    "a colour": "\x1b[31mred\x1b[0m",
    "a window title": "\x1b]0;title\x07",
    "a clear screen in eight bits": "\x9b2J",
    "closing markup": "[/red] after",
    "opening markup": "[bold] after",
    "a link in markup": "[link=https://evil.example]here[/link]",
    "an emoji code": ":smile: after",
    "a right-to-left override": "txt.\u202eexe",
    "a zero-width space": "do\u200bcker",
    "line breaks": "one\n\ntwo\n",
    "a tab": "one\ttwo",
    "a lone carriage return": "shown\rhidden",
    "a NUL": "one\0two",
    "a very long word": "x" * 500,
    "wide characters": "日本語" * 20,
    "one wide character more than a page": "語" * 41,
    "combining marks": "e\u0301\u0302\u0303" * 30,
    "emoji": "🚀👩‍💻❤️🇩🇪" * 8,
    "other spaces": "one\u2003two\u3000three\xa0four",
}


def target_skills(catalogue: Catalogue, seniority: str) -> tuple[str, ...]:
    """Ids of all skills the role asks for, of alternatives the first."""
    return tuple(asked.requirement.alternatives[0] for asked in target_of(catalogue, seniority=seniority).asked)


def subject_of(catalogue: Catalogue, skills: dict[str, Any], seniority: str = "mid", **told: Any) -> Subject:
    """A subject with these ratings on the day of the tests."""
    target = target_of(catalogue, seniority=seniority)
    return Subject(catalogue, target, Answers(skills=skills, **told), date.fromisoformat(TODAY))


@cache
def example_report(path: Path, seniority: str) -> Report:
    """The report of an example against a seniority."""
    catalogue = load_shipped()
    answers = answers_of(parse(path.read_bytes(), path.name), catalogue)
    return report_of(Subject(catalogue, target_of(catalogue, seniority=seniority), answers, date.fromisoformat(TODAY)))


@cache
def one_step_report(name: str | None = None) -> Report:
    """A short report: everything is met but the last level of Docker."""
    catalogue = load_shipped()
    met: dict[str, Any] = dict.fromkeys(target_skills(catalogue, "mid"), 4)
    return report_of(subject_of(catalogue, {**met, "docker": 1}, name=name))


def with_skills(catalogue: Catalogue, *skills: Skill) -> Catalogue:
    """The catalogue with skills changed (those with a known id) and added (the others)."""
    changed = {**catalogue.skills, **{skill.id: skill for skill in skills}}
    file = catalogue.skills_file.model_copy(update={"skills": tuple(changed.values())})
    return Catalogue(file, catalogue.roles_file, catalogue.sha256)


def hostile_catalogue(text: str) -> Catalogue:
    """The shipped catalogue with a text in every field that is shown; ids stay."""
    shipped = load_shipped()
    skills = []
    for skill in shipped.skills.values():
        levels = [level.model_copy(update={"can": text, "prove": text}) for level in skill.levels]
        resources = [r.model_copy(update={"title": text, "url": f"https://{text}"}) for r in skill.resources]
        named = {"name": text, "summary": text, "levels": tuple(levels), "resources": tuple(resources)}
        skills.append(skill.model_copy(update=named))
    role = shipped.roles_file.roles[0]
    requirements = [row.model_copy(update={"why": text}) for row in role.requirements]
    phases = [phase.model_copy(update={"name": text}) for phase in shipped.roles_file.phases]
    role = role.model_copy(update={"name": text, "requirements": tuple(requirements)})
    roles = shipped.roles_file.model_copy(update={"roles": (role,), "phases": tuple(phases)})
    return Catalogue(with_skills(shipped, *skills).skills_file, roles, shipped.sha256)


def words(text: str) -> str:
    """The text with all line breaks and runs of spaces as one space."""
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """The text without any white space, so that a word folded over two lines is whole again."""
    return "".join(text.split())


def too_long(text: str, width: int) -> list[str]:
    """Lines wider than the page, as a terminal counts."""
    return [line for line in SGR.sub("", text).split("\n") if cell_len(line) > width]


def acting(text: str) -> set[str]:
    """Characters other than a line break that act on a terminal or have no width: control, bidi, format."""
    return {c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
every_seniority = pytest.mark.parametrize("seniority", SENIORITIES)
every_width = pytest.mark.parametrize("width", WIDTHS)
every_hostile_text = pytest.mark.parametrize("case", HOSTILE)


@every_seniority
@every_example
@pytest.mark.parametrize("name", FORMATS)
def test_every_skill_of_the_role_appears_in_every_format(name: str, path: Path, seniority: str) -> None:
    report = example_report(path, seniority)
    text = squeezed(render(report, name, Page()))
    assert [row.name for row in report.skills if squeezed(row.name) not in text] == []
    assert {row.id for row in report.skills} == set(target_skills(load_shipped(), seniority))


@every_example
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_text_twice_and_ends_with_one_line_break(name: str, path: Path) -> None:
    text = render(example_report(path, "mid"), name, Page())
    assert text == render(example_report(path, "mid"), name, Page())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@every_width
@every_example
def test_no_line_is_wider_than_the_page_or_cut_by_an_ellipsis(path: Path, width: int) -> None:
    for seniority in SENIORITIES:
        text = render(example_report(path, seniority), "terminal", Page(width))
        assert too_long(text, width) == []
        assert "…" not in text
        assert "..." not in text


@every_example
@pytest.mark.parametrize("color", [False, True], ids=["plain", "colour"])
def test_no_line_ends_with_a_space(path: Path, color: bool) -> None:
    for width in WIDTHS:
        text = SGR.sub("", render(example_report(path, "mid"), "terminal", Page(width, color)))
        assert [line for line in text.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [-1, 0, 1, 10, 19])
def test_a_page_narrower_than_twenty_columns_is_drawn_as_one_of_twenty(width: int) -> None:
    report = example_report(EXAMPLES[0], "junior")
    assert too_long(render(report, "terminal", Page(width)), 20) == []
    assert squeezed(report.readiness.headline) in squeezed(render(report, "terminal", Page(width)))


@every_width
@every_example
def test_headline_gaps_steps_and_the_first_step_are_whole_at_every_width(path: Path, width: int) -> None:
    report = example_report(path, AIMS_AT.get(path.stem, "mid"))
    # At 20 columns a word may be longer than a line; from 40 on no word of the catalogue is, so none is broken.
    joined: Callable[[str], str] = squeezed if width < 40 else words
    text = joined(render(report, "terminal", Page(width)))
    first = report.plan.steps[:1]
    sentences = [report.readiness.headline]
    sentences += [s for step in first for s in (f"Goal: {step.can}", f"Why: {step.why}", f"Proof: {step.prove}")]
    sentences += [row.name for row in report.skills if row.state in ("gap", "unknown")]
    sentences += [f"{step.name} {step.from_level} > {step.to_level}" for step in report.plan.steps]
    sentences += [item.message for item in report.contradictions]
    assert [sentence for sentence in sentences if joined(sentence) not in text] == []
    assert [r.url for step in first for r in step.resources if r.url not in squeezed(text)] == []


@every_width
@every_example
def test_each_step_stands_in_its_order_with_its_day_hours_and_the_readiness_after(path: Path, width: int) -> None:
    report = example_report(path, "mid")
    text = squeezed(render_plan(report, Page(width))).split("Plan:")[1]
    place = 0
    for step in report.plan.steps:
        climb = f"{squeezed(step.name)}{step.from_level}>{step.to_level}{'*' if step.assumed else ''}"
        facts = (climb, step.start.isoformat(), f"{step.hours}h", f"{step.readiness_after:.1f}")
        begin = min(text.index(climb, place), text.index(step.start.isoformat(), place))
        place = max(text.index(fact, begin) + len(fact) for fact in facts)
        assert place - begin < sum(map(len, facts)) + 30


@every_example
def test_each_gap_is_one_row_with_level_required_level_and_points_lost(path: Path) -> None:
    report = example_report(path, "mid")
    lines = [words(line) for line in render(report, "terminal", Page(80)).split("\n")]
    for row in report.skills:
        level = "?" if row.level is None else row.level
        others = " or ".join(word for word in row.any_of if word != row.id)
        notes = ", ".join(filter(None, ["must-have" if row.must_have else "", f"or {others}" if others else ""]))
        shown = f"{row.name} {level} {row.required} -{row.points_lost:.1f} {notes}".rstrip()
        assert lines.count(shown) == (row.state in ("gap", "unknown"))


@every_example
def test_phases_stand_below_each_other_with_their_bars_in_one_column(path: Path) -> None:
    report = example_report(path, "mid")
    lines = render(report, "terminal", Page(80)).split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("Workflow"))
    drawn = lines[first + 1 : first + 1 + len(report.phases)]
    assert [line.split("  ")[0].rstrip(" 0123456789.█·") for line in drawn] == [p.name for p in report.phases]
    assert len({re.search("[█·]", line).start() for line in drawn if re.search("[█·]", line)}) == 1  # type: ignore[union-attr]
    assert [line.endswith("< weakest") for line in drawn] == [
        phase.id == report.readiness.weakest_phase for phase in report.phases
    ]


@every_width
@every_example
def test_an_ascii_page_is_the_same_text_with_bars_of_ascii(path: Path, width: int) -> None:
    report = example_report(path, "mid")
    text = render(report, "terminal", Page(width, unicode=False))
    assert text.isascii()
    assert text == render(report, "terminal", Page(width)).translate(DRAWN_IN_ASCII)
    assert "#" in text
    assert re.search("[█▒·━]", render(report, "terminal", Page(width)))


@every_hostile_text
def test_no_line_of_an_ascii_page_is_wider_than_it_whatever_the_name(case: str) -> None:
    for width in WIDTHS:
        text = render_plan(one_step_report(HOSTILE[case][:100]), Page(width, unicode=False))
        assert text.isascii()
        assert too_long(text, width) == []


@every_width
@every_example
def test_colours_are_there_only_when_wanted_and_change_no_character(path: Path, width: int) -> None:
    report = example_report(path, "mid")
    plain, coloured = (render(report, "terminal", Page(width, color)) for color in (False, True))
    assert "\x1b" not in plain
    assert SGR.search(coloured)
    assert acting(SGR.sub("", coloured)) == set()
    assert [line.rstrip() for line in SGR.sub("", coloured).split("\n")] == plain.split("\n")


@every_example
def test_each_coloured_line_ends_in_the_colours_it_found(path: Path) -> None:
    lines = render(example_report(path, "mid"), "terminal", Page(80, color=True)).split("\n")
    styled = [found for line in lines if (found := SGR.findall(line))]
    assert styled
    assert {found[-1] for found in styled} == {"\x1b[0m"}


@every_example
def test_json_has_neither_colours_nor_a_width(path: Path) -> None:
    report = example_report(path, "mid")
    text = render(report, "json", Page(20, color=True, unicode=False))
    assert text == render(report, "json", Page(200))
    assert acting(text) == set()
    assert Report.model_validate_json(text) == report


@every_hostile_text
def test_a_hostile_catalogue_is_shown_but_cannot_act(case: str) -> None:
    answers = {"docker": 0, "python": 4, "kubernetes": 3}
    report = report_of(subject_of(hostile_catalogue(HOSTILE[case]), answers, "junior"))
    shown = squeezed(visible(HOSTILE[case]))
    for width in (20, 40, 80, 200):
        text = SGR.sub("", render(report, "terminal", Page(width, color=width == 80)))
        assert acting(text) == set()
        assert too_long(text, width) == []
        assert squeezed(text).count(shown) >= len(report.skills) + len(report.plan.steps) + len(report.phases)


@pytest.mark.parametrize("case", ["a colour", "a window title", "a clear screen in eight bits"])
def test_colours_of_the_program_stay_the_only_ones_in_a_hostile_catalogue(case: str) -> None:
    own = SGR.findall(render(example_report(EXAMPLES[0], "mid"), "terminal", Page(80, color=True)))
    report = report_of(subject_of(hostile_catalogue(HOSTILE[case]), {"docker": 0}, name=HOSTILE[case]))
    text = render(report, "terminal", Page(80, color=True))
    assert set(SGR.findall(text)) <= {*own, "\x1b[1;33m", "\x1b[1;31m"}
    assert "\x1b" not in SGR.sub("", text)


@every_hostile_text
def test_a_hostile_name_is_shown_literally_and_cannot_act(case: str) -> None:
    name = HOSTILE[case][:100]
    for width in WIDTHS:
        text = render_plan(one_step_report(name), Page(width))
        assert acting(text) == set()
        assert too_long(text, width) == []
        assert squeezed(text).startswith(squeezed(visible(name) + ":"))


@given(st.text(min_size=1, max_size=100))
@example("[/red][bold]:smile:")
@example("\x1b[2J\u202e\u200b\r\0\x7f\x9b")
def test_no_name_at_all_can_act_on_a_terminal_or_is_lost(name: str) -> None:
    report = one_step_report(None)
    report = report.model_copy(update={"person": report.person.model_copy(update={"name": name})})
    text = render_plan(report, Page(40))
    assert acting(text) == set()
    assert too_long(text, 40) == []
    assert squeezed(text).startswith(squeezed(visible(name) + ":"))
    document = render(report, "json", Page())
    assert document.isascii()
    assert json.loads(document)["person"]["name"] == name


def test_a_wide_phase_name_keeps_its_bar_on_its_line_and_in_its_column(catalogue: Catalogue) -> None:
    phases = list(catalogue.roles_file.phases)
    phases[0] = phases[0].model_copy(update={"name": "日本語" * 6})
    roles = catalogue.roles_file.model_copy(update={"phases": tuple(phases)})
    report = report_of(subject_of(Catalogue(catalogue.skills_file, roles, catalogue.sha256), {}))
    lines = render(report, "terminal", Page(80)).split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("Workflow"))
    drawn = lines[first + 1 : first + 1 + len(phases)]
    assert all("▒" in line for line in drawn)
    assert len({cell_len(line[: line.index("▒")]) for line in drawn}) == 1


@pytest.mark.parametrize("width", [110, 134, 160, 200])
def test_the_longest_name_a_catalogue_may_have_leads_its_row_of_the_plan(catalogue: Catalogue, width: int) -> None:
    name = "A skill whose name takes every one of the sixty characters it".ljust(60)[:60]
    docker = catalogue.skills["docker"].model_copy(update={"name": name})
    text = render_plan(report_of(subject_of(with_skills(catalogue, docker), {"docker": 0})), Page(width))
    row = next(line for line in text.split("\n") if f"{name} 0 > 1" in line)
    assert row.startswith((f"{name} 0 > 1", "20"))


# Results of every kind.


@every_width
def test_who_has_met_all_reads_that_nothing_is_left(catalogue: Catalogue, width: int) -> None:
    skills = dict.fromkeys(target_skills(catalogue, "senior"), 4)
    text = words(render(report_of(subject_of(catalogue, skills, "senior")), "terminal", Page(width)))
    assert "100 of 100, ready" in text
    assert "Plan: nothing is left to learn for this role" in text
    assert "Gaps:" not in text
    assert "Goal:" not in text
    assert text.index("Met:") < text.index("Python 4") < text.index("Plan:")


def test_no_phase_is_the_weakest_to_who_has_met_all(catalogue: Catalogue) -> None:
    skills = dict.fromkeys(target_skills(catalogue, "senior"), 4)
    text = render(report_of(subject_of(catalogue, skills, "senior")), "terminal", Page(80))
    assert text.count("100.0 ") == len(catalogue.roles_file.phases)
    assert "weakest" not in text


@every_width
def test_with_nothing_answered_every_skill_is_unknown_and_planned_from_none(catalogue: Catalogue, width: int) -> None:
    report = report_of(subject_of(catalogue, {}))
    text = words(render(report, "terminal", Page(width)))
    must = [row.id for row in report.skills if row.must_have]
    open_ = f"once {len(report.skills)} unanswered skills are rated"
    headline = f"0 of 100, up to 100 {open_}, undecided until {len(must)} must-haves are rated: "
    assert headline + ", ".join(must) in text
    assert f"0 of {len(report.skills)} skills rated" in text
    assert "? not answered, counted as 0." in text
    assert "You have not rated this skill: if you can do that already, rate it and the plan moves on." in text
    assert "* not answered, so planned from 0." in text
    assert squeezed(render(report, "terminal", Page(width))).count("*") == len(report.plan.steps) + 1
    assert "Met:" not in text


def test_one_must_have_not_rated_is_spoken_of_in_the_singular(catalogue: Catalogue) -> None:
    skills: dict[str, Any] = dict.fromkeys(target_skills(catalogue, "mid"), 4)
    report = report_of(subject_of(catalogue, {**skills, "docker": "unknown"}))
    assert report.readiness.headline.endswith("undecided until 1 must-have is rated: docker")


def test_a_skill_that_is_not_applicable_is_named_as_such_and_is_no_gap(catalogue: Catalogue) -> None:
    report = report_of(subject_of(catalogue, {"docker": 0, "apis": "not_applicable", "sql": "not_applicable"}))
    text = words(render(report, "terminal", Page(80)))
    assert "Not applicable: SQL, HTTP APIs." in text
    gaps = text[text.index("Gaps:") : text.index("Not applicable:")]
    assert "SQL" not in gaps
    assert "HTTP APIs" not in gaps


def test_a_phase_without_any_applicable_skill_has_no_score_and_is_never_the_weakest(catalogue: Catalogue) -> None:
    skills: dict[str, Any] = dict.fromkeys(target_skills(catalogue, "mid"), "not_applicable")
    report = report_of(subject_of(catalogue, {**skills, "docker": 1}))
    none = [phase.name for phase in report.phases if phase.score is None]
    lines = [line for line in render(report, "terminal", Page(80)).split("\n") if line.startswith(tuple(none))]
    assert none
    assert [words(line.rstrip("·")) for line in lines] == [f"{name} n/a" for name in none]


@every_width
def test_a_contradiction_is_shown_below_the_headline(catalogue: Catalogue, width: int) -> None:
    text = words(render(report_of(subject_of(catalogue, {"kubernetes": 3, "docker": 0})), "terminal", Page(width)))
    message = "These answers do not go together Kubernetes is rated 3, which needs Docker 2, but Docker is rated 0."
    assert text.index(" of 100") < text.index(message) < text.index("Workflow:")


@pytest.mark.parametrize(
    ("skills", "shown"),
    [
        ({}, "Amazon Web Services (AWS) ? 2 must-have, or azure or gcp"),
        ({"azure": 1}, "Microsoft Azure 1 2 must-have, or aws or gcp"),
        ({"aws": 0, "gcp": 1}, "Google Cloud (GCP) 1 2 must-have, or aws or azure"),
    ],
    ids=["none rated", "the second rated", "the last rated best"],
)
def test_a_row_of_alternatives_shows_the_best_one_and_names_the_others(
    catalogue: Catalogue, skills: dict[str, int], shown: str
) -> None:
    report = report_of(subject_of(catalogue, skills))
    lines = [re.sub(r" -\d+\.\d", "", words(line)) for line in render(report, "terminal", Page(110)).split("\n")]
    assert lines.count(shown) == 1
    clouds = re.compile("^(Amazon|Microsoft|Google).* must-have")
    assert len(list(filter(clouds.match, lines))) == 1


def test_a_met_row_of_alternatives_names_the_one_that_is_held(catalogue: Catalogue) -> None:
    report = report_of(subject_of(catalogue, {"gcp": 3}))
    text = words(render(report, "terminal", Page(60)))
    assert "Met: Google Cloud (GCP) 3." in text
    assert "azure" not in text


@every_width
def test_a_plan_of_one_step_is_spoken_of_in_the_singular(width: int) -> None:
    report = one_step_report()
    text = words(render(report, "terminal", Page(width)))
    assert [(step.skill, step.to_level) for step in report.plan.steps] == [("docker", 2)]
    assert f"Plan: 1 step, about {report.plan.hours} hours" in text
    assert "blocked by 1 must-have: docker" in text
    assert squeezed("Docker 1 > 2") in squeezed(text)


def test_a_single_step_is_not_said_to_stand_in_a_merely_good_order() -> None:
    assert "order" not in render_plan(one_step_report(), Page(80))


def test_plan_alone_has_the_headline_and_the_plan_but_neither_phases_nor_gaps() -> None:
    report = example_report(EXAMPLES[0], "mid")
    text, whole = render_plan(report, Page(80)), render(report, "terminal", Page(80))
    assert words(report.readiness.headline) in words(text)
    assert whole.endswith(text[text.index("Plan:") :])
    assert "Workflow:" not in text
    assert "Gaps:" not in text


# What a place can show.


class Place:
    """A standard output: whether it is a terminal, and its encoding."""

    def __init__(self, *, tty: bool, encoding: str | None = "utf-8") -> None:
        self.tty, self.encoding = tty, encoding

    def isatty(self) -> bool:
        """Whether a person sees it."""
        return self.tty


ENVIRONMENTS: dict[str, tuple[dict[str, str], bool, bool]] = {
    "a terminal has colours": ({}, True, True),
    "a pipe has none": ({}, False, False),
    "NO_COLOR takes them from a terminal": ({"NO_COLOR": "1"}, True, False),
    "an empty NO_COLOR counts as not set": ({"NO_COLOR": ""}, True, True),
    "FORCE_COLOR gives them to a pipe": ({"FORCE_COLOR": "1"}, False, True),
    "an empty FORCE_COLOR counts as not set": ({"FORCE_COLOR": ""}, False, False),
    "NO_COLOR is stronger than FORCE_COLOR": ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    "a dumb terminal has none": ({"TERM": "dumb"}, True, False),
    "FORCE_COLOR is stronger than a dumb terminal": ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
}


@pytest.mark.parametrize("case", ENVIRONMENTS)
def test_colours_follow_the_environment_and_the_place(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, tty, color = ENVIRONMENTS[case]
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Place(tty=tty))
    assert page_for(None).color is color
    assert page_for("-").color is color
    assert page_for("report.txt").color is False


@pytest.mark.parametrize(
    ("encoding", "unicode"),
    [
        *[(name, True) for name in ("utf-8", "UTF-8", "utf8", "utf_8", "utf-8-sig")],
        *[(name, False) for name in ("ascii", "ANSI_X3.4-1968", "iso8859-1", "cp1252", None)],
    ],
)
def test_only_a_unicode_encoding_gets_characters_beyond_ascii(
    encoding: str | None, unicode: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Place(tty=False, encoding=encoding))
    assert page_for(None).unicode is unicode
    assert page_for("report.txt").unicode is True


def test_a_closed_standard_output_has_no_colours_even_if_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys, "stdout", None)
    assert page_for(None).color is False


@pytest.mark.parametrize(("columns", "width"), [("20", 20), ("40", 40), ("200", 200), ("500", 500), ("99999", 500)])
def test_columns_sets_the_width_up_to_five_hundred(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "stdout", Place(tty=False))
    assert page_for(None).width == width


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "4e1"])
def test_columns_that_are_no_number_of_columns_count_as_not_set(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Place(tty=False))
    unset = page_for(None)
    monkeypatch.setenv("COLUMNS", columns)
    assert page_for(None) == unset


# The same through the program itself.


def assess(run: Run, path: Path, *arguments: str, **env: str) -> str:
    """What `assess` prints on standard output."""
    done = run("assess", "--answers", str(path), "--today", TODAY, "--no-save", *arguments, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def hostile_answers(tmp_path: Path) -> Path:
    """An answers file whose name holds everything that could act, as YAML escapes."""
    path = tmp_path / "hostile.yaml"
    name = "[/red]\x1b[31m\u202e\r\0:smile: 日本語"
    path.write_text(yaml.safe_dump({"name": name, "skills": {"docker": 1}}), encoding="utf-8")
    return path


def test_the_program_prints_a_hostile_name_harmlessly(run: Run, hostile_answers: Path) -> None:
    text = assess(run, hostile_answers, COLUMNS="60")
    assert text.startswith("[/red]\\x1b[31m\\u202e\\r\\x00:smile: 日本語: ")
    assert acting(text) == set()
    assert too_long(text, 60) == []


def test_the_program_writes_ascii_where_the_place_knows_no_more(run: Run, hostile_answers: Path) -> None:
    text = assess(run, hostile_answers, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert text.isascii()
    assert "\\u65e5\\u672c\\u8a9e: " in text
    assert "#" in text


def test_the_program_colours_a_pipe_only_when_forced_and_json_never(run: Run) -> None:
    assert "\x1b" not in assess(run, EXAMPLES[0])
    assert "\x1b[1m" in assess(run, EXAMPLES[0], FORCE_COLOR="1")
    assert "\x1b" not in assess(run, EXAMPLES[0], "--json", FORCE_COLOR="1")


def test_the_program_uses_eighty_columns_in_a_pipe(run: Run) -> None:
    assert assess(run, EXAMPLES[0]) == assess(run, EXAMPLES[0], COLUMNS="80")
