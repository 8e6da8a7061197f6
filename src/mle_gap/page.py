"""What may be known of the place a text goes to."""

from typing import NamedTuple


class Page(NamedTuple):
    """Width in columns; whether colours and characters beyond ASCII may be used."""

    width: int = 80
    color: bool = False
    unicode: bool = True
