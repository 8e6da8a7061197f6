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
    climb = _Climb(catalogue, ratings)
    fits = [fit for target in targets if (fit := _fit(catalogue, target, ratings, climb)) is not None]
    if not fits:
        raise Misuse("nothing is left to compare: every skill of every role is marked not_applicable")
    return Comparison(fits=tuple(sorted(fits, key=lambda fit: -fit.score)))


class _Climb:
    """The hours to meet requirements; what many roles and variants ask alike is counted once."""

    def __init__(self, catalogue: Catalogue, ratings: Ratings) -> None:
        self.catalogue, self.ratings = catalogue, ratings
        self.known: dict[tuple[tuple[str, int], ...], int] = {}

    def hours(self, rows: Sequence[score.Row]) -> int:
        """The hours of all steps to meet these rows."""
        asked = tuple((row.skill, row.required) for row in rows if row.applicable)
        if asked not in self.known:
            tasks = plan.tasks_for(rows, self.ratings, self.catalogue.skills)
            self.known[asked] = sum(task.hours for task in tasks)
        return self.known[asked]


def _fit(catalogue: Catalogue, target: Target, ratings: Ratings, climb: _Climb) -> Fit | None:
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
        hours=climb.hours(rows),
        nearest=_nearest(catalogue, rows, climb),
    )


def _nearest(catalogue: Catalogue, rows: Sequence[score.Row], climb: _Climb) -> Nearest | None:
    """The rated gap with the fewest hours to close; of equal ones the one that adds most points, then the first by id.

    Where nothing rated is missing, the same of what is not answered.
    """
    total = score.total_weight(rows)
    gaps: list[tuple[bool, int, Fraction, str, score.Row]] = []
    for row in rows:
        if row.state in ("gap", "unknown"):
            gaps.append((row.state == "unknown", climb.hours([row]), -score.points(row, total)[1], row.skill, row))
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
