"""What a quiz shows: a question, and the explanation of an answer, as one screen of any size or as lines. Pure."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.text import Text

from mle_gap.drawing import Canvas
from mle_gap.page import Page
from mle_gap.quiz import OPEN, Given, State
from mle_gap.screen import choice, fitted, wrapped

UNSURE = "I don't know."
NOTICE = 'No need to guess: "I don\'t know" is an answer too, and the right one is told either way.'
say = Canvas(Page()).say


class Board(NamedTuple):
    """What is shown beside the questions: names of skills, notes with the first question."""

    names: Mapping[str, str]
    notes: tuple[str, ...] = ()


def screen(board: Board, state: State, width: int, height: int) -> list[Text]:
    """At most `height` lines no longer than `width`; where not all fits, the part around the cursor."""
    if state.told is not None:
        return _explanation(board, state, state.told, width, height)
    assert state.asked is not None
    item = state.asked.item
    head = wrapped([say((board.names[state.asked.skill], "bold"), "  ", (_place(state), "dim"))], width)
    foot = wrapped([say((_keys(state), "dim"))], width)
    notes = board.notes if not state.given and not state.skipped else ()
    preface = wrapped([*(say((note, "yellow")) for note in notes), say(item.ask)], width)
    preface += [line for row in _code(item.code) for line in _folded(row, width)]
    blocks = [preface, *(choice(n + 1, state.asked.option(n).text, n == state.cursor, width) for n in range(OPEN))]
    blocks.append(choice(0, UNSURE, state.cursor == OPEN, width))
    return fitted(head, blocks, foot, 0 if state.cursor is None else state.cursor + 1, height)


def _explanation(board: Board, state: State, told: int, width: int, height: int) -> list[Text]:
    given = state.given[told]
    head = wrapped([say((board.names[given.asked.skill], "bold"), "  ", (f"answer {told + 1}", "dim"))], width)
    foot = wrapped([say((_keys(state), "dim"))], width)
    style = "bold green" if given.chosen == 0 else "bold yellow"
    verdict, *rest = told_of(given)
    body = wrapped([say((verdict, style)), *map(say, rest)], width)
    asked = wrapped([say((given.asked.item.ask, "dim"))], width)
    asked += [line for row in _code(given.asked.item.code) for line in _folded(row, width)]
    return fitted(head, [body, asked], foot, 0, height)


def told_of(given: Given) -> Iterator[str]:
    """Whether the answer was right, which one is, why, what led astray, and where to read it."""
    item = given.asked.item
    if given.chosen == 0:
        yield f"Right: {item.right.text}"
    else:
        yield "Not known, which is worth knowing." if given.chosen is None else "Not right."
        yield f"The answer: {item.right.text}"
    yield f"Why: {item.why}"
    if given.chosen:
        chosen = item.wrong[given.chosen - 1]
        yield f"You chose: {chosen.text}. Whoever chooses it often {chosen.mistake.rstrip('.')}."
    yield f"Read: {item.source.title}, {item.source.url}"


def words(board: Board, state: State) -> Iterator[str]:
    """The question or the explanation in lines, for line mode."""
    if state.told is not None:
        yield from told_of(state.given[state.told])
        return
    assert state.asked is not None
    if not state.given and not state.skipped:
        yield from board.notes
    yield ""
    yield f"{board.names[state.asked.skill]}, {_place(state)}. {state.asked.item.ask}"
    yield from _code(state.asked.item.code)
    for n in range(OPEN):
        yield f"{n + 1}  {state.asked.option(n).text}"
    yield f"0  {UNSURE}"


def keys_for(state: State) -> str:
    """The letters that work now, for line mode."""
    return "1-3 answer, 0 don't know, s skip, q stop and see the result" if state.told is None else "Enter"


def _keys(state: State) -> str:
    back = "  b back" if (state.told if state.told is not None else len(state.given)) else ""
    if state.told is not None:
        return f"Enter goes on{back}  q result"
    return f"1-3 answer  0 don't know  up/down Enter{back}  s skip  q result"


def _place(state: State) -> str:
    limit = f" of at most {state.course.limit}" if state.course.limit < 1000 else ""
    return f"question {len(state.given) + 1}{limit}"


def _code(code: str | None) -> Iterator[str]:
    if code is not None:
        yield ""
        yield from (f"    {line}" for line in code.rstrip().splitlines())
        yield ""


def _folded(line: str, width: int) -> Iterator[Text]:
    """A line of code at its own width, for its blanks count; longer than the page, it goes on below."""
    for start in range(0, max(len(line), 1), width):
        yield say((line[start : start + width], "cyan"))
