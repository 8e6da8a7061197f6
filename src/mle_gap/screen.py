"""What the questionnaire shows: the words of a question, and one screen of it at any size. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from mle_gap.drawing import Canvas
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Background
from mle_gap.models.skills import Skill
from mle_gap.page import Page
from mle_gap.questionnaire import State

NONE = "None of these yet."
say = Canvas(Page()).say


class Sheet(NamedTuple):
    """What is shown beside the questions: `background` is whose typical level is told after an answer, `notes` come
    with the first question shown, which is number `start`; `dates` are those of earlier ratings, `sources` the words
    that hints come from."""

    catalogue: Catalogue
    background: Background | None = None
    notes: tuple[str, ...] = ()
    start: int = 0
    dates: Mapping[str, date] = MappingProxyType({})
    sources: Mapping[str, str] = MappingProxyType({})

    def skill(self, state: State) -> Skill:
        """The skill asked about now."""
        return self.catalogue.skills[state.skill]

    def beside(self, state: State) -> tuple[str, ...]:
        """The notes, what was answered before, and what a person of the background typically answers."""
        notes = self.notes if state.position == self.start else ()
        if isinstance(state.rating, str):
            notes = (*notes, f"Answered so far: {state.rating.replace('unknown', 'skipped').replace('_', ' ')}.")
        if state.rating is None and state.skill in state.earlier:
            notes = (*notes, self._last_time(state))
        if state.rating is None and state.skill in state.hints and state.skill not in state.earlier:
            notes = (*notes, f"Your resume: {self.sources.get(state.skill, '')}; a hint only, what can you do today?")
        if state.skill in state.used:
            notes = (*notes, f"Last used: {state.used[state.skill]}; u goes on to the year before.")
        if state.position == state.quick < len(state.asked):
            left = len(state.asked) - state.quick
            notes = (*notes, f"The quick questions are done: r shows the report now, or go on with the other {left}.")
        return (*notes, *self._typical(state))

    def _last_time(self, state: State) -> str:
        """What was answered in an earlier assessment, and when."""
        rating = str(state.earlier[state.skill]).replace("unknown", "skipped").replace("_", " ")
        day = f", on {self.dates[state.skill].isoformat()}" if state.skill in self.dates else ""
        return f"Last time{day}: {rating}; = keeps it."

    def _typical(self, state: State) -> tuple[str, ...]:
        if self.background is None or state.position == 0:
            return ()
        before = state.asked[state.position - 1]
        told, typical = state.ratings.get(before), self.background.typical.get(before)
        if not isinstance(told, int) or typical is None:
            return ()
        name = self.catalogue.skills[before].name
        return (f"{name}: you {told}, a {self.background.name.lower()} typically {typical}.",)


def words(sheet: Sheet, state: State) -> Iterator[str]:
    """The question in lines, for line mode."""
    skill = sheet.skill(state)
    yield from sheet.beside(state)
    yield ""
    yield f"Question {state.position + 1} of {len(state.asked)}: {skill.name}. {skill.summary}"
    for n, sentence in enumerate(choices(skill)):
        yield f"{n}  {sentence}"


def choices(skill: Skill) -> tuple[str, ...]:
    """The five answers, 0 to 4, in words."""
    return (NONE, *(level.can for level in skill.levels))


def keys_for(state: State) -> str:
    """The letters that work now, for line mode."""
    report = ", r report now" if state.may_report else ""
    back = ", b back" if state.position else ""
    keep = ", = last time" if state.rating is None and state.skill in state.earlier else ""
    return f"0-4 answer{keep}{back}, s skip, n not applicable, u last used, q quit and keep{report}"


def screen(sheet: Sheet, state: State, width: int, height: int) -> list[Text]:
    """At most `height` lines no longer than `width`; where not all fits, the part around the cursor."""
    skill = sheet.skill(state)
    count = f"{state.position + 1} of {len(state.asked)}"
    head = wrapped([say((skill.name, "bold"), "  ", (count, "dim"))], width)
    foot = wrapped([say((_keys(state), "dim"))], width)
    preface = [say((skill.summary, "dim")), *(say((note, "yellow")) for note in sheet.beside(state))]
    blocks = [wrapped(preface, width)]
    blocks += [choice(n, words, n == state.cursor, width) for n, words in enumerate(choices(skill))]
    return fitted(head, blocks, foot, 0 if state.cursor is None else state.cursor + 1, height)


def fitted(head: list[Text], blocks: Sequence[list[Text]], foot: list[Text], place: int, height: int) -> list[Text]:
    """Head, blocks and foot in at most `height` lines; where not all fits, the part around the block at `place`."""
    body = [line for block in blocks for line in block]
    if len(head) + len(body) + len(foot) + 2 <= height:
        blank = [say("")]
        return head + blocks[0] + blank + body[len(blocks[0]) :] + blank + foot
    # The answer chosen matters most: the keys, then the name give way to it.
    least = len(blocks[place]) + 2
    foot = foot if len(head) + least + len(foot) <= height else []
    head = head if len(head) + least <= height else []
    return (head + _window(blocks, place, height - len(head) - len(foot)) + foot)[:height]


def _keys(state: State) -> str:
    report = "  r report" if state.may_report else ""
    keep = "  = last time" if state.rating is None and state.skill in state.earlier else ""
    return f"0-4 answer{keep}  up/down Enter  b back  s skip  n not applicable  u used  q quit{report}"


def choice(n: int, words: str, chosen: bool, width: int) -> list[Text]:
    """One answer with its key, marked where the cursor is on it."""
    # The mark is there for whoever sees no colours.
    head = (f">{n} ", "bold reverse") if chosen else (f" {n} ", "bold")
    first, *rest = wrapped([say(words)], width - 4)
    lines = [say(head, " ", first)]
    return lines + [say("    ", line) for line in rest]


def wrapped(texts: Sequence[Text], width: int) -> list[Text]:
    """Texts in lines no wider than that."""
    console = Console(width=width, _environ={})
    return [line for text in texts for line in text.wrap(console, width)]


def _window(blocks: Sequence[Sequence[Text]], place: int, room: int) -> list[Text]:
    """As many lines as fit the room, with the whole block at `place` among them, and where there is more."""
    lines = [line for block in blocks for line in block]
    if len(lines) <= room:
        return lines
    end = sum(len(block) for block in blocks[: place + 1])
    begin = end - len(blocks[place])
    if room < len(blocks[place]) + 2:
        return lines[begin : begin + max(room, 1)]
    if end < room:
        return [*lines[: room - 1], say(("    more below: down", "yellow"))]
    last = end == len(lines)
    # One line says that there is more above; unless this is the end, one says that there is more below.
    start = min(begin, max(end - room + 1 + (not last), 0))
    shown = [say(("    more above: up", "yellow")), *lines[start : start + room - 1 - (not last)]]
    return shown if last else [*shown, say(("    more below: down", "yellow"))]
