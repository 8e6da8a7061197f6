"""A quiz as a value: which question comes next, what a key does to it, when enough is known. Pure.

The skill that matters most to the readiness and is least decided comes first, and is asked about until it is decided;
of its questions the one comes next that is expected to tell most about whether the requirement is met.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from mle_gap.estimate import Sign, Want, beliefs
from mle_gap.levels import Chances, at_least, decided
from mle_gap.models.quiz import Item, Option
from mle_gap.response import MOST, Reply, best_level

LEAST, LEAST_NAMED = 2, 3  # before a skill is called decided; where it was named, also if it seems so beforehand
SECONDS = 40  # a question takes about so long, with its explanation
QUIT = "quit"
OPEN = 3  # the place of "I don't know", below the three options
LETTERS = frozenset("bsq")
KEYS = {
    "b": "back",
    "KEY_LEFT": "back",
    "KEY_BACKSPACE": "back",
    "s": "skip",
    "k": "up",
    "KEY_UP": "up",
    "j": "down",
    "KEY_DOWN": "down",
    "KEY_ENTER": "choose",
    "KEY_RIGHT": "choose",
    " ": "choose",
    "q": QUIT,
    "KEY_ESCAPE": QUIT,
    "\x04": QUIT,
}


class Asked(NamedTuple):
    """A question as it is put: `order` says which option of the item stands at each place, 0 is the right one."""

    skill: str
    item: Item
    order: tuple[int, ...]

    def option(self, place: int) -> Option:
        """The option at a place, 0 to 2."""
        return self.item.options[self.order[place]]


class Given(NamedTuple):
    """A question with its answer: the option of the item that was chosen, None for "I don't know"."""

    asked: Asked
    chosen: int | None

    @property
    def reply(self) -> Reply:
        """What the answer tells of the level."""
        return Reply(self.asked.item.level, self.chosen == 0, self.chosen is None)


class Course(NamedTuple):
    """What a sitting goes by: questions left by skill, what is asked of each skill, what is known from before."""

    items: Mapping[str, tuple[Item, ...]]
    wants: tuple[Want, ...]
    signs: Mapping[str, Sign] = MappingProxyType({})
    seed: int = 0
    most: int = MOST
    named: bool = False
    limit: int = 10_000  # questions in all


class State(NamedTuple):
    """Where a person is: at the question `asked`, or at the explanation of the answer number `told`."""

    course: Course
    asked: Asked | None = None
    given: tuple[Given, ...] = ()
    skipped: frozenset[str] = frozenset()
    told: int | None = None
    cursor: int | None = 0
    ended: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing is left to show."""
        return bool(self.ended) or (self.asked is None and self.told is None)


def begin(course: Course) -> State:
    """The state at the first question; over at once where there is none."""
    return State(course, _next(course, (), frozenset()))


def press(state: State, key: str) -> State:
    """The state after a key: a digit, a letter or the name of a key; an unknown key changes nothing."""
    action = KEYS.get(key.lower() if len(key) == 1 else key, "")
    if action == QUIT:
        return state._replace(ended=QUIT)
    if state.told is not None:
        return _at_explanation(state, state.told, action)
    if state.asked is None:
        return state
    if len(key) == 1 and key in "0123":
        return _answer(state, int(key) - 1 if key != "0" else OPEN)
    match action:
        case "choose" if state.cursor is not None:
            return _answer(state, state.cursor)
        case "up":
            return state._replace(cursor=None if state.cursor in (None, 0) else state.cursor - 1)
        case "down":
            return state._replace(cursor=0 if state.cursor is None else min(state.cursor + 1, OPEN))
        case "back" if state.given:
            return state._replace(told=len(state.given) - 1)
        case "skip":
            return _on(state, state.given, state.skipped | {state.asked.item.id})
    return state


def _at_explanation(state: State, told: int, action: str) -> State:
    if action == "choose":
        return state._replace(told=None if told + 1 == len(state.given) else told + 1)
    return state._replace(told=told - 1) if action == "back" and told else state


def _answer(state: State, place: int) -> State:
    assert state.asked is not None
    given = Given(state.asked, None if place == OPEN else state.asked.order[place])
    return _on(state, (*state.given, given), state.skipped)._replace(told=len(state.given))


def _on(state: State, given: tuple[Given, ...], skipped: frozenset[str]) -> State:
    return state._replace(given=given, skipped=skipped, asked=_next(state.course, given, skipped), cursor=0)


def signs_after(course: Course, given: Iterable[Given]) -> dict[str, Sign]:
    """All that is known of each skill after the answers."""
    signs = dict(course.signs)
    for one in given:
        sign = signs.get(one.asked.skill, Sign())
        signs[one.asked.skill] = sign._replace(replies=(*sign.replies, one.reply))
    return signs


def _next(course: Course, given: tuple[Given, ...], skipped: frozenset[str]) -> Asked | None:
    """The next question, None where enough is known or nothing is left."""
    if len(given) >= course.limit:
        return None
    found = beliefs(signs_after(course, given))
    gone = skipped | {one.asked.item.id for one in given}
    open_: list[tuple[Want, Chances]] = []
    for want in course.wants:
        times = sum(one.asked.skill == want.skill for one in given)
        chances = found.chances(want.skill)
        enough = times >= LEAST_NAMED if course.named else times >= LEAST or times == 0
        known = enough and decided(chances, want.required)
        if times < course.most and not known and any(one.id not in gone for one in course.items.get(want.skill, ())):
            open_.append((want, chances))
    if not open_:
        return None
    last = given[-1].asked.skill if given else None
    want, chances = max(open_, key=lambda one: (one[0].skill == last, _worth(*one)))
    left = [item for item in course.items[want.skill] if item.id not in gone]
    level = best_level(chances, want.required, {item.level for item in left})
    item = min((item for item in left if item.level == level), key=lambda item: _mixed(course.seed, item.id))
    return Asked(want.skill, item, order_of(item.id, course.seed))


def order_of(item: str, seed: int) -> tuple[int, ...]:
    """In which order the options of an item are shown: by the seed, which is recorded, so that it can be told later."""
    return tuple(sorted(range(OPEN), key=lambda n: _mixed(seed, f"{item} {n}")))


def _mixed(seed: int, word: str) -> bytes:
    return sha256(f"{seed} {word}".encode()).digest()


def _worth(want: Want, chances: Chances) -> float:
    """How much it matters to know a skill better: its weight, and how undecided it is."""
    chance = at_least(chances, want.required)
    return want.weight * chance * (1 - chance)
