"""`mle-gap compare`: one person against all roles, working models and seniorities."""

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for

EXAMPLES = """Examples

\b
  mle-gap compare                         your saved answers against every role
  mle-gap compare --answers me.yaml --industry healthcare
  mle-gap compare --answers me.yaml --json | jq '.fits[0]'
"""


def compare(
    answers: options.AnswersFile = None,
    set_: options.Set = None,
    industry: options.Industry = None,
    catalog: options.Catalog = None,
    profile: options.Profile = None,
    format_: options.View = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """Compare your answers with every role, working model and seniority."""
    options_ = locals()
    from mle_gap.catalog import load  # help does without these four
    from mle_gap.cli.saved import current
    from mle_gap.cli.subject import request_of
    from mle_gap.comparison import comparison_of

    name = options.format_of(format_, json, options.VIEWS)
    request = request_of(options_)
    request.check(output)
    catalogue = load(catalog)
    said = current(request, catalogue).answers
    comparison = comparison_of(catalogue, said.skills, said.industry)
    if name == "json":
        return Result(json_text(comparison.model_dump(mode="json")), output=output)
    from mle_gap.formats.comparison import render  # rich is slow to import

    return Result(render(comparison, page_for(output)), output=output)
