"""HTML as text: elements, tables and days. Whatever is not markup already is escaped where it is put in. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from mle_gap.visible import visible

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DOT = " \u00b7 "
# Elements without an end tag in HTML, and those of SVG that close themselves.
_VOID = frozenset({"meta"})
_CLOSED = frozenset({"line", "path", "rect"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Markup:
    """Anything as text of the page: it adds no element, and no character of it acts unseen."""
    return Markup(escape(visible(str(value))))


def join(parts: Iterable[str], between: str = "") -> Markup:
    """Parts one after the other, markup as it is and other text escaped."""
    return Markup(between.join(part if isinstance(part, Markup) else text(part) for part in parts))


def tag(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """An element. Of attribute names the last `_` is dropped and others become `-`; None leaves the attribute out."""
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{shown}>")
    if name in _CLOSED:
        return Markup(f"<{name}{shown}/>")
    return Markup(f"<{name}{shown}>{join(children)}</{name}>")


def section(id_: str, title: str, *children: str) -> Markup:
    """A part of the page with a heading that names it."""
    head = tag("h2", title, id=f"{id_}-title")
    return tag("section", join((head, *children), "\n"), id=id_, aria_labelledby=f"{id_}-title")


def rows(cells: Iterable[Sequence[str]]) -> Markup:
    """Rows of a table; the first cell of each is its head."""
    return join(
        (tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in cells), "\n"
    )


def table(caption: str, heads: Sequence[str], *bodies: str, id_: str | None = None) -> Markup:
    """A table with a caption and a head, which scrolls sideways by itself where the page is narrow."""
    head = tag("thead", tag("tr", *(tag("th", word, scope="col") for word in heads)))
    whole = tag("table", tag("caption", caption), head, *bodies, id=id_)
    return tag("div", whole, class_="scroll", role="region", aria_label=caption, tabindex=0)


def folded(summary: str, *children: str) -> Markup:
    """What is opened by a click, and always open on paper."""
    return tag("details", tag("summary", summary), *children)


def day(value: date) -> str:
    """A date as one writes it, the same in every language of the machine."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def span(start: date, finish: date) -> str:
    """From one day to another."""
    return day(start) if start == finish else f"{day(start)} to {day(finish)}"
