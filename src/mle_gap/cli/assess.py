"""`mle-gap assess`: ask or read, score, plan, print."""

from typing import TYPE_CHECKING, Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result
from mle_gap.errors import Misuse

if TYPE_CHECKING:
    from mle_gap.cli.interview import Manner
    from mle_gap.cli.reporting import Style
    from mle_gap.cli.subject import Request
    from mle_gap.models.catalog import Catalogue

ASKING = "--quick, --plain, --fresh, --review and --resume"
EXAMPLES = """Examples

\b
  mle-gap assess                          answer some 30 questions, a few minutes
  mle-gap assess --quick                  answer the twelve most important ones
  mle-gap assess --review                 a month later: only what may have changed
  mle-gap assess --answers me.yaml --json | jq .readiness
  mle-gap assess --set python=3 --set docker=1 --seniority junior
"""


def assess(
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
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", metavar="N", help="Exit with status 1 if readiness is under N."),
    ] = None,
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="FILE", help="Put what `scan --json` found beside your answers.")
    ] = None,
    scan: Annotated[
        list[str] | None, typer.Option("--scan", metavar="DIR", help="The same of a folder scanned now. Repeatable.")
    ] = None,
    resume: Annotated[
        str | None, typer.Option("--resume", metavar="FILE", help="Begin from a JSON Resume; its skills are hints.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Ask the twelve most important skills only.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask line by line, for screen readers; reads a pipe too.")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew instead of going on with the draft.")] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Ask only what is below what is asked, or was rated 12 weeks ago.")
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask; fail where answers are missing.")] = False,
    no_save: Annotated[bool, typer.Option("--no-save", help="Leave no trace on this computer.")] = False,
) -> Result:
    """Rate your skills; see the gap, what blocks you and a plan."""
    options_ = locals()
    from mle_gap.cli.reporting import Style, rendered
    from mle_gap.cli.saved import kept
    from mle_gap.cli.subject import Known, catalogued, given_answers, request_of, subject_for
    from mle_gap.report import report_of
    from mle_gap.store import store_of

    request = request_of(options_)
    style = Style(options.format_of(format_, json), output, options.score_of("--fail-under", fail_under))
    request.check(output)
    catalogue, request = catalogued(request)
    shown = None
    if evidence is not None or scan:
        from mle_gap.cli.proof import evidence_of  # only who brings any pays for it

        shown = evidence_of(evidence, tuple(scan or ()), catalogue)
    if request.gives_answers:
        if quick or plain or fresh or review or resume:
            raise Misuse(f"{ASKING} ask questions; leave them out with --answers or --set")
        subject = subject_for(Known(given_answers(request, catalogue), evidence=shown), request, catalogue)
        report = report_of(subject)
        store = None if no_save else store_of(profile)
        return kept(rendered(report, style), subject, report, store)
    if no_input:
        raise Misuse("--no-input forbids to ask; give answers with --answers FILE or --set SKILL=LEVEL")
    if quick and review:
        raise Misuse("--quick asks the most important skills and --review what is due; choose one")
    from mle_gap.cli.interview import Manner  # only who is asked pays for these
    from mle_gap.cli.proof import hints_from

    hints = None if resume is None else hints_from(resume, request, catalogue)
    manner = Manner(quick=quick, plain=plain, fresh=fresh, review=review, keep=not no_save, evidence=shown, hints=hints)
    return _asked(request, catalogue, manner, style)


def _asked(request: "Request", catalogue: "Catalogue", manner: "Manner", style: "Style") -> Result:
    """The questionnaire, and the report on what was answered."""
    from mle_gap.cli.interview import interview
    from mle_gap.cli.reporting import rendered
    from mle_gap.cli.subject import subject_for
    from mle_gap.report import report_of

    keeper = interview(request, catalogue, manner)
    report = report_of(subject_for(keeper.known, request, catalogue))
    result = rendered(report, style)
    note = keeper.finish(report)
    words = "; ".join(filter(None, (result.note, note.words)))
    return result._replace(status=note.status or result.status, note=words)
