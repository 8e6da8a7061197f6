"""Reads YAML from parser events, so that limits hold before anything is built. Pure."""

import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from mle_gap.errors import MAX_PROBLEMS, BadInput, Problem, clipped

MAX_DEPTH = 32
MAX_VALUES = 20_000
TOO_DEEP = f"nested deeper than {MAX_DEPTH}"
NOT_OURS = "this cannot be a file for mle-gap"

Place = tuple[str | int, ...]

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
_PLAIN_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]*([eE][-+]?[0-9]+)?")
_BOOLS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def refuse(source: str, line: int | None, what: str, hint: str = "") -> NoReturn:
    """Raise BadInput with one problem."""
    raise BadInput([Problem(source, line, "", what, hint)])


def where_words(path: Place, value: Any = None) -> str:
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
            words += ("." if words else "") + clipped(key, 60)
    return words


def has_surrogate(text: str) -> bool:
    """Whether a text holds half a character, which no file can."""
    return any("\ud800" <= char <= "\udfff" for char in text)


class Builder:
    """Builds plain values from parser events, one at a time, collecting problems on the way."""

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self.found: list[tuple[Place, int, str, str]] = []
        self.lines: dict[Place, int] = {}
        self.values = 0

    def problems(self, value: Any = None) -> list[Problem]:
        """What was found so far; `value`, once there is one, names list items by their ids."""
        return [Problem(self.source, line, where_words(path, value), *words) for path, line, *words in self.found]

    def build(self) -> tuple[Any, dict[Place, int]]:
        """The value and its lines; `problems` tells what leaves the structure whole, the rest raises BadInput."""
        directive = re.search("^%", self.text, re.MULTILINE)
        if directive:
            # The parser looks through all of them for each one: refused before it begins.
            line = self.text.count("\n", 0, directive.start()) + 1
            refuse(self.source, line, "a directive (a line that begins with %) is not allowed", "remove it")
        try:
            value = self._document(self._events(LOADER(self.text)))
        except yaml.YAMLError as error:
            self._syntax(error)
        return value, self.lines

    def _syntax(self, error: yaml.YAMLError) -> NoReturn:
        line: int | None
        if isinstance(error, yaml.reader.ReaderError):
            line, what = self.text.count("\n", 0, error.position) + 1, error.reason
        else:
            mark = getattr(error, "problem_mark", None)
            line, what = mark and mark.line + 1, getattr(error, "problem", "cannot be read")
            if "nesting" in str(what):
                # Newer parsers have a limit of their own, and reach it while they look ahead.
                raise BadInput([*self.problems(), Problem(self.source, line, "", TOO_DEEP, NOT_OURS)]) from None
        tab = line is not None and "\t" in "".join(self.text.splitlines()[line - 1 : line])
        hint = "indent with spaces, not with tabs" if tab else ""
        raise BadInput([*self.problems(), Problem(self.source, line, "", f"not valid YAML: {what}", hint)]) from None

    def _events(self, loader: Any) -> Iterator[Any]:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
                self._stop(event, "anchors and aliases are not allowed", "write the value out")
            if getattr(event, "tag", None) is not None:
                self._stop(event, f"the tag {clipped(event.tag, 60)} is not allowed", "remove it")
            yield event

    def _stop(self, event: Any, what: str, hint: str = "") -> NoReturn:
        line = event.start_mark.line + 1
        raise BadInput([*self.problems(), Problem(self.source, line, "", what, hint)])

    def _tell(self, path: Place, line: int, what: str, hint: str) -> None:
        self.found.append((path, line, what, hint))
        if len(self.found) >= MAX_PROBLEMS:
            raise BadInput(self.problems())

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
            refuse(self.source, None, "empty", "it needs at least `skills:`")
        return value

    def _value(self, event: Any, events: Iterator[Any], path: Place) -> Any:
        self.lines[path] = event.start_mark.line + 1
        self.values += 1
        if self.values > MAX_VALUES:
            self._stop(event, f"more than {MAX_VALUES} values", NOT_OURS)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._stop(event, TOO_DEEP, NOT_OURS)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[Any], path: Place) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Place) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event)
            line, first = event.start_mark.line + 1, self.lines.get((*path, key))
            if key in mapping:
                what = f"the key stands here twice, first in line {first}"
                self._tell((*path, key), line, what, "keep one of the two")
            value = self._value(next(events), events, (*path, key))
            self.lines[(*path, key)] = line
            mapping[key] = value
        return mapping

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "a key must be text")
        if event.implicit[0] and _tag(event.value) != "str":
            self._stop(event, f"the key {clipped(event.value, 60)} is not text", "put it in quotes, or name a key")
        if has_surrogate(event.value):
            self._stop(event, "half a character (a lone surrogate)", "remove the \\ud... escape")
        return str(event.value)

    def _scalar(self, event: Any, path: Place) -> Any:
        text = event.value
        if has_surrogate(text):
            self._stop(event, "half a character (a lone surrogate)", "remove the \\ud... escape")
        if not event.implicit[0]:
            return text
        try:
            return _plain(text)
        except ValueError as error:
            hint = f"write {error}, or put it in quotes if it is text"
            what = f"`{text[:40]}` is not read alike by all YAML readers"
            self._tell(path, event.start_mark.line + 1, what, hint)
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
