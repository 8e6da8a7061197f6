"""The store keeps what it acknowledged, for the person alone, and leaves alone what is not its own."""

import json
import os
import stat
from pathlib import Path

import pytest

from mle_gap import store
from mle_gap.errors import BadInput, CannotWrite, Misuse
from mle_gap.models.answers import Answers

ANSWERS = Answers(skills={"python": 3, "sql": "unknown"}, years=2.5, name="Ada")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_draft_is_kept_replaced_and_dropped(home: Path) -> None:
    assert store.load_draft() is None
    store.save_draft(Answers(skills={"python": 1}))
    store.save_draft(ANSWERS)
    draft = store.load_draft()
    assert draft is not None
    assert draft.value == {"skills": {"python": 3, "sql": "unknown"}, "years": 2.5, "name": "Ada"}
    assert draft.lines[("skills", "python")] == 5
    assert sorted(path.name for path in home.iterdir()) == ["draft.json"]
    store.drop_draft()
    store.drop_draft()
    assert store.load_draft() is None


def test_files_are_for_the_person_alone(home: Path) -> None:
    store.save_draft(ANSWERS)
    path = store.save_assessment(ANSWERS)
    assert [mode(home), mode(path.parent), mode(path), mode(home / "draft.json")] == [0o700, 0o700, 0o600, 0o600]


def test_the_last_assessment_is_the_newest_and_none_is_changed(home: Path) -> None:
    assert store.last_assessment() == (None, [])
    first = store.save_assessment(Answers(skills={"python": 1}))
    before = first.read_bytes()
    store.save_assessment(ANSWERS)
    last, problems = store.last_assessment()
    assert last is not None
    assert last.value["skills"]["python"] == 3
    assert problems == []
    assert first.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b'{"schema": 99, "answers": {}}',
        b'{"schema": true, "answers": {}}',
        b"\xff",
        b'{"schema": 1}',
    ],
)
def test_what_is_torn_foreign_or_newer_is_left_alone(home: Path, content: bytes) -> None:
    store.save_assessment(ANSWERS)
    odd = home / "assessments" / "99991231T000000Z-x.json"
    odd.write_bytes(content)
    last, problems = store.last_assessment()
    assert last is not None
    assert last.value["name"] == "Ada"
    assert [Path(problem.file).name for problem in problems] == [odd.name]
    assert odd.read_bytes() == content
    (home / "draft.json").write_bytes(content)
    with pytest.raises(BadInput):
        store.load_draft()


def test_a_pipe_or_a_folder_among_the_assessments_holds_nobody_up(home: Path) -> None:
    store.save_assessment(ANSWERS)
    os.mkfifo(home / "assessments" / "99991231T000000Z-pipe.json")
    (home / "assessments" / "99991230T000000Z-folder.json").mkdir()
    (home / "assessments" / "99991229T000000Z-link.json").symlink_to("nowhere")
    last, problems = store.last_assessment()
    assert last is not None
    assert [problem.file[-9:] for problem in problems] == ["pipe.json", "lder.json"]


def test_a_home_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLE_GAP_HOME", "/dev/null")
    with pytest.raises(Misuse, match="assessments: cannot be read: Not a directory; set MLE_GAP_HOME"):
        store.last_assessment()


def test_a_draft_that_cannot_be_read_is_not_taken_for_none(home: Path) -> None:
    home.mkdir()
    (home / "draft.json").symlink_to("draft.json")
    with pytest.raises(BadInput, match="cannot be read: Too many levels"):
        store.load_draft()


def test_a_failed_write_leaves_the_old_draft_and_no_rest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save_draft(ANSWERS)
    before = (home / "draft.json").read_bytes()
    for call in ("os.fsync", "pathlib.Path.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(call, failing)
            with pytest.raises(CannotWrite, match=r"answers cannot be kept: full; set MLE_GAP_HOME, or use --no-save"):
                store.save_draft(Answers(skills={}))
    assert (home / "draft.json").read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == ["draft.json"]
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", failing)
        with pytest.raises(CannotWrite, match="the draft cannot be removed"):
            store.drop_draft()


def failing(*_: object, **__: object) -> None:
    raise OSError(28, "full")


def test_the_home_is_named_or_the_systems_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MLE_GAP_HOME", "somewhere")
    assert store.home() == Path("somewhere").absolute()
    monkeypatch.delenv("MLE_GAP_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert store.home().name == "mle-gap"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store.home() == tmp_path / ".local" / "share" / "mle-gap"
    monkeypatch.setenv("XDG_DATA_HOME", "")
    assert store.home().is_relative_to(tmp_path)


def test_without_any_home_nothing_is_kept_in_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MLE_GAP_HOME")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~/mle-gap"))
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    with pytest.raises(CannotWrite, match="no home folder is known"):
        store.home()


def test_a_record_tells_its_schema(home: Path) -> None:
    assert json.loads(store.save_assessment(ANSWERS).read_text())["schema"] == 1
    assert [mode(home), mode(home / "assessments")] == [0o700, 0o700]
