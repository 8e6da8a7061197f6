"""Parts of a sentence of a job ad, each with what it is: asked for, welcome, or neither. Pure.

Every pattern here runs in time that grows with the length alone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mle_gap.ad_lines import Kind

# Where a word ends nothing can begin: to say so halves the time.
_NICE = re.compile(
    r"\b(?=[a-z])(?:nice(?:[- ]to[- ]haves?| but)"
    r"|(?:an?|big|huge|definite|strong|welcome|real|is|are|as|clear|great) plus"
    r"|plus(?: points?)?(?=[ .!)]*$)|plus if|bonus|ideally|preferabl[ey]|preferred|desirable|desired|beneficial"
    r"|(?<!take )(?<!competitive )advantage(?:ous)?|would (?:also )?be (?:nice|great|good|welcome|lovely|helpful)"
    r"|would (?:also )?be useful|would (?:also )?be (?:ideal|an? (?!part\b))|welcome|much the better"
    r"|even better|not a must|optional(?:ly)?"
    r"|(?:is|are) (?:helpful|useful)|great if|good to have|would help|(?:we'd|we would) (?:love|like) (?:it )?if"
    r"|(?:extra|brownie|plus) points|appreciated|an asset|happy if|would make us|good but not"
    r"|not (?:essential|mandatory|required|needed|necessary),? (?:but|only|though)|counts? (?:in your favour|extra)"
    r"|we (?:will not|won't) mind|we(?:'d| would) be (?:glad|happy|pleased|delighted) if|is nothing to worry)\b",
    re.IGNORECASE,
)
_FROM_HERE = re.compile(r"\b(?:ideally|preferabl[ey]|optionally)\b", re.IGNORECASE)
_TURNS = re.compile(r",? (?:but|while|whereas|though|although) |, (?=no )")
_TELLS = re.compile(r"\b(?:you|your|we)\b", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:required|is a must|are a must|must[- ]haves?|essential|mandatory|is needed|are needed)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"^(?:and |or |with |absolutely |there is |there are |we ask for )?no(?:ne of)?\b"
    r"(?! (?:less|fewer|stranger|more than|one))|^nor\b"
    r"|\b(?:not (?:needed|required|necessary|asked|expected|essential|mandatory|wanted|a requirement|part of|among"
    r"|by you|your job)|(?:not|\w+n't) (?:need(?! help)|require|expect|ask for|looking for|have to (?:know|use))"
    r"|(?:not|\w+n't) be (?:asked|expected|required|doing|using)|need not|need no|no need|neither|don't do|do not do"
    r"|no (?:\w+ ){1,4}(?:is |are )?(?:needed|required|necessary|asked|expected)|we (?:do not|don't) use"
    r"|nothing to do with|you(?: will|'ll)? never|rather than|instead of|mov(?:e|ed|ing) away from|is fine at home)\b",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:partners?|agency|data scientists|data engineers|data analysts|colleagues|friends|researchers|vendors?"
    r"|customers|clients|developers|contractors?|people|department"
    r"|(?:front[- ]end|platform|research|firmware|infrastructure|security|web|mobile|app|cloud|ops|it|science|data"
    r"|other|another|different|sister|neighbou?ring|operations|discovery|engineering) "
    r"(?:teams?|groups?|squads?|people))"
)
# Work of other people: they are its subject, it is done by them, or it belongs to them. Large letters matter here.
_OTHERS = re.compile(
    r"\b(?:(?:sister|neighbou?ring) (?:team|company|department)s?|(?i:other|another|a different) (?:team|group)s?"
    r"|belongs? to|sits? with|leave (?:that|this|it) to|(?:team|group|squad|colleagues|people|scientists|engineers"
    r"|partners),? who (?:use|work|run|own|train|write|hand))\b|\b(?:goes|go) to [A-Z]"
    rf"|^(?:and )?(?i:our|the|some|all|other|another) (?:[\w&'-]+ ){{0,2}}(?i:{_PEOPLE}) "
    r"(?!.{0,20}(?:look|seek|search|need|hir))"
    r"|\b(?:used|run|runs|handled|done|built|maintained|owned|written|managed|trained|made|looked after|taken care of)"
    r" (?:[\w-]+ ){0,4}by (?:[A-Z]|(?:the|our|an?) (?:[\w-]+ ){0,3}"
    r"(?:team|agency|colleagues?|department|partners?|group|contractor))"
    r"|^[A-Z][a-z]+ (?:runs|looks after|takes care|owns|handles)\b|^[A-Z]\w+ and [A-Z]\w+ (?:work in|use|run)\b"
)

_OFFERS = re.compile(
    r"^(?:we|our company) (?:offer|pay|provide|give you)\b|^you(?:'ll| will)? (?:get|receive|earn)\b(?! (?:the|our))"
    r"|^(?:the |starting |base )?(?:salary|pay|benefits?|perks?|package(?= of|:))\b"
    r"|^(?:please )?(?:apply|send (?:us|your))\b"
    r"|^(?:our|the) (?:founders?|ceo|cto)\b|\b(?:equal[- ]opportunit|discriminat)"
    r"|\b(?:regardless of|applications? from|privacy notice|your (?:data|application)|papers you send"
    r"|application documents|referral|learning budget)\b",
    re.IGNORECASE,
)


class Clause(NamedTuple):
    """A part of a sentence, what it is, and the sentence as the ad has it."""

    text: str
    kind: Kind
    sentence: str


def clauses_of(text: str, kind: Kind, sentence: str) -> Iterator[Clause]:
    """A sentence cut where what is said of it may change."""
    if kind == "ignored" or _OFFERS.search(text):
        yield Clause(text, "ignored", sentence)
        return
    for part in re.split("; ?", text):
        for outer in _by_brackets(part):
            yield from (Clause(words, one, sentence) for words, one in _judged(outer, kind))


def _by_brackets(text: str) -> Iterator[str]:
    """A text cut where brackets say something of their own.

    A mark alone, such as (a plus), is said of what stands right before it; most brackets stay where they are.
    """
    start, place = 0, 0
    while (opens := text.find("(", place)) >= 0 and (closes := text.find(")", opens)) >= 0:
        words = text[opens + 1 : closes]
        place = closes + 1
        if len(words) <= 40 and words.count(" ") <= 4 and _NICE.search(words):
            comma = text.rfind(", ", start, opens) + 1 or start
            yield text[start:comma]
            yield f"{text[comma:opens]} {words}"
            start = place
        elif _NICE.search(words) or _NOT.search(words) or _OTHERS.search(words):
            yield text[start:opens]
            yield words
            start = place
    yield text[start:]


def _judged(text: str, kind: Kind) -> Iterator[tuple[str, Kind]]:
    """Pieces of a clause, each with its kind."""
    marked = _NICE.search(text)
    if marked is None:
        for piece in _TURNS.split(text):
            words = piece.strip(" ,")
            yield piece, "ignored" if _NOT.search(words) or _OTHERS.search(words) else kind
        return
    cut = _cut(text, marked.start())
    if cut:
        yield from _judged(text[:cut], kind)
    tail = text[cut:]
    wanted, but, other = tail.partition(" but ")
    yield (wanted if but and not _NOT.search(wanted) and (_MUST.search(other) or _NOT.search(other)) else tail), "nice"


def _cut(text: str, mark: int) -> int:
    """Where that which a mark is said of begins; 0 where it is said of all."""
    if _FROM_HERE.match(text, mark):
        return mark
    musts = list(_MUST.finditer(text, 0, mark))
    if musts and not _NOT.search(text[: musts[-1].end()]):
        return musts[-1].end()
    comma = max(text.rfind(sign, 0, mark) for sign in (", ", " but ", " while "))
    told = comma > 0 and _TELLS.search(text[:comma]) and not text.casefold().startswith("if ")
    return comma if told else 0
