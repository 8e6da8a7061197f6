"""The command line keeps its contract: what goes where, with which exit status."""

import json
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mle_gap import __version__
from mle_gap.cli import main as main_module
from mle_gap.cli import run as console_script
from mle_gap.cli.main import main
from mle_gap.models.records import Assessment
from mle_gap.store import store_of
from tests.conftest import ROOT, TODAY, Run

COMMANDS = (
    "assess",
    "plan",
    "verify",
    "scan",
    "match",
    "explain",
    "compare",
    "roles",
    "skills",
    "done",
    "undo",
    "history",
    "check",
    "schema",
    "data",
)
EXAMPLE = str(ROOT / "examples" / "data-scientist.yaml")
Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    out, err = capsys.readouterr()
    return status, out, err


def report(capsys: Capture, *arguments: str) -> dict[str, dict[str, object]]:
    status, out, err = told(capsys, "assess", "--json", "--today", TODAY, *arguments)
    assert (status, err) == (0, "")
    loaded: dict[str, dict[str, object]] = json.loads(out)
    return loaded


def levels(found: dict[str, dict[str, object]]) -> dict[str, int]:
    return {row["id"]: row["level"] for row in found["skills"]}  # type: ignore[index, misc]


def test_the_version_is_one_line(run: Run) -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"mle-gap {__version__}\n", "")


def test_the_program_alone_prints_short_help(run: Run) -> None:
    alone, help_ = run(), run("--help")
    assert (alone.returncode, help_.returncode) == (0, 0)
    assert alone.stdout == help_.stdout
    assert alone.stderr == ""


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, flag: str, capsys: Capture) -> None:
    status, out, err = told(capsys, command, flag)
    assert (status, err) == (0, "")
    assert re.search(r"^ *Examples$", out, re.MULTILINE)
    examples = [line for line in out.split("Examples")[1].splitlines() if line.strip()]
    assert len(examples) >= 2
    assert all(
        line.strip().startswith("mle-gap ") and f" {command} " in f"{line} " and line.count("mle-gap") == 1
        for line in examples
    )
    assert "\\b" not in out
    assert all(len(line) <= 100 for line in out.splitlines())


def test_help_lists_what_exists_with_whole_sentences(capsys: Capture) -> None:
    _, out, _ = told(capsys, "--help")
    listed = out.split("\nStart:")[1].split("Examples")[0].split("\n")
    assert [line for line in listed if line.endswith(":")] == ["Understand:", "Track:", "Data:"]
    rows = [line for line in listed if line.startswith("  ") and line.strip()]
    assert [row.split()[0] for row in rows] == list(COMMANDS)
    assert not [row for row in rows if "..." in row or not row.endswith(".")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown(shell: str, run: Run) -> None:
    done = run("--show-completion", shell, env={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"})
    assert done.returncode == 0
    assert "mle-gap" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["asess"], "'asess'. Did you mean 'assess'?; see `mle-gap --help`"),
        (["assess", "--anwers", "x"], "--anwers (Possible options: --answers"),
        (["assess", "--set", "dokcer=2"], "no skill `dokcer`; did you mean docker?"),
        (["explain", "dokcer", "--set", "git=1"], "no skill `dokcer`; did you mean docker?"),
        (["assess", "--role", "ml-enginer", "--set", "git=1"], "did you mean ml-engineer?"),
        (["assess", "--seniority", "midd", "--set", "git=1"], "did you mean mid?"),
        (["assess", "--background", "data-scientst", "--set", "git=1"], "did you mean data-scientist?"),
        (["assess", "--set", "git"], "must be SKILL=LEVEL, for example --set docker=2"),
        (["assess", "--set", "git=9"], "a whole number from 0 to 4"),
        (["assess", "--set", "git=1", "-f", "jsn"], "no format `jsn`; did you mean json?"),
        (["assess", "--set", "git=1", "-f", "xxx"], "known: terminal, json"),
        (["assess", "--set", "git=1", "-f", "terminal", "--json"], "do not go together"),
        (["assess", "--set", "git=1", "--fail-under", "101"], "--fail-under 101.0: must be from 0 to 100"),
        (["assess", "--set", "git=1", "--fail-under", "nan"], "must be from 0 to 100"),
        (
            ["assess", "--set", "git=1", "--today", "soon"],
            "--today soon: is no date; write it as in --today 2026-11-23",
        ),
        (["assess", "--set", "git=1", "--start", "2026-02-30"], "--start 2026-02-30: is no date"),
        (["assess", "--set", "git=1", "--years", "nan"], "command line: --years: must be"),
        (["assess", "--set", "git=1", "--hours-per-week", "0"], "command line: --hours-per-week: must be at least 0.5"),
        *(
            (
                ["assess", *given, *option],
                "--quick, --plain, --fresh, --review and --resume ask questions; leave them out with",
            )
            for option in (["--quick"], ["--plain"], ["--fresh"], ["--review"], ["--resume", "x.json"])
            for given in (["--set", "git=1"], ["--answers", EXAMPLE])
        ),
        (["assess", "--review", "--no-input"], "--no-input forbids to ask"),
        (["assess", "--no-input"], "--no-input forbids to ask"),
        (["assess", "--answers", "nowhere.yaml"], "nowhere.yaml: cannot be read: No such file"),
        (["plan"], "no assessment is saved yet; run mle-gap assess, or name a file with --answers FILE"),
        (["explain"], "no assessment is saved yet"),
        (["assess", "--plain", "--start", "nonsense"], "--start nonsense: is no date"),
        (["assess", "--answers", EXAMPLE, "-o", EXAMPLE], "is the answers file; name another"),
        (["schema"], "Missing argument 'NAME'; see `mle-gap schema --help`"),
        (["schema", "reprot"], "no schema `reprot`; did you mean report?"),
        (
            ["schema", "xxx"],
            "known: report, explain, what-if, compare, verify, scan, match, history, role-list, skill-list, answers",
        ),
        (["check", "nowhere.yaml"], "nowhere.yaml: cannot be read"),
        (["done", "dokcer"], "no skill `dokcer`; did you mean docker?"),
        (["done", "docker"], "no assessment is saved yet; run mle-gap assess"),
        (["done", "docker", "two"], "see `mle-gap done --help`"),
        (["undo"], "there is nothing to undo"),
        (["history", "1"], "a difference needs two numbers, as in mle-gap history 1 2"),
        (["history", "1", "2"], "no assessment 1; none is saved, see mle-gap history"),
        (["plan", "--profile", "../ann"], "--profile ../ann: must be small letters, digits and dashes, at most 40"),
    ],
)
def test_misuse_is_one_line_with_a_remedy_and_status_2(arguments: list[str], says: str, capsys: Capture) -> None:
    status, out, err = told(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("mle-gap: ")
    assert err.count("\n") == 1
    assert says in err


def test_no_terminal_and_nothing_to_read_names_the_three_ways(run: Run) -> None:
    done = run("assess")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(way in done.stderr for way in ("--plain", "--answers", "--set"))


def test_options_win_over_the_file(capsys: Capture) -> None:
    found = report(capsys, "--answers", EXAMPLE, "--set", "Docker=3", "--set", "k8s=unknown", "--seniority", "senior",
                   "--years", "9", "--hours-per-week", "20", "--background", "software-engineer")  # fmt: skip
    assert levels(found)["docker"] == 3
    assert levels(found)["kubernetes"] is None
    assert levels(found)["statistics"] == 3
    assert found["role"]["seniority"] == "senior"
    assert found["person"] == {
        "name": "Data scientist", "background": "software-engineer", "years": 9.0, "hours_per_week": 20.0
    }  # fmt: skip


def test_the_last_set_of_a_skill_counts(capsys: Capture) -> None:
    assert levels(report(capsys, "--set", "git=1", "--set", "Git and GitHub=3"))["git"] == 3


def test_answers_are_read_from_standard_input(run: Run) -> None:
    done = run("assess", "--answers", "-", "--json", input='{"skills": {"python": 3}}')
    assert done.returncode == 0
    assert levels(json.loads(done.stdout))["python"] == 3


def test_problems_of_standard_input_say_so(run: Run) -> None:
    done = run("assess", "--answers", "-", input="skills: {python: 7}\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("mle-gap: standard input:1: skills.python: must be")


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    arguments = ("assess", "--answers", EXAMPLE, "--json", "--today", TODAY)
    assert run(*arguments).stdout == run(*arguments, env={"PYTHONHASHSEED": "7"}).stdout


@pytest.mark.parametrize(("wanted", "status"), [("51.9", 0), ("52", 1), ("0", 0), ("100", 1)])
def test_fail_under_prints_the_report_and_tells_by_status(wanted: str, status: int, capsys: Capture) -> None:
    code, out, err = told(capsys, "assess", "--answers", EXAMPLE, "--json", "--fail-under", wanted)
    assert code == status
    assert json.loads(out)["readiness"]["score"] == 51.9
    assert err == ("" if status == 0 else f"mle-gap: readiness 51.9 is under {float(wanted)}\n")


def test_a_report_goes_into_a_file_whole(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    status, out, err = told(capsys, "assess", "--answers", EXAMPLE, "--json", "-o", str(target))
    assert (status, out, err) == (0, "", "")
    assert json.loads(target.read_text())["readiness"]["score"] == 51.9
    assert list(tmp_path.glob(".*")) == []


def test_a_link_to_a_report_stays_a_link(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    assert told(capsys, "schema", "report", "-o", str(tmp_path / "link"))[0] == 0
    assert (tmp_path / "link").is_symlink()
    assert json.loads((tmp_path / "real").read_text())["title"] == "Report"


@pytest.mark.parametrize("target", ["missing/report.json", ".", "a\0b"])
def test_a_file_that_cannot_be_written_is_status_3(target: str, tmp_path: Path, capsys: Capture) -> None:
    status, out, err = told(capsys, "schema", "report", "-o", f"{tmp_path}/{target}")
    assert (status, out) == (3, "")
    assert "cannot be written" in err
    assert err.count("\n") == 1


def test_a_full_device_is_status_3_and_stays_a_device(run: Run) -> None:
    for arguments in (("--version",), ("--help",), ("assess", "--set", "git=1", "--json"), ("schema", "report")):
        with Path("/dev/full").open("w") as full:
            done = run(*arguments, stdout=full)
        assert done.returncode == 3
        assert re.fullmatch(r"mle-gap: .*cannot.* write?.*: No space left on device\n", done.stderr)
    assert run("schema", "report", "-o", "/dev/full").returncode == 3
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_plan_and_assess_print_the_same_json(capsys: Capture) -> None:
    common = ("--answers", EXAMPLE, "--json", "--today", TODAY, "--start", "2027-01-04")
    found = json.loads(told(capsys, "plan", *common)[1])
    assert found == json.loads(told(capsys, "assess", *common)[1])
    assert found["plan"]["start"] == "2027-01-04"


def test_plan_prints_the_plan_without_the_gaps(capsys: Capture) -> None:
    status, out, _ = told(capsys, "plan", "--answers", EXAMPLE, "--hours-per-week", "12")
    assert status == 0
    assert "At 12 hours a week" in out
    assert "Gaps:" not in out


def test_explain_tells_the_points_of_all_skills_or_all_of_one(capsys: Capture) -> None:
    ledger = json.loads(told(capsys, "explain", "--answers", EXAMPLE, "--json")[1])
    assert [key for key, value in ledger.items() if isinstance(value, list)] == ["skills"]
    one = json.loads(told(capsys, "explain", "k8s", "--answers", EXAMPLE, "--json")[1])
    assert (one["skill"]["id"], one["level"], one["asked"]["required"]) == ("kubernetes", 0, 2)
    assert "Means: I can" in told(capsys, "explain", "spark", "--answers", EXAMPLE)[1]


def test_a_skill_can_be_explained_before_anything_is_answered(capsys: Capture) -> None:
    status, out, err = told(capsys, "explain", "docker")
    assert (status, err) == (0, "")
    assert "You: not answered." in out


def test_check_of_a_folder_without_a_catalogue_says_so(capsys: Capture) -> None:
    status, _, err = told(capsys, "check", str(ROOT / "examples"))
    assert status == 2
    assert "holds no catalogue (skills.yaml, roles.yaml, quiz/); name answers files one by one" in err


def test_a_file_keeps_its_mode_and_a_read_only_one_is_left(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    target.chmod(0o600)
    assert told(capsys, "schema", "report", "-o", str(target))[0] == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    monkeypatch.setattr("os.access", lambda *_: False)  # the suite may run as root, who may write everything
    status, _, err = told(capsys, "schema", "answers", "-o", str(target))
    assert status == 3
    assert "it is read-only" in err
    assert json.loads(target.read_text())["title"] == "Report"


def test_text_goes_to_a_plain_terminal_as_ascii(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "ü.yaml"
    path.write_text("skills: {}\n")
    done = run("check", str(path), env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("\\xfc.yaml: no problems\n")


def test_a_working_model_of_another_role_is_checked_against_the_role_chosen(capsys: Capture) -> None:
    status, _, err = told(capsys, "assess", "--set", "git=1", "--working-model", "embeded")
    assert status == 2
    assert "no working model `embeded`; did you mean embedded?" in err


def test_check_finds_the_shipped_catalogue_right(capsys: Capture) -> None:
    status, out, err = told(capsys, "check")
    assert (status, err) == (0, "")
    assert out.endswith(": no problems\n")
    assert told(capsys, "check", *map(str, (ROOT / "examples").glob("*.yaml")))[0] == 0


def test_check_tells_every_problem_of_every_file(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.yaml").write_text("skills: {docker: 7, gti: 1}\n")
    (tmp_path / "b.yaml").write_text("skills: [")
    arguments = ("check", EXAMPLE, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    status, out, err = told(capsys, *arguments)
    assert (status, err) == (1, "")
    assert len(out.splitlines()) == 4
    status, out, _ = told(capsys, *arguments, "--json")
    assert status == 1
    assert [problem["line"] for problem in json.loads(out)["problems"]] == [1, 1, 2]


def test_a_bug_is_one_line_with_a_log_and_status_4(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def broken(_: object) -> Iterator[object]:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("mle_gap.report.report_of", broken)
    monkeypatch.setattr("mle_gap.cli.reporting.report_of", broken)
    status, out, err = told(capsys, "assess", "--set", "git=1")
    assert (status, out) == (4, "")
    assert err.count("\n") == 1
    match = re.search(r"this is a bug in mle-gap: ZeroDivisionError; please report it with the file (\S+)", err)
    assert match is not None
    log = Path(match.group(1))
    assert "ZeroDivisionError: secret" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    log.unlink()


def test_a_log_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("full")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    monkeypatch.setattr(main_module, "_run", lambda _: 1 / 0)
    assert told(capsys)[0] == 4
    assert "could not be written" in main_module._log([])  # type: ignore[operator]


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt("stopped"), 130), (BrokenPipeError(), 0), (type("Abort", (Exception,), {})(), 130)],
)
def test_an_end_from_outside_has_its_status(
    error: BaseException, status: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def ended(_: object) -> int:
        raise error

    monkeypatch.setattr(main_module, "_run", ended)
    monkeypatch.setattr(main_module, "silence", lambda _: None)
    assert told(capsys)[0] == status


def test_an_older_assessment_is_used_where_the_newest_cannot_be_and_this_is_said(home: Path, capsys: Capture) -> None:
    store_of().save_record(
        Assessment(kind="assessment", day=date.fromisoformat(TODAY), answers={"skills": {"python": 3}}, standing=None)
    )
    (home / "records" / "99991231T000000000000Z-00000000.json").write_text("{")
    status, out, err = told(capsys, "plan", "--json")
    assert (status, levels(json.loads(out))["python"]) == (0, 3)
    assert err.count("\n") == 1
    assert err.endswith("; an older assessment is used\n")


def test_completion_ends_with_the_status_typer_gives_it(run: Run) -> None:
    environment = {"_MLE_GAP_COMPLETE": "complete_bash", "COMP_WORDS": "mle-gap as", "COMP_CWORD": "1"}
    done = run(env=environment)
    assert (done.returncode, done.stdout.strip()) == (0, "assess")


def test_the_console_script_exits_with_the_status_and_tells_who_asked_to_be_told() -> None:
    code = "import atexit, sys; atexit.register(print, 'left'); from mle_gap.cli import run; run()"
    done = subprocess.run([sys.executable, "-c", code, "schema", "xxx"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no schema `xxx`" in done.stderr
    assert done.stdout == "left\n"


def test_an_interruption_while_the_program_loads_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "mle_gap.cli.main":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "mle_gap.cli.main")
    monkeypatch.setattr(sys, "meta_path", [Interrupted, *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        console_script()
    assert ended.value.code == 130


def test_jq_can_read_what_a_script_wants(run: Run) -> None:
    ready = json.loads(run("assess", "--answers", EXAMPLE, "--json").stdout)["readiness"]
    assert set(ready) >= {
        "score",
        "low",
        "high",
        "verdict",
        "weakest_phase",
        "blocked_by",
        "answered",
        "asked",
        "estimate",
    }


def test_a_module_that_is_loaded_late_is_the_real_one_for_whoever_uses_it() -> None:
    code = """
import sys
from mle_gap.cli.late import modules_late
modules_late()
from importlib.metadata import entry_points
import importlib.metadata
assert "email" not in sys.modules
assert importlib.metadata.version("mle-gap")
assert "email" in sys.modules
assert any(point.name == "mle-gap" for point in entry_points(group="console_scripts"))
assert importlib.metadata is sys.modules["importlib.metadata"]
modules_late()
assert importlib.metadata.version("mle-gap")
import secrets
assert "__file__" not in vars(secrets)
assert secrets.compare_digest("a", "a")
import secrets
assert vars(secrets)["__file__"]
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_is_open_already_is_added_to_not_replaced(tmp_path: Path, run: Run) -> None:
    log = tmp_path / "log"
    log.write_text("old\n")
    schema = [sys.executable, "-m", "mle_gap", "schema", "answers", "-o", "/dev/stdout"]
    with log.open("a") as file:
        subprocess.run(schema, stdout=file, check=True)
    piped = subprocess.run(schema, capture_output=True, text=True, check=True).stdout
    assert log.read_text() == "old\n" + piped
    assert json.loads(piped) == json.loads(run("schema", "answers").stdout)


def test_a_review_is_not_quick(run: Run) -> None:
    refused = run("assess", "--review", "--quick", "--plain")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "choose one" in refused.stderr


@pytest.mark.parametrize(
    ("role", "model"), [("data-scientist", "embedded"), ("ml-engineer", "consultancy")], ids=["without", "with"]
)
def test_a_role_named_on_the_command_line_drops_a_working_model_it_does_not_have(
    tmp_path: Path, run: Run, role: str, model: str
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("working_model: consultancy\nskills: {python: 2}\n")
    found = json.loads(run("assess", "--answers", str(file), "--role", role, "--no-save", "--json").stdout)
    assert found["role"]["working_model"] == model
