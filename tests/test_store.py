"""The store keeps what it acknowledged, for the person alone, and leaves alone what is not its own."""

import json
import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap import store
from mle_gap.errors import BadInput, CannotWrite, Misuse
from mle_gap.journal import Entry, answers_after, standing_entries
from mle_gap.models.answers import Answers
from mle_gap.models.records import Assessment, Done, Exported, Record, Standing, Undo
from mle_gap.models.report import CatalogueStamp, RoleChosen, Verdict
from mle_gap.store import store_of
from tests.conftest import Run

ANSWERS = Answers(skills={"python": 3, "sql": "unknown"}, years=2.5, name="Ada")
STANDING = Standing(
    role=RoleChosen(id="ml-engineer", name="ML engineer", seniority="mid", working_model="embedded", industry=None),
    score=71.4,
    high=80.0,
    verdict="blocked",
    blocked_by=("python",),
    catalogue=CatalogueStamp(version="2026.11", sha256="9f" * 32),
)
DAY = date(2026, 11, 23)
ASSESSED = Assessment(
    kind="assessment", day=DAY, answers={"skills": {"python": 3}, "name": "Zoë 🦊"}, carried=("sql",), standing=STANDING
)
REACHED = Done(kind="done", day=DAY, skill="docker", from_level=1, to_level=2, standing=STANDING)
# A file of schema 1, as the program of 2026-11 wrote it (only its name was changed). Never to be written anew.
OF_SCHEMA_1 = Path(__file__).parent / "fixtures" / "20260504T081500123456Z-1a2b3c4d.json"
SCHEMA_2 = json.dumps({"schema": 2, "record": ASSESSED.model_dump(mode="json")})
FUTURE = "99981231T000000000000Z-0000000{}.json"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing(*_: object, **__: object) -> None:
    raise OSError(28, "full")


def at(moment: datetime) -> type[datetime]:
    """A clock that stands still at that moment, in the place of `datetime`."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromtimestamp(moment.timestamp(), tz)

    return Clock


def tree(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """All that is in a folder: kind and rights, time of the last change, and content."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        status = path.lstat()
        content = path.read_bytes() if stat.S_ISREG(status.st_mode) else b""
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_mtime_ns, content)
    return found


@pytest.fixture
def bounded() -> Iterator[None]:
    """Ends a test that waits for ever, where that can be done."""
    if hasattr(signal, "SIGALRM"):

        def end(*_: object) -> None:
            raise TimeoutError("this waits for ever")

        signal.signal(signal.SIGALRM, end)
        signal.alarm(20)
        yield
        signal.alarm(0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    else:
        yield


def ids(entries: list[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def test_a_draft_is_kept_replaced_and_dropped(home: Path) -> None:
    mine = store_of()
    assert mine.load_draft() is None
    mine.save_draft(Answers(skills={"python": 1}))
    mine.save_draft(ANSWERS)
    draft = mine.load_draft()
    assert draft is not None
    assert draft.value == {"skills": {"python": 3, "sql": "unknown"}, "years": 2.5, "name": "Ada"}
    assert draft.lines[("skills", "python")] == 5
    assert json.loads((home / "draft.json").read_text())["schema"] == 1
    assert sorted(path.name for path in home.iterdir()) == ["draft.json"]
    mine.drop_draft()
    mine.drop_draft()
    assert mine.load_draft() is None


@pytest.mark.parametrize("profile", [None, "work"])
def test_files_are_for_the_person_alone_whatever_the_umask_would_allow(home: Path, profile: str | None) -> None:
    before = os.umask(0)
    try:
        mine = store_of(profile)
        mine.save_draft(ANSWERS)
        id_ = mine.save_record(ASSESSED)
    finally:
        os.umask(before)
    folders = [home, mine.folder, mine.folder / "records"] + ([home / "profiles"] if profile else [])
    assert [mode(folder) for folder in folders] == [0o700] * len(folders)
    files = [mine.folder / "draft.json", mine.folder / "records" / f"{id_}.json"]
    assert [mode(path) for path in files] == [0o600, 0o600]
    assert sorted(path for path in home.rglob("*") if path.is_file()) == sorted(files)


def test_records_come_back_as_they_were_saved_in_that_order_and_none_is_changed(home: Path) -> None:
    mine = store_of()
    assert mine.records() == ([], [])
    first = mine.save_record(ASSESSED)
    before = tree(home)[f"records/{first}.json"]
    second = mine.save_record(REACHED)
    third = mine.save_record(Undo(kind="undo", day=DAY, undoes=second))
    expected = [
        Entry(first, ASSESSED),
        Entry(second, REACHED),
        Entry(third, Undo(kind="undo", day=DAY, undoes=second)),
    ]
    assert mine.records() == (expected, [])
    assert tree(home)[f"records/{first}.json"] == before


def test_a_record_tells_its_schema_and_its_kind(home: Path) -> None:
    id_ = store_of().save_record(REACHED)
    kept = json.loads((home / "records" / f"{id_}.json").read_text())
    assert list(kept) == ["schema", "record"]
    assert (kept["schema"], kept["record"]["kind"], kept["record"]["day"]) == (2, "done", "2026-11-23")


def test_a_file_of_schema_1_is_read_for_ever_and_comes_before_what_follows_it(home: Path, run: Run) -> None:
    (home / "assessments").mkdir(parents=True)
    shutil.copy(OF_SCHEMA_1, home / "assessments")
    before = tree(home / "assessments")
    mine = store_of()
    new = mine.save_record(REACHED.model_copy(update={"skill": "kubernetes", "to_level": 3}))
    entries, problems = mine.records()
    assert (ids(entries), problems) == ([OF_SCHEMA_1.stem, new], [])
    old = entries[0].record
    assert isinstance(old, Assessment)
    assert (old.day, old.standing, old.carried) == (date(2026, 5, 4), None, ())
    assert old.answers["skills"]["sql"] == "unknown"
    assert {key: old.answers[key] for key in old.answers if key != "skills"} == {
        "seniority": "junior",
        "background": "data-scientist",
        "years": 2.5,
        "hours_per_week": 8.0,
    }
    now = answers_after(standing_entries(entries))
    assert now is not None
    assert (now["skills"]["kubernetes"], now["skills"]["python"]) == (3, 3)
    listed = json.loads(run("history", "--json").stdout)["assessments"]
    assert [(one["id"], one["day"], one["rated"]) for one in listed] == [(OF_SCHEMA_1.stem, "2026-05-04", 25)]
    assert tree(home / "assessments") == before


def test_two_records_in_the_same_second_and_microsecond_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "datetime", at(datetime(2026, 11, 23, 12, tzinfo=UTC)))
    saved = [store_of().save_record(ASSESSED) for _ in range(8)]
    assert len({one.partition("-")[0] for one in saved}) == 8
    assert all(one.startswith("20261123T120000") for one in saved)
    assert ids(store_of().records()[0]) == saved == sorted(saved)


def test_of_two_who_save_in_the_same_microsecond_without_seeing_each_other_both_have_a_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "datetime", at(datetime(2026, 11, 23, 12, tzinfo=UTC)))
    saved = {store_of(profile).save_record(ASSESSED) for profile in ("one", "other")}
    assert {one.partition("-")[0] for one in saved} == {"20261123T120000000000Z"}
    assert len(saved) == 2


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=6))
@settings(max_examples=25, deadline=None)
def test_names_sort_after_all_that_were_there_also_where_the_clock_runs_backwards(seconds: list[int]) -> None:
    start = datetime(2026, 11, 23, tzinfo=UTC)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLE_GAP_HOME", folder)
        saved = []
        for second in seconds:
            patch.setattr(store, "datetime", at(start + timedelta(seconds=second)))
            saved.append(store_of().save_record(ASSESSED))
        assert ids(store_of().records()[0]) == saved == sorted(saved)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff",
        b"\0" * 400,
        b'{"schema": 99, "answers": {}}',
        b'{"schema": true, "answers": {}}',
        b'{"schema": 1}',
        b'{"schema": 1, "answers": []}',
        b'{"schema": 2}',
        b'{"schema": 2, "record": {}}',
        SCHEMA_2.replace('"schema": 2', '"schema": 3').encode(),
        SCHEMA_2.replace('"schema": 2', '"schema": "2"').encode(),
        SCHEMA_2.replace('"schema": 2', '"schema": true').encode(),
        SCHEMA_2.replace('"kind": "assessment"', '"kind": "praise"').encode(),
        SCHEMA_2.replace('"carried"', '"mood": 1, "carried"').encode(),
        SCHEMA_2.replace('"2026-11-23"', '"2026-13-23"').encode(),
        SCHEMA_2.replace('"python": 3', f'"python": {"[" * 500}{"]" * 500}').encode(),
        b" " * 2**20 + SCHEMA_2.encode(),
    ],
    ids=lambda content: content[:60].decode(errors="replace").strip().strip("\0") + f" {len(content)}",
)
@pytest.mark.parametrize("folder", ["records", "assessments"])
def test_what_is_torn_foreign_or_newer_is_named_skipped_and_left_alone(home: Path, content: bytes, folder: str) -> None:
    mine = store_of()
    id_ = mine.save_record(ASSESSED)
    (home / "assessments").mkdir()
    odd = home / folder / FUTURE.format(0)
    odd.write_bytes(content)
    entries, problems = mine.records()
    assert entries == [Entry(id_, ASSESSED)]
    assert [problem.file for problem in problems] == [str(odd)]
    with pytest.raises(BadInput, match=odd.name):
        mine.everything()
    later = mine.save_record(REACHED)
    assert ids(mine.records()[0]) == [id_, later]
    assert odd.read_bytes() == content
    (home / "draft.json").write_bytes(content)
    with pytest.raises(BadInput, match=r"draft\.json"):
        mine.load_draft()
    assert (home / "draft.json").read_bytes() == content


def test_of_all_beginnings_of_a_record_none_is_taken_for_one(home: Path) -> None:
    mine = store_of()
    path = home / "records" / f"{mine.save_record(ASSESSED)}.json"
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        entries, problems = mine.records()
        assert (entries, [problem.file for problem in problems]) == ([], [str(path)]), length
    path.write_bytes(whole)
    assert len(mine.records()[0]) == 1


def _folder(path: Path) -> None:
    path.mkdir()


def _filled_folder(path: Path) -> None:
    path.mkdir()
    (path / path.name).write_text(SCHEMA_2)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _circle(path: Path) -> None:
    path.symlink_to(path.name)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("put", "why"),
    [
        (_folder, "not a file"),
        (_filled_folder, "not a file"),
        (os.mkfifo, "not a file"),
        (_endless, "not a file"),
        (_circle, "cannot be read: Too many levels of symbolic links"),
    ],
    ids=["a folder", "a filled folder", "a pipe", "a device", "a link to itself"],
)
@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("folder", ["records", "assessments"])
def test_what_is_no_file_is_named_skipped_and_left_alone_and_holds_nobody_up(
    home: Path, put: Callable[[Path], None], why: str, folder: str
) -> None:
    mine = store_of()
    id_ = mine.save_record(ASSESSED)
    (home / "assessments").mkdir(exist_ok=True)
    odd = home / folder / FUTURE.format(0)
    put(odd)
    before = odd.lstat()
    entries, problems = mine.records()
    assert entries == [Entry(id_, ASSESSED)]
    assert [(problem.file, problem.what) for problem in problems] == [(str(odd), why)]
    assert mine.save_record(REACHED) > id_
    assert (odd.lstat().st_ino, odd.lstat().st_mode, odd.lstat().st_mtime) == (
        before.st_ino,
        before.st_mode,
        before.st_mtime,
    )
    put(home / "draft.json")
    with pytest.raises(BadInput, match=r"draft\.json"):
        mine.load_draft()


def test_a_dangling_link_is_named_skipped_and_left_alone(home: Path) -> None:
    mine = store_of()
    id_ = mine.save_record(ASSESSED)
    (home / "assessments").mkdir()
    links = [home / "records" / FUTURE.format(0), home / "assessments" / FUTURE.format(1)]
    for link in links:
        _dangling(link)
    entries, problems = mine.records()
    assert ids(entries) == [id_]
    assert sorted(problem.file for problem in problems) == sorted(map(str, links))
    assert all(link.is_symlink() for link in links)


def test_the_others_are_still_read_where_one_of_many_cannot_be(home: Path) -> None:
    mine = store_of()
    saved = [mine.save_record(ASSESSED) for _ in range(5)]
    (home / "records" / f"{saved[2]}.json").write_text("{")
    entries, problems = mine.records()
    assert ids(entries) == saved[:2] + saved[3:]
    assert [Path(problem.file).stem for problem in problems] == [saved[2]]


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        "{stem}.json~",
        "{stem}.json.bak",
        "{stem}",
        "Copy of {stem}.json",
        "20261123T120000Z-0a1b2c3d.json",
        "20261123T120000000000Z-0A1B2C3D.json",
        "20261123T120000000000Z-0a1b2c3.json",
        "20261123T120000000000Z-0a1b2c3d.json\n",
        "\uff199991123T120000000000Z-0a1b2c3d.json",
        ".DS_Store",
    ],
)
def test_files_that_are_not_ours_by_name_are_ignored_and_survive_a_deletion(home: Path, name: str) -> None:
    mine = store_of()
    id_ = mine.save_record(ASSESSED)
    (home / "assessments").mkdir()
    others = [home / folder / name.format(stem=id_) for folder in ("records", "assessments")]
    for other in others:
        other.write_text(SCHEMA_2.replace("Zo", "Jo"))
    assert mine.records() == ([Entry(id_, ASSESSED)], [])
    assert list(mine.everything().records) == [id_]
    assert mine.take_in(Exported(mle_gap_export=1, records={}, draft=None)) == 0
    assert mine.delete_all() == 1
    assert mine.records() == ([], [])
    if not name.endswith(".tmp"):  # what a killed process left behind may go
        assert sorted(path for path in home.rglob("*") if path.is_file()) == sorted(others)


def _look_at_everything(mine: store.Store) -> None:
    mine.records()
    mine.load_draft()
    mine.everything()


def test_reading_never_writes(home: Path) -> None:
    _look_at_everything(store_of())
    _look_at_everything(store_of("work"))
    assert not home.exists()
    mine = store_of()
    mine.save_record(ASSESSED)
    mine.save_draft(ANSWERS)
    (home / "records" / ".left.over.tmp").write_text("")
    (home / "assessments").mkdir()
    shutil.copy(OF_SCHEMA_1, home / "assessments")
    before = tree(home)
    _look_at_everything(mine)
    assert tree(home) == before
    for n, content in enumerate(["{", SCHEMA_2.replace('"schema": 2', '"schema": 3')]):
        (home / "records" / FUTURE.format(n)).write_text(content)
    before = tree(home)
    assert len(mine.records()[1]) == 2
    with pytest.raises(BadInput):
        mine.everything()
    assert tree(home) == before


def test_reading_works_where_nothing_can_be_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = store_of()
    id_ = mine.save_record(ASSESSED)
    mine.save_draft(ANSWERS)
    for call in ("os.mkdir", "os.replace", "os.rename", "os.unlink", "os.rmdir", "os.chmod", "os.utime", "os.fsync"):
        monkeypatch.setattr(call, failing)
    assert list(mine.everything().records) == [id_]
    with pytest.raises(CannotWrite):
        mine.save_record(REACHED)


def test_a_folder_of_records_that_cannot_be_read_is_not_taken_for_an_empty_one(home: Path) -> None:
    home.mkdir()
    (home / "records").symlink_to("records")
    with pytest.raises(Misuse, match="records: cannot be read: Too many levels of symbolic links; set MLE_GAP_HOME"):
        store_of().records()
    with pytest.raises(Misuse, match="records: cannot be read"):
        store_of().delete_all()


@pytest.mark.parametrize("place", ["", "records"])
def test_a_file_where_a_folder_is_needed_is_left_alone_and_nothing_is_acknowledged(home: Path, place: str) -> None:
    if place:
        home.mkdir()
    (home / place).write_text("mine")
    with pytest.raises(CannotWrite, match=r"answers cannot be kept: .*; set MLE_GAP_HOME, or use --no-save"):
        store_of().save_record(ASSESSED)
    assert (home / place).read_text() == "mine"


def test_a_draft_that_cannot_be_read_is_not_taken_for_none(home: Path) -> None:
    home.mkdir()
    (home / "draft.json").symlink_to("draft.json")
    with pytest.raises(BadInput, match="cannot be read: Too many levels"):
        store_of().load_draft()
    (home / "draft.json").unlink()
    (home / "draft.json").symlink_to("nowhere")
    with pytest.raises(BadInput, match="cannot be read: No such file"):
        store_of().load_draft()


def test_a_failed_write_leaves_the_old_draft_and_no_rest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = store_of()
    mine.save_draft(ANSWERS)
    before = (home / "draft.json").read_bytes()
    for call in ("os.fsync", "pathlib.Path.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(call, failing)
            with pytest.raises(CannotWrite, match=r"answers cannot be kept: full; set MLE_GAP_HOME, or use --no-save"):
                mine.save_draft(Answers(skills={}))
    assert (home / "draft.json").read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == ["draft.json"]
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.unlink", failing)
        with pytest.raises(CannotWrite, match="the draft cannot be removed"):
            mine.drop_draft()


def test_the_home_is_named_or_the_systems_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MLE_GAP_HOME", "somewhere")
    assert store.home() == Path("somewhere").absolute()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for named in ("", None):
        monkeypatch.delenv("MLE_GAP_HOME", raising=False)
        if named is not None:
            monkeypatch.setenv("MLE_GAP_HOME", named)
        assert store.home().name == "mle-gap"
        assert store.home().is_relative_to(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert store.home() == tmp_path / ".local" / "share" / "mle-gap"
    monkeypatch.setenv("XDG_DATA_HOME", "")
    assert store.home().is_relative_to(tmp_path)


@pytest.mark.parametrize("profile", [None, "work"])
@pytest.mark.parametrize("named", ["somewhere", "./some/../where", ""])
def test_what_is_saved_under_any_home_is_found_there_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str, profile: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "some").mkdir()
    monkeypatch.setenv("MLE_GAP_HOME", named)
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    id_ = store_of(profile).save_record(ASSESSED)
    place = {"somewhere": "somewhere", "./some/../where": "where", "": ".local/share/mle-gap"}[named]
    inside = f"profiles/{profile}/records" if profile else "records"
    assert (tmp_path / place / inside / f"{id_}.json").is_file()
    assert ids(store_of(profile).records()[0]) == [id_]
    assert not (tmp_path / "relative").exists()


def test_without_any_home_nothing_is_kept_in_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLE_GAP_HOME")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~/mle-gap"))
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    with pytest.raises(CannotWrite, match="no home folder is known"):
        store.home()
    for profile in (None, "work"):
        with pytest.raises(CannotWrite, match="no home folder is known"):
            store_of(profile)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("linked", ["", "records", "profiles", "profiles/work"])
def test_a_linked_folder_is_used_as_if_it_stood_there(home: Path, tmp_path: Path, linked: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (home / linked).parent.mkdir(parents=True, exist_ok=True)
    (home / linked).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    for profile in (None, "work"):
        mine = store_of(profile)
        saved = [mine.save_record(ASSESSED), mine.save_record(REACHED)]
        mine.save_draft(ANSWERS)
        assert ids(mine.records()[0]) == saved
        assert mine.load_draft() is not None
    assert [path for path in (tmp_path / "elsewhere").rglob("*.json") if path.is_file()] != []
    assert (home / linked).is_symlink()


def test_a_record_that_is_a_link_to_a_record_is_read(home: Path, tmp_path: Path) -> None:
    id_ = store_of().save_record(ASSESSED)
    path = home / "records" / f"{id_}.json"
    path.rename(tmp_path / "moved.json")
    path.symlink_to(tmp_path / "moved.json")
    assert store_of().records() == ([Entry(id_, ASSESSED)], [])


def test_a_copied_folder_says_the_same_and_grows_on_its_own(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = store_of()
    mine.save_record(ASSESSED)
    mine.save_draft(ANSWERS)
    shutil.copytree(home, tmp_path / "copy", copy_function=shutil.copyfile)
    before = mine.everything()
    monkeypatch.setenv("MLE_GAP_HOME", str(tmp_path / "copy"))
    assert store_of().everything() == before
    there = store_of().save_record(REACHED)
    monkeypatch.setenv("MLE_GAP_HOME", str(home))
    here = store_of().save_record(REACHED)
    assert store_of().everything().records.keys() == {*before.records, here}
    monkeypatch.setenv("MLE_GAP_HOME", str(tmp_path / "copy"))
    assert store_of().everything().records.keys() == {*before.records, there}


@pytest.mark.parametrize("name", ["a", "0", "work", "data-2026", "a-", "a" * 40])
def test_a_profile_has_a_folder_of_its_own(home: Path, name: str) -> None:
    store_of().save_record(ASSESSED)
    mine = store_of(name)
    assert mine.folder == home / "profiles" / name
    assert mine.records() == ([], [])
    id_ = mine.save_record(REACHED)
    mine.save_draft(ANSWERS)
    assert mine.records() == ([Entry(id_, REACHED)], [])
    assert [entry.record for entry in store_of().records()[0]] == [ASSESSED]
    assert store_of().load_draft() is None
    assert store_of().delete_all() == 1
    assert ids(mine.records()[0]) == [id_]
    assert mine.delete_all() == 2
    assert not mine.folder.exists()


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "/",
        "/etc",
        "a\\b",
        "Work",
        "wOrk",
        "-a",
        "a b",
        " a",
        "a\n",
        "a\0",
        "a.b",
        "a_b",
        "é",
        "٣",
        "a" * 41,
    ],
)
def test_other_names_of_profiles_are_refused_before_anything_is_touched(home: Path, name: str) -> None:
    with pytest.raises(Misuse, match="must be small letters, digits and dashes, at most 40"):
        store_of(name)
    assert not home.exists()


def test_a_refused_name_is_not_repeated_at_length() -> None:
    with pytest.raises(Misuse) as refused:
        store_of("A" * 10_000)
    assert len(str(refused.value)) < 200


def test_all_is_deleted_with_the_folders_that_are_empty_then(home: Path) -> None:
    mine = store_of()
    assert mine.delete_all() == 0
    (home / "assessments").mkdir(parents=True)
    shutil.copy(OF_SCHEMA_1, home / "assessments")
    mine.save_record(ASSESSED)
    mine.save_record(REACHED)
    mine.save_draft(ANSWERS)
    (home / "records" / FUTURE.format(0)).write_text("{")  # a record of ours that is torn goes as well
    assert mine.delete_all() == 5
    assert not home.exists()
    assert mine.everything() == Exported(mle_gap_export=1, records={}, draft=None)


def test_what_cannot_be_deleted_is_said_and_goes_the_next_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = store_of()
    saved = [mine.save_record(ASSESSED) for _ in range(3)]
    with monkeypatch.context() as patch:
        patch.setattr("os.unlink", failing)
        with pytest.raises(CannotWrite, match="cannot be removed: full"):
            mine.delete_all()
    assert ids(mine.records()[0]) == saved
    assert mine.delete_all() == 3


def test_taking_in_adds_what_is_missing_and_leaves_what_is_here(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = store_of("there")
    shared = there.save_record(ASSESSED)
    there.save_draft(ANSWERS)
    first = there.everything()
    other = there.save_record(REACHED)
    here = store_of("here")
    assert here.take_in(first) == 1
    assert here.everything() == first
    own = here.save_record(REACHED)
    changed = ASSESSED.model_copy(update={"answers": {"skills": {}}})
    kept = first.records[shared].model_copy(update={"record": changed})
    here.save_draft(Answers(skills={"git": 1}))
    before = tree(here.folder)
    assert here.take_in(first.model_copy(update={"records": {shared: kept}})) == 0
    assert tree(here.folder) == before
    assert here.take_in(there.everything()) == 1
    assert ids(sorted(here.records()[0])) == sorted([shared, other, own])
    draft = here.load_draft()
    assert draft is not None
    assert draft.value == {"skills": {"git": 1}}


def test_a_record_of_schema_1_that_is_here_is_not_taken_in_twice(home: Path) -> None:
    (home / "assessments").mkdir(parents=True)
    shutil.copy(OF_SCHEMA_1, home / "assessments")
    exported = store_of().everything()
    assert store_of().take_in(exported) == 0
    assert len(store_of().records()[0]) == 1


WORDS = st.text(min_size=1, max_size=12)
LEVELS: st.SearchStrategy[Any] = st.one_of(st.integers(0, 4), st.sampled_from(["unknown", "not_applicable"]))
SAID = st.builds(
    Answers,
    skills=st.dictionaries(WORDS, LEVELS, max_size=4),
    role=st.none() | WORDS,
    years=st.none() | st.floats(0, 60),
    hours_per_week=st.none() | st.floats(0.5, 100),
    name=st.none() | WORDS,
)
DAYS = st.dates()
STANDINGS = st.builds(
    Standing,
    role=st.just(STANDING.role),
    score=st.floats(0, 100),
    high=st.floats(0, 100),
    verdict=st.sampled_from(get_args(Verdict)),
    blocked_by=st.lists(WORDS, max_size=2).map(tuple),
    catalogue=st.just(STANDING.catalogue),
)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Assessment,
        kind=st.just("assessment"),
        day=DAYS,
        answers=SAID.map(lambda said: said.model_dump(mode="json", exclude_none=True)),
        carried=st.lists(WORDS, max_size=2).map(tuple),
        standing=st.none() | STANDINGS,
    ),
    st.builds(
        Done,
        kind=st.just("done"),
        day=DAYS,
        skill=WORDS,
        from_level=st.integers(0, 3),
        to_level=st.integers(1, 4),
        standing=STANDINGS,
    ),
    st.builds(Undo, kind=st.just("undo"), day=DAYS, undoes=st.just(OF_SCHEMA_1.stem)),
)


@given(
    records=st.lists(RECORDS, max_size=5),
    draft=st.none() | SAID,
    old=st.booleans(),
    profile=st.sampled_from([None, "work"]),
)
@settings(max_examples=40, deadline=None)
def test_exported_deleted_and_taken_in_again_all_is_as_it_was(
    records: list[Record], draft: Answers | None, old: bool, profile: str | None
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLE_GAP_HOME", folder)
        mine = store_of(profile)
        if old:
            (mine.folder / "assessments").mkdir(parents=True)
            shutil.copy(OF_SCHEMA_1, mine.folder / "assessments")
        for record in records:
            mine.save_record(record)
        if draft is not None:
            mine.save_draft(draft)
        before = mine.everything(), mine.records()
        assert [entry.record for entry in before[1][0]][int(old) :] == records
        assert before[0].draft == (None if draft is None else draft.model_dump(mode="json", exclude_none=True))
        exported = Exported.model_validate_json(before[0].model_dump_json(by_alias=True))
        assert mine.delete_all() == len(records) + old + (draft is not None)
        assert mine.everything() == Exported(mle_gap_export=1, records={}, draft=None)
        assert mine.take_in(exported) == len(records) + old
        assert (mine.everything(), mine.records()) == before


@given(SAID)
@settings(max_examples=40, deadline=None)
def test_whatever_a_person_may_say_a_draft_brings_it_back(said: Answers) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MLE_GAP_HOME", folder)
        store_of().save_draft(said)
        draft = store_of().load_draft()
        assert draft is not None
        assert draft.value == said.model_dump(mode="json", exclude_none=True)


# --- what went wrong once -------------------------------------------------------------------------------------------


def test_a_new_record_sorts_after_one_of_schema_1_too_and_all_are_read_in_that_order(home: Path) -> None:
    (home / "assessments").mkdir(parents=True)
    shutil.copy(OF_SCHEMA_1, home / "assessments" / "20990101T000000000000Z-00000000.json")
    (home / "records").mkdir()
    (home / "records" / "20250101T000000000000Z-00000000.json").write_text(SCHEMA_2)
    newest = store_of().save_record(REACHED)
    assert newest.startswith("20990101T000000000001Z-")
    assert [entry.id for entry in store_of().records()[0]] == [
        "20250101T000000000000Z-00000000",
        "20990101T000000000000Z-00000000",
        newest,
    ]


@pytest.mark.parametrize("folder", [".", "records"])
def test_a_deletion_takes_what_a_killed_process_was_writing(home: Path, folder: str) -> None:
    id_ = store_of().save_record(ASSESSED)
    name = "draft.json" if folder == "." else f"{id_}.json"
    (home / folder / f".{name}.0a1b2c3d.tmp").write_text("{")
    assert store_of().delete_all() == 2
    assert not home.exists()


def test_a_deletion_goes_on_after_what_cannot_be_removed_and_names_it(home: Path) -> None:
    store_of().save_record(ASSESSED)
    store_of().save_draft(ANSWERS)
    (home / "records" / "20200101T000000000000Z-00000000.json").mkdir()
    with pytest.raises(CannotWrite, match=r"20200101T000000000000Z-00000000\.json: cannot be removed"):
        store_of().delete_all()
    assert [path.name for path in (home / "records").iterdir()] == ["20200101T000000000000Z-00000000.json"]
    assert not (home / "draft.json").exists()


def test_an_interruption_while_writing_leaves_no_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store_of().save_record(ASSESSED)
    assert list((home / "records").iterdir()) == []


def test_a_place_that_cannot_be_listed_cannot_be_written(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "records").symlink_to("records")
    with pytest.raises(CannotWrite, match="set MLE_GAP_HOME, or use --no-save"):
        store_of().save_record(ASSESSED)


@pytest.mark.parametrize(
    ("before", "after"), [(1, 3), (4, 4), ("unknown", "unknown")], ids=["lower", "higher", "no level"]
)
def test_a_level_done_is_put_into_a_draft_that_rates_it_lower(home: Path, before: int | str, after: int | str) -> None:
    store_of().save_draft(Answers(skills={"docker": before, "sql": 1}, years=2))
    store_of().change_in_draft("docker", range(3), 3)
    draft = store_of().load_draft()
    assert draft is not None
    assert draft.value == {"skills": {"docker": after, "sql": 1}, "years": 2}


def test_a_level_done_makes_no_draft_and_leaves_an_odd_one_alone(home: Path) -> None:
    store_of().change_in_draft("docker", range(3), 3)
    assert not (home / "draft.json").exists()
    home.mkdir(exist_ok=True)
    (home / "draft.json").write_text("{")
    store_of().change_in_draft("docker", range(3), 3)
    assert (home / "draft.json").read_text() == "{"


@pytest.mark.parametrize("name", ["99999999T999999999999Z-00000000", "99991231T235959999999Z-00000000"])
def test_an_export_with_a_name_no_record_could_follow_is_refused(home: Path, name: str) -> None:
    exported = Exported.model_validate(
        {"mle_gap_export": 1, "records": {name: json.loads(SCHEMA_2)}, "draft": None}, strict=False
    )
    with pytest.raises(BadInput, match="holds no date that can be"):
        store_of().take_in(exported)
    assert not (home / "records").exists()


@pytest.mark.parametrize("answers", [{}, {"skills": [1]}, {"skills": None}])
def test_answers_without_a_mapping_of_skills_are_no_record(home: Path, answers: dict[str, Any]) -> None:
    id_ = store_of().save_record(ASSESSED)
    path = home / "records" / f"{id_}.json"
    held = json.loads(path.read_text())
    held["record"]["answers"] = answers
    path.write_text(json.dumps(held))
    entries, problems = store_of().records()
    assert (entries, [problem.file for problem in problems]) == ([], [str(path)])
