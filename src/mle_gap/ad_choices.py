"""Where a job ad asks for any one of several skills, as in `AWS, Azure or Google Cloud`. Pure.

A choice is only ever among skills that the catalogue counts for each other: of `Docker or Kubernetes` both are asked.
Every pattern here runs in time that grows with the length alone.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mle_gap.ad_lexicon import Hit, Lexicon

# Names the catalogue does not know may stand between two that it does, as JAX in `PyTorch, JAX or TensorFlow`.
_OTHERS = r"(?:, ?[A-Z][\w+#.-]{0,20}(?: [A-Z][\w.-]{0,15})?){0,2}"
_SAME = re.compile(r"[ (,/]{1,3}")  # between a skill and what belongs to it, as in `AWS (S3, EC2)`
_COMMA = re.compile(rf"\)?{_OTHERS}, ?")
_OR = re.compile(rf"\)?{_OTHERS}(?: ?/ ?|,? ?\(?(?:and/or|or)(?: (?:in|on|with))? )")
_AND = re.compile(r"\)?,? (?:and|&) | ?\+ ?")
_SUCH_AS = re.compile(
    r"(?:\b(?:such as|like|e\.g\.,?|for example,?|one of(?: the| these)?|any of|either|at least one(?: of)?) ?\(?"
    r"|\bcloud(?: \w+){0,2} ?[(:] ?(?:e\.g\.,? )?)$",
    re.IGNORECASE,
)
_SIMILAR = re.compile(
    r"[ ,(/]{0,3}or (?:(?:of|in|on|with) )?(?:(?:an?|any|some) )?(?:other|another|equivalent|similar|comparable)\b",
    re.IGNORECASE,
)
_CLOUD = re.compile(
    r"\b(?:(?:any|major|public) clouds?"
    r"|cloud (?:platform|provider|vendor|service|environment|infrastructure|computing|technolog|experience)\w*)\b",
    re.IGNORECASE,
)
_ANY_OF_THEM = {"aws": _CLOUD}  # by a skill of a group, words that name all of the group at once


class Choice(NamedTuple):
    """Skills of which one is enough, and where that is said: at the first of them, or at words that stand for all."""

    among: tuple[str, ...]
    at: Hit

    @property
    def is_named(self) -> bool:
        """Whether one of the skills is named."""
        return bool(self.at.skills)


def in_one_list(text: str, start: int, end: int) -> bool:
    """Whether what stands between two skills joins them to a list; a bracket that closes ends one."""
    return any(joiner.fullmatch(text, start, end) for joiner in (_COMMA, _OR, _AND)) and text[start] != ")"


def choices_in(text: str, hits: Sequence[Hit], lexicon: Lexicon) -> Iterator[Choice]:
    """Every choice that a clause leaves."""
    for group in lexicon.substitutes:
        members = [(hit, skill) for hit in hits for skill in group if skill in hit.skills]
        for last, skill in members:
            if lexicon.is_name(text[last.start : last.end], skill) and _SIMILAR.match(text, last.end):
                yield Choice(group, last)
        for run, is_open in _runs(text, members):
            named = {skill for _, skill in run}
            if is_open and len(named) > 1:
                yield Choice(tuple(skill for skill in group if skill in named), run[0][0])
        for pattern in (_ANY_OF_THEM[skill] for skill in group if skill in _ANY_OF_THEM):
            for one in pattern.finditer(text):
                if not any(hit.start < one.end() and one.start() < hit.end for hit in hits):
                    yield Choice(group, Hit(one.start(), one.end(), ()))


def _runs(text: str, members: Sequence[tuple[Hit, str]]) -> Iterator[tuple[list[tuple[Hit, str]], bool]]:
    """Skills of a group that stand in one list, and whether the list leaves a choice."""
    run: list[tuple[Hit, str]] = []
    by_or = by_such_as = False
    for hit, skill in members:
        between = text[run[-1][0].end : hit.start] if run else ""
        is_same = bool(run) and run[-1][1] == skill and _SAME.fullmatch(between) is not None
        by_or_here = bool(run) and not is_same and _OR.fullmatch(between) is not None
        if run and not (is_same or by_or_here or _COMMA.fullmatch(between)):
            yield run, by_or or (by_such_as and not _AND.match(text, run[-1][0].end))
            run, by_or = [], False
        if not run:
            by_such_as = _SUCH_AS.search(text, max(0, hit.start - 40), hit.start) is not None
        by_or = by_or or by_or_here
        run.append((hit, skill))
    if run:
        yield run, by_or or (by_such_as and not _AND.match(text, run[-1][0].end))
