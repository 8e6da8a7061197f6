"""Where results go: standard output or a file, and what that place can show."""

import errno
import json
import os
import shutil
import stat
import sys
import textwrap
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from mle_gap.errors import CannotWrite, Misuse, Problem, clipped
from mle_gap.page import Page
from mle_gap.visible import visible

WIDEST = 500
OPENED = ("/dev/fd/", "/dev/stdout", "/dev/stderr", "/proc/self/fd/")
LONGEST = 800  # letters of a message
MOST_TOLD = 3  # records that cannot be read, in one run


class Result(NamedTuple):
    """What a command returns: text to print, the exit status, where the text goes, a last word for the person."""

    text: str
    status: int = 0
    output: str | None = None
    note: str = ""


def page_for(output: str | None) -> Page:
    """What the place can show; COLUMNS, NO_COLOR, FORCE_COLOR and TERM=dumb are honoured."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    if output not in (None, "-"):
        return Page(width=width)
    return Page(width=width, color=_color(sys.stdout), unicode=speaks_unicode(sys.stdout))


def _color(stream: TextIO | None) -> bool:
    if os.environ.get("NO_COLOR") or stream is None:
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def speaks_unicode(stream: TextIO | None) -> bool:
    """Whether characters beyond ASCII can be written to the stream."""
    return stream is None or (stream.encoding or "").lower().replace("-", "").startswith("utf")


def deliver(result: Result) -> None:
    """Write a result where it belongs; raises CannotWrite, and BrokenPipeError where nobody reads any more."""
    if result.output not in (None, "-"):
        _write_file(Path(str(result.output)), result.text)
        return
    if sys.stdout is None:
        raise CannotWrite("standard output is closed; name a file with --output FILE")
    try:
        sys.stdout.write(result.text if speaks_unicode(sys.stdout) else _ascii(result.text))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(sys.stdout)
        raise CannotWrite(f"standard output: cannot be written: {error.strerror}") from None


def _write_file(path: Path, text: str) -> None:
    """A regular file is replaced whole, so that a failure leaves the old one; a device or pipe is written to."""
    try:
        if str(path.absolute()).startswith(OPENED) or (path.exists() and not path.is_file()):
            # What somebody has open already is added to: it may be a file with other text in it.
            with path.open("a", encoding="utf-8") as file:
                file.write(text)
            return
        path = path.resolve()
        temporary = path.with_name(f".{path.name[:200]}.{os.urandom(4).hex()}.tmp")
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "it is read-only")
        try:
            temporary.write_text(text, encoding="utf-8")
            if path.exists():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite(f"{path}: cannot be written: {reason}; name another --output") from None


def json_text(value: Any) -> str:
    """A value as JSON, as all commands print it."""
    return json.dumps(value, indent=2) + "\n"


def complain(words: str) -> None:
    """One line for the person on standard error; never fails."""
    if sys.stderr is None:
        return
    line = f"mle-gap: {visible(clipped(words, LONGEST))}"
    line = line if speaks_unicode(sys.stderr) else _ascii(line)
    try:
        if sys.stderr.isatty():
            width = shutil.get_terminal_size().columns
            line = textwrap.fill(line, max(width, 20), break_long_words=False, break_on_hyphens=False)
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def tell(problems: list[Problem], newest: str) -> None:
    """Name the records that could not be read, and what that means."""
    for problem in problems[-MOST_TOLD:]:
        newer = problem.file.rpartition("/")[2] > newest
        complain(f"{problem}; {'an older assessment is used' if newer else 'it is skipped'}")


def confirmed(question: str) -> bool:
    """Whether the person at the terminal types yes; raises Misuse where there is nobody to ask."""
    if sys.stdin is None or not sys.stdin.isatty() or sys.stderr is None:
        raise Misuse("there is no terminal to ask on; use --yes to do it without asking")
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() == "yes"


def _ascii(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode("ascii")


def silence(stream: TextIO | None) -> None:
    """Let what is still buffered go nowhere, so that the interpreter does not fail at its end."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
