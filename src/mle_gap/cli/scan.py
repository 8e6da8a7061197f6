"""`mle-gap scan`: what a person's own files show of their skills."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for

if TYPE_CHECKING:
    from mle_gap.evidence import Rules

EXAMPLES = """Examples

\b
  mle-gap scan ~/code                     what your repositories show
  mle-gap scan . --json > scan.json
  mle-gap scan work/api work/models       several folders at once
"""


def scan(
    folders: Annotated[list[str], typer.Argument(metavar="DIR...", help="Folders with your own code.")],
    format_: options.View = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """Find evidence of your skills in your own files."""
    from mle_gap.scan import scan as scanned  # help does without these

    name = options.format_of(format_, json, options.VIEWS)
    found = scanned(tuple(folders), rules(), progress)
    if name == "json":
        return Result(json_text(found.model_dump(mode="json")), output=output)
    from mle_gap.catalog import load_shipped  # only a page has names
    from mle_gap.formats.evidence import render

    names = {skill.id: skill.name for skill in load_shipped().skills.values()}
    return Result(render(found, names, page_for(output)), output=output)


def rules() -> "Rules":
    """The shipped rules, ready to run."""
    from mle_gap.evidence import Rules
    from mle_gap.rulebook import load_rules

    return Rules(load_rules())


def progress(met: int) -> None:
    """Tell a person at a terminal how far a long walk is."""
    if met and met % 5000 == 0 and sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write(f"mle-gap: {met} files and folders looked at\n")
