"""What `compare` shows: every fit, best first, with its nearest gap."""

from collections.abc import Iterator

from mle_gap.drawing import Block, Canvas
from mle_gap.models.browse import Comparison, Fit
from mle_gap.page import Page
from mle_gap.wording import VERDICT_WORDS, count, number


def render(comparison: Comparison, page: Page) -> str:
    """The comparison as text."""
    canvas = Canvas(page)
    return canvas.text(_comparison(comparison, canvas))


def _comparison(comparison: Comparison, canvas: Canvas) -> Iterator[Block]:
    yield canvas.say("How your answers fit each role, best fit first", style="bold")
    words = "The verdict is that of must-haves and the lowest phase. Hours: of all steps to 100. Nearest gap: the one"
    yield canvas.say(f"{words} that closes in the fewest hours, of what is rated if there is any.", style="dim")
    yield canvas.say("")
    heads = ("Score", "Role", "Verdict", "Hours", "Nearest gap")
    rows = [(_score(fit), _role(fit), _verdict(fit), number(fit.hours), _nearest(fit)) for fit in comparison.fits]
    stacked = [(f"{row[0]}  {row[1]}", f"{row[2]}; {row[3]} hours to 100; nearest gap: {row[4]}") for row in rows]
    yield from canvas.table(heads, rows, stacked, right=(0, 3))
    if any(fit.high > fit.score for fit in comparison.fits):
        yield canvas.say("")
        words = "In brackets the score if what you have not rated is met; `mle-gap assess --role ID` asks for it."
        yield canvas.say(words, style="dim")


def _score(fit: Fit) -> str:
    return f"{fit.score:.1f}" + (f" ({fit.high:.1f})" if fit.high > fit.score else "")


def _role(fit: Fit) -> str:
    return f"{fit.role} {fit.seniority} {fit.working_model}" + (f" {fit.industry}" if fit.industry else "")


def _verdict(fit: Fit) -> str:
    if fit.blocked_by:
        return f"blocked by {count(len(fit.blocked_by), 'must-have')}"
    if fit.high > fit.score:
        return "not all rated"
    return VERDICT_WORDS.get(fit.verdict, fit.verdict)


def _nearest(fit: Fit) -> str:
    gap = fit.nearest
    if gap is None:
        return "none"
    has = "?" if gap.level is None else str(gap.level)
    return f"{gap.name} {has} > {gap.required}, {gap.hours} h"
