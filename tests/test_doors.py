"""Doors to other tools: a role from a file, hints from a resume, names of other catalogues."""

import json
from io import StringIO
from pathlib import Path

import pytest

from mle_gap.catalog import load, role_in
from mle_gap.cli.main import main
from mle_gap.models.catalog import Catalogue
from mle_gap.questionnaire import begin, press
from mle_gap.store import store_of
from tests.conftest import ROOT, TODAY

Capture = pytest.CaptureFixture[str]
ROLE = """roles:
  - id: own-role
    name: Own role
    summary: For a test.
    working_models: [{id: as-asked, name: As asked, summary: As it is.}]
    experience:
      junior: {years: 0, backgrounds: [data-scientist]}
      mid: {years: 1, backgrounds: [data-scientist]}
      senior: {years: 2, backgrounds: [data-scientist]}
    requirements:
      - {skill: docker, levels: {junior: 1, mid: 2, senior: 3}, weight: 5, must_have_from: mid, quick: true, why: So.}
      - {skill: sql, levels: {junior: 1, mid: 2, senior: 2}, weight: 1, why: Said so.}
      - {skill: domain-knowledge, levels: {junior: 1, mid: 1, senior: 1}, weight: 1, why: Said so.}
      - {skill: monitoring, levels: {junior: 1, mid: 1, senior: 1}, weight: 1, why: Said so.}
      - {skill: statistics, levels: {junior: 1, mid: 1, senior: 1}, weight: 1, why: Said so.}
"""
RESUME = {
    "basics": {"name": "Ada"},
    "skills": [{"name": "Python", "level": "Advanced"}, {"name": "Docker", "keywords": ["SQL"]}, {"name": "Juggling"}],
    "work": [{"startDate": "2020-01", "endDate": "2024-01"}, {"startDate": "soon"}],
}


def told(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    return (status, *capsys.readouterr())


@pytest.fixture
def role(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(ROLE)
    return file


def test_a_role_from_a_file_is_one_to_be_assessed_against(role: Path, capsys: Capture) -> None:
    arguments = ("--role", str(role), "--set", "docker=1", "--today", TODAY, "--json")
    status, out, err = told(capsys, "assess", *arguments)
    assert status == 0, err
    report = json.loads(out)
    assert report["role"]["id"] == "own-role"
    assert {row["id"] for row in report["skills"]} == {"docker", "sql", "domain-knowledge", "monitoring", "statistics"}
    assert report["readiness"]["blocked_by"] == ["docker"]
    assert report["catalogue"]["sha256"] != load(None).sha256
    for command in (("plan",), ("explain",), ("explain", "docker")):
        status, out, err = told(capsys, *command, *arguments)
        assert status == 0, err
        assert json.loads(out)["role"]["id"] == "own-role"
    # What was saved against it says which file is missing.
    status, _, err = told(capsys, "plan", "--today", TODAY)
    assert status == 2
    assert '"own-role" is not in the catalogue' in err
    status, out, _ = told(capsys, "plan", "--role", "data-scientist", "--today", TODAY, "--json")
    assert (status, json.loads(out)["role"]["id"]) == (0, "data-scientist")


def test_a_role_from_a_file_lies_over_a_catalogue_of_ones_own(role: Path, tmp_path: Path) -> None:
    own = tmp_path / "catalogue"
    own.mkdir()
    (own / "skills.yaml").write_text("skills:\n  - {id: docker, aliases: [boxes]}\n")
    catalogue = load(str(own), str(role))
    assert catalogue.skills["docker"].aliases == ("boxes",)
    assert "own-role" in catalogue.roles
    assert role_in(str(role)) == "own-role"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("roles: []", "must be a list of one role with an id"),
        ("roles: [1]", "must be a list of one role with an id"),
        ("roles: [{id: a}, {id: b}]", "must be a list of one role with an id"),
        ("[]", "must be a list of one role with an id"),
        (ROLE.replace("skill: docker", "skill: dokcer"), "unknown skill `dokcer`; did you mean docker?"),
        (ROLE.replace("weight: 5", "weight: 6"), "must be at most 5"),
        (ROLE + "  - {id: another}", "must be a list of one role"),
    ],
)
def test_a_wrong_role_file_is_refused_in_words(text: str, says: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(text)
    status, out, err = told(capsys, "assess", "--role", str(file), "--set", "docker=1")
    assert (status, out) == (2, "")
    assert says in err


def test_a_role_file_that_is_not_there_is_named(capsys: Capture) -> None:
    status, _, err = told(capsys, "assess", "--role", "nowhere.yaml", "--set", "docker=1")
    assert status == 2
    assert "nowhere.yaml: cannot be read" in err


# A resume


def test_hints_are_where_the_cursor_begins_and_no_answers() -> None:
    state = begin(("python", "sql", "git"), 0, {}, {"sql": 1}, {"python": 3, "sql": 2})
    assert (state.cursor, dict(state.ratings)) == (3, {})
    second = press(state, "KEY_ENTER")
    assert dict(second.ratings) == {"python": 3}
    assert second.cursor == 1, "what was rated before counts for more"
    assert press(second, "2").cursor == 0


def test_the_questionnaire_begins_from_a_resume(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    file = tmp_path / "resume.json"
    file.write_text(json.dumps(RESUME))
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    status, _, err = told(capsys, "assess", "--resume", str(file), "--plain", "--today", TODAY)
    assert status == 130
    assert "not in the catalogue: Juggling" in err
    assert "work[2].startDate" in err
    assert "Your resume: " in err
    assert "a hint only" in err
    draft = store_of().load_draft()
    assert draft is not None
    assert (draft.value["name"], draft.value["years"], draft.value["skills"]) == ("Ada", 4.0, {})


def test_a_resume_full_of_trouble_is_told_in_few_lines(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    file = tmp_path / "resume.json"
    entries = [{"name": f"Nothing {n}", "level": None} for n in range(30)] + [{"name": n} for n in range(30)]
    file.write_text(json.dumps({"skills": entries}))
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    status, _, err = told(capsys, "assess", "--resume", str(file), "--plain")
    assert status == 130
    assert sum(line.startswith("mle-gap: ") for line in err.splitlines()) < 10
    assert "more things in it could not be used" in err
    assert "and 18 more" in err


@pytest.mark.parametrize(("text", "says"), [("[]", "resume"), ("{", "resume"), ("", "resume")])
def test_what_is_no_resume_is_refused(text: str, says: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "resume.json"
    file.write_text(text)
    status, out, err = told(capsys, "assess", "--resume", str(file), "--plain")
    assert (status, out) == (2, "")
    assert says in err


def test_a_report_can_be_written_as_a_resume_and_read_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    file = tmp_path / "resume.json"
    example = str(ROOT / "examples" / "data-scientist.yaml")
    status, _, err = told(capsys, "assess", "--answers", example, "--no-save", "-f", "jsonresume", "-o", str(file))
    assert status == 0, err
    assert json.loads(file.read_text())["skills"]
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    status, _, err = told(capsys, "assess", "--resume", str(file), "--plain")
    assert "Your resume: " in err


# Names of other catalogues


def test_a_skill_may_name_itself_in_other_catalogues(catalogue: Catalogue, capsys: Capture) -> None:
    refs = {skill.id: skill.refs["esco"] for skill in catalogue.skills.values() if "esco" in skill.refs}
    assert refs["python"].startswith("http://data.europa.eu/esco/skill/")
    assert len(set(refs.values())) == len(refs)
    assert f"ESCO: {refs['python']}" in " ".join(told(capsys, "skills", "python")[1].split())
    assert json.loads(told(capsys, "skills", "python", "--json")[1])["skills"][0]["refs"] == {"esco": refs["python"]}
