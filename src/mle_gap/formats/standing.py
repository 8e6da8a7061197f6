"""The first half of the page: how far, what blocks, how far alone, and every skill. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from mle_gap.formats.charts import bar, levels, phase_bar
from mle_gap.formats.markup import DOT, Markup, day, folded, join, rows, section, table, tag
from mle_gap.models.report import PhaseRow, Report, SkillRow, State
from mle_gap.wording import LEVELS, VERDICT_WORDS, count, estimate, evidence, findings, notes, number, rated, stale

GROUPS: dict[State, str] = {
    "gap": "Gaps",
    "unknown": "Not answered",
    "met": "Met",
    "not_applicable": "Not applicable",
}
SKILL_HEADS = ("Skill", "You", "Likely", "Asked", "Weight", "Points", "Missing", "Hours in the plan", "Notes")


def head(report: Report) -> Markup:
    """Whom it is about, the score, and what it is worth."""
    role, person = report.role, report.person
    name = person.name or ""
    facts = [role.seniority, role.working_model, *([role.industry] if role.industry else [])]
    kicker = ["Readiness report for ", tag("bdi", name)] if name else ["Readiness report"]
    return tag(
        "header",
        tag("p", *kicker, class_="kicker"),
        tag("h1", role.name),
        tag("p", DOT.join(facts), class_="facts"),
        tag("div", _score(report), _at_a_glance(report), class_="hero"),
    )


def _score(report: Report) -> Markup:
    ready = report.readiness
    parts = [
        tag("p", tag("span", number(ready.score), class_="big"), " of 100", class_="score"),
        bar(f"Readiness: {number(ready.score)} of 100", ready.score, ready.high, 14),
    ]
    if ready.high > ready.score:
        possible = f"Up to {number(ready.high)} once what is not answered is rated; until then it counts as 0."
        parts.append(tag("p", possible, class_="note"))
    return tag("div", *parts, *_verdict(report), class_="standing")


def _verdict(report: Report) -> Iterator[Markup]:
    ready = report.readiness
    blocked, open_ = (count(len(ids), "must-have") for ids in (ready.blocked_by, ready.undecided_by))
    undecided = f"ndecided until {open_} {'is' if len(ready.undecided_by) == 1 else 'are'} rated"
    if ready.blocked_by:
        yield tag("p", f"Blocked by {blocked}", class_="verdict")
        yield _chips(report, ready.blocked_by)
    if ready.undecided_by:
        words = f"Also u{undecided}" if ready.blocked_by else f"U{undecided}"
        yield tag("p", words, class_="verdict")
        yield _chips(report, ready.undecided_by)
    if not ready.blocked_by and not ready.undecided_by:
        yield tag("p", VERDICT_WORDS.get(ready.verdict, ready.verdict).capitalize(), class_="verdict")
        yield from _why_not_ready(report)


def _chips(report: Report, ids: Sequence[str]) -> Markup:
    places = {row.id: (f"#skill-{n}", row.name) for n, row in enumerate(report.skills, start=1)}
    links = (tag("a", places[id_][1], href=places[id_][0]) if id_ in places else id_ for id_ in ids)
    return tag("ul", *(tag("li", link) for link in links), class_="chips")


def _why_not_ready(report: Report) -> Iterator[Markup]:
    lowest = next((phase for phase in report.phases if phase.id == report.readiness.weakest_phase), None)
    if report.readiness.verdict != "ready" and lowest is not None:
        words = f"The lowest phase decides: {lowest.name} holds {number(lowest.score or 0)}, ready asks 90 of each."
        yield tag("p", words, class_="note")


def _at_a_glance(report: Report) -> Markup:
    ready, plan, person = report.readiness, report.plan, report.person
    cells = [("Readiness", f"{number(ready.score)} of 100")]
    if ready.high > ready.score:
        cells.append(("Possible once answered", f"{number(ready.high)} of 100"))
    if estimate(report):
        cells.append(("Estimate", " ".join(filter(None, (estimate(report), findings(report))))))
    cells += [("Rated", rated(report)), ("Experience", _experience(report))]
    if person.background:
        cells.append(("Background", _spoken(person.background)))
    if plan.steps:
        early, late = day(plan.finish_early), day(plan.finish_late)
        pace = f"at {number(plan.hours_per_week)} hours a week"
        size = f"{count(len(plan.steps), 'step')}, {plan.hours} hours, {count(ceil(plan.weeks), 'week')} {pace}"
        cells += [("Plan", size), ("Finish", f"{day(plan.finish)}, between {early} and {late}")]
    body = tag("tbody", rows(cells))
    return tag("table", tag("caption", "At a glance"), body, class_="glance")


def _experience(report: Report) -> str:
    asked = report.experience
    where = " or ".join(map(_spoken, asked.counted_in))
    told = "you did not say" if asked.years is None else f"you have {number(asked.years)}"
    state = {"met": ": met", "not_met": ": not met", "unknown": ""}[asked.state]
    return f"{count(asked.asked_years, 'year')} as {where} asked, {told}{state}. It is no part of the score."


def _spoken(id_: str) -> str:
    return id_.replace("-", " ")


def contradictions(report: Report) -> Markup:
    """Answers that cannot both be true; nothing where there are none."""
    if not report.contradictions:
        return Markup("")
    items = (tag("li", f"{item.message}.") for item in report.contradictions)
    return section(
        "contradictions",
        "These answers do not go together",
        tag("p", "They are shown, and not repaired for you: one of each pair is worth another look."),
        tag("ul", *items),
    )


def workflow(report: Report) -> Markup:
    """How far alone, and how much of each phase is held."""
    open_ = any(phase.high != phase.score for phase in report.phases)
    lines = (_phase_line(phase, phase.id == report.readiness.weakest_phase) for phase in report.phases)
    body = tag("tbody", rows(map(_phase_cells, report.phases)))
    return section(
        "workflow",
        "Workflow",
        tag("p", report.alone.headline, class_="lead"),
        tag("figure", tag("ul", join(lines, "\n"), class_="phases"), class_="chart"),
        *([tag("p", "Dashed: possible, once what is not answered is rated.", class_="note")] if open_ else []),
        folded("The phases in numbers", table("Workflow phases", ("Phase", "Held", "Possible once answered"), body)),
        *_stoppers(report),
    )


def _phase_line(phase: PhaseRow, weakest: bool) -> Markup:
    value = "n/a" if phase.score is None else f"{phase.score:.1f}"
    note = [" ", tag("span", "lowest", class_="note")] if weakest else []
    return tag(
        "li", tag("span", phase.name, *note, class_="name"), phase_bar(phase), tag("span", value, class_="value")
    )


def _phase_cells(phase: PhaseRow) -> tuple[str, str, str]:
    held, possible = ("not applicable" if score is None else f"{score:.1f}" for score in (phase.score, phase.high))
    return phase.name, held, possible


def _stoppers(report: Report) -> Iterator[Markup]:
    if report.alone.stoppers:
        cells = ((one.name, _level(one.level), str(one.needed)) for one in report.alone.stoppers)
        body = tag("tbody", rows(cells))
        heads = ("Skill", "You", "Needed alone")
        yield folded("All that stops you there", table("Skills too low for that phase", heads, body))


def _level(level: int | None) -> str:
    return "not rated" if level is None else str(level)


def skills(report: Report) -> Markup:
    """Every skill of the role: level beside required level, in groups, and all numbers of it."""
    places = {row.id: f"skill-{n}" for n, row in enumerate(report.skills, start=1)}
    groups = {state: _in_group(report, state) for state in GROUPS}
    found = [(title, groups[state]) for state, title in GROUPS.items() if groups[state]]
    words = ", ".join(f"{level} {LEVELS[level]}" for level in range(1, 5))
    legend = f"Levels: {words}. Filled is held, outlined is missing, dashed is not answered; the line is what is asked."
    return section(
        "skills",
        "Skills",
        tag("p", legend, class_="note"),
        *(tag("p", words, class_="note") for words in evidence(report)),
        *([tag("p", stale(report), class_="note")] if stale(report) else []),
        *(_group(title, group, places) for title, group in found),
        folded(
            f"All {count(len(report.skills), 'skill')} in numbers",
            table("Skills of the role", SKILL_HEADS, *(_skill_cells(title, group) for title, group in found)),
        ),
    )


def _in_group(report: Report, state: State) -> list[SkillRow]:
    return sorted((row for row in report.skills if row.state == state), key=lambda row: -row.points_lost)


def _group(title: str, group: Sequence[SkillRow], places: dict[str, str]) -> Markup:
    lines = join((_skill_line(row, places[row.id]) for row in group), "\n")
    heading = tag("h3", f"{title} ", tag("span", str(len(group)), class_="note"))
    return tag("figure", heading, tag("ul", lines, class_="skills"), class_="chart")


def _skill_line(row: SkillRow, place: str) -> Markup:
    note = notes(row)
    beside = [" ", tag("span", note, class_="note")] if note else []
    lost = [Markup("&minus;"), f"{row.points_lost:.1f}"] if row.points_lost else []
    return tag(
        "li", tag("span", row.name, *beside, class_="name"), levels(row), tag("span", *lost, class_="value"), id=place
    )


def _skill_cells(title: str, group: Iterable[SkillRow]) -> Markup:
    cells = (
        (
            row.name,
            "not applicable" if row.state == "not_applicable" else _level(row.level),
            "" if row.likely_level is None else str(row.likely_level),
            str(row.required),
            str(row.weight),
            f"{row.points:.1f}",
            f"{row.points_lost:.1f}",
            str(row.hours),
            notes(row),
        )
        for row in group
    )
    name = tag("tr", tag("th", title, scope="rowgroup", colspan=len(SKILL_HEADS)))
    return tag("tbody", name, rows(cells))
