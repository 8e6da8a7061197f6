"""Levels done, undone and looked back on, and a person's own files out, away and in."""

import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mle_gap.catalog import load_shipped
from mle_gap.cli.main import main
from mle_gap.cli.saved import standing_of
from mle_gap.cli.subject import Known, Request, subject_for
from mle_gap.files import data_folder
from mle_gap.formats.history import render
from mle_gap.models.answers import Answers
from mle_gap.models.history import History
from mle_gap.models.records import Assessment, Done, Standing
from mle_gap.page import Page
from mle_gap.report import report_of
from mle_gap.schemas import schema_of
from mle_gap.store import store_of
from mle_gap.wording import number
from tests.conftest import ROOT, TODAY

EXAMPLE = str(ROOT / "examples" / "data-scientist.yaml")
ANSWERS: dict[str, Any] = yaml.safe_load(Path(EXAMPLE).read_text(encoding="utf-8"))
Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
NONE_SAVED = "no assessment is saved yet; run mle-gap assess"
NEWEST = "29990101T000000000000Z-00000000.json"
OLDEST = "20200102T000000000000Z-00000000.json"
WIDTHS = [20, 40, 60, 80, 200]


@pytest.fixture(autouse=True)
def hasty(monkeypatch: Patch) -> None:
    """Nothing here needs to outlast a loss of power, and waiting for the disk takes half of the time."""
    monkeypatch.setattr("os.fsync", lambda _: None)


def told(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return status, out, err


def fine(capsys: Capture, *arguments: str) -> str:
    """Standard output of what goes well and has nothing to say beside it."""
    status, out, err = told(capsys, *arguments)
    assert (status, err) == (0, "")
    return out


def refused(capsys: Capture, *arguments: str) -> str:
    """The one line in which it is refused."""
    status, out, err = told(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    return err


def done(capsys: Capture, *arguments: str) -> str:
    status, out, err = told(capsys, "done", *arguments, "--today", TODAY)
    assert (status, err) == (0, "mle-gap: kept; `mle-gap undo` takes it back\n")
    return out


def json_of(capsys: Capture, *arguments: str) -> Any:
    return json.loads(fine(capsys, *arguments))


def report(capsys: Capture, *arguments: str) -> Any:
    return json_of(capsys, "plan", "--json", "--today", TODAY, *arguments)


def level(capsys: Capture, skill: str, *arguments: str) -> Any:
    return json_of(capsys, "explain", skill, "--json", *arguments)["level"]


def listed(capsys: Capture, *arguments: str) -> Any:
    found = json_of(capsys, "history", "--json", *arguments)
    Draft202012Validator(schema_of("history")).validate(found)
    return found


@cache
def standing(answers: str) -> Standing:
    request = Request(today=TODAY)
    return standing_of(report_of(subject_for(Known(Answers.model_validate_json(answers)), request, load_shipped())))


def answered(profile: str | None = None, day: str = TODAY, score: float | None = None, **skills: Any) -> str:
    """Keep the example with some ratings changed as an assessment; returns its id."""
    return kept({**ANSWERS, "skills": {**ANSWERS["skills"], **{k.replace("_", "-"): v for k, v in skills.items()}}},
                profile, day, score)  # fmt: skip


def kept(answers: dict[str, Any], profile: str | None = None, day: str = TODAY, score: float | None = None) -> str:
    stood = standing(json.dumps(answers))
    stood = stood if score is None else stood.model_copy(update={"score": score})
    record = Assessment(kind="assessment", day=date.fromisoformat(day), answers=answers, standing=stood)
    return store_of(profile).save_record(record)


def asked(monkeypatch: Patch, capsys: Capture, *arguments: str, lines: str = "2\n" * 30) -> tuple[str, str]:
    """Answer the questionnaire line by line."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", StringIO(lines))
        status, out, err = told(capsys, "assess", "--plain", "--today", TODAY, *arguments)
    assert status == 0
    return out, err


def files(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def put(home: Path, name: str, content: str | bytes, folder: str = "records") -> Path:
    path = home / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def squeezed(text: str) -> str:
    """Without spaces and line breaks, so that it does not matter where a line was broken."""
    return "".join(text.split())


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


# done


def test_a_level_done_counts_in_plan_and_ledger(capsys: Capture) -> None:
    answered()
    before = report(capsys)
    assert (level(capsys, "docker"), before["readiness"]["score"]) == (0, 51.9)
    done(capsys, "docker")
    after = report(capsys)
    assert level(capsys, "docker") == 1
    rows = {row["id"]: row for row in json_of(capsys, "explain", "--json")["skills"]}
    assert rows["docker"]["level"] == 1
    assert after["readiness"]["score"] == 54.1
    steps = [[(step["skill"], step["to_level"]) for step in one["plan"]["steps"]] for one in (before, after)]
    assert sorted(steps[0]) == sorted([*steps[1], ("docker", 1)])
    # Everything else stays as it was answered.
    assert after["person"] == before["person"]


@pytest.mark.parametrize(("arguments", "reached"), [([], 2), (["2"], 2), (["4"], 4)])
def test_a_level_done_is_one_more_or_the_one_named(arguments: list[str], reached: int, capsys: Capture) -> None:
    answered(git=1)
    assert done(capsys, "git", *arguments).startswith(f"Git and GitHub 1 > {reached}: ")
    assert level(capsys, "git") == reached
    step = {"skill": "git", "from_level": 1, "to_level": reached, "day": TODAY}
    found = listed(capsys)["assessments"][0]["done"][0]
    assert {key: found[key] for key in step} == step
    assert found["score"] == report(capsys)["readiness"]["score"]


def test_done_says_what_moved_and_what_comes_next(capsys: Capture) -> None:
    answered()
    before = report(capsys)
    out = done(capsys, "docker", "2")
    after = report(capsys)
    scores = [number(one["readiness"]["score"]) for one in (before, after)]
    step = after["plan"]["steps"][0]
    assert set(before["readiness"]["blocked_by"]) - set(after["readiness"]["blocked_by"]) == {"docker"}
    assert out.splitlines() == [
        f"Docker 0 > 2: readiness {scores[0]} > {scores[1]}.",
        "No longer blocked by docker.",
        f"{len(after['plan']['steps'])} steps left, to {after['plan']['finish']}.",
        f"Next: {step['name']} {step['from_level']} > {step['to_level']}, {step['hours']} h.",
    ]


def test_done_says_when_one_step_and_when_nothing_is_left(capsys: Capture) -> None:
    kept({"skills": {**dict.fromkeys(load_shipped().skills, 4), "git": 0}})
    assert "\n1 step left, to " in done(capsys, "git")
    assert done(capsys, "git").endswith("\nNo longer blocked by git.\nNothing is left to learn for this role.\n")


def test_a_must_have_that_still_blocks_is_not_said_to_be_free(capsys: Capture) -> None:
    answered()
    assert "No longer blocked" not in done(capsys, "docker", "1")


@pytest.mark.parametrize("rating", [None, "unknown", "not_applicable"])
def test_a_skill_without_a_level_begins_at_none(rating: str | None, capsys: Capture) -> None:
    skills = {key: value for key, value in ANSWERS["skills"].items() if key != "docker"}
    kept({**ANSWERS, "skills": skills if rating is None else {**skills, "docker": rating}})
    assert done(capsys, "docker").startswith("Docker 0 > 1: ")
    assert level(capsys, "docker") == 1


def test_a_skill_that_the_role_does_not_ask_can_be_done_and_moves_nothing(capsys: Capture) -> None:
    answered()
    assert "Apache Spark 0 > 1: readiness 51.9 > 51.9.\n" in done(capsys, "spark")
    assert level(capsys, "spark") == 1


@pytest.mark.parametrize("word", ["k8s", "Kubernetes", "KUBERNETES"])
def test_names_and_aliases_are_known(word: str, capsys: Capture) -> None:
    answered()
    done(capsys, word)
    assert level(capsys, "kubernetes") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["sql", "3"], "SQL is at 3 already; name a higher level, or rate it anew with mle-gap assess"),
        (["sql", "1"], "SQL is at 3 already; name a higher level"),
        (["sql", "0"], "0 is no level; name one from 1 to 4"),
        (["docker", "0"], "0 is no level; name one from 1 to 4"),
        (["docker", "7"], "7 is no level; name one from 1 to 4"),
        (["pytorch"], "PyTorch is at 4 already, the highest level"),
        (["pytorch", "5"], "PyTorch is at 4 already, the highest level"),
        (["docker", "5"], ""),
        (["docker", "99999999999999999999"], ""),
        (["dokcer"], "no skill `dokcer`; did you mean docker?"),
        ([""], "no skill ``"),
        (["docker", "two"], "LEVEL"),
        (["docker", "1.5"], "LEVEL"),
        ([], "Missing argument 'SKILL'"),
        (["docker", "--today", "soon"], "--today soon: is no date"),
        (["docker", "--catalog", "missing"], "holds no catalogue"),
    ],
)
def test_what_is_no_step_up_is_refused_in_one_line_and_not_kept(
    arguments: list[str], says: str, home: Path, capsys: Capture
) -> None:
    answered(pytorch=4)
    before = files(home)
    assert says in refused(capsys, "done", *arguments)
    assert files(home) == before


def test_without_an_assessment_there_is_nothing_to_go_up_from(home: Path, capsys: Capture) -> None:
    assert NONE_SAVED in refused(capsys, "done", "docker")
    assert not home.exists()
    # A draft of a questionnaire that was not finished is no assessment either.
    store_of().save_draft(Answers(skills={"docker": 1}))
    assert NONE_SAVED in refused(capsys, "done", "docker")


def test_a_level_done_of_an_assessment_of_ones_own_catalogue_needs_it(tmp_path: Path, capsys: Capture) -> None:
    id_ = store_of().save_record(
        Assessment(kind="assessment", day=date(2026, 9, 1), answers={"skills": {"dbt": 1}}, standing=None)
    )
    assert told(capsys, "data", "init", str(tmp_path / "mine"))[0] == 0
    assert f"{id_}.json: skills.dbt: unknown skill" in refused(capsys, "done", "docker")
    assert " 1 > 2: readiness " in done(capsys, "dbt", "--catalog", str(tmp_path / "mine"))


# undo


def test_undo_goes_back_step_by_step_until_nothing_is_left(home: Path, monkeypatch: Patch, capsys: Capture) -> None:
    asked(monkeypatch, capsys)
    first = report(capsys)
    done(capsys, "docker")
    done(capsys, "docker")
    second = report(capsys)
    asked(monkeypatch, capsys, lines="1\n" * 30)
    records = len(list((home / "records").iterdir()))
    assert report(capsys) != second
    assert fine(capsys, "undo") == f"Taken back: the assessment of {TODAY}.\n"
    assert report(capsys) == second
    assert fine(capsys, "undo") == f"Taken back: docker 3 > 4 of {TODAY}.\n"
    assert level(capsys, "docker") == 3
    assert fine(capsys, "undo") == f"Taken back: docker 2 > 3 of {TODAY}.\n"
    assert report(capsys) == first
    assert fine(capsys, "undo") == f"Taken back: the assessment of {TODAY}.\n"
    assert NONE_SAVED in refused(capsys, "plan")
    for _ in range(2):
        assert refused(capsys, "undo") == "mle-gap: there is nothing to undo\n"
    assert len(list((home / "records").iterdir())) == records + 4


def test_what_was_undone_can_be_done_again_and_undone_again(capsys: Capture) -> None:
    answered()
    for _ in range(2):
        assert done(capsys, "docker", "2").startswith("Docker 0 > 2: ")
        assert fine(capsys, "undo").startswith("Taken back: docker 0 > 2 ")
    done(capsys, "docker")
    assert level(capsys, "docker") == 1
    assert [step["to_level"] for step in listed(capsys)["assessments"][0]["done"]] == [1]


def test_no_command_changes_or_removes_a_record(home: Path, capsys: Capture) -> None:
    answered()
    for arguments in (
        ("done", "docker"), ("done", "git", "3"), ("undo",), ("history",), ("history", "--json"), ("undo",), ("undo",),
        ("undo",), ("data", "export"), ("data", "path"), ("plan",), ("done", "docker"),
    ):  # fmt: skip
        before = files(home)
        main(list(arguments))
        after = files(home)
        assert {name: after.get(name) for name in before} == before
        assert len(after) - len(before) in (0, 1)
    capsys.readouterr()


def test_undo_says_the_day_of_what_it_takes_back_and_keeps_its_own(home: Path, capsys: Capture) -> None:
    answered(day="2026-09-01")
    assert fine(capsys, "undo", "--today", "2026-10-05") == "Taken back: the assessment of 2026-09-01.\n"
    newest = max((home / "records").iterdir(), key=lambda path: path.name)
    assert json.loads(newest.read_text())["record"]["day"] == "2026-10-05"


def test_the_last_is_undone_also_where_the_clock_runs_backwards(home: Path, capsys: Capture) -> None:
    id_ = answered()
    (home / "records" / f"{id_}.json").rename(home / "records" / NEWEST)
    done(capsys, "docker")
    done(capsys, "git")
    assert fine(capsys, "undo").startswith("Taken back: git ")
    assert fine(capsys, "undo").startswith("Taken back: docker ")
    assert fine(capsys, "undo").startswith("Taken back: the assessment ")


@pytest.mark.parametrize("arguments", [["done", "docker"], ["undo"], ["data", "import", "me.json"]])
def test_what_cannot_be_kept_is_status_3_and_leaves_all_as_it_was(
    arguments: list[str], home: Path, tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    answered()
    monkeypatch.chdir(tmp_path)
    exported = json.loads(fine(capsys, "data", "export"))
    exported["records"] = {f"20200101T000000000000Z-{n:08}": one for n, one in enumerate(exported["records"].values())}
    (tmp_path / "me.json").write_text(json.dumps(exported))
    before = files(home)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    status, out, err = told(capsys, *arguments)
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert "cannot be kept: No space left on device" in err
    assert files(home) == before


# history


def test_the_history_lists_what_stands_with_what_was_done_since(capsys: Capture) -> None:
    answered(day="2026-09-01")
    done(capsys, "docker")
    done(capsys, "docker")
    fine(capsys, "undo")
    done(capsys, "git", "3")
    answered(day="2026-10-01")
    fine(capsys, "undo")
    answered(day="2026-11-01", docker=2, git=3)
    found = listed(capsys)["assessments"]
    assert [(one["number"], one["day"], one["score"]) for one in found] == [
        (1, "2026-09-01", 51.9),
        (2, "2026-11-01", 57.9),
    ]
    assert [[(s["skill"], s["from_level"], s["to_level"]) for s in one["done"]] for one in found] == [
        [("docker", 0, 1), ("git", 1, 3)],
        [],
    ]
    assert [len(one["blocked_by"]) for one in found] == [6, 4]
    assert found[0]["role"]["id"] == "ml-engineer"
    assert found[0]["rated"] == len(ANSWERS["skills"])
    assert found[0]["catalogue"]["sha256"] == load_shipped().sha256
    out = fine(capsys, "history")
    row = next(line.split() for line in out.splitlines() if "2026-09-01" in line)
    assert row == ["1", "2026-09-01", "ml-engineer", "mid", "embedded", "51.9", "6", "docker", "1,", "git", "3"]


def test_an_empty_history_says_what_to_do(home: Path, capsys: Capture) -> None:
    assert told(capsys, "history") == (0, "", f"mle-gap: {NONE_SAVED}\n")
    assert listed(capsys) == {"assessments": []}
    assert not home.exists()


def test_a_line_of_sparks_rises_with_the_score(capsys: Capture) -> None:
    answered(score=0)
    assert "Readiness" not in fine(capsys, "history")
    for score in (13, 26, 49.9, 50, 87.5, 100):
        answered(score=score)
    assert fine(capsys, "history").splitlines()[1] == "Readiness ▁▂▃▄▅██"


def test_the_sparks_are_of_the_last_that_fit(monkeypatch: Patch, capsys: Capture) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    for score in [100.0] * 3 + [0.0] * 8:
        answered(score=score)
    assert fine(capsys, "history").splitlines()[1] == "Readiness ▁▁▁▁▁▁▁▁"


def long_history(capsys: Capture) -> list[str]:
    """Facts of a history with more than one line holds."""
    for n, role in enumerate(("ml-engineer", "data-scientist", "software-engineer")):
        model = load_shipped().roles[role].working_models[-1].id
        kept({**ANSWERS, "role": role, "working_model": model, "seniority": "senior"}, day=f"2026-0{n + 1}-11")
    stood = standing(json.dumps(ANSWERS))
    for skill in ("kubernetes", "experiment-tracking", "model-serving", "docker", "llm-applications"):
        step = Done(kind="done", day=date(2026, 3, 12), skill=skill, from_level=1, to_level=2, standing=stood)
        store_of().save_record(step)
    found = listed(capsys)["assessments"]
    facts = [f"{step['skill']} {step['to_level']}" for one in found for step in one["done"]]
    facts += [f"{one['role']['id']} {one['role']['seniority']} {one['role']['working_model']}" for one in found]
    return [*facts, *(one["day"] for one in found), *(f"{one['score']:.1f}" for one in found)]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_the_history_is_too_long_and_nothing_is_cut(width: int, monkeypatch: Patch, capsys: Capture) -> None:
    facts = long_history(capsys)
    monkeypatch.setenv("COLUMNS", str(width))
    out = fine(capsys, "history")
    assert max(map(len, out.splitlines())) <= width
    assert "…" not in out
    for fact in facts:
        assert squeezed(fact) in squeezed(out)
    assert "mle-gaphistoryFROMTO" in squeezed(out)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_a_difference_is_too_long_and_nothing_is_cut(
    width: int, monkeypatch: Patch, capsys: Capture
) -> None:
    answered(day="2026-09-01", score=40)
    answered(day="2026-10-01", docker=2, model_serving=2, sql=1, experiment_design="not_applicable", ml_system_design=1)
    done(capsys, "kubernetes")
    difference = listed(capsys, "1", "2")
    monkeypatch.setenv("COLUMNS", str(width))
    out = fine(capsys, "history", "1", "2")
    assert max(map(len, out.splitlines())) <= width
    assert "…" not in out
    assert len(difference["skills"]) == 6
    for change in difference["skills"]:
        assert squeezed(change["name"]) in squeezed(out)
    for fact in (
        "From 1 (2026-09-01) to 2 (2026-10-01)",
        f"{difference['person_points']:+.1f} points",
        "not applicable",
    ):
        assert squeezed(fact) in squeezed(out)
    assert f"{difference['catalogue_points']:+.1f}pointstoday" in squeezed(out)
    assert f"Nolongerblockedby{','.join(difference['no_longer_blocked_by'])}." in squeezed(out)


def test_a_done_is_shown_within_every_width(monkeypatch: Patch, capsys: Capture) -> None:
    answered()
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        assert "readiness" in done(capsys, "docker") + fine(capsys, "undo")


@pytest.mark.parametrize("arguments", [["history"], ["history", "1", "3"], ["history", "--json"]])
def test_pages_are_ascii_where_the_place_can_show_no_more(
    arguments: list[str], monkeypatch: Patch, capsys: Capture
) -> None:
    long_history(capsys)
    raw = BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stdout := TextIOWrapper(raw, encoding="ascii"))
        assert main(arguments) == 0
        assert not stdout.closed
    text = raw.getvalue().decode("ascii")
    assert "\\u" not in text
    assert text != ""


def test_sparks_have_an_ascii_form_of_as_many_steps(capsys: Capture) -> None:
    for score in range(0, 101, 10):
        answered(score=score)
    found = History.model_validate(listed(capsys))
    drawn = [render(found, Page(80, unicode=unicode)).splitlines()[1] for unicode in (True, False)]
    assert drawn[1].isascii()
    assert [len(set(line.split()[1])) for line in drawn] == [8, 8]
    assert len(drawn[1]) == len(drawn[0])


def test_colour_is_there_where_it_is_wanted(monkeypatch: Patch, capsys: Capture) -> None:
    answered()
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in fine(capsys, "history")
    assert "\x1b[" in fine(capsys, "history", "1", "1")
    assert "\x1b" not in fine(capsys, "history", "--json")


def test_the_history_goes_into_a_file(tmp_path: Path, capsys: Capture) -> None:
    answered()
    assert fine(capsys, "history", "-o", str(tmp_path / "h.txt")) == ""
    assert "Saved assessments" in (tmp_path / "h.txt").read_text(encoding="utf-8")
    assert fine(capsys, "history", "1", "1", "-f", "json", "-o", str(tmp_path / "h.json")) == ""
    assert json.loads((tmp_path / "h.json").read_text())["from_number"] == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["1"], "a difference needs two numbers, as in mle-gap history 1 2"),
        (["0", "1"], "no assessment 0; there are 2, see mle-gap history"),
        (["1", "3"], "no assessment 3; there are 2"),
        (["7", "1"], "no assessment 7; there are 2"),
        (["99999999999999999999", "1"], "no assessment 99999999999999999999; there are 2"),
        (["first", "2"], "FROM"),
        (["1", "2", "3"], "mle-gap history --help"),
        (["-f", "html"], "no format `html`; known: terminal, json"),
        (["1", "2", "-f", "csv"], "no format `csv`"),
        (["--json", "-f", "terminal"], "do not go together"),
        (["1", "2", "--catalog", "missing"], "holds no catalogue"),
    ],
)
def test_a_history_that_cannot_be_is_refused_in_one_line(arguments: list[str], says: str, capsys: Capture) -> None:
    answered()
    answered()
    assert says in refused(capsys, "history", *arguments)


def test_a_number_of_nothing_says_that_none_is_saved(capsys: Capture) -> None:
    assert "no assessment 1; none is saved" in refused(capsys, "history", "1", "2")


# the difference


def test_a_difference_tells_person_and_catalogue_apart(capsys: Capture) -> None:
    answered(score=48.9, day="2026-09-01")
    answered(docker=2)
    found = listed(capsys, "1", "2")
    assert (found["before"], found["after"], found["catalogue_points"]) == (51.9, 56.3, 3.0)
    assert found["person_points"] == pytest.approx(4.4, abs=0.11)  # both scores are rounded down, this is not
    assert found["progress"]
    assert found["no_longer_blocked_by"] == ["docker"]
    out = squeezed(fine(capsys, "history", "1", "2"))
    assert squeezed(f"51.9 > 56.3. {found['person_points']:+.1f} points by what you changed: progress.") in out
    assert squeezed("Apart from that, the catalogue changed: the earlier answers count +3.0 points today.") in out
    assert squeezed("No longer blocked by docker.") in out
    assert squeezed("Docker 0 2 rated anew") in out


def test_a_catalogue_that_did_not_change_is_not_spoken_of(capsys: Capture) -> None:
    answered()
    answered()
    assert listed(capsys, "1", "2")["catalogue_points"] == 0
    out = fine(capsys, "history", "1", "2")
    assert "Apart from that" not in out
    assert "No skill is rated differently." in out


def test_another_catalogue_moves_its_own_points_and_not_the_persons(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    # A requirement gone, which the person does not meet.
    (folder / "roles.yaml").write_text("roles: [{id: ml-engineer, requirements: [{skill: kubernetes, drop: true}]}]\n")
    answered()
    answered(kubernetes=1)
    plain = listed(capsys, "1", "2")
    found = listed(capsys, "1", "2", "--catalog", str(folder))
    today = json_of(capsys, "assess", "--answers", EXAMPLE, "--json", "--catalog", str(folder))["readiness"]["score"]
    assert (plain["catalogue_points"], plain["person_points"]) == (0, 1.6)
    assert (found["before"], found["catalogue_points"]) == (today, round(today - 51.9, 1))
    assert found["catalogue_points"] > 0
    # What nobody asks for any more is no progress, although it is rated differently.
    assert (found["person_points"], found["progress"]) == (0, False)
    assert [one["skill"] for one in found["skills"]] == ["kubernetes"]
    # The list is of what was said then, whatever the catalogue.
    assert listed(capsys, "--catalog", str(folder)) == listed(capsys)


def test_what_may_be_chance_is_not_called_progress_unless_it_was_done(capsys: Capture) -> None:
    answered()
    answered(docker=1)
    found = listed(capsys, "1", "2")
    assert (found["person_points"], found["noise"], found["progress"]) == (2.2, 2.2, False)
    out = squeezed(fine(capsys, "history", "1", "2"))
    assert squeezed("+2.2 points by what you changed; ratings off by one level would shift 2.2 by chance") in out
    assert ":progress" not in out
    answered()
    done(capsys, "docker")
    found = listed(capsys, "1", "3")
    assert (found["person_points"], found["noise"], found["progress"]) == (2.2, 0, True)
    assert squeezed("Docker 0 1 done") in squeezed(fine(capsys, "history", "1", "3"))


def test_a_difference_of_roles_says_so(capsys: Capture) -> None:
    kept({**ANSWERS, "role": "data-scientist"})
    answered()
    found = listed(capsys, "1", "2")
    assert (found["same_role"], found["catalogue_points"], found["person_points"]) == (False, None, 0)
    assert (found["before"], found["after"], found["role"]["id"]) == (51.9, 51.9, "ml-engineer")
    out = squeezed(fine(capsys, "history", "1", "2"))
    assert squeezed("had another role, level or setting; both are held against the later one here.") in out
    assert "Apartfromthat" not in out


# old files, and those that cannot be read


def test_files_of_the_first_schema_still_count(home: Path, capsys: Capture) -> None:
    put(home, OLDEST, json.dumps({"schema": 1, "answers": ANSWERS}), "assessments")
    first = listed(capsys)["assessments"][0]
    assert (first["day"], first["id"], first["rated"]) == ("2020-01-02", OLDEST[:-5], len(ANSWERS["skills"]))
    assert [first[key] for key in ("score", "high", "role", "verdict", "catalogue")] == [None] * 5
    assert report(capsys)["readiness"]["score"] == 51.9
    done(capsys, "docker")
    answered(docker=2)
    found = listed(capsys, "1", "2")
    assert (found["catalogue_points"], found["same_role"]) == (None, True)
    out = fine(capsys, "history")
    assert next(line.split() for line in out.splitlines() if "2020" in line) == ["1", "2020-01-02", "?", "docker", "1"]
    assert "Readiness" not in out
    fine(capsys, "undo")
    fine(capsys, "undo")
    assert fine(capsys, "undo") == "Taken back: the assessment of 2020-01-02.\n"
    assert refused(capsys, "undo") == "mle-gap: there is nothing to undo\n"
    assert (home / "assessments" / OLDEST).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff\xfe",
        b'{"schema": 3, "record": {}}',
        b'{"schema": 2, "record": {"kind": "verified", "day": "2026-01-01"}}',
        b'{"schema": 2, "record": {"kind": "undo", "day": "2026-01-01", "undoes": "../../x"}}',
        b'{"a":' * 100_000,
        b" " * (2**20 + 1),
    ],
    ids=["empty", "torn", "list", "binary", "newer", "kind", "id", "deep", "huge"],
)
def test_what_cannot_be_read_is_named_and_skipped(content: bytes, home: Path, capsys: Capture) -> None:
    answered()
    expected = listed(capsys)
    odd = put(home, NEWEST, content)
    for arguments in (("history", "--json"), ("history", "1", "1"), ("plan", "--json"), ("explain", "--json")):
        status, out, err = told(capsys, *arguments)
        assert status == 0
        assert err.startswith(f"mle-gap: {odd}: ")
        assert err.endswith("; an older assessment is used\n")
        assert err.count("\n") == 1
        if arguments == ("history", "--json"):
            assert json.loads(out) == expected
    status, out, err = told(capsys, "done", "docker")
    assert (status, out.startswith("Docker 0 > 1: ")) == (0, True)
    assert str(odd) in err
    assert listed_anyway(capsys)[0]["done"][0]["to_level"] == 1
    assert odd.read_bytes() == content


def listed_anyway(capsys: Capture) -> Any:
    return json.loads(told(capsys, "history", "--json")[1])["assessments"]


def test_an_older_one_that_cannot_be_read_is_skipped_and_only_some_are_told(home: Path, capsys: Capture) -> None:
    answered()
    for n in range(5):
        put(home, f"2020010{n + 1}T000000000000Z-00000000.json", "{")
    status, _, err = told(capsys, "history")
    assert status == 0
    assert 1 <= len(err.splitlines()) <= 3
    assert all(line.endswith("; it is skipped") for line in err.splitlines())


def test_what_has_another_name_is_none_of_ours(home: Path, capsys: Capture) -> None:
    answered()
    expected = listed(capsys)
    for name in ("notes.txt", ".half.json.tmp", "copy of me.json", f"{NEWEST}.bak"):
        put(home, name, "{")
    assert listed(capsys) == expected
    fine(capsys, "data", "delete", "--yes")
    assert len(files(home)) == 4


def test_an_export_is_whole_or_not_at_all(home: Path, tmp_path: Path, capsys: Capture) -> None:
    answered()
    odd = put(home, NEWEST, "{")
    assert str(odd) in refused(capsys, "data", "export", "-o", str(tmp_path / "me.json"))
    assert not (tmp_path / "me.json").exists()


@pytest.mark.parametrize(
    "change",
    [{"role": "gone"}, {"industry": "gone"}, {"working_model": "gone"}, {"skills": {"gone": 2}}],
    ids=["role", "industry", "working model", "skill"],
)
@pytest.mark.parametrize("arguments", [["plan"], ["explain"], ["done", "docker"]], ids=["plan", "explain", "done"])
def test_what_the_catalogue_has_no_more_is_told_with_the_file_it_stands_in(
    change: dict[str, Any], arguments: Sequence[str], home: Path, capsys: Capture
) -> None:
    id_ = store_of().save_record(
        Assessment(kind="assessment", day=date(2026, 9, 1), answers={**ANSWERS, **change}, standing=None)
    )
    before = files(home)
    err = refused(capsys, *arguments)
    assert f"{id_}.json: " in err
    assert "gone" in err
    assert files(home) == before
    # It can still be looked at, and taken back.
    assert listed(capsys)["assessments"][0]["id"] == id_
    fine(capsys, "undo")


# out, away and in


def lived(home: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """Something of every kind: an old file, an assessment asked for, a draft, levels done and taken back."""
    put(home, OLDEST, json.dumps({"schema": 1, "answers": ANSWERS}), "assessments")
    asked(monkeypatch, capsys, "--quick", lines="2\n" * 12)
    done(capsys, "docker")
    done(capsys, "git")
    fine(capsys, "undo")
    answered(day="2026-10-01")


def test_export_delete_import_brings_everything_back(
    home: Path, tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    lived(home, monkeypatch, capsys)
    out = tmp_path / "me.json"
    views = (("history", "--json"), ("plan", "--json", "--today", TODAY), ("history", "1", "3"), ("data", "export"))
    before = [fine(capsys, *view) for view in views]
    fine(capsys, "data", "export", "-o", str(out))
    exported = json.loads(out.read_text())
    Draft202012Validator(schema_of("export")).validate(exported)
    assert (len(exported["records"]), exported["draft"]["skills"]["python"]) == (6, 2)
    assert fine(capsys, "data", "delete", "--yes") == "7 files deleted.\n"
    assert not home.exists()
    assert fine(capsys, "data", "import", str(out)) == "6 records taken in, 0 were here already.\n"
    assert [fine(capsys, *view) for view in views] == before
    # What was undone stays so, and the next undo takes back what it would have taken back.
    assert fine(capsys, "undo") == "Taken back: the assessment of 2026-10-01.\n"
    assert fine(capsys, "undo").startswith("Taken back: docker 2 > 3 ")


def test_an_import_twice_takes_in_nothing_new(home: Path, tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    lived(home, monkeypatch, capsys)
    out = str(tmp_path / "me.json")
    fine(capsys, "data", "export", "-o", out)
    before = files(home)
    for _ in range(2):
        assert fine(capsys, "data", "import", out) == "0 records taken in, 6 were here already.\n"
    assert files(home) == before


def test_an_import_adds_to_what_is_here_and_changes_none_of_it(
    home: Path, tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    out = str(tmp_path / "me.json")
    store_of("other").save_draft(Answers(skills={"git": 4}))
    answered("other", day="2026-09-01")
    fine(capsys, "data", "export", "--profile", "other", "-o", out)
    answered(day="2026-10-01")
    store_of().save_draft(Answers(skills={"git": 1}))
    before = files(home)
    assert fine(capsys, "data", "import", out) == "1 record taken in, 0 were here already.\n"
    after = files(home)
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 1
    # By when they were written, not by when they were taken in.
    assert [one["day"] for one in listed(capsys)["assessments"]] == ["2026-09-01", "2026-10-01"]
    assert json_of(capsys, "data", "export")["draft"]["skills"] == {"git": 1}


def test_an_undo_that_comes_by_import_counts(tmp_path: Path, capsys: Capture) -> None:
    answered()
    done(capsys, "docker")
    early, late = str(tmp_path / "early.json"), str(tmp_path / "late.json")
    fine(capsys, "data", "export", "-o", early)
    fine(capsys, "undo")
    fine(capsys, "data", "export", "-o", late)
    fine(capsys, "data", "import", early, "--profile", "copy")
    assert level(capsys, "docker", "--profile", "copy") == 1
    assert fine(capsys, "data", "import", late, "--profile", "copy") == "1 record taken in, 2 were here already.\n"
    assert level(capsys, "docker", "--profile", "copy") == 0


def test_an_export_of_nothing_can_be_taken_in(home: Path, tmp_path: Path, capsys: Capture) -> None:
    out = fine(capsys, "data", "export")
    assert json.loads(out) == {"mle_gap_export": 1, "records": {}, "draft": None, "draft_days": {}}
    Draft202012Validator(schema_of("export")).validate(json.loads(out))
    (tmp_path / "me.json").write_text(out)
    assert fine(capsys, "data", "import", str(tmp_path / "me.json")) == "0 records taken in, 0 were here already.\n"
    assert not home.exists()


def test_an_export_is_read_from_standard_input(monkeypatch: Patch, capsys: Capture) -> None:
    answered()
    out = fine(capsys, "data", "export")
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(out.encode())))
    assert fine(capsys, "data", "import", "-", "--profile", "b") == "1 record taken in, 0 were here already.\n"


def test_an_export_survives_names_of_any_kind(home: Path, tmp_path: Path, capsys: Capture) -> None:
    kept({**ANSWERS, "name": "Zoë \u202e \x1b[31m 🎓"})
    out = fine(capsys, "data", "export", "--profile", "none") and fine(capsys, "data", "export")
    assert out.isascii()
    (tmp_path / "me.json").write_text(out)
    before = files(home)
    fine(capsys, "data", "delete", "--yes")
    fine(capsys, "data", "import", str(tmp_path / "me.json"))
    assert {name: json.loads(data) for name, data in files(home).items()} == {
        name: json.loads(data) for name, data in before.items()
    }


def one_record(id_: str = OLDEST[:-5], **changes: Any) -> str:
    record: dict[str, Any] = {
        "kind": "assessment",
        "day": "2026-01-01",
        "answers": {"skills": {}},
        "carried": [],
        "standing": None,
    }
    kept_ = {"schema": 2, "record": {**record, **changes}}
    return json.dumps({"mle_gap_export": 1, "records": {id_: kept_}, "draft": None})


def test_the_record_which_the_bad_ones_are_made_of_is_good(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "me.json").write_text(one_record())
    assert fine(capsys, "data", "import", str(tmp_path / "me.json")).startswith("1 record taken in")


@pytest.mark.parametrize(
    "content",
    {
        "empty": "",
        "no JSON": "skills: {docker: 2}",
        "torn": one_record()[:-5],
        "a list": "[]",
        "a number": "1",
        "null": "null",
        "other JSON": '{"skills": {"docker": 2}}',
        "another version": one_record().replace('"mle_gap_export": 1', '"mle_gap_export": 2'),
        "another schema": one_record().replace('"schema": 2', '"schema": 3'),
        "no draft": '{"mle_gap_export": 1, "records": {}}',
        "a draft that is none": '{"mle_gap_export": 1, "records": {}, "draft": [1]}',
        "more keys": '{"mle_gap_export": 1, "records": {}, "draft": null, "more": 1}',
        "id above": one_record("../../x"),
        "id absolute": one_record("/tmp/x"),
        "id before an id": one_record(f"../../{OLDEST[:-5]}"),
        "id with a break": one_record(f"{OLDEST[:-5]}\n"),
        "id with more": one_record(f"{OLDEST[:-5]}/../../../x"),
        "id in other digits": one_record("٢" * 8 + OLDEST[8:-5]),
        "id empty": one_record(""),
        "kind": one_record(kind="verified"),
        "day": one_record(day="2026-02-30"),
        "answers": one_record(answers=[]),
        "standing": one_record(standing={}),
        "unknown key": one_record(more=1),
        "deep": '{"a":' * 100_000,
        "deep lists": "[" * 1_000_000,
        "deep inside": one_record(answers={"x": 1}).replace("1}", "[" * 5000 + "]" * 5000 + "}"),
        "binary": b"\xff\xfe\x00",
        "half a character": one_record().replace("skills", "\\ud800"),
        "huge": b'{"mle_gap_export": 1, "records": {"' + b"x" * 5_000_000 + b'": 1}}',
        "acting": '{"\x1b[31m\\u001b[31m\\u202e": 1}',
    }.items(),
    ids=lambda pair: pair[0],
)
def test_what_is_no_export_is_refused_in_one_line(
    content: tuple[str, str | bytes], home: Path, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "me.json"
    path.write_bytes(content[1].encode() if isinstance(content[1], str) else content[1])
    around = sorted(tmp_path.iterdir())
    err = refused(capsys, "data", "import", str(path))
    assert str(path) in err
    assert len(err) < 1000
    assert err.rstrip("\n").isprintable()
    assert sorted(tmp_path.iterdir()) == around
    assert not home.exists()


def test_a_good_record_beside_a_bad_one_is_not_taken_in_alone(home: Path, tmp_path: Path, capsys: Capture) -> None:
    good, bad = json.loads(one_record()), json.loads(one_record("../x"))
    (tmp_path / "me.json").write_text(json.dumps({**good, "records": {**good["records"], **bad["records"]}}))
    refused(capsys, "data", "import", str(tmp_path / "me.json"))
    assert not home.exists()


def test_more_than_an_export_may_have_is_not_read(tmp_path: Path, monkeypatch: Patch, capsys: Capture) -> None:
    monkeypatch.setattr("mle_gap.store.LARGEST_EXPORT", 50)
    (tmp_path / "me.json").write_text(one_record())
    assert "not an export of mle-gap" in refused(capsys, "data", "import", str(tmp_path / "me.json"))


@pytest.mark.parametrize("name", ["missing.json", ".", "", "a\0b", "x" * 5000])
def test_a_file_that_is_not_there_cannot_be_taken_in(
    name: str, tmp_path: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "cannot be read" in refused(capsys, "data", "import", name)


def test_delete_asks_and_takes_yes_for_an_answer(home: Path, monkeypatch: Patch, capsys: Capture) -> None:
    answered()
    done(capsys, "docker")
    monkeypatch.setattr(sys, "stdin", Terminal(" YES \n"))
    status, out, err = told(capsys, "data", "delete")
    assert (status, out) == (0, "2 files deleted.\n")
    assert err == f"Delete all that is kept in {home}? Type yes: "
    assert not home.exists()
    assert NONE_SAVED in refused(capsys, "plan")


@pytest.mark.parametrize("answer", ["", "\n", "y\n", "no\n", "yes please\n", "ye\n"])
def test_any_other_answer_keeps_everything(answer: str, home: Path, monkeypatch: Patch, capsys: Capture) -> None:
    answered()
    before = files(home)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    status, out, err = told(capsys, "data", "delete")
    assert (status, out) == (1, "")
    assert err.endswith("nothing was deleted\n")
    assert files(home) == before


@pytest.mark.parametrize("stdin", [lambda: StringIO("yes\n"), lambda: None], ids=["a pipe", "closed"])
def test_without_a_terminal_nothing_is_deleted(
    stdin: Callable[[], Any], home: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    answered()
    before = files(home)
    monkeypatch.setattr(sys, "stdin", stdin())
    assert "no terminal to ask on; use --yes" in refused(capsys, "data", "delete")
    assert files(home) == before


def test_there_may_be_nothing_to_delete(home: Path, capsys: Capture) -> None:
    assert fine(capsys, "data", "delete", "--yes") == "0 files deleted.\n"
    assert not home.exists()


# whose answers


def test_the_path_is_where_the_files_are_and_looking_makes_none(home: Path, capsys: Capture) -> None:
    lines = fine(capsys, "data", "path").splitlines()
    assert [line.split(maxsplit=1) for line in lines] == [["answers", str(home)], ["catalogue", str(data_folder())]]
    place = fine(capsys, "data", "path", "--profile", "ada-2").splitlines()[0].split(maxsplit=1)[1]
    assert Path(place).is_relative_to(home)
    assert not home.exists()
    answered("ada-2")
    assert len(list((Path(place) / "records").iterdir())) == 1


def test_profiles_are_apart_from_each_other(monkeypatch: Patch, capsys: Capture) -> None:
    answered()
    asked(monkeypatch, capsys, "--profile", "ada", lines="1\n" * 30)
    mine = fine(capsys, "history", "--json"), fine(capsys, "data", "export"), report(capsys)
    assert level(capsys, "docker", "--profile", "ada") == 1
    done(capsys, "docker", "3", "--profile", "ada")
    assert level(capsys, "docker", "--profile", "ada") == 3
    assert NONE_SAVED in refused(capsys, "done", "docker", "--profile", "ben")
    assert "nothing to undo" in refused(capsys, "undo", "--profile", "ben")
    assert listed(capsys, "--profile", "ben") == {"assessments": []}
    assert listed(capsys, "--profile", "ada")["assessments"][0]["done"][0]["to_level"] == 3
    fine(capsys, "undo", "--profile", "ada")
    fine(capsys, "undo", "--profile", "ada")
    assert "nothing to undo" in refused(capsys, "undo", "--profile", "ada")
    fine(capsys, "data", "delete", "--yes", "--profile", "ada")
    assert (fine(capsys, "history", "--json"), fine(capsys, "data", "export"), report(capsys)) == mine


def test_deleting_ones_own_keeps_the_profiles(capsys: Capture) -> None:
    answered()
    answered("ada")
    theirs = fine(capsys, "data", "export", "--profile", "ada")
    assert fine(capsys, "data", "delete", "--yes") == "1 file deleted.\n"
    assert fine(capsys, "data", "export", "--profile", "ada") == theirs
    assert listed(capsys)["assessments"] == []


COMMANDS = ("done docker", "undo", "history", "plan", "data path", "data export", "data delete --yes")
NAMES = ("", "../x", "/tmp/x", "Ada", "a b", "-a", ".", "a/b", "a" * 41, "zoë", "a\n", "a\0b")


@pytest.mark.parametrize(
    ("command", "name"), [*((command, "../x") for command in COMMANDS), *(("data path", name) for name in NAMES)]
)
def test_a_name_that_could_lead_elsewhere_is_no_profile(
    command: str, name: str, tmp_path: Path, capsys: Capture
) -> None:
    err = refused(capsys, *command.split(), f"--profile={name}")
    assert "must be small letters, digits and dashes, at most 40" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["path", "export", "import", "delete"])
def test_each_part_of_data_has_help_with_examples(command: str, capsys: Capture) -> None:
    out = fine(capsys, "data", command, "--help")
    examples = [line for line in out.split("Examples")[1].splitlines() if line.strip()]
    assert all(line.strip().startswith(f"mle-gap data {command}") for line in examples)
    assert len(examples) == 2


def test_a_difference_goes_forward_in_time(capsys: Capture) -> None:
    answered(day="2026-05-01")
    answered(day="2026-11-01", sql=4)
    status, out, err = told(capsys, "history", "2", "1")
    assert (status, out) == (2, "")
    assert "2 is later than 1; name the earlier one first" in err


def test_answering_for_the_first_time_is_told_apart_from_progress(capsys: Capture) -> None:
    before = {key: level for key, level in ANSWERS["skills"].items() if key != "python"}
    kept({**ANSWERS, "skills": before}, day="2026-05-01")
    answered(day="2026-11-01")
    found = json_of(capsys, "history", "1", "2", "--json")
    assert found["person_points"] == 0
    assert found["answered_points"] > 0
    assert not found["progress"]


@pytest.mark.parametrize(
    ("saved", "says"), [(100, ""), (101, "1 earlier assessment;"), (142, "42 earlier assessments;")]
)
def test_a_long_history_shows_the_newest_hundred_and_says_so(saved: int, says: str, capsys: Capture) -> None:
    answered()
    one = History.model_validate_json(fine(capsys, "history", "--json")).assessments[0]
    many = History(assessments=tuple(one.model_copy(update={"number": n}) for n in range(1, saved + 1)))
    text = render(many, Page(80))
    numbers = [int(found) for found in re.findall(r"(?m)^ *([0-9]+) +2026-", text)]
    assert numbers == list(range(saved - 99, saved + 1))
    assert ("Not shown: " + says in " ".join(text.split())) if says else "Not shown" not in text


def test_a_level_done_and_taken_back_leaves_the_draft_as_it_was(capsys: Capture) -> None:
    answered()
    store_of().save_draft(Answers(skills={"docker": 0}))
    reached = []
    for command in (["done", "docker", "3"], ["undo"]):
        assert told(capsys, *command)[0] == 0
        draft = store_of().load_draft()
        assert draft is not None
        reached.append(draft.value["skills"]["docker"])
    assert reached == [3, 0]
