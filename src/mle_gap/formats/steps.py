"""The second half of the page: the way there, over time and step by step. Pure."""

from collections.abc import Iterator, Mapping
from math import ceil

from mle_gap.formats.axis import axis_of
from mle_gap.formats.charts import curve, ground, step_bar
from mle_gap.formats.markup import DOT, Markup, day, folded, join, rows, section, span, table, tag
from mle_gap.models.report import Plan, Report, Step
from mle_gap.models.skills import Resource
from mle_gap.visible import visible
from mle_gap.wording import LEVELS, count, number

STEP_HEADS = ("Step", "Hours", "Start", "Finish", "Gain", "Readiness after")


def plan(report: Report) -> Markup:
    """The plan in words, as a curve, as a timeline and in numbers."""
    plan_ = report.plan
    lines = [tag("li", line) for line in _in_words(report)]
    words = [tag("ul", *lines, class_="words")] if lines else []
    if not plan_.steps:
        return section("plan", "Plan", tag("p", _nothing_left(plan_), class_="lead"), *words)
    return section("plan", "Plan", tag("p", _size(plan_), class_="lead"), *words, *_charts(report), _numbers(report))


def _nothing_left(plan_: Plan) -> str:
    return "The target is held already: nothing is left to learn for it." if plan_.target else (
        "Nothing is left to learn for this role."
    )  # fmt: skip


def _size(plan_: Plan) -> str:
    weeks = count(ceil(plan_.weeks), "week")
    return f"{count(len(plan_.steps), 'step')}, about {count(plan_.hours, 'hour')} or {weeks}, to {day(plan_.finish)}."


def _in_words(report: Report) -> Iterator[str]:
    plan_ = report.plan
    if plan_.steps:
        yield (
            f"It begins on {day(plan_.start)} with {number(plan_.hours_per_week)} hours a week. Hours are typical, "
            f"yours will differ: if all takes a quarter less, it ends on {day(plan_.finish_early)}; if it takes half as"
            f" much again, on {day(plan_.finish_late)}."
        )
    if plan_.hours_assumed:
        yield f"{plan_.hours_assumed} of the hours are for skills that were not answered: rate those first."
    if len(plan_.steps) > 1:
        yield _order(plan_)
    if plan_.target:
        reached = f", reached on {day(plan_.target.reached)}" if plan_.target.reached else ", which is held already"
        yield f"It stops at the target of {number(plan_.target.score)}{reached}."
    if plan_.by:
        yield _deadline(plan_)
    if plan_.pauses:
        pauses = "; ".join(span(pause.start, pause.finish) for pause in plan_.pauses)
        yield f"Without learning: {pauses}."
    if plan_.study and plan_.study.sessions:
        zone = f" ({plan_.study.zone})" if plan_.study.zone else ""
        sessions = count(len(plan_.study.sessions), "block")
        yield f"{sessions} of study, each at {plan_.study.at}{zone}, from {day(plan_.study.sessions[0].day)} on."


def _order(plan_: Plan) -> str:
    words = "Must-haves come first. Among the orders that do so, this one" if plan_.first else "This order"
    if plan_.optimal:
        words += " makes readiness rise fastest, which is proven."
    else:
        share = number(ceil(plan_.gap_bound * 1000) / 10)
        words += f" is a good one, not proven to be the best: no other is better by more than {share}%."
    if plan_.first_costs and plan_.first_costs > 0:
        costs = f"{number(plan_.first_costs)} points \u00d7 weeks"
        words += f" What that costs is {costs}, by which readiness is held later than without the wish."
    return words


def _deadline(plan_: Plan) -> str:
    by = plan_.by
    if by is None:
        return ""
    done = f"By {day(by.date)}: {count(by.steps, 'step')} done, readiness {number(by.readiness)}."
    goal = f"the target of {number(plan_.target.score)}" if plan_.target else "100"
    if by.hours_per_week is None:
        return f"{done} No day of learning is left until then."
    return f"{done} To reach {goal} by then takes {number(by.hours_per_week)} hours a week."


def _charts(report: Report) -> Iterator[Markup]:
    plan_, axis = report.plan, axis_of(report.plan)
    yield tag("h3", "Readiness over time")
    yield tag("figure", curve(report), class_="chart over-time")
    yield tag("h3", "Timeline")
    legend = [
        word for word, there in (("Shaded: no learning.", plan_.pauses), (_ASSUMED, plan_.hours_assumed)) if there
    ]
    if legend:
        yield tag("p", " ".join(legend), class_="note")
    lines = (
        tag("li", tag("a", _climb(step), href=f"#step-{step.order}", class_="name"), step_bar(step, axis))
        for step in plan_.steps
    )
    yield tag("figure", ground(plan_), tag("ol", join(lines, "\n")), class_="chart timeline")


_ASSUMED = "Pale: planned from 0, because the skill was not answered."


def _climb(step: Step) -> str:
    return f"{step.name} {step.from_level}\u2192{step.to_level}"


def _numbers(report: Report) -> Markup:
    cells = (
        (
            _climb(step) + (" (assumed)" if step.assumed else ""),
            str(step.hours),
            day(step.start),
            day(step.finish),
            f"+{step.gain:.1f}" if step.gain else "0",
            f"{step.readiness_after:.1f}",
        )
        for step in report.plan.steps
    )
    body = tag("tbody", rows(cells))
    caption = f"Steps of the plan, from a readiness of {number(report.plan.readiness_before)}"
    return folded(
        f"All {count(len(report.plan.steps), 'step')} in numbers", table(caption, STEP_HEADS, body, id_="plan-table")
    )


def steps(report: Report) -> Markup:
    """Each step for itself: what it means, why it is there, how to show it and where to learn it."""
    names = {row.id: row.name for row in report.skills} | {step.skill: step.name for step in report.plan.steps}
    return section("steps", "Step by step", *(_step(step, names) for step in report.plan.steps))


def _step(step: Step, names: Mapping[str, str]) -> Markup:
    level = tag("span", f"{step.from_level}\u2192{step.to_level}, {LEVELS[step.to_level]}", class_="note")
    gain = f"+{step.gain:.1f} points, to" if step.gain else "readiness stays"
    facts = (f"{step.hours} h", span(step.start, step.finish), f"{gain} {step.readiness_after:.1f}")
    return tag(
        "article",
        tag("p", str(step.order), class_="order"),
        tag("h3", step.name, " ", level),
        tag("p", DOT.join(facts), class_="facts"),
        *_assumed(step),
        tag("p", step.can, class_="goal"),
        tag("dl", *(part for word, told in _told(step, names) for part in (tag("dt", word), tag("dd", told)))),
        tag("ul", join(map(_resource, step.resources), "\n"), class_="resources"),
        id=f"step-{step.order}",
    )


def _assumed(step: Step) -> Iterator[Markup]:
    if step.assumed:
        words = "Assumed: you have not rated this skill. If you can do this already, rate it and the plan moves on."
        yield tag("p", words, class_="assumed")


def _told(step: Step, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Why", step.why
    if step.needs:
        yield "Needs", ", ".join(f"{names.get(id_, id_)} {level}" for id_, level in step.needs.items())
    yield "Proof", step.prove
    yield "Ask", " or ".join(f"a {id_.replace('-', ' ')}" for id_ in step.learn_with)


def _resource(resource: Resource) -> Markup:
    note = tag("span", f" {resource.kind}, {resource.cost}", class_="note")
    if _is_link(resource.url):
        link = tag("a", resource.title, href=resource.url, rel="noreferrer noopener")
        return tag("li", link, note)
    return tag("li", f"{resource.title}, {resource.url}", note)


def _is_link(url: str) -> bool:
    """Only what leads to a page over https, and hides nothing."""
    return url.startswith("https://") and url == visible(url) and not any(char.isspace() for char in url)
