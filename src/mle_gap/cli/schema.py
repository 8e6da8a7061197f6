"""`mle-gap schema`: the JSON Schemas of what is read and written."""

from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text
from mle_gap.errors import Misuse, did_you_mean

NAMES = (
    "report",
    "explain",
    "what-if",
    "compare",
    "verify",
    "scan",
    "match",
    "history",
    "role-list",
    "skill-list",
    "answers",
    "export",
    "skills",
    "roles",
    "quiz",
    "evidence",
)

EXAMPLES = """Examples

\b
  mle-gap schema report > report.schema.json
  mle-gap schema answers                  the answers file
  mle-gap schema skill-list               what skills --json prints
"""


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"{', '.join(NAMES)}.")],
    output: options.Output = None,
) -> Result:
    """Print the JSON Schema of something written or read."""
    if name not in NAMES:
        raise Misuse(f"no schema `{name}`; {did_you_mean(name, NAMES) or 'known: ' + ', '.join(NAMES)}")
    from mle_gap.schemas import schema_of  # help does without

    return Result(json_text(schema_of(name)), output=output)
