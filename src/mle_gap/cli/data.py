"""`mle-gap data`: the person's own files."""

from pathlib import Path
from typing import Annotated

import typer

from mle_gap.cli.output import Result
from mle_gap.errors import CannotWrite, Misuse

app = typer.Typer(rich_markup_mode=None)

EXAMPLES = """Examples

\b
  mle-gap data init my-catalogue          write a small one that works
  mle-gap data init ~/our-skills
"""


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def data(context: typer.Context) -> Result | None:
    """Your own catalogue: write one to begin with."""
    return Result(context.get_help() + "\n") if context.invoked_subcommand is None else None


@app.command(epilog=EXAMPLES)
def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder that has no catalogue yet; made if needed.")],
) -> Result:
    """Write a small catalogue to be laid over the shipped one."""
    from mle_gap.catalog import ROLES, SKILLS, data_folder  # help does without

    place = Path(folder)
    there = next((place / name for name in (SKILLS, ROLES) if (place / name).exists()), None)
    if there is not None:
        raise Misuse(f"{there}: is there already, and is left alone; name another folder")
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name in (SKILLS, ROLES):
            with (place / name).open("xb") as file:
                file.write((data_folder() / "starter" / name).read_bytes())
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(f"{place}: cannot be written: {reason}; name another folder") from None
    return Result(f"{place / SKILLS}\n{place / ROLES}\n", note=f"use it with `--catalog {folder}`")
