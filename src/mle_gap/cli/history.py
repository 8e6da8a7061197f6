"""`mle-gap history`: past assessments, and the difference between two."""

from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.errors import Misuse

EXAMPLES = """Examples

\b
  mle-gap history                         what was saved, and what was done since
  mle-gap history 1 3                     what changed from the first to the third
"""


def history(
    one: Annotated[int | None, typer.Argument(metavar="[FROM]", help="Number of an assessment.")] = None,
    other: Annotated[int | None, typer.Argument(metavar="[TO]", help="Number of a later one.")] = None,
    catalog: options.Catalog = None,
    profile: options.Profile = None,
    format_: options.View = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """List saved assessments, or show what changed between two."""
    from mle_gap.cli.output import tell  # help does without these
    from mle_gap.journal import standing_entries
    from mle_gap.progress import difference_of, history_of
    from mle_gap.store import store_of

    name = options.format_of(format_, json, options.VIEWS)
    if (one is None) != (other is None):
        raise Misuse("a difference needs two numbers, as in mle-gap history 1 2")
    entries, problems = store_of(profile).records()
    standing = standing_entries(entries)
    tell(problems, standing[-1].id if standing else "")
    if one is None or other is None:
        listed = history_of(standing)
        if name == "json":
            return Result(json_text(listed.model_dump(mode="json")), output=output)
        if not listed.assessments:
            return Result("", note="no assessment is saved yet; run mle-gap assess")
        from mle_gap.formats.history import render  # rich is slow to import

        return Result(render(listed, page_for(output)), output=output)
    from mle_gap.catalog import load  # only a difference is scored anew

    difference = difference_of(standing, one, other, load(catalog))
    if name == "json":
        return Result(json_text(difference.model_dump(mode="json")), output=output)
    from mle_gap.formats.history import render_difference

    return Result(render_difference(difference, page_for(output)), output=output)
