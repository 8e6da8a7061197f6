"""`mle-gap verify`: a few questions, chosen for this person, check what they say of themselves."""

from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.errors import Misuse

EXAMPLES = """Examples

\b
  mle-gap verify                          ten minutes on what matters most
  mle-gap verify docker sql               until these two are known
  mle-gap verify --minutes 20 --max 8
  mle-gap verify --responses answers.yaml --json
"""


def verify(
    skills: Annotated[
        list[str] | None, typer.Argument(metavar="[SKILL]...", help="Id, name or alias [default: what matters most].")
    ] = None,
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", metavar="N", help="Time to spend [default: 10, no end with SKILL]."),
    ] = None,
    most: Annotated[int, typer.Option("--max", metavar="N", help="At most N questions a skill.")] = 5,
    seed: Annotated[
        int | None, typer.Option("--seed", metavar="N", help="Mix questions and options by N, to repeat a sitting.")
    ] = None,
    responses: Annotated[
        str | None,
        typer.Option("--responses", metavar="FILE", help="Read answers from FILE, - for stdin."),
    ] = None,
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
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask line by line, for screen readers; reads a pipe too.")
    ] = False,
    no_save: Annotated[bool, typer.Option("--no-save", help="Leave no trace on this computer.")] = False,
) -> Result:
    """Check your levels by a few questions; narrows the estimate."""
    options_ = locals()
    from mle_gap.cli.examination import Manner, examined  # help does without these two
    from mle_gap.cli.subject import catalogued, request_of

    name = options.format_of(format_, json, options.VIEWS)
    if not 1 <= most <= 50:
        raise Misuse(f"--max {most}: must be from 1 to 50")
    if minutes is not None and not 0 < minutes <= 600:
        raise Misuse(f"--minutes {minutes:g}: must be more than 0 and at most 600")
    if responses is not None and (plain or minutes is not None or seed is not None):
        raise Misuse("--responses asks nothing; leave --plain, --minutes and --seed out")
    request = request_of(options_)
    request.check(output)
    manner = Manner(tuple(skills or ()), minutes, most, seed, responses, plain, not no_save)
    catalogue, request = catalogued(request)
    found, trouble = examined(request, catalogue, manner)
    status, note = (0, "") if trouble is None else (trouble.status, str(trouble))
    if name == "json":
        return Result(json_text(found.model_dump(mode="json")), status, output, note)
    from mle_gap.formats.verification import render  # rich is slow to import

    return Result(render(found, page_for(output)), status, output, note)
