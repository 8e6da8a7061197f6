"""Walks a person's folders for evidence. Nothing of them is run, imported or followed.

Folders are opened by descriptor, without following links, one below the other; files are opened only if they are
regular, and read up to a limit. Git is never started, and its folders are not entered. What is left out is counted.
"""

import os
import stat
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from mle_gap.errors import Misuse, clipped
from mle_gap.evidence import MOST_FILES, Compiled, Rules, findings_in, is_generated, supported
from mle_gap.models.evidence import Finding, Looked, Scan, Skipped

MOST_FOUND = 200_000  # files and folders met
DEEPEST = 40  # folders below each other
LARGEST = 256 * 1024  # bytes read of one file
MOST_READ = 400 * 1024 * 1024  # bytes read in all
SECONDS = 120.0

# Folders of other people's code, of what programs make, and of version control.
# fmt: off
NOT_ONES_OWN = frozenset((
    ".git", ".hg", ".svn", "node_modules", "bower_components", "vendor", "vendored", "third_party", "third-party",
    "thirdparty", "external", "extern", ".venv", "venv", "env", ".env", "virtualenv", "site-packages",
    "dist-packages", ".tox", ".nox", ".eggs", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".ipynb_checkpoints", ".terraform", ".serverless", ".gradle", ".idea", ".vscode", ".cache", ".next", ".nuxt",
    "dist", "build", "target", "_build", "htmlcov", "coverage", "bazel-bin", "bazel-out", "pods", "deriveddata",
    "elm-stuff", "jspm_packages", "rendered", "golden", "__snapshots__",
))
# fmt: on
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class Limits(NamedTuple):
    """How far a scan goes."""

    found: int = MOST_FOUND
    depth: int = DEEPEST
    bytes: int = MOST_READ
    seconds: float = SECONDS


LIMITS = Limits()


class _Reached(Exception):
    """A limit of the whole scan."""


class Walk:
    """One scan: what was found and what was left out so far."""

    def __init__(self, rules: Rules, limits: Limits, progress: Callable[[int], None]) -> None:
        self.rules, self.limits, self.progress = rules, limits, progress
        self.findings: list[Finding] = []
        self.skipped = Counter[str]()
        self.files = self.read = self.bytes = self.met = 0
        self.times = Counter[str]()  # files in which each rule was found
        self.seen: set[tuple[int, int]] = set()  # length and checksum of what was read
        self.complete = True
        self.end = time.monotonic() + limits.seconds

    def folder(self, name: str, prefix: str) -> None:
        """Everything below a folder that the person named; raises Misuse where it cannot be read."""
        try:
            descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise Misuse(f"{clipped(name)}: cannot be scanned: {reason}; name a folder") from None
        try:
            self._below(descriptor, prefix, 0)
        except _Reached:
            self.complete = False
            self.skipped["beyond_limits"] += 1

    def _below(self, descriptor: int, prefix: str, depth: int) -> None:
        """The entries of an open folder, which is closed at the end."""
        try:
            for name, mode in self._entries(descriptor):
                self._met()
                path = f"{prefix}{name}"
                if stat.S_ISLNK(mode):
                    self.skipped["links"] += 1
                elif stat.S_ISDIR(mode):
                    self._enter(descriptor, name, path, depth)
                elif stat.S_ISREG(mode):
                    self.files += 1
                    self._file(descriptor, name, path)
                else:
                    self.skipped["special"] += 1
        finally:
            os.close(descriptor)

    def _entries(self, descriptor: int) -> Iterator[tuple[str, int]]:
        """Names and kinds, sorted so that the same tree gives the same findings; none of a bare repository."""
        try:
            with os.scandir(descriptor) as entries:
                found = sorted((entry.name, _mode(entry)) for entry in islice(entries, self.limits.found + 1))
        except OSError:
            self.skipped["unreadable"] += 1
            return
        names = {name for name, _ in found}
        if {"HEAD", "objects", "refs"} <= names:
            self.skipped["folders"] += 1  # a bare repository
            return
        yield from found

    def _met(self) -> None:
        self.met += 1
        if self.met % 500 == 0:
            self.progress(self.met)
            if time.monotonic() > self.end:
                raise _Reached
        if self.met > self.limits.found:
            raise _Reached

    def _enter(self, above: int, name: str, path: str, depth: int) -> None:
        if name.casefold() in NOT_ONES_OWN or name.casefold().endswith((".egg-info", ".dist-info")):
            self.skipped["folders"] += 1
            return
        if depth >= self.limits.depth:
            self.complete = False
            self.skipped["beyond_limits"] += 1
            return
        try:
            descriptor = os.open(name, _FOLDER, dir_fd=above)
        except OSError:
            self.skipped["unreadable"] += 1
            return
        self._below(descriptor, f"{path}/", depth + 1)

    def _file(self, folder: int, name: str, path: str) -> None:
        rules = [one for one in self.rules.for_path(path) if self.times[one.rule.id] < MOST_FILES]
        if not rules:
            return
        data = b"" if _by_name_alone(rules) else self._data(folder, name)
        if data is None:
            return
        if b"\0" in data[:8192]:
            self.skipped["binary"] += 1
            return
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        if data and self._is_copy(data):
            self.skipped["copies"] += 1
            return
        if is_generated(path, text):
            self.skipped["generated"] += 1
            return
        for finding in findings_in(path, text, rules):
            self.times[finding.rule] += 1
            self.findings.append(finding)

    def _is_copy(self, data: bytes) -> bool:
        """Whether the same was read before: a copy shows no more than what it is a copy of."""
        key = (len(data), zlib.crc32(data))
        known = key in self.seen
        self.seen.add(key)
        return known

    def _data(self, folder: int, name: str) -> bytes | None:
        """The beginning of a regular file, None where it is none or cannot be read."""
        try:
            descriptor = os.open(name, _FILE, dir_fd=folder)
        except OSError:
            self.skipped["unreadable"] += 1
            return None
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                self.skipped["special"] += 1
                return None
            data = os.read(descriptor, LARGEST)
        except OSError:
            self.skipped["unreadable"] += 1
            return None
        finally:
            os.close(descriptor)
        self.skipped["large"] += status.st_size > LARGEST
        self.read += 1
        self.bytes += len(data)
        if self.bytes > self.limits.bytes:
            raise _Reached
        return data


def _by_name_alone(rules: list[Compiled]) -> bool:
    return all(one.match is None and not one.also and not one.unless and not one.rule.word for one in rules)


def _mode(entry: "os.DirEntry[str]") -> int:
    """The kind of an entry as a mode, without a call to the system where the folder tells it."""
    if entry.is_symlink():
        return stat.S_IFLNK
    if entry.is_dir(follow_symlinks=False):
        return stat.S_IFDIR
    if entry.is_file(follow_symlinks=False):
        return stat.S_IFREG
    return stat.S_IFIFO


def scan(
    folders: tuple[str, ...], rules: Rules, progress: Callable[[int], None] = lambda _: None, limits: Limits = LIMITS
) -> Scan:
    """What the folders show; raises Misuse where one of them cannot be read. Paths are below the folder named."""
    walk = Walk(rules, limits, progress)
    for folder in folders:
        # With several folders the paths say which one they are in.
        walk.folder(folder, f"{Path(folder).name or folder}/" if len(folders) > 1 else "")
    walk.findings.sort(key=lambda one: (one.skill, -one.level, one.rule, one.file))
    names = Skipped.model_fields
    looked = Looked.model_construct(
        folders=folders,
        files=walk.files,
        read=walk.read,
        complete=walk.complete,
        skipped=Skipped.model_validate({name: walk.skipped[name] for name in names}),
    )
    return Scan.model_construct(
        looked=looked,
        skills=supported(walk.findings, rules.skills),
        findings=tuple(walk.findings),
    )
