"""What one or more job ads ask for together, as a role, and how a person fits it. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mle_gap import score, wording
from mle_gap.errors import Misuse, clipped
from mle_gap.job_ad import Ad, Unplaced
from mle_gap.models.base import SENIORITIES, SeniorityId
from mle_gap.models.catalog import Catalogue
from mle_gap.models.match import AdFit, AdRead, AdRole, Ads, AskedFor, Match, Missing, NotPlaced, Word
from mle_gap.models.roles import Experience, Requirement, Role, WorkingModel
from mle_gap.target import Ratings, asked_at
from mle_gap.workflow import by_phase

LONGEST_WHY, LONGEST_NAME, LONGEST_ID = 560, 60, 40
NICE = 0.4  # of a must-have, in the weight
MOST_WORDS = 20
RARE = 10  # per cent of the ads; what fewer name is not asked by the role made from them


class ReadAd(NamedTuple):
    """An ad and where it was read."""

    source: str
    ad: Ad


def match_of(catalogue: Catalogue, ads: Sequence[ReadAd], ratings: Ratings | None = None) -> Match:
    """What the ads ask for, and the fit where there are ratings; raises Misuse where nothing is left to score."""
    asked = tuple(asked_for(catalogue, ads))
    role = role_of(catalogue, ads) if asked else None
    return Match(
        ads=Ads(count=len(ads), naming=sum(bool(one.ad.found) for one in ads), read=tuple(map(_read, ads))),
        requirements=asked,
        unplaced=NotPlaced(words=tuple(_words(ads))),
        role=None if role is None else _role_told(role, ads),
        fit=None if role is None or ratings is None else _fit(catalogue, role, ads, ratings),
    )


def _read(one: ReadAd) -> AdRead:
    ad = one.ad
    return AdRead(
        source=one.source,
        title=ad.title,
        seniority=ad.seniority,
        seniority_from=ad.seniority_from,
        years=ad.years,
        years_from=ad.years_from,
        skills=len(ad.found),
        is_cut=ad.is_cut,
    )


def asked_for(catalogue: Catalogue, ads: Sequence[ReadAd]) -> Iterator[AskedFor]:
    """Every skill asked for: what weighs most first, must-haves before others, then as the catalogue has them."""
    choices = {skill: choice for choice in _choices(catalogue, ads) for skill in choice}
    named = _named(ads)
    skills = [skill for skill in catalogue.skills if skill in named]
    yield from _heaviest_first(_asked(catalogue, (skill,), ads, choices.get(skill, ())) for skill in skills)


def _heaviest_first(rows: Iterable[AskedFor]) -> list[AskedFor]:
    return sorted(rows, key=lambda row: (-row.weight, not row.must_have, -row.ads, -row.must_ads))


def _asked(catalogue: Catalogue, skills: Sequence[str], ads: Sequence[ReadAd], any_of: tuple[str, ...]) -> AskedFor:
    """What is asked of any one of these skills; of an ad that names several what it demands, and the higher level."""
    named = [[one for one in ad.ad.found if one.skill in skills] for ad in ads]
    found = [max(some, key=lambda one: (one.must_have, one.level)) for some in named if some]
    demanding = [one for one in found if one.must_have]
    n = sum(bool(one.ad.found) for one in ads)
    worth = 5 * (len(demanding) + NICE * (len(found) - len(demanding))) / n
    return AskedFor(
        id=skills[0],
        name=catalogue.skills[skills[0]].name,
        category=catalogue.skills[skills[0]].category,
        any_of=any_of,
        must_have=2 * len(demanding) > n,
        level=sorted(one.level for one in found)[len(found) // 2],
        weight=max(1, int(worth + 0.5)),
        ads=len(found),
        share=round(100 * len(found) / n, 1),
        must_ads=len(demanding),
        sentence=(demanding or found)[0].sentence,
    )


def _choices(catalogue: Catalogue, ads: Sequence[ReadAd]) -> Iterator[tuple[str, ...]]:
    """Skills of which any one will do, the most often named first: of those the catalogue counts for each other.

    Two belong together where fewer than half of the ads that name either of them ask for both.
    """
    counts = Counter(found.skill for one in ads for found in one.ad.found)
    for group in catalogue.substitutes:
        choices: list[list[str]] = []
        for skill in sorted((skill for skill in group if counts[skill]), key=lambda skill: -counts[skill]):
            shares = [max(_asking_for_both(ads, skill, other) for other in choice) for choice in choices]
            if min(shares, default=1) < 0.5:
                choices[shares.index(min(shares))].append(skill)
            else:
                choices.append([skill])
        yield from (tuple(choice) for choice in choices if len(choice) > 1)


def _asking_for_both(ads: Sequence[ReadAd], skill: str, other: str) -> float:
    """Of the ads that name one of two skills the share in which the one will not do for the other."""
    asked = [{found.skill: found.any_of for found in one.ad.found} for one in ads]
    naming = [any_of for any_of in asked if any_of.keys() & {skill, other}]
    both = sum(any_of.keys() >= {skill, other} and other not in any_of[skill] for any_of in naming)
    return both / len(naming)


def _words(ads: Sequence[ReadAd]) -> Iterator[Word]:
    counts: Counter[str] = Counter()
    first: dict[str, Unplaced] = {}
    for one in ads:
        for word in one.ad.unplaced:
            counts[word.word] += 1
            first.setdefault(word.word, word)
    for name, n in counts.most_common(MOST_WORDS):
        yield Word(word=name, ads=n, sentence=first[name].sentence)


def seniority_of(ads: Sequence[ReadAd]) -> SeniorityId:
    """What most ads aim at; of equal ones the higher."""
    counts = Counter(one.ad.aims_at for one in ads if one.ad.found)
    return max(SENIORITIES, key=lambda one: (counts[one], SENIORITIES.index(one)))


def role_of(catalogue: Catalogue, ads: Sequence[ReadAd]) -> Role:
    """The role that ads with a known skill describe: the same at every seniority, as an ad looks for one person."""
    naming = [one for one in ads if one.ad.found]
    choices = tuple(_choices(catalogue, ads))
    chosen = {skill for choice in choices for skill in choice}
    rows = [row for row in asked_for(catalogue, ads) if row.id not in chosen]
    rows += [_asked(catalogue, choice, ads, choice) for choice in choices]
    asked = _usual(_heaviest_first(rows))
    years = sorted(one.ad.years for one in naming if one.ad.years is not None)
    experience = Experience(years=years[len(years) // 2] if years else 0, backgrounds=tuple(catalogue.backgrounds))
    one = len(ads) == 1
    title = ads[0].ad.title if one else f"{len(naming)} job ads"
    what = f"the job ad {title}" if one else f"{len(naming)} job ads, {clipped(naming[0].ad.title, 60)} the first"
    return Role(
        id=_free_id(title, catalogue.roles),
        name=title[:LONGEST_NAME].strip(),
        summary=f"Made by mle-gap match from {what}; the sentences are theirs.",
        working_models=(WorkingModel(id="as-asked", name="As asked", summary="As the ads describe it."),),
        experience=dict.fromkeys(SENIORITIES, experience),
        requirements=tuple(_requirement(row, len(naming)) for row in asked),
    )


def _usual(asked: Sequence[AskedFor]) -> Sequence[AskedFor]:
    """What is not rare among the ads; all of it where everything is."""
    return [row for row in asked if row.share >= RARE] or asked


def _free_id(title: str, known: Mapping[str, object]) -> str:
    words = re.findall("[a-z0-9]+", title.casefold())
    base = "ad"
    for word in words:
        if len(base) + len(word) + 3 > LONGEST_ID:
            break
        base += f"-{word}"
    ids = (base, *(f"{base}-{n}" for n in range(2, len(known) + 3)))
    return next(one for one in ids if one not in known)


def _requirement(row: AskedFor, n: int) -> Requirement:
    said = f"Named in {row.ads} of {wording.count(n, 'ad')}, demanded in {row.must_ads}. " if n > 1 else ""
    return Requirement(
        skill=None if row.any_of else row.id,
        any_of=row.any_of,
        levels=dict.fromkeys(SENIORITIES, row.level),
        weight=row.weight,
        must_have_from="junior" if row.must_have else None,
        quick=row.must_have,
        why=said + clipped(f"The ad: {row.sentence}", LONGEST_WHY - len(said)),
    )


def _named(ads: Sequence[ReadAd]) -> dict[str, None]:
    """The skills that the ads name, in their order."""
    return dict.fromkeys(found.skill for one in ads for found in one.ad.found)


def _role_told(role: Role, ads: Sequence[ReadAd]) -> AdRole:
    asked = {word for one in role.requirements for word in one.alternatives}
    return AdRole(
        id=role.id,
        name=role.name,
        seniority=seniority_of(ads),
        left_out=tuple(word for word in _named(ads) if word not in asked),
    )


def _fit(catalogue: Catalogue, role: Role, ads: Sequence[ReadAd], ratings: Ratings) -> AdFit:
    """The same as a report on that role says."""
    rows = tuple(score.row_of(one, ratings) for one in asked_at(role.requirements, seniority_of(ads)))
    span = score.readiness(rows)
    if span is None:
        raise Misuse("nothing is left to score: every skill of the ad is marked not_applicable")
    phases = [held[0] for some in by_phase(rows, catalogue).values() if (held := score.readiness(some)) is not None]
    verdict = score.verdict(rows, phases)
    blocked_by = tuple(row.skill for row in rows if row.blocks)
    undecided = tuple(row.skill for row in rows if row.undecided)
    unrated = sum(row.may_be_met and row.state != "met" for row in rows if row.applicable)
    total = score.total_weight(rows)
    lost = [(score.points(row, total)[1], row) for row in rows if row.state in ("gap", "unknown")]
    return AdFit(
        score=score.rounded_down(span[0]),
        high=score.rounded_down(span[1]),
        verdict=verdict,
        headline=wording.headline(*span, unrated, verdict, blocked_by, undecided),
        blocked_by=blocked_by,
        met=sum(row.state == "met" for row in rows),
        missing=tuple(
            Missing(
                id=row.skill,
                name=catalogue.skills[row.skill].name,
                level=row.level,
                any_of=row.any_of,
                required=row.required,
                must_have=row.must_have,
                points=round(float(points), 4),
            )
            for points, row in sorted(lost, key=lambda pair: -pair[0])
        ),
    )
