"""What `explain` and `plan --what-if` print; names are a contract. Apart from the report, as most runs need that."""

from datetime import date
from typing import Literal

from pydantic import Field

from mle_gap.models.base import Frozen, Score
from mle_gap.models.report import Points, Rated, Readiness, RoleChosen, SkillRow, Verdict
from mle_gap.models.skills import Skill


class NextStep(Frozen):
    """A step of the plan by what it brings for its hours."""

    skill: str
    name: str
    from_level: Rated
    to_level: Rated
    hours: int
    gain: Points
    points_per_hour: float
    order: int = Field(description="its place in the plan")
    after: tuple[str, ...] = Field(description="steps of the plan it needs first, as `skill level`")


class NextSteps(Frozen):
    """What `explain --next` shows: the steps with most points per hour."""

    role: RoleChosen
    steps: tuple[NextStep, ...]


class Outcome(Frozen):
    """What comes of answers and wishes, in short."""

    score: Score
    high: Score
    verdict: Verdict
    blocked_by: tuple[str, ...]
    steps: int
    hours: int
    weeks: float
    hours_per_week: float
    finish: date


class WhatIf(Frozen):
    """What `plan --what-if` shows."""

    changes: dict[str, str]
    before: Outcome
    after: Outcome


class Ledger(Frozen):
    """Where each point of a report came from: what `explain` shows."""

    role: RoleChosen
    readiness: Readiness
    skills: tuple[SkillRow, ...] = Field(description="most points lost first")


class Explanation(Frozen):
    """One skill: all the catalogue says of it, and what the role asks and the person holds of it."""

    role: RoleChosen
    skill: Skill
    asked: SkillRow | None = Field(description="null where the role does not ask for it")
    why: str | None = Field(description="the reason for its weight")
    level: Rated | None = Field(description="the person's level, null where not rated")
    rating: Literal["rated", "unknown", "not_applicable"]
