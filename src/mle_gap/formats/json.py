"""The report as one JSON document, described by `schemas/report.json`."""

from mle_gap.models.report import Report
from mle_gap.page import Page


def render(report: Report, page: Page) -> str:  # noqa: ARG001 - every format has the same signature
    """ASCII only, so that no byte of it can act on a terminal; two spaces, keys in the order of the contract."""
    return report.model_dump_json(indent=2, ensure_ascii=True).replace("\x7f", "\\u007f") + "\n"
