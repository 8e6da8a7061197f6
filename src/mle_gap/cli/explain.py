"""`mle-gap explain`: where each point came from, or all there is about one skill."""

from typing import TYPE_CHECKING, Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.errors import Misuse

if TYPE_CHECKING:
    from mle_gap.models.explain import Explanation, Ledger, NextSteps

EXAMPLES = """Examples

\b
  mle-gap explain                         every point held and lost
  mle-gap explain docker                  the four levels of Docker
  mle-gap explain --next                  what brings most for its hours
  mle-gap explain k8s --answers me.yaml --json
"""


def explain(
    skill: Annotated[str | None, typer.Argument(metavar="[SKILL]", help="Id, name or alias of a skill.")] = None,
    answers: options.AnswersFile = None,
    set_: options.Set = None,
    role: options.Role = None,
    seniority: options.Seniority = None,
    working_model: options.WorkingModel = None,
    industry: options.Industry = None,
    today: options.Today = None,
    catalog: options.Catalog = None,
    profile: options.Profile = None,
    format_: options.View = None,
    json: options.Json = False,
    output: options.Output = None,
    next_: Annotated[bool, typer.Option("--next", help="List the steps with the most points per hour.")] = False,
) -> Result:
    """Show where each point came from, or all about one SKILL."""
    options_ = locals()
    from mle_gap.answers import skill_id  # help does without
    from mle_gap.cli.saved import current, known_of
    from mle_gap.cli.subject import Known, catalogued, given_answers, request_of, subject_for
    from mle_gap.explaining import explanation_of, ledger_of, next_of
    from mle_gap.report import report_of

    if next_ and skill is not None:
        raise Misuse("--next is about all skills; leave it or the skill out")
    name = options.format_of(format_, json, options.VIEWS)
    request = request_of(options_)
    request.check(output)
    catalogue, request = catalogued(request)
    wanted = None if skill is None else skill_id(skill, catalogue)
    # What the levels of a skill mean can be told to somebody who has answered nothing yet.
    known = current(request, catalogue) if wanted is None else known_of(request, catalogue)
    subject = subject_for(known or Known(given_answers(request, catalogue)), request, catalogue)
    report = report_of(subject)
    model: Ledger | Explanation | NextSteps
    if next_:
        model = next_of(report)
    else:
        model = ledger_of(report) if wanted is None else explanation_of(subject, report, wanted)
    if name == "json":
        return Result(json_text(model.model_dump(mode="json")), output=output)
    from mle_gap.formats.explanation import render  # rich is slow to import

    return Result(render(model, page_for(output)), output=output)
