"""What `match` shows: what ads ask for with their sentences, what is missing; and the role file made from them."""

from collections.abc import Iterator, Sequence

from mle_gap.drawing import Block, Canvas
from mle_gap.matching import ReadAd, role_of
from mle_gap.models.catalog import Catalogue
from mle_gap.models.match import AdFit, AskedFor, Match, Missing
from mle_gap.page import Page
from mle_gap.wording import LEVELS, count, number, or_others

NOTHING = "No skill of the catalogue is named here."
HEAD = """\
# A role made from job ads by mle-gap match. Assess yourself against it with `mle-gap assess --role THIS-FILE`,
# or put it as roles.yaml into a folder of your own and name that with --catalog.
"""


def render(match: Match, page: Page) -> str:
    """What was found, as text."""
    canvas = Canvas(page)
    return canvas.text(_one(match, canvas) if match.ads.count == 1 else _several(match, canvas))


def _one(match: Match, canvas: Canvas) -> Iterator[Block]:
    ad = match.ads.read[0]
    yield canvas.say(ad.title, style="bold")
    yield canvas.say(f"Seniority: {ad.seniority or 'not said'}. ", _years(ad.years), style="dim")
    yield from _quoted(canvas, ad.years_from)
    yield from _fit(match.fit, canvas)
    for head, must in (("Must-haves", True), ("Welcome, but no must", False)):
        rows = [row for row in match.requirements if row.must_have is must]
        if rows:
            yield canvas.say("")
            yield canvas.say(f"{head}, with the level asked and where the ad says so", style="bold")
        for row in rows:
            if row.any_of and row.id != row.any_of[0]:
                continue  # told with the first of them
            yield canvas.say((_names(row, match), "bold"), f"  {row.level} {LEVELS[row.level]}")
            yield from _quoted(canvas, row.sentence)
    yield from _rest(match, canvas)


def _several(match: Match, canvas: Canvas) -> Iterator[Block]:
    ads = match.ads
    yield canvas.say(f"What {count(ads.count, 'job ad')} ask for", style="bold")
    others = ads.count - ads.naming
    if others:
        yield canvas.say(f"{count(others, 'ad')} of them named no skill of the catalogue and do not count below.")
    said = [ad.years for ad in ads.read if ad.years is not None and ad.skills]
    if said:
        middle = sorted(said)[len(said) // 2]
        words = f"{middle} in the middle, {min(said)} to {max(said)}, said by {count(len(said), 'ad')}."
        yield canvas.say(f"Years of experience: {words}", style="dim")
    yield from _fit(match.fit, canvas)
    if match.requirements:
        yield canvas.say("")
        yield canvas.say(f"Share of ads that name a skill, and how many demand it (n = {ads.naming})", style="bold")
        yield from _table(match.requirements, canvas)
        for row in match.requirements:
            if row.any_of and row.id == row.any_of[0]:
                yield canvas.say(f"One of these is enough: {_names(row, match)}.", style="dim")
    yield from _rest(match, canvas)


def _table(rows: Sequence[AskedFor], canvas: Canvas) -> Iterator[Block]:
    rows = sorted(rows, key=lambda row: (-row.ads, -row.must_ads))
    cells = [
        (f"{number(row.share)} %", str(row.ads), str(row.must_ads), str(row.level), str(row.weight), row.name)
        for row in rows
    ]
    stacked = [
        (row.name, f"{share}, {ads} ads, a must in {must}, level {level}, weight {weight}")
        for row, (share, ads, must, level, weight, _) in zip(rows, cells, strict=True)
    ]
    yield from canvas.table(("Share", "Ads", "Must", "Level", "Weight", "Skill"), cells, stacked, right=(0, 1, 2, 3, 4))


def _names(row: AskedFor, match: Match) -> str:
    """The skill, or those of which one is enough."""
    names = {one.id: one.name for one in match.requirements}
    return " or ".join(names[word] for word in row.any_of or (row.id,))


def _years(years: int | None) -> str:
    return "Years of experience: not said." if years is None else f"Years of experience: {years} or more."


def _quoted(canvas: Canvas, sentence: str | None) -> Iterator[Block]:
    if sentence:
        yield canvas.indented(f'"{sentence}"', style="dim")


def _fit(fit: AdFit | None, canvas: Canvas) -> Iterator[Block]:
    if fit is None:
        return
    yield canvas.say("")
    yield canvas.say(("Your fit: ", "bold"), fit.headline)
    yield canvas.say(canvas.bar(fit.score, 40, fit.high))
    if not fit.missing:
        yield canvas.say("Nothing is missing.")
        return
    yield canvas.say("")
    heads = ("Points", "Missing", "You", "Asked", "")
    rows = [
        (
            f"{one.points:.1f}",
            one.name,
            "?" if one.level is None else str(one.level),
            str(one.required),
            ", ".join(_marks(one)),
        )
        for one in fit.missing
    ]
    stacked = [
        (f"{points}  {name}", f"you {level}, asked {required}" + (f", {must}" if must else ""))
        for points, name, level, required, must in rows
    ]
    yield from canvas.table(heads, rows, stacked, right=(0, 2, 3))


def _marks(one: Missing) -> Iterator[str]:
    """What is to be said of what is missing, beside its numbers."""
    if one.must_have:
        yield "must-have"
    if others := or_others(one.id, one.any_of):
        yield others


def _rest(match: Match, canvas: Canvas) -> Iterator[Block]:
    """What found no place, what the role adds, and what was not looked at."""
    if not match.requirements:
        yield canvas.say("")
        yield canvas.say(NOTHING)
    if match.unplaced.words:
        yield canvas.say("")
        words = [one.word + (f" ({one.ads})" if match.ads.count > 1 else "") for one in match.unplaced.words]
        yield canvas.say(("Not in the catalogue: ", "bold"), ", ".join(words))
    if match.role is not None and match.role.left_out:
        yield canvas.say("")
        out = f"leaves out what fewer than one in ten of them name: {', '.join(match.role.left_out)}."
        yield canvas.say(f"The role made from these {out}", style="dim")
    cut = [ad.source for ad in match.ads.read if ad.is_cut]
    if cut:
        yield canvas.say("")
        yield canvas.say(f"Too long to be read to the end: {', '.join(cut)}.", style="dim")


def role_file(catalogue: Catalogue, ads: Sequence[ReadAd], match: Match) -> str:
    """The role as a `roles.yaml` that lies over the catalogue; empty where no skill was named."""
    if not match.requirements:
        return ""
    import yaml  # only a role file pays for it

    role = role_of(catalogue, ads).model_dump(mode="json", exclude_defaults=True)
    return HEAD + yaml.safe_dump({"roles": [role]}, sort_keys=False, allow_unicode=True, width=110)
