"""`mle-gap data`: the person's own files."""

import os
from pathlib import Path
from typing import Annotated

import typer

from mle_gap.cli.output import Result
from mle_gap.errors import CannotWrite, Misuse
from mle_gap.visible import visible

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

    if not folder:
        raise Misuse("the folder has no name; `.` is the one you are in")
    place = Path(folder)
    there = next((place / name for name in (SKILLS, ROLES) if os.path.lexists(place / name)), None)
    if there is not None:
        raise Misuse(f"{there}: is there already, and is left alone; name another folder")
    written: list[Path] = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for name in (SKILLS, ROLES):
            content = (data_folder() / "starter" / name).read_bytes()
            with (place / name).open("xb") as file:
                written.append(place / name)
                file.write(content)
    except (OSError, ValueError) as error:
        for path in written:
            path.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(f"{place}: cannot be written: {reason}; name another folder") from None
    text = "".join(f"{visible(str(path))}\n" for path in written)
    return Result(text, note=f"use it with `--catalog {folder}`")
