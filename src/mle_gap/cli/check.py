"""`mle-gap check`: is this catalogue, or this answers file, right?"""

from pathlib import Path
from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text
from mle_gap.visible import visible

EXAMPLES = """Examples

\b
  mle-gap check me.yaml                   an answers file
  mle-gap check my-catalogue/             a folder with skills.yaml and roles.yaml
"""


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE|DIR]...", help="Answers, skills or roles files, catalogue folders."),
    ] = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """Check answers files and catalogues (default: the shipped one)."""
    from mle_gap.catalog import problems_in  # help does without
    from mle_gap.files import data_folder

    checked = [(path, problems_in(Path(path))) for path in paths or [str(data_folder())]]
    problems = [problem for _, found in checked for problem in found]
    status = 1 if problems else 0
    if json:
        return Result(json_text({"problems": [p._asdict() for p in problems]}), status, output)
    lines = [str(problem) for problem in problems]
    lines += [f"{path}: no problems" for path, found in checked if not found]
    return Result("".join(f"{visible(line)}\n" for line in lines), status, output)
