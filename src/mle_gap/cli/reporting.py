"""From a subject to the printed report, for the commands that print one."""

from typing import NamedTuple

from mle_gap.cli.output import Result, page_for
from mle_gap.formats import render
from mle_gap.models.report import Report
from mle_gap.planning import Subject
from mle_gap.report import report_of


class Style(NamedTuple):
    """How the report is wanted: a name of FORMATS, where it goes, and the score below which the answer is no."""

    format: str
    output: str | None
    fail_under: float | None = None
    only_plan: bool = False


def reported(subject: Subject, style: Style) -> Result:
    """The report of a subject as a result."""
    return rendered(report_of(subject), style)


def rendered(report: Report, style: Style) -> Result:
    """A report as a result; status 1 where readiness is under the wanted score."""
    page = page_for(style.output)
    if style.only_plan and style.format == "terminal":
        from mle_gap.formats.terminal import render_plan  # rich is slow to import

        text = render_plan(report, page)
    else:
        text = render(report, style.format, page)
    score = report.readiness.score
    if style.fail_under is not None and score < style.fail_under:
        return Result(text, 1, style.output, f"readiness {score} is under {style.fail_under}")
    return Result(text, 0, style.output)
