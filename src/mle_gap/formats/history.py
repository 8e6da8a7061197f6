"""What `history` shows: assessments with what was done since, and the difference between two."""

from collections.abc import Iterator, Sequence

from mle_gap.drawing import Block, Canvas
from mle_gap.models.history import Difference, History, SavedAssessment
from mle_gap.page import Page
from mle_gap.wording import count, number

SPARKS = {True: "▁▂▃▄▅▆▇█", False: "_.-:=+*#"}
MOST_SHOWN = 100  # in a terminal; the newest


def render(history: History, page: Page) -> str:
    """The list as text."""
    canvas = Canvas(page)
    return canvas.text(_history(history, canvas))


def _history(history: History, canvas: Canvas) -> Iterator[Block]:
    yield canvas.say("Saved assessments", style="bold")
    scores = [one.score for one in history.assessments if one.score is not None]
    if len(scores) > 1:
        yield canvas.say("Readiness ", (_sparkline(scores[-canvas.width + 12 :], canvas), "green"))
    heads = ("No", "Day", "Role", "Score", "Must-haves", "Done since")
    rows = [_row(one) for one in history.assessments[-MOST_SHOWN:]]
    stacked = [(f"{row[0]}  {row[1]}  {row[3]}", ", ".join(filter(None, _in_words(row)))) for row in rows]
    yield from canvas.table(heads, rows, stacked, right=(0, 3, 4))
    yield canvas.say("")
    if earlier := len(history.assessments) - len(rows):
        yield canvas.say(f"Not shown: {count(earlier, 'earlier assessment')}; `mle-gap history --json` lists all.")
    yield canvas.say("`mle-gap history FROM TO` shows what changed between two of them.", style="dim")


def _row(one: SavedAssessment) -> tuple[str, ...]:
    role = "" if one.role is None else f"{one.role.id} {one.role.seniority} {one.role.working_model}"
    score = "?" if one.score is None else f"{one.score:.1f}"
    blocked = "" if one.role is None else str(len(one.blocked_by))
    done = ", ".join(f"{step.skill} {step.to_level}" for step in one.done)
    return (str(one.number), one.day.isoformat(), role, score, blocked, done)


def _in_words(row: tuple[str, ...]) -> Iterator[str]:
    _, _, role, _, blocked, done = row
    yield role
    yield f"blocked by {blocked}" if blocked not in ("", "0") else ""
    yield f"done since: {done}" if done else ""


def _sparkline(scores: Sequence[float], canvas: Canvas) -> str:
    sparks = SPARKS[canvas.page.unicode]
    return "".join(sparks[min(int(score * len(sparks) / 100), len(sparks) - 1)] for score in scores)


def render_difference(difference: Difference, page: Page) -> str:
    """The difference as text."""
    canvas = Canvas(page)
    return canvas.text(_difference(difference, canvas))


def _difference(one: Difference, canvas: Canvas) -> Iterator[Block]:
    role = f"{one.role.name}, {one.role.seniority}, {one.role.working_model}"
    yield canvas.say(f"From {one.from_number} ({one.from_day}) to {one.to_number} ({one.to_day})", style="bold")
    yield canvas.say(f"Against {role}, by today's catalogue: {one.before:.1f} > {one.after:.1f}.")
    if not one.same_role:
        yield canvas.say(
            "The earlier one had another role, level or setting; both are held against the later one here."
        )
    yield canvas.say(_verdict(one))
    if one.answered_points:
        yield canvas.say(f"Apart from that, {one.answered_points:+.1f} points by what had not been rated before.")
    if one.catalogue_points:
        points = f"{one.catalogue_points:+.1f} points today"
        yield canvas.say(f"Apart from that, the catalogue changed: the earlier answers count {points}.")
    if one.no_longer_blocked_by:
        yield canvas.say(f"No longer blocked by {', '.join(one.no_longer_blocked_by)}.")
    if one.newly_blocked_by:
        yield canvas.say(f"Now blocked by {', '.join(one.newly_blocked_by)}.")
    yield canvas.say("")
    rows = [(c.name, _said(c.before), _said(c.after), "done" if c.by_done else "rated anew") for c in one.skills]
    if rows:
        stacked = [(row[0], f"{row[1]} > {row[2]}, {row[3]}") for row in rows]
        yield from canvas.table(("Skill", "Before", "After", ""), rows, stacked, right=(1, 2))
    else:
        yield canvas.say("No skill is rated differently.")


def _verdict(one: Difference) -> str:
    points = f"{one.person_points:+.1f} points by what you changed"
    if one.progress:
        return f"{points}: progress."
    if one.person_points == 0:
        return f"{points}."
    if one.person_points < 0:
        return f"{points}: less than before."
    return f"{points}; ratings off by one level would shift {number(one.noise)} by chance, so this is no progress yet."


def _said(rating: int | str | None) -> str:
    return "-" if rating is None else str(rating).replace("_", " ")
