"""`mle-gap plan`: the plan again, with other hours or dates."""

from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result

EXAMPLES = """Examples

\b
  mle-gap plan --hours-per-week 10 --start 2027-01-04 --pause 2027-02-15..2027-02-21
  mle-gap plan --by 2027-06-30 --target 80
  mle-gap plan --what-if docker=3 --what-if hours-per-week=12
  mle-gap plan -f ics --days mon,wed,sat --at 18:00 -o plan.ics
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
    pause: options.Pause = None,
    target: options.Target = None,
    by: options.By = None,
    first: options.First = None,
    basis: options.Basis = None,
    days: options.Days = None,
    at: options.At = None,
    zone: options.Zone = None,
    today: options.Today = None,
    catalog: options.Catalog = None,
    profile: options.Profile = None,
    format_: options.Format = None,
    json: options.Json = False,
    output: options.Output = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar="KEY=VALUE", help="Compare with a skill or option set so. Repeatable."),
    ] = None,
) -> Result:
    """Show the plan again: other hours, dates, order or target."""
    options_ = locals()
    from mle_gap.cli.reporting import Style, reported
    from mle_gap.cli.saved import current
    from mle_gap.cli.subject import catalogued, request_of, subject_for

    request = request_of(options_)
    style = Style(options.format_of(format_, json), output, only_plan=True)
    request.check(output)
    catalogue, request = catalogued(request)
    known = current(request, catalogue)
    if what_if:
        from mle_gap.cli.what_if import compared

        return compared(known, request, catalogue, tuple(what_if), style)
    return reported(subject_for(known, request, catalogue), style)
