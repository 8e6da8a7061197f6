"""What the questionnaire shows: the words of a question, and one screen of it at any size. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from mle_gap.drawing import Canvas
from mle_gap.models.catalog import Background, Catalogue, Skill
from mle_gap.page import Page
from mle_gap.questionnaire import State

NONE = "None of these yet."
say = Canvas(Page()).say


class Sheet(NamedTuple):
    """What is shown beside the questions: `background` is whose typical level is told after an answer, `notes` come
    with the first question shown, which is number `start`."""

    catalogue: Catalogue
    background: Background | None = None
    notes: tuple[str, ...] = ()
    start: int = 0

    def skill(self, state: State) -> Skill:
        """The skill asked about now."""
        return self.catalogue.skills[state.skill]

    def beside(self, state: State) -> tuple[str, ...]:
        """The notes, and what a person of the background typically answers to the question before."""
        notes = self.notes if state.position == self.start else ()
        if self.background is None or state.position == 0:
            return notes
        before = state.asked[state.position - 1]
        told, typical = state.ratings.get(before), self.background.typical.get(before)
        if not isinstance(told, int) or typical is None:
            return notes
        name = self.catalogue.skills[before].name
        return (*notes, f"{name}: you {told}, a {self.background.name.lower()} typically {typical}.")


def choices(skill: Skill) -> tuple[str, ...]:
    """The five answers, 0 to 4, in words."""
    return (NONE, *(level.can for level in skill.levels))


def keys_for(state: State) -> str:
    """The letters that work now, for line mode."""
    report = ", r report now" if state.may_report else ""
    return f"0-4 answer, b back, s skip, n not applicable, q quit and keep{report}"


def screen(sheet: Sheet, state: State, width: int, height: int) -> list[Text]:
    """At most `height` lines no longer than `width`; where not all fits, the part around the cursor."""
    skill = sheet.skill(state)
    count = f"{state.position + 1} of {len(state.asked)}"
    head = _wrapped([say((skill.name, "bold"), "  ", (count, "dim"))], width)
    foot = _wrapped([say((_keys(state), "dim"))], width)
    preface = [say((skill.summary, "dim")), *(say((note, "yellow")) for note in sheet.beside(state))]
    blocks = [_wrapped(preface, width)]
    blocks += [_choice(n, words, n == state.cursor, width) for n, words in enumerate(choices(skill))]
    return head + _window(blocks, state.cursor + 1, height - len(head) - len(foot)) + foot


def _keys(state: State) -> str:
    report = "  r report now" if state.may_report else ""
    return f"0-4 answer  up/down Enter choose  b back  s skip  n not applicable  q quit and keep{report}"


def _choice(n: int, words: str, chosen: bool, width: int) -> list[Text]:
    style = "bold reverse" if chosen else ""
    first, *rest = _wrapped([say(words)], width - 4)
    lines = [say((f" {n} ", style or "bold"), " ", first)]
    return lines + [say("    ", line) for line in rest]


def _wrapped(texts: Sequence[Text], width: int) -> list[Text]:
    console = Console(width=width, _environ={})
    return [line for text in texts for line in text.wrap(console, width)]


def _window(blocks: Sequence[Sequence[Text]], cursor: int, room: int) -> list[Text]:
    """All blocks if they fit the room, else as many lines as fit with the whole block of the cursor among them."""
    lines = [line for block in blocks for line in block]
    if len(lines) <= room:
        return lines
    room = max(room, len(blocks[cursor]) + 2)
    end = sum(len(block) for block in blocks[: cursor + 1])
    start = max(0, end - room + 1)
    start += start > 0
    shown = lines[start : start + room - (start > 0)]
    if start > 0:
        shown.insert(0, say(("    more above: up", "yellow")))
    if start + len(shown) - (start > 0) < len(lines):
        shown[-1] = say(("    more below: down", "yellow"))
    return shown
