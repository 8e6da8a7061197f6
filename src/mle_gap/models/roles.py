"""What `data/roles.yaml` holds: workflow, people, backgrounds, industries and the roles with what they ask."""

from typing import Annotated, Literal

from pydantic import Field

from mle_gap.models.base import FEW, MANY, Entry, Flag, Frozen, Id, Level, SeniorityId, Text, Weight

Years = Annotated[int, Field(strict=True, ge=0, le=60)]
Texts = Annotated[tuple[Text, ...], Field(max_length=FEW)]
Ids = Annotated[tuple[Id, ...], Field(max_length=FEW)]


class Phase(Entry):
    """One phase of the workflow: what the ML engineer does in it, with whom, what goes wrong, what done means."""

    work: Texts = ()
    people: Ids = Field(default=(), description="collaborators of the phase")
    goes_wrong: Texts = ()
    done: Text | None = Field(default=None, description="what is true when the phase is done")


class Requirement(Frozen):
    """A skill (or one of several) a role asks for: the level by seniority, its weight and why."""

    skill: Id | None = None
    any_of: Ids = Field(default=(), description="alternatives that count for each other")
    levels: dict[SeniorityId, Level] = Field(min_length=1, description="seniority -> level; absent: not asked yet")
    weight: Weight
    must_have_from: SeniorityId | None = Field(default=None, description="a must-have from this seniority on")
    quick: Flag = Field(default=False, description="asked first, and by --quick")
    why: Text = Field(description="the reason for the weight, or its source with n and date")

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The skills that can meet it, in the order listed."""
        return self.any_of if self.skill is None else (self.skill,)


class Change(Frozen):
    """How a working model or an industry differs in one requirement: of the keys left out nothing changes."""

    skill: Id | None = None
    any_of: Ids = ()
    levels: dict[SeniorityId, Level] | None = Field(default=None, min_length=1)
    weight: Weight | None = None
    must_have_from: SeniorityId | Literal["never"] | None = None
    why: Text = Field(description="the reason for the difference, or its source with n and date")

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The skills whose requirement it changes, or that it adds."""
        return self.any_of if self.skill is None else (self.skill,)


class WorkingModel(Entry):
    """A variant of a role, by its differences only: requirements changed or added, and skills no longer asked."""

    pros: Texts = ()
    cons: Texts = ()
    changes: tuple[Change, ...] = Field(default=(), max_length=MANY)
    drop: Ids = Field(default=(), description="skills of the role that are not asked here")


class Industry(Entry):
    """What an industry adds to any role: requirements are raised or added, never lowered."""

    changes: tuple[Change, ...] = Field(min_length=1, max_length=MANY)


class Experience(Frozen):
    """Years a seniority asks for, and the backgrounds in which they count."""

    years: Years
    backgrounds: tuple[Id, ...] = Field(min_length=1, max_length=FEW)


class Hour(Frozen):
    """What happens at one time of a typical day."""

    at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="time of the day, 24 hours")]
    what: Text


class Fact(Frozen):
    """A figure with the place it comes from and its date."""

    text: Text
    source: Text
    date: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$", description="year, or with month and day")]


class Role(Entry):
    """A target: what the job is, what is asked at each seniority, and its working models (the first is the default)."""

    responsibilities: Texts = ()
    day: tuple[Hour, ...] = Field(default=(), max_length=FEW, description="a typical day")
    day_differs: Text | None = Field(default=None, description="for whom the day looks different, and how")
    conditions: Texts = Field(default=(), description="working conditions")
    pay: tuple[Fact, ...] = Field(default=(), max_length=FEW)
    reasons_for: Texts = ()
    reasons_against: Texts = ()
    working_models: tuple[WorkingModel, ...] = Field(min_length=1, max_length=FEW)
    experience: dict[SeniorityId, Experience]
    requirements: tuple[Requirement, ...] = Field(min_length=1, max_length=MANY)


class Background(Entry):
    """Where a person starts, with the levels such a person typically has."""

    typical: dict[Id, Annotated[int, Field(strict=True, ge=0, le=4)]] = Field(max_length=MANY)


class RolesFile(Frozen):
    """`roles.yaml`."""

    phases: tuple[Phase, ...] = Field(min_length=1, max_length=FEW)
    collaborators: tuple[Entry, ...] = Field(min_length=1, max_length=FEW)
    seniorities: tuple[Entry, ...] = Field(min_length=3, max_length=3)
    industries: tuple[Industry, ...] = Field(default=(), max_length=FEW)
    backgrounds: tuple[Background, ...] = Field(min_length=1, max_length=FEW)
    roles: tuple[Role, ...] = Field(min_length=1, max_length=FEW)
