"""What the browsing commands print: pages on skills and roles, and the comparison of roles. Names are a contract."""

from pydantic import Field

from mle_gap.models.base import Entry, Frozen, Score, SeniorityId
from mle_gap.models.report import Rated, Verdict
from mle_gap.models.roles import Change, Experience, Fact, Hour, Phase, Requirement
from mle_gap.models.skills import Skill


class Asking(Frozen):
    """One place where a skill is asked for."""

    role: str | None = Field(description="null for an industry, which adds it to every role")
    working_model: str | None
    industry: str | None
    levels: dict[SeniorityId, int]
    weight: int
    must_have_from: SeniorityId | None
    any_of: tuple[str, ...] = Field(description="the alternatives, where one of several is asked")


class Unlock(Frozen):
    """A level of another skill that needs a level of this one."""

    skill: str
    name: str
    level: int
    needs: int = Field(description="the level of this skill it needs")


class SkillPage(Skill):
    """A skill with what waits for it and who asks for it."""

    unlocks: tuple[Unlock, ...]
    asked_by: tuple[Asking, ...]


class SkillList(Frozen):
    """What `skills` prints."""

    skills: tuple[SkillPage, ...]


class SeniorityPage(Entry):
    """A seniority of a role: the experience it asks, and how many requirements it has in the first working model."""

    experience: Experience
    requirements: int


class Asked(Requirement):
    """A requirement of a variant: its reason may be two joined, and so longer than in a file."""

    why: str


class VariantPage(Entry):
    """A working model of a role with all it asks, as changed and as raised by the industry, if one was named."""

    pros: tuple[str, ...]
    cons: tuple[str, ...]
    drops: tuple[str, ...] = Field(description="skills of the role that are not asked here")
    requirements: tuple[Asked, ...]


class IndustryPage(Entry):
    """An industry and what it adds to any role."""

    changes: tuple[Change, ...]


class RolePage(Entry):
    """All there is about a role."""

    responsibilities: tuple[str, ...]
    day: tuple[Hour, ...]
    day_differs: str | None
    conditions: tuple[str, ...]
    pay: tuple[Fact, ...]
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    seniorities: tuple[SeniorityPage, ...]
    working_models: tuple[VariantPage, ...]
    phases: tuple[Phase, ...]
    collaborators: tuple[Entry, ...]
    industries: tuple[IndustryPage, ...]


class RoleList(Frozen):
    """What `roles` prints."""

    roles: tuple[RolePage, ...]


class Nearest(Frozen):
    """The gap that takes the fewest hours to close, with all that it needs first."""

    skill: str
    name: str
    level: Rated | None
    required: Rated
    points: float = Field(description="readiness points it would add by itself")
    hours: int


class Fit(Frozen):
    """How one set of answers fits a role in a working model at a seniority."""

    role: str
    name: str
    working_model: str
    seniority: SeniorityId
    industry: str | None
    score: Score
    high: Score = Field(description="once all that is not answered is rated as met")
    verdict: Verdict
    blocked_by: tuple[str, ...]
    hours: int = Field(description="of all steps to 100, prerequisites included")
    nearest: Nearest | None = Field(description="null where nothing is missing")


class Comparison(Frozen):
    """What `compare` prints, best fit first."""

    fits: tuple[Fit, ...]
