"""What a JSON Resume (https://jsonresume.org/schema) hints at: levels to start the questionnaire from. Pure.

A hint is never a level told: whoever wrote the resume was selling. What cannot be used is named and skipped, the rest
is used; only a file that is no JSON object, or not one that is read safely, is refused.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from mle_gap.document import MAX_BYTES
from mle_gap.errors import MAX_PROBLEMS, Problem, clipped
from mle_gap.models.catalog import Catalogue
from mle_gap.validation import shown
from mle_gap.visible import visible
from mle_gap.yaml_text import MAX_DEPTH, TOO_DEEP, Place, has_surrogate, refuse, where_words

MOST_YEARS = 60.0  # as many as answers may say
MOST_UNPLACED = 50
LONGEST_NAME = 100
LONGEST_SKILL = 100  # letters; no skill of a catalogue has so many
LONG_AGO = 80 * 366  # days; nobody has worked for longer
NO_RESUME = "this cannot be a resume; export it as JSON Resume, see https://jsonresume.org"
SKIPPED = "it is skipped"
NOT_COUNTED = "the years are not counted"
OPEN = frozenset({"", "present", "current", "now", "today", "ongoing"})

# Words people put on themselves, the careful way: where a word means two levels, the lower. Never 4, which takes more
# than a word to believe. The words of our own levels are among them, so that what we write can be read again.
_WORDS = {
    0: "none no never",
    1: "beginner novice basic basics elementary fundamental fundamentals foundation foundational entry junior trainee "
    "familiar aware awareness learning limited low little some guided",
    2: "intermediate independent competent working medium mid middle moderate average good solid skilled practitioner "
    "proficient professional fluent experienced strong",
    3: "advanced expert master senior leading lead excellent guru high",
}
_LEVELS = {word: level for level, words in _WORDS.items() for word in words.split()}
_FILLERS = re.compile(r"\b(?:level|user|knowledge|experience|skills?|proficiency|very|highly|upper|to|and|or|in)\b")
_NUMBER = re.compile(r"(?:level )?([0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:(%)|(?:/|out of|of) ?([0-9]{1,3}))?")
_ASIDE = re.compile(r" *\([^()]*\)$")
# `3.11`, `v2`, `>= 3.8`, `8+`, `2/3`, `3.x` behind a space or a sign, or one with a dot right behind the name.
_VERSION = re.compile(r"(?:(?:[ ,>=~^-]+(?:v|version)?[. ]?[0-9]+(?:[./][0-9x*]+)*\+?)+|[0-9]+(?:\.[0-9x*]+)+)$")
_DATE = re.compile(r"([12][0-9]{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
_NESTING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


class Hints(NamedTuple):
    """What a resume hints at; `levels` (1 to 3) and `sources` (its words) by skill id, `years` of work in halves."""

    levels: Mapping[str, int]
    sources: Mapping[str, str]
    years: float | None
    name: str | None
    problems: tuple[Problem, ...]
    unplaced: tuple[str, ...]


class _Twice(dict[str, Any]):
    """A mapping in which keys stood more than once; it holds what came last."""

    again: tuple[str, ...] = ()


class _Reading:
    """What is found on the way: hints, and what cannot be used, at most MAX_PROBLEMS; a missing key is no problem."""

    def __init__(self, source: str, known: Mapping[str, str]) -> None:
        self.source, self.known = source, known
        self.problems: list[Problem] = []
        self.levels: dict[str, int] = {}
        self.sources: dict[str, str] = {}
        self.unplaced: dict[str, None] = {}

    def tell(self, path: Place, what: str, hint: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.source, None, visible(where_words(path)), visible(clipped(what)), hint))

    def other(self, path: Place, wanted: str, value: Any, hint: str = SKIPPED) -> None:
        if not _is_odd(value):  # that was told already
            self.tell(path, f"must be {wanted}, not {shown(value)}", hint)

    def items(self, path: Place, mapping: Mapping[str, Any], take: Callable[[Place, Any], Any]) -> list[Any]:
        """The items of the list at the end of a path, as far as they can be taken; none where it is something else."""
        value = mapping.get(str(path[-1]), [])
        if isinstance(value, list):
            taken = (take((*path, n), item) for n, item in enumerate(value))
            return [item for item in taken if item is not None]
        self.other(path, "a list", value)
        return []

    def mapping(self, path: Place, value: Any) -> tuple[Place, Mapping[str, Any]] | None:
        if isinstance(value, dict):
            return path, value
        self.other(path, "a mapping of keys to values", value)
        return None

    def text(self, path: Place, value: Any) -> str | None:
        """The text on one line, None where it is something else or has nothing to read."""
        if not isinstance(value, str) or not value.strip():
            self.other(path, "text", value)
        elif not value.isascii() and has_surrogate(value):
            self.tell(path, "half a character (a lone surrogate)", SKIPPED)
        else:
            return " ".join(value.split())
        return None

    def hint(self, word: str, level: int, *under: str) -> bool:
        """Take a hint, the highest and first of a skill counting; false where the catalogue has no such skill."""
        id_ = next((self.known[form] for form in _forms(word) if form in self.known), None)
        if id_ is not None and level > self.levels.get(id_, 0):
            self.levels[id_] = level
            self.sources[id_] = visible(", ".join(clipped(part, 40) for part in (word, *under) if part))
        return id_ is not None


def hints_of(data: bytes, source: str, catalogue: Catalogue, today: date) -> Hints:
    """The hints in the bytes of a resume; `source` names the file in problems. Raises BadInput for no JSON object.

    Open spans of work end `today`; overlapping ones count once; `years` is None where no span can be used.
    """
    reading = _Reading(source, catalogue.skill_ids)
    resume = _parsed(_decoded(data, source), source)
    for path, what, hint in islice(_oddities(resume, ()), MAX_PROBLEMS):
        reading.tell(path, what, hint)
    name = _name(resume, reading)
    for path, entry in reading.items(("skills",), resume, reading.mapping):
        _take_entry(entry, path, reading)
    years = _years(resume, reading, today)
    unplaced = tuple(islice(reading.unplaced, MOST_UNPLACED))
    return Hints(reading.levels, reading.sources, years, name, tuple(reading.problems), unplaced)


def _decoded(data: bytes, source: str) -> str:
    if len(data) > MAX_BYTES:
        refuse(source, None, "larger than 1 MiB", NO_RESUME)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        refuse(source, line, "not UTF-8 text", "save the file with the encoding UTF-8")
    depth = 0
    for match in _NESTING.finditer(text):
        mark = match.group()
        depth += (mark in "[{") - (mark in "]}")
        if depth > MAX_DEPTH:
            refuse(source, text.count("\n", 0, match.start()) + 1, TOO_DEEP, NO_RESUME)
    return text


def _parsed(text: str, source: str) -> Mapping[str, Any]:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(items)
        if len(mapping) == len(items):
            return mapping
        twice = _Twice(mapping)
        twice.again = tuple(key for key, n in Counter(key for key, _ in items).items() if n > 1)
        return twice

    def number(word: str) -> float:
        # Thousands of digits take Python long, or it refuses them.
        return int(word) if len(word) <= 15 and word.lstrip("-").isdigit() else float(word)

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_int=number, parse_float=number, parse_constant=number)
    except json.JSONDecodeError as error:
        refuse(source, error.lineno, f"not valid JSON: {error.msg}", NO_RESUME)
    if not isinstance(value, dict):
        refuse(source, 1, "no JSON object", NO_RESUME)
    return value


def _is_odd(value: Any) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _oddities(value: Any, path: Place) -> Iterator[tuple[Place, str, str]]:
    """Keys that stand twice and numbers that are none, wherever they are: place, what is wrong, what comes of it."""
    if _is_odd(value):
        yield path, f"{value} is not a number that can be used", SKIPPED
    elif isinstance(value, dict):
        for key in value.again if isinstance(value, _Twice) else ():
            yield (*path, key), "the key stands here twice", "only the last is used"
        for key, item in value.items():
            yield from _oddities(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _oddities(item, (*path, n))


def _name(resume: Mapping[str, Any], reading: _Reading) -> str | None:
    _, basics = reading.mapping(("basics",), resume.get("basics", {})) or ((), {})
    name = reading.text(("basics", "name"), basics["name"]) if "name" in basics else None
    if name is not None and len(name) > LONGEST_NAME:
        reading.tell(("basics", "name"), f"longer than {LONGEST_NAME} letters", "only its beginning is used")
    return name and name[:LONGEST_NAME].rstrip()


def _take_entry(entry: Mapping[str, Any], path: Place, reading: _Reading) -> None:
    """The hints of one entry of `skills`: its name, and a level lower its keywords.

    Where the name is no skill it may be the heading over keywords, which are then the skills; it is unplaced only if
    none of them is known. The keywords of a skill that is known are details of it and not told as unplaced.
    """
    name = (reading.text((*path, "name"), entry["name"]) if "name" in entry else None) or ""
    words = reading.items((*path, "keywords"), entry, reading.text)
    level, said = _entry_level(entry, (*path, "level"), reading)
    if level == 0:
        return
    placed = reading.hint(name, level, said)
    missed = [word for word in words if not reading.hint(word, max(level - 1, 1), name, said)]
    if not placed:
        heading = [name] if name and len(missed) == len(words) else []
        reading.unplaced.update((visible(clipped(word, 60)), None) for word in (*heading, *missed))


def _entry_level(entry: Mapping[str, Any], place: Place, reading: _Reading) -> tuple[int, str]:
    """The level of an entry, 0 to 3, and how it says so; 1 where it does not say, or not in words we know."""
    value = entry.get("level")
    text = value if isinstance(value, str) else f"{value:g}" if type(value) in (int, float) else ""
    level = _level(" ".join(text.casefold().split())[:LONGEST_SKILL])
    if level is not None:
        return level, " ".join(text.split())
    if "level" in entry:
        reading.other(place, "a level such as Intermediate, 3/5 or 60%", value, "taken as the lowest")
    return 1, ""


def _level(text: str) -> int | None:
    """The level a text means, 0 to 3; None where that is not known. Of several words the lowest counts."""
    number = _NUMBER.fullmatch(text)
    if number:
        # A number alone counts stars or steps, of which there are five.
        value, scale = float(number[1]), 100 if number[2] else int(number[3] or 5)
        if value > scale or scale < 3 or (scale == 5 and 0 < value < 1):
            return None
        share = value / scale
        return 0 if share == 0 else 1 if share <= 0.4 else 2 if share < 0.8 else 3
    words = set(re.findall(r"\w+", _FILLERS.sub("", _ASIDE.sub("", text))))
    return min(_LEVELS[word] for word in words) if words and words <= _LEVELS.keys() else None


def _forms(word: str) -> Iterator[str]:
    """The forms in which the catalogue may know a word: as it is, then without what stands behind it."""
    form = word[:LONGEST_SKILL].casefold().lstrip(" -*").rstrip(" .,;:")
    for tail in (_ASIDE, _VERSION, _ASIDE, None):
        yield from (form, form.replace(" ", "-"), form.replace("-", " "))
        form = tail.sub("", form) if tail else form


def _years(resume: Mapping[str, Any], reading: _Reading, today: date) -> float | None:
    works = reading.items(("work",), resume, reading.mapping)
    spans = sorted(span for path, work in works if (span := _span(work, path, reading, today.toordinal())) is not None)
    days, until = 0, 0
    for first, after in spans:
        days += max(after - max(first, until), 0)
        until = max(until, after)
    return min(round(days / 365.25 * 2) / 2, MOST_YEARS) if spans else None


def _span(work: Mapping[str, Any], path: Place, reading: _Reading, now: int) -> tuple[int, int] | None:
    """First day and the one after the last, as days since year 1, none after `now`; None where there is no telling.

    A year alone means its middle; where both ends may be anywhere in one time, half of that time.
    """
    start = _when(work.get("startDate"), (*path, "startDate"), reading)
    value, end = work.get("endDate"), (now, now + 1)
    if isinstance(value, str | None) and (value or "").strip().casefold() in OPEN:
        if "endDate" in work:
            reading.tell((*path, "endDate"), f"{shown(value)} is not a date", "taken as today; leave it out")
    else:
        end = _when(value, (*path, "endDate"), reading) or (0, 0)
    if start is None or end == (0, 0):
        return None
    if not now - LONG_AGO <= start[0] <= min(now, end[1] - 1):
        reading.tell(path, f"cannot be from {shown(work['startDate'])} to {shown(value)}", NOT_COUNTED)
        return None
    first, after = (sum(when) // 2 if when[1] - when[0] > 31 else when[n] for n, when in enumerate((start, end)))
    if after <= first:
        quarter = (end[1] - start[0]) // 4
        first, after = start[0] + quarter, end[1] - quarter
    return min(first, now), min(after, now)


def _when(value: Any, path: Place, reading: _Reading) -> tuple[int, int] | None:
    """The first day of a date, a month or a year and the one after it, as days since year 1; None for no date."""
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    year, month, day = (int(part or 0) for part in found.groups()) if found else (0, 13, 0)
    try:
        first = date(year, month or 1, day or 1).toordinal()
        following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1).toordinal()
    except ValueError:
        reading.other(path, "a date such as 2023, 2023-04 or 2023-04-29", value, NOT_COUNTED)
        return None
    return first, first + 1 if day else following
