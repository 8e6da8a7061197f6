"""What `history` prints: saved assessments, and the difference between two. Names are a contract."""

from datetime import date

from pydantic import Field

from mle_gap.models.base import Frozen, Score
from mle_gap.models.report import CatalogueStamp, RoleChosen, Verdict


class DoneStep(Frozen):
    """A level reached after an assessment."""

    skill: str
    from_level: int
    to_level: int
    day: date
    score: Score


class SavedAssessment(Frozen):
    """One saved assessment with what was done since; null where an old file does not say."""

    number: int = Field(description="1 is the oldest; what `history FROM TO` takes")
    id: str
    day: date
    role: RoleChosen | None
    score: Score | None
    high: Score | None
    verdict: Verdict | None
    blocked_by: tuple[str, ...]
    rated: int = Field(description="skills with a level")
    catalogue: CatalogueStamp | None
    done: tuple[DoneStep, ...]


class History(Frozen):
    """All that was saved and not taken back, the oldest first."""

    assessments: tuple[SavedAssessment, ...]


class ChangedSkill(Frozen):
    """A skill rated differently."""

    skill: str
    name: str
    before: int | str | None
    after: int | str | None
    by_done: bool = Field(description="reached by `done`, not by rating it again")


class Difference(Frozen):
    """What changed from one assessment to another, both against the later one's role and today's catalogue."""

    from_number: int
    to_number: int
    from_day: date
    to_day: date
    role: RoleChosen
    same_role: bool
    before: Score
    after: Score
    person_points: float = Field(description="what the person's own changes add")
    answered_points: float = Field(description="what skills add that had no level before; answering is no learning")
    catalogue_points: float | None = Field(description="what the catalogue's changes add to the earlier one")
    noise: float = Field(description="points that ratings off by one level would shift by chance")
    progress: bool = Field(description="the person's points are more than noise, or levels were done")
    skills: tuple[ChangedSkill, ...]
    no_longer_blocked_by: tuple[str, ...]
    newly_blocked_by: tuple[str, ...]
