"""The report as one page to keep, send and print: no script, and nothing is loaded from anywhere."""

from mle_gap.formats.markup import Markup, day, join, tag
from mle_gap.formats.standing import contradictions, head, skills, workflow
from mle_gap.formats.steps import plan, steps
from mle_gap.formats.stylesheet import POLICY, STYLE
from mle_gap.models.report import Report
from mle_gap.page import Page

CAVEAT = (
    "This is no certificate, no ranking of people and no hiring test. The levels are what a person says of themselves."
    " The levels asked, the weights and the hours are judgements and not measurements."
)


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format has the same signature
    """ASCII only, other characters as references, so that the page is the same however it is stored or sent."""
    whole = join((_meta(report), _body(report)), "\n")
    document = f'<!DOCTYPE html>\n<html lang="en">\n{whole}\n</html>\n'
    return document.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _meta(report: Report) -> Markup:
    who = f"{report.person.name}: " if report.person.name else ""
    parts = (
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="description", content=report.readiness.headline),
        tag("title", f"{who}{report.role.name}, {report.role.seniority}"),
        tag("style", Markup(STYLE)),
    )
    return tag("head", join(parts, "\n"))


def _body(report: Report) -> Markup:
    parts = [contradictions(report), workflow(report), skills(report), plan(report)]
    names = {"workflow": "Workflow", "skills": "Skills", "plan": "Plan"}
    if report.plan.steps:
        parts.append(steps(report))
        names["steps"] = "Step by step"
    links = (tag("li", tag("a", name, href=f"#{id_}")) for id_, name in names.items())
    return tag(
        "body",
        join(
            (
                tag("a", "Skip to the report", href="#report", class_="skip"),
                head(report),
                tag("nav", tag("ul", *links), aria_label="Contents"),
                tag("main", join(filter(None, parts), "\n"), id="report"),
                _footer(report),
            ),
            "\n",
        ),
    )


def _footer(report: Report) -> Markup:
    stamp = report.catalogue
    made = (
        f"Made by mle-gap on {day(report.generated_at)} with the catalogue {stamp.version} ({stamp.sha256[:12]})."
        " This page loads nothing and sends nothing."
    )
    return tag("footer", tag("p", CAVEAT), tag("p", made))
