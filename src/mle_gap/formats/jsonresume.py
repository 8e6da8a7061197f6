"""The skills of a report as a JSON Resume (https://jsonresume.org/schema), to merge into one's own.

Levels are in the words of our own levels. What has no level yet is no skill of a resume: it stands under `interests`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from mle_gap import wording
from mle_gap.models.report import Report, SkillRow
from mle_gap.page import Page
from mle_gap.wording import FINDINGS, LEVELS, count

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
VERSION = "v1.0.0"
NEXT = "Learning next"
WITHOUT_LEVEL = {"gap": "Not begun", "unknown": "Not rated", "not_applicable": "Not applicable"}


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format has the same signature
    """ASCII only, so that no byte of it can act on a terminal; every skill of the role is in it."""
    resume = {
        "$schema": SCHEMA,
        "basics": _basics(report),
        "skills": [_skill(row) for row in report.skills if row.level],
        "interests": list(_interests(report)),
        "meta": _meta(report),
    }
    return json.dumps(resume, indent=2).replace("\x7f", "\\u007f") + "\n"


def _basics(report: Report) -> dict[str, str]:
    name = {} if report.person.name is None else {"name": report.person.name}
    return {**name, "label": report.role.name}


def _skill(row: SkillRow) -> dict[str, Any]:
    return {"name": row.name, "level": LEVELS[row.level or 0].capitalize(), "keywords": list(_keywords(row))}


def _keywords(row: SkillRow) -> Iterator[str]:
    # Not the bare id: `ml` would be read as a skill of its own.
    yield f"category: {row.category}"
    if row.quiz_asked:
        # A check that did not confirm the level must not look as if it had.
        yield f"checked by {count(row.quiz_asked, 'question')}: {FINDINGS[row.outcome or 'not_sure'].lower()}"
    if row.stale:
        yield f"last used {row.last_used}"


def _interests(report: Report) -> Iterator[dict[str, Any]]:
    """What the plan climbs, in its order, then what has no level and is not in the plan, by why."""
    planned = {step.skill: step.name for step in report.plan.steps}
    yield from _interest(NEXT, planned.values())
    for state, title in WITHOUT_LEVEL.items():
        rows = (row for row in report.skills if row.state == state and not row.level and row.id not in planned)
        yield from _interest(title, (row.name for row in rows))


def _interest(title: str, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    if keywords := list(names):
        yield {"name": title, "keywords": keywords}


def _meta(report: Report) -> dict[str, str]:
    """Version of the schema and date as it asks for them, and where the levels come from."""
    note = f"{wording.rated(report)} {wording.findings(report)}".strip()
    made = f"Made by mle-gap with catalogue {report.catalogue.version}."
    return {"version": VERSION, "lastModified": f"{report.generated_at}T00:00:00", "note": f"{note} {made}"}
