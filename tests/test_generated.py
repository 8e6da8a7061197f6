"""What is generated is current, and the schemas describe what is really written and read."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mle_gap.cli.main import main
from mle_gap.schemas import MODELS, schema_of
from tests.conftest import ROOT, TODAY
from tests.regenerate import generated

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


@pytest.mark.parametrize(("path", "text"), generated().items(), ids=lambda value: getattr(value, "name", ""))
def test_a_generated_file_is_current(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `make regenerate` and look at the difference"


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_one_and_is_what_the_command_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(printed)
    assert printed == json.loads((ROOT / "schemas" / f"{name}.json").read_text())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_report_is_described_by_its_schema(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "--answers", str(example), "--json", "--today", TODAY]) == 0
    report = json.loads(capsys.readouterr().out)
    Draft202012Validator(schema_of("report")).validate(report)
    del report["readiness"]["high"]
    assert not Draft202012Validator(schema_of("report")).is_valid(report)


@pytest.mark.parametrize(
    ("name", "path"),
    [("skills", ROOT / "data" / "skills.yaml"), ("roles", ROOT / "data" / "roles.yaml")]
    + [("answers", path) for path in EXAMPLES],
    ids=lambda value: getattr(value, "name", value),
)
def test_what_is_read_is_described_by_its_schema(name: str, path: Path) -> None:
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    Draft202012Validator(schema_of(name)).validate(value)
    assert not Draft202012Validator(schema_of(name)).is_valid({**value, "unheard_of": 1})


CONTRACT: dict[str, Any] = {
    "Report": "schema_version generated_at catalogue role person readiness skills phases contradictions experience "
    "plan",
    "CatalogueStamp": "version sha256",
    "RoleChosen": "id name seniority working_model",
    "Person": "background years hours_per_week",
    "Readiness": "score low high verdict weakest_phase blocked_by answered asked estimate",
    "Estimate": "mean low high",
    "SkillRow": "id name category level required weight must_have state points points_lost source any_of",
    "PhaseRow": "id name score",
    "Contradiction": "skill needs message",
    "ExperienceRow": "asked_years years state",
    "Plan": "optimal gap_bound hours hours_assumed weeks hours_per_week start finish steps",
    "Step": "order skill from_level to_level hours gain readiness_after start finish assumed why needs prove "
    "learn_with resources",
}


@pytest.mark.parametrize("model", CONTRACT)
def test_every_name_of_the_contract_is_required(model: str) -> None:
    schema = schema_of("report")
    part = schema if model == "Report" else schema["$defs"][model]
    assert set(CONTRACT[model].split()) <= set(part["required"])
