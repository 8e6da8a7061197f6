"""Promise 2: bad input gives one clear line, the right status, no traceback, soon. Most cases are data."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from mle_gap.catalog import load_folder
from mle_gap.cli.main import main
from mle_gap.files import data_folder
from tests.conftest import TODAY

FOLDER = Path(__file__).parent / "bad_input"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
# Only what runs away is stopped here; the promise of 2 seconds is measured by benchmarks/bad_input.py.
CPU_SECONDS, PATIENCE = 20, 60
LONGEST_LINE = 1000
KILOBYTES = 500_000  # of address space, a good part of which the interpreter never touches
ACTING = {"Cc", "Cf", "Cs", "Zl", "Zp"}
PROGRAM = f"{shlex.quote(sys.executable)} -m mle_gap"


class Outcome(NamedTuple):
    """What a run left behind: its status and both outputs."""

    status: int
    out: str
    err: str

    def check(self, status: int) -> None:
        """What holds for every run: the status, no traceback, nothing that acts on a terminal."""
        assert self.status == status, self.err + self.out
        for text in (self.out, self.err):
            assert "Traceback" not in text
            assert {char for char in text if char != "\n" and unicodedata.category(char) in ACTING} == set()


def in_process(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Outcome:
    """Run the command line in this process."""
    status = main(arguments)
    captured = capsys.readouterr()
    return Outcome(status, captured.out, captured.err)


def as_process(command: str, folder: Path, env: dict[str, str] | None = None) -> Outcome:
    """Run a line of bash, `mle-gap` being the program, with little memory and time; the status is its first one."""
    script = f"ulimit -v {KILOBYTES} -t {CPU_SECONDS}; {command.replace('mle-gap', PROGRAM)}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["timeout", str(PATIENCE), "bash", "-c", script],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder), **(env or {})},
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def repeated(parts: str | list[Any]) -> str:
    """Text made of parts: a text, or a text and how often; `{n}` in it is the number of the turn."""
    pieces = []
    for part in [parts] if isinstance(parts, str) else parts:
        text, times = (part, 1) if isinstance(part, str) else part
        numbered = (text.replace("{n}", str(n)) for n in range(times))
        pieces.append("".join(numbered) if "{n}" in text else text * times)
    return "".join(pieces)


def content_of(case: dict[str, Any]) -> bytes:
    """The bytes a case feeds to the program."""
    if "file" in case:
        return (FOLDER / str(case["file"])).read_bytes()
    if "bytes" in case:
        return str(case["bytes"]).encode("latin-1")
    text = str(case["text"]) if "text" in case else repeated(case.get("repeat", ""))
    return text.encode(case.get("encoding", "utf-8"))


def change_catalogue(folder: Path, change: dict[str, Any]) -> int:
    """Copy the shipped catalogue, change it as the case says, and return the line of the first difference."""
    shutil.copytree(data_folder(), folder)
    path = folder / str(change["in"])
    whole = path.read_text(encoding="utf-8")
    changed = whole
    if "old" in change:
        after = str(change.get("after", ""))
        start = whole.index(change["old"], whole.index(after) + len(after))
        end = start + len(change["old"])
        if "until" in change:
            found = whole.find(change["until"], end)
            end = len(whole) if found < 0 else found
        changed = whole[:start] + repeated(change["new"]) + whole[end:]
    skills = re.findall(r"^  - id: (\S+)$", whole, re.MULTILINE)
    everything = "{" + ", ".join(f"{skill}: 1" for skill in skills) + "}"
    changed += str(change.get("append", "")).replace("ALL", everything)
    path.write_text(changed, encoding="utf-8")
    pairs = zip(whole.splitlines(), changed.splitlines(), strict=False)
    return next(number for number, (old, new) in enumerate([*pairs, ("", "end")], start=1) if old != new)


def arguments_of(case: dict[str, Any], content: str) -> list[str]:
    """The command line of a case."""
    return {
        "answers": ["plan", "--answers", "answers.yaml", "--today", TODAY],
        "stdin": ["plan", "--answers", "-", "--today", TODAY],
        "check": ["check", "answers.yaml"],
        "catalogue": ["check", "catalogue"],
        "options": [content if word == "CONTENT" else word for word in case.get("run", ())],
    }[case.get("to", "answers")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_bad_input_gives_one_clear_line(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    where = case.get("to", "answers")
    line = 0
    content = content_of(case)
    if where in ("answers", "check"):
        (tmp_path / "answers.yaml").write_bytes(content)
    elif where == "catalogue":
        line = change_catalogue(tmp_path / "catalogue", case["change"])
    elif where == "stdin":
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
    arguments = arguments_of(case, content.decode("latin-1"))
    checks = where in ("check", "catalogue")
    if case.get("process"):
        outcome = as_process(f"mle-gap {shlex.join(arguments)}", tmp_path)
    else:
        outcome = in_process(arguments, capsys)
    outcome.check(case.get("status", 1 if checks else 2))
    said = (outcome.out if checks else outcome.err).splitlines()
    assert_says(said, case, line)
    assert (outcome.err == "") if checks else (outcome.status == 0 or outcome.out == "")
    assert not (tmp_path / "ran").exists()


def assert_says(said: list[str], case: dict[str, Any], line: int) -> None:
    """One line for each fragment in the case, in order; where it gives a number of lines, the fragment in each."""
    wanted = [fragment.replace("{line}", str(line)) for fragment in case.get("says", ())]
    if "lines" in case:
        assert said
        assert case["lines"] in ("any", len(said))
        wanted *= len(said)
    assert len(said) == len(wanted), said
    for words, fragment in zip(said, wanted, strict=True):
        assert fragment in f"{words}$"
        assert len(words) <= LONGEST_LINE


def test_there_are_at_least_forty_cases_each_with_a_name_of_its_own() -> None:
    names = [case["id"] for case in CASES]
    assert len(names) == len(set(names)) >= 40


HARMLESS = [case for case in CASES if case.get("status") == 0 and case.get("to", "answers") == "answers"]


@pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case["id"])
def test_odd_but_good_answers_show_nothing_that_acts_in_any_command(
    case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(content_of(case))
    given = ["--answers", str(path), "--today", TODAY]
    for command in (["assess", "--no-save"], ["assess", "--json", "--no-save"], ["explain"], ["explain", "python"]):
        outcome = in_process([*command, *given], capsys)
        outcome.check(0)
        assert outcome.err == ""


ODD = "[/red][bold]{x} %s \\e[31m\\x9b\\a\\b\\r\\u202e\\u200b"


def test_a_hostile_catalogue_shows_nothing_that_acts_in_any_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for name in ("skills.yaml", "roles.yaml"):
        text = (data_folder() / name).read_text(encoding="utf-8")
        for key in ("can", "prove", "title", "why", "summary"):
            text = re.sub(rf'\b{key}: "[^"\n]*"', lambda found: f'{found[0].split(":")[0]}: "{ODD}"', text)
        text = re.sub(r'\bname: "(.)', lambda found: f'name: "[/b]\\e[31m{found[1]}', text)
        (folder / name).write_text(text, encoding="utf-8")
    hostile = load_folder(folder)
    monkeypatch.setattr("mle_gap.catalog.load_shipped", lambda: hostile)
    for command in (["assess", "--no-save"], ["plan"], ["plan", "--json"], ["explain"], ["explain", "docker"]):
        outcome = in_process([*command, "--set", "docker=1", "--today", TODAY], capsys)
        outcome.check(0)
        assert outcome.err == ""
        assert "[/red][bold]{x} %s" in outcome.out or command == ["explain"]


def process(id_: str, command: str, status: int, *says: str, **env: str) -> Any:
    """One case that needs a process: a line of bash, its status, a fragment of each line on standard error."""
    return pytest.param(command, status, says, env, id=id_)


NOWHERE = "a" * 5000
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
NO_HOME = "env -u HOME -u MLE_GAP_HOME -u XDG_DATA_HOME mle-gap"
CLOSED_OUT = "standard output is closed; name a file with --output FILE"
FULL = "No space left on device"
PROCESSES = (
    process(
        "a closed standard input has no answers",
        "mle-gap plan --answers - <&-",
        2,
        "standard input is closed; name a file with --answers FILE",
    ),
    process(
        "a closed standard input is nothing to ask on",
        "mle-gap assess <&-",
        2,
        "use --plain to read lines from it, --answers FILE or --set SKILL=LEVEL",
    ),
    process(
        "a closed standard input cannot be read line by line",
        "mle-gap assess --plain <&-",
        2,
        "standard input is closed; use --answers FILE or --set SKILL=LEVEL",
    ),
    process(
        "an empty standard input is nothing to ask on",
        "mle-gap assess",
        2,
        "standard input is no terminal to ask on; use --plain",
    ),
    process("a closed standard output cannot be written", "mle-gap plan --set docker=1 >&-", 3, CLOSED_OUT),
    process("a closed standard output cannot show help", "mle-gap --help >&-", 3, CLOSED_OUT),
    process("a closed standard output cannot show a version", "mle-gap --version >&-", 3, CLOSED_OUT),
    process(
        "a closed standard output does not hide bad input",
        "mle-gap plan --set dokcer=1 >&-",
        2,
        "no skill `dokcer`; did you mean docker?",
    ),
    process("a closed standard error changes no status", "mle-gap plan --set dokcer=1 2>&-", 2),
    process("with all three closed the status is still right", "mle-gap plan --set docker=1 <&- >&- 2>&-", 3),
    process("a full device cannot take a report", "mle-gap plan --set docker=1 >/dev/full", 3, FULL),
    process("a full device cannot take JSON", "mle-gap plan --set docker=1 --json >/dev/full", 3, FULL),
    process("a full device cannot take the findings of a check", "mle-gap check >/dev/full", 3, FULL),
    process("a full device cannot take the short help", "mle-gap >/dev/full", 3, FULL),
    process("a full device cannot take a version", "mle-gap --version >/dev/full", 3, FULL),
    process("a full device cannot take a help page", "mle-gap plan --help >/dev/full", 3, FULL),
    process("a full device cannot take a completion script", "mle-gap --show-completion bash >/dev/full", 3, FULL),
    process("a full device for messages changes no status", "mle-gap plan --set dokcer=1 2>/dev/full", 2),
    process("a pipe nobody reads is silent", "mle-gap plan --set docker=1 | head -c 0", 0),
    process("a pipe nobody reads is silent for JSON", "mle-gap plan --set docker=1 --json | head -c 0", 0),
    process("a pipe nobody reads is silent for a check", "mle-gap check | head -c 0", 0),
    process("a pipe nobody reads is silent for the short help", "mle-gap | head -c 0", 0),
    process("a pipe nobody reads is silent for a help page", "mle-gap --help | true", 0),
    process("a pipe nobody reads is silent for a schema", "mle-gap schema report | true", 0),
    process("an ASCII locale can be served", "mle-gap plan --set docker=1", 0, **ASCII),
    process("an ASCII locale can be served JSON", "mle-gap plan --set docker=1 --json", 0, **ASCII),
    process(
        "an ASCII locale can be told off",
        "mle-gap plan --set dök\N{RIGHT-TO-LEFT OVERRIDE}er=1",
        2,
        "no skill `d",
        **ASCII,
    ),
    process("an ASCII locale can be told of a file", "mle-gap check nö", 2, "cannot be read: No such file", **ASCII),
    process("an ASCII locale can be asked", "mle-gap assess --plain --no-save < <(yes 2)", 0, **ASCII),
    process("without a home a report can be printed", f"{NO_HOME} plan --set docker=1", 0),
    process(
        "without a home there may be no assessment",
        "HOME=. XDG_DATA_HOME= mle-gap plan",
        2,
        "no assessment is saved yet; run mle-gap assess, or name a file with --answers FILE",
    ),
    process("a home that is a file holds no assessment", "MLE_GAP_HOME=/etc/passwd mle-gap plan", 2, "mle-gap: "),
    process(
        "a home that is a file can keep no answers",
        "MLE_GAP_HOME=/etc/passwd mle-gap assess --plain < <(yes 2)",
        3,
        "/etc/passwd/records",
    ),
    process("a home with a name too long holds no assessment", f"MLE_GAP_HOME=/{NOWHERE} mle-gap plan", 2, "mle-gap: "),
    process(
        "a home that is a loop holds no assessment", "ln -s loop loop; MLE_GAP_HOME=loop mle-gap plan", 2, "mle-gap: "
    ),
)


@pytest.mark.parametrize(("command", "status", "says", "env"), PROCESSES)
def test_a_process_in_odd_surroundings_ends_well(
    command: str, status: int, says: tuple[str, ...], env: dict[str, str], tmp_path: Path
) -> None:
    outcome = as_process(command, tmp_path, env)
    outcome.check(status)
    said = outcome.err.splitlines()
    if "--plain" in command:  # the questions are on standard error too
        said = said[-len(says) :] if says else []
    assert len(said) == len(says), said
    for words, fragment in zip(said, says, strict=True):
        assert words.startswith("mle-gap: ")
        assert fragment in words
    if env:
        assert outcome.out.isascii()
        assert outcome.err.isascii()


NAME = "20261123T000000000000Z-00000000"


def save(home: Path, content: bytes, name: str = NAME, folder: str = "records") -> Path:
    """Put a file among the saved assessments; those of version 1 are in a folder of their own."""
    path = home / folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


GOOD = b'{"schema": 1, "answers": {"skills": {"docker": 1}}}'
NEWER = GOOD.replace(b"1", b"2", 1)
ESCAPE = GOOD.replace(b"docker", rb"\u001b[31m")
OLD = (
    pytest.param(b"", "empty", id="an empty assessment of version 1 is named"),
    pytest.param(b"{", "not valid", id="half an assessment of version 1 is named"),
    pytest.param(b"[" * 200_000, "nested deeper than 32", id="an old assessment full of brackets is named"),
    pytest.param(b"\xff\xfe", "not UTF-8", id="a binary assessment of version 1 is named"),
    pytest.param(b"[]", "not a file of this version", id="a foreign assessment of version 1 is named"),
    pytest.param(NEWER, "not a file of this version", id="an assessment of a newer version among old ones is named"),
    pytest.param(GOOD[:-4] + b"9}}}", "skills.docker: must be", id="an old assessment with a level 9 is named"),
    pytest.param(ESCAPE, r"skills.\x1b[31m: unknown skill", id="an escape in an old assessment is shown"),
    pytest.param(b"#" * 2_000_000, "larger than 1 MiB", id="an old assessment of two megabytes is named"),
)
RECORD = (
    b'{"schema": 2, "record": {"kind": "assessment", "day": "2026-11-23", "answers": {"skills": {"docker": 1}},'
    b' "carried": [], "standing": null}}'
)
DONE = (
    b'{"schema": 2, "record": {"kind": "done", "day": "2026-11-23", "skill": "docker", "from_level": 1, "to_level": 9}}'
)
FOREIGN = "not a file of this version"
SAVED = (
    pytest.param(b"", FOREIGN, id="an empty record is named"),
    pytest.param(RECORD[:60], FOREIGN, id="half a record is named"),
    pytest.param(b"[" * 200_000, FOREIGN, id="a record full of brackets is named"),
    pytest.param(b"\xff\xfe", FOREIGN, id="a binary record is named"),
    pytest.param(b"[]", FOREIGN, id="a foreign record is named"),
    pytest.param(GOOD, FOREIGN, id="an assessment of version 1 among records is named"),
    pytest.param(RECORD.replace(b"2", b"3", 1), FOREIGN, id="a record of a newer version is named"),
    pytest.param(RECORD.replace(b'"assessment"', b'"wish"'), FOREIGN, id="a record of an unknown kind is named"),
    pytest.param(RECORD.replace(b"-11-", b"-13-"), FOREIGN, id="a record of no day is named"),
    pytest.param(DONE, FOREIGN, id="a level 9 that was done is named"),
    pytest.param(RECORD.replace(b": 1}", b": 9}"), "skills.docker: must be", id="a record with a level 9 is named"),
    pytest.param(RECORD.replace(b": 1}", b": NaN}"), FOREIGN, id="a record with a level that is not a number is named"),
    pytest.param(
        RECORD.replace(b"docker", rb"\u001b[31m"),
        r"skills.\x1b[31m: unknown skill",
        id="an escape in a record is shown",
    ),
    pytest.param(b"#" * 2_000_000, FOREIGN, id="a record of two megabytes is named"),
)


@pytest.mark.parametrize(("content", "says"), OLD)
def test_a_saved_assessment_of_version_1_that_cannot_be_used_is_named_and_left_alone(
    content: bytes, says: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(home, content, folder="assessments")
    outcome = in_process(["plan"], capsys)
    outcome.check(2)
    assert len(outcome.err.splitlines()) == 1
    assert path.name in outcome.err
    assert says in outcome.err
    assert path.read_bytes() == content


@pytest.mark.parametrize(("content", "says"), SAVED)
def test_a_saved_assessment_that_cannot_be_used_is_named_and_left_alone(
    content: bytes, says: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(home, content)
    outcome = in_process(["plan"], capsys)
    outcome.check(2)
    assert len(outcome.err.splitlines()) == 1
    assert path.name in outcome.err
    assert says in outcome.err
    assert path.read_bytes() == content


@pytest.mark.parametrize(("content", "says"), SAVED)
def test_no_command_that_tracks_ends_in_a_bug_over_an_odd_record(
    content: bytes, says: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(home, content)
    for command in (["history"], ["done", "docker"], ["history", "1", "2"], ["data", "export"], ["undo"]):
        outcome = in_process(command, capsys)
        assert outcome.status in (0, 2)
        outcome.check(outcome.status)
        assert len(outcome.err.splitlines()) <= 2
        assert path.read_bytes() == content


@pytest.mark.parametrize("folder", ["records", "assessments"])
def test_twenty_large_files_among_the_assessments_end_in_time(folder: str, home: Path, tmp_path: Path) -> None:
    large = b'{"a": [' + b"0," * 500_000 + b"0]}"
    for n in range(20):
        save(home, large, f"20270101T{n:012}Z-00000000", folder)
    as_process("mle-gap plan", tmp_path).check(2)


def test_an_undo_of_nothing_known_and_one_of_itself_change_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save(home, RECORD)
    later = "20270101T000000000000Z-00000000"
    for n, id_ in enumerate((later, "20270102T000000000000Z-00000000")):
        undo = f'{{"schema": 2, "record": {{"kind": "undo", "day": "2027-01-01", "undoes": "{later}"}}}}'
        save(home, undo.encode(), id_ if n else later)
    outcome = in_process(["plan", "--json", "--today", TODAY], capsys)
    outcome.check(0)
    assert outcome.err == ""


def test_what_is_hostile_in_a_record_is_shown_in_no_command_as_it_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = r"[/red][bold]{x} %s \u001b[31m\u009b\u0007\u202e"
    role = f'{{"id": "{odd}", "name": "{odd}", "seniority": "{odd}", "working_model": "{odd}", "industry": "{odd}"}}'
    stamp = f'{{"version": "{odd}", "sha256": "{odd}"}}'
    standing = (
        f'{{"role": {role}, "score": 1.0, "high": 1.0, "verdict": "starting", "blocked_by": ["{odd}"],'
        f' "catalogue": {stamp}}}'
    )
    save(home, RECORD.replace(b"null", standing.encode()))
    listed = in_process(["history"], capsys)
    assert "[/red][bold]{x} %s" in listed.out
    for command in (["history"], ["history", "--json"], ["history", "1", "1"], ["plan"], ["undo"]):
        outcome = in_process(command, capsys)
        outcome.check(0)
        assert outcome.err == ""


def test_a_last_assessment_that_cannot_be_used_is_left_alone_as_the_message_says(home: Path, tmp_path: Path) -> None:
    path = save(home, RECORD.replace(b": 1}", b": 9}"))
    outcome = as_process("mle-gap assess --plain <<< 3", tmp_path)
    outcome.check(2)
    assert len(outcome.err.splitlines()) == 1
    assert "the last assessment is left alone and not used" in outcome.err
    assert outcome.err.endswith("; or begin anew with --fresh\n")
    assert path.read_bytes() == RECORD.replace(b": 1}", b": 9}")
    assert [entry.name for entry in home.iterdir()] == ["records"]


def test_a_draft_that_cannot_be_used_is_left_alone_as_the_message_says(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    draft = home / "draft.json"
    draft.write_bytes(NEWER)
    outcome = as_process("mle-gap assess --plain <<< 3", tmp_path)
    outcome.check(2)
    assert "the draft is left alone and not used" in outcome.err
    assert draft.read_bytes() == NEWER


def test_endless_input_to_the_questionnaire_ends(tmp_path: Path) -> None:
    as_process("mle-gap assess --plain --no-save </dev/zero", tmp_path).check(2)


@pytest.mark.parametrize("columns", ["1", "0", "-5", "abc", "100000", "9" * 30, ""])
def test_any_width_can_be_asked_for(
    columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for command in (["assess", "--no-save"], ["plan"], ["explain"], ["explain", "docker"]):
        outcome = in_process([*command, "--set", "docker=1", "--today", TODAY], capsys)
        outcome.check(0)
        assert outcome.out
