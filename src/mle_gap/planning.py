"""From a subject to its plan: the steps in order, on days, as far and as fast as was wished. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from fractions import Fraction
from itertools import takewhile
from types import MappingProxyType
from typing import Literal, NamedTuple

from mle_gap import plan, score, study, wording
from mle_gap.estimating import Replies
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.report import Aim, Deadline, Pause, Plan, Step, Study, Supported
from mle_gap.pace import Pace, Span, weeks
from mle_gap.target import Target

HOURS_PER_WEEK = 5.0
# How far a person may be from the typical hours, all steps together: our judgement, see docs/method.md.
EARLY, LATE = Fraction(3, 4), Fraction(3, 2)


class Wishes(NamedTuple):
    """What a person wants of the plan besides its steps; None and empty where they do not say."""

    start: date | None = None
    pauses: tuple[Span, ...] = ()
    target: float | None = None
    by: date | None = None
    must_haves_first: bool = False
    days: tuple[int, ...] = ()  # of the week, Monday is 0
    at: time = time(18)
    zone: str | None = None
    basis: Literal["self", "estimate"] = "self"


class Subject(NamedTuple):
    """Everything a report depends on; the same values give the same report."""

    catalogue: Catalogue
    target: Target
    answers: Answers
    today: date
    wishes: Wishes = Wishes()
    replies: Replies = MappingProxyType({})  # to questions of the quiz, by skill
    evidence: Mapping[str, Supported] | None = None  # from files, by skill; None where none were looked at


def hours_per_week(answers: Answers) -> float:
    """Hours a week the person gives, or the default."""
    return HOURS_PER_WEEK if answers.hours_per_week is None else answers.hours_per_week


def exact(value: Fraction) -> float:
    """Points as the report tells them: four decimals."""
    return round(float(value), 4)


def plan_of(subject: Subject, rows: Sequence[score.Row]) -> Plan:
    """The plan for the rows of a subject; raises Misuse where it ends after the calendar."""
    wishes = subject.wishes
    pace = Pace(wishes.start or subject.today, hours_per_week(subject.answers), wishes.pauses)
    whole = plan.tasks_for(rows, subject.answers.skills, subject.catalogue.skills)
    free = plan.ordered(whole)
    order = _must_haves_first(whole, rows) if wishes.must_haves_first else free
    tasks = tuple(_up_to(order.tasks, rows, wishes.target))
    hours = sum(task.hours for task in tasks)
    costs = exact((order.cost - free.cost) / pace.rate)
    blocks = tuple(study.sessions([task.hours for task in tasks], pace, wishes.days)) if wishes.days else ()
    # Where days of study are named, a step lasts from its first block to its last.
    spans = study.spans(blocks, len(tasks)) if wishes.days else pace.dated(task.hours for task in tasks)
    steps = tuple(_steps(subject, rows, tasks, spans))
    planned = Study.model_construct(at=f"{wishes.at:%H:%M}", zone=wishes.zone, sessions=blocks)
    return Plan.model_construct(
        basis=wishes.basis,
        readiness_before=score.rounded_down(_now(rows)),
        optimal=order.optimal,
        gap_bound=order.gap_bound,
        first="must-haves" if wishes.must_haves_first else None,
        first_costs=costs if wishes.must_haves_first else None,
        hours=hours,
        hours_assumed=sum(task.hours for task in tasks if task.assumed),
        weeks=weeks(hours, pace.hours_per_week),
        hours_per_week=pace.hours_per_week,
        start=pace.start,
        finish=steps[-1].finish if steps else pace.start,
        finish_early=pace.finish(EARLY * hours),
        finish_late=pace.finish(LATE * hours),
        pauses=tuple(Pause.model_construct(start=one.start, finish=one.finish) for one in wishes.pauses),
        target=_aim(wishes, steps),
        by=_deadline(wishes, pace, hours, steps, rows),
        study=planned if wishes.days else None,
        steps=steps,
    )


def _must_haves_first(tasks: Sequence[plan.Task], rows: Sequence[score.Row]) -> plan.Order:
    return plan.ordered_first(tasks, {row.skill for row in rows if row.must_have})


def _now(rows: Sequence[score.Row]) -> Fraction:
    return (score.readiness(rows) or (Fraction(0), Fraction(0)))[0]


def _up_to(tasks: Sequence[plan.Task], rows: Sequence[score.Row], target: float | None) -> Iterator[plan.Task]:
    """The tasks in order until the target is reached, all of them where there is none."""
    reached = _now(rows)
    for task in tasks:
        if target is not None and reached >= Fraction(target):
            return
        yield task
        reached += task.gain


def _aim(wishes: Wishes, steps: Sequence[Step]) -> Aim | None:
    if wishes.target is None:
        return None
    return Aim.model_construct(score=wishes.target, reached=steps[-1].finish if steps else None)


def _deadline(
    wishes: Wishes, pace: Pace, hours: int, steps: Sequence[Step], rows: Sequence[score.Row]
) -> Deadline | None:
    last = wishes.by
    if last is None:
        return None
    done = list(takewhile(lambda step: step.finish <= last, steps))
    return Deadline.model_construct(
        date=last,
        steps=len(done),
        readiness=done[-1].readiness_after if done else score.rounded_down(_now(rows)),
        hours_per_week=pace.hours_needed(hours, last),
    )


def _steps(
    subject: Subject, rows: Sequence[score.Row], tasks: Sequence[plan.Task], spans: Sequence[Span]
) -> Iterator[Step]:
    skills = subject.catalogue.skills
    names = {id_: skill.name for id_, skill in skills.items()}
    by_skill = {row.skill: row for row in rows if row.applicable}
    reached = _now(rows)
    for order, (task, span) in enumerate(zip(tasks, spans, strict=True), start=1):
        reached += task.gain
        skill = skills[task.skill]
        unlocks = [other for other in tasks if other.needs.get(task.skill) == task.level]
        yield Step.model_construct(
            order=order,
            skill=task.skill,
            name=skill.name,
            from_level=task.level - 1,
            to_level=task.level,
            can=skill.at(task.level).can,
            hours=task.hours,
            gain=exact(task.gain),
            readiness_after=score.rounded_down(reached),
            start=span.start,
            finish=span.finish,
            assumed=task.assumed,
            why=wording.why(task, by_skill.get(task.skill), unlocks, names, subject.target.seniority),
            needs=dict(task.needs),
            prove=skill.at(task.level).prove,
            learn_with=skill.learn_with,
            resources=tuple(r for r in skill.resources if task.level in r.levels),
        )
