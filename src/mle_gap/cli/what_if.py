"""`mle-gap plan --what-if`: the plan beside what it would be with something else."""

from typing import Any

from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.cli.reporting import Style
from mle_gap.cli.subject import Known, Request, subject_for, with_options
from mle_gap.errors import Misuse, clipped
from mle_gap.explaining import what_if_of
from mle_gap.models.catalog import Catalogue
from mle_gap.report import report_of

TEXTS = ("role", "seniority", "working-model", "industry", "background", "start", "by")
NUMBERS = ("hours-per-week", "years", "target")


def compared(known: Known, request: Request, catalogue: Catalogue, pairs: tuple[str, ...], style: Style) -> Result:
    """Before and after side by side; raises Misuse where a pair names neither a skill nor an option."""
    if style.format not in ("terminal", "json"):
        raise Misuse(f"--what-if shows two plans at once; it has no format {style.format}, only terminal and json")
    before = report_of(subject_for(known, request, catalogue))
    changed = Request(**{**request._asdict(), "set": ()})
    for pair in pairs:
        changed = _changed(changed, pair)
    after = report_of(
        subject_for(known._replace(answers=with_options(known.answers, changed, catalogue)), changed, catalogue)
    )
    model = what_if_of(before, after, dict(pair.split("=", 1) for pair in pairs))
    if style.format == "json":
        return Result(json_text(model.model_dump(mode="json")), output=style.output)
    from mle_gap.formats.what_if import render  # rich is slow to import

    return Result(render(model, page_for(style.output)), output=style.output)


def _changed(request: Request, pair: str) -> Request:
    key, equals, value = (part.strip() for part in pair.partition("="))
    if not equals:
        raise Misuse(f"--what-if {clipped(pair, 60)}: must be KEY=VALUE, for example --what-if docker=3")
    said: Any = value if key in TEXTS else _number(key, value) if key in NUMBERS else None
    if said is not None:
        return request._replace(**{key.replace("-", "_"): said})
    return request._replace(set=(*request.set, f"{key}={value}"))


def _number(key: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise Misuse(f"--what-if {key}={clipped(text, 60)}: must be a number, such as {key}=12") from None
