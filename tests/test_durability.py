"""What was acknowledged is there: under eight writers, `kill -9`, failing calls, full disks and locked folders."""

import errno
import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mle_gap.errors import CannotWrite
from mle_gap.models.answers import Answers
from mle_gap.models.records import SCHEMA, Exported, Kept
from mle_gap.store import Store, store_of
from tests.conftest import unmeasured
from tests.test_store import ASSESSED, DAY, REACHED, ids

OURS = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{8}\.json|draft\.json")
ALL_TWOS = "2\n" * 60
LEVELS = [Answers(skills={"python": level}) for level in range(5)]


def kept_files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file() and OURS.fullmatch(path.name)]


def rests(home: Path) -> list[Path]:
    """Files which are not of the store by name: what a write left behind."""
    return [path for path in home.rglob("*") if not path.is_dir() and not OURS.fullmatch(path.name)]


# --- processes ------------------------------------------------------------------------------------------------------

SAVES = """
import sys
from datetime import date
from mle_gap.models.records import Undo
from mle_gap.store import store_of
sys.stdin.readline()
for n in range(int(sys.argv[1])):
    record = Undo(kind="undo", day=date(2026, 11, 23), undoes=f"20261123T{int(sys.argv[2]):06}{n:06}Z-00000000")
    print(store_of().save_record(record), record.undoes, flush=True)
"""


def test_of_records_saved_by_eight_processes_at_the_same_time_every_one_is_there(home: Path) -> None:
    command = [sys.executable, "-c", SAVES, "40"]
    writers = [
        subprocess.Popen([*command, str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for n in range(8)
    ]
    try:
        for writer in writers:  # all of them are waiting for this line, or will be
            assert writer.stdin is not None
            writer.stdin.write("\n")
            writer.stdin.flush()
        said = [writer.communicate(timeout=60)[0].splitlines() for writer in writers]
    finally:
        for writer in writers:
            writer.kill()
            writer.wait()
    assert [(len(lines), writer.returncode) for lines, writer in zip(said, writers, strict=True)] == [(40, 0)] * 8
    assert all(lines == sorted(lines) for lines in said), "each process sees its own records in their order"
    acknowledged = dict(line.split() for lines in said for line in lines)
    entries, problems = store_of().records()
    assert problems == []
    assert len(set(acknowledged.values())) == 320
    assert {entry.id: getattr(entry.record, "undoes", None) for entry in entries} == acknowledged
    assert len(acknowledged) == len(entries) == 320
    assert rests(home) == []


# One process that imports once; children of it save and tell without end, and are killed at a moment drawn at random.
KILLS = """
import os, random, select, signal, sys, time
from datetime import date
from mle_gap.models.answers import Answers
from mle_gap.models.records import Done, Undo
from mle_gap.store import store_of
store_of().records(), store_of().load_draft()
moments = random.Random(int(sys.argv[2]))
def saving(out):
    n = 0
    while True:
        n += 1
        store_of().save_draft(Answers(skills={"python": n % 5}, name="x" * 100))
        os.write(out, f"draft {n % 5}\\n".encode())
        record = Undo(kind="undo", day=date(2026, 11, 23), undoes=f"20261123T000000{n:06}Z-00000000")
        os.write(out, f"{store_of().save_record(record)}\\n".encode())
for _ in range(int(sys.argv[1])):
    into, out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            saving(out)
        finally:
            os._exit(7)
    os.close(out)
    select.select([into], [], [], 10)
    time.sleep(moments.random() * 0.04)
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    with open(into) as told:
        sys.stdout.write(told.read())
    print("killed", os.WTERMSIG(status) if os.WIFSIGNALED(status) else "not", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_of_forty_processes_killed_at_any_moment_nothing_is_torn_and_nothing_acknowledged_is_lost(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLS, "40", "20261123"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines.count("killed 9") == 40
    acknowledged = [line for line in lines if not line.startswith(("killed", "draft"))]
    assert len(acknowledged) > 20
    entries, problems = store_of().records()
    assert problems == []
    missing = set(acknowledged) - set(ids(entries))
    assert not missing
    # A record may be written without its writer having lived to say so: one of each at the most.
    assert len(entries) - len(acknowledged) <= 40
    draft = store_of().load_draft()
    assert draft is not None
    last = int([line for line in lines if line.startswith("draft")][-1].split()[1])
    assert draft.value["skills"]["python"] in (last, (last + 1) % 5)
    assert acknowledged == sorted(acknowledged)
    assert store_of().save_record(ASSESSED) > max(ids(entries))


# The child kills itself just before the Nth call that changes or opens something; N is told by its exit.
DIES = """
import os, signal, sys
from datetime import date
from mle_gap.models.answers import Answers
from mle_gap.models.records import Undo
from mle_gap.store import store_of
left = int(sys.argv[1])
def deadly(call):
    def instead(*arguments, **options):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **options)
    return instead
store_of().records(), store_of().load_draft()
def both():
    print(store_of().save_record(Undo(kind="undo", day=date(2026, 11, 23), undoes="20261123T000000000000Z-00000000")))
    sys.stdout.flush()
    store_of().save_draft(Answers(skills={"python": 4}))
    print("draft", flush=True)
until = left
while True:
    left = until
    child = os.fork()
    if child == 0:
        for name in ("open", "fsync", "replace", "mkdir", "close", "fdopen"):
            setattr(os, name, deadly(getattr(os, name)))
        try:
            both()
        finally:
            os._exit(0 if left > 0 else 7)
    status = os.waitpid(child, 0)[1]
    print("killed" if os.WIFSIGNALED(status) else f"ended {os.WEXITSTATUS(status)}", flush=True)
    if not os.WIFSIGNALED(status):
        break
    until += 1
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_of_processes_killed_before_each_file_operation_all_that_was_acknowledged_is_there(home: Path) -> None:
    mine = store_of()
    first = mine.save_record(ASSESSED)
    mine.save_draft(Answers(skills={"python": 1}))
    done = subprocess.run([sys.executable, "-c", DIES, "1"], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    deaths = lines.count("killed")
    assert deaths >= 10
    assert lines[-1] == "ended 0"
    acknowledged = [line for line in lines if line not in ("draft", "killed", "ended 0")]
    entries, problems = mine.records()
    assert problems == []
    assert {first, *acknowledged} <= set(ids(entries))
    draft = mine.load_draft()
    assert draft is not None
    assert draft.value == {"skills": {"python": 4}}


# --- calls that fail ------------------------------------------------------------------------------------------------


class Faults:
    """Lets the Nth file operation fail, or that one and all after it; `count` says how many there were."""

    def __init__(self, at: int, lasting: bool) -> None:
        self.at, self.lasting, self.count = at, lasting, 0
        self.hit: list[str] = []

    def strike(self, name: str) -> None:
        self.count += 1
        if self.count == self.at or (self.lasting and self.count > self.at):
            self.hit.append(name)
            raise OSError(errno.EIO, "worn out")

    def around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **options: Any) -> Any:
            if name == "close":  # a close that fails has closed
                call(*arguments, **options)
                return self.strike(name)
            self.strike(name)
            return call(*arguments, **options)

        return instead

    def opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def instead(descriptor: int, *arguments: Any, **options: Any) -> Any:
            return Stream(call(descriptor, *arguments, **options), self)

        return instead


class Stream:
    """A file whose write, flush and close may fail; of a write that fails half has been written."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self.file, self.faults = file, faults

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.faults.strike("file.close")

    def write(self, text: str) -> int:
        try:
            self.faults.strike("write")
        except OSError:
            self.file.write(text[: len(text) // 2])
            raise
        return int(self.file.write(text))

    def flush(self) -> None:
        self.faults.strike("flush")
        self.file.flush()

    def fileno(self) -> int:
        return int(self.file.fileno())

    def read(self, size: int = -1) -> Any:
        return self.file.read(size)


CALLS = ("open", "fsync", "replace", "mkdir", "close", "unlink")


def faulty(patch: pytest.MonkeyPatch, at: int, lasting: bool) -> Faults:
    faults = Faults(at, lasting)
    for name in CALLS:
        patch.setattr(os, name, faults.around(name, getattr(os, name)))
    patch.setattr(os, "fdopen", faults.opened(os.fdopen))
    return faults


def outcomes(action: Callable[[], Any], lasting: bool) -> Iterator[tuple[Faults, bool]]:
    """Do something with the first operation failing, the second, ... until none is left to fail; True: acknowledged."""
    for at in range(1, 2000):
        with pytest.MonkeyPatch.context() as patch:
            faults = faulty(patch, at, lasting)
            try:
                action()
                acknowledged = True
            except CannotWrite:
                acknowledged = False
        yield faults, acknowledged
        if not faults.hit:
            assert acknowledged
            return
    raise AssertionError("there is no end of file operations")


def check_rests(home: Path, faults: Faults) -> None:
    """A temporary file is left behind only where removing it failed as well."""
    assert (rests(home) == []) or "unlink" in faults.hit, faults.hit
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in rests(home))
    for path in rests(home):
        path.unlink()


@pytest.mark.parametrize("kind", ["record", "draft"])
def test_the_content_is_on_the_disk_before_its_name_and_the_name_before_it_is_acknowledged(
    home: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    fsync, replace = os.fsync, os.replace

    def synced(descriptor: int) -> None:
        status = os.fstat(descriptor)
        happened.append("folder" if stat.S_ISDIR(status.st_mode) else f"{'some' if status.st_size else 'no'} content")
        fsync(descriptor)

    def renamed(one: str, other: str) -> None:
        happened.append("name")
        replace(one, other)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    if kind == "record":
        store_of().save_record(ASSESSED)
    else:
        store_of().save_draft(LEVELS[1])
    assert happened == ["some content", "name", "folder"]


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("profile", [None, "work"])
@pytest.mark.parametrize("before", [0, 2], ids=["in a new home", "after others"])
def test_whichever_operation_fails_a_record_is_kept_or_refused_and_the_others_stay(
    home: Path, before: int, profile: str | None, lasting: bool
) -> None:
    mine = store_of(profile)
    mine.records()
    hits: set[str] = set()
    saved = [mine.save_record(ASSESSED) for _ in range(before)]
    for faults, acknowledged in outcomes(lambda: mine.save_record(REACHED), lasting):
        hits |= set(faults.hit)
        entries, problems = mine.records()
        assert problems == [], faults.hit
        assert len(entries) == len(saved) + acknowledged, faults.hit
        assert ids(entries)[: len(saved)] == saved
        check_rests(home, faults)
        saved = ids(entries)
        if not before:
            mine.delete_all()
            saved = []
    assert {"open", "write", "flush", "fsync", "file.close", "replace"} <= hits
    assert ids(mine.records()[0])[len(saved) :] == []
    assert mine.save_record(ASSESSED) > max(saved, default="")


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_whichever_operation_fails_the_draft_is_the_old_one_or_the_new_one(home: Path, lasting: bool) -> None:
    mine = store_of()
    mine.save_draft(LEVELS[0])
    held = 0
    new = 1
    for faults, acknowledged in outcomes(lambda: mine.save_draft(LEVELS[new]), lasting):  # noqa: B023 - used at once
        draft = mine.load_draft()
        assert draft is not None
        held = new if acknowledged else held
        assert draft.value == {"skills": {"python": held}}, faults.hit
        check_rests(home, faults)
        new = (held + 1) % 5


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_whichever_operation_fails_what_is_taken_in_is_whole_and_a_second_try_brings_the_rest(
    home: Path, lasting: bool
) -> None:
    there = store_of("there")
    for record in (ASSESSED, REACHED, REACHED):
        there.save_record(record)
    there.save_draft(LEVELS[3])
    exported = there.everything()
    here = store_of("here")
    refused = 0
    for faults, acknowledged in outcomes(lambda: here.take_in(exported), lasting):
        some = here.everything()
        assert some.records.items() <= exported.records.items(), faults.hit
        assert some.draft in (None, exported.draft)
        check_rests(home, faults)
        refused += not acknowledged
        if acknowledged:
            assert some == exported, faults.hit
        else:
            assert here.take_in(exported) == len(exported.records) - len(some.records)
            assert here.everything() == exported
        here.delete_all()
    assert refused >= 20


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_whichever_operation_fails_what_is_not_deleted_is_still_whole_and_goes_the_next_time(
    home: Path, lasting: bool
) -> None:
    mine = store_of()

    def filled_and_deleted() -> None:
        mine.delete_all()

    def fill() -> Exported:
        for record in (ASSESSED, REACHED, ASSESSED):
            mine.save_record(record)
        mine.save_draft(LEVELS[2])
        return mine.everything()

    full = fill()
    refused = 0
    for faults, acknowledged in outcomes(filled_and_deleted, lasting):
        some = mine.everything()
        assert some.records.items() <= full.records.items(), faults.hit
        assert acknowledged == (not some.records and some.draft is None), faults.hit
        refused += not acknowledged
        mine.delete_all()
        assert list(home.rglob("*")) == []
        full = fill()
    assert refused == 4


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_whichever_file_cannot_be_opened_for_reading_it_is_named_and_the_others_are_read(
    home: Path, lasting: bool
) -> None:
    mine = store_of()
    saved = [mine.save_record(ASSESSED) for _ in range(4)]
    for n in range(4):
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(n + 1, lasting)
            patch.setattr(os, "open", faults.around("open", os.open))
            entries, problems = mine.records()
        assert ids(entries) == (saved[:n] if lasting else saved[:n] + saved[n + 1 :])
        assert [Path(problem.file).stem for problem in problems] == (saved[n:] if lasting else [saved[n]])
        assert "cannot be read: worn out" in str(problems[0])


# --- the program where nothing can be written -----------------------------------------------------------------------

# Root may write anywhere; without these two rights (DAC_OVERRIDE, DAC_READ_SEARCH) not even root may.
AS_ANYBODY = """
import ctypes, os, sys
if os.geteuid() == 0:
    for right in (1, 2):
        assert ctypes.CDLL(None).prctl(24, right, 0, 0, 0) == 0, "the right cannot be given up"
"""
WITH_SMALL_FILES = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
"""
THEN = "os.execv(sys.executable, [sys.executable, '-m', 'mle_gap', *sys.argv[1:]])"


def program(*arguments: str, first: str = "import os, sys", stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program with these words on its input, after it was put into a certain position."""
    return subprocess.run(
        [sys.executable, "-c", f"{first}\n{THEN}", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=unmeasured(),
        timeout=30,
        check=False,
    )


@pytest.fixture
def unwritable(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A home with an assessment in it; a function that makes it unwritable and one that makes it writable again."""
    kind = request.param
    home = tmp_path / "place" / "home"
    monkeypatch.setenv("MLE_GAP_HOME", str(home))
    home.parent.mkdir()
    mounted = False
    if kind == "full":
        command = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=0700", "tmpfs", str(home.parent)]
        with suppress(OSError):
            mounted = os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0
        if not mounted:
            pytest.skip("nothing can be mounted here; the test with small files stands for this one")
    filler = home.parent / "filler"

    def shut() -> str:
        if kind == "full":
            with suppress(OSError), filler.open("wb", buffering=0) as file:
                while True:
                    file.write(b"x" * 512)
        if kind == "read-only":
            for folder in (home / "records", home):
                folder.chmod(0o500)
        return {"full": "import os, sys", "read-only": AS_ANYBODY, "small files": WITH_SMALL_FILES}[kind]

    def open_again() -> None:
        filler.unlink(missing_ok=True)
        for folder in (home, home / "records"):
            folder.chmod(0o700)

    try:
        yield home, shut, open_again
    finally:
        with suppress(OSError):
            open_again()
        if mounted:
            subprocess.run(["umount", "--lazy", str(home.parent)], check=True)


WHY = {"full": "No space left on device", "read-only": "Permission denied", "small files": "File too large"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights and limits")
@pytest.mark.parametrize("unwritable", list(WHY), indirect=True)
def test_where_nothing_can_be_written_the_program_says_so_prints_the_report_and_loses_nothing(
    unwritable: tuple[Path, Callable[[], str], Callable[[], None]], request: pytest.FixtureRequest
) -> None:
    home, shut, open_again = unwritable
    why = WHY[request.node.callspec.params["unwritable"]]
    saved = program("assess", "--plain", stdin=ALL_TWOS)
    assert saved.returncode == 0, saved.stderr
    before = {path: path.read_bytes() for path in kept_files(home)}
    assert len(before) == 1

    first = shut()
    done = program("done", "docker", first=first)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"answers cannot be kept: {why}; set MLE_GAP_HOME" in done.stderr
    assert "Traceback" not in done.stderr
    assert program("undo", first=first).returncode == 3
    asked = program("assess", "--plain", "--fresh", first=first, stdin=ALL_TWOS)
    assert asked.returncode == 3
    assert asked.stdout == saved.stdout
    assert "Careful: " in asked.stderr
    assert f"answers cannot be kept: {why}" in asked.stderr.splitlines()[-1]
    assert f"{why}" in program("assess", "--plain", first=first, stdin="2\nq\n").stderr
    assert program("plan", first=first).returncode == 0
    assert len(json.loads(program("history", "--json", first=first).stdout)["assessments"]) == 1
    assert {path: path.read_bytes() for path in kept_files(home)} == before
    assert rests(home) == []

    open_again()
    assert program("done", "docker").returncode == 0
    entries, problems = store_of().records()
    assert ([entry.record.kind for entry in entries], problems) == (["assessment", "done"], [])
    assert before.items() <= {path: path.read_bytes() for path in kept_files(home)}.items()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such rights")
def test_a_record_or_folder_that_may_not_be_read_is_named_and_left_alone(home: Path) -> None:
    mine = store_of()
    first = mine.save_record(ASSESSED)
    locked = home / "records" / f"{mine.save_record(ASSESSED)}.json"
    locked.chmod(0)
    listed = program("history", "--json", first=AS_ANYBODY)
    assert [one["id"] for one in json.loads(listed.stdout)["assessments"]] == [first]
    assert listed.returncode == 0
    assert f"{locked}: cannot be read: Permission denied; move it away" in listed.stderr
    assert program("data", "export", first=AS_ANYBODY).returncode == 2
    assert stat.S_IMODE(locked.stat().st_mode) == 0
    (home / "records").chmod(0)
    try:
        refused = program("history", first=AS_ANYBODY)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "records: cannot be read: Permission denied; set MLE_GAP_HOME" in refused.stderr
    finally:
        (home / "records").chmod(0o700)


# --- many -----------------------------------------------------------------------------------------------------------


def fill(mine: Store, count: int) -> None:
    """Write records as the store would, without waiting for a disk: an assessment, three levels done, and so on."""
    (mine.folder / "records").mkdir(parents=True)
    for n in range(count):
        day = DAY + timedelta(days=n)
        record = (ASSESSED if n % 4 == 0 else REACHED).model_copy(update={"day": day})
        name = f"{day:%Y%m%d}T120000{n:06}Z-{n:08x}.json"
        text = Kept(schema=SCHEMA, record=record).model_dump_json(by_alias=True)
        (mine.folder / "records" / name).write_text(text, encoding="utf-8")


def test_with_two_thousand_records_the_history_is_whole(home: Path) -> None:
    fill(store_of(), 2000)
    listed = program("history", "--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    assessments = json.loads(listed.stdout)["assessments"]
    assert [one["number"] for one in assessments] == list(range(1, 501))
    assert {len(one["done"]) for one in assessments} == {3}
    shown = program("history")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert re.search(r"^ *500 ", shown.stdout, re.MULTILINE)
