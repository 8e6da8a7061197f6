"""Reads files and standard input, within limits, and knows where the shipped data lies."""

import os
import sys
import zlib
from pathlib import Path

from mle_gap.document import MAX_BYTES
from mle_gap.errors import Misuse, clipped

QUIZ, SUFFIX = "quiz", ".yaml"


def data_folder() -> Path:
    """Where the shipped catalogue is: inside the installed package, else at the root of the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def read_bytes(path: Path | str) -> bytes:
    """At most 1 MiB and one byte of a file, or of standard input for `-`; raises Misuse where there is none."""
    return read_whole(path, MAX_BYTES + 1)


def read_whole(path: Path | str, most: int) -> bytes:
    """The same of another size."""
    if str(path) == "-" and sys.stdin is None:
        raise Misuse("standard input is closed; name a file with --answers FILE")
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(most)
        with Path(path).open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Misuse(
            f"{clipped(str(path)) or 'a file without name'}: cannot be read: {reason}; check the path"
        ) from None


def checksum_of(*contents: bytes) -> int:
    """Tells whether contents have changed since; not against malice, but it is there without loading anything."""
    checksum = 0
    for content in contents:
        checksum = zlib.crc32(len(content).to_bytes(8, "big") + content, checksum)
    return checksum


def sha256_of(*contents: bytes) -> str:
    """A digest over several contents, each with its length."""
    import hashlib  # the shipped catalogue does without

    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def quizzes_in(folder: Path) -> tuple[str, ...]:
    """The skills a catalogue folder has quiz files on; none where there is no such folder."""
    try:
        names = os.listdir(folder / QUIZ)  # noqa: PTH208 - half the time, on every start
    except (OSError, ValueError):  # a NUL in the name
        return ()
    return tuple(sorted(name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)))
