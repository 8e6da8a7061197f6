"""What `plan --what-if` shows: before and after side by side."""

from collections.abc import Iterator

from mle_gap.drawing import Block, Canvas
from mle_gap.models.explain import Outcome, WhatIf
from mle_gap.page import Page
from mle_gap.wording import VERDICT_WORDS, number


def render(model: WhatIf, page: Page) -> str:
    """The two as text."""
    canvas = Canvas(page)
    return canvas.text(_what_if(model, canvas))


def _what_if(model: WhatIf, canvas: Canvas) -> Iterator[Block]:
    yield canvas.say("What if ", ", ".join(f"{key} = {value}" for key, value in model.changes.items()), style="bold")
    yield canvas.say("")
    rows = [
        (name, one, other) for (name, one), (_, other) in zip(_facts(model.before), _facts(model.after), strict=True)
    ]
    stacked = [(name, f"{one} > {other}") for name, one, other in rows]
    yield from canvas.table(("", "Now", "Then"), rows, stacked, right=(1, 2))
    yield canvas.say("")
    yield canvas.say(_difference(model))


def _facts(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "Readiness", f"{outcome.score:.1f}"
    yield "Verdict", VERDICT_WORDS.get(outcome.verdict, outcome.verdict)
    yield "Must-haves that block", str(len(outcome.blocked_by))
    yield "Steps", str(outcome.steps)
    yield "Hours", str(outcome.hours)
    yield "Hours a week", number(outcome.hours_per_week)
    yield "Weeks", number(outcome.weeks)
    yield "Finish", outcome.finish.isoformat()


def _difference(model: WhatIf) -> str:
    before, after = model.before, model.after
    points = round(after.score - before.score, 1)
    days = (after.finish - before.finish).days
    when = "the same day" if not days else f"{abs(days)} days {'later' if days > 0 else 'earlier'}"
    free = [skill for skill in before.blocked_by if skill not in after.blocked_by]
    words = f"{points:+.1f} points now, done {when}."
    return f"{words} No longer blocked by {', '.join(free)}." if free else words
