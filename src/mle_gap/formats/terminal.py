"""The report for a person at a terminal: headline, phases, gaps, plan, and what to do first."""

from collections.abc import Iterator, Sequence
from math import ceil

from mle_gap.drawing import Block, Canvas, Part
from mle_gap.models.report import PhaseRow, Plan, Report, SkillRow, Step
from mle_gap.page import Page
from mle_gap.wording import LEVELS, count, number

VERDICT_STYLE = {"blocked": "bold red", "undecided": "bold yellow", "ready": "bold green"}
BAR = 40
TIMELINE = range(24, 81)  # columns it may take


def render(report: Report, page: Page) -> str:
    """The whole report."""
    canvas = Canvas(page)
    parts = (_head, _phases, _gaps, _others, _plan, _first)
    return canvas.text(block for part in parts for block in part(report, canvas))


def render_plan(report: Report, page: Page) -> str:
    """Headline and plan only."""
    canvas = Canvas(page)
    return canvas.text(block for part in (_head, _plan, _first) for block in part(report, canvas))


def _head(report: Report, canvas: Canvas) -> Iterator[Block]:
    role, ready = report.role, report.readiness
    who = f"{report.person.name}: " if report.person.name else ""
    trade = f", {role.industry}" if role.industry else ""
    yield canvas.say(f"{who}{role.name}, {role.seniority}, {role.working_model}{trade}", style="bold")
    yield canvas.say("")
    yield canvas.say(ready.headline, style=VERDICT_STYLE.get(ready.verdict, "bold"))
    yield canvas.bar(ready.score, min(BAR, canvas.width - 2), ready.high)
    yield canvas.say(_rated(report), style="dim")
    if ready.verdict in ("nearly", "building", "starting") and ready.weakest_phase:
        yield canvas.say(_why_not_ready(report), style="dim")
    if ready.blocked_by and ready.undecided_by:
        yield canvas.say(f"Must-haves not decided yet: {', '.join(ready.undecided_by)}.", style="dim")
    yield canvas.say(_experience(report), style="dim")
    if report.contradictions:
        yield from _title(canvas, "These answers do not go together")
        for item in report.contradictions:
            yield canvas.say(f"{item.message}.", style="yellow")


def _rated(report: Report) -> str:
    ready = report.readiness
    left_out = sum(row.state == "not_applicable" for row in report.skills)
    words = f"{ready.answered} of {ready.asked} skills rated, by yourself; nothing was checked."
    return words + (f" {left_out} not applicable." if left_out else "")


def _why_not_ready(report: Report) -> str:
    weakest = next(phase for phase in report.phases if phase.id == report.readiness.weakest_phase)
    return f"The lowest phase decides: {weakest.name} holds {number(weakest.score or 0)}, ready asks 90 of each."


def _experience(report: Report) -> str:
    asked = report.experience
    where = " or ".join(word.replace("-", " ") for word in asked.counted_in)
    told = "you did not say (--years)" if asked.years is None else f"you have {number(asked.years)}"
    state = {"met": ", met", "not_met": ", not met", "unknown": ""}[asked.state]
    return f"Experience: {count(asked.asked_years, 'year')} as {where} asked; {told}{state}."


def _phases(report: Report, canvas: Canvas) -> Iterator[Block]:
    yield from _title(canvas, "Workflow: how much of each phase you hold")
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
    yield from _title(canvas, f"Gaps: where the missing {number(100 - report.readiness.score)} points are")
    rows = [(row.name, _level(row), str(row.required), f"-{row.points_lost:.1f}", _note(row)) for row in lost]
    stacked = [(row.name, _in_words(row)) for row in lost]
    yield from canvas.table(("Skill", "You", "Asked", "Points", ""), rows, stacked, right=(1, 2, 3))
    if any(row.level is None for row in lost):
        yield canvas.say("? not answered, counted as 0.", style="dim")


def _level(row: SkillRow) -> str:
    return "?" if row.level is None else str(row.level)


def _note(row: SkillRow) -> str:
    others = [word for word in row.any_of if word != row.id]
    notes = ["must-have"] if row.must_have else []
    return ", ".join(notes + ([f"or {' or '.join(others)}"] if others else []))


def _in_words(row: SkillRow) -> str:
    note = _note(row)
    return f"you {_level(row)}, asked {row.required}, -{row.points_lost:.1f} points" + (f", {note}" if note else "")


def _others(report: Report, canvas: Canvas) -> Iterator[Block]:
    for state, label in (("met", "Met"), ("not_applicable", "Not applicable")):
        names = [_named(row) for row in report.skills if row.state == state]
        if names:
            yield canvas.say("")
            yield canvas.say((f"{label}: ", "bold"), ", ".join(names) + ".")


def _named(row: SkillRow) -> str:
    return row.name if row.level is None else f"{row.name} {row.level}"


def _plan(report: Report, canvas: Canvas) -> Iterator[Block]:
    plan = report.plan
    if not plan.steps:
        yield from _title(canvas, "Plan: nothing is left to learn for this role")
        return
    weeks = count(ceil(plan.weeks), "week")
    yield from _title(canvas, f"Plan: {count(len(plan.steps), 'step')}, about {plan.hours} hours or {weeks}")
    yield canvas.say(_pace(plan), style="dim")
    heads: tuple[str, ...] = ("From", "Step", "Hours", "Gain", "Score")
    rows: list[tuple[str, ...]] = [
        (step.start.isoformat(), _climb(step), f"{step.hours} h", _gain(step), f"{step.readiness_after:.1f}")
        for step in plan.steps
    ]
    room = canvas.width - canvas.table_width([heads, *rows]) - 2
    if room in TIMELINE or room > TIMELINE[-1]:
        heads = (*heads, "Timeline")
        width = min(room, TIMELINE[-1])
        rows = [(*row, _span(step, plan, width, canvas)) for row, step in zip(rows, plan.steps, strict=True)]
    yield from canvas.table(heads, rows, [_step_in_words(step) for step in plan.steps], right=(2, 3, 4))
    if plan.hours_assumed:
        yield canvas.say("* not answered, so planned from 0.", style="dim")
    yield canvas.say("")
    for person, names in _teachers(plan).items():
        yield canvas.say((f"Best learned with {person}: ", "bold"), ", ".join(names) + ".")


def _teachers(plan: Plan) -> dict[str, list[str]]:
    """The skills of the plan by the collaborator they are best learned with, in the order of the steps."""
    found: dict[str, dict[str, None]] = {}
    for step in plan.steps:
        found.setdefault(_people(step.learn_with[:1]), {})[step.name] = None
    return {person: list(names) for person, names in found.items()}


def _pace(plan: Plan) -> str:
    assumed = (
        f" {plan.hours_assumed} of the hours are for skills not answered: rate those first."
        if plan.hours_assumed
        else ""
    )
    order = "" if plan.optimal else " Most points per hour come first; this order is not proven to be the best."
    return (
        f"At {number(plan.hours_per_week)} hours a week, to {plan.finish.isoformat()}. Hours are typical, yours will"
        f" differ.{assumed}{order}"
    )


def _climb(step: Step) -> str:
    return f"{step.name} {step.from_level} > {step.to_level}{'*' if step.assumed else ''}"


def _gain(step: Step) -> str:
    return f"+{step.gain:.1f}" if step.gain else "-"


def _step_in_words(step: Step) -> tuple[str, str]:
    gain = f"{_gain(step)} to" if step.gain else "score stays"
    return _climb(step), f"from {step.start.isoformat()}, {step.hours} h, {gain} {step.readiness_after:.1f}"


def _span(step: Step, plan: Plan, width: int, canvas: Canvas) -> str:
    """Where the step lies between the first and the last day of the plan."""
    days = (plan.finish - plan.start).days + 1
    first = min((step.start - plan.start).days * width // days, width - 1)
    last = max(first + 1, ((step.finish - plan.start).days + 1) * width // days)
    return canvas.line(first, last - first)


def _first(report: Report, canvas: Canvas) -> Iterator[Block]:
    if not report.plan.steps:
        return
    step = report.plan.steps[0]
    day = f"On {step.start:%A}, {step.start.isoformat()}"
    yield from _title(canvas, f"{day}: {step.name}, level {step.to_level} ({LEVELS[step.to_level]})")
    yield canvas.say(f"Goal: {step.can}")
    if step.assumed:
        yield canvas.say("You have not rated this skill: if you can do that already, rate it and the plan moves on.")
    yield canvas.say(f"Why: {step.why}")
    yield canvas.say(f"Proof: {step.prove}")
    yield canvas.say(f"Ask: {_people(step.learn_with)}.")
    for resource in step.resources:
        yield canvas.say(f"- {resource.title} ({resource.kind}, {resource.cost})")
        yield canvas.say(f"  {resource.url}")


def _people(ids: Sequence[str]) -> str:
    return " or ".join(f"a {id_.replace('-', ' ')}" for id_ in ids)


def _title(canvas: Canvas, words: str) -> Iterator[Block]:
    yield canvas.say("")
    yield canvas.say(words, style="bold")
