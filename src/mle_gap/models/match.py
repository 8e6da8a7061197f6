"""What `match` prints: what job ads ask for, and how a person fits that. Names are a contract."""

from pydantic import Field

from mle_gap.models.base import Frozen, Level, Score, SeniorityId, Weight
from mle_gap.models.report import Rated, Verdict


class AdRead(Frozen):
    """One ad: what it says of itself."""

    source: str = Field(description="the file, or standard input")
    title: str
    seniority: SeniorityId | None = Field(description="null where neither title nor text names it")
    seniority_from: str | None = Field(description="the title or sentence that says so")
    years: int | None = Field(description="of experience, the least asked; null where the ad does not say")
    years_from: str | None
    skills: int = Field(description="skills of the catalogue it names")
    is_cut: bool = Field(description="whether the ad is so long that its end was not looked at")


class Ads(Frozen):
    """What was read."""

    count: int
    naming: int = Field(description="of these, ads that name a skill of the catalogue; shares are of them")
    read: tuple[AdRead, ...]


class AskedFor(Frozen):
    """A skill that ads ask for, what is asked of most ads first."""

    id: str
    name: str
    category: str
    any_of: tuple[str, ...] = Field(description="skills of which one is enough, this one among them; else empty")
    must_have: bool = Field(description="of several ads: demanded by more than half of them")
    level: Level = Field(description="the median of the ads that name it, the higher of two")
    weight: Weight
    ads: int = Field(description="ads that name it, or a choice it belongs to, such as any cloud")
    share: float = Field(ge=0, le=100, description="of the ads that name any skill, in per cent")
    must_ads: int = Field(description="ads that demand it")
    sentence: str = Field(description="of the first ad that demands it, else of the first that names it")


class Word(Frozen):
    """A technical word that the catalogue does not know."""

    word: str
    ads: int
    sentence: str = Field(description="of the first ad with it")


class NotPlaced(Frozen):
    """What could not be placed, the most frequent first."""

    words: tuple[Word, ...]


class Missing(Frozen):
    """A requirement that is not met, or not rated."""

    id: str
    name: str
    any_of: tuple[str, ...] = Field(description="skills of which one is enough, this one among them; else empty")
    level: Rated | None = Field(description="as the person said; null where not rated")
    required: Rated
    must_have: bool
    points: float = Field(description="readiness points it would add")


class AdFit(Frozen):
    """How the answers fit the role made from the ads."""

    score: Score
    high: Score = Field(description="once all that is not answered is rated as met")
    verdict: Verdict
    headline: str
    blocked_by: tuple[str, ...]
    met: int
    missing: tuple[Missing, ...] = Field(description="what adds most points first")


class AdRole(Frozen):
    """The role made from the ads, as `-o role.yaml` writes it."""

    id: str
    name: str
    seniority: SeniorityId = Field(description="as the ads say, else by the years, else mid")
    left_out: tuple[str, ...] = Field(description="skills that fewer than one in ten of several ads name")


class Match(Frozen):
    """What `match` prints."""

    ads: Ads
    requirements: tuple[AskedFor, ...]
    unplaced: NotPlaced
    role: AdRole | None = Field(description="null where no skill of the catalogue is named")
    fit: AdFit | None = Field(description="null without answers")
