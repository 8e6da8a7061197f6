"""Asks the questionnaire: one question a screen with single keys, or line by line for screen readers and pipes.

Everything is drawn on standard error, so that standard output carries the report alone.
"""

import signal
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from mle_gap.questionnaire import State, press
from mle_gap.screen import Sheet, choices, keys_for, screen
from mle_gap.visible import visible

POLL_SECONDS = 0.2  # how soon a new window size shows
Save = Callable[[State], None]


def ask_lines(sheet: Sheet, state: State, save: Save, source: TextIO, out: TextIO, width: int) -> State:
    """Ask by printing and reading lines; returns an unfinished state when the input ends early."""
    shown = None
    while not state.finished and not state.ended:
        if state != shown:
            _say(out, _question(sheet, state), width)
            shown = state
        print(f"{keys_for(state)}: ", end="", file=out, flush=True)
        line = source.readline()
        if not line:
            print(file=out)
            break
        after = press(state, line.strip())
        if after is state and line.strip():
            _say(out, [f"`{visible(line.strip()[:20])}` is no answer here."], width)
        elif after is not state:
            state = after
            save(state)
    return state


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

    terminal = Terminal(stream=sys.__stderr__)
    drawn: Any = None
    with _ended_by_signals(), terminal.fullscreen(), terminal.cbreak(), terminal.hidden_cursor():
        while not state.finished and not state.ended:
            view = (state, terminal.width, terminal.height)
            if view != drawn:
                _draw(terminal, screen(sheet, *view))
                drawn = view
            key = terminal.inkey(timeout=POLL_SECONDS)
            after = press(state, (key.name or "") if key.is_sequence else str(key)) if key else state
            if after.ratings != state.ratings:
                save(after)
            state = after
    return state


def _draw(terminal: Any, lines: list[Text]) -> None:
    out = StringIO()
    console = Console(
        file=out,
        width=terminal.width,
        force_terminal=True,
        color_system="standard" if terminal.number_of_colors >= 8 else None,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        console.print(line, end="", soft_wrap=True)
        out.write(terminal.clear_eol + "\r\n")
    # The last line has no line break: it would scroll the first one away.
    terminal.stream.write(terminal.home + out.getvalue().removesuffix("\r\n") + terminal.clear_eos)
    terminal.stream.flush()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Termination and hang-up end the questionnaire as Ctrl-C does, so that the terminal is set right again."""
    before = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
