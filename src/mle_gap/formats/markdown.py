"""The report as a page of Markdown to paste into an issue or a note: CommonMark with the tables of GitHub.

No text of a person or a catalogue begins a line, and whatever would be markup in it is escaped.
"""

import re
from collections.abc import Iterable, Iterator
from math import ceil

from mle_gap import wording
from mle_gap.models.report import Deadline, PhaseRow, Plan, Report, SkillRow, Step
from mle_gap.models.skills import Resource
from mle_gap.page import Page
from mle_gap.visible import visible
from mle_gap.wording import LEVELS, count, number

STATES = {"met": "met", "gap": "gap", "unknown": "not answered", "not_applicable": "not applicable"}
PHASES = (("Phase", "---"), ("Held", "---:"), ("Once all is answered and met", "---:"), ("Note", "---"))
SKILLS = (
    ("Skill", "---"),
    ("You", "---:"),
    ("Likely", "---:"),
    ("Asked", "---:"),
    ("Weight", "---:"),
    ("Must-have", "---"),
    ("State", "---"),
    ("Points held", "---:"),
    ("Lost", "---:"),
    ("Any of", "---"),
)

_MARKUP = re.compile(r"[\\`*_\[\]<>&~#$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What GitHub makes a mention, an address, a reference or a picture of although it is escaped; a space keeps it text.
_ACTS_ON_GITHUB = re.compile(r"@(?=\S)|#(?=\d)|\bgh-(?=\d)|:(?=[\w+-]+:)", re.IGNORECASE)
_NOT_IN_URLS = re.compile(r"[^!#-;=?-\[\]^_a-z{}~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format has the same signature
    """The whole report; each block of it stands between empty lines."""
    parts = (_head, _phases, _skills, _plan)
    return "\n\n".join(block for part in parts for block in part(report)) + "\n"


def _text(text: str) -> str:
    """Any text so that it is shown as it is, on one line: no markup, no link, no mention, nothing unseen."""
    apart = _ACTS_ON_GITHUB.sub(lambda found: f"{found[0]} ", visible(text))
    # A cell of a table ends at any other form of the bar in one reader or another.
    return _MARKUP.sub(lambda found: f"\\{found[0]}", apart).replace("|", "&#124;")


def _link(title: str, url: str) -> str:
    """A link whose address is in angle brackets, with what is not allowed there percent-encoded."""
    address = _NOT_IN_URLS.sub(lambda found: _percent(found[0]), url)
    return f"[{_text(title)}](<{_ENTITY.sub('&amp;', address)}>)"


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def _table(columns: Iterable[tuple[str, str]], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (*zip(*columns, strict=True), *rows))


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _head(report: Report) -> Iterator[str]:
    role = report.role
    words = [role.name, role.seniority, role.working_model, *([role.industry] if role.industry else [])]
    who = f": {_text(report.person.name)}" if report.person.name else ""
    yield f"# {_text(', '.join(words))}{who}"
    yield f"**{_text(report.readiness.headline)}**"
    yield f"{wording.rated(report)} Made on {report.generated_at} with catalogue {_text(report.catalogue.version)}."
    yield from (_text(words) for words in (wording.estimate(report), wording.findings(report)) if words)
    yield _text(f"Experience: {wording.experience(report.experience)}.")
    yield _text(report.alone.headline)
    yield from map(_text, wording.evidence(report))
    if stale := wording.stale(report):
        yield _text(stale)
    if report.contradictions:
        yield "## These answers do not go together"
        yield _list(f"Look again: {_text(item.message)}." for item in report.contradictions)


def _phases(report: Report) -> Iterator[str]:
    yield "## Phases"
    yield _table(PHASES, (_phase(row, row.id == report.readiness.weakest_phase) for row in report.phases))


def _phase(row: PhaseRow, weakest: bool) -> tuple[str, ...]:
    held, possible = ("n/a" if score is None else f"{score:.1f}" for score in (row.score, row.high))
    return _text(row.name), held, possible, "weakest" if weakest else ""


def _skills(report: Report) -> Iterator[str]:
    yield "## Skills"
    yield _table(SKILLS, map(_skill, report.skills))


def _skill(row: SkillRow) -> tuple[str, ...]:
    return (
        _text(row.name),
        str(row.level) if row.level is not None else "?" if row.state == "unknown" else "n/a",
        "" if row.likely_level is None else str(row.likely_level),
        str(row.required),
        str(row.weight),
        "must-have" if row.must_have else "",
        STATES[row.state],
        f"{row.points:.1f}",
        f"{row.points_lost:.1f}",
        _text(", ".join(row.any_of)),
    )


def _plan(report: Report) -> Iterator[str]:
    plan = report.plan
    if plan.steps:
        weeks = count(ceil(plan.weeks), "week")
        yield f"## Plan: {count(len(plan.steps), 'step')}, about {plan.hours} hours or {weeks}"
        yield (
            f"At {number(plan.hours_per_week)} hours a week, from {plan.start} to {plan.finish}. Hours are typical,"
            f" yours will differ: to {plan.finish_early} if all takes a quarter less, to {plan.finish_late} if it takes"
            " half as much again."
        )
    else:
        yield f"## Plan: nothing is left to learn for {'this role' if plan.target is None else _aim(plan)}"
    notes = list(_notes(plan))
    if notes:
        yield _list(notes)
    if plan.steps:
        yield "### Steps"
        yield "\n".join(line for step in plan.steps for line in _step(step))


def _notes(plan: Plan) -> Iterator[str]:
    """What was wished of the plan, and what is known of its order."""
    if plan.target is not None:
        when = "held already" if plan.target.reached is None else f"reached on {plan.target.reached}"
        yield f"Target: {_aim(plan)}, {when}."
    if plan.by is not None:
        yield _deadline(plan.by, plan)
    if plan.pauses:
        yield f"Pauses: {', '.join(f'{pause.start} to {pause.finish}' for pause in plan.pauses)}."
    if plan.study is not None:
        zone = f" ({_text(plan.study.zone)})" if plan.study.zone else ""
        yield f"Study: {count(len(plan.study.sessions), 'block')}, each beginning at {plan.study.at}{zone}."
    if plan.first is not None:
        yield f"First: {plan.first} and what they need; {_costs(plan.first_costs or 0)}."
    if len(plan.steps) > 1:
        yield f"Order: {_order(plan)}"
    if plan.hours_assumed:
        yield f"Assumed: {plan.hours_assumed} of the hours, for skills not answered, planned from 0; rate those first."


def _aim(plan: Plan) -> str:
    return "100" if plan.target is None else f"{plan.target.score:g} of 100"


def _costs(points_weeks: float) -> str:
    if points_weeks <= 0:
        return "this costs nothing"
    return f"against the order of most gain this costs {number(points_weeks)} points x weeks"


def _deadline(by: Deadline, plan: Plan) -> str:
    if not plan.steps:
        return f"By {by.date}: readiness {number(by.readiness)}, nothing to do."
    done = f"By {by.date}: {by.steps} of {count(len(plan.steps), 'step')} done, readiness {number(by.readiness)}."
    if by.hours_per_week is None:
        return f"{done} No day is left to reach {_aim(plan)} by then."
    return f"{done} To reach {_aim(plan)} by then takes {number(by.hours_per_week)} hours a week."


def _order(plan: Plan) -> str:
    under = "" if plan.first is None else f" with {plan.first} first"
    if plan.optimal:
        return f"proven to be the one in which readiness rises fastest{under}."
    return f"not proven to be the best{under}; proven is that no other is better by more than {plan.gap_bound:.2%}."


def _step(step: Step) -> Iterator[str]:
    gain = f"+{step.gain:.1f} points to" if step.gain else "no points by itself, stays at"
    level = LEVELS[step.to_level] + (", assumed" if step.assumed else "")
    yield (
        f"- [ ] {_text(step.name)} {step.from_level} > {step.to_level} ({level}):"
        f" {step.hours} h, {step.start} to {step.finish}, {gain} {step.readiness_after:.1f}"
    )
    yield f"  - Goal: {_text(step.can)}"
    yield f"  - Why: {_text(step.why)}"
    yield f"  - Proof: {_text(step.prove)}"
    people = " or ".join(id_.replace("-", " ") for id_ in step.learn_with)
    yield f"  - Ask: {_text(people)}"
    for resource in step.resources:
        yield f"  - {_resource(resource)}"


def _resource(resource: Resource) -> str:
    return f"{_link(resource.title, resource.url)} ({resource.kind}, {resource.cost})"
