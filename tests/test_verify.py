"""`mle-gap verify` as a person meets it: asked, kept, gone on with; and what it does to report and plan."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pexpect
import pytest
from jsonschema import Draft202012Validator

from mle_gap.bank import load_bank
from mle_gap.catalog import load_shipped
from mle_gap.cli.main import main
from mle_gap.errors import CannotWrite
from mle_gap.formats import FORMATS
from mle_gap.journal import replies_in, standing_entries
from mle_gap.models.quiz import Item
from mle_gap.models.records import QuizAnswer
from mle_gap.schemas import schema_of
from mle_gap.store import Store, store_of
from tests.conftest import ROOT, TODAY, unmeasured

Capture = pytest.CaptureFixture[str]
BANK = load_bank(None, load_shipped().skills)
BY_ID = {item.id: item for items in BANK.values() for item in items}
ME = str(ROOT / "examples" / "data-scientist.yaml")


def told(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    return (status, *capsys.readouterr())


def fine(capsys: Capture, *arguments: str) -> str:
    status, out, err = told(capsys, *arguments)
    assert status == 0, err
    return out


@pytest.fixture
def saved(home: Path, capsys: Capture) -> Path:
    """A home with the data scientist's assessment in it."""
    fine(capsys, "assess", "--answers", ME, "--today", TODAY, "-o", str(home.parent / "report.txt"))
    return home


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))


def answers_kept() -> list[QuizAnswer]:
    return [entry.record for entry in store_of().records()[0] if isinstance(entry.record, QuizAnswer)]


def responses(tmp_path: Path, skill: str, right: Callable[[Item], bool]) -> str:
    """A file that answers every item of a skill: rightly where `right` says so of its level, else wrongly."""
    file = tmp_path / f"{skill}.json"
    chosen = {item.id: (item.right if right(item) else item.wrong[0]).text for item in BANK[skill]}
    file.write_text(json.dumps({"responses": chosen}))
    return str(file)


def up_to_2(item: Item) -> bool:
    return item.level <= 2


def nothing(_: Item) -> bool:
    return False


def everything(_: Item) -> bool:
    return True


def verified(capsys: Capture, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(fine(capsys, "verify", "--today", TODAY, "--json", *arguments))
    Draft202012Validator(schema_of("verify")).validate(found)
    assert [key for key, value in found.items() if isinstance(value, list)] == ["skills"]
    return found


def report(capsys: Capture, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(fine(capsys, "plan", "--today", TODAY, "--json", *arguments))
    Draft202012Validator(schema_of("report")).validate(found)
    return found


# Asking


def test_answers_are_kept_one_by_one_and_the_result_is_printed(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    typed(monkeypatch, "0", "2", "x", "s", "1", "q")
    status, out, err = told(capsys, "verify", "docker", "--plain", "--seed", "7", "--today", TODAY)
    assert status == 0, err
    kept = answers_kept()
    assert [one.chosen is None for one in kept] == [True, False, False]
    assert {one.skill for one in kept} == {"docker"}
    assert {one.seed for one in kept} == {7}
    assert all(one.level == BY_ID[one.item].level for one in kept)
    assert "3 questions answered" in out
    assert "`x` is no answer here." in err
    for one in kept:
        assert " ".join(BY_ID[one.item].right.text.split())[:30] in " ".join(err.split())


def test_what_was_answered_is_not_asked_again(saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    for _ in range(3):
        typed(monkeypatch, "0", "0", "q")
        assert told(capsys, "verify", "sql", "--plain", "--max", "9", "--today", TODAY)[0] == 0
    items = [one.item for one in answers_kept()]
    assert len(items) == len(set(items)) >= 4


def test_an_input_that_ends_early_keeps_what_was_said(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    typed(monkeypatch, "0")
    status, out, err = told(capsys, "verify", "docker", "--plain", "--today", TODAY)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("mle-gap: the input ended early; 1 answer kept, the same command goes on")
    assert len(answers_kept()) == 1


def test_no_save_leaves_no_trace(saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    before = sorted(path.name for path in saved.rglob("*"))
    typed(monkeypatch, "1", "1", "q")
    assert "2 questions answered" in fine(capsys, "verify", "docker", "--plain", "--no-save", "--today", TODAY)
    assert sorted(path.name for path in saved.rglob("*")) == before


def test_an_answer_that_cannot_be_kept_is_told_and_the_result_still_printed(
    saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def full(*_: object) -> str:
        raise CannotWrite("the disk is full")

    monkeypatch.setattr(Store, "save_record", full)
    typed(monkeypatch, "1", "q")
    status, out, err = told(capsys, "verify", "docker", "--plain", "--today", TODAY)
    assert status == 3
    assert "1 question answered" in out
    assert err.splitlines()[-1] == "mle-gap: the disk is full"


def test_time_is_up_between_two_questions(saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    clock: Iterator[int] = iter(range(0, 100_000, 50))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    typed(monkeypatch, *["0"] * 40)
    fine(capsys, "verify", "--plain", "--minutes", "5", "--today", TODAY)
    assert len(answers_kept()) == 7


def test_minutes_limit_the_questions(saved: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    typed(monkeypatch, *["0"] * 40)
    fine(capsys, "verify", "--plain", "--minutes", "2", "--today", TODAY)
    assert len(answers_kept()) == 3


def at_question_1() -> "pexpect.spawn[str]":
    """A session at a terminal, up to the first question."""
    session = pexpect.spawn(
        sys.executable,
        ["-m", "mle_gap", "verify", "docker", "--today", TODAY],
        dimensions=(24, 80),
        env={**unmeasured(), "TERM": "xterm-256color"},
        encoding="utf-8",
        timeout=30,
    )
    session.expect("question 1")
    return session


def test_at_a_terminal_with_keys_it_asks_explains_and_ends_with_the_result(saved: Path) -> None:
    session = at_question_1()
    session.send("1")
    session.expect("Enter goes on")
    session.send("\r")
    session.expect("question 2")
    session.send("q")
    session.expect("1 question answered")
    session.expect(pexpect.EOF)
    session.close()
    assert session.exitstatus == 0
    assert len(answers_kept()) == 1


def test_interrupted_it_keeps_what_was_said(saved: Path) -> None:
    session = at_question_1()
    session.send("2")
    session.expect("Enter goes on")
    session.send("\x03")
    session.expect("interrupted; 1 answer kept, the same command goes on from there")
    session.expect(pexpect.EOF)
    session.close()
    assert session.exitstatus == 130
    assert len(answers_kept()) == 1


# What is refused


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "standard input is no terminal to ask on; use --plain to read lines from it, --responses FILE"),
        (("dokcer",), "no skill `dokcer`; did you mean docker?"),
        (("pytorch",), "there are no questions on pytorch yet; there are on aws, bash,"),
        (("--max", "0"), "--max 0: must be from 1 to 50"),
        (("--minutes", "0"), "--minutes 0: must be more than 0"),
        (("--responses", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
        (("--responses", "x", "--plain"), "--responses asks nothing"),
        (("-f", "html"), "no format `html`"),
    ],
)
def test_misuse_is_one_line(arguments: tuple[str, ...], says: str, saved: Path, capsys: Capture) -> None:
    status, out, err = told(capsys, "verify", *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_without_an_assessment_it_says_what_to_do(home: Path, capsys: Capture) -> None:
    status, _, err = told(capsys, "verify", "--plain")
    assert status == 2
    assert "no assessment is saved yet; run mle-gap assess first" in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[]", "needs `responses`"),
        ("responses: []", "needs `responses`"),
        ("responses: {}\nmore: 1", "needs `responses`"),
        ("responses: {docker-nothing: a}", "docker-nothing: no such question"),
        ("responses: {%s: nothing of it}", "must be the text of an option; one of"),
        ("responses: {%s: [1]}", "must be the text of an option"),
        ("responses: {%s: unknown, %s: unknown}", "stands here twice"),
        ("responses: {a: &x 1}", "anchor"),
        ("", "empty"),
    ],
)
def test_a_wrong_responses_file_is_refused_and_nothing_is_kept(
    text: str, says: str, saved: Path, tmp_path: Path, capsys: Capture
) -> None:
    id_ = BANK["docker"][0].id
    (tmp_path / "responses.yaml").write_text(text.replace("%s", id_))
    status, out, err = told(capsys, "verify", "--responses", str(tmp_path / "responses.yaml"))
    assert (status, out) == (2, "")
    assert says in err
    assert not answers_kept()


# What it does


def test_who_answers_as_they_rate_themselves_is_confirmed_and_who_does_not_is_lower(
    saved: Path, tmp_path: Path, capsys: Capture
) -> None:
    before = report(capsys)
    found = verified(capsys, "--responses", responses(tmp_path, "statistics", up_to_2))
    (skill,) = found["skills"]
    assert skill["level"] == 3
    assert skill["likely_level"] == 2
    assert (skill["outcome"], skill["finding"]) == ("lower", "met")
    assert skill["asked"] == len(BANK["statistics"])
    width = {name: found[name]["high"] - found[name]["low"] for name in ("before", "after")}
    assert width["after"] < width["before"]
    assert found["before"] == before["readiness"]["estimate"]
    after = report(capsys)
    assert after["readiness"]["estimate"] == found["after"]
    assert after["readiness"]["score"] == before["readiness"]["score"] == found["score"]
    row = next(row for row in after["skills"] if row["id"] == "statistics")
    assert (row["source"], row["quiz_right"], row["quiz_asked"]) == ("quiz", skill["right"], skill["asked"])
    assert (row["likely_level"], row["outcome"]) == (2, "lower")
    assert all(other["source"] == "self" for other in after["skills"] if other["id"] != "statistics")
    assert "statistics" not in [one["skill"] for one in after["verify_next"]]


def test_every_format_tells_what_was_checked(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "sql", nothing), "--today", TODAY)
    for format_ in FORMATS:
        text = " ".join(fine(capsys, "plan", "--today", TODAY, "-f", format_).split())
        if format_ in ("json", "csv"):
            assert "quiz" in text
        elif format_ not in ("ics", "terminal"):
            assert "Lower than told: SQL looks like 0." in text, format_
            assert f"1 of them checked by {len(BANK['sql'])} questions" in text, format_
    fine(capsys, "verify", "--responses", responses(tmp_path, "git", everything), "--today", TODAY)
    shown = " ".join(
        fine(capsys, "verify", "--no-save", "--responses", responses(tmp_path, "bash", everything)).split()
    )
    assert "SQL" in shown
    assert "higher than told" in shown


def test_the_plan_can_be_built_on_the_estimate(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "sql", nothing), "--today", TODAY)
    by_self, by_estimate = report(capsys), report(capsys, "--basis", "estimate")
    assert (by_self["plan"]["basis"], by_estimate["plan"]["basis"]) == ("self", "estimate")
    assert by_self["plan"]["readiness_before"] == by_self["readiness"]["score"]
    assert by_self["readiness"] == by_estimate["readiness"]
    climbs = {
        plan["plan"]["basis"]: {step["skill"] for step in plan["plan"]["steps"]} for plan in (by_self, by_estimate)
    }
    assert "sql" not in climbs["self"]
    assert "sql" in climbs["estimate"]
    likely = {row["id"]: row["likely_level"] for row in by_estimate["skills"]}
    first: dict[str, int] = {}
    for step in sorted(by_estimate["plan"]["steps"], key=lambda step: step["to_level"]):
        first.setdefault(step["skill"], step["from_level"])
    assert all(first[skill] == likely[skill] for skill in first if skill in likely)
    assert by_estimate["plan"]["steps"][-1]["readiness_after"] == 100


def test_a_basis_needs_something_to_go_by(capsys: Capture) -> None:
    status, _, err = told(capsys, "assess", "--set", "docker=unknown", "--basis", "estimate", "--no-save")
    assert status == 2
    assert "--basis estimate needs something to go by" in err
    status, _, err = told(capsys, "assess", "--set", "docker=1", "--basis", "guess", "--no-save")
    assert "--basis guess: must be self or estimate" in err


def test_a_level_done_makes_the_answers_on_it_old_and_so_does_a_year(
    saved: Path, tmp_path: Path, capsys: Capture
) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "docker", nothing), "--today", TODAY)
    fine(capsys, "verify", "--responses", responses(tmp_path, "sql", nothing), "--today", TODAY)
    entries = standing_entries(store_of().records()[0])
    assert set(replies_in(entries, date(2027, 11, 23))) == {"docker", "sql"}
    assert not replies_in(entries, date(2027, 11, 24))
    fine(capsys, "done", "docker", "--today", TODAY)
    assert set(replies_in(standing_entries(store_of().records()[0]), date(2026, 11, 23))) == {"sql"}
    fine(capsys, "undo", "--today", TODAY)
    assert set(replies_in(standing_entries(store_of().records()[0]), date(2026, 11, 23))) == {"docker", "sql"}


def test_undo_takes_back_the_assessment_and_not_the_answers(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "docker", nothing), "--today", TODAY)
    assert "the assessment" in fine(capsys, "undo", "--today", TODAY)
    assert len(answers_kept()) == len(BANK["docker"])


def test_history_export_and_import_know_the_answers(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "docker", nothing), "--today", TODAY)
    assert len(json.loads(fine(capsys, "history", "--json"))["assessments"]) == 1
    fine(capsys, "data", "export", "-o", str(tmp_path / "all.json"))
    before = report(capsys)
    fine(capsys, "data", "delete", "--yes")
    fine(capsys, "data", "import", str(tmp_path / "all.json"))
    assert report(capsys) == before


def test_a_new_assessment_keeps_what_was_verified(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "sql", nothing), "--today", TODAY)
    typed(monkeypatch, *["="] * 30)
    found = json.loads(fine(capsys, "assess", "--plain", "--today", TODAY, "--json"))
    assert next(row for row in found["skills"] if row["id"] == "sql")["source"] == "quiz"


def test_a_skill_the_role_does_not_ask_for_can_be_verified(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    fine(capsys, "assess", "--set", "sql=1", "--role", "data-scientist", "--today", TODAY, "-o", str(tmp_path / "r"))
    asked = {row["id"] for row in report(capsys)["skills"]}
    skill = next(skill for skill in BANK if skill not in asked)
    found = verified(capsys, skill, "--responses", responses(tmp_path, skill, everything))
    assert found["skills"][-1]["id"] == skill
    assert found["skills"][-1]["level"] is None
    assert found["skills"][-1]["outcome"] == "not_sure"


def test_a_file_may_leave_questions_open(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "open.yaml"
    file.write_text(f"responses: {{{BANK['docker'][0].id}: unknown}}\n")
    (skill,) = verified(capsys, "--responses", str(file))["skills"]
    assert (skill["asked"], skill["right"], skill["left_open"]) == (1, 0, 1)
    assert told(capsys, "verify", "--responses", str(file))[0] == 2, "it was answered before"


def test_answers_from_the_command_line_know_no_quiz(saved: Path, tmp_path: Path, capsys: Capture) -> None:
    fine(capsys, "verify", "--responses", responses(tmp_path, "sql", nothing), "--today", TODAY)
    found = json.loads(fine(capsys, "assess", "--answers", ME, "--today", TODAY, "--json"))
    assert {row["source"] for row in found["skills"]} == {"self"}
