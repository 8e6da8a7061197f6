"""`mle-gap data`: the person's own files: where they are, out, in and away, and a catalogue to begin with."""

import os
from pathlib import Path
from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, confirmed
from mle_gap.errors import CannotWrite, Misuse
from mle_gap.visible import visible

app = typer.Typer(rich_markup_mode=None)

EXAMPLES = """Examples

\b
  mle-gap data path                       where your answers are
  mle-gap data export -o me.json          all that is kept of you
  mle-gap data init my-catalogue          write a small catalogue that works
  mle-gap data init ~/our-skills
"""


PATH = """Examples

\b
  mle-gap data path                       two lines, one folder each
  mle-gap data path | head -n 1
"""
EXPORT = """Examples

\b
  mle-gap data export -o me.json          everything, in one file
  mle-gap data export | jq .draft
"""
IMPORT = """Examples

\b
  mle-gap data import me.json             on another computer
  mle-gap data import - < me.json
"""
DELETE = """Examples

\b
  mle-gap data delete                     asks first
  mle-gap data delete --yes
"""


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def data(context: typer.Context) -> Result | None:
    """Your own files: where they are, export, import, delete, a catalogue."""
    return Result(context.get_help() + "\n") if context.invoked_subcommand is None else None


@app.command(epilog=EXAMPLES)
def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A folder that has no catalogue yet; made if needed.")],
) -> Result:
    """Write a small catalogue to be laid over the shipped one."""
    from mle_gap.catalog import ROLES, SKILLS  # help does without
    from mle_gap.files import data_folder

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


@app.command(epilog=PATH)
def path(profile: options.Profile = None) -> Result:
    """Say where your answers and the catalogue are."""
    from mle_gap.files import data_folder  # help does without these two
    from mle_gap.store import store_of

    return Result(f"answers    {visible(str(store_of(profile).folder))}\ncatalogue  {visible(str(data_folder()))}\n")


@app.command(epilog=EXPORT)
def export(output: options.Output = None, profile: options.Profile = None) -> Result:
    """Write all that is kept of you as one JSON file."""
    from mle_gap.store import store_of  # help does without

    text = store_of(profile).everything().model_dump_json(indent=1, by_alias=True, ensure_ascii=True)
    return Result(f"{text}\n", output=output)


@app.command("import", epilog=IMPORT)
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `mle-gap data export` wrote; - for stdin.")],
    profile: options.Profile = None,
) -> Result:
    """Take in an export; what is here already stays as it is."""
    from pydantic import ValidationError  # help does without these five

    from mle_gap.errors import BadInput, Problem
    from mle_gap.files import read_whole
    from mle_gap.models.records import Exported
    from mle_gap.store import LARGEST_EXPORT, store_of
    from mle_gap.wording import count

    try:
        exported = Exported.model_validate_json(read_whole(file, LARGEST_EXPORT))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise BadInput([Problem(file, None, where, f"not an export of mle-gap: {first['msg']}")]) from None
    taken = store_of(profile).take_in(exported)
    return Result(f"{count(taken, 'record')} taken in, {len(exported.records) - taken} were here already.\n")


@app.command(epilog=DELETE)
def delete(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    profile: options.Profile = None,
) -> Result:
    """Delete all that is kept of you."""
    from mle_gap.store import store_of  # help does without these two
    from mle_gap.wording import count

    store = store_of(profile)
    if not yes and not confirmed(f"Delete all that is kept in {store.folder}? Type yes: "):
        return Result("", 1, note="nothing was deleted")
    return Result(f"{count(store.delete_all(), 'file')} deleted.\n")
