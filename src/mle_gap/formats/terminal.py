"""The report for a person at a terminal: headline, phases, gaps, plan, and what to do first."""

from collections.abc import Iterator

from mle_gap import wording
from mle_gap.drawing import Block, Canvas, Part
from mle_gap.formats.terminal_plan import people, plan_of, title
from mle_gap.models.report import PhaseRow, Report, SkillRow
from mle_gap.page import Page
from mle_gap.wording import LEVELS, number

VERDICT_STYLE = {"blocked": "bold red", "undecided": "bold yellow", "ready": "bold green"}
BAR = 40


def render(report: Report, page: Page) -> str:
    """The whole report."""
    canvas = Canvas(page)
    parts = (_head, _phases, _gaps, _others, plan_of, _first)
    return canvas.text(block for part in parts for block in part(report, canvas))


def render_plan(report: Report, page: Page) -> str:
    """Headline and plan only."""
    canvas = Canvas(page)
    return canvas.text(block for part in (_head, plan_of, _first) for block in part(report, canvas))


def _head(report: Report, canvas: Canvas) -> Iterator[Block]:
    role, ready = report.role, report.readiness
    who = f"{report.person.name}: " if report.person.name else ""
    trade = f", {role.industry}" if role.industry else ""
    yield canvas.say(f"{who}{role.name}, {role.seniority}, {role.working_model}{trade}", style="bold")
    yield canvas.say("")
    yield canvas.say(ready.headline, style=VERDICT_STYLE.get(ready.verdict, "bold"))
    yield canvas.bar(ready.score, min(BAR, canvas.width - 2), ready.high)
    yield canvas.say(wording.rated(report), style="dim")
    yield from (
        canvas.say(words, style="dim") for words in (wording.estimate(report), wording.findings(report)) if words
    )
    if ready.verdict in ("nearly", "building", "starting") and ready.weakest_phase:
        yield canvas.say(_why_not_ready(report), style="dim")
    if ready.blocked_by and ready.undecided_by:
        yield canvas.say(f"Must-haves not decided yet: {', '.join(ready.undecided_by)}.", style="dim")
    yield canvas.say(f"Experience: {wording.experience(report.experience, ' (--years)')}.", style="dim")
    yield from (canvas.say(words) for words in wording.evidence(report))
    if stale := wording.stale(report):
        yield canvas.say(stale, style="yellow")
    if report.contradictions:
        yield from title(canvas, "These answers do not go together")
        for item in report.contradictions:
            yield canvas.say(f"{item.message}.", style="yellow")


def _why_not_ready(report: Report) -> str:
    weakest = next(phase for phase in report.phases if phase.id == report.readiness.weakest_phase)
    return f"The lowest phase decides: {weakest.name} holds {number(weakest.score or 0)}, ready asks 90 of each."


def _phases(report: Report, canvas: Canvas) -> Iterator[Block]:
    yield from title(canvas, "Workflow: how much of each phase you hold")
    width = canvas.columns(phase.name for phase in report.phases)
    for phase in report.phases:
        weakest = phase.id == report.readiness.weakest_phase
        if width + 30 <= canvas.width:
            room = min(BAR, canvas.width - width - 20)
            yield canvas.say(canvas.padded(phase.name, width), " ", *_held(phase, room, weakest, canvas))
        else:
            yield canvas.say(phase.name)
            yield canvas.indented(*_held(phase, canvas.width - 20, weakest, canvas))
    if report.readiness.high > report.readiness.score:
        legend = "▒" if canvas.page.unicode else "="
        yield canvas.say(f"{legend} not answered yet, counted as 0.", style="dim")
    yield canvas.say(report.alone.headline)


def _held(phase: PhaseRow, width: int, weakest: bool, canvas: Canvas) -> tuple[Part, ...]:
    if phase.score is None or phase.high is None:
        return ("  n/a",)
    mark = (" < weakest", "yellow") if weakest else ""
    return (f"{phase.score:5.1f} ", canvas.bar(phase.score, width, phase.high), mark)


def _gaps(report: Report, canvas: Canvas) -> Iterator[Block]:
    lost = sorted((row for row in report.skills if row.points_lost), key=lambda row: (-row.points_lost, row.id))
    if not lost:
        return
    yield from title(canvas, f"Gaps: where the missing {number(100 - report.readiness.score)} points are")
    rows = [(row.name, _level(row), str(row.required), f"-{row.points_lost:.1f}", wording.notes(row)) for row in lost]
    stacked = [(row.name, _in_words(row)) for row in lost]
    yield from canvas.table(("Skill", "You", "Asked", "Points", ""), rows, stacked, right=(1, 2, 3))
    if any(row.level is None for row in lost):
        yield canvas.say("? not answered, counted as 0.", style="dim")


def _level(row: SkillRow) -> str:
    return "?" if row.level is None else str(row.level)


def _in_words(row: SkillRow) -> str:
    note = wording.notes(row)
    return f"you {_level(row)}, asked {row.required}, -{row.points_lost:.1f} points" + (f", {note}" if note else "")


def _others(report: Report, canvas: Canvas) -> Iterator[Block]:
    for state, label in (("met", "Met"), ("not_applicable", "Not applicable")):
        names = [_named(row) for row in report.skills if row.state == state]
        if names:
            yield canvas.say("")
            yield canvas.say((f"{label}: ", "bold"), ", ".join(names) + ".")


def _named(row: SkillRow) -> str:
    return row.name if row.level is None else f"{row.name} {row.level}"


def _first(report: Report, canvas: Canvas) -> Iterator[Block]:
    if not report.plan.steps:
        return
    step = report.plan.steps[0]
    day = f"On {step.start:%A}, {step.start.isoformat()}"
    yield from title(canvas, f"{day}: {step.name}, level {step.to_level} ({LEVELS[step.to_level]})")
    yield canvas.say(f"Goal: {step.can}")
    if step.assumed:
        yield canvas.say("You have not rated this skill: if you can do that already, rate it and the plan moves on.")
    yield canvas.say(f"Why: {step.why}")
    yield canvas.say(f"Proof: {step.prove}")
    yield canvas.say(f"Ask: {people(step.learn_with)}.")
    for resource in step.resources:
        yield canvas.say(f"- {resource.title} ({resource.kind}, {resource.cost})")
        yield canvas.say(f"  {resource.url}")
    if len(report.plan.steps) > 1:
        yield canvas.say("The same of every step: -f markdown or -f html.", style="dim")
