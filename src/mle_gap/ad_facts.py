"""Years of experience and seniority that a job ad asks for. Pure."""

import re

from mle_gap.ad_text import Text
from mle_gap.models.base import SeniorityId

_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: n for n, word in enumerate(_WORDS.split())}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_NUMBERS)})"
_YEARS = re.compile(
    rf"\b({_NUMBER}|(?<=at least )an?|(?<=minimum of )an?) ?(?:\+|plus|or more|(?:-|\u2013|\u2014|to"
    rf"|or) ?{_NUMBER})? ?\+? ?(?:full |solid )?(?:years?|yrs?)\b(?! ago)",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(
    r"experience|\+|at least|minimum|\bmin\b|or more|\bwork|practice|years?'? (?:of|in|as|with|on|building|doing"
    r"|developing)\b"
    r"|background|professional",
    re.IGNORECASE,
)
_OTHER_YEARS = re.compile(
    r"history|\bago\b|\bold\b|\b(?:past|last|next|first|every|within|since|another) (?:\w+ )?$|of code"
    r"|in business|between them"
    r"|\b(?:our|we) (?:have|look back|are|grew|founders?)|on the market|company|growth|\bage\b|(?:degree|contract"
    r"|warranty|plan)",
    re.IGNORECASE,
)
_SENIORITIES: tuple[tuple[SeniorityId, re.Pattern[str]], ...] = (
    ("senior", re.compile(r"\b(?:senior|sr|lead|principal|staff|head of|chief|director)\b", re.IGNORECASE)),
    (
        "junior",
        re.compile(
            r"\b(?:junior|jr|graduate|entry[- ]level|trainee|intern(?:ship)?|apprentice|early[- ]career)\b",
            re.IGNORECASE,
        ),
    ),
    ("mid", re.compile(r"\b(?:mid[- ]?(?:level|senior|career)|mid|intermediate|medior|middle)\b", re.IGNORECASE)),
)
_WANTED = re.compile(
    r"\b(?:look(?:ing)? for|seek(?:ing)?|hiring|need|want|join (?:us|\w+) as|searching for|as|position is|role is"
    r"|post is|post for)"
    r" (?:an? |our next |another )((?:\w[\w/-]* ){0,2}\w+)",
    re.IGNORECASE,
)


def years_in(text: Text) -> tuple[int | None, str | None]:
    """The most of all least numbers of years that are asked for, with its sentence."""
    best: tuple[int | None, str | None] = (None, None)
    for clause in text.clauses:
        if clause.kind == "ignored" or (clause.kind == "nice" and best[0] is not None):
            continue
        for match in _YEARS.finditer(clause.text):
            before, after = (
                clause.text[max(0, match.start() - 50) : match.start()],
                clause.text[match.end() : match.end() + 50],
            )
            around = f"{before}{match.group()}{after}"
            number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1].casefold(), 1)
            counts = (
                _EXPERIENCE.search(around) and not _OTHER_YEARS.search(before) and not _OTHER_YEARS.search(after[:30])
            )
            if counts and 0 < number <= 40 and (best[0] is None or number > best[0]):
                best = number, clause.sentence
    return best


def seniority_in(text: Text) -> tuple[SeniorityId | None, str | None]:
    """By the title, else by a sentence that says who is looked for."""
    for name, pattern in _SENIORITIES:
        if pattern.search(text.title):
            return name, text.title
    for clause in text.clauses:
        for wanted in _WANTED.finditer(clause.text):
            for name, pattern in _SENIORITIES:
                if pattern.search(wanted[1]):
                    return name, clause.sentence
    return None, None
