"""What `data/skills.yaml` holds: the skills, what their levels mean, take and need."""

from typing import Annotated, Literal

from pydantic import Field

from mle_gap.models.base import FEW, MANY, Entry, Frozen, Id, Level, Name, Text, Url

Hours = Annotated[int, Field(strict=True, ge=1, le=1000, description="focused hours")]
Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:/._-]*$", max_length=120)]
Needs = Annotated[dict[Id, Level], Field(max_length=10)]


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
    refs: dict[Literal["esco", "onet"], Ref] = Field(
        default_factory=dict, description="the same skill in other catalogues: its ESCO URI, its O*NET element"
    )
    phases: tuple[Id, ...] = Field(min_length=1, max_length=FEW)
    learn_with: tuple[Id, ...] = Field(
        min_length=1, max_length=FEW, description="collaborators it is best learned from"
    )
    levels: tuple[SkillLevel, ...] = Field(min_length=4, max_length=4)
    resources: tuple[Resource, ...] = Field(min_length=1, max_length=FEW)

    def at(self, level: int) -> SkillLevel:
        """The level with that number, 1 to 4."""
        return self.levels[level - 1]


class SkillsFile(Frozen):
    """`skills.yaml`."""

    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{1,2}(\.\d+)?$")] = Field(
        description="of the whole catalogue, year.month"
    )
    categories: tuple[Category, ...] = Field(min_length=1, max_length=FEW)
    skills: tuple[Skill, ...] = Field(min_length=1, max_length=MANY)
