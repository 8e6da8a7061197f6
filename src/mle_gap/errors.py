"""What can go wrong, as values: a problem in a file, and the exceptions the command line turns into exit codes."""

from collections.abc import Iterable
from typing import NamedTuple

MAX_PROBLEMS = 50
CANDIDATES = 60  # for a suggestion; comparing with thousands would take seconds


class Problem(NamedTuple):
    """One thing wrong in something read: where it stands, what it is and what to do about it."""

    file: str
    line: int | None
    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        middle = f"{clipped(self.where)}: " if self.where else ""
        return f"{place}: {middle}{clipped(self.what)}" + (f"; {self.hint}" if self.hint else "")


class MleGapError(Exception):
    """Something the person can mend; `status` is the exit code it leads to."""

    status = 2


class BadInput(MleGapError):
    """What was read is refused; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Misuse(MleGapError):
    """The command line asks for something that does not exist or does not go together."""


class CannotWrite(MleGapError):
    """A result could not be written."""

    status = 3


def clipped(text: str, length: int = 200) -> str:
    """A text short enough for a message: the beginning, and that there was more."""
    return text if len(text) <= length else f"{text[:length]}..."


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint `did you mean ...?` for a mistyped word, or the empty string."""
    from difflib import get_close_matches  # only who mistypes pays for it

    known = [name for name in known if name and name != word]
    word = word[:80].casefold()
    likely = sorted(known, key=lambda name: (name[:1].casefold() != word[:1], abs(len(name) - len(word))))
    folded = {name.casefold(): name for name in likely[:CANDIDATES]}
    close = get_close_matches(word, folded, n=1, cutoff=0.6)
    return f"did you mean {folded[close[0]]}?" if close else ""
