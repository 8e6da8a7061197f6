"""What `explain` shows: the ledger of points, or one skill in full."""

from collections.abc import Iterator

from mle_gap.drawing import Block, say, table, text_of
from mle_gap.models.catalog import Skill, SkillLevel
from mle_gap.models.report import Explanation, Ledger, SkillRow
from mle_gap.page import Page
from mle_gap.wording import LEVELS, number


def render(model: Ledger | Explanation, page: Page) -> str:
    """Either of the two as text."""
    return text_of(_ledger(model, page) if isinstance(model, Ledger) else _explanation(model), page)


def _ledger(ledger: Ledger, page: Page) -> Iterator[Block]:
    yield say(f"{ledger.role.name}, {ledger.role.seniority}: {ledger.readiness.headline}", style="bold")
    yield say("Points = 100 x weight x min(level / asked, 1) / sum of weights.", style="dim")
    yield say("")
    heads = ("Skill", "You", "Asked", "Weight", "Held", "Lost", "Lost/h")
    yield from table(heads, [_row(row) for row in ledger.skills], page, right=(1, 2, 3, 4, 5, 6))
    held = sum(row.points for row in ledger.skills)
    lost = sum(row.points_lost for row in ledger.skills)
    yield say("")
    yield say(f"Held {held:.1f} + lost {lost:.1f} = {held + lost:.0f} points.")
    yield say("? not answered, counted as 0; - not applicable, left out; Lost/h: points for each hour of its steps.")


def _row(row: SkillRow) -> tuple[str, ...]:
    unrated = "-" if row.state == "not_applicable" else "?"
    per_hour = "" if row.points_per_hour is None else f"{row.points_per_hour:.2f}"
    you = unrated if row.level is None else str(row.level)
    return (
        row.name,
        you,
        str(row.required),
        str(row.weight),
        f"{row.points:.1f}",
        f"{row.points_lost:.1f}",
        per_hour,
    )


def _explanation(model: Explanation) -> Iterator[Block]:
    skill, asked = model.skill, model.asked
    yield say((skill.name, "bold"), f" ({skill.id})")
    yield say(skill.summary)
    yield say("")
    yield say(_standing(model))
    if asked is not None:
        yield say(f"Weight {asked.weight}: {model.why}")
    for level, meaning in enumerate(skill.levels, start=1):
        marks = ["you are here"] if level == model.level else []
        marks += ["asked"] if asked is not None and level == asked.required else []
        yield from _level(level, meaning, marks)
    yield say("")
    yield say("Learn it from", style="bold")
    yield from _resources(skill)


def _standing(model: Explanation) -> str:
    you = "You: not answered" if model.level is None else f"You: {model.level} ({LEVELS[model.level]})"
    if model.asked is None:
        return f"{you}. {model.role.name}, {model.role.seniority}, does not ask for it by itself."
    row = model.asked
    must = ", a must-have" if row.must_have else ""
    held = f"{row.points:.1f} points held, {row.points_lost:.1f} lost"
    return f"{you}. {model.role.name}, {model.role.seniority}, asks {row.required}{must}: {held}."


def _level(level: int, meaning: SkillLevel, marks: list[str]) -> Iterator[Block]:
    yield say("")
    yield say((f"{level} {LEVELS[level]}", "bold"), (f"  < {', '.join(marks)}" if marks else "", "yellow"))
    yield say(f"Means: {meaning.can}")
    needs = ", ".join(f"{other} {n}" for other, n in meaning.needs.items())
    for group in meaning.needs_any_of:
        needs += (", " if needs else "") + " or ".join(f"{other} {n}" for other, n in group.items())
    yield say(f"Takes: about {number(meaning.hours)} hours" + (f", after {needs}." if needs else "."))
    yield say(f"Proof: {meaning.prove}")


def _resources(skill: Skill) -> Iterator[Block]:
    for resource in skill.resources:
        levels = ", ".join(map(str, resource.levels))
        yield say(f"- {resource.title} ({resource.kind}, {resource.cost}, level {levels})")
        yield say(f"  {resource.url}")
