"""Makes text from outside harmless for a terminal: what would act on it becomes visible. Pure."""

import unicodedata

# Control, format (bidi, zero-width) and surrogate characters, line and paragraph separators.
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with each character that would act on a terminal written as its escape, such as `\\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(char) if unicodedata.category(char) in _ACTING else char for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
