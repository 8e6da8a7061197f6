"""The only door for YAML and JSON: bytes in; plain values with line numbers, or every problem, out.

Parser events are limited before anything is built: no alias, anchor, tag or merge key, no duplicate or
non-text key, nothing deeper than 32 or larger than 1 MiB, no scalar that two YAML readers would read differently.
"""

import json
import math
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from mle_gap.errors import MAX_PROBLEMS, BadInput, Problem
from mle_gap.yaml_text import (
    MAX_DEPTH,
    MAX_VALUES,
    NOT_OURS,
    TOO_DEEP,
    Builder,
    Place,
    has_surrogate,
    refuse,
    where_words,
)

MAX_BYTES = 2**20

_JSON_NESTING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


class Document(NamedTuple):
    """What one file says: plain values, and the line each of them begins in (1 is the first).

    Where one file lies over another, `sources` says which file a value comes from.
    """

    source: str
    value: Any
    lines: Mapping[Place, int] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()
    sources: Mapping[Place, str] = MappingProxyType({})

    def problem(self, path: Place, what: str, hint: str = "") -> Problem:
        """A problem at a path, with the line of the nearest value that has one."""
        places = [path[:n] for n in range(len(path), -1, -1)]
        source = next((self.sources[place] for place in places if place in self.sources), self.source)
        inside = [place for place in places if self.sources.get(place, self.source) == source]
        line = next((self.lines[place] for place in inside if place in self.lines), None)
        return Problem(source, line, where_words(path, self.value), what, hint)


def parse(data: bytes, source: str) -> Document:
    """The document in `data`; raises BadInput with all problems. `source` names the file in messages."""
    document = read(data, source)
    if document.problems:
        raise BadInput(document.problems)
    return document


def read(data: bytes, source: str) -> Document:
    """The same, but problems that leave the structure whole stay in the document, for others to be found as well."""
    text = _decode(data, source)
    if text.lstrip().startswith("{"):
        document = _read_json(text, source)
        if document is not None:
            return document
    builder = Builder(text, source)
    value, lines = builder.build()
    return Document(source, value, lines, tuple(builder.problems(value)))


def _decode(data: bytes, source: str) -> str:
    if len(data) > MAX_BYTES:
        refuse(source, None, "larger than 1 MiB", NOT_OURS)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        refuse(source, line, "not UTF-8 text", "save the file with the encoding UTF-8")
    if not text.strip():
        refuse(source, None, "empty", "it needs at least `skills:`")
    return text


def _read_json(text: str, source: str) -> Document | None:
    """The document if the text is JSON, None if it is not (then it is read as YAML)."""
    twice: list[Problem] = []
    odd: list[Problem] = []
    _limit_nesting(text, source)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in pairs:
            if key in mapping:
                twice.append(Problem(source, None, key, "the key stands here twice", "keep one of the two"))
            mapping[key] = value
        return mapping

    def number(word: str) -> Any:
        value: Any = int(word) if len(word) <= 15 and word.lstrip("-").isdigit() else float(word)
        if not math.isfinite(value):
            odd.append(Problem(source, None, "", f"{word[:20]} is not a number that can be used"))
        return value

    try:
        value = json.loads(text, object_pairs_hook=unique, parse_int=number, parse_float=number, parse_constant=number)
    except ValueError:
        return None
    if has_surrogate(json.dumps(value, ensure_ascii=False)):
        odd.append(Problem(source, None, "", "half a character (a lone surrogate)", "remove the \\ud... escape"))
    if odd:
        raise BadInput(odd[:MAX_PROBLEMS])
    lines, placed = _json_lines(text, source)
    return Document(source, value, lines, tuple((placed or twice)[:MAX_PROBLEMS]))


def _limit_nesting(text: str, source: str) -> None:
    if text.count(",") > MAX_VALUES:
        refuse(source, 1, f"more than {MAX_VALUES} values", NOT_OURS)
    depth = 0
    for match in _JSON_NESTING.finditer(text):
        mark = match.group()
        depth += (mark in "[{") - (mark in "]}")
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            refuse(source, line, TOO_DEEP, NOT_OURS)


def _json_lines(text: str, source: str) -> tuple[Mapping[Place, int], list[Problem]]:
    """Lines by path, and problems with their places. JSON is YAML for this purpose; where it is not, there are none."""
    builder = Builder(text, source)
    try:
        value, lines = builder.build()
    except BadInput:
        return {}, builder.problems()
    return lines, builder.problems(value)
