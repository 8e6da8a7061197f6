"""What `verify` prints: what the questions tell of each skill, and of the readiness. Names are a contract."""

from typing import Literal

from pydantic import Field

from mle_gap.models.base import Frozen, Score
from mle_gap.models.report import Estimate, Rated, RoleChosen, VerifyNext


class VerifiedSkill(Frozen):
    """A skill with questions answered, beside what the person said and what is asked."""

    id: str
    name: str
    level: Rated | None = Field(description="as the person said")
    required: Rated
    asked: int = Field(description="questions answered, also in earlier sittings that still count")
    right: int
    left_open: int = Field(description='answered with "I don\'t know"')
    likely_level: Rated = Field(description="median of what is believed")
    chance_met: float = Field(description="that the level is at least the required one, 0 to 1")
    finding: Literal["met", "open", "not_sure"]
    outcome: Literal["confirmed", "lower", "higher", "not_sure"] = Field(
        description="what that comes to beside the level told; not_sure too where none was told"
    )


class Verification(Frozen):
    """What was verified, and what it does to the estimate of the readiness."""

    role: RoleChosen
    score: Score = Field(description="the readiness by the levels told, which questions do not change")
    before: Estimate | None = Field(description="the estimate before any question; null where nothing was rated")
    after: Estimate | None
    answered: int = Field(description="questions answered in this sitting")
    next: VerifyNext | None = Field(description="what would narrow the estimate most now")
    skills: tuple[VerifiedSkill, ...]
