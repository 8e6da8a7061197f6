"""`mle-gap roles`: browse the roles, or read all about one."""

from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.errors import Misuse

EXAMPLES = """Examples

\b
  mle-gap roles                           roles, industries and backgrounds
  mle-gap roles ml-engineer               the whole job
  mle-gap roles ml-engineer --working-model infrastructure --industry banking
"""


def roles(
    role: Annotated[str | None, typer.Argument(metavar="ID", help="Id of a role.")] = None,
    working_model: options.WorkingModel = None,
    industry: options.Industry = None,
    catalog: options.Catalog = None,
    format_: options.View = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """Browse the roles, or read all about one."""
    from mle_gap.browse import role_list  # help does without these three
    from mle_gap.catalog import load
    from mle_gap.target import target_of

    name = options.format_of(format_, json, options.VIEWS)
    catalogue = load(catalog)
    if role is None and (working_model or industry):
        raise Misuse("--working-model and --industry belong to one role; name it, as in mle-gap roles ml-engineer")
    target = target_of(catalogue, role, None, working_model, industry)
    pages = role_list(catalogue, catalogue.roles_file.roles if role is None else [target.role], target.industry)
    if name == "json":
        return Result(json_text(pages.model_dump(mode="json")), output=output)
    from mle_gap.formats.roles import render_list, render_page  # rich is slow to import

    page = page_for(output)
    text = render_list(catalogue, page) if role is None else render_page(pages.roles[0], target, catalogue, page)
    return Result(text, output=output)
