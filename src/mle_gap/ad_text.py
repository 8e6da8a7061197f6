"""The text of a job ad as clauses, each with what it is: asked for, welcome, or neither. Pure.

Every pattern here runs in time that grows with the length alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mle_gap.ad_clauses import Clause, clauses_of
from mle_gap.ad_lines import MOST, MOST_LINES, Kind, Line, lines_of, without_html

_ENDS = re.compile(r"[.!?](?=\s)|(?<=[a-z])[.!?](?=[A-Z][a-z])|\s\|\s|\s--\s")
_NO_END = re.compile(
    r"(?:^|[\s(.])(?:e\.?g|i\.?e|etc|approx|incl|sr|jr|dr|mr|mrs|ms|st|ca|vs|min|resp|[a-z])$", re.IGNORECASE
)

_TITLED = re.compile(r"(?:job title|title|position|role|subject) ?: ?(?:fwd?: ?|re: ?)?(.+)", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?:full )?(?:job|position|role)? ?(?:description|posting|advert|vacancy|ad|offer)s?:?", re.IGNORECASE
)

# What headings say, asked in this order.
_NICE_HEAD = re.compile(
    r"nice|bonus|preferred|desir|\bplus\b|pluses|advantage|good to have|\bextras?\b|optional|might also|stand out"
    r"|even better|not a must|love to see|brownie|icing|beneficial|make us smile|welcome|would help|not essential"
    r"|\bassets?\b|would (?:also )?be |\bit'd be\b|awesome|\bcool\b|fine if not|lovely|live without|happy to see"
    r"|^(?:great|good) if|^ideally$"
)
_NOT_HEAD = re.compile(
    r"\bnot (?:need(?! help)|require|look|expect|our|ask|necessary|for|part)|\bnot (?:\w+ )?(?:needed|required|asked)"
    r"|n't (?:need|expect|do\b)|leave at home|can forget|won't (?:be|do)|\bno need"
)
_ABOUT_HEAD = re.compile(
    r"^about(?! (?:you|the (?:role|job|position|work)|this|your))|who (?:we|are we)|\boffer|benefit|perks?\b|package"
    r"|you(?:'ll| will| can)? (?:get|receive|earn|expect from us|look forward)|we (?:give|pay|hire|exist|believe)"
    r"|compensation|salary|\bpay\b|reward|how (?:we|to)|apply|^applications?\b|(?:hiring|interview"
    r"|selection|our) process"
    r"|recruitment|equal|diversity|inclusi|privacy|\bquestions?\b|contact|^why (?:us|we|join|work|you'll|people)"
    r"|good to know|word on|money|the company|company (?:profile|culture)|next steps|location|^where$|^when$|in return"
    r"|our (?:story|values|culture|mission|team|company|promise|clients|customers)|in it for you|life at|^the team"
    r"|interview|meet the team|legal|notice|closing|deadline|start date|working (?:hours|conditions)|what comes"
    r"|^reference|^ref\b|^place$|^conditions$"
)
_MUST_HEAD = re.compile(
    r"requirement|must|qualification|you(?:'ll| will| would| should| must)? (?:also )?(?:bring|have|need"
    r"|do|own|work|be)"
    r"|you are|^you(?:'ll| will| would)?$|we(?:'re| are)? (?:need|ask|expect|look|require|want|seek|search)|skill"
    r"|profile|\bexperience\b|essential|criteria|responsib|\btasks?\b|duties|the (?:role|job|work|position|post)"
    r"|your (?:work|day|job|role|mission|background|part|duties)|this (?:role|job|position)|stack|technolog|tool"
    r"|about you|mission|day[- ]to[- ]day|minimum|mandatory|asked|needed|required|competenc|key |what is it about"
    r"|knowledge|look(?:ing)? for|candidate|opportunity|what you know|know-how|expertise|what it takes"
)
# How a line begins that may be a heading although nothing else shows it.
_HEAD_START = re.compile(
    r"(?:what|who|why|how|your|our|the|key|main|must|nice|bonus|preferred|desired|desirables?|essentials?|minimum|basic"
    r"|required|requirements?|qualifications?|responsibilities|skills|about|benefits|perks|we|good to|would|not|whom"
    r"|you(?:'ll| will| would| should| might| must)?(?: also)?(?: not)?(?: (?:have|bring|need|are|do|be|offer|get)|:?$)"
    r"|advantageous|equal|a word|where|in return|optional|pay|job|role|tasks|duties|extras?|even|tech"
    r"|it is an?|it would"
    r"|technical (?:skills|requirements|stack|qualifications|profile|environment)|we'd|mandatory|profile|personal|day"
    r"|this|compensation|applications?|nice-to-have|additional|core (?:skills|requirements|tasks)|candidates?|asked for"
    r"|(?:skills|experience|knowledge|education|competenc(?:y|ies))(?: (?:and|&) \w+)?:?$|ideal(?:ly)?|cool if|pluses"
    r"|great if|lovely|happy if|also)(?!\w)"
)


class Text(NamedTuple):
    """An ad: its title (the first line, or its beginning) and all its clauses in their order."""

    title: str
    clauses: tuple[Clause, ...]
    is_cut: bool = False


def text_of(source: str) -> Text:
    """The clauses of an ad, text or HTML; what acts on terminals is left out."""
    plain = without_html(source)
    lines = lines_of(plain[:MOST])
    if not lines:
        return Text("", ())
    return Text(
        _title([line.text for line in lines]), tuple(_clauses(lines)), len(plain) > MOST or len(lines) == MOST_LINES
    )


def _title(lines: Sequence[str]) -> str:
    """What a line says is the title, else the first line or its first sentence."""
    named = (_TITLED.match(line) for line in lines[:12])
    first = lines[1] if len(lines) > 1 and _SAYS_NOTHING.fullmatch(lines[0]) else lines[0]
    line = next((match[1] for match in named if match), first)
    head = next(_sentences(line), "")
    return (head if len(head) < len(line) else line)[:160].strip(" -|:") or "Job ad"


def kind_of_heading(label: str) -> Kind | None:
    """What a heading stands over, None where it does not say."""
    words = label.casefold().strip(" :?!.-#*")[:80]
    if _NICE_HEAD.search(words):
        return "nice"
    if _NOT_HEAD.search(words) or _ABOUT_HEAD.search(words):
        return "ignored"
    return "must" if _MUST_HEAD.search(words) else None


def _is_heading(line: Line) -> bool:
    text = line.text
    if line.heading:
        return True
    if line.bullet or len(text) > 70 or text.count(" ") > 9 or text[-1] in ".,;":
        return False
    if text[-1] == ":" or (text.isupper() and " " in text):
        return True
    kind = kind_of_heading(text)
    plain = text.count(" ") <= (8 if kind == "nice" else 6) and ":" not in text and ("," not in text or kind == "nice")
    return plain and kind is not None and _HEAD_START.match(text.casefold()) is not None


def _clauses(lines: Sequence[Line]) -> Iterator[Clause]:
    """All clauses but those of the title; before the first heading, and under one that says nothing, all is asked."""
    section: Kind = "must"
    first = 1 if len(lines) > 1 and len(lines[0].text) <= 160 else 0
    for line in lines[first:]:
        if _is_heading(line):
            section = kind_of_heading(line.text) or "must"
            if not line.heading:
                yield from _of_line(line.text, section)  # it may be no heading after all
            continue
        section = _announced(line) or section
        yield from _of_line(line.text, line.mark or section)


def _announced(line: Line) -> Kind | None:
    """What a sentence that ends with a colon says of the lines below it."""
    return kind_of_heading(line.text[-80:]) if line.text.endswith(":") and not line.bullet else None


def _of_line(text: str, section: Kind) -> Iterator[Clause]:
    kind = section
    sentences = list(_sentences(text))
    for sentence, then in zip(sentences, [*sentences[1:], ""], strict=True):
        if sentence.endswith("?") and re.match(r"(?:not|no|nope|none|never)\b", then, re.IGNORECASE):
            continue
        label, colon, rest = sentence.partition(":")
        alone = not colon and sentence.count(" ") <= 3 and sentence.endswith(".")
        if (colon and label.count(" ") <= 6) or alone:
            said = kind_of_heading(label) if _HEAD_START.match(label.casefold()) or _is_mark(label) else None
            kind = said or kind
            if said is not None and colon:
                yield from clauses_of(rest.strip(), kind, sentence)
                continue
        yield from clauses_of(sentence, kind, sentence)


def _is_mark(label: str) -> bool:
    return label.count(" ") <= 2 and kind_of_heading(label) is not None


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _ENDS.finditer(text):
        if match.group() == "." and _NO_END.search(text[max(start, match.start() - 7) : match.start()]):
            continue
        part = text[start : match.end()].strip(" |-") if match.group() in ".!?" else text[start : match.start()].strip()
        if part:
            yield part
        start = match.end()
    yield text[start:].strip()
