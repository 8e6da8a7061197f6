"""The page: well-formed, loading nothing, whole for everybody who reads it, and harmless whatever is in the report."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from mle_gap.answers import answers_of
from mle_gap.catalog import load_shipped
from mle_gap.document import parse
from mle_gap.formats.html import render
from mle_gap.formats.stylesheet import POLICY, STYLE
from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.report import Estimate, Report
from mle_gap.pace import Span
from mle_gap.page import Page
from mle_gap.planning import Subject, Wishes
from mle_gap.report import report_of
from mle_gap.target import target_of
from mle_gap.visible import visible
from mle_gap.wording import number
from tests.conftest import ROOT, TODAY

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
START = date.fromisoformat(TODAY)
NO_WISHES = Wishes()
VOID = frozenset({"meta"})
CLOSED = frozenset({"line", "path", "rect"})
ELEMENTS = """html head meta title style body header nav main footer section article h1 h2 h3 p a bdi span div ul ol li
dl dt dd figure details summary table caption thead tbody tr th td svg desc rect line path text"""
ATTRIBUTES = """lang charset http-equiv content name id class href rel role scope colspan tabindex aria-label
aria-labelledby aria-describedby aria-details width height x y x1 x2 y1 y2 dx dy rx d viewbox preserveaspectratio
overflow vector-effect text-anchor"""
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></style></svg></table><img src=x onerror=alert(1)>",
    "\" onmouseover='alert(1)' style=\"color:red",
    "javascript:alert(1)",
    "<!-- --> ]]> <![CDATA[ <?php",
    "&lt;b&gt; &amp;amp; &#60;i&#62; &notanentity",
    "txt.\u202eexe \u200b\u2066\ufeff",
    "\x00\x1b[31m\x9b\r\n\t\x7f\x80",
    "\ud800 alone",
    "日本語 🚀 e\u0301",
    "x" * 400,
)


class Node:
    """An element of the page with all it holds."""

    def __init__(self, name: str, attributes: dict[str, str], parent: "Node | None") -> None:
        self.name, self.attributes, self.parent = name, attributes, parent
        self.children: list[Node | str] = []

    def all(self, *names: str, **attributes: str) -> "list[Node]":
        """The elements inside, in order, of these names and attributes; `class_` is one of several classes."""
        wanted = attributes.pop("class_", None)
        return [
            node
            for node in self
            if (not names or node.name in names)
            and (wanted is None or wanted in node.attributes.get("class", "").split())
            and attributes.items() <= node.attributes.items()
        ]

    def __iter__(self) -> "Iterator[Node]":
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    @property
    def text(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def cells(self) -> list[list[str]]:
        """The rows of a table."""
        return [[cell.text for cell in row.all("td", "th")] for row in self.all("tr")]

    def around(self, name: str) -> "Node":
        """The nearest element of that name around this one."""
        node = self.parent
        while node is not None and node.name != name:
            node = node.parent
        assert node is not None, f"no {name} around"
        return node


class Strict(HTMLParser):
    """Builds the tree, and fails where an element is not closed in its order or something else stands between."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.open = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A start tag: no attribute twice, none without a value."""
        assert len({name for name, _ in attrs}) == len(attrs)
        node = Node(tag, {name: value or "" for name, value in attrs}, self.open)
        assert all(value is not None for _, value in attrs)
        self.open.children.append(node)
        if tag not in VOID:
            self.open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape of SVG closes itself, nothing else does."""
        assert tag in CLOSED
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An end tag closes what was opened last."""
        assert self.open.name == tag, f"</{tag}> in <{self.open.name}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        """Text."""
        self.open.children.append(data)

    def handle_comment(self, data: str) -> None:
        """None is written."""
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        """None is written."""
        raise AssertionError(f"a processing instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        """None is written."""
        raise AssertionError(f"a declaration: {data}")


def tree_of(page: str) -> Node:
    """The page as a tree."""
    parser = Strict()
    parser.feed(page)
    parser.close()
    assert parser.open is parser.root, f"<{parser.open.name}> is not closed"
    return parser.root


@cache
def example_report(path: Path, seniority: Any = None, wishes: Wishes = NO_WISHES) -> Report:
    """The report of an example, against its own seniority unless another is named."""
    catalogue = load_shipped()
    answers = answers_of(parse(path.read_bytes(), path.name), catalogue)
    target = target_of(catalogue, seniority=seniority or answers.seniority or "mid")
    return report_of(Subject(catalogue, target, answers, START, wishes))


def reported(skills: dict[str, Any], wishes: Wishes = NO_WISHES, **told: Any) -> Report:
    """The report of these ratings against a mid engineer."""
    catalogue = load_shipped()
    return report_of(Subject(catalogue, target_of(catalogue), Answers(skills=skills, **told), START, wishes))


@cache
def all_at(level: int | str) -> dict[str, Any]:
    """Every skill at a level."""
    return dict.fromkeys(load_shipped().skills, level)


SCIENTIST = next(path for path in EXAMPLES if path.stem == "data-scientist")
BREAKS = (Span(date(2026, 12, 20), date(2027, 1, 6)), Span(date(2027, 7, 1), date(2027, 8, 20)))


@cache
def special(case: str) -> Report:
    """A report of a kind that the examples are not."""
    wished = Wishes(target=80.0, by=date(2028, 1, 15), pauses=BREAKS, must_haves_first=True, days=(0, 2), at=time(7))
    made = {
        "everything met": lambda: reported(all_at(4)),
        "nothing answered": lambda: reported({}),
        "all none": lambda: reported(all_at(0)),
        "all not applicable but one": lambda: reported({**all_at("not_applicable"), "docker": 1}),
        "one step": lambda: reported({**all_at(4), "docker": 1}, name="Ada"),
        "contradictions": lambda: reported({"kubernetes": 3, "docker": 0, "python": 2}),
        "alternatives": lambda: reported({"azure": 1}),
        "all wishes": lambda: example_report(SCIENTIST, "mid", wished),
        "a target that is held": lambda: example_report(SCIENTIST, "mid", Wishes(target=10.0)),
        "a deadline before the start": lambda: example_report(SCIENTIST, "mid", Wishes(by=date(2020, 1, 1))),
        "a deadline far behind the plan": lambda: example_report(SCIENTIST, "mid", Wishes(by=date(9999, 12, 31))),
        "thousands of years": lambda: reported({}, Wishes(pauses=(Span(date(2027, 3, 1), date(9000, 1, 1)),))),
    }
    return made[case]()


SPECIAL = (
    "everything met", "nothing answered", "all none", "all not applicable but one", "one step", "contradictions",
    "alternatives", "all wishes", "a target that is held", "a deadline before the start",
    "a deadline far behind the plan", "thousands of years",
)  # fmt: skip
REPORTS = {
    **{f"{path.stem}, {seniority}": (path, seniority) for path in EXAMPLES for seniority in SENIORITIES},
    **dict.fromkeys(SPECIAL, None),
}


def report_named(case: str) -> Report:
    """An example against a seniority, or a special one."""
    found = REPORTS[case]
    return special(case) if found is None else example_report(*found)


@cache
def page_named(case: str) -> Node:
    """The page of such a report."""
    return tree_of(render(report_named(case), Page()))


def words(text: str) -> str:
    """The text with all white space as single spaces."""
    return " ".join(text.split())


every_report = pytest.mark.parametrize("case", REPORTS)
every_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


# What the page is made of.


@every_report
def test_the_page_is_well_formed_and_made_of_a_few_known_elements(case: str) -> None:
    page = page_named(case)
    assert {node.name for node in page} <= set(ELEMENTS.split())
    assert {name for node in page for name in node.attributes} <= set(ATTRIBUTES.split())
    top = [child.name for child in page.children if isinstance(child, Node)]
    assert top == ["html"]


@every_report
def test_nothing_is_run_and_nothing_is_loaded(case: str) -> None:
    page = page_named(case)
    assert not page.all("script", "img", "link", "iframe", "object", "embed", "form", "input", "base", "use", "image")
    assert not {name for node in page for name in node.attributes if name.startswith("on") or name in ("style", "src")}
    links = [node.attributes["href"] for node in page if "href" in node.attributes]
    assert all(link.startswith(("#", "https://")) for link in links)
    outside = [node for node in page.all("a") if node.attributes["href"].startswith("https://")]
    assert {node.attributes.get("rel") for node in outside} <= {"noreferrer noopener"}


def test_the_style_asks_for_nothing_from_outside_and_stands_in_its_element_as_it_is() -> None:
    assert not re.search(r"url\(|@import|@font-face|expression|https?:", STYLE)
    assert STYLE.isascii()
    assert not set("<&") & set(STYLE)


@every_report
def test_the_policy_allows_the_one_style_and_no_more(case: str) -> None:
    page = page_named(case)
    (style,) = page.all("style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"] == POLICY == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'none'; base-uri 'none'; form-action 'none'"
    )  # fmt: skip
    head = [child for child in page.all("head")[0].children if isinstance(child, Node)]
    assert head.index(policy) < head.index(style)
    assert page.all("meta", name="referrer")[0].attributes["content"] == "no-referrer"


@every_report
def test_ids_are_there_once_and_all_that_points_to_one_finds_it(case: str) -> None:
    page = page_named(case)
    ids = [node.attributes["id"] for node in page if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    pointing = ("aria-labelledby", "aria-describedby", "aria-details")
    wanted = {id_ for node in page for name in pointing for id_ in node.attributes.get(name, "").split()}
    wanted |= {node.attributes["href"][1:] for node in page.all("a") if node.attributes["href"].startswith("#")}
    assert wanted <= set(ids)


@every_report
def test_the_page_has_language_title_landmarks_and_headings_in_order(case: str) -> None:
    page, report = page_named(case), report_named(case)
    assert page.all("html")[0].attributes == {"lang": "en"}
    assert report.role.name in page.all("title")[0].text
    assert [len(page.all(name)) for name in ("h1", "header", "nav", "main", "footer")] == [1, 1, 1, 1, 1]
    depths = [int(node.name[1]) for node in page.all("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(depths))
    sections = page.all("section")
    assert all(node.all("h2") for node in sections)
    assert page.all("a")[0].attributes == {"href": "#report", "class": "skip"}
    viewport = page.all("meta", name="viewport")[0].attributes["content"]
    assert viewport == "width=device-width, initial-scale=1"
    assert page.all("meta", name="color-scheme")[0].attributes["content"] == "light dark"


@every_report
def test_every_table_has_a_caption_and_every_row_and_column_a_head(case: str) -> None:
    for table in page_named(case).all("table"):
        assert words(table.all("caption")[0].text)
        assert all("scope" in head.attributes for head in table.all("th"))
        for body in table.all("tbody"):
            assert {row.all("th")[0].attributes["scope"] for row in body.all("tr")} <= {"row", "rowgroup"}
        for head in table.all("thead"):
            columns = {len(row) for row in table.cells if len(row) > 1}
            assert columns == {len(head.all("th"))}


@every_report
def test_every_chart_is_an_image_with_a_title_beside_a_table(case: str) -> None:
    page = page_named(case)
    charts = [node for node in page.all("svg") if node.parent is not None and node.parent.name != "svg"]
    assert charts
    for chart in charts:
        assert chart.attributes["role"] == "img"
        assert isinstance(chart.children[0], Node)
        assert chart.children[0].name == "title"
        assert words(chart.children[0].text)
        place = page.all("header")[0] if chart in page.all("header")[0] else chart.around("section")
        assert place.all("table")


@every_example
def test_the_page_of_each_example_is_small(path: Path) -> None:
    assert len(render(example_report(path), Page()).encode()) < 100_000
    for seniority in SENIORITIES:
        assert len(render(example_report(path, seniority), Page()).encode()) < 150_000


@every_report
def test_the_same_report_is_the_same_page_of_ascii_wherever_it_goes(case: str) -> None:
    report = report_named(case)
    page = render(report, Page())
    assert page == render(report, Page(20, color=True, unicode=False))
    assert page.isascii()
    assert page.endswith("</html>\n")


# What it says.


@every_report
def test_the_head_has_score_verdict_and_the_must_haves_that_block(case: str) -> None:
    report, head = report_named(case), page_named(case).all("header")[0]
    ready = report.readiness
    assert head.all(class_="big")[0].text == number(ready.score)
    names = {row.id: row.name for row in report.skills}
    chips = [item.text for item in head.all("ul", class_="chips") for item in item.all("li")]
    assert chips == [names[id_] for id_ in (*ready.blocked_by, *ready.undecided_by)]
    bars = head.all("rect")
    widths = {bar.attributes["class"]: bar.attributes["width"] for bar in bars}
    assert widths.get("have", "0%") == f"{ready.score:g}%"
    assert widths.get("may", widths.get("have", "0%")) == f"{ready.high:g}%"
    facts = {row[0]: row[1] for row in head.all("table")[0].cells}
    assert facts["Readiness"] == f"{number(ready.score)} of 100"
    assert facts["Rated"].startswith(
        f"{ready.answered} of {ready.asked} skills rated, by yourself; nothing was checked."
    )
    assert ("Possible once answered" in facts) == (ready.high > ready.score)
    assert ready.headline == page_named(case).all("meta", name="description")[0].attributes["content"]


@every_report
def test_each_phase_has_a_bar_and_a_row_with_the_same_numbers(case: str) -> None:
    report = report_named(case)
    section = page_named(case).all("section", id="workflow")[0]
    assert report.alone.headline in section.text
    lines = section.all("ul", class_="phases")[0].all("li")
    rows = section.all("table")[0].cells[1:]
    for phase, line, row in zip(report.phases, lines, rows, strict=True):
        shown = ["not applicable" if score is None else f"{score:.1f}" for score in (phase.score, phase.high)]
        assert row == [phase.name, *shown]
        assert line.all("span", class_="name")[0].text.startswith(phase.name)
        drawn = {bar.attributes["class"]: float(bar.attributes["width"].rstrip("%")) for bar in line.all("rect")}
        assert drawn.get("have", 0) == (phase.score or 0)
        assert max(drawn.get("may", 0), drawn.get("have", 0)) == (phase.high or 0)
        assert ("lowest" in line.text) == (phase.id == report.readiness.weakest_phase)
    stoppers = [[one.name, "not rated" if one.level is None else str(one.level), str(one.needed)]
                for one in report.alone.stoppers]  # fmt: skip
    assert [row for table in section.all("table")[1:] for row in table.cells[1:]] == stoppers


@every_report
def test_every_skill_of_the_role_has_a_chart_and_a_row_with_the_same_numbers(case: str) -> None:
    report = report_named(case)
    section = page_named(case).all("section", id="skills")[0]
    rows = {row[0]: row[1:] for row in section.all("table")[0].cells if len(row) > 1}
    for n, row in enumerate(report.skills, start=1):
        level = "not rated" if row.level is None else str(row.level)
        level = "not applicable" if row.state == "not_applicable" else level
        points = [f"{row.points:.1f}", f"{row.points_lost:.1f}"]
        likely = "" if row.likely_level is None else str(row.likely_level)
        assert rows[row.name][:7] == [level, likely, str(row.required), str(row.weight), *points, str(row.hours)]
        assert ("must-have" in rows[row.name][7]) == row.must_have
        (line,) = section.all("li", id=f"skill-{n}")
        drawn = [bar.attributes["class"] for bar in line.all("rect")]
        assert len(drawn) == 4
        held = 0 if row.state == "not_applicable" else row.level or 0
        assert sum(name in ("have", "more") for name in drawn) == held
        missing = {"gap": "gap", "unknown": "open"}.get(row.state, "gap")
        wanted = 0 if row.state in ("met", "not_applicable") else row.required - held
        assert drawn.count(missing) == wanted
        assert float(line.all("line")[0].attributes["x1"]) == 28 * row.required - 1.5
        assert all(other in line.text and other in rows[row.name][7] for other in row.any_of if other != row.id)
    assert len(rows) == len(report.skills) + 1


@every_report
def test_skills_are_grouped_by_what_they_are(case: str) -> None:
    report = report_named(case)
    titles = {"gap": "Gaps", "unknown": "Not answered", "met": "Met", "not_applicable": "Not applicable"}
    expected = [(titles[state], sum(row.state == state for row in report.skills)) for state in titles]
    figures = page_named(case).all("section", id="skills")[0].all("figure")
    found = [(figure.all("h3")[0].text, len(figure.all("li"))) for figure in figures]
    assert found == [(f"{title} {n}", n) for title, n in expected if n]


@every_report
def test_each_step_has_a_bar_a_row_and_an_article(case: str) -> None:
    report, page = report_named(case), page_named(case)
    plan, last = report.plan, 0.0
    rows = page.all("table", id="plan-table")[0].cells[1:] if plan.steps else []
    lines = page.all("figure", class_="timeline")[0].all("li") if plan.steps else []
    for step, row, line in zip(plan.steps, rows, lines, strict=True):
        climb = f"{step.name} {step.from_level}\u2192{step.to_level}"
        assert row[0] == climb + (" (assumed)" if step.assumed else "")
        assert (row[1], row[5]) == (str(step.hours), f"{step.readiness_after:.1f}")
        assert row[4] == (f"+{step.gain:.1f}" if step.gain else "0")
        for day, words_ in zip((step.start, step.finish), row[2:4], strict=True):
            assert words_ == f"{day.day} {day:%b} {day.year}"
        assert line.all("a")[0].text == climb
        assert line.all("rect")[0].attributes["class"] == ("open" if step.assumed else "have")
        left, width = (float(line.all("rect")[0].attributes[name].rstrip("%")) for name in ("x", "width"))
        assert last <= left + 1.01
        assert left + width <= 100.02
        last = left
        article = page.all("article", id=f"step-{step.order}")[0].text
        assert all(part in article for part in (step.name, step.can, step.why, step.prove))
        assert all(resource.title in article for resource in step.resources)
        assert ("Assumed" in article) == step.assumed
    assert len(page.all("article")) == len(plan.steps)


@every_report
def test_resources_are_links(case: str) -> None:
    page = page_named(case)
    for step in report_named(case).plan.steps:
        links = page.all("article", id=f"step-{step.order}")[0].all("a")
        assert [(link.text, link.attributes["href"]) for link in links] == [(r.title, r.url) for r in step.resources]


@every_report
def test_the_curve_climbs_to_the_readiness_after_each_step(case: str) -> None:
    report = report_named(case)
    if not report.plan.steps:
        assert not page_named(case).all("svg", class_="curve")
        return
    (curve,) = page_named(case).all("svg", class_="curve")
    drawn = curve.all("path", class_="stair")[0].attributes["d"]
    heights = [(200 - float(y)) / 2 for y in re.findall(r"(?:^M0 |V)([\d.]+)", drawn)]
    scores = [report.readiness.score, *(step.readiness_after for step in report.plan.steps)]
    expected = [score for before, score in zip([None, *scores], scores, strict=False) if score != before]
    assert heights == pytest.approx(expected, abs=0.01)
    across = [float(x) for x in re.findall(r"H([\d.]+)", drawn)]
    assert across == sorted(across)
    assert across[-1] <= 1000


def test_all_wishes_are_drawn_and_told() -> None:
    report, page = special("all wishes"), page_named("all wishes")
    text = words(page.all("section", id="plan")[0].text)
    assert "15 Jan 2028" in text
    assert report.plan.by is not None
    for told in (
        "Must-haves come first.",
        "points \u00d7 weeks",
        f"It stops at the target of 80, reached on {report.plan.finish.day} Dec 2027.",
        f"By 15 Jan 2028: {report.plan.by.steps} steps done",
        f"To reach the target of 80 by then takes {number(report.plan.by.hours_per_week or 0)} hours a week.",
        "Without learning: 20 Dec 2026 to 6 Jan 2027; 1 Jul 2027 to 20 Aug 2027.",
        "blocks of study, each at 07:00, from 23 Nov 2026 on.",
        "The target is 80. The deadline is 15 Jan 2028. Pause: 20 Dec 2026 to 6 Jan 2027.",
    ):
        assert told in text
    (curve,), (ground,) = page.all("svg", class_="curve"), page.all("svg", class_="ground")
    assert [len(chart.all("rect", class_="pause")) for chart in (curve, ground)] == [2, 2]
    assert [len(chart.all("line", class_="goal")) for chart in (curve, ground)] == [2, 1]


def test_without_wishes_none_is_drawn() -> None:
    page = page_named("nothing answered")
    assert not page.all("line", class_="goal") + page.all("rect", class_="pause")
    assert "target" not in page.all("section", id="plan")[0].text


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (
            "a deadline before the start",
            "By 1 Jan 2020: 0 steps done, readiness 51.9. No day of learning is left until then.",
        ),
        (
            "a deadline far behind the plan",
            "By 31 Dec 9999: 26 steps done, readiness 100. To reach 100 by then takes 0.1 hours a week.",
        ),
    ],
)
def test_a_deadline_off_the_chart_is_only_told(case: str, told: str) -> None:
    page = page_named(case)
    assert not page.all("line", class_="goal")
    assert told in page.all("section", id="plan")[0].text


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("everything met", "Nothing is left to learn for this role."),
        ("a target that is held", "The target is held already: nothing is left to learn for it."),
    ],
)
def test_an_empty_plan_says_so_and_has_no_steps(case: str, told: str) -> None:
    page = page_named(case)
    assert told in page.all("section", id="plan")[0].text
    assert not page.all("section", id="steps") + page.all("figure", class_="timeline")
    assert "Step by step" not in page.all("nav")[0].text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"optimal": True, "gap_bound": 0.0}, "This order makes readiness rise fastest, which is proven."),
        (
            {"optimal": False, "gap_bound": 0.01234},
            "This order is a good one, not proven to be the best: no other is better by more than 1.3%.",
        ),
        (
            {"optimal": True, "gap_bound": 0.0, "first": "must-haves", "first_costs": 12.5},
            "Must-haves come first. Among the orders that do so, this one makes readiness rise fastest, which is"
            " proven. What that costs is 12.5 points \u00d7 weeks",
        ),
    ],
    ids=["proven", "bounded", "must-haves first"],
)
def test_how_good_the_order_is_is_told(changed: dict[str, Any], told: str) -> None:
    report = special("nothing answered")
    report = report.model_copy(update={"plan": report.plan.model_copy(update=changed)})
    assert told in tree_of(render(report, Page())).all("section", id="plan")[0].text


def test_the_finish_has_its_span() -> None:
    plan = special("nothing answered").plan
    text = page_named("nothing answered").text
    for day in (plan.finish, plan.finish_early, plan.finish_late):
        assert f"{day.day} {day:%b} {day.year}" in text


def test_contradictions_are_shown_before_everything_else() -> None:
    sections = page_named("contradictions").all("section")
    messages = [f"{item.message}." for item in special("contradictions").contradictions]
    assert messages
    assert [item.text for item in sections[0].all("li")] == messages
    assert not page_named("everything met").all("section", id="contradictions")


def test_the_name_is_told_where_there_is_one() -> None:
    assert page_named("one step").all("p", class_="kicker")[0].text == "Readiness report for Ada"
    assert page_named("nothing answered").all("p", class_="kicker")[0].text == "Readiness report"


def test_an_estimate_is_told_where_there_is_one() -> None:
    report = special("one step")
    ready = report.readiness.model_copy(update={"estimate": Estimate(mean=60, low=50, high=71)})
    page = tree_of(render(report.model_copy(update={"readiness": ready, "verify_next": ()}), Page()))
    told = "Self-ratings like these usually turn out to be 50 to 71 of 100, the middle being 60."
    assert ["Estimate", told] in page.all("table")[0].cells
    nothing = tree_of(render(special("nothing answered"), Page())).all("table")[0].cells
    assert "Estimate" not in {row[0] for row in nothing}


def test_who_is_not_blocked_reads_which_phase_decides() -> None:
    report = reported({**all_at(4), "communication": 0, "problem-framing": 0})
    head = tree_of(render(report, Page())).all("header")[0]
    assert "The lowest phase decides: " in head.text
    assert "ready asks 90 of each." in head.text


@every_report
def test_the_foot_says_where_it_comes_from_and_what_it_is_not(case: str) -> None:
    report, foot = report_named(case), page_named(case).all("footer")[0].text
    assert "no certificate, no ranking of people and no hiring test" in foot
    assert f"{report.catalogue.version} ({report.catalogue.sha256[:12]})" in foot
    assert "23 Nov 2026" in foot


# What may not act.

LITERALS = frozenset({"state", "verdict", "source", "first", "kind", "cost", "schema_version"})


def soiled(value: Any, dirt: str) -> Any:
    """A value with something added to every text in it, names, ids and addresses too."""
    if isinstance(value, BaseModel):
        names = [name for name in type(value).model_fields if name not in LITERALS]
        return value.model_copy(update={name: soiled(getattr(value, name), dirt) for name in names})
    if isinstance(value, tuple):
        return tuple(soiled(item, dirt) for item in value)
    if isinstance(value, dict):
        return {f"{key}{dirt}": item for key, item in value.items()}
    return f"{value}{dirt}" if isinstance(value, str) else value


def skeleton(page: Node) -> list[tuple[str, tuple[str, ...]]]:
    """Which elements there are with which attributes, other than links to resources."""
    return [
        (node.name, tuple(node.attributes))
        for node in page
        if not (node.name == "a" and node.attributes.get("rel") == "noreferrer noopener")
    ]


@cache
def dirty_report() -> Report:
    """A short report that has everything in it."""
    skills = {**all_at(3), "kubernetes": 3, "docker": 0, "python": "unknown", "sql": "not_applicable", "azure": 1}
    return reported({**skills, "aws": 0, "gcp": 0}, Wishes(days=(0,), zone="UTC"), name="Ada", background="dba")


def assert_harmless(dirt: str) -> None:
    """The dirt is text wherever it comes, and it makes nothing."""
    report = dirty_report()
    page = tree_of(render(soiled(report, dirt), Page()))
    assert skeleton(page) == skeleton(tree_of(render(soiled(report, "x"), Page())))
    expected = len(report.skills) * 3 + len(report.plan.steps) * 8 + len(report.phases) * 3
    assert page.text.count(visible(dirt)) >= expected


@pytest.mark.parametrize("dirt", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_shown_and_add_nothing(dirt: str) -> None:
    assert_harmless(dirt)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cn"]), min_size=1, max_size=60))
@example("'\"<>&;#")
@example("\\x1b")
def test_no_text_at_all_adds_an_element_or_an_attribute_or_is_lost(dirt: str) -> None:
    assert_harmless(dirt)


@pytest.mark.parametrize("dirt", HOSTILE, ids=range(len(HOSTILE)))
def test_no_character_that_acts_unseen_is_in_the_page(dirt: str) -> None:
    text = tree_of(render(soiled(dirty_report(), dirt), Page())).text.replace("\n", "")
    assert visible(text) == text


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://docs.docker.com/get-started/?a=1&b=2#c", True),
        ("https://example.org/日本", True),
        ("http://example.org/", False),
        ("javascript:alert(1)//https://", False),
        ("data:text/html,<script>alert(1)</script>", False),
        (" https://example.org/", False),
        ("https://example.org/ onclick=x", False),
        ("https://example.org/\u202e", False),
        ("java\nscript:alert(1)", False),
        ("HTTPS://example.org", False),
        ("//example.org", False),
    ],
)
def test_only_what_leads_to_a_page_over_https_is_a_link(url: str, is_link: bool) -> None:
    report = special("one step")
    step = report.plan.steps[0]
    step = step.model_copy(update={"resources": (step.resources[0].model_copy(update={"url": url}),)})
    page = tree_of(
        render(report.model_copy(update={"plan": report.plan.model_copy(update={"steps": (step,)})}), Page())
    )
    article = page.all("article")[0]
    assert [link.attributes["href"] for link in article.all("a")] == ([url] if is_link else [])
    assert is_link or visible(url) in article.text


# How it looks.


def colours(style: str) -> dict[str, str]:
    """The colours of a `:root` rule."""
    return dict(re.findall(r"--(\w+):(#\w+)", style))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


LIGHT, DARK, *_ = [colours(rule) for rule in re.findall(r":root\{([^}]*)\}", STYLE)]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_charts_have_the_contrast_that_wcag_asks(theme: dict[str, str]) -> None:
    for ground in ("ground", "raised"):
        assert contrast(theme["ink"], theme[ground]) >= 7
        assert contrast(theme["soft"], theme[ground]) >= 4.5
        assert contrast(theme["accent"], theme[ground]) >= 4.5
    # Letters on a chart stand on its ground, on a pause or on the area below the curve.
    assert contrast(theme["ink"], theme["rail"]) >= 4.5
    assert contrast(theme["ink"], theme["tint"]) >= 4.5
    assert contrast(theme["soft"], theme["rail"]) >= 4.5
    assert contrast(theme["accent"], theme["rail"]) >= 3


def test_both_themes_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys() == {"ground", "raised", "ink", "soft", "line", "rail", "accent", "tint"}


def test_every_class_has_a_style_and_every_style_a_class() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"[\d.]+rem", "", STYLE)))
    used = {name for case in REPORTS for node in page_named(case) for name in node.attributes.get("class", "").split()}
    assert used - styled <= {"curve", "levels", "tick"}
    assert styled - used == set()
