"""Charts as inline SVG. Places across are in percent, so that a chart fits any width and its letters keep their size.

Each is an image with a title; the numbers also stand in a table of the page. Pure.
"""

from collections.abc import Iterator
from itertools import pairwise

from mle_gap.formats.axis import Axis, axis_of
from mle_gap.formats.markup import Markup, day, span, tag
from mle_gap.models.report import PhaseRow, Plan, Report, SkillRow, Step
from mle_gap.wording import number

LEVELS = range(1, 5)
TALL = 200  # of the curve, two for each point


def percent(value: float) -> str:
    """A share of the width, short and without a sign it does not need."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def bar(title: str, held: float, possible: float, height: int = 10) -> Markup:
    """Of 100 points those held, and those possible once all is answered."""
    round_ = {"height": height, "rx": height / 2}
    parts = [tag("rect", class_="rail", width="100%", **round_)]
    if possible > held:
        parts.append(tag("rect", class_="may", width=percent(possible), **round_))
    if held:
        parts.append(tag("rect", class_="have", width=percent(held), **round_))
    return tag("svg", tag("title", title), *parts, class_="bar", role="img", width="100%", height=height)


def phase_bar(phase: PhaseRow) -> Markup:
    """How much of a phase is held."""
    if phase.score is None or phase.high is None:
        return bar(f"{phase.name}: not applicable", 0, 0)
    possible = f", up to {number(phase.high)} once answered" if phase.high > phase.score else ""
    return bar(f"{phase.name}: {number(phase.score)} of 100{possible}", phase.score, phase.high)


def levels(row: SkillRow) -> Markup:
    """The level of a skill in four steps, and a line behind the level that is asked."""
    held = "not rated" if row.level is None else f"level {row.level}"
    held = "not applicable" if row.state == "not_applicable" else held
    parts = [
        tag("rect", class_=_filling(level, row), x=1 + 28 * (level - 1), y=4, width=23, height=8, rx=4)
        for level in LEVELS
    ]
    end = 28 * row.required - 1.5
    parts.append(tag("line", class_="asked", x1=end, x2=end, y1=0, y2=16))
    title = tag("title", f"{row.name}: {held}, {row.required} asked")
    return tag("svg", title, *parts, class_="levels", role="img", width=112, height=16)


def _filling(level: int, row: SkillRow) -> str:
    if row.state == "not_applicable" or (level > row.required and level > (row.level or 0)):
        return "rail"
    if row.level is None:
        return "open"
    if level > row.level:
        return "gap"
    return "have" if level <= row.required else "more"


def _grid(axis: Axis, height: str) -> Iterator[Markup]:
    for place in ("0%", *(percent(axis.before(at)) for at, _ in axis.ticks()), "100%"):
        yield tag("line", class_="grid", x1=place, x2=place, y1=0, y2=height)


def _names(axis: Axis, y: float | str, dy: float = 0) -> Iterator[Markup]:
    for order, (at, words) in enumerate(axis.ticks()):
        second = "tick second" if order % 2 else "tick"
        yield tag("text", words, class_=second, x=percent(axis.before(at)), y=y, dy=dy or None)


def _pauses(plan: Plan, axis: Axis, height: str) -> Iterator[Markup]:
    for pause in plan.pauses:
        if pause.start <= axis.finish and pause.finish >= axis.start:
            left, right = axis.before(pause.start), axis.after(pause.finish)
            yield tag("rect", class_="pause", x=percent(left), width=percent(right - left), height=height)


def _deadline(plan: Plan, axis: Axis, height: str) -> Iterator[Markup]:
    if plan.by and axis.start <= plan.by.date <= axis.finish:
        place = percent(axis.after(plan.by.date))
        yield tag("line", class_="goal", x1=place, x2=place, y1=0, y2=height)


def curve(report: Report) -> Markup:
    """Readiness over time as a stair: up at the end of each step that gains."""
    plan, axis = report.plan, axis_of(report.plan)
    scale = [
        part
        for score in (0, 25, 50, 75, 100)
        for part in (
            tag("line", class_="grid", x1=0, x2="100%", y1=_y(score), y2=_y(score)),
            tag("text", str(score), class_="scale", x=-8, y=_y(score) + 4),
        )
    ]
    return tag(
        "svg",
        tag("title", "Readiness over time", id="curve-title"),
        tag("desc", _curve_in_words(report), id="curve-words"),
        *_pauses(plan, axis, f"{TALL}"), *scale, *_grid(axis, f"{TALL}"), *_names(axis, TALL + 20),
        _stair(report, axis), *_goals(plan, axis), *_ends(report, axis),
        class_="curve", role="img", width="100%", height=TALL + 28,
        aria_labelledby="curve-title", aria_describedby="curve-words", aria_details="plan-table",
    )  # fmt: skip


def _y(score: float) -> float:
    return TALL - score * TALL / 100


def _curve_in_words(report: Report) -> str:
    plan, last = report.plan, report.plan.steps[-1]
    words = [
        f"From {number(report.plan.readiness_before)} on {day(plan.start)} to {number(last.readiness_after)}"
        f" on {day(last.finish)}."
    ]
    words += [f"The target is {number(plan.target.score)}."] if plan.target else []
    words += [f"The deadline is {day(plan.by.date)}."] if plan.by else []
    words += [f"Pause: {span(pause.start, pause.finish)}." for pause in plan.pauses]
    return " ".join(words)


def _stair(report: Report, axis: Axis) -> Markup:
    """Drawn over 1000 units across, which are stretched to the width; the line keeps its own."""
    ups = [(step.finish, step.readiness_after) for step in report.plan.steps]
    levels_ = [report.plan.readiness_before, *(score for _, score in ups)]
    line = f"M0 {_y(levels_[0]):g}" + "".join(
        f"H{axis.after(at) * 10:.0f}V{_y(score):g}"
        for (at, score), (before, _) in zip(ups, pairwise(levels_), strict=True)
        if score != before
    )
    line += f"H{axis.after(report.plan.finish) * 10:.0f}"
    end = f"V{TALL}H0Z"
    return tag(
        "svg",
        tag("path", class_="area", d=line + end),
        tag("path", class_="stair", d=line, vector_effect="non-scaling-stroke"),
        viewBox=f"0 0 1000 {TALL}", preserveAspectRatio="none", width="100%", height=TALL, overflow="visible",
    )  # fmt: skip


def _ends(report: Report, axis: Axis) -> Iterator[Markup]:
    """The readiness the curve begins and ends with."""
    first, last = report.plan.readiness_before, report.plan.steps[-1].readiness_after
    if first > 12:
        yield tag("text", number(first), class_="first", x=6, y=_y(first) + 18)
    yield tag("text", number(last), class_="value", x=percent(axis.after(report.plan.finish)), y=_y(last) - 8)


def _goals(plan: Plan, axis: Axis) -> Iterator[Markup]:
    if plan.target:
        y = _y(plan.target.score)
        yield tag("line", class_="goal", x1=0, x2="100%", y1=y, y2=y)
        yield tag("text", f"target {number(plan.target.score)}", class_="goal-name", x="50%", y=y - 8)
    yield from _deadline(plan, axis, f"{TALL}")
    if plan.by and axis.start <= plan.by.date <= axis.finish:
        at = axis.after(plan.by.date)
        end = {"text_anchor": "end", "dx": -6} if at > 50 else {"dx": 6}
        yield tag("text", f"by {day(plan.by.date)}", class_="goal-name", x=percent(at), y=TALL - 8, **end)


def ground(plan: Plan) -> Markup:
    """What lies below the rows of the timeline: its days, pauses and deadline."""
    axis = axis_of(plan)
    words = [f"The days from {span(axis.start, axis.finish)}."]
    words += [f"Pause: {span(pause.start, pause.finish)}." for pause in plan.pauses]
    words += [f"The deadline is {day(plan.by.date)}."] if plan.by else []
    return tag(
        "svg",
        tag("title", "Time axis", id="axis-title"),
        tag("desc", " ".join(words), id="axis-words"),
        *_pauses(plan, axis, "100%"), *_grid(axis, "100%"), *_deadline(plan, axis, "100%"),
        *_names(axis, 14), *_names(axis, "100%", -4),
        class_="ground", role="img", width="100%", height="100%",
        aria_labelledby="axis-title", aria_describedby="axis-words", aria_details="plan-table",
    )  # fmt: skip


def step_bar(step: Step, axis: Axis) -> Markup:
    """When a step is worked on."""
    left = min(axis.before(step.start), 99)
    width = max(axis.after(step.finish) - left, 1)
    drawn = tag(
        "rect", class_="open" if step.assumed else "have", x=percent(left), width=percent(width), y=1, height=10, rx=3
    )
    title = tag("title", f"{span(step.start, step.finish)}, {step.hours} h")
    return tag("svg", title, drawn, role="img")
