"""Writes what is generated from code and catalogue. `make regenerate` runs it; tests hold it to be current."""

import json
import re
from datetime import date
from pathlib import Path

from mle_gap import bank, rulebook
from mle_gap.answers import answers_of
from mle_gap.catalog import COMPILED, compiled_text, load_folder
from mle_gap.document import parse
from mle_gap.files import data_folder, read_bytes
from mle_gap.formats import render
from mle_gap.models.catalog import Catalogue
from mle_gap.page import Page
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.schemas import MODELS, schema_of
from mle_gap.target import target_of
from tests.pages import catalogue_page, correlation, hours
from tests.rules import loaded

ROOT = Path(__file__).parents[1]
REPORT = re.compile(r"(<!-- report: [^\n]*-->\n```\n).*?(```\n<!-- end of report -->)", re.DOTALL)


def generated() -> dict[Path, str]:
    """Each generated file and what belongs into it."""
    catalogue = load_folder(data_folder())
    files = {ROOT / "schemas" / f"{name}.json": json.dumps(schema_of(name), indent=2) + "\n" for name in MODELS}
    files[data_folder() / COMPILED] = compiled_text(catalogue)
    files[data_folder() / bank.COMPILED] = bank.compiled_text(bank.load_strict(data_folder(), catalogue.skills))
    rules = loaded(data_folder() / rulebook.EVIDENCE).rules
    files[data_folder() / rulebook.COMPILED] = rulebook.compiled_text(rules)
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    files[readme] = REPORT.sub(lambda match: match[1] + example_report(catalogue) + match[2], text)
    files[ROOT / "docs" / "catalogue.md"] = catalogue_page(catalogue)
    method = ROOT / "docs" / "method.md"
    text = method.read_text(encoding="utf-8")
    for name, made in (("correlation", correlation(catalogue)), ("hours", hours(catalogue))):
        text = between(name, text, made)
    files[method] = text
    return files


def between(name: str, text: str, made: str) -> str:
    """A page with the part between the two marks of a name made anew."""
    begin, end = f"<!-- {name}: made by `make regenerate` -->\n", f"<!-- end of {name} -->"
    before, _, rest = text.partition(begin)
    _, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"the marks of {name} are gone")
    return f"{before}{begin}\n{made}\n{end}{after}"


def example_report(catalogue: Catalogue) -> str:
    """What the README shows: the report of the first example, at 80 columns."""
    path = ROOT / "examples" / "data-scientist.yaml"
    answers = answers_of(parse(read_bytes(path), path.name), catalogue)
    target = target_of(catalogue, answers.role, answers.seniority, answers.working_model, answers.industry)
    report = report_of(Subject(catalogue, target, answers, date(2026, 11, 23)))
    return render(report, "terminal", Page(width=80))


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
