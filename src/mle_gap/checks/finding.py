"""What a check finds, before it has a line. Pure."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from mle_gap.errors import did_you_mean
from mle_gap.yaml_text import Place


class Finding(NamedTuple):
    """One thing wrong at a path of one of the two files."""

    file: str
    path: Place
    what: str
    hint: str = ""


def unknown(file: str, path: Place, kind: str, word: str, known: Collection[str]) -> Iterator[Finding]:
    """A finding unless the word is known."""
    if word not in known:
        hint = did_you_mean(word, known) or f"known: {', '.join(islice(known, 12))}"
        yield Finding(file, path, f"unknown {kind} `{word}`", hint)
