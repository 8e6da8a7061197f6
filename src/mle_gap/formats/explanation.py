"""What `explain` shows: the ledger of points, one skill in full, or the steps that bring most."""

from collections.abc import Iterator

from mle_gap.drawing import Block, Canvas
from mle_gap.formats.skills import head, level_of, resources_of
from mle_gap.models.explain import Explanation, Ledger, NextStep, NextSteps
from mle_gap.models.report import SkillRow
from mle_gap.page import Page
from mle_gap.wording import LEVELS


def render(model: Ledger | Explanation | NextSteps, page: Page) -> str:
    """Any of the three as text."""
    canvas = Canvas(page)
    if isinstance(model, NextSteps):
        return canvas.text(_next(model, canvas))
    return canvas.text(_ledger(model, canvas) if isinstance(model, Ledger) else _explanation(model, canvas))


def _next(model: NextSteps, canvas: Canvas) -> Iterator[Block]:
    yield canvas.say(f"{model.role.name}, {model.role.seniority}: the steps with most points per hour", style="bold")
    if not model.steps:
        yield canvas.say("Nothing is left that would add points.")
        return
    heads = ("Step", "Hours", "Gain", "Points/h", "In plan", "After")
    rows = [_next_row(step) for step in model.steps]
    stacked = [
        (
            row[0],
            f"{row[1]}, {row[2]}, {row[3]} points an hour; step {row[4]} of the plan"
            + (f", after {row[5]}" if row[5] else ""),
        )
        for row in rows
    ]
    yield from canvas.table(heads, rows, stacked, right=(1, 2, 3, 4))


def _next_row(step: NextStep) -> tuple[str, ...]:
    climb = f"{step.name} {step.from_level} > {step.to_level}"
    return (
        climb,
        f"{step.hours} h",
        f"+{step.gain:.1f}",
        f"{step.points_per_hour:.2f}",
        str(step.order),
        ", ".join(step.after),
    )


def _ledger(ledger: Ledger, canvas: Canvas) -> Iterator[Block]:
    yield canvas.say(f"{ledger.role.name}, {ledger.role.seniority}: {ledger.readiness.headline}", style="bold")
    yield canvas.say("Points = 100 x weight x min(level / asked, 1) / sum of weights.", style="dim")
    yield canvas.say(
        "? not answered, counted as 0; - not applicable, left out; Lost/h: points for each hour of the skill's steps.",
        style="dim",
    )
    yield canvas.say("")
    heads = ("Skill", "You", "Asked", "Weight", "Held", "Lost", "Lost/h")
    rows = [_row(row) for row in ledger.skills]
    yield from canvas.table(heads, rows, [(row[0], _in_words(row)) for row in rows], right=(1, 2, 3, 4, 5, 6))
    yield canvas.say("")
    held = ledger.readiness.score
    yield canvas.say(f"Held {held:.1f} + lost {100 - held:.1f} = 100 points.")


def _row(row: SkillRow) -> tuple[str, ...]:
    unrated = "-" if row.state == "not_applicable" else "?"
    per_hour = f"{row.points_per_hour:.2f}" if row.points_per_hour else ""
    you = unrated if row.level is None else str(row.level)
    return (row.name, you, str(row.required), str(row.weight), f"{row.points:.1f}", f"{row.points_lost:.1f}", per_hour)


def _in_words(cells: tuple[str, ...]) -> str:
    _, you, asked, weight, held, lost, per_hour = cells
    words = f"you {you}, asked {asked}, weight {weight}, held {held}, lost {lost}"
    return words + (f", {per_hour} an hour" if per_hour else "")


def _explanation(model: Explanation, canvas: Canvas) -> Iterator[Block]:
    skill, asked = model.skill, model.asked
    yield from head(skill, canvas)
    yield canvas.say(_standing(model))
    if asked is not None:
        yield canvas.say(f"Weight {asked.weight}: {model.why}")
    for level, meaning in enumerate(skill.levels, start=1):
        marks = ["you are here"] if level == model.level else []
        marks += ["asked"] if asked is not None and level == asked.required else []
        yield from level_of(canvas, level, meaning, marks)
    yield canvas.say("")
    yield from resources_of(skill, canvas)


def _standing(model: Explanation) -> str:
    rated = "not answered" if model.rating == "unknown" else "not applicable"
    you = f"You: {rated}" if model.level is None else f"You: {model.level} ({LEVELS[model.level]})"
    who = f"{model.role.name}, {model.role.seniority},"
    if model.asked is None:
        return f"{you}. {who} does not ask for it by itself."
    row = model.asked
    one_of = f" of one of {', '.join(row.any_of)}" if row.any_of else ""
    must = ", a must-have" if row.must_have else ""
    through = f" through {row.id}" if row.id != model.skill.id and row.level is not None else ""
    held = f"{row.points:.1f} points held{through}, {row.points_lost:.1f} lost"
    return f"{you}. {who} asks {row.required}{one_of}{must}: {held}."
