"""The questionnaire as a process: under a real pseudo-terminal, and in line mode from a pipe."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pexpect
import pytest

from mle_gap.ask import ended_by_signals, not_suspended, woken
from mle_gap.catalog import load_folder
from mle_gap.cli.main import main
from mle_gap.errors import CannotWrite
from mle_gap.files import data_folder
from mle_gap.models.answers import Answers
from mle_gap.models.records import Assessment
from mle_gap.store import Store, store_of
from mle_gap.target import target_of
from tests.conftest import TODAY, Run, hear_signals, unmeasured

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

MLE_GAP = [sys.executable, "-m", "mle_gap"]
ALTERNATE_ON, ALTERNATE_OFF = "\x1b[?1049h", "\x1b[?1049l"
CURSOR_OFF, CURSOR_ON = "\x1b[?25l", "\x1b[?25h"
UP, DOWN, LEFT = "\x1b[A", "\x1b[B", "\x1b[D"
TWELVE = "012340123401"
QUESTIONS = 30
# What a terminal says of itself; a test must not depend on the one it is started from.
AROUND = ("TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORTERM", "ANSICON", "ConEmuANSI", "LINES")


class Session:
    """A person at a terminal: `log` is all the terminal ever received."""

    def __init__(self, command: list[str], size: tuple[int, int], folder: Path, environment: dict[str, str]) -> None:
        width, height = size
        around = {name: value for name, value in unmeasured().items() if name not in AROUND}
        self.child: pexpect.spawn[str] = pexpect.spawn(
            command[0],
            command[1:],
            dimensions=(height, width),
            cwd=str(folder),
            env={**around, "TERM": "xterm-256color", **environment},
            encoding="utf-8",
            timeout=30,
            preexec_fn=hear_signals,
        )
        self.child.delaybeforesend = None
        self.log = StringIO()
        self.child.logfile_read = self.log

    def sees(self, words: str) -> None:
        self.child.expect_exact(words)

    def at(self, number: int, of: int = QUESTIONS) -> None:
        """Wait for the question with that number."""
        self.child.expect(rf"(?<!\d){number} of {of}\b")

    def types(self, keys: str) -> None:
        self.child.send(keys)

    def ends(self, status: int) -> str:
        """All the terminal received, once the process has ended with that status."""
        self.child.expect(pexpect.EOF)
        attributes = termios.tcgetattr(self.child.child_fd)
        self.child.close()
        assert (self.child.exitstatus, self.child.signalstatus) == (status, None)
        log = self.log.getvalue()
        local = attributes[3]
        assert local & termios.ECHO, "echo is off"
        assert local & termios.ICANON, "lines are off"
        assert log.count(ALTERNATE_ON) == log.count(ALTERNATE_OFF)
        assert log.rfind(ALTERNATE_ON) <= log.rfind(ALTERNATE_OFF), "the alternate screen is on"
        assert log.rfind(CURSOR_OFF) <= log.rfind(CURSOR_ON), "the cursor is hidden"
        return log

    def after(self, status: int) -> str:
        """What stands below the prompt once the questionnaire is gone, in single blanks."""
        return " ".join(re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.ends(status).split(ALTERNATE_OFF)[-1]).split())


Ask = Callable[..., Session]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Start `mle-gap assess` at a terminal; whatever is left running is ended."""
    sessions: list[Session] = []

    def start(
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        env: dict[str, str] | None = None,
        shell: str = "",
    ) -> Session:
        command = [*MLE_GAP, "assess", *arguments, "--today", TODAY]
        if shell:
            command = ["/bin/sh", "-c", f"{shlex.join(command)} {shell}"]
        sessions.append(Session(command, size, tmp_path, env or {}))
        return sessions[-1]

    yield start
    for session in sessions:
        session.child.close(force=True)


def draft(home: Path) -> dict[str, Any]:
    """The levels in the draft."""
    skills = json.loads((home / "draft.json").read_text(encoding="utf-8"))["answers"]["skills"]
    assert isinstance(skills, dict)
    return skills


def saved(home: Path) -> dict[str, Any]:
    """The levels in the newest saved assessment."""
    skills = record(home)["answers"]["skills"]
    assert isinstance(skills, dict)
    return skills


def record(home: Path) -> dict[str, Any]:
    """The newest record, which is an assessment."""
    newest = max((home / "records").iterdir())
    content = json.loads(newest.read_text(encoding="utf-8"))
    assert content["schema"] == 2
    found = content["record"]
    assert isinstance(found, dict)
    assert found["kind"] == "assessment"
    return found


def rows(report: str) -> dict[str, tuple[int | None, str]]:
    """Level and state of each skill in a report."""
    return {row["id"]: (row["level"], row["state"]) for row in json.loads(report)["skills"]}


@pytest.fixture(scope="module")
def asked() -> tuple[str, ...]:
    """The skills asked about, in order."""
    skills = target_of(load_folder(data_folder())).skills
    assert len(skills) == QUESTIONS
    return skills


# Keys


def test_the_first_question_comes_at_once_and_the_terminal_is_asked_nothing(ask: Ask) -> None:
    session = ask()
    session.child.timeout = 3
    session.at(1)
    session.types("q")
    log = session.ends(130)
    for query in ("\x1b[6n", "\x1b[c", "\x1b[>q", "\x1bP+q", "\x1b]11;?"):
        assert query not in log


def test_all_questions_are_answered_with_digits_and_the_report_follows(
    ask: Ask, asked: tuple[str, ...], run: Run, home: Path
) -> None:
    session = ask("--json")
    for number in range(1, QUESTIONS + 1):
        session.at(number)
        session.types(str(number % 5))
    assert "mle-gap: saved; see it again" in session.after(0)
    assert saved(home) == {skill: number % 5 for number, skill in enumerate(asked, 1)}
    report = run("plan", "--json", "--today", TODAY).stdout
    assert all(level == saved(home)[skill] for skill, (level, _) in rows(report).items())


def test_five_digits_in_one_write_are_five_answers(ask: Ask, asked: tuple[str, ...], home: Path) -> None:
    session = ask()
    session.at(1)
    session.types("30142")
    session.at(6)
    session.types("q")
    session.ends(130)
    assert draft(home) == dict(zip(asked, (3, 0, 1, 4, 2), strict=False))


def test_a_whole_questionnaire_in_one_write_loses_no_key(ask: Ask, asked: tuple[str, ...], home: Path) -> None:
    keys = ("01234sn" * 5)[:QUESTIONS]
    session = ask()
    session.at(1)
    session.types(keys)
    session.ends(0)
    words: dict[str, int | str] = {"s": "unknown", "n": "not_applicable"}
    assert saved(home) == {skill: words.get(key) or int(key) for skill, key in zip(asked, keys, strict=True)}


def test_arrows_and_j_and_k_choose_and_enter_answers(ask: Ask, asked: tuple[str, ...], home: Path) -> None:
    session = ask()
    for number, (down, up) in enumerate([(DOWN, UP), ("\x1bOB", "\x1bOA"), ("j", "k")]):
        session.at(3 * number + 1)
        session.types(down * 3 + "\r")
        session.at(3 * number + 2)
        session.types(down * 9 + up + up + "\r")
        session.at(3 * number + 3)
        session.types("\r")
    session.at(10)
    session.types("q")
    session.ends(130)
    assert draft(home) == dict(zip(asked, (3, 2, 0) * 3, strict=False))


def test_back_returns_to_the_question_before_and_its_answer_can_be_changed(
    ask: Ask, asked: tuple[str, ...], home: Path
) -> None:
    session = ask()
    session.at(1)
    for level, back in enumerate(["b", LEFT, "\x7f", "\x08"], 1):
        session.types("0")
        session.at(2)
        session.types(back)
        session.at(1)
        session.types(str(level))
        session.at(2)
        session.types("b")
        session.at(1)
        session.sees(f"\x1b[1;7m>{level} ")
    session.types("34q")
    session.ends(130)
    assert draft(home) == dict(zip(asked, (3, 4), strict=False))


def test_skipped_is_unknown_and_not_applicable_leaves_the_sum(ask: Ask, asked: tuple[str, ...], run: Run) -> None:
    session = ask("--quick")
    session.at(1, 12)
    session.types("sn0" + "2" * 9)
    session.ends(0)
    report = run("plan", "--json").stdout
    found = rows(report)
    assert found[asked[0]] == (None, "unknown")
    assert found[asked[1]] == (None, "not_applicable")
    assert found[asked[2]] == (0, "gap")
    assert json.loads(report)["readiness"]["answered"] == 10


@pytest.mark.parametrize("key", ["q", "\x1b", "\x04"], ids=["q", "escape", "control-d"])
def test_quitting_keeps_the_draft_and_says_how_to_go_on(ask: Ask, home: Path, key: str) -> None:
    session = ask()
    session.at(1)
    session.types("32")
    session.at(3)
    session.types(key)
    words = session.after(130)
    assert "question 3 of 30" in words
    assert "the same command goes on from there" in words
    assert len(draft(home)) == 2


def test_other_keys_do_nothing(ask: Ask, home: Path) -> None:
    session = ask()
    session.at(1)
    session.types("5x?\t \x1b[15~\x1b[Hé€")
    session.types("2")
    session.at(2)
    session.types("q")
    session.ends(130)
    assert draft(home) == {"python": 2}


def test_the_report_can_be_had_after_the_twelve_quick_questions_and_not_before(ask: Ask, run: Run) -> None:
    session = ask()
    session.at(1)
    session.types("r" + TWELVE[:11])
    session.at(12)
    session.types("r")
    assert "report now" not in session.log.getvalue()
    session.types(TWELVE[11])
    session.at(13)
    session.sees("report now")
    session.types("r")
    assert "mle-gap: saved" in session.after(0)
    readiness = json.loads(run("plan", "--json").stdout)["readiness"]
    assert (readiness["answered"], readiness["asked"]) == (12, QUESTIONS - 2)  # azure and gcp are one row with aws


def test_quick_asks_twelve(ask: Ask, run: Run) -> None:
    session = ask("--quick")
    for number in range(1, 13):
        session.at(number, 12)
        session.types("2")
    session.ends(0)
    assert json.loads(run("plan", "--json").stdout)["readiness"]["answered"] == 12


# Stopping and going on


def test_control_c_at_question_nine_loses_nothing_and_it_goes_on_at_nine(
    ask: Ask, asked: tuple[str, ...], home: Path, run: Run
) -> None:
    first = ask()
    first.at(1)
    first.types("01234012")
    first.at(9)
    first.child.sendintr()
    words = first.after(130)
    assert "question 9 of 30" in words
    assert "8 answers kept" in words
    assert draft(home) == dict(zip(asked, (0, 1, 2, 3, 4, 0, 1, 2), strict=False))

    second = ask("--json")
    second.at(9)
    second.sees("Going on at question 9 of 30")
    second.types("3" * (QUESTIONS - 8))
    log = second.ends(0)
    for number in range(1, 9):
        assert not re.search(rf"(?<!\d){number} of 30\b", log), "asked twice"
    assert saved(home) == dict(zip(asked, [0, 1, 2, 3, 4, 0, 1, 2, *[3] * 22], strict=True))
    assert not (home / "draft.json").exists()


def test_skipped_questions_are_not_asked_again_when_going_on(ask: Ask) -> None:
    first = ask()
    first.at(1)
    first.types("sns2q")
    first.ends(130)
    second = ask()
    second.at(5)
    second.types("q")
    second.ends(130)


def test_an_answer_is_in_the_draft_before_the_next_question_is_shown(ask: Ask, home: Path) -> None:
    session = ask()
    for number, level in enumerate("3142", 1):
        session.at(number)
        session.types(level)
    session.at(5)
    assert list(draft(home).values()) == [3, 1, 4, 2]
    session.child.kill(signal.SIGKILL)
    again = ask()
    again.at(5)


def test_fresh_begins_anew(ask: Ask, home: Path) -> None:
    first = ask()
    first.at(1)
    first.types("333q")
    first.ends(130)
    second = ask("--fresh")
    second.at(1)
    second.types("1q")
    assert "Going on" not in second.ends(130)
    assert draft(home) == {"python": 1}


def test_what_was_said_on_the_command_line_is_remembered_when_going_on(ask: Ask, run: Run) -> None:
    first = ask("--seniority", "junior", "--background", "data-scientist", "--years", "4")
    first.at(1, 27)
    first.types(TWELVE + "q")
    first.ends(130)
    second = ask()
    second.at(13, 27)
    second.types("r")
    second.ends(0)
    report = json.loads(run("plan", "--json").stdout)
    assert report["role"]["seniority"] == "junior"
    assert (report["person"]["background"], report["person"]["years"]) == ("data-scientist", 4)


def test_a_damaged_draft_is_left_alone_until_the_person_begins_anew(ask: Ask, home: Path) -> None:
    home.mkdir(mode=0o700)
    (home / "draft.json").write_text("{", encoding="utf-8")
    session = ask()
    session.sees("the draft is left alone and not used")
    session.sees("or begin anew with --fresh")
    session.ends(2)
    assert (home / "draft.json").read_text(encoding="utf-8") == "{"
    session = ask("--fresh")
    session.at(1)
    session.types("3")
    session.at(2)
    session.types("q")
    session.ends(130)
    assert list(draft(home).values()) == [3]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_a_signal_restores_the_terminal_and_keeps_the_draft(ask: Ask, home: Path, number: int) -> None:
    session = ask()
    session.at(1)
    session.types("34")
    session.at(3)
    session.child.kill(number)
    log = session.ends(130)
    assert ALTERNATE_ON in log
    assert list(draft(home).values()) == [3, 4]


def test_the_questions_leave_no_trace_above_the_report(ask: Ask) -> None:
    session = ask("--quick")
    session.at(1, 12)
    session.types(TWELVE)
    log = session.ends(0)
    assert log.count(ALTERNATE_ON) == 1
    assert "Enter choose" not in log.split(ALTERNATE_OFF)[1]
    assert "Machine learning engineer" in log.split(ALTERNATE_OFF)[1]


# Sizes


def test_a_new_window_size_is_redrawn_without_a_key(ask: Ask) -> None:
    session = ask(size=(80, 24))
    session.at(1)
    session.sees("q quit")
    session.child.setwinsize(14, 60)
    session.at(1)
    session.sees("more below")
    session.child.setwinsize(30, 150)
    session.at(1)
    session.sees("which a colleague installs and runs without my help.")
    session.types("3")
    session.at(2)
    session.types("q")
    session.ends(130)


@pytest.mark.parametrize("size", [(60, 14), (40, 12), (80, 24)])
def test_it_can_be_done_at_any_usual_size(ask: Ask, home: Path, size: tuple[int, int]) -> None:
    session = ask("--quick", size=size, env={"COLUMNS": ""})
    for number in range(1, 13):
        session.at(number, 12)
        session.types(DOWN * 4 + "\r")
    log = session.ends(0)
    frames = log.split(ALTERNATE_OFF)[0].split("\x1b[H")[1:]
    assert len(frames) >= 13
    for frame in frames:
        lines = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", frame).replace("\r", "").split("\n")
        assert len(lines) <= size[1]
        assert max(map(len, lines)) <= size[0]


def test_erasing_the_rest_of_a_line_does_not_take_its_last_letter(ask: Ask) -> None:
    """xterm and the Linux console stay on the last column when it is full; erasing from there takes its letter."""
    session = ask("--quick", size=(80, 24))
    session.at(1, 12)
    session.types(TWELVE)
    log = session.ends(0)
    for line in log.split(ALTERNATE_OFF)[0].split("\n"):
        drawn, erased, _ = re.sub(r"\x1b\[[0-9;?]*m", "", line).partition("\x1b[K")
        letters = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\r", "", drawn)
        assert not (erased and len(letters) == 80 and letters[-1] != " "), letters


# What is said


def test_that_answers_may_be_checked_is_said_beforehand(ask: Ask) -> None:
    session = ask(size=(200, 60))
    session.at(1)
    session.sees("can check many of the answers")
    session.types("2")
    session.at(2)
    session.types("q")
    assert session.ends(130).count("mle-gap verify") == 1


def test_what_others_answer_is_told_only_after_the_answer(ask: Ask) -> None:
    session = ask("--background", "data-scientist", size=(200, 60))
    session.at(1)
    session.sees("q quit")
    assert "typically" not in session.log.getvalue()
    session.types("3")
    session.at(2)
    session.sees("Python: you 3, a data scientist typically 2.")
    session.types("s")
    session.at(3)
    session.sees("q quit")
    session.types("q")
    assert session.ends(130).count("typically") == 1


def test_the_required_level_stays_hidden_so_that_seniorities_ask_alike(ask: Ask) -> None:
    drawn = []
    for seniority in ("junior", "senior"):
        session = ask("--seniority", seniority, "--no-save", "--quick")
        session.at(1, 12)
        session.types(TWELVE[:11])
        session.at(12, 12)
        session.types("q")
        drawn.append(session.ends(130).split(ALTERNATE_OFF)[0])
    assert drawn[0] == drawn[1]


# Where results and answers go


def test_standard_output_carries_the_report_alone(ask: Ask, tmp_path: Path, asked: tuple[str, ...]) -> None:
    session = ask("--json", "--quick", shell="> report.json")
    session.at(1, 12)
    session.types(TWELVE)
    assert '"readiness"' not in session.ends(0)
    text = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert "\x1b" not in text
    assert [rows(text)[skill][0] for skill in asked[:12]] == [int(level) for level in TWELVE]


def test_no_save_leaves_no_file_at_all(ask: Ask, home: Path, tmp_path: Path) -> None:
    elsewhere = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")}
    finished = ask("--no-save", "--quick", env=elsewhere)
    finished.at(1, 12)
    finished.types(TWELVE)
    assert "nothing was saved" in finished.after(0)
    stopped = ask("--no-save", env=elsewhere)
    stopped.at(1)
    stopped.types("22")
    stopped.at(3)
    stopped.child.sendintr()
    assert "not kept" in stopped.after(130)
    assert not home.exists()
    assert list(tmp_path.iterdir()) == []


def test_no_save_neither_uses_nor_changes_a_draft(ask: Ask, home: Path) -> None:
    first = ask()
    first.at(1)
    first.types("33q")
    first.ends(130)
    before = (home / "draft.json").read_bytes()
    second = ask("--no-save", "--quick")
    second.at(1, 12)
    second.types(TWELVE)
    second.ends(0)
    assert (home / "draft.json").read_bytes() == before


def test_answers_are_for_this_person_alone(ask: Ask, home: Path) -> None:
    before = os.umask(0)
    try:
        session = ask("--quick")
        session.at(1, 12)
        session.types("222")
        session.at(4, 12)
        assert home.stat().st_mode & 0o777 == 0o700
        assert (home / "draft.json").stat().st_mode & 0o777 == 0o600
        session.types("2" * 9)
        session.ends(0)
    finally:
        os.umask(before)
    (path,) = (home / "records").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert sorted(path.name for path in home.iterdir()) == ["draft.json", "records"]


def test_without_colours_screens_are_drawn_over_each_other_all_the_same(ask: Ask) -> None:
    session = ask("--quick", env={"NO_COLOR": "1"})
    session.at(1, 12)
    session.types("2")
    session.at(2, 12)
    session.types("q")
    log = session.ends(130)
    assert ALTERNATE_ON in log
    assert "\x1b[H" in log
    assert not re.search(r"\x1b\[(?:\d+;)*(?:3[0-7]|9[0-7])m", log)


def test_while_asking_the_first_signal_ends_and_suspending_is_off() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGTSTP)}
    with pytest.raises(KeyboardInterrupt), ended_by_signals(), not_suspended():  # noqa: PT012 - what holds inside counts
        assert signal.getsignal(signal.SIGTSTP) is signal.SIG_IGN
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert before == {number: signal.getsignal(number) for number in before}


def test_an_interruption_that_was_lost_is_raised_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mle_gap.ask.LOST_SECONDS", 0.1)
    with pytest.raises(KeyboardInterrupt), ended_by_signals() as told, woken(told):  # noqa: PT012 - as above
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        for _ in range(100):
            time.sleep(0.1)


def test_one_failed_write_of_a_draft_does_not_make_the_saved_assessment_look_lost(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = iter(range(100))
    write = Store.save_draft

    def failing_once(self: Store, answers: Answers, days: Mapping[str, date]) -> None:
        if next(calls) == 3:
            raise CannotWrite("full")
        write(self, answers, days)

    monkeypatch.setattr(Store, "save_draft", failing_once)
    monkeypatch.setattr("sys.stdin", StringIO("2\n" * 30))
    assert main(["assess", "--plain", "--json"]) == 0
    assert capsys.readouterr().err.splitlines()[-1].startswith("mle-gap: saved")
    assert [path.name for path in home.iterdir()] == ["records"]


def test_who_answers_the_quick_questions_again_sees_what_was_answered(ask: Ask, run: Run) -> None:
    run("assess", "--plain", "--quick", input="2\n" * 12)
    session = ask("--quick")
    session.sees("Your earlier answers are marked; Enter keeps one.")
    session.sees(">2")
    session.types("\r" * 11 + "4")
    session.ends(0)
    assert [level for level, _ in rows(run("plan", "--json").stdout).values()][:12] == [2] * 11 + [4]


def test_after_the_quick_questions_the_others_follow_and_the_draft_goes_with_the_last(home: Path, run: Run) -> None:
    done = run("assess", "--plain", "--quick", input="2\n" * 12)
    assert "`mle-gap assess` asks the other 18 questions" in done.stderr.splitlines()[-1]
    done = run("assess", "--plain", "--json", input="1\n" * 18)
    assert "Going on at question 13 of 30" in done.stderr
    assert sorted(saved(home).values()) == [1] * 18 + [2] * 12
    assert [path.name for path in home.iterdir()] == ["records"]


def test_each_assessment_is_a_record_of_its_own_and_the_last_one_counts(home: Path, run: Run) -> None:
    for level in "12":
        assert run("assess", "--plain", "--quick", input=f"{level}\n" * 12).returncode == 0
    assert len(list((home / "records").iterdir())) == 2
    assert rows(run("plan", "--json").stdout)["python"][0] == 2


def test_plan_and_explain_work_afterwards_without_naming_a_file(ask: Ask, run: Run) -> None:
    assert "run mle-gap assess" in run("plan").stderr
    session = ask("--quick")
    session.at(1, 12)
    session.types("2" * 12)
    session.ends(0)
    for command in (["plan"], ["explain"]):
        done = run(*command)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


@pytest.mark.parametrize("plain", [False, True], ids=["keys", "lines"])
def test_where_nothing_can_be_kept_the_report_is_still_printed(ask: Ask, run: Run, tmp_path: Path, plain: bool) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    nowhere = {"MLE_GAP_HOME": str(tmp_path / "file" / "home")}
    if plain:
        done = run("assess", "--plain", "--quick", input="2\n" * 12, env=nowhere)
        assert done.returncode == 3
        words, report = done.stderr, done.stdout
    else:
        session = ask("--quick", env=nowhere)
        session.at(1, 12)
        session.types("2" * 12)
        words = report = session.after(3)
    assert "Machine learning engineer" in report
    assert " ".join(words.split()).count("answers cannot be kept") == 1 + plain
    assert "--no-save" in words


def test_where_nothing_can_be_kept_a_person_who_quits_is_told(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    session = ask(env={"MLE_GAP_HOME": str(tmp_path / "file" / "home")})
    session.at(1)
    session.types("2q")
    assert "the answers are not kept" in session.after(130)


# Line mode


@pytest.mark.parametrize(("options", "term"), [(["--plain"], "xterm-256color"), ([], "dumb")])
def test_line_mode_on_a_terminal_prints_and_never_draws(ask: Ask, home: Path, options: list[str], term: str) -> None:
    session = ask("--quick", *options, env={"TERM": term, "NO_COLOR": "1"})
    for number, level in enumerate(TWELVE, 1):
        session.sees(f"Question {number} of 12: ")
        session.sees("q quit and keep: ")
        session.types(f"{level}\n")
    log = session.ends(0)
    assert "\x1b" not in log
    assert log.count("I can") >= 48
    assert (home / "records").is_dir()


def test_line_mode_on_a_terminal_can_be_interrupted_and_goes_on(ask: Ask, home: Path) -> None:
    first = ask("--plain")
    first.sees("q quit and keep: ")
    first.types("3\n")
    first.sees("Question 2 of 30")
    first.sees("q quit and keep: ")
    first.child.sendintr()
    assert "question 2 of 30" in first.after(130)
    second = ask("--plain")
    second.sees("Going on at question 2 of 30")
    second.sees("q quit and keep: ")
    second.types("q\n")
    second.ends(130)
    assert draft(home) == {"python": 3}


def test_lines_from_a_pipe_give_the_same_bytes_as_keys(ask: Ask, run: Run, tmp_path: Path) -> None:
    keys = ("01234sn43210" * 3)[:QUESTIONS]
    session = ask("--json", shell="> keys.json")
    session.at(1)
    session.types(keys)
    session.ends(0)
    done = run("assess", "--plain", "--json", "--today", TODAY, input="".join(f"{key}\n" for key in keys))
    assert done.returncode == 0
    assert done.stdout == (tmp_path / "keys.json").read_text(encoding="utf-8")


def test_back_and_the_report_work_in_line_mode_as_with_keys(run: Run, asked: tuple[str, ...]) -> None:
    lines = ["3", "b", "1", *"2" * 11, "r"]
    done = run("assess", "--plain", "--json", input="\n".join(lines) + "\n")
    assert done.returncode == 0
    assert [rows(done.stdout)[skill][0] for skill in (*asked[:12], asked[14])] == [1, *[2] * 11, None]


def test_windows_line_ends_blanks_and_a_missing_last_line_end_do_no_harm(run: Run) -> None:
    done = run("assess", "--plain", "--quick", "--json", input=" 2 \r\n" * 11 + "2")
    assert done.returncode == 0
    assert json.loads(done.stdout)["readiness"]["answered"] == 12


def test_left_over_input_is_ignored(run: Run) -> None:
    whole = run("assess", "--plain", "--quick", "--json", "--today", TODAY, input="2\n" * 12)
    more = run("assess", "--plain", "--quick", "--json", "--today", TODAY, input="2\n" * 12 + "0\nnonsense\n\x00")
    assert (more.returncode, more.stdout) == (0, whole.stdout)


def test_an_early_end_keeps_the_draft_and_gives_status_2(ask: Ask, run: Run, home: Path) -> None:
    done = run("assess", "--plain", input="3\n1\ns\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert "question 4 of 30" in done.stderr.splitlines()[-1]
    assert "3 answers kept" in done.stderr.splitlines()[-1]
    assert draft(home) == {"python": 3, "sql": 1, "git": "unknown"}
    session = ask()
    session.at(4)


def test_a_wrong_line_is_answered_with_a_hint_and_asked_again(run: Run, home: Path) -> None:
    wrong = ["5", "-1", "two", "22", "2.0", "r", "\x1b[31m", "٣", "é", "0 1"]
    done = run("assess", "--plain", input="".join(f"{line}\n" for line in wrong) + "3\n")
    assert done.returncode == 2
    assert done.stderr.count("is no answer") == len(wrong)
    assert "\x1b" not in done.stderr
    assert draft(home) == {"python": 3}


@pytest.mark.parametrize("wrong", ["j", "k", "KEY_ENTER"])
def test_a_line_that_only_means_something_as_a_key_is_a_wrong_line(run: Run, home: Path, wrong: str) -> None:
    done = run("assess", "--plain", input=f"{wrong}\n3\n")
    assert "is no answer" in done.stderr
    assert draft(home) == {"python": 3}


def test_a_line_that_is_not_utf_8_is_a_wrong_line(home: Path) -> None:
    done = subprocess.run(
        [*MLE_GAP, "assess", "--plain"],
        input=b"\xff\xfe\n3\n",
        capture_output=True,
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 2
    assert draft(home) == {"python": 3}


def test_a_line_without_end_is_not_read_into_memory() -> None:
    command = f"ulimit -v 400000; head -c 250000000 /dev/zero | {shlex.join(MLE_GAP)} assess --plain --no-save"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=30, text=True, check=False)
    assert done.returncode == 2
    assert "bug" not in done.stderr
    assert len(done.stderr) < 20_000


def test_the_questions_are_the_same_in_lines_and_on_screens(ask: Ask, run: Run) -> None:
    lines = run("assess", "--plain", "--no-save", input="", env={"COLUMNS": "200"}).stderr
    session = ask("--no-save", size=(200, 60))
    session.at(1)
    session.sees("q quit")
    session.types("q")
    screen = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", session.ends(130))
    for sentence in re.findall(r"I can [^.]*\.", screen):
        assert sentence in lines
    assert len(re.findall(r"I can [^.]*\.", screen)) == 4


def test_without_a_terminal_it_says_what_to_do_instead_of_hanging(run: Run, home: Path) -> None:
    done = run("assess", "--quick")
    assert (done.returncode, done.stdout) == (2, "")
    for way in ("--plain", "--answers", "--set"):
        assert way in done.stderr
    assert not home.exists()


@pytest.mark.parametrize("options", ["", "--plain"])
def test_a_closed_standard_input_is_no_bug(options: str) -> None:
    command = f"{shlex.join(MLE_GAP)} assess {options} <&-"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=30, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--answers" in done.stderr
    assert "--set" in done.stderr
    assert options or "--plain" in done.stderr


def test_with_answers_nothing_is_asked(ask: Ask) -> None:
    session = ask("--set", "python=3")
    log = session.ends(0)
    assert ALTERNATE_ON not in log
    assert "Enter choose" not in log


def test_a_screen_that_cannot_be_drawn_on_is_told(ask: Ask, tmp_path: Path) -> None:
    session = ask(shell="2> errors.txt")
    session.ends(2)
    assert "--plain" in (tmp_path / "errors.txt").read_text(encoding="utf-8")


def test_the_readiness_gate_and_its_reason_survive_the_questions(run: Run) -> None:
    done = run("assess", "--plain", "--quick", "--fail-under", "90", input="1\n" * 12)
    assert done.returncode == 1
    assert "is under 90" in done.stderr


def test_what_an_industry_adds_beyond_thirty_questions_is_asked_the_next_time(run: Run, home: Path) -> None:
    aim = ("--seniority", "senior", "--industry", "healthcare")
    done = run("assess", "--plain", *aim, input="2\n" * 40)
    assert "Question 30 of 30" in done.stderr
    assert "Question 31" not in done.stderr
    assert "`mle-gap assess` asks the other 3 questions" in done.stderr.splitlines()[-1]
    assert saved(home)["data-privacy"] == 2
    done = run("assess", "--plain", "--json", input="1\n" * 3)
    assert "Question 3 of 3" in done.stderr
    report = json.loads(done.stdout)
    assert (report["role"]["industry"], report["role"]["seniority"]) == ("healthcare", "senior")
    assert report["readiness"]["answered"] == report["readiness"]["asked"]


# Again


FIRST, SECOND = "2026-10-01", "2026-11-01"
EVERY: dict[str, int | str] = {"s": "unknown", "n": "not_applicable", **{str(level): level for level in range(5)}}


def before(
    asked: Sequence[str], keys: str, day: str = FIRST, who: Mapping[str, object] = MappingProxyType({})
) -> dict[str, int | str]:
    """Save an assessment of that day, answered with these keys in turn; returns its levels."""
    levels = {skill: EVERY[keys[n % len(keys)]] for n, skill in enumerate(asked)}
    answers = {**who, "skills": levels}
    store_of().save_record(Assessment(kind="assessment", day=date.fromisoformat(day), answers=answers, standing=None))
    return levels


def last_time(text: str) -> list[tuple[str, str]]:
    """Day and rating of every note of last time, in order."""
    return re.findall(r"Last time, on (\S+): ([^;]+); = keeps it\.", text)


@pytest.mark.parametrize("key", ["\r", "="], ids=["enter", "equals"])
def test_asked_again_the_earlier_level_is_told_and_under_the_cursor_and_one_key_keeps_it(
    ask: Ask, asked: tuple[str, ...], home: Path, key: str
) -> None:
    levels = before(asked, "23041")
    session = ask()
    for number, level in enumerate(levels.values(), 1):
        session.at(number)
        session.sees(f"Last time, on {FIRST}: {level}; = keeps it.")
        session.sees(f"\x1b[1;7m>{level} ")
        session.sees("= last time")
        session.types(key)
    assert "mle-gap: saved" in session.after(0)
    assert saved(home) == levels
    assert (record(home)["day"], record(home)["carried"]) == (TODAY, [])
    assert len(list((home / "records").iterdir())) == 2
    assert not (home / "draft.json").exists()


@pytest.mark.parametrize("plain", [False, True], ids=["keys", "lines"])
def test_skipped_and_not_applicable_can_be_kept_as_last_time_too(
    ask: Ask, run: Run, asked: tuple[str, ...], home: Path, plain: bool
) -> None:
    levels = before(asked, "sn2")
    if plain:
        done = run("assess", "--plain", input="=\n" * QUESTIONS)
        assert done.returncode == 0
        told = [("skipped"), ("not applicable"), ("2")] * (QUESTIONS // 3)
        assert last_time(" ".join(done.stderr.split())) == [(FIRST, words) for words in told]
        assert done.stderr.count("0-4 answer, = last time") == QUESTIONS
    else:
        session = ask()
        session.sees(f"Last time, on {FIRST}: skipped; = keeps it.")
        session.types("=")
        session.sees(f"Last time, on {FIRST}: not applicable; = keeps it.")
        session.types("=" * (QUESTIONS - 1))
        session.ends(0)
    assert saved(home) == levels


def test_a_new_answer_replaces_the_one_of_last_time(run: Run, asked: tuple[str, ...], home: Path) -> None:
    levels = before(asked, "1")
    lines = ["=", "3", "s", "b", "4", *["="] * (QUESTIONS - 3)]
    assert run("assess", "--plain", input="\n".join(lines)).returncode == 0
    assert saved(home) == {**levels, asked[1]: 3, asked[2]: 4}


def test_keeping_is_no_answer_where_there_is_none_of_last_time(run: Run, asked: tuple[str, ...], home: Path) -> None:
    before(asked[1:], "1")
    done = run("assess", "--plain", input="=\n=\n2\n=\n")
    assert done.stderr.count("`=` is no answer here.") == 2
    assert draft(home) == {asked[0]: 2, asked[1]: 1}
    assert done.stderr.count("= last time") == 2  # at the second question and the third


def test_a_draft_remembers_what_was_answered_and_last_time_is_told_of_the_others(
    ask: Ask, run: Run, asked: tuple[str, ...], home: Path
) -> None:
    levels = before(asked, "2")
    run("assess", "--plain", input="1\n=\n")
    session = ask()
    session.at(3)
    session.sees("Going on at question 3 of 30")
    session.sees(f"Last time, on {FIRST}: 2; = keeps it.")
    session.types("b")
    session.at(2)
    session.sees("q quit")
    session.types("=" * 29)
    log = session.ends(0)
    assert len(last_time(log)) == len(asked) - 2 + 1  # the third was shown twice, the second had its answer
    assert saved(home) == {**levels, asked[0]: 1}


def test_fresh_forgets_the_earlier_assessment_and_who_one_was(run: Run, asked: tuple[str, ...], home: Path) -> None:
    before([*asked, "spark"], "2", who={"name": "Ada", "background": "data-scientist", "seniority": "junior"})
    done = run("assess", "--plain", "--fresh", "--today", TODAY, input="=\n" + "1\n" * QUESTIONS)
    assert done.returncode == 0
    assert "Last time" not in done.stderr
    assert "= last time" not in done.stderr
    assert "typically" not in done.stderr
    assert done.stderr.count("`=` is no answer here.") == 1
    assert record(home)["answers"] == {"skills": dict.fromkeys(asked, 1)}
    assert record(home)["carried"] == []


def test_no_save_does_not_look_at_the_earlier_assessment(run: Run, asked: tuple[str, ...], home: Path) -> None:
    before(asked, "2")
    files = {path: path.read_bytes() for path in home.rglob("*.json")}
    done = run("assess", "--plain", "--no-save", "--json", input="1\n" * QUESTIONS)
    assert done.returncode == 0
    assert "Last time" not in done.stderr
    assert {level for level, _ in rows(done.stdout).values()} == {1}
    assert {path: path.read_bytes() for path in home.rglob("*.json")} == files


def test_who_one_is_is_taken_over_unless_the_command_line_says_otherwise(
    run: Run, asked: tuple[str, ...], home: Path
) -> None:
    who = {"name": "Ada", "background": "data-scientist", "years": 4, "hours_per_week": 6, "industry": "banking"}
    before(asked, "2", who={**who, "role": "ml-engineer", "seniority": "senior", "working_model": "consultancy"})
    done = run("assess", "--plain", "--years", "9", "--json", input="2\n" * 40)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["person"] == {"name": "Ada", "background": "data-scientist", "years": 9, "hours_per_week": 6}
    assert (report["role"]["seniority"], report["role"]["industry"]) == ("senior", "banking")
    assert report["role"]["working_model"] == "consultancy"
    run("assess", "--plain", "--fresh", input="2\n" * 40)
    before(asked, "2", who=who)
    done = run("assess", "--plain", "--seniority", "junior", "--background", "software-engineer", input="2\n" * 40)
    assert done.returncode == 0
    kept = {key: value for key, value in record(home)["answers"].items() if key != "skills"}
    assert kept == {**who, "seniority": "junior", "background": "software-engineer"}


def test_a_role_change_keeps_all_ratings_and_what_it_does_not_ask_keeps_its_day(
    run: Run, asked: tuple[str, ...], home: Path
) -> None:
    levels = before(asked, "3")
    others = target_of(load_folder(data_folder()), "data-scientist").skills
    carried, both = set(asked) - set(others), set(asked) & set(others)
    assert carried
    assert both
    done = run("assess", "--plain", "--role", "data-scientist", "--today", SECOND, input="1\n" * 40)
    assert done.returncode == 0
    assert last_time(done.stderr) == [(FIRST, "3")] * len(both)
    assert saved(home) == {**levels, **dict.fromkeys(others, 1)}
    assert record(home)["carried"] == sorted(carried)
    done = run("assess", "--plain", "--role", "ml-engineer", "--today", TODAY, input="=\n" * 40)
    assert done.returncode == 0
    assert last_time(done.stderr) == [(FIRST, "3") if skill in carried else (SECOND, "1") for skill in asked]
    assert record(home)["carried"] == sorted(set(others) - set(asked))
    assert saved(home) == {**dict.fromkeys(others, 1), **dict.fromkeys(carried, 3)}


def test_the_quick_questions_alone_carry_over_the_others(run: Run, asked: tuple[str, ...], home: Path) -> None:
    levels = before(asked, "3")
    assert run("assess", "--plain", "--quick", "--today", SECOND, input="1\n" * 12).returncode == 0
    assert saved(home) == {**levels, **dict.fromkeys(asked[:12], 1)}
    assert record(home)["carried"] == sorted(asked[12:])


def test_a_level_done_since_is_the_one_of_last_time(run: Run, asked: tuple[str, ...]) -> None:
    before(asked, "1")
    assert run("done", asked[0], "3", "--today", SECOND).returncode == 0
    done = run("assess", "--plain", input="")
    assert last_time(done.stderr) == [(SECOND, "3")]
    assert run("undo").returncode == 0
    assert last_time(run("assess", "--plain", input="").stderr) == [(FIRST, "1")]


def test_an_assessment_of_an_earlier_version_is_the_one_of_last_time(
    run: Run, asked: tuple[str, ...], home: Path
) -> None:
    path = home / "assessments" / "20261001T120000000000Z-00000000.json"
    path.parent.mkdir(parents=True)
    skills = dict.fromkeys(asked, 2)
    path.write_text(json.dumps({"schema": 1, "answers": {"skills": skills, "background": "data-scientist"}}))
    content = path.read_bytes()
    done = run("assess", "--plain", "--today", TODAY, input="=\n" * QUESTIONS)
    assert done.returncode == 0
    assert last_time(done.stderr) == [(FIRST, "2")] * QUESTIONS
    assert record(home)["answers"] == {"skills": skills, "background": "data-scientist"}
    assert path.read_bytes() == content


def test_a_last_assessment_that_does_not_fit_is_left_alone_until_the_person_begins_anew(
    run: Run, asked: tuple[str, ...], home: Path
) -> None:
    store_of().save_record(
        Assessment(kind="assessment", day=date.fromisoformat(FIRST), answers={"skills": {"git": 9}}, standing=None)
    )
    done = run("assess", "--plain", input="1\n" * QUESTIONS)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mle-gap: the last assessment is left alone and not used: ")
    assert done.stderr.count("\n") == 1
    assert "skills.git: must be a whole number" in done.stderr
    assert done.stderr.endswith("; or begin anew with --fresh\n")
    assert [path.name for path in home.iterdir()] == ["records"]
    assert run("assess", "--plain", "--fresh", input="1\n" * QUESTIONS).returncode == 0
    assert saved(home) == dict.fromkeys(asked, 1)
    assert len(list((home / "records").iterdir())) == 2


def test_profiles_know_nothing_of_each_other(run: Run, asked: tuple[str, ...], home: Path) -> None:
    before(asked, "2")
    done = run("assess", "--plain", "--profile", "ann", input="1\n" * QUESTIONS)
    assert "Last time" not in done.stderr
    assert done.stderr.splitlines()[-1].endswith("with --profile ann as here")
    assert saved(home / "profiles" / "ann") == dict.fromkeys(asked, 1)
    assert saved(home) == dict.fromkeys(asked, 2)
    assert last_time(run("assess", "--plain", input="").stderr) == [(FIRST, "2")]


# Review


NOTHING_DUE = "nothing is due: all is met and was rated in the last 12 weeks; mle-gap assess asks all again"


def needed(seniority: str | None = None) -> dict[str, int]:
    """The level the role asks of each skill."""
    target = target_of(load_folder(data_folder()), seniority=seniority)
    return {word: row.required for row in target.asked for word in row.requirement.alternatives}


def reviewed(run: Run, *arguments: str) -> tuple[list[str], int]:
    """The names of the skills a review asks about, each answered with 0, and its status."""
    done = run("assess", "--review", "--plain", *arguments, input="0\n" * 60)
    return re.findall(r"^Question \d+ of \d+: (.*?)\. ", done.stderr, re.MULTILINE), done.returncode


def names(skills: Iterable[str]) -> list[str]:
    known = load_folder(data_folder()).skills
    return [known[skill].name for skill in skills]


def test_a_review_asks_what_is_below_the_level_asked_or_not_rated_and_nothing_else(
    run: Run, asked: tuple[str, ...], home: Path
) -> None:
    levels: dict[str, int | str] = {**needed()}
    levels |= {"python": needed()["python"] - 1, "git": "unknown", "testing": 0, "sql": "not_applicable"}
    del levels["statistics"]
    store_of().save_record(
        Assessment(kind="assessment", day=date.fromisoformat(SECOND), answers={"skills": levels}, standing=None)
    )
    due = [skill for skill in asked if skill in ("python", "git", "testing", "statistics")]
    found, status = reviewed(run, "--today", TODAY)
    assert (found, status) == (names(due), 0)
    last = record(home)
    assert last["carried"] == sorted(set(levels) - set(due))
    assert last["answers"]["skills"] == {**levels, **dict.fromkeys(due, 0)}
    assert not (home / "draft.json").exists()


@pytest.mark.parametrize(("today", "old"), [("2026-12-24", False), ("2026-12-25", True)])
def test_a_review_asks_again_after_twelve_weeks_and_a_day(
    run: Run, asked: tuple[str, ...], today: str, old: bool
) -> None:
    assert (date.fromisoformat(today) - date.fromisoformat(FIRST)).days == 84 + old
    before(asked, "4")
    done = run("assess", "--review", "--plain", "--today", today, input="")
    assert done.returncode == 2
    assert done.stdout == ""
    if old:
        assert f"Question 1 of {QUESTIONS}: " in done.stderr
    else:
        assert done.stderr == f"mle-gap: {NOTHING_DUE}\n"


def test_where_nothing_is_due_nothing_is_kept(ask: Ask, run: Run, asked: tuple[str, ...], home: Path) -> None:
    before(asked, "4", TODAY)
    session = ask("--review")
    assert session.after(2) == f"mle-gap: {NOTHING_DUE}"
    assert [path.name for path in home.iterdir()] == ["records"]


def test_what_was_carried_over_is_due_twelve_weeks_after_it_was_rated(run: Run, asked: tuple[str, ...]) -> None:
    before(asked, "4")
    assert (
        run("assess", "--plain", "--role", "data-scientist", "--today", "2026-12-01", input="4\n" * 40).returncode == 0
    )
    others = target_of(load_folder(data_folder()), "data-scientist").skills
    found, status = reviewed(run, "--role", "ml-engineer", "--today", "2026-12-31")
    assert (found, status) == (names(skill for skill in asked if skill not in others), 0)


def test_what_was_just_reviewed_is_not_due_again(run: Run, asked: tuple[str, ...]) -> None:
    before(asked, "4")
    assert run("assess", "--review", "--plain", "--today", "2027-01-10", input="=\n" * QUESTIONS).returncode == 0
    assert NOTHING_DUE in run("assess", "--review", "--plain", "--today", "2027-02-10", input="").stderr
    assert run("done", asked[0], "--today", "2027-02-10").returncode == 2


def test_a_level_done_since_is_not_due(run: Run, asked: tuple[str, ...]) -> None:
    levels = before(asked, "4", SECOND)
    low = {**levels, "docker": 0, "python": 0}
    store_of().save_record(
        Assessment(kind="assessment", day=date.fromisoformat(SECOND), answers={"skills": low}, standing=None)
    )
    assert run("done", "docker", "4", "--today", SECOND).returncode == 0
    assert reviewed(run, "--today", TODAY)[0] == names(["python"])


def test_a_review_of_somebody_who_was_never_asked_asks_all(run: Run) -> None:
    done = run("assess", "--review", "--plain", input="")
    assert done.returncode == 2
    assert f"Question 1 of {QUESTIONS}: " in done.stderr


def test_a_review_at_a_higher_seniority_asks_what_is_below_that(run: Run, home: Path) -> None:
    levels: dict[str, int | str] = {**needed()}
    answers = {"skills": levels, "seniority": "mid"}
    store_of().save_record(
        Assessment(kind="assessment", day=date.fromisoformat(SECOND), answers=answers, standing=None)
    )
    assert NOTHING_DUE in run("assess", "--review", "--plain", "--today", TODAY, input="").stderr
    wanted = needed("senior")
    senior = target_of(load_folder(data_folder()), seniority="senior").skills
    due = [skill for skill in senior if skill not in levels or wanted[skill] > int(levels[skill])]
    assert 0 < len(due) < len(senior)
    assert reviewed(run, "--seniority", "senior", "--today", TODAY) == (names(due), 0)
    assert record(home)["answers"]["seniority"] == "senior"


@pytest.mark.parametrize(
    ("options", "again"), [((), "the same command goes on"), (("--fresh",), "the same command without --fresh goes on")]
)
def test_who_ends_early_is_told_what_goes_on(run: Run, options: tuple[str, ...], again: str) -> None:
    done = run("assess", "--plain", *options, input="1\nq\n")
    assert done.returncode == 130
    assert f"1 answer kept, {again} from there" in " ".join(done.stderr.split())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_line_mode_takes_its_leave_whatever_ends_it(
    number: signal.Signals, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = StringIO("2\n")

    def readline(_: int) -> str:
        line = lines.readline()
        if not line:
            signal.raise_signal(number)
        return line

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=readline, isatty=lambda: False))
    assert main(["assess", "--plain"]) == 130
    assert "interrupted at question 2 of 30; 1 answer kept" in capsys.readouterr().err
