"""Every question is a case: its words keep the rules of item writing, its source is named, its answer is proven."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mle_gap import bank
from mle_gap.bank import load_bank, load_strict, quiz_problems
from mle_gap.catalog import load, problems_in
from mle_gap.errors import BadInput
from mle_gap.files import data_folder
from mle_gap.models.catalog import Catalogue
from mle_gap.models.quiz import Item
from mle_gap.quiz import order_of
from tests.proofs import output_of, problems_of
from tests.wording_of_items import file_problems, item_problems, key_is_longest, loaded

FILES = [loaded(path) for path in sorted((data_folder() / "quiz").glob("*.yaml"))]
ITEMS = [(file.skill, item) for file in FILES for item in file.items]
PROVEN = [item for _, item in ITEMS if item.proof is not None]
WORDS = re.compile(r"[a-z0-9_]+")


@pytest.mark.parametrize(("skill", "item"), ITEMS, ids=[item.id for _, item in ITEMS])
def test_the_words_of_an_item_keep_the_rules(skill: str, item: Item) -> None:
    assert not list(item_problems(item, skill))
    assert item.source.title
    assert item.why.rstrip().endswith((".", "`", ")"))
    assert max(map(len, (item.code or "").splitlines()), default=0) <= 78


@pytest.mark.parametrize("item", PROVEN, ids=[item.id for item in PROVEN])
def test_the_answer_of_an_item_is_proven_by_running_it(item: Item) -> None:
    assert not list(problems_of(item))


@pytest.mark.parametrize("file", FILES, ids=[file.skill for file in FILES])
def test_each_file_has_enough_of_each_level_and_keys_that_do_not_stand_out(file: Any) -> None:
    assert not list(file_problems(file))


def test_the_bank_covers_the_cards_seven_and_nine_more_and_proves_most_of_it(catalogue: Catalogue) -> None:
    skills = {file.skill for file in FILES}
    assert {"python", "sql", "docker", "kubernetes", "aws", "git", "bash"} <= skills <= set(catalogue.skills)
    assert len(skills) >= 16
    assert len(ITEMS) >= 256
    assert len(PROVEN) >= 0.4 * len(ITEMS)
    named = [item for skill, item in ITEMS if skill in ("python", "sql", "bash", "git")]
    assert sum(item.proof is not None for item in named) >= 0.6 * len(named)
    assert sum(key_is_longest(item) for _, item in ITEMS) < 0.4 * len(ITEMS)
    assert catalogue.quizzes == tuple(sorted(skills))


def test_the_right_answer_stands_at_each_place_about_as_often() -> None:
    for seed in range(12):
        places = Counter(order_of(item.id, seed).index(0) for _, item in ITEMS)
        assert all(abs(places[place] / len(ITEMS) - 1 / 3) < 0.05 + 0.03 for place in range(3)), seed
    over_all = Counter(order_of(item.id, seed).index(0) for seed in range(12) for _, item in ITEMS)
    assert all(abs(over_all[place] / over_all.total() - 1 / 3) < 0.05 for place in range(3))


def words_of(item: Item) -> frozenset[str]:
    return frozenset(WORDS.findall(" ".join((item.ask, item.code or "", *(o.text for o in item.options))).casefold()))


def test_no_two_items_ask_the_same() -> None:
    ideas = Counter(item.idea.casefold() for _, item in ITEMS)
    assert not [idea for idea, times in ideas.items() if times > 1]
    items = [(item.id, words_of(item)) for _, item in ITEMS]
    pairs = ((one, other) for n, one in enumerate(items) for other in items[n + 1 :])
    assert not [(one[0], other[0]) for one, other in pairs if len(one[1] & other[1]) > 0.6 * len(one[1] | other[1])]


# What is planted is found


def item_with(**changes: Any) -> Item:
    """A sound item, changed."""
    content: dict[str, Any] = {
        "id": "python-sum",
        "level": 1,
        "idea": "addition",
        "ask": "What does this print?",
        "code": "print(1 + 2)",
        "right": {"text": "3"},
        "wrong": [
            {"text": "12", "mistake": "takes + for joining"},
            {"text": "2", "mistake": "takes + for multiplying"},
        ],
        "why": "One and two are three.",
        "source": {"title": "Python", "url": "https://docs.python.org/3/"},
        "proof": {"runs": "python"},
    }
    return Item.model_validate({**content, **changes})


MISTAKE = {"mistake": "is planted"}
PLANTED: list[tuple[str, dict[str, Any], str]] = [
    ("a wrong key", {"right": {"text": "4"}}, "matches [False, False, False]"),
    (
        "a key exchanged with a wrong option",
        {"right": {"text": "12"}, "wrong": [{"text": "3", **MISTAKE}, {"text": "2", **MISTAKE}]},
        "matches [False, True, False]",
    ),
    (
        "a second right option",
        {"wrong": [{"text": "three", "value": "3", **MISTAKE}, {"text": "2", **MISTAKE}]},
        "matches [True, True, False]",
    ),
    (
        "a second option that does the same",
        {
            "code": None,
            "right": {"text": "1 + 2"},
            "wrong": [{"text": "2 + 1", **MISTAKE}, {"text": "2 * 2", **MISTAKE}],
            "proof": {"runs": "python", "program": "print({option})", "prints": "3"},
        },
        "matches [True, True, False]",
    ),
    ("a program that does not end", {"code": "while True:\n    pass"}, "still running after"),
    (
        "a program whose child does not end",
        {"code": None, "proof": {"runs": "bash", "program": "sleep 1000 & wait"}},
        "still running after",
    ),
    (
        "a program that is not what is shown",
        {"proof": {"runs": "python", "program": "print(3)"}},
        "lacks what the item shows: print(1 + 2)",
    ),
    ("no program at all", {"code": None}, "needs a program"),
    (
        "nothing to compare with",
        {"code": None, "proof": {"runs": "python", "program": "print({option})"}},
        "needs prints",
    ),
]


@pytest.mark.parametrize(("changes", "told"), [case[1:] for case in PLANTED], ids=[case[0] for case in PLANTED])
def test_a_planted_fault_of_a_proof_is_found(changes: dict[str, Any], told: str) -> None:
    (problem,) = problems_of(item_with(**changes), seconds=0.6)
    assert told in problem


def test_a_sound_item_has_no_problem() -> None:
    assert not list(problems_of(item_with()))
    assert not list(item_problems(item_with(), "python"))


WORDING: list[tuple[dict[str, Any], str]] = [
    ({"id": "sql-sum"}, "does not begin with python-"),
    ({"ask": "Say what this prints."}, "question mark"),
    ({"ask": "Which of these is not printed?"}, "a negative"),
    ({"ask": "Which of these isn't printed?"}, "a negative"),
    ({"right": {"text": "12"}}, "the same"),
    ({"right": {"text": "all of the above"}, "proof": None}, "speaks of the other options"),
    ({"right": {"text": "it never ends"}, "proof": None}, "an absolute word"),
    ({"right": {"text": "a much longer answer than the others"}}, "differ in length"),
    ({"right": {"text": "3."}}, "full stop"),
]


@pytest.mark.parametrize(("changes", "told"), WORDING, ids=[told for _, told in WORDING])
def test_a_planted_fault_of_wording_is_found(changes: dict[str, Any], told: str) -> None:
    assert any(told in problem for problem in item_problems(item_with(**changes), "python"))


@pytest.mark.parametrize(
    ("runs", "program", "printed"),
    [
        ("python", "print(1)\nraise KeyError(2)", "1 KeyError"),
        ("sql", "CREATE TABLE t (a, b);\nINSERT INTO t VALUES (1, NULL);\nSELECT * FROM t", "1|NULL"),
        ("sql", "SELECT x FROM nowhere;", "Error: no such table: nowhere"),
        ("bash", 'false || echo "$?"; pwd | grep -c tmp', "1 1"),
        ("git", "git commit -q --allow-empty -m x\ngit log --format='%an %s'", "Ada x"),
        ("yaml", "a: no\nb: [1, 2]", '{"a": false, "b": [1, 2]}'),
    ],
)
def test_each_kind_of_proof_runs_as_said(runs: str, program: str, printed: str) -> None:
    assert output_of(runs, program) == printed


# Reading


def test_what_is_compiled_is_what_the_files_say(catalogue: Catalogue) -> None:
    files = load_strict(data_folder(), catalogue.skills)
    shipped = load_bank(None, catalogue.skills)
    assert [file.skill for file in files] == list(shipped)
    for file in files:
        assert shipped[file.skill] == tuple(item.model_copy(update={"proof": None}) for item in file.items)
    assert bank.compiled_text(files) == (data_folder() / bank.COMPILED).read_text(encoding="utf-8")


def test_without_the_compiled_file_the_yaml_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    (tmp_path / "quiz").mkdir()
    for name in ("git.yaml", "sql.yaml"):
        (tmp_path / "quiz" / name).write_bytes((data_folder() / "quiz" / name).read_bytes())
    monkeypatch.setattr(bank, "data_folder", lambda: tmp_path)
    for content in (None, "{", '{"checksum": 1, "files": []}', "[]"):
        if content is not None:
            (tmp_path / bank.COMPILED).write_text(content)
        assert list(load_bank(None, catalogue.skills)) == ["git", "sql"]


OWN = """skill: docker
items:
  - {id: docker-own, level: 2, idea: mine, ask: "Which one?", right: {text: a}, wrong: [{text: b, mistake: errs},
     {text: c, mistake: errs}], why: It is so., source: {title: Me, url: "https://example.org/"}}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a question of one's own."""
    (tmp_path / "quiz").mkdir()
    (tmp_path / "quiz" / "docker.yaml").write_text(OWN)
    return tmp_path


def test_questions_of_ones_own_are_laid_over_the_shipped_ones(own: Path) -> None:
    catalogue = load(str(own))
    items = load_bank(str(own), catalogue.skills)
    assert items["docker"][-1].id == "docker-own"
    assert [item.id for item in items["docker"][:-1]] == [
        item.id for item in load_bank(None, catalogue.skills)["docker"]
    ]
    assert not problems_in(own)
    (own / "quiz" / "docker.yaml").write_text(
        f"skill: docker\nitems:\n  - {{id: {items['docker'][0].id}, drop: true}}\n"
    )
    assert load_bank(str(own), catalogue.skills)["docker"] == items["docker"][1:-1]


def test_a_skill_of_ones_own_can_have_questions_and_a_dropped_one_has_none(own: Path) -> None:
    (own / "skills.yaml").write_text("skills:\n  - {id: bash, drop: true}\n")
    catalogue = load(str(own))
    assert "bash" not in catalogue.quizzes
    assert "bash" not in load_bank(str(own), catalogue.skills)


FAULTS: list[tuple[str, str, str]] = [
    ("skill: docker", "skill: dokcer", "unknown skill `dokcer`; did you mean docker?"),
    ("skill: docker", "skill: git", "the file of `git` must be git.yaml"),
    ("id: docker-own", "id: git-own", "must begin with `docker-`"),
    ("{text: b,", "{text: a,", "two options are the same"),
    ("level: 2", "level: 5", "items[docker-own].level: must be at most 4"),
    ("level: 2", 'level: "2"', "items[docker-own].level: must be a whole number"),
    ("idea: mine", "idee: mine", "unknown key; did you mean idea?"),
    (", {text: c, mistake: errs}".replace(" ", "\n     ", 1), "", "at least 2 needed"),
    ("https://example.org/", "http://example.org/", "source.url: must look like"),
    ("why: It is so.", 'why: "a\\nb"', "why: must look like"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS, ids=[told for *_, told in FAULTS])
def test_a_fault_in_a_quiz_file_is_told_with_its_line(old: str, new: str, told: str, own: Path) -> None:
    assert old in OWN
    file = own / "quiz" / "docker.yaml"
    file.write_text(OWN.replace(old, new))
    problems = [str(problem) for problem in problems_in(own)]
    assert any(told in problem and problem.startswith(f"{file}:") for problem in problems), problems
    with pytest.raises(BadInput):
        load_bank(str(own), load(None).skills)
    assert problems_in(file)


def test_an_id_may_come_once_in_all_files(own: Path) -> None:
    twice = OWN + OWN.partition("items:\n")[2]
    (own / "quiz" / "docker.yaml").write_text(twice)
    (problem,) = quiz_problems(own, load(None).skills)
    assert "stands here twice" in str(problem)
    assert "the id `docker-own` is taken" in str(quiz_problems(own / "quiz" / "docker.yaml", load(None).skills)[0])


def test_the_shipped_quizzes_pass_the_door_of_check() -> None:
    assert not problems_in(data_folder())
    assert not problems_in(data_folder() / "quiz" / "sql.yaml")


def all_texts() -> Iterator[str]:
    for _, item in ITEMS:
        yield from (item.ask, item.why, item.idea, *(option.text for option in item.options))
        yield from (wrong.mistake for wrong in item.wrong)


def test_no_text_of_the_bank_holds_what_a_terminal_would_act_on() -> None:
    assert not [text for text in all_texts() if not text.isprintable()]


def test_each_mistake_reads_on_after_whoever_chooses_it_often() -> None:
    mistakes = [wrong.mistake for _, item in ITEMS for wrong in item.wrong]
    assert not [text for text in mistakes if not re.match(r"[a-z]+s ", text)]
