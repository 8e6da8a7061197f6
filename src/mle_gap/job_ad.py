"""What a job ad asks for: skills of the catalogue, levels, years, seniority, and words that found no place. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mle_gap.ad_choices import choices_in, in_one_list
from mle_gap.ad_clauses import Clause
from mle_gap.ad_facts import seniority_in, years_in
from mle_gap.ad_lexicon import LEVELS, Hit, Lexicon, Token, is_surname, tokens_in
from mle_gap.ad_text import text_of
from mle_gap.ad_traps import BESIDE_OTHERS, NO_TOOLS, OTHERS
from mle_gap.models.base import SeniorityId

MOST_UNPLACED = 30

_LIST = re.compile(r"(?:,|/|;|&)? ?(?:and|or|and/or|in|with|including|like)? ?(?:\(|e\.g\.)? ?")
_DEGREE = re.compile(
    r"\b(?:degrees?|ph\.?d|m\.?sc?|b\.?sc?|master'?s?|bachelor'?s?|diploma|doctorate|studied) .{0,20}?\b(?:in|of)\b",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    {"mathematics", "statistics", "machine-learning", "mathematical-optimisation", "computer-vision", "nlp"}
)


class Found(NamedTuple):
    """A skill an ad asks for: a must-have or only welcome, the level, and the sentence that says so.

    `any_of` are skills of which one is enough, this one among them; empty where the skill itself is asked.
    """

    skill: str
    must_have: bool
    level: int
    sentence: str
    any_of: tuple[str, ...] = ()


class Unplaced(NamedTuple):
    """A technical word that the catalogue does not know, with its sentence."""

    word: str
    sentence: str


class Ad(NamedTuple):
    """What one ad asks for; `years` are the least asked, None where it does not say, as with the seniority.

    The title is empty where there is no text at all; `is_cut` says that there was more than is looked at.
    """

    title: str
    seniority: SeniorityId | None
    seniority_from: str | None
    years: int | None
    years_from: str | None
    found: tuple[Found, ...]
    unplaced: tuple[Unplaced, ...]
    is_cut: bool

    @property
    def aims_at(self) -> SeniorityId:
        """The seniority, by the years where the ad does not name it; mid where it says neither."""
        if self.seniority is not None or self.years is None:
            return self.seniority or "mid"
        return "junior" if self.years < 2 else "senior" if self.years >= 5 else "mid"


def read_ad(source: str, lexicon: Lexicon) -> Ad:
    """What an ad says, from its text or HTML."""
    text = text_of(source)
    years, years_from = years_in(text)
    seniority, seniority_from = seniority_in(text)
    found: dict[str, Found] = {}
    unnamed: dict[str, Found] = {}
    unplaced: dict[str, Unplaced] = {}
    for clause in text.clauses:
        if clause.kind == "ignored":
            continue
        tokens = tokens_in(clause.text)
        hits = list(lexicon.hits(clause.text, tokens))
        must = clause.kind == "must"
        levels = tuple(_levels(clause.text, hits, seniority))
        for skill, level in _asked(clause, zip(hits, levels, strict=True)):
            one = Found(skill, must, level, clause.sentence)
            found[skill] = _stronger(found.get(skill), one)
        for choice in choices_in(clause.text, hits, lexicon):
            into = found if choice.is_named else unnamed
            level = (
                levels[hits.index(choice.at)]
                if choice.is_named
                else _level(_word_before(clause.text, choice.at), seniority)
            )
            for skill in choice.among:
                one = Found(skill, must, level, clause.sentence, choice.among)
                into[skill] = _stronger(into.get(skill), one)
        for word in _others(clause.text, tokens, hits) if len(unplaced) < MOST_UNPLACED else ():
            unplaced.setdefault(word, Unplaced(word, clause.sentence))
    # Words for all of a group say nothing where one of it is named.
    found |= {skill: one for skill, one in unnamed.items() if found.keys().isdisjoint(one.any_of)}
    told = (seniority, seniority_from, years, years_from)
    return Ad(text.title, *told, tuple(found.values()), tuple(unplaced.values()), text.is_cut)


def _stronger(old: Found | None, new: Found) -> Found:
    """Of two sentences on a skill that which makes it a must-have, then the higher level, then the first.

    What may be chosen in one of them may be: `You run it on AWS. You know AWS or Azure.` asks for either.
    """
    if old is None:
        return new
    stronger = max(old, new, key=lambda one: (one.must_have, one.level))
    return stronger._replace(any_of=max(old.any_of, new.any_of, key=len))


def _asked(clause: Clause, hits: Iterable[tuple[Hit, int]]) -> Iterator[tuple[str, int]]:
    degree = _DEGREE.search(clause.text)
    for hit, level in hits:
        for skill in hit.skills:
            if degree is None or hit.start < degree.start() or skill not in _SUBJECTS:
                yield skill, level


def _levels(text: str, hits: Sequence[Hit], seniority: SeniorityId | None) -> Iterator[int]:
    """By the word nearest before each skill, or before the list it stands in, else right after it."""
    word: re.Match[str] | None = None
    for n, hit in enumerate(hits):
        if not n or not in_one_list(text, hits[n - 1].end, hit.start):
            word = None
        word = _word_before(text, hit) or word
        yield _level(word or _said_after(text, hit.end), seniority)


def _word_before(text: str, hit: Hit) -> re.Match[str] | None:
    """The word for a level nearest before a skill; what is said inside brackets ends with them."""
    start = max(0, hit.start - 60, text.rfind(")", max(0, hit.start - 60), hit.start) + 1)
    said = list(LEVELS.finditer(text, start, hit.start))
    return said[-1] if said else None


def _level(word: re.Match[str] | None, seniority: SeniorityId | None) -> int:
    """1 to 3; a junior is asked for one less."""
    level = 2 if word is None or word["plain"] else 3 if word["high"] else 1
    return max(1, level - (seniority == "junior"))


def _said_after(text: str, end: int) -> re.Match[str] | None:
    """A word for a level that ends what stands right after a skill, as in `Python (advanced)` or `SQL, both strong`."""
    found = LEVELS.search(text, end, end + 30)
    return found if found and text[found.end() : found.end() + 1] in ("", ")", ",", ".") else None


def _others(text: str, tokens: Sequence[Token], hits: Sequence[Hit]) -> Iterator[str]:
    """Technical words of a clause that are no skill of the catalogue."""
    inside = {place for hit in hits for place in range(hit.start, hit.end)}
    starts = {hit.start for hit in hits if hit.skills}
    ends = {hit.end for hit in hits if hit.skills}
    last = -1  # where the last technical word ended
    for n, token in enumerate(tokens):
        if token.end in ends:
            last = token.end
        word = text[token.start : token.end]
        if token.start in inside or not (word[0].isupper() or word in OTHERS):
            continue
        then = tokens[n + 1 : n + 2]
        if is_surname(text, token.start) or _begins(text, token, then):
            continue
        whole = word + ".js" if text.startswith(".js", token.end) else word
        before = last >= 0 and _LIST.fullmatch(text, last, token.start) is not None
        after = (row := _LIST.match(text, token.end)) is not None and row.end() in starts
        if word in OTHERS or (before or after if word in BESIDE_OTHERS else before and _may_be_tool(word)):
            last = token.start + len(whole)
            yield word if word in OTHERS else whole


def _begins(text: str, token: Token, then: Sequence[Token]) -> bool:
    """Whether a word is written large only as the first of a sentence, such as `Express interest`."""
    follows = (
        then and text[token.end : then[0].start] == " " and then[0].stem not in ("and", "or", "experience", "skill")
    )
    return token.start <= 1 and bool(follows) and text[token.start + 1 : token.end].islower()


def _may_be_tool(word: str) -> bool:
    return len(word) > 1 and word not in NO_TOOLS and not word.endswith(("ing", "ion", "ment", "ness"))
