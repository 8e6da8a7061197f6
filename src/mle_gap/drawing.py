"""Text, bars and tables that fit their page: wrapped, never cut; stacked where columns would not fit. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mle_gap.page import Page
from mle_gap.visible import visible

Block = Text | Table | Padding
Part = str | tuple[str, str] | Text
NARROWEST, PROSE = 20, 100  # columns: what is assumed at least, and the longest line of prose that reads well
_TRAILING = re.compile(r"(?:\x1b\[[0-9;]*m| )+$")


class Canvas:
    """Draws for one page; nothing it is given can act on a terminal, and markup in it stays text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.width = max(page.width, NARROWEST)

    def safe(self, text: str) -> str:
        """The text with all that would act, or that the page cannot show, written as escapes."""
        shown = visible(text)
        return shown if self.page.unicode else shown.encode("ascii", "backslashreplace").decode("ascii")

    def say(self, *parts: Part, style: str = "") -> Text:
        """Text of parts, each plain, with a style, or drawn before."""
        text = Text(style=style, overflow="fold")
        for part in parts:
            if isinstance(part, Text):
                text.append_text(part)
            elif isinstance(part, tuple):
                text.append(self.safe(part[0]), style=part[1])
            else:
                text.append(self.safe(part))
        return text

    def indented(self, *parts: Part, style: str = "") -> Padding:
        """The same, two columns in on every line."""
        return Padding(self.say(*parts, style=style), (0, 0, 0, 2), expand=False)

    def point(self, mark: str, *parts: Part) -> Table:
        """Text behind a mark, with later lines below its beginning."""
        drawn = Table.grid(padding=(0, 1, 0, 0))
        drawn.add_column(no_wrap=True)
        drawn.add_column(overflow="fold")
        drawn.add_row(mark, self.say(*parts))
        return drawn

    def padded(self, text: str, width: int) -> str:
        """The safe text, filled with spaces to a width in columns."""
        safe = self.safe(text)
        return safe + " " * (width - cell_len(safe))

    def columns(self, texts: Iterable[str]) -> int:
        """How many columns the widest of the texts takes."""
        return max((cell_len(self.safe(text)) for text in texts), default=0)

    def bar(self, score: float, width: int, possible: float | None = None) -> Text:
        """A bar for 0 to 100: held, still possible once all is answered, and the rest."""
        held, maybe, rest = ("█", "▒", "·") if self.page.unicode else ("#", "=", ".")
        width = max(width, 10)
        full = int(score * width / 100)
        open_ = int((score if possible is None else possible) * width / 100) - full
        return self.say((held * full, "green"), (maybe * open_, "yellow"), (rest * (width - full - open_), "dim"))

    def line(self, before: int, length: int) -> str:
        """A line of a length after so many spaces."""
        return " " * before + ("━" if self.page.unicode else "=") * length

    def table_width(self, rows: Sequence[Sequence[str]]) -> int:
        """Columns a table of these rows takes, the heads among them."""
        return sum(self.columns(column) for column in zip(*rows, strict=True)) + 2 * (len(rows[0]) - 1)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        stacked: Sequence[tuple[str, str]],
        right: Sequence[int] = (),
    ) -> Iterator[Block]:
        """Columns where they fit; else for each row the pair in `stacked`, one below the other."""
        if self.table_width([heads, *rows]) <= self.width:
            yield self._columns(heads, rows, right)
            return
        for lead, facts in stacked:
            yield self.say(lead)
            yield self.indented(facts, style="dim")

    def _columns(self, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int]) -> Table:
        drawn = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for n, head in enumerate(heads):
            drawn.add_column(self.say(head), justify="right" if n in right else "left", no_wrap=True)
        for row in rows:
            drawn.add_row(*(self.say(cell) for cell in row))
        return drawn

    def text(self, blocks: Iterable[Block]) -> str:
        """All blocks one below the other; no line is wider than the page, or than 20 columns if that is narrower."""
        out = StringIO()
        console = Console(
            file=out,
            width=self.width,
            force_terminal=self.page.color,
            color_system="standard" if self.page.color else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )
        for block in blocks:
            console.print(block, width=min(self.width, self._readable(block)))
        lines = out.getvalue().split("\n")[:-1]
        return "".join(_TRAILING.sub(lambda end: end[0].replace(" ", ""), line) + "\n" for line in lines)

    def _readable(self, block: Block) -> int:
        """How wide a block may be drawn where there is room: prose not too wide, but an address in one piece."""
        if isinstance(block, Table) and block.show_header:
            return self.width
        if not isinstance(block, Text):
            return PROSE
        return max(PROSE, self.columns(block.plain.split()) + 2)
