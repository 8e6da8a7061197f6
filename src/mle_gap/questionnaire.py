"""The questionnaire as a value: which question, which answers, and what a key does to them. Pure."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

LOWEST, HIGHEST = 0, 4
SITTING = 30  # questions at one time
QUIT, REPORT = "quit", "report"

# What a key means, by the letter or the name of the key; digits answer.
LETTERS = frozenset("bsnruq=")
YEARS_BACK = 6  # how far `u` goes; what is older has faded as much
KEYS = {
    "b": "back",
    "KEY_LEFT": "back",
    "KEY_BACKSPACE": "back",
    "KEY_DELETE": "back",
    "s": "skip",
    "KEY_RIGHT": "forward",
    "n": "not_applicable",
    "=": "keep",
    "u": "used",
    "k": "up",
    "KEY_UP": "up",
    "j": "down",
    "KEY_DOWN": "down",
    "KEY_ENTER": "choose",
    "r": REPORT,
    "q": QUIT,
    "KEY_ESCAPE": QUIT,
    "\x04": QUIT,
}


class State(NamedTuple):
    """Where a person is. `asked` are skill ids in order, the first `quick` of them make the short form.

    `cursor` is the answer Enter would give; None where Enter leaves it at skipped or not applicable, and at the top.
    `earlier` are ratings of an earlier assessment, which the cursor stands on and one key keeps; `hints` are levels
    from elsewhere, which it only stands on. `used` are the years in which skills were last used, `year` is the present
    one.
    """

    asked: tuple[str, ...]
    quick: int
    ratings: Mapping[str, int | str] = MappingProxyType({})
    position: int = 0
    cursor: int | None = LOWEST
    ended: str = ""
    earlier: Mapping[str, int | str] = MappingProxyType({})
    used: Mapping[str, int] = MappingProxyType({})
    year: int = 2100
    hints: Mapping[str, int] = MappingProxyType({})

    @property
    def skill(self) -> str:
        """The skill asked about now."""
        return self.asked[self.position]

    @property
    def rating(self) -> int | str | None:
        """What was answered to the question asked now, None where nothing was yet."""
        return self.ratings.get(self.skill)

    @property
    def finished(self) -> bool:
        """Whether no question is left."""
        return self.position >= len(self.asked)

    @property
    def may_report(self) -> bool:
        """Whether the report can be asked for before the end: once the quick questions are behind."""
        return self.position >= self.quick


def sitting(skills: tuple[str, ...], ratings: Mapping[str, int | str]) -> tuple[str, ...]:
    """What is asked at one time: the first thirty that are not all answered; where all are, the first again."""
    parts = [skills[start : start + SITTING] for start in range(0, len(skills), SITTING)]
    return next((part for part in parts if any(skill not in ratings for skill in part)), parts[0])


def begin(
    asked: tuple[str, ...],
    quick: int,
    ratings: Mapping[str, int | str],
    earlier: Mapping[str, int | str] = MappingProxyType({}),
    hints: Mapping[str, int] = MappingProxyType({}),
) -> State:
    """The state at the first question that has no answer yet; where all have one, at the first again."""
    first = next((n for n, skill in enumerate(asked) if skill not in ratings), 0)
    return _at(State(asked, quick, dict(ratings), earlier=dict(earlier), hints=dict(hints)), first)


def press(state: State, key: str) -> State:
    """The state after a key: a digit, a letter or the name of a key; an unknown key changes nothing."""
    if len(key) == 1 and key in "01234":
        return _answer(state, int(key))
    action = KEYS.get(key.lower() if len(key) == 1 else key, "")
    match action:
        case "choose" if state.cursor is not None:
            return _answer(state, state.cursor)
        case "choose" | "forward" if state.rating is not None:
            return _at(state, state.position + 1)
        case "up" | "down":
            return state._replace(cursor=_moved(state.cursor, action))
        case "back" if state.position > 0:
            return _at(state, state.position - 1)
        case "skip" | "not_applicable":
            return _answer(state, "unknown" if action == "skip" else action)
        case "keep" if state.skill in state.earlier:
            return _answer(state, state.earlier[state.skill])
        case "used":
            return state._replace(used=_used(state))
        case "quit" | "report" if action == QUIT or state.may_report:
            return state._replace(ended=action)
    return state


def _used(state: State) -> Mapping[str, int]:
    """The years with that of the skill asked now one further back: this year, the last ones, not said."""
    told = state.used.get(state.skill)
    others = {skill: year for skill, year in state.used.items() if skill != state.skill}
    if told is None:
        return {**others, state.skill: state.year}
    return others if told <= state.year - YEARS_BACK else {**others, state.skill: told - 1}


def _moved(cursor: int | None, action: str) -> int | None:
    """The cursor one up or down; above the lowest answer is none, where the top of the screen shows."""
    if action == "down":
        return LOWEST if cursor is None else min(cursor + 1, HIGHEST)
    return None if cursor in (None, LOWEST) else cursor - 1


def _answer(state: State, rating: int | str) -> State:
    ratings = {**state.ratings, state.skill: rating}
    return _at(state._replace(ratings=ratings), state.position + 1)


def _at(state: State, position: int) -> State:
    """The state at a question: the cursor on the answer it has, on the lowest where it has none yet."""
    skill = state.asked[position] if position < len(state.asked) else ""
    marked = state.ratings.get(skill, state.earlier.get(skill, state.hints.get(skill, LOWEST))) if skill else None
    return state._replace(position=position, cursor=marked if isinstance(marked, int) else None)
