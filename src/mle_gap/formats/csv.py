"""The report as one tidy table in CSV (RFC 4180): a row for each skill of the role, then one for each step of the plan.

The names are those of the JSON; a step has its skill as `id`. What does not apply or is not known is an empty cell.
Several values of a cell are separated by a space, `needs` are written as skill:level. No cell holds a line break.
"""

import re
from csv import DictWriter
from datetime import date
from io import StringIO

from mle_gap.models.report import Report, SkillRow, Step
from mle_gap.page import Page
from mle_gap.visible import visible

Value = str | int | float | date | None

COLUMNS = (
    "kind",
    "id",
    "name",
    "category",
    "phases",
    "level",
    "required",
    "weight",
    "must_have",
    "state",
    "points",
    "points_lost",
    "points_per_hour",
    "source",
    "likely_level",
    "chance_met",
    "finding",
    "outcome",
    "quiz_right",
    "quiz_asked",
    "evidence_level",
    "evidence_files",
    "last_used",
    "stale",
    "any_of",
    "order",
    "from_level",
    "to_level",
    "can",
    "hours",
    "gain",
    "readiness_after",
    "start",
    "finish",
    "assumed",
    "why",
    "needs",
    "prove",
    "learn_with",
    "resources",
)
# What a spreadsheet would take for a formula, also in its wide forms and behind spaces or quotes; a semicolon may begin
# a cell, too, where a comma is the decimal point.
_FORMULA = re.compile("(^|;)(?=[\\s\"']*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format has the same signature
    """Header and rows, each ending in CR LF."""
    text = StringIO()
    table = DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for values in (*map(_skill, report.skills), *map(_step, report.plan.steps)):
        table.writerow({name: _cell(value) for name, value in values.items()})
    return text.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return visible(_FORMULA.sub(r"\1'", value))
    return str(value)


def _skill(row: SkillRow) -> dict[str, Value]:
    return {
        "kind": "skill",
        "id": row.id,
        "name": row.name,
        "category": row.category,
        "phases": " ".join(row.phases),
        "level": row.level,
        "required": row.required,
        "weight": row.weight,
        "must_have": row.must_have,
        "state": row.state,
        "points": row.points,
        "points_lost": row.points_lost,
        "points_per_hour": row.points_per_hour,
        "source": row.source,
        "likely_level": row.likely_level,
        "chance_met": row.chance_met,
        "finding": row.finding,
        "outcome": row.outcome,
        "quiz_right": row.quiz_right,
        "quiz_asked": row.quiz_asked,
        "evidence_level": row.evidence_level,
        "evidence_files": row.evidence_files,
        "last_used": row.last_used,
        "stale": row.stale,
        "any_of": " ".join(row.any_of),
        "hours": row.hours,
    }


def _step(step: Step) -> dict[str, Value]:
    return {
        "kind": "step",
        "id": step.skill,
        "name": step.name,
        "order": step.order,
        "from_level": step.from_level,
        "to_level": step.to_level,
        "can": step.can,
        "hours": step.hours,
        "gain": step.gain,
        "readiness_after": step.readiness_after,
        "start": step.start,
        "finish": step.finish,
        "assumed": step.assumed,
        "why": step.why,
        "needs": " ".join(f"{skill}:{level}" for skill, level in step.needs.items()),
        "prove": step.prove,
        "learn_with": " ".join(step.learn_with),
        "resources": " ".join(resource.url for resource in step.resources),
    }
