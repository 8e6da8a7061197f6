"""The catalogue as it stands in `data/skills.yaml` and `data/roles.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from mle_gap.models.base import Frozen, Id, Level, Text

SeniorityId = Literal["junior", "mid", "senior"]
SENIORITIES: tuple[SeniorityId, ...] = ("junior", "mid", "senior")

Name = Annotated[str, Field(min_length=1, max_length=60)]
Hours = Annotated[int, Field(strict=True, ge=1, le=1000, description="focused hours")]
Weight = Annotated[int, Field(strict=True, ge=1, le=5)]
Years = Annotated[int, Field(strict=True, ge=0, le=60)]
Flag = Annotated[bool, Field(strict=True)]
Url = Annotated[str, Field(pattern=r"^https://[^\s\x00-\x1f\x7f]+$", max_length=300)]


# Lists have limits, so that no file takes long: many times what a catalogue needs.
MANY, FEW = 1000, 50
Needs = Annotated[dict[Id, Level], Field(max_length=10)]


class Entry(Frozen):
    """Something with a stable id, a name to show and a sentence on what it is."""

    id: Id
    name: Name
    summary: Text


class Category(Frozen):
    """A group of skills one would draw on a whiteboard."""

    id: Id
    name: Name


class Resource(Frozen):
    """A place to learn from: a stable landing page and the levels it serves."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    url: Url
    kind: Literal["docs", "book", "course", "practice"]
    cost: Literal["free", "paid"]
    levels: tuple[Level, ...] = Field(min_length=1, max_length=4)


class SkillLevel(Frozen):
    """One level of one skill: what it means, what it takes, what must come first and how to show it."""

    can: Annotated[str, Field(min_length=1, max_length=160, description="one sentence: I can ...")]
    hours: Hours = Field(description="typical focused hours to climb from the level below")
    needs: Needs = Field(default_factory=dict, description="other skill -> level needed before")
    needs_any_of: tuple[Needs, ...] = Field(
        default=(),
        max_length=10,
        description="groups of alternatives, skill -> level; one of each group is needed before",
    )
    prove: Text = Field(description="a small piece of work that shows the level, checkable by somebody else")


class Skill(Entry):
    """One thing a person can be good at; `levels` are 1 guided, 2 independent, 3 advanced, 4 leading."""

    category: Id
    aliases: tuple[Name, ...] = Field(default=(), max_length=FEW)
    phases: tuple[Id, ...] = Field(min_length=1, max_length=FEW)
    learn_with: tuple[Id, ...] = Field(
        min_length=1, max_length=FEW, description="collaborators it is best learned from"
    )
    levels: tuple[SkillLevel, ...] = Field(min_length=4, max_length=4)
    resources: tuple[Resource, ...] = Field(min_length=1, max_length=FEW)

    def at(self, level: int) -> SkillLevel:
        """The level with that number, 1 to 4."""
        return self.levels[level - 1]


class Requirement(Frozen):
    """A skill (or one of several) a role asks for: the level by seniority, its weight and why."""

    skill: Id | None = None
    any_of: tuple[Id, ...] = Field(default=(), max_length=FEW, description="alternatives that count for each other")
    levels: dict[SeniorityId, Level] = Field(min_length=1, description="seniority -> level; absent: not asked yet")
    weight: Weight
    must_have_from: SeniorityId | None = Field(default=None, description="a must-have from this seniority on")
    quick: Flag = Field(default=False, description="asked first, and by --quick")
    why: Text = Field(description="the reason for the weight, or its source with n and date")

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The skills that can meet it, in the order listed."""
        return self.any_of if self.skill is None else (self.skill,)


class Experience(Frozen):
    """Years a seniority asks for, and the backgrounds in which they count."""

    years: Years
    backgrounds: tuple[Id, ...] = Field(min_length=1, max_length=FEW)


class Role(Entry):
    """A target: what is asked at each seniority, and the working models it comes in (the first is the default)."""

    working_models: tuple[Entry, ...] = Field(min_length=1, max_length=FEW)
    experience: dict[SeniorityId, Experience]
    requirements: tuple[Requirement, ...] = Field(min_length=1, max_length=MANY)


class Background(Entry):
    """Where a person starts, with the levels such a person typically has."""

    typical: dict[Id, Annotated[int, Field(strict=True, ge=0, le=4)]] = Field(max_length=MANY)


class SkillsFile(Frozen):
    """`skills.yaml`."""

    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,2}(\.\d+)?$")] = Field(
        description="of the whole catalogue, year.month"
    )
    categories: tuple[Category, ...] = Field(min_length=1, max_length=FEW)
    skills: tuple[Skill, ...] = Field(min_length=1, max_length=MANY)


class RolesFile(Frozen):
    """`roles.yaml`."""

    phases: tuple[Entry, ...] = Field(min_length=1, max_length=FEW)
    collaborators: tuple[Entry, ...] = Field(min_length=1, max_length=FEW)
    seniorities: tuple[Entry, ...] = Field(min_length=3, max_length=3)
    backgrounds: tuple[Background, ...] = Field(min_length=1, max_length=FEW)
    roles: tuple[Role, ...] = Field(min_length=1, max_length=FEW)


class Compiled(Frozen):
    """Both files in one, as `compiled.json`; `sha256` is that of the YAML it was made from."""

    sha256: str
    skills: SkillsFile
    roles: RolesFile


@dataclass(frozen=True)
class Catalogue:
    """The two files as one value, with look-ups by id; `sha256` is over the bytes of both files."""

    skills_file: SkillsFile
    roles_file: RolesFile
    sha256: str

    @property
    def version(self) -> str:
        """Year and month of the catalogue."""
        return self.skills_file.version

    @cached_property
    def skills(self) -> Mapping[str, Skill]:
        """Skills by id, in the order of the file."""
        return {skill.id: skill for skill in self.skills_file.skills}

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles_file.roles}

    @cached_property
    def backgrounds(self) -> Mapping[str, Background]:
        """Backgrounds by id."""
        return {background.id: background for background in self.roles_file.backgrounds}

    @cached_property
    def skill_ids(self) -> Mapping[str, str]:
        """Every id, name and alias of a skill, in small letters, to its id."""
        known: dict[str, str] = {}
        for skill in self.skills_file.skills:
            for word in (skill.id, skill.name, *skill.aliases):
                known.setdefault(word.casefold(), skill.id)
        return known
