"""Evidence from files: each rule a case, levels that follow, and what a report makes of them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mle_gap import rulebook
from mle_gap.cli.main import main
from mle_gap.document import read
from mle_gap.evidence import MOST_FILES, Rules, findings_in, is_generated, supported, without_comments
from mle_gap.files import data_folder
from mle_gap.formats import FORMATS
from mle_gap.journal import evidence_in, standing_entries
from mle_gap.models.catalog import Catalogue
from mle_gap.models.evidence import Finding, Rule
from mle_gap.models.report import Supported
from mle_gap.rulebook import load_rules
from mle_gap.schemas import schema_of
from mle_gap.store import store_of
from tests.conftest import TODAY
from tests.rules import fires, loaded, problems_of

Capture = pytest.CaptureFixture[str]
RULES = loaded(data_folder() / rulebook.EVIDENCE).rules
FIRES = [(rule, example) for rule in RULES for example in rule.fires]
MUST_NOT = [(rule, example) for rule in RULES for example in rule.must_not_fire]


def told(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    return (status, *capsys.readouterr())


def fine(capsys: Capture, *arguments: str) -> str:
    status, out, err = told(capsys, *arguments)
    assert status == 0, err
    return out


# Rules


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_fires_where_it_must_and_not_where_it_must_not(rule: Rule) -> None:
    assert not list(problems_of(rule))


def test_the_rules_are_sound_together(catalogue: Catalogue) -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert {rule.skill for rule in RULES} <= set(catalogue.skills)
    assert {rule.level for rule in RULES} == {1, 2, 3}
    named = (
        "docker kubernetes infrastructure-as-code aws ci-cd sql bash python testing pytorch experiment-tracking"
        " data-pipelines model-serving monitoring data-quality documentation"
    )
    assert set(named.split()) <= {rule.skill for rule in RULES}


def test_a_planted_fault_of_a_rule_is_found() -> None:
    sound = RULES[0]
    assert any("does not fire" in words for words in problems_of(sound.model_copy(update={"match": "nowhere"})))
    swapped = sound.model_copy(update={"must_not_fire": sound.fires})
    assert any("fires on counter-example" in words for words in problems_of(swapped))
    assert any("no word" in words for words in problems_of(sound.model_copy(update={"word": ()})))


def test_the_compiled_rules_are_those_of_the_yaml(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plain = tuple(rule.model_copy(update={"fires": (), "must_not_fire": ()}) for rule in RULES)
    found = load_rules()
    assert [rule.model_dump(exclude={"fires", "must_not_fire"}) for rule in found] == [
        rule.model_dump(exclude={"fires", "must_not_fire"}) for rule in plain
    ]
    assert rulebook.compiled_text(RULES) == (data_folder() / rulebook.COMPILED).read_text(encoding="utf-8")
    (tmp_path / rulebook.EVIDENCE).write_bytes((data_folder() / rulebook.EVIDENCE).read_bytes())
    monkeypatch.setattr(rulebook, "data_folder", lambda: tmp_path)
    for content in (None, "{", "[]", '{"checksum": 1, "rules": []}'):
        if content is not None:
            (tmp_path / rulebook.COMPILED).write_text(content)
        assert load_rules() == RULES


def rule_for(*files: str, **changes: Any) -> Rule:
    example = {"file": "a.py", "text": "x"}
    return Rule.model_validate(
        {"id": "some", "skill": "python", "level": 1, "shows": "something", "files": files, "fires": [example],
         "must_not_fire": [example], **changes}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "path", "known"),
    [
        ("Dockerfile", "Dockerfile", True),
        ("Dockerfile", "deep/er/dockerfile", True),
        ("Dockerfile", "Dockerfile.old", False),
        ("dockerfile.*", "app/Dockerfile.dev", True),
        ("*.py", "a/b.py", True),
        ("*.py", "a/b.pyc", False),
        ("*.test.py", "a/b.test.py", True),
        ("*.test.py", "a/b.py", False),
        (".github/workflows/*.yml", ".github/workflows/ci.yml", True),
        (".github/workflows/*.yml", "sub/.github/workflows/ci.yml", True),
        (".github/workflows/*.yml", "workflows/ci.yml", False),
        ("docs/adr/*", "docs/adr/0001", True),
        ("docs/adr/*", "docs/0001", False),
    ],
)
def test_names_call_for_rules(pattern: str, path: str, known: bool) -> None:
    assert bool(Rules([rule_for(pattern)]).for_path(path)) is known


def test_a_rule_that_knows_a_file_by_two_names_looks_once() -> None:
    assert len(Rules([rule_for("*.py", "test_*.py", "*_test.py")]).for_path("a/test_x_test.py")) == 1


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("a.py", '"""import a\nimport b\n"""\nimport c  # d\n# import e\n', '"""\n\n"""\nimport c  # d\n\n'),
        ("a.py", "def f():\n    r'''\n    import a\n    '''\n", "def f():\n    r'''\n\n'''\n"),
        ("a.py", 'x = """\nSELECT 1\n"""\n', 'x = """\nSELECT 1\n"""\n'),
        ("a.sh", "#!/bin/bash\n# set -e\nset -u\n", "#!/bin/bash\n\nset -u\n"),
        ("a.sql", "-- SELECT 1\nSELECT 2\n", "\nSELECT 2\n"),
        ("Dockerfile.dev", "# FROM a\nFROM b\n", "\nFROM b\n"),
        ("a.ts", "// import a\nimport b\n", "\nimport b\n"),
        ("a.md", "# import a\n", "# import a\n"),
        (
            "a.ipynb",
            '{\n "cells": [{\n  "cell_type": "markdown",\n  "source": [\n   "import a\\n"\n  ]\n },\n {\n'
            '  "cell_type": "code",\n  "source": [\n   "# import b\\n",\n   "import \\"c\\"\\n"\n  ],\n'
            '  "outputs": ["import d"]',
            "\n" * 11 + 'import "c"\n\n',
        ),
    ],
)  # fmt: skip
def test_what_is_no_code_is_made_empty_and_every_line_keeps_its_place(path: str, text: str, code: str) -> None:
    assert without_comments(path, text).rstrip("\n") == code.rstrip("\n")
    assert without_comments(path, text).count("\n") == text.count("\n")


def test_a_finding_names_the_line_and_all_conditions_must_hold() -> None:
    rule = rule_for("*.py", match=r"^import a$", also=[r"^import b$"], unless=[r"^import c$"], word=["import a"])
    compiled = Rules([rule]).for_path("x.py")
    text = "\n\n# import a\nimport a\nimport b\n"
    (finding,) = findings_in("x.py", text, compiled)
    assert (finding.file, finding.line, finding.rule) == ("x.py", 4, "some")
    assert not list(findings_in("x.py", text.replace("import b", ""), compiled))
    assert not list(findings_in("x.py", f"{text}import c\n", compiled))
    assert not list(findings_in("x.py", "import b\n", compiled))
    by_name = Rules([rule_for("*.py")]).for_path("x.py")
    assert [one.line for one in findings_in("x.py", "", by_name)] == [1]
    only_unless = Rules([rule_for("*.py", unless=["^no$"])]).for_path("x.py")
    assert [one.line for one in findings_in("x.py", "yes", only_unless)] == [1]


def test_a_file_that_says_it_is_generated_is_known_by_its_head() -> None:
    assert is_generated("a_pb2.py", "# Generated by the protocol buffer compiler.\n")
    assert is_generated("a.py", "# -*- coding -*-\n# Code made elsewhere. DO NOT EDIT!\n")
    assert is_generated("a.go", "/*\n * @generated\n */")
    assert not is_generated("docs/conf.py", "# This file is autogenerated by sphinx-quickstart: auto-generated file\n")
    assert not is_generated("a.py", "# The sample is generated by selecting rows.\n")
    assert not is_generated("a.py", "x" * 1000 + "\ngenerated by")
    assert not is_generated("a.py", "def generated(): ...")


def found(skill: str, level: int, rule: str = "one", file: str = "a") -> Finding:
    return Finding(skill=skill, level=level, file=file, line=1, rule=rule, shows="x")


@pytest.mark.parametrize(
    ("findings", "level", "files"),
    [
        ([found("sql", 1)], 1, 1),
        ([found("sql", 3)], 1, 1),
        ([found("sql", 3), found("sql", 1, "two")], 1, 1),
        ([found("sql", 3), found("sql", 2, "two")], 2, 1),
        ([found("sql", 3), found("sql", 3, "two")], 3, 1),
        ([found("sql", 3), found("sql", 3, "one", "b")], 3, 2),
        ([found("sql", 2), found("sql", 2, "one", "b"), found("sql", 1, "two", "c")], 2, 3),
    ],
)
def test_a_level_needs_two_signs(findings: list[Finding], level: int, files: int) -> None:
    one = supported(findings)["sql"]
    assert (one.level, one.files) == (level, files)
    assert not supported([])
    assert supported([], ["git"])["git"] == Supported(level=None, files=0)


# In a report

CODE = {
    "Dockerfile": "FROM golang AS build\nRUN go build\nFROM scratch\nCOPY --from=build /app /app\nUSER 1000\n",
    "api/Dockerfile": "FROM node AS build\nFROM node:slim\nCOPY --from=build /app /app\nUSER node\n",
    ".github/workflows/ci.yml": (
        "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python -m pytest\n"
    ),
}


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    for name, text in CODE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_scan_prints_skills_with_places_and_json_as_its_schema_says(code: Path, capsys: Capture) -> None:
    shown = fine(capsys, "scan", str(code))
    assert "Docker: 2 files suggest level 2" in shown
    assert "CI/CD: 1 file suggests level 1" in shown
    assert "Dockerfile:4" in shown
    assert "proves nothing" in shown
    value = json.loads(fine(capsys, "scan", str(code), "--json"))
    Draft202012Validator(schema_of("scan")).validate(value)
    assert [key for key, one in value.items() if isinstance(one, list)] == ["findings"]
    assert {"skill", "level", "file", "line", "rule"} <= set(value["findings"][0])
    assert value["skills"]["docker"] == {"level": 2, "files": 2}
    assert value["skills"]["kubernetes"] == {"level": None, "files": 0}
    assert "communication" not in value["skills"], "no rule looks for it"
    assert fine(capsys, "scan", str(code), "--json") == json.dumps(value, indent=2) + "\n"


def test_evidence_stands_beside_what_one_says(code: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "scan.json"
    fine(capsys, "scan", str(code), "--json", "-o", str(file))
    arguments = ("assess", "--set", "docker=1", "--set", "kubernetes=3", "--set", "communication=2", "--today", TODAY)
    report = json.loads(fine(capsys, *arguments, "--json", "--evidence", str(file)))
    Draft202012Validator(schema_of("report")).validate(report)
    rows = {row["id"]: row for row in report["skills"]}
    assert (rows["docker"]["evidence_level"], rows["docker"]["evidence_files"], rows["docker"]["source"]) == (
        2,
        2,
        "self",
    )
    assert (rows["kubernetes"]["evidence_level"], rows["kubernetes"]["evidence_files"]) == (None, 0)
    assert rows["communication"]["evidence_files"] is None
    assert (rows["ci-cd"]["source"], rows["ci-cd"]["level"]) == ("evidence", None)
    plain = json.loads(fine(capsys, *arguments, "--json"))
    assert report["readiness"]["score"] == plain["readiness"]["score"]
    likely = {row["id"]: row["chance_met"] for row in plain["skills"]}
    assert rows["docker"]["chance_met"] > likely["docker"]
    assert rows["kubernetes"]["chance_met"] == pytest.approx(likely["kubernetes"], abs=0.2)
    assert (report["scanned"], plain["scanned"]) == (True, False)
    for format_ in FORMATS:
        text = " ".join(fine(capsys, *arguments, "-f", format_, "--scan", str(code), "--no-save").split())
        if format_ not in ("json", "csv", "ics", "jsonresume"):
            assert "Docker, you said 1, 2 files suggest 2" in text, format_
            assert "By your ratings and your files it is probably" in text, format_
            assert "CI/CD, you said nothing, 1 file suggests 1" in text, format_
            assert "Nothing was seen of Kubernetes 3, which proves nothing." in text, format_


def test_where_all_that_was_said_is_seen_nothing_is_said_of_the_rest(code: Path, capsys: Capture) -> None:
    shown = " ".join(fine(capsys, "assess", "--set", "docker=2", "--scan", str(code), "--no-save").split())
    assert "Your files show something of what you said: Docker (2 files)." in shown
    assert "Nothing was seen" not in shown
    shown = " ".join(fine(capsys, "assess", "--set", "git=1", "--scan", str(code), "--no-save").split())
    assert "Your files show something" not in shown


def test_where_nothing_suggests_more_that_is_not_said(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "Dockerfile").write_text(CODE["Dockerfile"])
    shown = " ".join(fine(capsys, "assess", "--set", "docker=3", "--scan", str(tmp_path), "--no-save").split())
    assert "Your files suggest more" not in shown
    assert "Your files show something of what you said: Docker (1 file)." in shown


def test_evidence_is_kept_with_the_assessment_and_used_later(code: Path, capsys: Capture) -> None:
    fine(capsys, "assess", "--set", "docker=1", "--scan", str(code), "--today", TODAY)
    assert evidence_in(standing_entries(store_of().records()[0]))["docker"].level == 2
    plan = json.loads(fine(capsys, "plan", "--json", "--today", TODAY))
    assert next(row for row in plan["skills"] if row["id"] == "docker")["evidence_level"] == 2
    fine(capsys, "undo", "--today", TODAY)
    assert len(json.loads(fine(capsys, "history", "--json"))["assessments"]) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{}", "findings"),
        ("[1]", "must be a mapping"),
        ('{"folders": [], "a": NaN}', "not a number"),
        ("", "empty"),
    ],
)
def test_a_file_that_is_no_scan_is_refused(text: str, says: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "scan.json"
    file.write_text(text)
    status, out, err = told(capsys, "assess", "--set", "docker=1", "--evidence", str(file))
    assert (status, out) == (2, "")
    assert says in err


def test_a_skill_the_catalogue_does_not_have_is_named(code: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "scan.json"
    value = json.loads(fine(capsys, "scan", str(code), "--json"))
    value["skills"]["dokcer"] = value["skills"].pop("docker")
    file.write_text(json.dumps(value))
    status, _, err = told(capsys, "assess", "--set", "docker=1", "--evidence", str(file))
    assert status == 2
    assert "unknown skill; did you mean docker?" in err
    status, _, err = told(capsys, "assess", "--set", "docker=1", "--evidence", str(file), "--scan", str(code))
    assert "keep one" in err


def test_a_scan_of_much_is_small_enough_to_be_read_again(tmp_path: Path, capsys: Capture) -> None:
    for n in range(3 * MOST_FILES):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "Dockerfile").write_text(f"FROM a AS b\nRUN {n}\nFROM c\nCOPY --from=b /x /x\n")
    out = fine(capsys, "scan", str(tmp_path), "--json")
    times = Counter(one["rule"] for one in json.loads(out)["findings"])
    assert max(times.values()) == MOST_FILES
    assert len(RULES) * MOST_FILES * 250 < 2**20
    assert read(out.encode(), "scan").value


def test_every_rule_can_be_tried_alone() -> None:
    assert all(fires(rule, example) for rule, example in FIRES)
    assert not any(fires(rule, example) for rule, example in MUST_NOT)
