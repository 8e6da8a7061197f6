"""`mle-gap match`: what a job ad asks for, with the sentences that say so, and how you fit it."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.errors import Misuse, clipped

if TYPE_CHECKING:
    from mle_gap.cli.subject import Request
    from mle_gap.matching import ReadAd
    from mle_gap.models.catalog import Catalogue
    from mle_gap.target import Ratings

EXAMPLES = """Examples

\b
  mle-gap match ad.txt                    what the ad asks for, and where it says so
  mle-gap match ad.html --answers me.yaml
  mle-gap match ad.txt -o ad-role.yaml    the ad as a role to assess yourself against
  mle-gap match ads/*.txt --json          what the market asks for
"""
VIEWS = ("terminal", "json", "yaml")
MOST_ADS = 1000


def match(
    ads: Annotated[list[str], typer.Argument(metavar="FILE", help="Job ads, text or HTML, - for stdin.")],
    answers: options.AnswersFile = None,
    set_: options.Set = None,
    catalog: options.Catalog = None,
    profile: options.Profile = None,
    format_: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="NAME", help="terminal, json, or yaml for a role file."),
    ] = None,
    json: options.Json = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write to FILE; one named .yaml becomes a role file."),
    ] = None,
) -> Result:
    """Read job ads: the skills they ask for, and how you fit."""
    options_ = locals()
    from mle_gap.catalog import load  # help does without these three
    from mle_gap.cli.subject import request_of
    from mle_gap.matching import match_of

    name = format_for(output, format_, json)
    request = request_of(options_)
    check(ads, request, output)
    catalogue = load(catalog)
    read = ads_in(ads, catalogue)
    ratings, note = ratings_for(request, catalogue) if name != "yaml" else (None, "")
    model = match_of(catalogue, read, ratings)
    status, note = (0, note) if model.requirements else (1, f"no skill of the catalogue is named in {_named(ads)}")
    if name == "json":
        return Result(json_text(model.model_dump(mode="json")), status, output, note)
    from mle_gap.formats.match import render, role_file  # rich is slow to import

    if name == "yaml":
        text = role_file(catalogue, read, model)
        return Result(text, status, output if text else None, note)
    return Result(render(model, page_for(output)), status, output, note)


def format_for(output: str | None, format_: str | None, json: bool) -> str:
    """The format asked for, or that of the file's name; raises Misuse."""
    if format_ is None and not json and output is not None and output.casefold().endswith((".yaml", ".yml")):
        return "yaml"
    return options.format_of(format_, json, VIEWS)


def check(ads: list[str], request: "Request", output: str | None) -> None:
    """Refuse before anything is read what would fail or destroy something after it; raises Misuse."""
    request.check(output)
    if len(ads) > MOST_ADS:
        raise Misuse(f"{len(ads)} ads at once are too many; name at most {MOST_ADS}")
    if ads.count("-") + (request.answers == "-") > 1:
        raise Misuse("standard input can be read once; name files for the others")
    if any(_same(ad, output) for ad in ads):
        raise Misuse(f"--output {clipped(str(output))} is one of the ads; name another file")


def _same(one: str, other: str | None) -> bool:
    """Whether both name the same file; never raises, whatever the path."""
    both = other is not None and os.path.isfile(one) and os.path.isfile(other)  # noqa: PTH113
    return both and other is not None and os.path.samefile(one, other)  # noqa: PTH121


def ads_in(names: list[str], catalogue: "Catalogue") -> list["ReadAd"]:
    """The ads in files or standard input; raises Misuse where one is too large or has no text."""
    from mle_gap.ad_lexicon import Lexicon
    from mle_gap.files import read_bytes
    from mle_gap.job_ad import read_ad
    from mle_gap.matching import ReadAd

    lexicon = Lexicon(catalogue)
    found = []
    for name in names:
        source = "standard input" if name == "-" else name
        ad = read_ad(text_in(read_bytes(name), source), lexicon)
        if not ad.title:
            raise Misuse(f"{clipped(source)}: holds no text; save the ad as text or HTML")
        found.append(ReadAd(source, ad))
    return found


def text_in(data: bytes, source: str) -> str:
    """The text of an ad, in UTF-8 or else as older Windows programs write it; raises Misuse where it is none."""
    from mle_gap.document import MAX_BYTES

    where = clipped(source)
    if len(data) > MAX_BYTES:
        raise Misuse(f"{where}: larger than 1 MiB; save the text of the ad alone")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(encoding, "replace")
    if b"\0" in data or data.startswith((b"%PDF", b"{\\rtf", b"PK\x03\x04")):
        raise Misuse(f"{where}: is no text; open it, and save the ad as text or HTML")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def ratings_for(request: "Request", catalogue: "Catalogue") -> tuple["Ratings | None", str]:
    """The ratings told or saved, None where there are none, and a word where saved ones cannot be used."""
    from mle_gap.cli.saved import known_of
    from mle_gap.errors import BadInput

    try:
        known = known_of(request, catalogue)
    except BadInput as error:
        if request.gives_answers:
            raise
        return None, f"your saved answers are not used: {error.problems[0]}"
    return (None if known is None else known.answers.skills), ""


def _named(ads: list[str]) -> str:
    first = "standard input" if ads[0] == "-" else clipped(ads[0])
    return first if len(ads) == 1 else f"any of the {len(ads)} ads"
