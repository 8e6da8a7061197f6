"""One module per format, each `render(report, page) -> str`. Nothing is computed while rendering."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mle_gap.models.report import Report
    from mle_gap.page import Page

# Names to modules; a module is imported when its format is asked for, which keeps start-up short.
FORMATS: dict[str, str] = {
    "terminal": "mle_gap.formats.terminal",
    "json": "mle_gap.formats.json",
    "markdown": "mle_gap.formats.markdown",
    "html": "mle_gap.formats.html",
    "csv": "mle_gap.formats.csv",
    "ics": "mle_gap.formats.ics",
    "jsonresume": "mle_gap.formats.jsonresume",
}


def render(report: "Report", name: str, page: "Page") -> str:
    """The report in a format of FORMATS; ends with a line break."""
    module: Any = import_module(FORMATS[name])
    return str(module.render(report, page))
