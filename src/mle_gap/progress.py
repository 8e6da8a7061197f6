"""What happened over time: assessments in a list, and the difference between two of them. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt
from typing import Any, NamedTuple

from mle_gap import score
from mle_gap.errors import Misuse
from mle_gap.journal import Entry, moved
from mle_gap.models.catalog import Catalogue
from mle_gap.models.history import ChangedSkill, Difference, DoneStep, History, SavedAssessment
from mle_gap.models.records import Assessment, Done
from mle_gap.models.report import RoleChosen
from mle_gap.target import Target, target_of


class Chapter(NamedTuple):
    """An assessment and the levels done before the next one."""

    entry: Entry
    assessment: Assessment
    done: tuple[Done, ...]

    @property
    def ratings(self) -> dict[str, Any]:
        """The ratings as they stood at the end of it."""
        return {**self.assessment.answers.get("skills", {}), **{one.skill: one.to_level for one in self.done}}


def chapters(standing: Sequence[Entry]) -> list[Chapter]:
    """Standing entries, the oldest first, as chapters; levels done before any assessment belong to none."""
    found: list[Chapter] = []
    for entry in standing:
        if isinstance(entry.record, Assessment):
            found.append(Chapter(entry, entry.record, ()))
        elif isinstance(entry.record, Done) and found:
            found[-1] = found[-1]._replace(done=(*found[-1].done, entry.record))
    return found


def history_of(standing: Sequence[Entry]) -> History:
    """The list of saved assessments."""
    return History(assessments=tuple(_saved(n, one) for n, one in enumerate(chapters(standing), start=1)))


def _saved(number: int, chapter: Chapter) -> SavedAssessment:
    stood = chapter.assessment.standing
    ratings = chapter.assessment.answers.get("skills", {})
    return SavedAssessment(
        number=number,
        id=chapter.entry.id,
        day=chapter.assessment.day,
        role=None if stood is None else stood.role,
        score=None if stood is None else stood.score,
        high=None if stood is None else stood.high,
        verdict=None if stood is None else stood.verdict,
        blocked_by=() if stood is None else stood.blocked_by,
        rated=sum(isinstance(rating, int) for rating in ratings.values()),
        catalogue=None if stood is None else stood.catalogue,
        done=tuple(
            DoneStep(
                skill=one.skill, from_level=one.from_level, to_level=one.to_level, day=one.day, score=one.standing.score
            )
            for one in chapter.done
        ),
    )


def chosen(found: Sequence[Chapter], number: int) -> Chapter:
    """The chapter of that number; raises Misuse."""
    if not 1 <= number <= len(found):
        known = f"there are {len(found)}" if found else "none is saved"
        raise Misuse(f"no assessment {number}; {known}, see mle-gap history")
    return found[number - 1]


def difference_of(standing: Sequence[Entry], one: int, other: int, catalogue: Catalogue) -> Difference:
    """What changed from one assessment, as it was made, to a later one with what was done since.

    Three things are told apart and never added up: what the person changed (both sets of ratings under the same role
    and today's catalogue), what they answered for the first time, and what the catalogue changed (the earlier ratings
    then and today). Raises Misuse.
    """
    found = chapters(standing)
    first, last = chosen(found, one), chosen(found, other)
    if one > other:
        raise Misuse(f"{one} is later than {other}; name the earlier one first")
    target = _target(last, catalogue)
    then, now = first.assessment.answers["skills"], last.ratings
    # What had no level before is taken as it was answered later: answering is no learning.
    filled = {skill: then[skill] if isinstance(then.get(skill), int) else rating for skill, rating in now.items()}
    start, before, after = (_Stand.of(ratings, target) for ratings in (then, {**then, **filled}, now))
    changes = _changes(then, last, found[one - 1 : other], catalogue)
    points, noise = float(after.score - before.score), _noise(before.rows, after.rows, changes)
    done = any(change.by_done for change in changes)
    same = _same(first, target, catalogue)
    return Difference(
        from_number=one,
        to_number=other,
        from_day=first.assessment.day,
        to_day=last.assessment.day,
        role=_chosen_role(target),
        same_role=same,
        before=score.rounded_down(start.score),
        after=score.rounded_down(after.score),
        person_points=_rounded(points),
        answered_points=_rounded(float(before.score - start.score)),
        catalogue_points=_by_catalogue(first, start) if same else None,
        noise=_rounded(noise),
        progress=points > 0 and (points > noise or done),
        skills=changes,
        no_longer_blocked_by=tuple(skill for skill in start.blocked if skill not in after.blocked),
        newly_blocked_by=tuple(skill for skill in after.blocked if skill not in start.blocked),
    )


def _chosen_role(target: Target) -> RoleChosen:
    return RoleChosen(
        id=target.role.id,
        name=target.role.name,
        seniority=target.seniority,
        working_model=target.working_model.id,
        industry=None if target.industry is None else target.industry.id,
    )


def _rounded(points: float) -> float:
    return round(points, 1) + 0.0  # no -0.0


def _same(first: Chapter, target: Target, catalogue: Catalogue) -> bool:
    """Whether the earlier assessment was made against the same target; one that is gone is another."""
    try:
        return _target(first, catalogue)[:4] == target[:4]
    except Misuse:
        return False


class _Stand(NamedTuple):
    """Rows, score and blocking must-haves of ratings under a target."""

    rows: tuple[score.Row, ...]
    score: Fraction
    blocked: tuple[str, ...]

    @classmethod
    def of(cls, ratings: Mapping[str, Any], target: Target) -> "_Stand":
        rows = tuple(score.row_of(asked, ratings) for asked in target.asked)
        span = score.readiness(rows) or (Fraction(0), Fraction(0))
        return cls(rows, span[0], tuple(row.skill for row in rows if row.blocks))


def _target(chapter: Chapter, catalogue: Catalogue) -> Target:
    said = chapter.assessment.answers
    return target_of(catalogue, *(said.get(key) for key in ("role", "seniority", "working_model", "industry")))


def _changes(
    then: Mapping[str, Any], last: Chapter, between: Sequence[Chapter], catalogue: Catalogue
) -> tuple[ChangedSkill, ...]:
    done = {one.skill: one.to_level for chapter in between for one in chapter.done}
    return tuple(
        ChangedSkill(
            skill=one.skill,
            name=catalogue.skills[one.skill].name if one.skill in catalogue.skills else one.skill,
            before=one.before,
            after=one.after,
            by_done=one.skill in done and done[one.skill] == one.after,
        )
        for one in moved(then, last.ratings)
    )


def _noise(before: Sequence[score.Row], after: Sequence[score.Row], changes: Sequence[ChangedSkill]) -> float:
    """Root of the sum of squared points per level of the requirements that count differently by rating alone.

    That is what errors of one level each, independent of each other, would typically shift. Our rule; how well such
    ratings repeat was not measured.
    """
    total = score.total_weight(after)
    done = {change.skill for change in changes if change.by_done}
    rows = [
        now for then, now in zip(before, after, strict=True) if then.reached != now.reached and now.skill not in done
    ]
    return sqrt(sum(float(100 * Fraction(row.weight) / (row.required * total)) ** 2 for row in rows if row.applicable))


def _by_catalogue(first: Chapter, today: _Stand) -> float | None:
    """What the same ratings score today more than when they were saved; None where that was not kept."""
    stood = first.assessment.standing
    return None if stood is None else _rounded(score.rounded_down(today.score) - stood.score)
