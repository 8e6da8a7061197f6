"""The door for YAML and JSON: what it lets in, as what, and what it refuses, where."""

import json
from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap import yaml_text
from mle_gap.document import MAX_BYTES, Document, parse
from mle_gap.errors import BadInput


@pytest.fixture(params=["in C", "in Python"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here holds with the fast parser and with the one that is there without libyaml."""
    if request.param == "in Python":
        monkeypatch.setattr(yaml_text, "LOADER", yaml.SafeLoader)


def refused(text: str | bytes) -> list[str]:
    with pytest.raises(BadInput) as error:
        parse(text.encode() if isinstance(text, str) else text, "f")
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", {"a": 1}),
        ("a: -12", {"a": -12}),
        ("a: 7.5", {"a": 7.5}),
        ("a: true", {"a": True}),
        ("a: False", {"a": False}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: '3'", {"a": "3"}),
        ('a: "yes"', {"a": "yes"}),
        ("a: 2026-11-23", {"a": "2026-11-23"}),
        ("a: 1e3", {"a": "1e3"}),
        ("'1': x", {"1": "x"}),
        ("- [a, {b: c}]", [["a", {"b": "c"}]]),
        ("\ufeffa: 1", {"a": 1}),
        ('{"a": [1, -2.5, 1e3, true, null]}', {"a": [1, -2.5, 1000.0, True, None]}),
        ('{"a": "\\u001b[31m"}', {"a": "\x1b[31m"}),
        ("{a: 1}", {"a": 1}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    ],
)
def test_plain_values_come_in(text: str, value: object) -> None:
    assert parse(text.encode(), "f").value == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "f: empty"),
        ("# only a comment\n", "f: empty"),
        (b"\xff\xfea\x00", "f:1: not UTF-8"),
        (b"a: 1\nb: \xe9\n", "f:2: not UTF-8"),
        (b"a: " + b"x" * MAX_BYTES, "f: larger than 1 MiB"),
        ("a: 1\na: 2", "f:2: a: the key stands here twice, first in line 1; keep one of the two"),
        ('{"a": 1,\n"b": {"c": 2, "c": 3}}', "f:2: b.c: the key stands here twice, first in line 2"),
        ('{"a": 1, "a": "\\u0007", "<<": 2}', "f:1: a: the key stands here twice"),
        ("a: &x 1", "f:1: anchors and aliases are not allowed"),
        ("a: *x", "f:1: anchors and aliases are not allowed"),
        ("<<: {a: 1}", "f:1: the key << is not text"),
        ("1: x", "f:1: the key 1 is not text"),
        ("[a]: x", "f:1: a key must be text"),
        ("a: !!python/object:os.system x", "f:1: the tag tag:yaml.org,2002:python/object:os.system is not allowed"),
        ("a: !x 1", "f:1: the tag !x is not allowed"),
        ("a: 010", "f:1: a: `010` is not read alike by all YAML readers; write decimal digits"),
        ("a: 0x1F", "`0x1F` is not read alike"),
        ("a: 1_000", "`1_000` is not read alike"),
        ("a: 1:30", "`1:30` is not read alike"),
        ("a: yes", "`yes` is not read alike by all YAML readers; write true or false"),
        ("b:\n  - off", "f:2: b[1]: `off` is not read alike"),
        ("a: .nan", "`.nan` is not read alike by all YAML readers; write a plain number"),
        ("a: 9999999999999999", "is not read alike"),
        ('{"a": NaN}', "f: NaN is not a number that can be used"),
        ('{"a": 1e999}', "f: 1e999 is not a number that can be used"),
        ("%TAG !a! x\n---\na: 1", "f:1: a directive (a line that begins with %) is not allowed; remove it"),
        ('{"a": [' + "0," * 20_001 + "0]}", "f:1: more than 20000 values"),
        ("a: 1\n---\nb: 2", "f:2: a second document begins here"),
        ("a: b: c", "f:1: not valid YAML"),
        ("a: [1", "f:2: not valid YAML|f:1: not valid YAML"),
        ("a: 1\nb: \x07", "f:2: not valid YAML: control characters are not allowed|f:2: not valid YAML: special"),
        ('a: "\\ud800"', "not valid YAML|half a character"),
        ('"\\ud800": 1', "not valid YAML|half a character"),
        ('{"a": "\\ud800"}', "f: half a character"),
        ("[" * 200_000, "f:1: nested deeper than 32"),
        ('{"a":' * 200_000, "f:1: nested deeper than 32"),
        ("{a: " * 40 + "}" * 40, "nested deeper than 32"),
        ("- a\n" * 100_001, "more than 20000 values"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str | bytes, says: str) -> None:
    lines = refused(text)
    assert len(lines) == 1
    assert any(part in lines[0] for part in says.split("|")), lines[0]


def test_problems_that_leave_the_structure_whole_are_told_all_at_once() -> None:
    assert [line.split(": ")[0] for line in refused("a: 010\nb: yes\na: 1\nc: .inf")] == ["f:1", "f:2", "f:3", "f:4"]


def test_a_syntax_error_does_not_hide_the_problems_before_it() -> None:
    assert len(refused("a: 010\nb: [")) == 2


def test_problems_name_the_line_of_the_nearest_value_and_list_items_by_id() -> None:
    document = parse(b"skills:\n  - id: sql\n    levels:\n      - can: x\n  - {}\n", "f")
    assert str(document.problem(("skills", 0, "levels", 0, "can"), "bad")) == "f:4: skills[sql].levels[1].can: bad"
    assert str(document.problem(("skills", 1, "id"), "is missing", "add it")) == "f:5: skills[2].id: is missing; add it"
    assert str(document.problem(("nothing", "here"), "bad")) == "f:1: nothing.here: bad"


def test_a_document_without_lines_gives_problems_without_one() -> None:
    assert str(Document("command line", {"a": 1}).problem(("a",), "bad")) == "command line: a: bad"


def test_json_has_lines_too_and_odd_json_goes_without() -> None:
    assert parse(b'{\n "a": 1,\n "b": 2\n}', "f").lines[("b",)] == 3
    assert parse(b'{"a": 1, "\\u003c\\u003c": "\\u0007", "\\ud83d\\ude00": 3}', "f").value["a"] == 1


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.text(max_size=8).filter(str.isprintable),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=60)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=4), plain, min_size=1, max_size=4))
def test_what_yaml_and_json_write_is_read_back_the_same(value: dict[str, object]) -> None:
    assert parse(json.dumps(value).encode(), "f").value == value
    assert parse(yaml.safe_dump(value, allow_unicode=True).encode(), "f").value == value


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=60), st.text("{}[]:,-&*!|>'\"%@`#? \n\tab01.~", max_size=40), st.binary(max_size=40)))
def test_any_text_is_either_read_or_refused_and_nothing_else_happens(text: str | bytes) -> None:
    with suppress(BadInput):
        parse(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, "f")
