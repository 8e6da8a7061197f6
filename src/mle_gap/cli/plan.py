"""`mle-gap plan`: the plan again, with other hours or dates."""

from mle_gap.cli import options
from mle_gap.cli.output import Result

EXAMPLES = """Examples

\b
  mle-gap plan --hours-per-week 10 --start 2027-01-04
  mle-gap plan --answers me.yaml --json
"""


def plan(
    answers: options.AnswersFile = None,
    set_: options.Set = None,
    role: options.Role = None,
    seniority: options.Seniority = None,
    working_model: options.WorkingModel = None,
    industry: options.Industry = None,
    background: options.Background = None,
    years: options.Years = None,
    hours_per_week: options.HoursPerWeek = None,
    start: options.Start = None,
    today: options.Today = None,
    catalog: options.Catalog = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """Show the plan again, with other hours or dates."""
    options_ = locals()
    from mle_gap.catalog import load  # help does without these four
    from mle_gap.cli.reporting import Style, reported
    from mle_gap.cli.saved import current_answers
    from mle_gap.cli.subject import request_of, subject_for

    request = request_of(options_)
    style = Style(options.format_of(format_, json), output, only_plan=True)
    request.check(output)
    catalogue = load(catalog)
    return reported(subject_for(current_answers(request, catalogue), request, catalogue), style)
