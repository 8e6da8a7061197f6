"""The one result every format renders. Names are a contract: within a schema version there are only additions.

Schema versions:
1 - first version.
"""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from mle_gap.models.base import Frozen, Score
from mle_gap.models.skills import Resource

SCHEMA_VERSION: Final = 1

Points = Annotated[float, Field(ge=0, le=100, description="readiness points, four decimals")]
Rated = Annotated[int, Field(ge=0, le=4)]
Shown = Annotated[int, Field(strict=True, ge=1, le=3)]
Verdict = Literal["blocked", "undecided", "ready", "nearly", "building", "starting"]
State = Literal["met", "gap", "unknown", "not_applicable"]


class Supported(Frozen):
    """The level of a skill that findings support, null where none was found, and in how many files they are."""

    level: Shown | None
    files: int


class CatalogueStamp(Frozen):
    """Which catalogue the numbers come from."""

    version: str
    sha256: str


class RoleChosen(Frozen):
    """What the person is assessed against."""

    id: str
    name: str
    seniority: str
    working_model: str
    industry: str | None = Field(description="what was added for it, null where none was named")


class Person(Frozen):
    """Who the answers are about."""

    name: str | None
    background: str | None
    years: float | None
    hours_per_week: float


class Estimate(Frozen):
    """What such ratings usually turn out to be: posterior mean and 80% band, 0 to 100."""

    mean: Score
    low: Score
    high: Score


class VerifyNext(Frozen):
    """A skill worth a few questions, and the band of the estimate expected after them."""

    skill: str
    questions: int
    low: Score
    high: Score


class Readiness(Frozen):
    """The score: weighted, capped mean of level over required level, rounded down to one decimal."""

    score: Score = Field(description="unknown skills count as 0; the same as `low`")
    low: Score
    high: Score = Field(description="unknown skills count as met")
    verdict: Verdict
    headline: str = Field(description="the result in one sentence one can read aloud")
    weakest_phase: str | None = Field(description="null where every phase is complete")
    blocked_by: tuple[str, ...] = Field(description="must-haves rated below the required level")
    undecided_by: tuple[str, ...] = Field(description="must-haves not answered")
    answered: int
    asked: int = Field(description="requirements that apply")
    estimate: Estimate | None = Field(description="null where nothing is known of the person")


class SkillRow(Frozen):
    """One requirement beside what the person says: points held and points lost."""

    id: str
    name: str
    category: str
    phases: tuple[str, ...]
    level: Rated | None
    required: Rated
    weight: int
    must_have: bool
    state: State
    points: Points
    points_lost: Points
    hours: int = Field(description="hours of the skill's own steps in the plan")
    points_per_hour: float | None = Field(description="points_lost per hour of its own steps; null without any")
    source: Literal["self", "quiz", "evidence"] | None
    likely_level: Rated | None = Field(description="median of what is believed after all signs; null as `estimate` is")
    chance_met: float | None = Field(description="that the level is at least the required one, 0 to 1")
    finding: Literal["met", "open", "not_sure"] | None = Field(description="met above .8 of that chance, open below .2")
    outcome: Literal["confirmed", "lower", "higher", "not_sure"] | None = Field(
        description="what the answers to questions say of the level told; null where none was answered"
    )
    quiz_right: int
    quiz_asked: int = Field(description="questions of `verify` answered on it that still count")
    evidence_level: Rated | None = Field(description="what files of the person support; null where none do")
    evidence_files: int | None = Field(description="0 where signs were looked for in vain, null where nobody looked")
    last_used: int | None = Field(description="the year, null where it was not said")
    stale: bool = Field(description="rated, but not used for more than a year for certain")
    any_of: tuple[str, ...] = Field(description="the alternatives, where the role asks for one of several")


class PhaseRow(Frozen):
    """The same score over the requirements of one workflow phase; null where none applies."""

    id: str
    name: str
    score: Score | None
    high: Score | None = Field(description="the score once all is answered and met")


class Stopper(Frozen):
    """A skill that keeps a person from carrying a phase alone."""

    skill: str
    name: str
    level: Rated | None
    needed: Rated


class Alone(Frozen):
    """How far along the workflow the person can carry a project alone; `workflow.py` has the rule."""

    up_to: str | None = Field(description="the last phase they can carry, null where the first would stop them")
    stopped_at: str | None = Field(description="the first phase they cannot carry, null where they can carry all")
    stoppers: tuple[Stopper, ...] = Field(description="skills too low for that phase, most points first")
    headline: str


class Contradiction(Frozen):
    """A rated level whose prerequisite is rated too low; shown, never repaired."""

    skill: str
    needs: str
    message: str


class ExperienceRow(Frozen):
    """Years asked by the role beside years told; not part of the score."""

    asked_years: int
    counted_in: tuple[str, ...] = Field(description="backgrounds in which the years count")
    years: float | None
    state: Literal["met", "not_met", "unknown"]


class Step(Frozen):
    """One level of one skill: the unit of the plan."""

    order: int
    skill: str
    name: str
    from_level: Rated
    to_level: Rated
    can: str = Field(description="what the level means")
    hours: int
    gain: Points
    readiness_after: Score
    start: date
    finish: date
    assumed: bool = Field(description="planned from 0 because the skill was not answered")
    why: str
    needs: dict[str, int] = Field(description="direct needs of the level, skill -> level")
    prove: str
    learn_with: tuple[str, ...]
    resources: tuple[Resource, ...]


class Pause(Frozen):
    """Days without learning, first and last."""

    start: date
    finish: date


class Aim(Frozen):
    """The readiness at which the plan stops."""

    score: Score
    reached: date | None = Field(description="null where it is held already")


class Deadline(Frozen):
    """What fits until a day, and what it would take to reach the aim (or 100) by then."""

    date: date
    steps: int = Field(description="how many steps end by then")
    readiness: Score = Field(description="readiness these reach")
    hours_per_week: float | None = Field(description="with which the aim is reached by then; null where no day is left")


class Session(Frozen):
    """One block of study: when, and the steps it works on by their order."""

    day: date
    minutes: int
    steps: tuple[int, ...]


class Study(Frozen):
    """The blocks of study, each beginning at the same local time."""

    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    zone: str | None = Field(description="time zone; null for the local time wherever the calendar is read")
    sessions: tuple[Session, ...]


class Plan(Frozen):
    """All steps to the required levels, prerequisites first, with dates."""

    basis: Literal["self", "estimate"] = Field(description="planned from the levels told, or from `likely_level`")
    readiness_before: Score = Field(description="readiness it begins at; with the basis self the score")
    optimal: bool = Field(description="proven to make readiness rise fastest, under `first` if that is set")
    gap_bound: float = Field(description="proven share by which the order can at most be improved; 0 where optimal")
    first: Literal["must-haves"] | None = Field(description="what was put first, null where gain alone decides")
    first_costs: float | None = Field(
        description="what that costs the whole plan, points held later, in points x weeks"
    )
    hours: int
    hours_assumed: int = Field(description="of these, for skills that were not answered")
    weeks: float
    hours_per_week: float
    start: date
    finish: date
    finish_early: date = Field(description="if all takes a quarter less than is typical")
    finish_late: date = Field(description="if all takes half as much again as is typical")
    pauses: tuple[Pause, ...]
    target: Aim | None
    by: Deadline | None
    study: Study | None = Field(description="null where no days of study were asked for")
    steps: tuple[Step, ...]


class Report(Frozen):
    """How far, what holds back, what next: the whole result of an assessment."""

    schema_version: Literal[1]
    generated_at: date
    catalogue: CatalogueStamp
    role: RoleChosen
    person: Person
    readiness: Readiness
    skills: tuple[SkillRow, ...]
    phases: tuple[PhaseRow, ...]
    alone: Alone
    contradictions: tuple[Contradiction, ...]
    scanned: bool = Field(description="whether evidence from the person's files was there to look at")
    experience: ExperienceRow
    verify_next: tuple[VerifyNext, ...] = Field(description="what to verify next, what narrows the band most first")
    plan: Plan
