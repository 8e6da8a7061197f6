"""The one place where the pure parts meet: catalogue and answers in, the Report out.

The models are constructed without validation: what goes into them is computed and typed here, and building a dozen
validators takes as long as all the computing. The suite holds every report to its JSON Schema.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Literal

from mle_gap import score, wording, workflow
from mle_gap.answers import is_stale
from mle_gap.errors import Misuse
from mle_gap.estimating import Estimated, estimated, outcome, probable, verify_next
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.report import (
    SCHEMA_VERSION,
    Alone,
    CatalogueStamp,
    Contradiction,
    ExperienceRow,
    Person,
    PhaseRow,
    Plan,
    Readiness,
    Report,
    RoleChosen,
    SkillRow,
    Stopper,
    Supported,
)
from mle_gap.models.skills import SkillLevel
from mle_gap.planning import Subject, exact, hours_per_week, plan_of
from mle_gap.target import Ratings, Target


def report_of(subject: Subject) -> Report:
    """The report; raises Misuse where nothing the role asks applies to the person."""
    catalogue, target, answers = subject.catalogue, subject.target, subject.answers
    rows = tuple(score.row_of(asked, answers.skills) for asked in target.asked)
    if score.readiness(rows) is None:
        raise Misuse("nothing is left to score: every skill of the role is marked not_applicable")
    phases = _phases(rows, catalogue)
    found = estimated(answers.skills, subject.replies, rows, subject.evidence)
    plan_ = _plan(subject, rows, found)
    return Report.model_construct(
        schema_version=SCHEMA_VERSION,
        generated_at=subject.today,
        catalogue=CatalogueStamp.model_construct(version=catalogue.version, sha256=catalogue.sha256),
        role=RoleChosen.model_construct(
            id=target.role.id,
            name=target.role.name,
            seniority=target.seniority,
            working_model=target.working_model.id,
            industry=None if target.industry is None else target.industry.id,
        ),
        person=Person.model_construct(
            name=answers.name,
            background=answers.background,
            years=answers.years,
            hours_per_week=hours_per_week(answers),
        ),
        readiness=_readiness(rows, phases, found),
        skills=tuple(_skill_rows(rows, subject, plan_, found)),
        phases=tuple(row for row, _ in phases),
        alone=_alone(subject),
        contradictions=tuple(_contradictions(answers.skills, catalogue)),
        scanned=subject.evidence is not None,
        experience=_experience(target, answers),
        verify_next=() if found is None else tuple(verify_next(found, catalogue.quizzes, subject.replies)),
        plan=plan_,
    )


def _plan(subject: Subject, rows: Sequence[score.Row], found: Estimated | None) -> Plan:
    """The plan from the levels told, or from those that are likely where that is wished."""
    if subject.wishes.basis == "self":
        return plan_of(subject, rows)
    if found is None:
        raise Misuse("--basis estimate needs something to go by: rate a skill, or answer questions of mle-gap verify")
    words = (word for asked in subject.target.asked for word in asked.requirement.alternatives)
    ratings = probable(subject.answers.skills, found, words)
    likely = subject._replace(answers=subject.answers.model_copy(update={"skills": ratings}))
    return plan_of(likely, [score.row_of(asked, ratings) for asked in subject.target.asked])


def _phases(rows: Sequence[score.Row], catalogue: Catalogue) -> list[tuple[PhaseRow, Fraction | None]]:
    found = []
    grouped = workflow.by_phase(rows, catalogue)
    for phase in catalogue.roles_file.phases:
        span = score.readiness(grouped[phase.id])
        low, high = (None, None) if span is None else map(score.rounded_down, span)
        found.append(
            (
                PhaseRow.model_construct(id=phase.id, name=phase.name, score=low, high=high),
                None if span is None else span[0],
            )
        )
    return found


def _alone(subject: Subject) -> Alone:
    catalogue = subject.catalogue
    rows = workflow.rows_alone(subject.target.requirements, subject.answers.skills, subject.target.seniority)
    names = {phase.id: phase.name for phase in catalogue.roles_file.phases}
    reach = workflow.reach_of(workflow.by_phase(rows, catalogue))
    stoppers = tuple(
        Stopper.model_construct(
            skill=row.skill, name=catalogue.skills[row.skill].name, level=row.level, needed=row.required
        )
        for row in reach.stoppers
    )
    up_to, stopped_at = names.get(reach.up_to or ""), names.get(reach.stopped_at or "")
    # The workflow is that of the first role; the others ask for a part of it.
    other = None if subject.target.role == catalogue.roles_file.roles[0] else subject.target.role.name
    headline = wording.alone(up_to, stopped_at, [(one.name, one.level) for one in stoppers], other)
    return Alone.model_construct(up_to=reach.up_to, stopped_at=reach.stopped_at, stoppers=stoppers, headline=headline)


def _readiness(
    rows: Sequence[score.Row], phases: Sequence[tuple[PhaseRow, Fraction | None]], found: Estimated | None
) -> Readiness:
    low, high = score.readiness(rows) or (Fraction(0), Fraction(0))
    scored = [(exact, row.id) for row, exact in phases if exact is not None]
    verdict = score.verdict(rows, [exact for exact, _ in scored])
    lowest, weakest = min(scored, key=lambda pair: pair[0])
    blocked_by = tuple(row.skill for row in rows if row.blocks)
    undecided_by = tuple(row.skill for row in rows if row.undecided)
    return Readiness.model_construct(
        score=score.rounded_down(low),
        low=score.rounded_down(low),
        high=score.rounded_down(high),
        verdict=verdict,
        headline=wording.headline(
            low,
            high,
            sum(row.may_be_met and row.state != "met" for row in rows if row.applicable),
            verdict,
            blocked_by,
            undecided_by,
        ),
        weakest_phase=weakest if lowest < 100 else None,
        blocked_by=blocked_by,
        undecided_by=undecided_by,
        answered=sum(row.state in ("met", "gap") for row in rows),
        asked=sum(row.applicable for row in rows),
        estimate=None if found is None else found.rounded,
    )


def _skill_rows(
    rows: Sequence[score.Row], subject: Subject, plan_: Plan, found: Estimated | None
) -> Iterator[SkillRow]:
    catalogue, last_used = subject.catalogue, subject.answers.last_used or {}
    total = score.total_weight(rows)
    hours = Counter[str]()
    for step in plan_.steps:
        hours[step.skill] += step.hours
    for row in rows:
        skill = catalogue.skills[row.skill]
        held, lost = score.points(row, total)
        replies, shown = subject.replies.get(row.skill, ()), (subject.evidence or {}).get(row.skill)
        yield SkillRow.model_construct(
            id=row.skill,
            name=skill.name,
            category=skill.category,
            phases=workflow.phases_of(row, catalogue),
            level=row.level,
            required=row.required,
            weight=int(row.weight),
            must_have=row.must_have,
            state=row.state,
            points=exact(held),
            points_lost=exact(lost),
            hours=hours[row.skill],
            points_per_hour=exact(lost / hours[row.skill]) if hours[row.skill] else None,
            source=_source(row.level, bool(replies), shown),
            **_believed(row, found, bool(replies)),
            quiz_right=sum(reply.right for reply in replies),
            quiz_asked=len(replies),
            evidence_level=None if shown is None else shown.level,
            evidence_files=None if shown is None else shown.files,
            last_used=last_used.get(row.skill),
            stale=bool(row.level) and is_stale(last_used.get(row.skill), subject.today),
            any_of=row.any_of,
        )


def _source(level: int | None, checked: bool, shown: Supported | None) -> Literal["self", "quiz", "evidence"] | None:
    """Where what is known of a skill comes from, the surest of it."""
    if checked:
        return "quiz"
    return "self" if level is not None else "evidence" if shown is not None and shown.level else None


def _believed(row: score.Row, found: Estimated | None, checked: bool) -> dict[str, Any]:
    """What is probably true of the skill of a row; nothing where it does not apply or nothing is known."""
    if found is None or not row.applicable:
        return {"likely_level": None, "chance_met": None, "finding": None, "outcome": None}
    likely, chance, finding = found.of(row.skill, row.required)
    said = outcome(row.level, likely, finding) if checked else None
    return {"likely_level": likely, "chance_met": round(chance, 3), "finding": finding, "outcome": said}


def _contradictions(ratings: Ratings, catalogue: Catalogue) -> Iterator[Contradiction]:
    """Each rated skill with a rated prerequisite that is too low, for the most it asks of it."""
    for skill in catalogue.skills.values():
        rating = ratings.get(skill.id)
        if not isinstance(rating, int):
            continue
        missing: dict[str, tuple[int, int]] = {}
        for level in skill.levels[:rating]:
            for other, found in _too_low(level, ratings):
                missing[other] = max(found, missing.get(other, found))
        for other, (needed, has) in missing.items():
            name = catalogue.skills[other].name
            message = wording.contradiction(skill.name, rating, name, needed, has)
            yield Contradiction.model_construct(skill=skill.id, needs=other, message=message)


def _too_low(level: SkillLevel, ratings: Ratings) -> Iterator[tuple[str, tuple[int, int]]]:
    """Prerequisites of a level that are rated too low, needed and rated level; of alternatives the first if all are."""
    groups = [{other: needed} for other, needed in level.needs.items()] + list(level.needs_any_of)
    for group in groups:
        rated = {other: has for other in group if isinstance(has := ratings.get(other), int)}
        if len(rated) == len(group) and all(has < group[other] for other, has in rated.items()):
            first = next(iter(group))
            yield first, (group[first], rated[first])


def _experience(target: Target, answers: Answers) -> ExperienceRow:
    asked = target.role.experience[target.seniority]
    counts = answers.background is None or answers.background in asked.backgrounds
    state: Literal["met", "not_met", "unknown"] = "unknown"
    if answers.years is not None:
        state = "met" if counts and answers.years >= asked.years else "not_met"
    return ExperienceRow.model_construct(
        asked_years=asked.years, counted_in=asked.backgrounds, years=answers.years, state=state
    )
