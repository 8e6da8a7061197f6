"""Other views of a report: the ledger of points, one skill in full, what brings most, what if. Pure."""

from mle_gap.models.explain import Explanation, Ledger, NextStep, NextSteps, Outcome, WhatIf
from mle_gap.models.report import Report
from mle_gap.planning import Subject


def ledger_of(report: Report) -> Ledger:
    """Every point held and lost, most points lost first."""
    rows = sorted(report.skills, key=lambda row: (-row.points_lost, row.id))
    return Ledger(role=report.role, readiness=report.readiness, skills=tuple(rows))


MOST_NEXT = 10


def next_of(report: Report) -> NextSteps:
    """The steps with most points per hour, at most ten; of equal ones the earlier in the plan."""
    planned = {(step.skill, step.to_level) for step in report.plan.steps}
    steps = [
        NextStep.model_construct(
            skill=step.skill,
            name=step.name,
            from_level=step.from_level,
            to_level=step.to_level,
            hours=step.hours,
            gain=step.gain,
            points_per_hour=round(step.gain / step.hours, 4),
            order=step.order,
            after=tuple(
                f"{skill} {level}"
                for skill, level in ((step.skill, step.from_level), *step.needs.items())
                if (skill, level) in planned
            ),
        )
        for step in report.plan.steps
        if step.gain
    ]
    return NextSteps(role=report.role, steps=tuple(sorted(steps, key=lambda step: -step.points_per_hour)[:MOST_NEXT]))


def what_if_of(before: Report, after: Report, changes: dict[str, str]) -> WhatIf:
    """Two reports side by side."""
    return WhatIf(changes=changes, before=_outcome(before), after=_outcome(after))


def _outcome(report: Report) -> Outcome:
    ready, plan = report.readiness, report.plan
    return Outcome(
        score=ready.score,
        high=ready.high,
        verdict=ready.verdict,
        blocked_by=ready.blocked_by,
        steps=len(plan.steps),
        hours=plan.hours,
        weeks=plan.weeks,
        hours_per_week=plan.hours_per_week,
        finish=plan.finish,
    )


def explanation_of(subject: Subject, report: Report, skill: str) -> Explanation:
    """All there is about one skill, beside what the role asks and the person says."""
    asked = next((a.requirement for a in subject.target.asked if skill in a.requirement.alternatives), None)
    rating = subject.answers.skills.get(skill, "unknown")
    return Explanation(
        role=report.role,
        skill=subject.catalogue.skills[skill],
        asked=next((row for row in report.skills if skill == row.id or skill in row.any_of), None),
        why=None if asked is None else asked.why,
        level=rating if isinstance(rating, int) else None,
        rating="rated" if isinstance(rating, int) else rating,
    )
