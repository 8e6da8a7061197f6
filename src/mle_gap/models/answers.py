"""What a person says of themselves: the answers file, a contract."""

from typing import Annotated, Literal

from pydantic import Field

from mle_gap.models.base import Frozen, SeniorityId

Rating = Annotated[int, Field(strict=True, ge=0, le=4)] | Literal["unknown", "not_applicable"]
Year = Annotated[int, Field(strict=True, ge=1950, le=2100)]
Word = Annotated[str, Field(min_length=1, max_length=60)]
YearsSoFar = Annotated[float, Field(strict=True, ge=0, le=60, allow_inf_nan=False)]
HoursPerWeek = Annotated[float, Field(strict=True, ge=0.5, le=100, allow_inf_nan=False)]


class Answers(Frozen):
    """Levels by skill, and who is asking; only `skills` is needed, a skill left out is unknown."""

    skills: dict[Word, Rating] = Field(
        max_length=1000,
        description="id, name or alias of a skill -> 0 none, 1 guided, 2 independent, 3 advanced, 4 leading, "
        "unknown, not_applicable",
    )
    role: Word | None = None
    seniority: SeniorityId | None = None
    working_model: Word | None = None
    industry: Word | None = None
    background: Word | None = None
    years: YearsSoFar | None = Field(default=None, description="of experience in the background")
    hours_per_week: HoursPerWeek | None = Field(default=None, description="to learn, on average")
    last_used: dict[Word, Year] | None = Field(
        default=None, max_length=1000, description="id, name or alias of a skill -> the year in which it was last used"
    )
    name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
