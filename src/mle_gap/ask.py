"""Asks the questionnaire: one question a screen with single keys, or line by line for screen readers and pipes.

Everything is drawn on standard error, so that standard output carries the report alone.
"""

import os
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from mle_gap.questionnaire import LETTERS, State, press
from mle_gap.screen import Sheet, choices, keys_for, screen
from mle_gap.visible import visible

POLL_SECONDS = 0.2  # how soon a new window size shows
LONGEST_LINE = 10_000  # characters; no answer is longer than one
Save = Callable[[State], None]


def ask_lines(sheet: Sheet, state: State, save: Save, source: TextIO, out: TextIO, width: int) -> State:
    """Ask by printing and reading lines; returns an unfinished state when the input ends early."""
    with ended_by_signals():
        return _ask_lines(sheet, state, save, source, out, width)


def _ask_lines(sheet: Sheet, state: State, save: Save, source: TextIO, out: TextIO, width: int) -> State:
    shown = None
    while not state.finished and not state.ended:
        if state != shown:
            _say(out, _question(sheet, state), width)
            shown = state
        print(f"{keys_for(state)}: ", end="", file=out, flush=True)
        line = _line(source)
        if line is None or not source.isatty():
            print(file=out)  # the end of a line that nobody typed
        if line is None:
            break
        after = press(state, line) if line in LETTERS or (line.isdigit() and len(line) == 1) else state
        if after is state and line:
            _say(out, [f"`{visible(line[:20])}` is no answer here."], width)
        elif after is not state:
            state = after
            save(state)
    return state


def _line(source: TextIO) -> str | None:
    """The next line in small letters without its ends, None at the end of the input or where a line has none."""
    line = source.readline(LONGEST_LINE)
    return line.strip().lower() if line and (line.endswith("\n") or len(line) < LONGEST_LINE) else None


def _question(sheet: Sheet, state: State) -> Iterator[str]:
    skill = sheet.skill(state)
    yield from sheet.beside(state)
    yield ""
    yield f"Question {state.position + 1} of {len(state.asked)}: {skill.name}. {skill.summary}"
    for n, words in enumerate(choices(skill)):
        yield f"{n}  {words}"


def _say(out: TextIO, lines: Iterable[str], width: int) -> None:
    for line in lines:
        print(textwrap.fill(visible(line), max(width, 20)), file=out)


def ask_keys(sheet: Sheet, state: State, save: Save) -> State:
    """Ask with single keys on the terminal behind standard error; redraws when the window changes its size."""
    from blessed import Terminal  # slow to import, and line mode does without

    with _plain_terminal():
        terminal = Terminal(stream=sys.__stderr__)
    drawn: Any = None
    with ended_by_signals(), not_suspended(), terminal.fullscreen(), terminal.cbreak(), terminal.hidden_cursor():
        while not state.finished and not state.ended:
            view = (state, terminal.width, terminal.height)
            if view != drawn:
                _draw(terminal, screen(sheet, *view))
                drawn = view
            key = terminal.inkey(timeout=POLL_SECONDS)
            after = press(state, (key.name or "") if key.is_sequence else str(key)) if key else state
            if (after.ratings, after.used) != (state.ratings, state.used):
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
def ended_by_signals() -> Iterator[None]:
    """Every signal to end raises KeyboardInterrupt, once, so that what has to be set right is, without haste."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    ends = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in ends}

    def end(*_: object) -> None:
        for number in ends:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in ends:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
