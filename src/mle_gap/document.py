"""The only door for YAML and JSON: bytes in; plain values with line numbers, or every problem, out.

Parser events are limited before anything is built: no alias, anchor, tag or merge key, no duplicate or
non-text key, nothing deeper than 32 or larger than 1 MiB, no scalar that two YAML readers would read differently.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

import yaml

from mle_gap.errors import BadInput, Problem

MAX_BYTES = 2**20
MAX_DEPTH = 32
MAX_VALUES = 100_000

Path = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_PLAIN_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]*([eE][-+]?[0-9]+)?")
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_JSON_NESTING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


class Document(NamedTuple):
    """What one file says: plain values, and the line each of them begins in (1 is the first)."""

    source: str
    value: Any
    lines: Mapping[Path, int] = MappingProxyType({})

    def problem(self, path: Path, what: str, hint: str = "") -> Problem:
        """A problem at a path, with the line of the nearest value that has one."""
        known = next((path[:n] for n in range(len(path), -1, -1) if path[:n] in self.lines), None)
        line = None if known is None else self.lines[known]
        return Problem(self.source, line, _where(path, self.value), what, hint)


def _where(path: Path, value: Any = None) -> str:
    """`skills[docker].levels[3].can`: list items by their id where the value tells it, else counted from 1."""
    words = ""
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            value = None
        if isinstance(key, int):
            name = value.get("id") if isinstance(value, dict) else None
            words += f"[{name if isinstance(name, str) else key + 1}]"
        else:
            words += f".{key}" if words else key
    return words


def parse(data: bytes, source: str) -> Document:
    """The document in `data`; raises BadInput with all problems. `source` names the file in messages."""
    text = _decode(data, source)
    if text.lstrip().startswith("{"):
        document = _parse_json(text, source)
        if document is not None:
            return document
    value, lines = _Builder(text, source).build()
    return Document(source, value, lines)


def _refuse(source: str, line: int | None, what: str, hint: str = "") -> NoReturn:
    raise BadInput([Problem(source, line, "", what, hint)])


def _decode(data: bytes, source: str) -> str:
    if len(data) > MAX_BYTES:
        _refuse(source, None, "larger than 1 MiB", "this cannot be a file for mle-gap")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        _refuse(source, line, "not UTF-8 text", "save the file with the encoding UTF-8")
    if not text.strip():
        _refuse(source, None, "empty", "it needs at least `skills:`")
    return text


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


class _Builder:
    """Builds plain values from parser events, one at a time, collecting problems on the way."""

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self.problems: list[Problem] = []
        self.lines: dict[Path, int] = {}
        self.values = 0

    def build(self) -> tuple[Any, dict[Path, int]]:
        try:
            value = self._document(self._events(_Loader(self.text)))
        except yaml.YAMLError as error:
            self._syntax(error)
        if self.problems:
            raise BadInput(self.problems)
        return value, self.lines

    def _syntax(self, error: yaml.YAMLError) -> NoReturn:
        if isinstance(error, yaml.reader.ReaderError):
            line, what = self.text.count("\n", 0, error.position) + 1, error.reason
        elif isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
            line, what = error.problem_mark.line + 1, error.problem or "cannot be read"
        else:
            line, what = None, "cannot be read"
        raise BadInput([*self.problems, Problem(self.source, line, "", f"not valid YAML: {what}")]) from None

    def _events(self, loader: Any) -> Iterator[Any]:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                self._stop(event, "anchors and aliases are not allowed", "write the value out")
            if getattr(event, "tag", None) is not None:
                self._stop(event, f"the tag {event.tag} is not allowed", "remove it")
            yield event

    def _stop(self, event: Any, what: str, hint: str = "") -> NoReturn:
        line = event.start_mark.line + 1
        raise BadInput([*self.problems, Problem(self.source, line, "", what, hint)])

    def _document(self, events: Iterator[Any]) -> Any:
        value: Any = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    self._stop(event, "a second document begins here", "keep one document in a file")
                seen = True
                value = self._value(next(events), events, ())
        if not seen:
            _refuse(self.source, None, "empty", "it needs at least `skills:`")
        return value

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        self.lines[path] = event.start_mark.line + 1
        self.values += 1
        if self.values > MAX_VALUES:
            self._stop(event, f"more than {MAX_VALUES} values", "this cannot be a file for mle-gap")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._stop(event, f"nested deeper than {MAX_DEPTH}", "this cannot be a file for mle-gap")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[Any], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            line, first = event.start_mark.line + 1, self.lines.get((*path, key))
            if key in mapping:
                what = f"the key stands here twice, first in line {first}"
                self.problems.append(Problem(self.source, line, _where((*path, key)), what, "keep one of the two"))
            value = self._value(next(events), events, (*path, key))
            self.lines[(*path, key)] = line
            mapping[key] = value
        return mapping

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "a key must be text")
        if event.implicit[0] and _tag(event.value) != "str":
            self._stop(event, f"the key {event.value} is not text", "put it in quotes, or name a key")
        if _has_surrogate(event.value):
            self._stop(event, "half a character (a lone surrogate)", "remove the \\ud... escape")
        return str(event.value)

    def _scalar(self, event: Any, path: Path) -> Any:
        text = event.value
        if _has_surrogate(text):
            self._stop(event, "half a character (a lone surrogate)", "remove the \\ud... escape")
        if not event.implicit[0]:
            return text
        try:
            return _plain(text)
        except ValueError as error:
            hint = f"write {error}, or put it in quotes if it is text"
            what = f"`{text[:40]}` is not read alike by all YAML readers"
            self.problems.append(Problem(self.source, event.start_mark.line + 1, _where(path), what, hint))
            return text


def _tag(text: str) -> str:
    """The YAML 1.1 type of a plain scalar: str, int, float, bool, null, timestamp, merge or value."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    for tag, pattern in resolvers.get(text[:1], ()):
        if pattern.match(text):
            return str(tag).rpartition(":")[2]
    return "str"


def _plain(text: str) -> Any:
    """The value of an unquoted scalar; raises ValueError, saying how to write it, where readers would differ."""
    tag = _tag(text)
    if tag == "null":
        return None
    if tag == "bool":
        if text not in _BOOLS:
            raise ValueError("true or false")
        return _BOOLS[text]
    if tag == "int":
        if not _PLAIN_INT.fullmatch(text):
            raise ValueError("decimal digits without a leading zero")
        return int(text)
    if tag == "float":
        if not _PLAIN_FLOAT.fullmatch(text) or not math.isfinite(float(text)):
            raise ValueError("a plain number such as 7.5")
        return float(text)
    return text


def _parse_json(text: str, source: str) -> Document | None:
    """The document if the text is JSON, None if it is not (then it is read as YAML)."""
    problems: list[Problem] = []
    _limit_nesting(text, source)

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in pairs:
            if key in mapping:
                problems.append(Problem(source, None, key, "the key stands here twice", "keep one of the two"))
            mapping[key] = value
        return mapping

    def number(word: str) -> Any:
        value: Any = int(word) if len(word) <= 15 and word.lstrip("-").isdigit() else float(word)
        if not math.isfinite(value):
            problems.append(Problem(source, None, "", f"{word[:20]} is not a number that can be used"))
        return value

    try:
        value = json.loads(text, object_pairs_hook=unique, parse_int=number, parse_float=number, parse_constant=number)
    except ValueError:
        return None
    if _has_surrogate(json.dumps(value, ensure_ascii=False)):
        problems.append(Problem(source, None, "", "half a character (a lone surrogate)", "remove the \\ud... escape"))
    if problems:
        raise BadInput(problems)
    return Document(source, value, _json_lines(text, source))


def _limit_nesting(text: str, source: str) -> None:
    depth = 0
    for match in _JSON_NESTING.finditer(text):
        mark = match.group()
        depth += (mark in "[{") - (mark in "]}")
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            _refuse(source, line, f"nested deeper than {MAX_DEPTH}", "this cannot be a file for mle-gap")


def _json_lines(text: str, source: str) -> Mapping[Path, int]:
    """Lines by path. JSON is YAML for this purpose; where it is not, messages go without a line."""
    builder = _Builder(text, source)
    try:
        builder.build()
    except BadInput:
        return {}
    return builder.lines
