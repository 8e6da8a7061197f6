"""JSON Resume: hints taken from one with what cannot be used named, and the skills of a report written as one."""

import json
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker

from mle_gap.catalog import load_shipped
from mle_gap.errors import MAX_PROBLEMS, BadInput
from mle_gap.formats import jsonresume
from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.catalog import Catalogue
from mle_gap.models.report import Report
from mle_gap.page import Page
from mle_gap.planning import Subject, Wishes
from mle_gap.report import report_of
from mle_gap.resume import MOST_UNPLACED, Hints, hints_of
from mle_gap.target import target_of
from mle_gap.visible import visible
from mle_gap.wording import LEVELS

TODAY = date(2026, 11, 23)
MIB = 2**20
FILE = "resume.json"
CATALOGUE = load_shipped()


def read(text: str | bytes, today: date = TODAY) -> Hints:
    data = text.encode() if isinstance(text, str) else text
    return hints_of(data, FILE, CATALOGUE, today)


def hints(today: date = TODAY, **sections: Any) -> Hints:
    return read(json.dumps(sections), today)


def told(found: Hints) -> list[str]:
    return [str(problem) for problem in found.problems]


def skill(**entry: Any) -> Hints:
    """The hints of a resume with one entry of skills."""
    return hints(skills=[entry])


def years(*spans: tuple[Any, ...], today: date = TODAY) -> float | None:
    """The years of work between these dates; a span of one date has no `endDate`. No problem may be told."""
    works = [dict(zip(("startDate", "endDate"), span, strict=False)) for span in spans]
    found = hints(today, work=works)
    assert told(found) == []
    return found.years


# Skills.


def test_the_sample_of_the_standard_has_a_name_years_and_skills_we_do_not_know() -> None:
    found = hints(
        basics={"name": "Richard Hendriks", "label": "Programmer", "location": {"city": "San Francisco"}},
        work=[{"name": "Pied Piper", "startDate": "2013-12-01", "endDate": "2014-12-01", "highlights": ["x"]}],
        skills=[{"name": "Web Development", "level": "Master", "keywords": ["HTML", "CSS", "Javascript"]}],
        languages=[{"language": "Python", "fluency": "Native speaker"}],
        interests=[{"name": "Docker", "keywords": ["SQL"]}],
        projects=[{"keywords": ["Kubernetes"], "startDate": "2010"}],
        meta={"version": "v1.0.0"},
    )
    assert found == Hints({}, {}, 1.0, "Richard Hendriks", (), ("Web Development", "HTML", "CSS", "Javascript"))


def test_an_empty_resume_hints_at_nothing() -> None:
    assert hints() == Hints({}, {}, None, None, (), ())
    assert hints(basics={}, skills=[], work=[]) == Hints({}, {}, None, None, (), ())


@pytest.mark.parametrize(
    ("word", "id_"),
    [
        ("python", "python"),
        ("  PYTHON ", "python"),
        ("Git and GitHub", "git"),
        ("k8s", "kubernetes"),
        ("Machine Learning", "machine-learning"),
        ("deep\n learning", "deep-learning"),
        ("object-detection", "computer-vision"),
        ("Python 3.11", "python"),
        ("Python 3", "python"),
        ("Python3", "python"),
        ("Python3.11", "python"),
        ("Python-3.11", "python"),
        ("Python v3", "python"),
        ("Python version 3.12", "python"),
        ("Python 3.x", "python"),
        ("Python >= 3.8", "python"),
        ("Python>=3.8", "python"),
        ("Python 3.8+", "python"),
        ("Python 2/3", "python"),
        ("Python 2.7, 3.6", "python"),
        ("Python (3.11)", "python"),
        ("Python 3.11 (CPython)", "python"),
        ("Python (CPython) 3.11", "python"),
        ("SQL (PostgreSQL)", "sql"),
        ("Amazon Web Services (AWS)", "aws"),
        ("TensorFlow 2", "tensorflow"),
        ("TensorFlow 2.15.0", "tensorflow"),
        ("S3", "aws"),
        ("- Docker,", "docker"),
        ("SR 11-7", "model-risk"),
    ],
)
def test_a_skill_is_known_by_id_name_or_alias_in_any_case_and_with_a_version(word: str, id_: str) -> None:
    assert skill(name=word).levels == {id_: 1}
    assert skill(keywords=[word]).levels == {id_: 1}


@pytest.mark.parametrize("word", ["Pythonista", "S", "EC", "Python is fun", "3.11", "()", "-", "x" * 90, "P" * 5000])
def test_what_only_looks_like_a_skill_is_unplaced(word: str) -> None:
    found = skill(name=word, level="Expert")
    assert (found.levels, found.sources, told(found)) == ({}, {}, [])
    assert found.unplaced == (word if len(word) <= 60 else f"{word[:60]}...",)


def test_every_skill_of_the_catalogue_is_found_by_every_word_for_it(catalogue: Catalogue) -> None:
    for word, id_ in catalogue.skill_ids.items():
        assert skill(name=word.upper() if word.isascii() else word).levels == {id_: 1}


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        *((word, 1) for word in ("Beginner", "novice", "Basic", "ELEMENTARY", "Junior", "entry-level", "Familiar")),
        *((word, 1) for word in ("Basic knowledge", "Advanced Beginner", "Beginner to Intermediate", "Guided")),
        *((word, 2) for word in ("Intermediate", " intermediate ", "Upper-Intermediate", "Competent", "Proficient")),
        *((word, 2) for word in ("Working knowledge", "Very good", "Intermediate/Advanced", "Independent", "Mid")),
        *((word, 3) for word in ("Advanced", "Expert", "Master", "Senior", "expert level", "Advanced (5 years)")),
        *((word, 3) for word in ("Leading", "Advanced.", "Highly advanced")),
        *zip(("1", "2", "3", "4", "5"), (1, 1, 2, 3, 3), strict=True),
        *zip((1, 2, 3, 4, 5, 2.5, 3.5), (1, 1, 2, 3, 3, 2, 2), strict=True),
        *zip(("1/5", "2/5", "3/5", "4 / 5", "5 of 5", "4 out of 5", "3.5/5"), (1, 1, 2, 3, 3, 3, 2), strict=True),
        *zip(("1/3", "2/3", "3/3", "2/4", "3/4", "4/4", "8/10", "5/10"), (1, 2, 3, 2, 2, 3, 3, 2), strict=True),
        *zip(("1%", "20%", "40 %", "50%", "79%", "80%", "100%"), (1, 1, 1, 2, 2, 3, 3), strict=True),
        *zip(("Level 3", "level 2/5"), (2, 1), strict=True),
    ],
)
def test_a_level_in_words_or_numbers_is_taken_carefully(level: Any, expected: int) -> None:
    found = skill(name="Docker", level=level)
    assert found.levels == {"docker": expected}
    assert told(found) == []


@pytest.mark.parametrize("level", ["None", "no experience", "0", 0, "0/5", "0%", 0.0, "Never"])
def test_a_level_of_none_is_no_hint_at_all(level: Any) -> None:
    found = skill(name="Docker", level=level, keywords=["Podman", "Python"])
    assert found == Hints({}, {}, None, None, (), ())


UNKNOWN: tuple[Any, ...] = (
    "Jedi",
    "not advanced",
    "",
    "level",
    "7",
    "6/5",
    "120%",
    "1/2",
    "3/0",
    "0.5",
    "-1",
    "4 years",
)
UNKNOWN += (7, -1, 0.5, 10**9, 10**400, True, None, [3], {"a": 3}, "\ud800", "x" * 5000, "٣", "½", "1e3", "+3", "3/")


@pytest.mark.parametrize("level", UNKNOWN, ids=lambda level: ascii(level)[:20])
def test_a_level_that_is_not_known_is_told_and_counts_as_the_lowest(level: Any) -> None:
    found = skill(name="Docker", level=level, keywords=["Python"])
    assert found.levels == {"docker": 1, "python": 1}
    assert found.sources == {"docker": "Docker", "python": "Python, Docker"}
    assert [problem.where for problem in found.problems] == ["skills[1].level"]


def test_keywords_are_a_level_below_their_entry_but_at_least_the_lowest() -> None:
    for level, expected in (("Expert", 2), ("Intermediate", 1), ("Beginner", 1), (None, 1)):
        entry = {"name": "DevOps", "keywords": ["Docker", "CI/CD"]} | ({"level": level} if level else {})
        assert hints(skills=[entry]).levels == {"docker": expected, "ci-cd": expected}


def test_the_highest_hint_of_a_skill_counts_and_of_equal_ones_the_first() -> None:
    found = hints(
        skills=[
            {"name": "Cloud", "level": "Master", "keywords": ["AWS", "S3"]},
            {"name": "Python", "level": "Beginner", "keywords": ["python3"]},
            {"name": "PYTHON 3.11", "level": "Expert"},
            {"name": "py", "level": "Master"},
            {"name": "Amazon Web Services", "level": "Intermediate"},
        ]
    )
    assert found.levels == {"aws": 2, "python": 3}
    assert found.sources == {"aws": "AWS, Cloud, Master", "python": "PYTHON 3.11, Expert"}


def test_a_source_is_short_and_cannot_act() -> None:
    found = skill(name="x" * 500, level="Master" + " " * 500, keywords=["Docker (\x1b[31m\u202e)"])
    assert found.sources == {"docker": f"Docker (\\x1b[31m\\u202e), {'x' * 40}..., Master"}
    assert skill(name="\x1b]0;x\x07\u200b").unplaced == ("\\x1b]0;x\\x07\\u200b",)


def test_a_heading_is_unplaced_only_where_none_of_its_keywords_is_known() -> None:
    assert skill(name="DevOps", keywords=["Docker", "Nagios"]).unplaced == ("Nagios",)
    assert skill(name="DevOps", keywords=["Nagios", "Nagios"]).unplaced == ("DevOps", "Nagios")
    assert skill(name="DevOps").unplaced == ("DevOps",)
    assert skill(keywords=["Nagios"]).unplaced == ("Nagios",)
    assert skill(name="Python", keywords=["Django"]).unplaced == ()


def test_unplaced_words_and_problems_have_an_end() -> None:
    found = hints(skills=[{"name": f"zz{n}x", "keywords": [n]} for n in range(500)])
    assert len(found.unplaced) == MOST_UNPLACED
    assert len(found.problems) == MAX_PROBLEMS


# Years.


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("2020-01-01", "2021-12-31")], 2.0),
        ([("2020-01", "2021-12")], 2.0),
        ([("2020-01", "2020-06")], 0.5),
        ([("2020", "2022")], 2.0),
        ([("2020", "2020")], 0.5),
        ([("2020", "2020-03")], 0.0),
        ([("2020-10", "2020")], 0.0),
        ([("2020-05-05", "2020-05-05")], 0.0),
        ([("2020-12", "2020-12")], 0.0),
        ([("2024-11-24",)], 2.0),
        ([("2024-11",)], 2.0),
        ([("2026",)], 0.5),
        ([("2026-11-23",)], 0.0),
        ([("2024-11-24", "2030")], 2.0),
        ([("2019-01", "2019-12"), ("2021-01", "2021-12")], 2.0),
        ([("2019-01", "2020-12"), ("2019-07", "2019-12"), ("2020-07", "2021-12")], 3.0),
        ([("2019-01", "2021-12")] * 9, 3.0),
        ([("2020-02-29", "2021-02-28")], 1.0),
        ([(f"{year}-01", f"{year}-12") for year in range(1950, 2026)], 60.0),
        ([(" 2020-01 ", "2020-12")], 1.0),
        ([], None),
    ],
)
def test_years_of_work_count_overlaps_once_and_end_today(spans: list[tuple[str, ...]], expected: float | None) -> None:
    assert years(*spans) == expected
    assert years(*reversed(spans)) == expected


@pytest.mark.parametrize("end", [None, "", "Present", " current ", "NOW"])
def test_an_end_that_says_still_is_today_and_told(end: Any) -> None:
    found = hints(work=[{"startDate": "2024-11-24", "endDate": end}])
    assert found.years == 2.0
    assert [problem.where for problem in found.problems] == ["work[1].endDate"]
    assert told(found)[0].endswith("is not a date; taken as today; leave it out")


BAD_DATES: tuple[Any, ...] = (
    "2020-02-30",
    "2021-02-29",
    "2020-13",
    "2020-00",
    "2020-01-00",
    "2020-1",
    "20",
    "0001",
    "x",
)
BAD_DATES += ("2020-01-01T00:00:00Z", "01/2020", "May 2020", "٢٠٢٠", 2020, 2020.5, True, [], {}, "9999-12-31", "\ud800")


@pytest.mark.parametrize("when", BAD_DATES, ids=ascii)
@pytest.mark.parametrize("key", ["startDate", "endDate"])
def test_what_is_no_date_is_told_and_its_span_left_out(key: str, when: Any) -> None:
    found = hints(work=[{"startDate": "2020", "endDate": "2025", key: when}, {"startDate": "2024-11-24"}])
    assert found.years == 2.0
    assert [problem.where for problem in found.problems] == [f"work[1].{key}"]
    assert visible(told(found)[0]) == told(found)[0]


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (
            {"startDate": "2021", "endDate": "2020"},
            'work[1]: cannot be from "2021" to "2020"; the years are not counted',
        ),
        ({"startDate": "2027"}, 'work[1]: cannot be from "2027" to nothing'),
        ({"startDate": "1100", "endDate": "1200"}, "work[1]: cannot be from"),
        ({}, "work[1].startDate: must be a date such as 2023, 2023-04 or 2023-04-29, not nothing"),
        ({"endDate": "2020"}, "work[1].startDate: must be a date"),
        ({"startDate": None}, "work[1].startDate: must be a date"),
        (None, "work[1]: must be a mapping of keys to values, not nothing"),
        ("2020-2021", 'work[1]: must be a mapping of keys to values, not "2020-2021"'),
    ],
)
def test_a_span_that_cannot_be_is_told_and_left_out(work: Any, says: str) -> None:
    found = hints(work=[work])
    assert found.years is None
    assert len(found.problems) == 1
    assert says in told(found)[0]


@pytest.mark.parametrize("today", [date.min, date(1, 6, 1), date(1980, 1, 1), date.max])
def test_any_day_may_be_today(today: date) -> None:
    assert hints(today, work=[{"startDate": "2020"}, {"startDate": "1970-01-01", "endDate": "1975-06-30"}]).levels == {}


dates = st.one_of(
    st.dates(date(1950, 1, 1), TODAY).map(str), st.dates(date(1950, 1, 1), TODAY).map(lambda day: f"{day:%Y-%m}")
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(dates, dates).map(sorted), min_size=1, max_size=6))
def test_years_are_those_of_the_days_worked(spans: list[list[str]]) -> None:
    worked: set[date] = set()
    for first, last in spans:
        start = date.fromisoformat(first if len(first) == 10 else f"{first}-01")
        end = date.fromisoformat(last if len(last) == 10 else f"{last}-01")
        if len(last) == 7:
            end = (end + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        worked |= {start + timedelta(days=n) for n in range((min(end, TODAY - timedelta(days=1)) - start).days + 1)}
    found = hints(work=[{"startDate": first, "endDate": last} for first, last in spans]).years
    assert found is not None
    assert abs(found - min(len(worked) / 365.25, 60)) <= 0.26


# The name.


def test_the_name_is_on_one_line_and_at_most_100_letters() -> None:
    assert hints(basics={"name": "  Ada \n Lovelace "}).name == "Ada Lovelace"
    assert hints(basics={"name": "é" * 100}).name == "é" * 100
    found = hints(basics={"name": "a" * 99 + " b"})
    assert found.name == "a" * 99
    assert told(found) == [f"{FILE}: basics.name: longer than 100 letters; only its beginning is used"]


@pytest.mark.parametrize("name", [None, 3, "", "  ", "\u2003", [], {}, True, "A\ud800"])
def test_a_name_that_is_none_is_told(name: Any) -> None:
    found = hints(basics={"name": name}, skills=[{"name": "SQL"}])
    assert found.name is None
    assert [problem.where for problem in found.problems] == ["basics.name"]
    assert found.levels == {"sql": 1}


# What is wrong.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"basics": null, "skills": [{"name": "SQL"}]}', "basics: must be a mapping of keys to values, not nothing"),
        ('{"basics": [], "skills": [{"name": "SQL"}]}', "basics: must be a mapping of keys to values, not a list"),
        ('{"work": null, "skills": [{"name": "SQL"}]}', "work: must be a list, not nothing; it is skipped"),
        ('{"work": {}, "skills": [{"name": "SQL"}]}', "work: must be a list, not a mapping"),
        ('{"skills": [null, {"name": "SQL"}]}', "skills[1]: must be a mapping of keys to values, not nothing"),
        ('{"skills": ["Python", {"name": "SQL"}]}', 'skills[1]: must be a mapping of keys to values, not "Python"'),
        ('{"skills": [{"name": null, "keywords": ["SQL"]}]}', "skills[1].name: must be text, not nothing"),
        ('{"skills": [{"name": {"a": 1}, "keywords": ["SQL"]}]}', "skills[1].name: must be text, not a mapping"),
        ('{"skills": [{"name": "\\ud800", "keywords": ["SQL"]}]}', "skills[1].name: half a character"),
        ('{"skills": [{"name": "SQL", "keywords": null}]}', "skills[1].keywords: must be a list, not nothing"),
        ('{"skills": [{"name": "SQL", "keywords": "Python"}]}', 'skills[1].keywords: must be a list, not "Python"'),
        ('{"skills": [{"keywords": [null, "SQL"]}]}', "skills[1].keywords[1]: must be text, not nothing"),
        ('{"skills": [{"keywords": ["SQL", 7]}]}', "skills[1].keywords[2]: must be text, not 7"),
        ('{"skills": [{"name": "SQL", "keywords": [NaN]}]}', "skills[1].keywords[1]: nan is not a number"),
        ('{"skills": [{"name": "SQL", "level": NaN}]}', "skills[1].level: nan is not a number that can be used"),
        ('{"skills": [{"name": "SQL", "level": 1e999}]}', "skills[1].level: inf is not a number"),
        ('{"skills": [{"name": "SQL", "level": -Infinity}]}', "skills[1].level: -inf is not a number"),
        ('{"skills": [{"name": "SQL"}], "work": NaN}', "work: nan is not a number that can be used; it is skipped"),
        ('{"skills": [{"name": "SQL"}], "basics": NaN}', "basics: nan is not a number"),
        ('{"skills": [{"name": "SQL", "name": "SQL"}]}', "skills[1].name: the key stands here twice"),
        ('{"skills": [NaN, {"name": "SQL"}]}', "skills[1]: nan is not a number"),
        ('{"meta": {"a": [1, {"b": Infinity}]}, "skills": [{"name": "SQL"}]}', "meta.a[2].b: inf is not a number"),
        ('{"skills": 3, "skills": [{"name": "SQL"}]}', "skills: the key stands here twice; only the last is used"),
        ('{"x": {"y": 1, "y": 2, "y": 3}, "skills": [{"name": "SQL"}]}', "x.y: the key stands here twice"),
        ('{"\\u001b[31m": NaN, "skills": [{"name": "SQL"}]}', "\\x1b[31m: nan is not a number"),
        ('{"\\ud800": NaN, "skills": [{"name": "SQL"}]}', "\\ud800: nan is not a number"),
        ('{"work": [{"startDate": "\\u202e"}], "skills": [{"name": "SQL"}]}', 'not "\\u202e"; the years are not'),
        ('{"skills": [{"name": "SQL", "level": ' + "9" * 5000 + "}]}", "skills[1].level: inf is not a number"),
    ],
)
def test_what_is_wrong_is_named_once_and_the_rest_is_used(text: str, says: str) -> None:
    found = read(text)
    assert len(found.problems) == 1
    assert says in told(found)[0]
    assert told(found)[0].startswith(f"{FILE}: ")
    assert found.levels == {"sql": 1}


def test_many_wrongs_are_all_named_and_the_rest_is_used() -> None:
    found = read(
        '\ufeff{"basics": {"name": "Ada", "name": null, "age": NaN}, "work": [{"startDate": "2024-11-24"}, 4],'
        '"skills": [null, {"name": "Python", "level": "Jedi"}, {"name": "SQL", "level": "None", "level": "Expert"}]}'
    )
    assert (found.levels, found.years, found.name) == ({"python": 1, "sql": 3}, 2.0, None)
    assert [problem.where for problem in found.problems] == [
        "basics.name",
        "basics.age",
        "skills[3].level",
        "basics.name",
        "skills[1]",
        "skills[2].level",
        "work[2]",
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not valid JSON: Expecting value"),
        (b" \n", "not valid JSON"),
        (b"\xff\xfe{}", "resume.json:1: not UTF-8 text; save the file with the encoding UTF-8"),
        (b'{"a":\n"\xe9"}', "resume.json:2: not UTF-8 text"),
        (b"[]", "no JSON object; this cannot be a resume; export it as JSON Resume"),
        (b"null", "no JSON object"),
        (b"NaN", "no JSON object"),
        (b'"{}"', "no JSON object"),
        (b"skills: [Python]", "resume.json:1: not valid JSON"),
        (b'{"a": 1,\nb}', "resume.json:2: not valid JSON"),
        (b"{} {}", "not valid JSON: Extra data"),
        (b'{"a": "b', "not valid JSON"),
        (b'{"a": "b\\', "not valid JSON"),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "resume.json:1: nested deeper than 32"),
        (b'{"a":\n' + b"[" * 32, "resume.json:2: nested deeper than 32"),
        (b"[" * MIB, "nested deeper than 32"),
        (b"{}" + b" " * MIB, "larger than 1 MiB"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_resume_at_all_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(data)
    assert len(refused.value.problems) == 1
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_just_small_and_flat_enough_is_read() -> None:
    text = '{"a": ' + "[" * 31 + "]" * 31 + ', "b": "' + "[{" * 99 + '\\"[", "skills": [{"name": "SQL"}]}'
    assert read(text.ljust(MIB)).levels == {"sql": 1}


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), dates),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=5), inner, max_size=4)),
    max_leaves=9,
)
words = st.sampled_from(["Python 3.11", "SQL", "k8s", "x", "", "Expert", "3/5", "80%", "2020", "2020-02-30", "9999"])
values = st.one_of(json_values, words)
works = st.dictionaries(st.sampled_from(["startDate", "endDate"]), values)
entries = st.fixed_dictionaries(
    {}, optional={"name": values, "level": values, "keywords": st.one_of(values, st.lists(values, max_size=4))}
)
resumes = st.fixed_dictionaries(
    {},
    optional={
        "basics": st.one_of(values, st.fixed_dictionaries({"name": values})),
        "skills": st.one_of(values, st.lists(st.one_of(entries, values), max_size=5)),
        "work": st.one_of(values, st.lists(st.one_of(works, values), max_size=5)),
    },
)


def check(found: Hints) -> None:
    """What holds of the hints of any resume."""
    known = load_shipped().skills
    assert found.levels.keys() == found.sources.keys() <= known.keys()
    assert {type(level) for level in found.levels.values()} <= {int}
    assert set(found.levels.values()) <= {1, 2, 3}
    assert found.years is None or (0 <= found.years <= 60 and found.years * 2 == int(found.years * 2))
    assert found.name is None or (0 < len(found.name) <= 100 and found.name.encode())
    assert len(found.problems) <= MAX_PROBLEMS
    assert len(found.unplaced) <= MOST_UNPLACED
    shown = [*found.sources.values(), *found.unplaced, *(str(problem) for problem in found.problems)]
    assert [text for text in shown if visible(text) != text] == []
    assert all(len(text) < 700 for text in shown)
    assert all(problem.file == FILE for problem in found.problems)


@settings(deadline=None, max_examples=50)
@given(st.one_of(resumes, st.dictionaries(st.text(max_size=5), json_values, max_size=4)), st.dates())
def test_any_json_object_gives_hints_within_their_limits(resume: Any, today: date) -> None:
    check(read(json.dumps(resume), today))


@settings(deadline=None, max_examples=50)
@given(st.one_of(st.binary(), json_values.map(lambda value: json.dumps(value).encode()), st.text().map(str.encode)))
@example(b'{"skills": [{"name": "\\ud83d\\ude00"}]}')
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(BadInput):
        check(read(data))


def filled(head: str, unit: str, tail: str) -> bytes:
    """One MiB of a unit between its head and its tail."""
    times = (MIB - len(head) - len(tail)) // (len(unit) + 1)
    return (head + ",".join([unit] * times) + tail).encode()


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ('{"a":[', "NaN"),
        ('{"skills":[{"keywords":[', '"' + "1 " * 99 + '"'),
        ('{"skills":[{"keywords":[', '"a' + " ()" * 60 + '"'),
        ('{"skills":[{"keywords":[', '"a' + "(" * 199 + '"'),
        ('{"skills":[{"keywords":["a' + "1.1" * 300_000 + '",', '"a' + " - v" * 50 + '"'),
        ('{"skills":[{"name":"' + "a (1) " * 170_000 + '","level":"' + "3 " * 9000 + '"},', "{}"),
        ('{"work":[', '{"startDate":"2000"}'),
        ('{"basics":{"name":"' + "a " * 500_000 + '"},"work":[', "{}"),
    ],
)
def test_a_resume_of_the_largest_size_is_read(head: str, unit: str) -> None:
    tail = "]}]}" if head.startswith('{"skills":[{"k') else "]}"
    data = filled(head, unit, tail)
    assert len(data) <= MIB
    check(read(data))


# Writing.


STRING = {"type": "string"}
STRINGS = {"type": "array", "items": STRING}
# The parts of the schema v1.0.0 that are written, stricter: nothing but these.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["$schema", "basics", "skills", "interests", "meta"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "basics": {
            "type": "object",
            "required": ["label"],
            "additionalProperties": False,
            "properties": {"name": STRING, "label": STRING},
        },
        "skills": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "level", "keywords"],
                "additionalProperties": False,
                "properties": {"name": STRING, "level": STRING, "keywords": STRINGS},
            },
        },
        "interests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "keywords"],
                "additionalProperties": False,
                "properties": {"name": STRING, "keywords": STRINGS},
            },
        },
        "meta": {
            "type": "object",
            "required": ["version", "lastModified", "note"],
            "additionalProperties": False,
            "properties": {
                "version": {"type": "string", "pattern": r"^v\d+\.\d+\.\d+$"},
                "lastModified": {
                    "type": "string",
                    "pattern": r"^[1-2][0-9]{3}-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$",
                },
                "note": STRING,
            },
        },
    },
}
RATED = {"python": 4, "docker": 1, "kubernetes": 3, "monitoring": "not_applicable", "git": 0, "azure": 1, "aws": 0}


@cache
def reported(seniority: str = "mid", target: float | None = None, name: str | None = "Ada") -> Report:
    """Some met, some gaps, some unknown, one not applicable, one stale."""
    catalogue = load_shipped()
    answers = Answers(skills=RATED, name=name, last_used={"docker": 2021, "python": 2026})
    wishes = Wishes(target=target)
    return report_of(Subject(catalogue, target_of(catalogue, seniority=seniority), answers, TODAY, wishes))


def with_row(report: Report, id_: str, **changed: Any) -> Report:
    rows = tuple(row.model_copy(update=changed) if row.id == id_ else row for row in report.skills)
    return report.model_copy(update={"skills": rows})


def written(report: Report) -> dict[str, Any]:
    """The resume of a report, read again and held against the schema."""
    text = jsonresume.render(report, Page())
    assert text.isascii()
    assert "\x7f" not in text
    assert text.endswith("}\n")
    assert text.startswith('{\n  "$schema": ')
    assert text == jsonresume.render(report, Page(20, color=True, unicode=False))
    value: dict[str, Any] = json.loads(text)
    Draft4Validator(SCHEMA, format_checker=FormatChecker()).validate(value)
    return value


def keywords(report: Report, name: str) -> list[str]:
    return next(list(entry["keywords"]) for entry in written(report)["skills"] if entry["name"] == name)


def interests(report: Report) -> dict[str, list[str]]:
    return {entry["name"]: entry["keywords"] for entry in written(report)["interests"]}


@pytest.mark.parametrize("seniority", SENIORITIES)
@pytest.mark.parametrize("target", [None, 20.0])
def test_every_skill_of_the_role_is_in_the_resume_and_only_rated_ones_are_its_skills(
    seniority: str, target: float | None
) -> None:
    report = reported(seniority, target)
    resume = written(report)
    assert [(entry["name"], entry["level"]) for entry in resume["skills"]] == [
        (row.name, LEVELS[row.level].capitalize()) for row in report.skills if row.level
    ]
    names = {entry["name"] for entry in resume["skills"]}
    names |= {word for entry in resume["interests"] for word in entry["keywords"]}
    assert {row.name for row in report.skills} <= names


def test_the_plan_stands_in_its_order_and_what_is_not_in_it_by_its_state() -> None:
    whole = reported()
    order = list(dict.fromkeys(step.name for step in whole.plan.steps))
    assert len(order) < len(whole.plan.steps)
    assert interests(whole) == {"Learning next": order, "Not applicable": ["Monitoring and drift"]}
    short = reported(target=whole.readiness.score + 1)
    found = interests(short)
    planned = [step.name for step in short.plan.steps]
    assert list(found) == ["Learning next", "Not begun", "Not rated", "Not applicable"]
    assert found["Learning next"] == list(dict.fromkeys(planned))
    assert found["Not begun"] == [row.name for row in short.skills if row.level == 0 and row.name not in planned]
    assert found["Not rated"] == [r.name for r in short.skills if r.state == "unknown" and r.name not in planned]


def test_who_has_met_all_has_no_interests() -> None:
    catalogue = load_shipped()
    target = target_of(catalogue)
    met = dict.fromkeys(catalogue.skills, 4)
    report = report_of(Subject(catalogue, target, Answers(skills=met), TODAY, Wishes()))
    assert interests(report) == {}
    assert {entry["level"] for entry in written(report)["skills"]} == {"Leading"}


def test_the_head_says_who_for_what_when_and_how_sure() -> None:
    report = reported()
    resume = written(report)
    assert resume["$schema"] == "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
    assert resume["basics"] == {"name": "Ada", "label": "Machine learning engineer"}
    assert resume["meta"]["version"] == "v1.0.0"
    assert resume["meta"]["lastModified"] == "2026-11-23T00:00:00"
    version = report.catalogue.version
    assert resume["meta"]["note"].startswith(
        "5 of 27 skills rated, by yourself; nothing was checked. 1 not applicable."
    )
    assert resume["meta"]["note"].endswith(f". Made by mle-gap with catalogue {version}.")
    assert written(reported(name=None))["basics"] == {"label": "Machine learning engineer"}


def test_keywords_say_how_a_level_was_checked_and_whether_it_is_stale() -> None:
    report = reported()
    assert keywords(report, "Python") == ["category: programming"]
    assert keywords(report, "Docker") == ["category: platform", "last used 2021"]
    for outcome, words in (("confirmed", "confirmed"), ("lower", "lower than told"), (None, "not sure yet")):
        checked = with_row(report, "python", quiz_asked=5, quiz_right=1, outcome=outcome, likely_level=2)
        assert keywords(checked, "Python") == ["category: programming", f"checked by 5 questions: {words}"]
        assert "1 of them checked by 5 questions." in written(checked)["meta"]["note"]
    assert keywords(with_row(report, "python", quiz_asked=1), "Python")[1].startswith("checked by 1 question: ")


@pytest.mark.parametrize(
    "text", ['"},{', "\x1b[31m", "\x7f", "\u202e", "\ud800", "日本語", "</script>", "\n"], ids=ascii
)
def test_no_text_acts_or_breaks_out(text: str) -> None:
    report = with_row(reported(), "python", name=text)
    report = report.model_copy(update={"person": report.person.model_copy(update={"name": text})})
    resume = written(report)
    assert resume["basics"]["name"] == text
    assert text in [entry["name"] for entry in resume["skills"]]


@pytest.mark.parametrize("seniority", SENIORITIES)
def test_what_is_written_hints_at_the_same_levels_when_it_is_read(seniority: str) -> None:
    report = reported(seniority)
    checked = with_row(report, "python", quiz_asked=5, outcome="lower", likely_level=2)
    for one in (report, checked):
        found = read(jsonresume.render(one, Page()))
        assert found.levels == {row.id: min(row.level, 3) for row in one.skills if row.level}
        assert (found.name, found.years, found.problems, found.unplaced) == ("Ada", None, (), ())
