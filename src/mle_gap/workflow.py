"""How far along the workflow a person can carry a project alone. Pure.

A phase can be carried alone by whoever holds 70 of its 100 points (the step called `nearly` in the verdict), where
each skill counts as held at level 2, independent, or at what mid asks if that is lower. Mid is the seniority that
brings a model to production alone; so the answer does not change with the seniority one aims at, but for skills that
a junior is not asked about.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mle_gap.models.base import SeniorityId
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Requirement
from mle_gap.score import Row, points, readiness, row_of, total_weight
from mle_gap.target import Ratings, asked_at

INDEPENDENT, ENOUGH = 2, 70


def phases_of(row: Row, catalogue: Catalogue) -> tuple[str, ...]:
    """Phases of a row: those of all its alternatives, so that a better answer never moves it out of a phase."""
    words = row.any_of or (row.skill,)
    return tuple(
        phase.id
        for phase in catalogue.roles_file.phases
        if any(phase.id in catalogue.skills[word].phases for word in words)
    )


def by_phase(rows: Sequence[Row], catalogue: Catalogue) -> dict[str, tuple[Row, ...]]:
    """The rows of each phase, in the order of the workflow."""
    phases: dict[str, list[Row]] = {phase.id: [] for phase in catalogue.roles_file.phases}
    for row in rows:
        for id_ in phases_of(row, catalogue):
            phases[id_].append(row)
    return {id_: tuple(some) for id_, some in phases.items()}


class Reach(NamedTuple):
    """The last phase carried alone, the first that is not, and the rows that are too low for it, worst first."""

    up_to: str | None
    stopped_at: str | None
    stoppers: tuple[Row, ...]


def rows_alone(
    requirements: Sequence[Requirement], ratings: Ratings, seniority: SeniorityId = "mid"
) -> tuple[Row, ...]:
    """The rows of mid, each at level 2 at most; what the seniority aimed at does not ask counts only if it is rated."""
    now = {asked.requirement.alternatives for asked in asked_at(requirements, seniority)}
    asked = asked_at(requirements, "mid")
    rows = [(one, row_of(one._replace(required=min(one.required, INDEPENDENT)), ratings)) for one in asked]
    return tuple(row for one, row in rows if row.state != "unknown" or one.requirement.alternatives in now)


def reach_of(phases: Mapping[str, Sequence[Row]]) -> Reach:
    """How far it goes over phases in their order, each with its rows; a phase without applicable rows stops nobody."""
    up_to = None
    for phase, rows in phases.items():
        held = readiness(rows)
        if held is None:
            continue
        if held[0] < ENOUGH:
            return Reach(up_to, phase, _too_low(rows))
        up_to = phase
    return Reach(up_to, None, ())


def _too_low(rows: Sequence[Row]) -> tuple[Row, ...]:
    total = total_weight(rows)
    low = [(points(row, total)[1], row) for row in rows if row.applicable and row.state != "met"]
    return tuple(row for _, row in sorted(low, key=lambda pair: (-pair[0], pair[1].skill)))
