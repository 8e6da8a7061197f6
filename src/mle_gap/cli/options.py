"""Options that more than one command takes."""

from collections.abc import Collection
from datetime import date
from typing import Annotated

import typer

from mle_gap.errors import Misuse, did_you_mean
from mle_gap.formats import FORMATS

AnswersFile = Annotated[
    str | None,
    typer.Option("--answers", metavar="FILE", help="Read answers (YAML or JSON) from FILE, - for stdin."),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SKILL=LEVEL",
        help="Level 0-4, unknown or not_applicable; wins over the file. Repeatable.",
    ),
]
Role = Annotated[str | None, typer.Option("--role", metavar="ID", help="The role to reach [default: ml-engineer].")]
Seniority = Annotated[
    str | None, typer.Option("--seniority", metavar="ID", help="junior, mid or senior [default: mid].")
]
WorkingModel = Annotated[
    str | None, typer.Option("--working-model", metavar="ID", help="Variant of the role [default: embedded].")
]
Industry = Annotated[
    str | None, typer.Option("--industry", metavar="ID", help="Add what an industry asks, such as healthcare.")
]
Catalog = Annotated[
    str | None, typer.Option("--catalog", metavar="DIR", help="Lay the catalogue in DIR over the shipped one.")
]
Background = Annotated[
    str | None,
    typer.Option("--background", metavar="ID", help="Where you start from; `mle-gap roles` lists them."),
]
Years = Annotated[float | None, typer.Option("--years", metavar="N", help="Years of experience in that background.")]
HoursPerWeek = Annotated[
    float | None,
    typer.Option("--hours-per-week", metavar="N", help="Hours a week you can learn [default: 5]."),
]
Start = Annotated[str | None, typer.Option("--start", metavar="DATE", help="First day of the plan [default: today].")]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Use DATE as today's date (YYYY-MM-DD).")]
Format = Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="terminal or json.")]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output."),
]


def day_of(option: str, text: str | None) -> date | None:
    """The date in an option, None where it was not given; raises Misuse."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(f"{option} {text}: is no date; write it as in {option} 2026-11-23") from None


def score_of(option: str, value: float | None) -> float | None:
    """The score in an option, None where it was not given; raises Misuse."""
    if value is not None and not 0 <= value <= 100:
        raise Misuse(f"{option} {value}: must be from 0 to 100")
    return value


VIEWS = ("terminal", "json")  # what can be had of anything that is not a report


def format_of(name: str | None, json: bool, known: Collection[str] = FORMATS) -> str:
    """The format asked for; raises Misuse where there is no such one, or two are asked for."""
    if json and name not in (None, "json"):
        raise Misuse(f"--json and --format {name} do not go together; keep one")
    if name is not None and name not in known:
        raise Misuse(f"no format `{name}`; {did_you_mean(name, known) or 'known: ' + ', '.join(known)}")
    return "json" if json else name or "terminal"
