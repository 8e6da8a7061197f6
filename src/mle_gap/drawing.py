"""Text, bars and tables that fit their page: wrapped, never cut; stacked where columns would not fit."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mle_gap.page import Page
from mle_gap.visible import visible

Block = Text | Table
Part = str | tuple[str, str] | Text
NARROWEST = 20


def say(*parts: Part, style: str = "") -> Text:
    """Text of parts, each plain, with a style, or drawn before; nothing in it can act on a terminal."""
    text = Text(style=style, overflow="fold")
    for part in parts:
        if isinstance(part, Text):
            text.append_text(part)
        elif isinstance(part, tuple):
            text.append(visible(part[0]), style=part[1])
        else:
            text.append(visible(part))
    return text


def text_of(blocks: Iterable[Block], page: Page) -> str:
    """All blocks one below the other; no line is wider than the page, or than 20 columns if that is narrower."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(page.width, NARROWEST),
        force_terminal=page.color,
        color_system="standard" if page.color else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for block in blocks:
        console.print(block)
    lines = "".join(f"{line.rstrip(' ')}\n" for line in out.getvalue().splitlines())
    return lines if page.unicode else lines.encode("ascii", "backslashreplace").decode("ascii")


def bar(score: float, width: int, page: Page, possible: float | None = None) -> Text:
    """A bar for 0 to 100: held, still possible once all is answered, and the rest."""
    held, maybe, rest = ("█", "▒", "·") if page.unicode else ("#", "=", ".")
    width = max(width, 10)
    full = int(score * width / 100)
    open_ = int((score if possible is None else possible) * width / 100) - full
    return say((held * full, "green"), (maybe * open_, "yellow"), (rest * (width - full - open_), "dim"))


def table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], page: Page, right: Sequence[int] = ()
) -> Iterator[Block]:
    """Columns where they fit the page; else each row stacked: its longest column, then the rest with their heads."""
    widths = [max(cell_len(visible(row[n])) for row in (heads, *rows)) for n in range(len(heads))]
    if sum(widths) + 2 * (len(widths) - 1) <= page.width:
        yield _columns(heads, rows, right)
        return
    lead = widths.index(max(widths))
    for row in rows:
        yield say(row[lead])
        facts = [f"{heads[n].lower()} {cell}".strip() for n, cell in enumerate(row) if cell and n != lead]
        yield say(("  " + ", ".join(facts), "dim"))


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> Table:
    drawn = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for n, head in enumerate(heads):
        drawn.add_column(say(head), justify="right" if n in right else "left", no_wrap=True)
    for row in rows:
        drawn.add_row(*(say(cell) for cell in row))
    return drawn
