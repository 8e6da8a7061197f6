"""Makes text from outside harmless for a terminal: what would act on it becomes visible. Pure."""

import re
import unicodedata

# Control, format (bidi, zero-width) and surrogate characters, line and paragraph separators.
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Characters of other kinds that have no width or look like nothing: joiners, fillers, variation selectors.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def visible(text: str) -> str:
    """The text with each character that would act on a terminal written as its escape, such as `\\x1b`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _escaped(char) if unicodedata.category(char) in _ACTING or _UNSEEN.match(char) else char for char in text
    )


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")
