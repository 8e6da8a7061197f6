"""Asks the questionnaire: one question a screen with single keys, or line by line for screen readers and pipes.

Everything is drawn on standard error, so that standard output carries the report alone.
"""

import os
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any, Generic, NamedTuple, TextIO, TypeVar

from rich.console import Console
from rich.text import Text

from mle_gap.visible import visible

POLL_SECONDS = 0.2  # how soon a new window size shows
LOST_SECONDS = 1.0  # no way out takes longer
LONGEST_LINE = 10_000  # characters; no answer is longer than one
S = TypeVar("S")


class Script(NamedTuple, Generic[S]):
    """What is asked, as functions of a state: how it looks, what a key does to it, when it is over.

    `kept` is what must be saved once it changes; what `passes` is shown and needs no answer in line mode.
    """

    press: Callable[[S, str], S]
    screen: Callable[[S, int, int], list[Text]]
    words: Callable[[S], Iterable[str]]
    keys: Callable[[S], str]
    letters: frozenset[str]
    over: Callable[[S], bool]
    kept: Callable[[S], object]
    passes: Callable[[S], bool] = lambda _: False


def ask_lines(script: Script[S], state: S, save: Callable[[S], None], source: TextIO, out: TextIO, width: int) -> S:
    """Ask by printing and reading lines; returns a state that is not over when the input ends early."""
    with ended_by_signals() as told, woken(told):
        return _ask_lines(script, state, save, source, out, width)


def _ask_lines(script: Script[S], state: S, save: Callable[[S], None], source: TextIO, out: TextIO, width: int) -> S:
    shown = None
    while not script.over(state):
        if state is not shown:
            _say(out, script.words(state), width)
            shown = state
        if script.passes(state):
            state = script.press(state, "KEY_ENTER")
            continue
        print(f"{script.keys(state)}: ", end="", file=out, flush=True)
        line = _line(source)
        if line is None or not source.isatty():
            print(file=out)  # the end of a line that nobody typed
        if line is None:
            break
        known = line in script.letters or (line.isdigit() and len(line) == 1)
        after = script.press(state, line) if known else state
        if after is state and line:
            _say(out, [f"`{visible(line[:20])}` is no answer here."], width)
        elif after is not state:
            changed = script.kept(after) != script.kept(state)
            state = after
            if changed:
                save(state)
    return state


def _line(source: TextIO) -> str | None:
    """The next line in small letters without its ends, None at the end of the input or where a line has none."""
    line = source.readline(LONGEST_LINE)
    return line.strip().lower() if line and (line.endswith("\n") or len(line) < LONGEST_LINE) else None


def _say(out: TextIO, lines: Iterable[str], width: int) -> None:
    for line in lines:
        print(textwrap.fill(visible(line), max(width, 20)), file=out)


def ask_keys(script: Script[S], state: S, save: Callable[[S], None]) -> S:
    """Ask with single keys on the terminal behind standard error; redraws when the window changes its size."""
    from blessed import Terminal  # slow to import, and line mode does without

    with _plain_terminal():
        terminal = Terminal(stream=sys.__stderr__)
    drawn: Any = None
    with ended_by_signals(), not_suspended(), terminal.fullscreen(), terminal.cbreak(), terminal.hidden_cursor():
        while not script.over(state):
            view = (state, terminal.width, terminal.height)
            if view != drawn:
                _draw(terminal, script.screen(*view))
                drawn = view
            key = terminal.inkey(timeout=POLL_SECONDS)
            after = script.press(state, (key.name or "") if key.is_sequence else str(key)) if key else state
            if script.kept(after) != script.kept(state):
                save(after)
            state = after
    return state


def _draw(terminal: Any, lines: list[Text]) -> None:
    out = StringIO()
    color = terminal.number_of_colors >= 8 and not os.environ.get("NO_COLOR")
    console = Console(
        file=out,
        width=terminal.width,
        force_terminal=True,
        color_system="standard" if color else None,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    out.write(terminal.home)
    for n, line in enumerate(lines):
        # Erased before it is written: after a full line the cursor still stands on its last letter.
        out.write(("\r\n" if n else "") + terminal.clear_eol)
        console.print(line, end="", soft_wrap=True)
    # What is left below goes too, but a line that fills the last row has nothing below it.
    out.write(f"\r\n{terminal.clear_eos}" if len(lines) < terminal.height else "")
    terminal.stream.write(out.getvalue())
    terminal.stream.flush()


@contextmanager
def _plain_terminal() -> Iterator[None]:
    """Keeps blessed from asking the terminal what it can do, and from drawing nothing where colours are unwanted.

    It would wait ten seconds for answers that a plain terminal never gives. These variables tell it that the terminal
    is known not to answer; NO_COLOR is honoured in `_draw`, which needs the cursor to move.
    """
    before = dict(os.environ)
    os.environ.update(ConEmuANSI="ON", TERM_PROGRAM=before.get("TERM_PROGRAM") or "unknown")
    os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        for name in ("ConEmuANSI", "TERM_PROGRAM", "NO_COLOR"):
            os.environ.pop(name, None)
            if name in before:
                os.environ[name] = before[name]


@contextmanager
def ended_by_signals() -> Iterator[list[float]]:
    """Every signal to end raises KeyboardInterrupt, once, so that what has to be set right is, without haste.

    The list gets the time at which that was.
    """
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    ends = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in ends}
    told: list[float] = []

    def end(*_: object) -> None:
        for number in ends:
            signal.signal(number, signal.SIG_IGN)
        told.append(time.monotonic())
        raise KeyboardInterrupt

    for number in ends:
        signal.signal(number, end)
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def woken(told: list[float]) -> Iterator[None]:
    """Interrupts reading now and then: a signal that comes just before a read begins is not seen until it ends.

    Where what a signal raised was lost on its way, in code that lets nothing through, it is raised again.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def tick(*_: object) -> None:
        if told and time.monotonic() > told[0] + LOST_SECONDS:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, POLL_SECONDS, POLL_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def not_suspended() -> Iterator[None]:
    """Ctrl-Z does nothing meanwhile: it would leave the shell on a screen in single-key mode."""
    if not hasattr(signal, "SIGTSTP"):
        yield
        return
    before = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)
