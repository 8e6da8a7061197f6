"""The lines of a job ad, from text or HTML: headings and items known, columns and tables taken apart. Pure.

HTML is read by a scanner that never looks back, so that its time grows with the length alone.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["must", "nice", "ignored"]

MOST = 100_000  # letters of an ad that are looked at: ten times a long one
MOST_LINES = 5_000
LONGEST_TAG = 2_000
_TAG = re.compile(r"/?([a-z][a-z0-9]*)", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|body|div|p|br|ul|li|h[1-6]|span|table|b|strong|em|i|a)\b[^<>\n]{0,300}>", re.IGNORECASE
)
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})

# One letter for one, so that places stay the same.
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u2010": "-", "\u2011": "-", "\u2212": "-"})
_BULLET = re.compile(
    r"^(?:[\u2022\u2023\u25aa\u25ab\u25cf\u25e6\u2043\u00b7\u2192\u25ba\u2713\u2714*+~\u2013\u2014-]"
    r"|\(?[0-9a-h]{1,2}[.)])\s+"
)
_RULE = re.compile(r"^[\s=_~*#-]+$")
_QUOTED = re.compile(r"^(?:> ?)+")
_COLUMN = re.compile(r"\S {3,}(?=\S)")
LEFTMOST, FEWEST = 25, 4  # where a second column begins at least, and how many lines it needs
# What a cell of a table says of its row.
_MARKS: dict[str, Kind] = {
    **dict.fromkeys(("essential", "required", "must", "must have", "must-have", "mandatory", "yes", "e"), "must"),
    **dict.fromkeys(
        ("desirable", "preferred", "nice to have", "nice-to-have", "optional", "a plus", "bonus", "d"), "nice"
    ),
}


class Line(NamedTuple):
    """A line with what it is by its form; `mark` is what a table says of it."""

    text: str
    heading: bool = False
    bullet: bool = False
    mark: Kind | None = None


def without_html(text: str) -> str:
    """The text of an HTML page: a line for each block, headings and items marked, scripts and comments gone.

    Text that is no HTML comes back as it is.
    """
    if not _LOOKS_LIKE_HTML.search(text):
        return text
    # Small letters of the same length, so that places are the same in both.
    lower = text.lower() if len(text.lower()) == len(text) else text
    parts, place = [], 0
    while (start := text.find("<", place)) >= 0:
        parts.append(html.unescape(text[place:start].replace("\n", " ")))
        mark, place = _after_tag(text, lower, start)
        parts.append(mark)
    parts.append(html.unescape(text[place:].replace("\n", " ")))
    return "".join(parts)


def _after_tag(text: str, lower: str, start: int) -> tuple[str, int]:
    """What stands for the tag that begins there, and where the text goes on."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return "", len(text) if end < 0 else end + 3
    named = _TAG.match(text, start + 1, start + 40)
    if named is None and not text.startswith(("<!", "<?"), start):
        return "<", start + 1
    place = _end_of_tag(text, start)
    if named is None:
        return "", place
    name = named[1].lower()
    if name in _SILENT and text[start + 1] != "/":
        end = lower.find(f"</{name}", place)
        return "", len(text) if end < 0 else _end_of_tag(text, end)
    opens = text[start + 1] != "/"
    if name not in _BLOCKS:
        return "\t" if name in _CELLS and opens else "", place
    return "\n" + ("# " if opens and name in _HEADS else "* " if opens and name == "li" else ""), place


def _end_of_tag(text: str, start: int) -> int:
    """The place after the `>` that is not inside quotes, within reason."""
    place = start
    for _ in range(8):
        place = text.find(">", place, start + LONGEST_TAG) + 1
        if not place:
            break
        if text.count('"', start, place) % 2 == 0:
            return place
    found = text.find(">", start, start + LONGEST_TAG) + 1
    return found or start + 1


def lines_of(text: str) -> list[Line]:
    """The lines of an ad that hold anything, MOST_LINES of them at most; what would act on a terminal is left out."""
    found: list[Line] = []
    gap = True
    for raw in _unfolded(text.translate(_PLAIN).splitlines()):
        made = _line(raw)
        if made is not None and not gap and _goes_on(found[-1], made):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {made.text}")
        elif made is not None:
            found.append(made)
        gap = made is None
        if len(found) == MOST_LINES:
            break
    return found


def _line(raw: str) -> Line | None:
    cells = [_clean(cell) for cell in _QUOTED.sub("", raw).split("\t")]
    cells = [cell for cell in cells if cell]
    if not cells or _RULE.match(raw):
        return None
    marks = [_MARKS[cell.casefold()] for cell in cells[1:] if cell.casefold() in _MARKS]
    if marks:
        return Line(cells[0], mark=marks[0])
    line = ": ".join(cells[:2]) + "".join(f", {cell}" for cell in cells[2:])
    bare = _BULLET.sub("", line, count=1)
    heading = line.startswith("#") or (
        line.startswith("**") and line.rstrip(":").endswith("**") and line.count("**") == 2
    )
    text = bare.strip("*_# ")
    return Line(text, heading, bare != line and not heading) if text else None


def _clean(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        text = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in text)
    return " ".join(text.split())


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line only goes on because the one before was full."""
    full = 45 <= len(before.text) < 2000 and before.text[-1] not in ".:;!?" and before.mark is None
    return full and not (line.bullet or line.heading or line.mark or before.heading) and line.text[:1].islower()


def _unfolded(lines: Sequence[str]) -> Iterator[str]:
    """Lines with a second column after the first, where so many lines begin one at the same place."""
    starts = Counter(match.end() for line in lines if (match := _COLUMN.search(line)) and match.end() >= LEFTMOST)
    place, n = starts.most_common(1)[0] if starts else (0, 0)
    if n < FEWEST:
        yield from lines
        return
    right: list[str] = []
    for line in lines:
        if not line[place - 2 : place].strip() and (right or line[place:].strip()):
            yield line[:place].rstrip()
            right.append(line[place:])
            continue
        yield from right
        right = []
        yield line
    yield from right
