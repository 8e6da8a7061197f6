"""The plan for a person at a terminal: its pace in words, its steps, who helps, and how readiness rises."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import ceil

from mle_gap import wording
from mle_gap.drawing import Block, Canvas
from mle_gap.models.report import Plan, Report, Step
from mle_gap.wording import count

TIMELINE = range(24, 81)  # columns it may take
BAR, CURVE = 40, 8


def plan_of(report: Report, canvas: Canvas) -> Iterator[Block]:
    """The plan: how long it takes, its steps, who helps, and how readiness rises."""
    plan = report.plan
    if not plan.steps:
        held = plan.target is not None and report.readiness.score < 100
        words = wording.aim(plan) if held else "nothing is left to learn for this role"
        yield from title(canvas, f"Plan: {words}")
        return
    weeks = count(ceil(plan.weeks), "week")
    yield from title(canvas, f"Plan: {count(len(plan.steps), 'step')}, about {plan.hours} hours or {weeks}")
    yield from (canvas.say(sentence, style="dim") for sentence in wording.pace(plan))
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
    yield from _curve(report, canvas)


def _curve(report: Report, canvas: Canvas) -> Iterator[Block]:
    """Readiness on some days of the plan, as far apart as each other."""
    plan = report.plan
    days = (plan.finish - plan.start).days
    count_ = min(CURVE, days)
    if count_ < 2:
        return
    yield from title(canvas, "Readiness over time")
    held = plan.readiness_before
    for n in range(count_ + 1):
        day = plan.start + timedelta(days=days * n // count_)
        reached = max((step.readiness_after for step in plan.steps if step.finish <= day), default=held)
        yield canvas.say(f"{day.isoformat()} {reached:5.1f} ", canvas.bar(reached, min(BAR, canvas.width - 18)))


def _teachers(plan: Plan) -> dict[str, list[str]]:
    """The skills of the plan by the collaborator they are best learned with, in the order of the steps."""
    found: dict[str, dict[str, None]] = {}
    for step in plan.steps:
        found.setdefault(people(step.learn_with[:1]), {})[step.name] = None
    return {person: list(names) for person, names in found.items()}


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


def people(ids: Sequence[str]) -> str:
    """Collaborators as one would name them: `a data engineer or a data scientist`."""
    return " or ".join(f"a {id_.replace('-', ' ')}" for id_ in ids)


def title(canvas: Canvas, words: str) -> Iterator[Block]:
    """A heading with a line before it."""
    yield canvas.say("")
    yield canvas.say(words, style="bold")
