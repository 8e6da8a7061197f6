"""Options that more than one command takes."""

from collections.abc import Collection
from datetime import date, time
from typing import TYPE_CHECKING, Annotated

import typer

from mle_gap.errors import Misuse, clipped, did_you_mean
from mle_gap.formats import FORMATS

if TYPE_CHECKING:
    from mle_gap.pace import Span

AnswersFile = Annotated[
    str | None,
    typer.Option("--answers", metavar="FILE", help="Read answers (YAML or JSON) from FILE, - for stdin."),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="SKILL=LEVEL",
        help="Level 0-4, unknown or not_applicable; wins over the file, without one nothing else is rated. Repeatable.",
    ),
]
Role = Annotated[
    str | None, typer.Option("--role", metavar="ID|FILE", help="The role to reach [default: ml-engineer].")
]
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
Profile = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="Keep and use the answers of NAME, apart from yours.")
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
Pause = Annotated[
    list[str] | None,
    typer.Option("--pause", metavar="DATE..DATE", help="Days without learning, such as holidays. Repeatable."),
]
Target = Annotated[float | None, typer.Option("--target", metavar="N", help="Stop the plan at readiness N.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="DATE", help="Say what fits by DATE, and the hours a week it would take.")
]
First = Annotated[
    str | None, typer.Option("--first", metavar="must-haves", help="Put what blocks you first, whatever it gains.")
]
Basis = Annotated[
    str | None,
    typer.Option("--basis", metavar="NAME", help="Plan from levels as told (self) or likely (estimate)."),
]
Days = Annotated[
    str | None, typer.Option("--days", metavar="DAYS", help="Days of study [default for ics: mon,wed,sat].")
]
At = Annotated[str | None, typer.Option("--at", metavar="TIME", help="When study begins [default for ics: 18:00].")]
Zone = Annotated[
    str | None, typer.Option("--zone", metavar="ID", help="Time zone of --at, such as Europe/London [default: local].")
]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Use DATE as today's date (YYYY-MM-DD).")]
Format = Annotated[
    str | None, typer.Option("-f", "--format", metavar="NAME", help=f"{', '.join(FORMATS)} [default: terminal].")
]
View = Annotated[str | None, typer.Option("-f", "--format", metavar="NAME", help="terminal or json.")]
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


def pause_of(text: str) -> "Span":
    """The days in `--pause DATE..DATE`, both included; one date is one day. Raises Misuse."""
    from mle_gap.pace import Span  # help and most runs do without

    first, dots, last = text.partition("..")
    start, finish = day_of("--pause", first), day_of("--pause", last if dots else first)
    if start is None or finish is None or finish < start:
        raise Misuse(f"--pause {text}: ends before it begins; write it as in --pause 2026-12-21..2027-01-03")
    return Span(start, finish)


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def days_of(text: str | None) -> tuple[int, ...]:
    """The days of the week in `--days mon,wed`, Monday is 0; none where it was not given. Raises Misuse."""
    words = [] if text is None else [word.strip().casefold()[:3] for word in text.split(",")]
    for word in words:
        if word not in WEEKDAYS:
            raise Misuse(f"--days {clipped(str(text), 60)}: write it as in --days mon,wed,sat")
    return tuple(sorted({WEEKDAYS.index(word) for word in words}))


def time_of(text: str | None) -> time:
    """The time of day in `--at 18:00`; raises Misuse."""
    try:
        return time(18) if text is None else time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Misuse(f"--at {clipped(str(text), 60)}: is no time of day; write it as in --at 18:00") from None


def zone_of(name: str | None) -> str | None:
    """The time zone in `--zone Europe/London`; raises Misuse."""
    if name is None:
        return None
    from zoneinfo import ZoneInfo  # only who names one pays for it

    try:
        return str(ZoneInfo(name))
    except (OSError, ValueError, LookupError):
        raise Misuse(f"no time zone `{clipped(name, 60)}`; write it as in --zone Europe/London") from None


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
