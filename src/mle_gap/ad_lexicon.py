"""Finds the names of skills in a clause: words in any spelling, the longest at each place. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mle_gap.ad_traps import EXACT, INDUSTRIES, NO_TOOLS, OTHERWISE, TOO_SHORT
from mle_gap.ad_words import WORDS
from mle_gap.models.catalog import Catalogue

WIDEST_GAP = 3  # words that a `*` may stand for
_TOKEN = re.compile(r"[^\W_]+[+#]{0,2}|&")
_JOINED = re.compile(r"[ \-/.'&_]{0,3}")
_LOOSE = re.compile(r"[^,;:]{0,6}")
_NAME = re.compile(r"(?:[A-Z][a-z'-]+|Mrs?\.?|Ms\.?|Dr\.?) $")
_NO_NAMES = frozenset({"Apache", "HashiCorp", "Google", "Amazon", "Azure", "Microsoft", "AWS", "Using", "Use", "Run"})
# Words for a level: 3, 1 and 2.
LEVELS = re.compile(
    r"\b(?=[a-z])"
    r"(?:(?P<high>strong|expert|expertise|advanced|deep(?! (?:learning|neural))|deeply|extensive|excellent|in-depth"
    r"|profound|outstanding|thorough|fluent|mastery|master|very good|exceptional|confident)"
    r"|(?P<low>basics?|familiar|familiarity|exposure|some|first contact|awareness|aware|beginner|elementary|once"
    r"|a little|interest|curious|heard of|rudimentary)"
    r"|(?P<plain>good|solid|sound|working|proficien(?:t|cy)|practical|hands-on))\b",
    re.IGNORECASE,
)


class Token(NamedTuple):
    stem: str
    start: int
    end: int


class _Phrase(NamedTuple):
    stems: tuple[str, ...]
    skills: tuple[str, ...]  # none where it only keeps others from being found
    exact: tuple[str, ...] = ()


class Hit(NamedTuple):
    start: int
    end: int
    skills: tuple[str, ...]


class Lexicon:
    """The words that name skills of a catalogue, by the first word of each; and what counts for each other there."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.substitutes = catalogue.substitutes
        self._names = {skill: entry.name.casefold() for skill, entry in catalogue.skills.items()}
        skills: dict[tuple[str, ...], list[str]] = defaultdict(list)
        own = {stems for skill in catalogue.skills if skill not in WORDS for stems in _own_words(catalogue, skill)}
        for skill in catalogue.skills:
            more = [stems_of(word) for word in WORDS.get(skill, "").split("|")]
            words = {*_own_words(catalogue, skill), *(one for one in more if one and one not in own)}
            for stems in words:
                skills[stems].append(skill)
        skills |= {stems_of(word): [] for word in OTHERWISE.split("|")}
        exact = {stems_of(word): forms for word, forms in EXACT.items()}
        self.by_first: dict[str, list[_Phrase]] = defaultdict(list)
        for stems in sorted(skills, key=lambda one: (-len(one), one)):
            for first in _FIELDS if stems[0] == "@" else (stems[0],):
                self.by_first[first].append(_Phrase(stems, tuple(skills[stems]), exact.get(stems, ())))

    def is_name(self, words: str, skill: str) -> bool:
        """Whether words are a skill's own name, and no product that belongs to it."""
        return words.casefold() in self._names[skill]

    def hits(self, text: str, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Names of skills in a text from left to right, the longest at each place."""
        n = 0
        while n < len(tokens):
            after = n + 1
            for phrase in self.by_first.get(tokens[n].stem, ()):
                last = _matches(phrase, text, tokens, n)
                if last:
                    yield Hit(tokens[n].start, tokens[last - 1].end, phrase.skills)
                    after = n + 1 if "*" in phrase.stems and phrase.skills else last
                    break
            n = after


def _own_words(catalogue: Catalogue, skill: str) -> Iterator[tuple[str, ...]]:
    entry = catalogue.skills[skill]
    for word in (entry.name, *entry.aliases):
        stems = stems_of(word)
        if stems and (word.casefold() not in TOO_SHORT or skill not in WORDS):
            yield stems


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A word without what differs between two ways to write it."""
    word = word.lower()
    if word == "*" or len(word) <= 3:
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "istics")):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    for british, american in (
        ("isation", "ization"),
        ("ising", "izing"),
        ("ise", "ize"),
        ("elling", "eling"),
        ("our", "or"),
    ):
        word = word.replace(british, american)
    return word


_FIELDS = frozenset(map(_stem, INDUSTRIES))


def stems_of(words: str) -> tuple[str, ...]:
    return tuple(_stem(one) for one in re.findall(r"[^\W_]+[+#]{0,2}|&|\*|@", words))


def _matches(phrase: _Phrase, text: str, tokens: Sequence[Token], first: int) -> int:
    """The place after the last token of a phrase that begins at a token, 0 where it does not."""
    place, gap = first + 1, 0
    for stem in phrase.stems[1:]:
        if stem == "*":
            gap = WIDEST_GAP
            continue
        for n in range(place, min(place + gap + 1, len(tokens))):
            if not (_LOOSE if gap else _JOINED).fullmatch(text, tokens[n - 1].end, tokens[n].start):
                return 0
            if tokens[n].stem == stem or (stem == "@" and tokens[n].stem in _FIELDS):
                place, gap = n + 1, 0
                break
        else:
            return 0
    start, end = tokens[first].start, tokens[place - 1].end
    if phrase.exact and (text[start:end] not in phrase.exact or is_surname(text, start)):
        return 0
    return place


def is_surname(text: str, start: int) -> bool:
    """Whether the word before it is a first name or a title, by all one can see."""
    before = _NAME.search(text[max(0, start - 20) : start])
    if before is None:
        return False
    word = before.group().strip(" .")
    if word in ("Mr", "Mrs", "Ms", "Dr"):
        return True
    # What begins a sentence may be any word.
    begins = len(before.group()) == start or text.endswith((". ", ": ", "- "), 0, start - len(before.group()))
    return not begins and word not in NO_TOOLS and word not in _NO_NAMES and not LEVELS.fullmatch(word)


def tokens_in(text: str) -> list[Token]:
    """The words of a text."""
    return [Token(_stem(one.group()), one.start(), one.end()) for one in _TOKEN.finditer(text)]
