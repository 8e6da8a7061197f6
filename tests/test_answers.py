"""Answers: names and aliases resolved, every word checked, problems with their remedy."""

import pytest

from mle_gap.answers import answers_of, rating_of, skill_id
from mle_gap.document import parse, read
from mle_gap.errors import BadInput, Misuse, did_you_mean
from mle_gap.models.catalog import Catalogue
from mle_gap.target import target_of


def problems(text: str, catalogue: Catalogue) -> list[str]:
    with pytest.raises(BadInput) as error:
        answers_of(read(text.encode(), "me.yaml"), catalogue)
    return [str(problem) for problem in error.value.problems]


def test_ids_names_and_aliases_mean_the_skill_in_any_case(catalogue: Catalogue) -> None:
    text = b"skills: {Python: 3, k8s: 2, Git and GitHub: unknown, DOCKER: not_applicable}"
    answers = answers_of(parse(text, "f"), catalogue)
    assert answers.skills == {"python": 3, "kubernetes": 2, "git": "unknown", "docker": "not_applicable"}


def test_all_keys_of_the_contract_are_read(catalogue: Catalogue) -> None:
    text = """
skills: {python: 3}
role: ml-engineer
seniority: senior
working_model: embedded
background: data-scientist
years: 4.5
hours_per_week: 7
name: Ada
"""
    answers = answers_of(parse(text.encode(), "f"), catalogue)
    assert (answers.role, answers.seniority, answers.working_model) == ("ml-engineer", "senior", "embedded")
    assert (answers.background, answers.years, answers.hours_per_week, answers.name) == (
        "data-scientist",
        4.5,
        7,
        "Ada",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("skills: {dokcer: 2}", "me.yaml:1: skills.dokcer: unknown skill; did you mean docker?"),
        ("skills:\n  xyzzy: 2", "me.yaml:2: skills.xyzzy: unknown skill; known: bash, git, python"),
        ("skills: {docker: 5}", "must be a whole number from 0 to 4, `unknown` or `not_applicable`, not 5"),
        ("skills: {docker: -1}", "not -1"),
        ("skills: {docker: 2.5}", "not 2.5"),
        ("skills: {docker: true}", "not true"),
        ("skills: {docker: }", "not nothing"),
        ("skills: {docker: [2]}", "not a list"),
        ("skills: {docker: {a: 1}}", "not a mapping"),
        ("skills: {docker: '3'}", 'not "3"; remove the quotes'),
        ("skills: {docker: unknwon}", 'not "unknwon"; did you mean unknown?'),
        ("skills: {docker: " + "x" * 90 + "}", "xxx..."),
        ("skills: {python: 2, Python: 3}", "skills.Python: the same skill as python; keep one of the two"),
        ("{}", "skills: is missing; add it"),
        ("skills: 3", "skills: must be a mapping of keys to values, not 3"),
        ("- skills", "must be a mapping of keys to values, not a list"),
        ("skills: {}\nrolle: x", "me.yaml:2: rolle: unknown key; did you mean role?"),
        ("skills: {}\nzzz: x", "zzz: unknown key; remove it"),
        ("skills: {}\nrole: ml-enginer", '"ml-enginer" is not in the catalogue; did you mean ml-engineer?'),
        ("skills: {}\nrole: plumber", "not in the catalogue; known: ml-engineer"),
        ("skills: {}\nrole: plumber\nworking_model: any", "role: "),
        (
            "skills: {}\nseniority: midd",
            "seniority: must be 'junior', 'mid' or 'senior', not \"midd\"; did you mean mid?",
        ),
        ("skills: {}\nworking_model: embeded", "did you mean embedded?"),
        ("skills: {}\nbackground: data scientist", "did you mean data-scientist?"),
        ("skills: {}\nindustry: health", '"health" is not in the catalogue; did you mean healthcare?'),
        ("skills: {}\nyears: -1", "years: must be at least 0, not -1"),
        ("skills: {}\nyears: '4'", 'years: must be a number, not "4"'),
        ("skills: {}\nhours_per_week: 0", "must be at least 0.5, not 0"),
        ("skills: {}\nhours_per_week: 169", "must be at most 100, not 169"),
        ("skills: {}\nname: ''", "name: must not be empty"),
        ("skills: {}\nname: " + "x" * 101, "must be at most 100 characters"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(catalogue: Catalogue, text: str, says: str) -> None:
    lines = problems(text, catalogue)
    assert len(lines) == 1
    assert says in lines[0]


def test_problems_of_ratings_and_of_the_rest_come_together(catalogue: Catalogue) -> None:
    lines = problems("skills: {dokcer: 9, git: 7}\nyears: no way\nrole: x\nname: yes\nzzz: 1", catalogue)
    assert [line.split(":")[1] for line in lines] == ["1", "1", "1", "2", "3", "4", "5"]


def test_no_more_than_50_problems_are_told(catalogue: Catalogue) -> None:
    text = "skills: {" + ", ".join(f"zz{n}: 9" for n in range(500)) + "}"
    assert len(problems(text, catalogue)) == 50


def test_more_skills_than_any_catalogue_has_are_refused_at_once(catalogue: Catalogue) -> None:
    text = "skills: {" + ", ".join(f"zz{n}: 9" for n in range(1001)) + "}"
    assert problems(text, catalogue) == ["me.yaml:1: skills: has 1001 entries, at most 1000 allowed"]


def test_a_level_on_the_command_line() -> None:
    assert [rating_of(text, "docker") for text in ("0", "4", "unknown", "not_applicable")] == [
        0, 4, "unknown", "not_applicable"
    ]  # fmt: skip
    for text in ("5", "-1", "2.5", "", "03", "true", "٣"):
        with pytest.raises(Misuse, match="a whole number from 0 to 4"):
            rating_of(text, "docker")


def test_a_skill_on_the_command_line(catalogue: Catalogue) -> None:
    assert skill_id("K8S", catalogue) == "kubernetes"
    with pytest.raises(Misuse, match=r"no skill `dokcer`; did you mean docker\?"):
        skill_id("dokcer", catalogue)
    with pytest.raises(Misuse, match="known: bash, git, python"):
        skill_id("xyzzy", catalogue)


def test_suggestions() -> None:
    assert did_you_mean("Dokcer", ["docker", "git"]) == "did you mean docker?"
    assert did_you_mean("xyzzy", ["docker", "git"]) == ""


def test_the_target_has_defaults_and_suggestions(catalogue: Catalogue) -> None:
    target = target_of(catalogue)
    assert (target.role.id, target.seniority, target.working_model.id) == ("ml-engineer", "mid", "embedded")
    for words, says in (
        (("ml-enginer", None, None), r"no role `ml-enginer`; did you mean ml-engineer\?"),
        ((None, "boss", None), "no seniority `boss`; known: junior, mid, senior"),
        ((None, None, "embeded"), r"no working model `embeded`; did you mean embedded\?"),
    ):
        with pytest.raises(Misuse, match=says):
            target_of(catalogue, *words)


def test_the_card_comes_first_then_five_of_the_core_and_at_most_30_in_all(catalogue: Catalogue) -> None:
    card = ["python", "sql", "git", "bash", "docker", "kubernetes", "aws"]
    for seniority in ("junior", "mid", "senior"):
        target = target_of(catalogue, seniority=seniority)
        assert list(target.skills[:7]) == card
        assert target.quick == 12
        assert len(set(target.skills)) == len(target.skills) <= 30


def test_must_haves_begin_at_their_seniority(catalogue: Catalogue) -> None:
    must = {s: {a.requirement.skill for a in target_of(catalogue, seniority=s).asked if a.must_have} for s in
            ("junior", "mid", "senior")}  # fmt: skip
    assert "docker" not in must["junior"]
    assert must["junior"] < must["mid"] < must["senior"]
