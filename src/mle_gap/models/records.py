"""What is kept of a person: one immutable record each time something is assessed, done or undone."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from mle_gap.models.base import Frozen, Level, Score
from mle_gap.models.report import CatalogueStamp, RoleChosen, Supported, Verdict

SCHEMA = 2  # of the files; 1 had answers alone

Day = Annotated[date, Field(strict=True)]  # in JSON a text, never a number
RecordId = Annotated[str, Field(pattern=r"^[0-9]{8}T[0-9]{12}Z-[0-9a-f]{8}$")]


class Standing(Frozen):
    """Where the person stood after a record, as the report told them."""

    role: RoleChosen
    score: Score
    high: Score
    verdict: Verdict
    blocked_by: tuple[str, ...]
    catalogue: CatalogueStamp


class Assessment(Frozen):
    """A finished assessment: all answers, never merged with earlier ones. `standing` is null in files of schema 1."""

    kind: Literal["assessment"]
    day: Day
    answers: dict[str, Any] = Field(description="as in an answers file")
    carried: tuple[str, ...] = Field(default=(), description="skills not asked this time, taken over from before")
    days: dict[str, Day] = Field(default_factory=dict, description="when skills were rated that were on another day")
    standing: Standing | None

    @field_validator("answers")
    @classmethod
    def _has_ratings(cls, answers: dict[str, Any]) -> dict[str, Any]:
        if not isinstance(answers.get("skills"), dict):
            raise ValueError("answers need `skills`, a mapping")
        return answers


class Done(Frozen):
    """A level reached since."""

    kind: Literal["done"]
    day: Day
    skill: str
    from_level: Annotated[int, Field(ge=0, le=3)]
    to_level: Level
    standing: Standing


class QuizAnswer(Frozen):
    """A question of `verify` answered: `chosen` is the option as the item lists them, 0 is the right one."""

    kind: Literal["quiz"]
    day: Day
    skill: str
    item: str
    level: Level
    seed: int = Field(description="by which the options were mixed")
    chosen: Annotated[int, Field(ge=0, le=2)] | None = Field(description='null for "I don\'t know"')


class Evidence(Frozen):
    """What a scan of the person's files supported; the files themselves are not kept."""

    kind: Literal["evidence"]
    day: Day
    skills: dict[str, Supported]


class Undo(Frozen):
    """Takes back an earlier record, which stays where it is."""

    kind: Literal["undo"]
    day: Day
    undoes: RecordId


Record = Annotated[Assessment | Done | QuizAnswer | Evidence | Undo, Field(discriminator="kind")]


class Kept(Frozen):
    """One file: the record and the schema it is written in."""

    version: Annotated[int, Field(strict=True, ge=SCHEMA, le=SCHEMA)] = Field(alias="schema")
    record: Record


class Exported(Frozen):
    """All that is kept of a person, in one file."""

    mle_gap_export: Literal[1]
    records: dict[RecordId, Kept]
    draft: dict[str, Any] | None = Field(description="answers of a questionnaire that is not finished")
    draft_days: dict[str, str] = Field(default_factory=dict, description="when skills of it were rated")
