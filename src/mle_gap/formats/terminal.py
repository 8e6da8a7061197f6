"""The report for a person at a terminal: headline, phases, gaps, plan, and what to do first."""

from collections.abc import Iterable, Iterator, Sequence

from mle_gap.drawing import Block, bar, say, table, text_of
from mle_gap.models.report import Plan, Report, SkillRow, Step
from mle_gap.page import Page
from mle_gap.wording import LEVELS, count, number

VERDICT_STYLE = {"blocked": "bold red", "undecided": "bold yellow", "ready": "bold green"}
# From this width on there is room for a timeline beside the columns of the plan.
WIDE = 110


def render(report: Report, page: Page) -> str:
    """The whole report."""
    parts = [
        _head(report, page),
        _phases(report, page),
        _gaps(report, page),
        _others(report),
        _plan(report.plan, page),
        _first(report.plan),
    ]
    return text_of((block for part in parts for block in part), page)


def render_plan(report: Report, page: Page) -> str:
    """Headline and plan only."""
    parts = [_head(report, page), _plan(report.plan, page), _first(report.plan)]
    return text_of((block for part in parts for block in part), page)


def _head(report: Report, page: Page) -> Iterator[Block]:
    role, ready = report.role, report.readiness
    who = f"{report.person.name}: " if report.person.name else ""
    yield say(f"{who}{role.name}, {role.seniority}, {role.working_model}", style="bold")
    yield say("")
    style = VERDICT_STYLE.get(ready.verdict, "bold")
    yield say(ready.headline, style=style)
    yield bar(ready.score, min(40, page.width - 2), page, ready.high)
    yield say(f"{ready.answered} of {ready.asked} skills rated, by yourself; nothing was checked.", style="dim")
    yield _experience(report)
    for item in report.contradictions:
        yield say(f"Does not go together: {item.message}.", style="yellow")


def _experience(report: Report) -> Block:
    asked = report.experience
    told = "not told" if asked.years is None else f"you have {number(asked.years)}"
    state = {"met": "met", "not_met": "not met", "unknown": "unknown"}[asked.state]
    words = " or ".join(word.replace("-", " ") for word in asked.counted_in)
    return say(f"Experience: {count(asked.asked_years, 'year')} as {words} asked, {told}: {state}.", style="dim")


def _phases(report: Report, page: Page) -> Iterator[Block]:
    yield from _title("Workflow: how much of each phase you hold")
    width = max(len(phase.name) for phase in report.phases)
    for phase in report.phases:
        score = "  n/a" if phase.score is None else f"{phase.score:5.1f}"
        mark = " < weakest" if phase.id == report.readiness.weakest_phase else ""
        if width + 30 <= page.width:
            drawn = bar(phase.score or 0, min(40, page.width - width - 20), page)
            yield say(phase.name.ljust(width), " ", score, " ", drawn, (mark, "yellow"))
        else:
            yield say(phase.name, (mark, "yellow"))
            yield say("  ", score, " ", bar(phase.score or 0, page.width - 10, page))


def _gaps(report: Report, page: Page) -> Iterator[Block]:
    lost = sorted((row for row in report.skills if row.points_lost), key=lambda row: (-row.points_lost, row.id))
    if not lost:
        return
    yield from _title(f"Gaps: where the missing {number(100 - report.readiness.score)} points are")
    rows = [(row.name, _level(row), str(row.required), f"-{row.points_lost:.1f}", _note(row)) for row in lost]
    yield from table(("Skill", "You", "Asked", "Points", ""), rows, page, right=(1, 2, 3))
    if any(row.level is None for row in lost):
        yield say("? not answered, counted as 0.", style="dim")


def _level(row: SkillRow) -> str:
    return "?" if row.level is None else str(row.level)


def _note(row: SkillRow) -> str:
    others = [word for word in row.any_of if word != row.id]
    notes = ["must-have"] if row.must_have else []
    return ", ".join(notes + ([f"or {' or '.join(others)}"] if others else []))


def _others(report: Report) -> Iterator[Block]:
    for state, label in (("met", "Met"), ("not_applicable", "Not applicable")):
        names = [_named(row) for row in report.skills if row.state == state]
        if names:
            yield say("")
            yield say((f"{label}: ", "bold"), ", ".join(names) + ".")


def _named(row: SkillRow) -> str:
    return row.name if row.level is None else f"{row.name} {row.level}"


def _plan(plan: Plan, page: Page) -> Iterator[Block]:
    if not plan.steps:
        yield from _title("Plan: nothing is left to learn for this role")
        return
    yield from _title(f"Plan: {count(len(plan.steps), 'step')}, {_ends(plan)}")
    yield say(_pace(plan), style="dim")
    heads: tuple[str, ...] = ("From", "Step", "Hours", "Gain", "Then")
    rows: list[tuple[str, ...]] = [
        (step.start.isoformat(), _climb(step), f"{step.hours} h", _gain(step), _then(step)) for step in plan.steps
    ]
    if page.width >= WIDE:
        heads = (*heads, "Timeline")
        rows = [(*row, _span(step, plan, page)) for row, step in zip(rows, plan.steps, strict=True)]
    yield from table(heads, rows, page, right=(2, 3, 4))
    if plan.hours_assumed:
        yield say("* not answered, so planned from 0.", style="dim")


def _ends(plan: Plan) -> str:
    return f"about {plan.hours} hours, {number(plan.weeks)} weeks, to {plan.finish.isoformat()}"


def _pace(plan: Plan) -> str:
    assumed = f" {plan.hours_assumed} of the hours are for skills not answered." if plan.hours_assumed else ""
    order = "" if plan.optimal else " The order is a good one, not a proven best one."
    return f"At {number(plan.hours_per_week)} hours a week; hours are typical, yours will differ.{assumed}{order}"


def _climb(step: Step) -> str:
    return f"{step.name} {step.from_level} > {step.to_level}{'*' if step.assumed else ''}"


def _gain(step: Step) -> str:
    return f"+{step.gain:.1f}" if step.gain else "-"


def _then(step: Step) -> str:
    return f"{step.readiness_after:.1f}"


def _span(step: Step, plan: Plan, page: Page) -> str:
    """Where the step lies between the first and the last day of the plan."""
    width = min(page.width - WIDE + 24, 80)
    days = (plan.finish - plan.start).days + 1
    first = (step.start - plan.start).days * width // days
    last = max(first + 1, ((step.finish - plan.start).days + 1) * width // days)
    return " " * first + ("━" if page.unicode else "=") * (last - first)


def _first(plan: Plan) -> Iterator[Block]:
    if not plan.steps:
        return
    step = plan.steps[0]
    yield from _title(f"On {plan.start:%A}: {step.name}, level {step.to_level} ({LEVELS[step.to_level]})")
    yield say(f"Goal: {step.can}")
    yield say(f"Why: {step.why}")
    yield say(f"Proof: {step.prove}")
    yield say(f"Ask: {_people(step.learn_with)}")
    for resource in step.resources:
        yield say(f"- {resource.title} ({resource.kind}, {resource.cost})")
        yield say(f"  {resource.url}")


def _people(ids: Sequence[str]) -> str:
    return " or ".join(f"a {id_.replace('-', ' ')}" for id_ in ids)


def _title(words: str) -> Iterable[Block]:
    yield say("")
    yield say(words, style="bold")
