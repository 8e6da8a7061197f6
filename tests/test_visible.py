"""Promise 5: nothing read from a file can act on a terminal; what would act on it becomes something one can see."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mle_gap.cli.output import complain
from mle_gap.visible import visible

ACTING = ("Cc", "Cf", "Cs", "Zl", "Zp")
EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))

MADE_VISIBLE = {
    "an escape sequence that colours": ("\x1b[31mred", "\\x1b[31mred"),
    "an escape sequence that sets the title": ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
    "an eight-bit escape sequence": ("\x9b31m", "\\x9b31m"),
    "a line break": ("one\ntwo", "one\\ntwo"),
    "a carriage return": ("shown\rhidden", "shown\\rhidden"),
    "a tab": ("one\ttwo", "one\\ttwo"),
    "a NUL": ("one\0two", "one\\x00two"),
    "a backspace": ("one\btwo", "one\\x08two"),
    "a delete": ("one\x7ftwo", "one\\x7ftwo"),
    "the next line of Latin-1": ("one\x85two", "one\\x85two"),
    "a right-to-left override": ("txt.\u202eexe", "txt.\\u202eexe"),
    "a right-to-left isolate": ("\u2067abc\u2069", "\\u2067abc\\u2069"),
    "a zero-width space": ("do\u200bcker", "do\\u200bcker"),
    "a zero-width joiner": ("do\u200dcker", "do\\u200dcker"),
    "a byte order mark": ("\ufeffdocker", "\\ufeffdocker"),
    "a soft hyphen": ("do\xadcker", "do\\xadcker"),
    "a line separator": ("one\u2028two", "one\\u2028two"),
    "a paragraph separator": ("one\u2029two", "one\\u2029two"),
    "a language tag": ("one\U000e0041two", "one\\U000e0041two"),
    "a lone surrogate": ("one\ud800two", "one\\ud800two"),
}

LEFT_ALONE = {
    "nothing": "",
    "plain words": "Docker, Kubernetes (k8s) & CI/CD - 100 %",
    "markup of rich": "[bold]loud[/bold] [/red] [link=https://a.example]x[/link]",
    "an emoji code": ":smile:",
    "a backslash": "C:\\new\\table",
    "accents": "Zoë Lukša",
    "combining marks": "Zoe\u0308",
    "wide characters": "日本語",
    "emoji": "🚀",
    "a right-to-left script": "שלום",
    "a no-break space": "100\xa0%",
}


@pytest.mark.parametrize("case", MADE_VISIBLE)
def test_what_would_act_on_a_terminal_is_written_as_its_escape(case: str) -> None:
    text, shown = MADE_VISIBLE[case]
    assert visible(text) == shown


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_what_only_shows_stays_as_it_is(case: str) -> None:
    assert visible(LEFT_ALONE[case]) == LEFT_ALONE[case]


# No width, or the look of nothing, though Unicode files them among letters, marks and symbols.
UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)


def test_what_has_no_width_is_shown_whatever_its_kind() -> None:
    assert not UNSEEN & set(visible("".join(sorted(UNSEEN))))


def test_of_all_characters_there_are_none_that_acts_is_left_and_every_other_one_stays() -> None:
    shown = visible(EVERY_CHARACTER)
    assert not [char for char in shown if unicodedata.category(char) in ACTING]
    harmless = [char for char in EVERY_CHARACTER if unicodedata.category(char) not in ACTING and char not in UNSEEN]
    assert [char for char in shown if not char.isascii()] == [char for char in harmless if not char.isascii()]


@given(st.text(st.characters()))
def test_what_is_visible_once_is_left_alone_the_second_time(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters()), st.text(st.characters()))
def test_each_character_is_judged_alone_so_that_no_sequence_slips_through(first: str, second: str) -> None:
    assert visible(first + second) == visible(first) + visible(second)


@pytest.mark.parametrize("case", MADE_VISIBLE)
def test_a_complaint_is_one_harmless_line_whatever_it_quotes(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    text, shown = MADE_VISIBLE[case]
    complain(f"no skill `{text}`")
    assert capsys.readouterr() == ("", f"mle-gap: no skill `{shown}`\n")
