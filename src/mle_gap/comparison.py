"""One set of answers beside every role, working model and seniority of the catalogue. Pure."""

from collections.abc import Sequence
from fractions import Fraction

from mle_gap import plan, score
from mle_gap.errors import Misuse
from mle_gap.models.base import SENIORITIES
from mle_gap.models.browse import Comparison, Fit, Nearest
from mle_gap.models.catalog import Catalogue
from mle_gap.target import Ratings, Target, target_of
from mle_gap.workflow import by_phase


def comparison_of(catalogue: Catalogue, ratings: Ratings, industry: str | None = None) -> Comparison:
    """Every fit, the best score first; of equal ones what comes first in the catalogue.

    A role without anything applicable is left out; raises Misuse where that is so of all.
    """
    targets = (
        target_of(catalogue, role.id, seniority, model.id, industry)
        for role in catalogue.roles_file.roles
        for model in role.working_models
        for seniority in SENIORITIES
    )
    fits = [fit for target in targets if (fit := _fit(catalogue, target, ratings)) is not None]
    if not fits:
        raise Misuse("nothing is left to compare: every skill of every role is marked not_applicable")
    return Comparison(fits=tuple(sorted(fits, key=lambda fit: -fit.score)))


def _fit(catalogue: Catalogue, target: Target, ratings: Ratings) -> Fit | None:
    rows = tuple(score.row_of(asked, ratings) for asked in target.asked)
    span = score.readiness(rows)
    if span is None:
        return None
    phases = [held[0] for some in by_phase(rows, catalogue).values() if (held := score.readiness(some)) is not None]
    return Fit(
        role=target.role.id,
        name=target.role.name,
        working_model=target.working_model.id,
        seniority=target.seniority,
        industry=None if target.industry is None else target.industry.id,
        score=score.rounded_down(span[0]),
        high=score.rounded_down(span[1]),
        verdict=score.verdict(rows, phases),
        blocked_by=tuple(row.skill for row in rows if row.blocks),
        hours=sum(task.hours for task in plan.tasks_for(rows, ratings, catalogue.skills)),
        nearest=_nearest(catalogue, rows, ratings),
    )


def _nearest(catalogue: Catalogue, rows: Sequence[score.Row], ratings: Ratings) -> Nearest | None:
    """The rated gap with the fewest hours to close; of equal ones the one that adds most points, then the first by id.

    Where nothing rated is missing, the same of what is not answered.
    """
    total = score.total_weight(rows)
    gaps: list[tuple[bool, int, Fraction, str, score.Row]] = []
    for row in rows:
        if row.state in ("gap", "unknown"):
            hours = sum(task.hours for task in plan.tasks_for([row], ratings, catalogue.skills))
            gaps.append((row.state == "unknown", hours, -score.points(row, total)[1], row.skill, row))
    if not gaps:
        return None
    _, hours, lost, skill, row = min(gaps, key=lambda gap: gap[:4])
    return Nearest(
        skill=skill,
        name=catalogue.skills[skill].name,
        level=row.level,
        required=row.required,
        points=round(float(-lost), 4),
        hours=hours,
    )
