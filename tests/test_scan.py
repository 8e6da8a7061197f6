"""Walking a hostile tree: nothing runs, nothing is followed, nothing hangs, and all that is left out is counted."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from mle_gap.cli.main import main
from mle_gap.errors import Misuse
from mle_gap.evidence import Rules
from mle_gap.formats.evidence import render
from mle_gap.models.evidence import Scan
from mle_gap.page import Page
from mle_gap.rulebook import load_rules
from mle_gap.scan import LARGEST, LIMITS, Limits, scan
from tests.conftest import Run

RULES = Rules(load_rules())
DOCKERFILE = "FROM a AS b\nFROM c\nCOPY --from=b /x /x\n"


def looked(*folders: Path, limits: Limits = LIMITS) -> Scan:
    return scan(tuple(map(str, folders)), RULES, limits=limits)


def files(found: Scan) -> set[str]:
    return {one.file for one in found.findings}


def put(path: Path, text: str = DOCKERFILE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_links_are_counted_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere" / "Dockerfile")
    tree = tmp_path / "tree"
    put(tree / "Dockerfile", DOCKERFILE + "USER 1\n")
    (tree / "loop").symlink_to(tree)
    (tree / "sub").mkdir()
    (tree / "sub" / "up").symlink_to("..")
    (tree / "away").symlink_to(tmp_path / "elsewhere")
    (tree / "sub" / "Dockerfile").symlink_to(tmp_path / "elsewhere" / "Dockerfile")
    (tree / "broken").symlink_to("/nowhere")
    found = looked(tree)
    assert files(found) == {"Dockerfile"}
    assert found.looked.skipped.links == 5
    assert found.looked.complete


def test_a_folder_that_is_a_link_itself_is_what_the_person_named(tmp_path: Path) -> None:
    put(tmp_path / "real" / "Dockerfile")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert files(looked(tmp_path / "link")) == {"Dockerfile"}


def test_pipes_sockets_and_devices_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Dockerfile")
    os.mkfifo(tmp_path / "a.py")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.py"))
        began = time.monotonic()
        found = looked(tmp_path)
    assert time.monotonic() - began < 5
    assert not found.findings
    assert found.looked.skipped.special == 3


def test_a_huge_sparse_file_is_read_at_its_beginning_alone(tmp_path: Path) -> None:
    put(tmp_path / "Dockerfile")
    os.truncate(tmp_path / "Dockerfile", 10 * 2**30)
    put(tmp_path / "big.py", "import os\n" * 100_000)
    began = time.monotonic()
    found = looked(tmp_path)
    assert time.monotonic() - began < 5
    assert (found.looked.skipped.large, found.looked.skipped.binary) == (2, 1)
    assert (tmp_path / "big.py").stat().st_size > LARGEST


def test_a_path_of_eight_thousand_letters_is_walked_to_the_limit(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(80):
        os.mkdir("x" * 100, dir_fd=here)
        below = os.open("x" * 100, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("Dockerfile", os.O_CREAT, dir_fd=here))
    os.close(here)
    put(tmp_path / "Dockerfile")
    found = looked(tmp_path)
    assert files(found) == {"Dockerfile"}
    assert found.looked.skipped.beyond_limits == 1
    assert not found.looked.complete
    subprocess.run(["rm", "-rf", str(tmp_path)], check=False)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_names_that_are_no_text_are_told_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m"
    os.mkdir(folder)  # noqa: PTH102 - as below
    with open(folder + b"/Dockerfile", "w") as file:  # noqa: PTH123 - no Path is made of bytes
        file.write(DOCKERFILE)
    assert main(["scan", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    shown.encode("utf-8")
    assert main(["scan", str(tmp_path), "--json"]) == 0
    out = capsys.readouterr().out
    out.encode("ascii")
    assert json.loads(out)["findings"]


def test_a_folder_nobody_may_read_is_counted(tmp_path: Path) -> None:
    put(tmp_path / "closed" / "Dockerfile")
    put(tmp_path / "Dockerfile", DOCKERFILE + "USER 1\n")
    put(tmp_path / "shut.py", "import a\n")
    (tmp_path / "closed").chmod(0)
    (tmp_path / "shut.py").chmod(0)
    found = looked(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    if os.geteuid() == 0:
        assert found.looked.skipped.unreadable == 0  # nothing is closed to root
    else:
        assert found.looked.skipped.unreadable == 2
    assert "Dockerfile" in files(found)


def test_what_goes_away_while_walking_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a" / "Dockerfile")
    put(tmp_path / "b.py", "import torch\n")
    real = os.open

    def failing(path: str, *arguments: object, **options: object) -> int:
        if "dir_fd" in options:
            raise OSError(2, "gone")
        return real(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", failing)
    assert looked(tmp_path).looked.skipped.unreadable == 2


def test_what_cannot_be_listed_or_read_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "Dockerfile")

    def broken(*_: object) -> bytes:
        raise OSError(5, "broken disk")

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", broken)
        assert looked(tmp_path).looked.skipped.unreadable == 1
    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", broken)
        assert looked(tmp_path).looked.skipped.unreadable == 1


def test_a_file_that_becomes_a_pipe_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "Dockerfile")
    monkeypatch.setattr("mle_gap.scan._mode", lambda _: 0o100000)  # as the folder told before it was exchanged
    found = looked(tmp_path)
    assert (found.looked.read, found.looked.skipped.special) == (0, 1)


HOSTILE_CONFIG = """[core]
    fsmonitor = touch {canary}
    hooksPath = {folder}
    sshCommand = touch {canary}
    pager = touch {canary}
[filter "evil"]
    clean = touch {canary}
    smudge = touch {canary}
[diff "evil"]
    textconv = touch {canary}
[remote "origin"]
    url = ext::sh -c touch% {canary}
    promisor = true
    partialclonefilter = blob:none
[extensions]
    partialClone = origin
"""


def test_git_is_never_started_whatever_its_settings_say(tmp_path: Path) -> None:
    canary, tree = tmp_path / "canary", tmp_path / "tree"
    put(tree / "Dockerfile")
    put(tree / ".gitattributes", "* filter=evil diff=evil\n")
    subprocess.run(["git", "init", "-q", str(tree)], check=True)
    (tree / ".git" / "config").write_text(HOSTILE_CONFIG.format(canary=canary, folder=tmp_path))
    for hook in ("pre-commit", "post-checkout", "fsmonitor-watchman"):
        put(tree / ".git" / "hooks" / hook, f"#!/bin/sh\ntouch {canary}\n")
        (tree / ".git" / "hooks" / hook).chmod(0o755)
    put(tree / "setup.py", f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n")
    put(tree / "conftest.py", f"import pathlib; pathlib.Path({str(canary)!r}).touch()\n")
    subprocess.run(["git", "init", "-q", "--bare", str(tree / "bare")], check=True)
    put(tree / "bare" / "Dockerfile", DOCKERFILE + "USER 1\n")
    found = looked(tree)
    assert not canary.exists()
    assert "Dockerfile" in files(found)
    assert not [name for name in files(found) if name.startswith(("bare", ".git/"))]
    assert found.looked.skipped.folders == 2


@pytest.mark.parametrize("name", ["node_modules", "vendor", ".venv", "a.egg-info", "__pycache__", ".git", "golden"])
def test_folders_of_other_peoples_and_made_code_are_counted(name: str, tmp_path: Path) -> None:
    put(tmp_path / name / "Dockerfile")
    found = looked(tmp_path)
    assert (found.findings, found.looked.skipped.folders) == ((), 1)


def test_binary_generated_and_copied_files_are_counted(tmp_path: Path) -> None:
    put(tmp_path / "a" / "Dockerfile")
    put(tmp_path / "b" / "Dockerfile")
    put(tmp_path / "c" / "Dockerfile", "# Code generated elsewhere. DO NOT EDIT.\n" + DOCKERFILE)
    put(tmp_path / "d" / "Dockerfile", "\0" + DOCKERFILE)
    found = looked(tmp_path)
    assert files(found) == {"a/Dockerfile"}
    assert (found.looked.skipped.copies, found.looked.skipped.generated, found.looked.skipped.binary) == (1, 1, 1)


@pytest.mark.parametrize(
    "limits", [Limits(found=700), Limits(bytes=30_000), Limits(seconds=-1)], ids=["files", "bytes", "time"]
)
def test_limits_end_a_walk_and_are_told(limits: Limits, tmp_path: Path) -> None:
    for n in range(1200):
        (tmp_path / f"{n:04}.dockerfile").write_text(f"FROM a AS b\nRUN {n}\nFROM c\nCOPY --from=b /x /x\n")
    found = looked(tmp_path, limits=limits)
    assert not found.looked.complete
    assert found.looked.skipped.beyond_limits == 1
    assert "A limit was reached" in render(found, {}, Page(width=80))


def test_several_folders_say_which_one_a_file_is_in(tmp_path: Path) -> None:
    put(tmp_path / "one" / "Dockerfile")
    put(tmp_path / "two" / "Dockerfile", DOCKERFILE + "USER 1\n")
    assert files(looked(tmp_path / "one", tmp_path / "two")) == {"one/Dockerfile", "two/Dockerfile"}


@pytest.mark.parametrize("name", ["nowhere", "file", "a\0b"])
def test_what_is_no_folder_is_refused(name: str, tmp_path: Path) -> None:
    put(tmp_path / "file")
    with pytest.raises(Misuse, match="cannot be scanned"):
        looked(tmp_path / name)


def test_windows_line_ends_and_odd_bytes_are_read(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_bytes(b"FROM a AS b\r\n# caf\xe9\r\nCOPY --from=b /x /x\r\n")
    assert files(looked(tmp_path)) == {"Dockerfile"}


def test_secrets_in_what_is_read_are_not_printed(tmp_path: Path, run: Run) -> None:
    secret = "AKIA" + "ABCDEFGHIJKLMNOP"
    put(tmp_path / "Dockerfile", f"FROM a AS b\nENV KEY={secret}\nFROM c\nCOPY --from=b /{secret} /x\n")
    for arguments in ((), ("--json",)):
        done = run("scan", str(tmp_path), *arguments)
        assert done.returncode == 0
        assert secret not in done.stdout + done.stderr


def test_the_page_says_what_was_left_out(tmp_path: Path) -> None:
    for n in range(2):
        put(tmp_path / "node_modules" / str(n) / "Dockerfile")
        put(tmp_path / str(n) / "dist" / "Dockerfile")
        (tmp_path / f"l{n}").symlink_to("/")
    text = " ".join(render(looked(tmp_path), {}, Page(width=80)).split())
    assert "No rule found anything, which proves nothing." in text
    assert "Left out: 3 folders of other people's or made code, 2 links." in text
