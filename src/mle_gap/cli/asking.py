"""How a person can be asked here: with single keys, line by line, or not at all."""

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import TypeVar

from mle_gap.ask import Script, ask_keys, ask_lines
from mle_gap.cli.output import page_for
from mle_gap.errors import Misuse

S = TypeVar("S")
Asking = Callable[[Script[S], S, Callable[[S], None]], S]


def way_to_ask(plain: bool, instead: str) -> Asking[S]:
    """Single keys on a terminal, lines where that is wanted or the terminal cannot draw; raises Misuse.

    `instead` names the options with which nothing has to be asked.
    """
    terminal = sys.stdin is not None and sys.stdin.isatty()
    if not plain and not terminal:
        raise Misuse(f"standard input is no terminal to ask on; use --plain to read lines from it, {instead}")
    for stream, name in ((sys.stdin, "input"), (sys.stderr, "error")):
        if stream is None:
            raise Misuse(f"standard {name} is closed; use {instead}")
    if plain or os.environ.get("TERM", "dumb") == "dumb":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        width = page_for(None).width
        return lambda script, state, save: ask_lines(script, state, save, sys.stdin, sys.stderr, width)
    if not sys.stderr.isatty():
        raise Misuse(f"standard error is no terminal to draw on; use --plain, {instead}")
    return ask_keys
