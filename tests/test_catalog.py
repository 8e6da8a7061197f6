"""The catalogue: one shipped form, one strict door, every problem at once with its place."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from mle_gap import catalog
from mle_gap.catalog import COMPILED, load_folder, load_shipped, problems_in
from mle_gap.document import parse
from mle_gap.errors import BadInput, Misuse
from mle_gap.files import data_folder, read_bytes
from mle_gap.models.catalog import Catalogue

Mutate = Callable[[str, str, str], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped catalogue."""
    return Path(copytree(data_folder(), tmp_path / "catalogue"))


@pytest.fixture
def mutate(folder: Path) -> Mutate:
    """Replace a text that stands in a file once or more, and tell the problems of the folder."""

    def mutate_(name: str, old: str, new: str) -> list[str]:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return [str(problem).removeprefix(f"{folder}/") for problem in problems_in(folder)]

    return mutate_


def test_the_shipped_catalogue_loads_alike_by_json_by_yaml_and_through_the_strict_door(
    catalogue: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = load_shipped()
    monkeypatch.setattr(catalog, "data_folder", lambda: folder)
    (folder / COMPILED).unlink()
    assert fast == load_shipped() == catalogue


def test_the_c_loader_reads_the_shipped_files_as_the_strict_door_does() -> None:
    for name in ("skills.yaml", "roles.yaml"):
        data = (data_folder() / name).read_bytes()
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        assert yaml.load(data, loader) == parse(data, name).value


def test_a_compiled_catalogue_that_is_not_of_this_yaml_is_not_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skills = folder / "skills.yaml"
    skills.write_text(skills.read_text().replace('name: "Docker"', 'name: "Boxes"', 1))
    monkeypatch.setattr(catalog, "data_folder", lambda: folder)
    assert load_shipped().skills["docker"].name == "Boxes"
    (folder / COMPILED).write_text("{")
    assert load_shipped().skills["docker"].name == "Boxes"


def test_look_ups(catalogue: Catalogue) -> None:
    assert catalogue.skill_ids["k8s"] == "kubernetes"
    assert catalogue.skill_ids["git and github"] == "git"
    assert catalogue.skill_ids["docker"] == "docker"
    assert catalogue.version == "2026.11"
    assert len(catalogue.sha256) == 64


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        pytest.param("skills.yaml", "needs: {bash: 1}", "needs: {bsah: 1}", "unknown skill `bsah`; did you mean bash?", id="an unknown need"),
        pytest.param("skills.yaml", "id: docker", "id: python", "skills[python].id: the id `python` is taken", id="an id twice"),
        pytest.param("skills.yaml", 'name: "Docker"', 'name: "python"', "`python` already means the skill python", id="a name of another"),
        pytest.param("skills.yaml", '"containers"', '"k8s"', "`k8s` already means the skill", id="an alias of another"),
        pytest.param("skills.yaml", "category: platform", "category: plattform", "unknown category `plattform`; did you mean platform?", id="an unknown category"),
        pytest.param("skills.yaml", "phases: [productionization]", "phases: [production]", "unknown phase `production`", id="an unknown phase"),
        pytest.param("skills.yaml", "learn_with: [software-engineer]", "learn_with: [plumber]", "unknown collaborator `plumber`; known: product-manager", id="an unknown collaborator"),
        pytest.param("skills.yaml", 'https://docs.feast.dev/", kind: docs, cost: free, levels: [3, 4]', 'https://docs.feast.dev/", kind: docs, cost: free, levels: [3]', "none serves level 4; add one", id="a level without resource"),
        pytest.param("skills.yaml", "hours: ", "hour: ", "unknown key; did you mean hours?", id="a mistyped key"),
        pytest.param("skills.yaml", "hours: ", "hours: 0 #", "must be at least 1, not 0", id="no hours"),
        pytest.param("skills.yaml", "kind: docs", "kind: blog", 'must be \'docs\', \'book\', \'course\' or \'practice\', not "blog"', id="an unknown kind"),
        pytest.param("skills.yaml", "https://", "http://", "must look like ^https://", id="a link without https"),
        pytest.param("skills.yaml", 'version: "2026.11"', 'version: "new"', "version: must look like", id="an odd version"),
        pytest.param("skills.yaml", "id: docker", "id: Docker!", "must look like ^[a-z]", id="an id with capitals"),
        pytest.param("skills.yaml", "skills:\n", "skills: []\nrest:\n", "skills: has 0 entries, at least 1 needed", id="no skills"),
        pytest.param("roles.yaml", "skill: docker", "skill: dokcer", "unknown skill `dokcer`; did you mean docker?", id="an unknown requirement"),
        pytest.param("roles.yaml", "- skill: docker\n        levels: {junior: 1", "- skill: python\n        levels: {junior: 1", "the role asks for python twice", id="a requirement twice"),
        pytest.param("roles.yaml", "skill: docker", "any_of: [docker, dokcer]", "unknown skill `dokcer`", id="an unknown alternative"),
        pytest.param("roles.yaml", "- skill: docker", "- #", "needs either `skill` or `any_of`; name one of the two", id="a requirement without skill"),
        pytest.param("roles.yaml", "levels: {junior: 1, mid: 2, senior: 3}", "levels: {junior: 3, mid: 2, senior: 3}", "the level falls on the way from junior to senior", id="a falling level"),
        pytest.param("roles.yaml", "levels: {senior: 2}\n        weight: 2", "levels: {senior: 2}\n        must_have_from: mid\n        weight: 2", "is a must-have from mid on but not asked there", id="a must-have not asked"),
        pytest.param("roles.yaml", "weight: 5", "weight: 6", "must be at most 5, not 6", id="a weight above 5"),
        pytest.param("roles.yaml", "weight: 5", "weight: 2.5", "must be a whole number, not 2.5", id="a weight that is no whole number"),
        pytest.param("roles.yaml", "quick: true", "quick: 1", "must be true or false, not 1", id="a flag that is a number"),
        pytest.param("roles.yaml", "typical: {python: 2", "typical: {pythn: 2", "unknown skill `pythn`; did you mean python?", id="an unknown typical skill"),
        pytest.param("roles.yaml", "backgrounds: [data-scientist,", "backgrounds: [data-sientist,", "unknown background `data-sientist`; did you mean data-scientist?", id="an unknown background"),
        pytest.param("roles.yaml", "      mid: {years: 3", "      # mid: {years: 3", "mid: no experience given", id="no experience"),
        pytest.param("roles.yaml", "- id: junior", "- id: mid", "must be junior, mid, senior, in this order", id="seniorities out of order"),
        pytest.param("roles.yaml", "  - id: data-availability", "  - id: other\n    name: x\n    summary: x\n  - id: data-availability", "no skill for the phase other", id="a phase nobody works in"),
        pytest.param("roles.yaml", "          - skill: docker\n", "          - any_of: [docker, kubernetes]\n", "roles[ml-engineer].working_models[infrastructure]: asks for kubernetes twice; keep one of them", id="a change that asks twice"),
        pytest.param("roles.yaml", "drop: [deep-learning,", "drop: [deep-lerning,", "unknown skill `deep-lerning`; did you mean deep-learning?", id="an unknown skill to drop"),
        pytest.param("roles.yaml", "people: [product-manager,", "people: [product-manger,", "unknown collaborator `product-manger`", id="an unknown collaborator of a phase"),
        pytest.param("roles.yaml", "      - {at: \"09:00\"", "      - {at: \"9:00\"", "must look like", id="an odd time of the day"),
        pytest.param("roles.yaml", "phases:\n", "phases: 3\nrest:\n", "phases: must be a list, not 3", id="a list that is a number"),
        pytest.param("roles.yaml", "summary: \"Keeps", "summary: #", "summary: must be text, not nothing", id="a text left out"),
    ],
)  # fmt: skip
def test_a_wrong_catalogue_is_refused_with_place_and_remedy(
    mutate: Mutate, name: str, old: str, new: str, says: str
) -> None:
    problems = mutate(name, old, new)
    matching = [problem for problem in problems if says in problem]
    assert matching, problems
    assert matching[0].startswith(f"{name}:")
    assert matching[0].split(":")[1].isdigit()


def test_a_cycle_is_told_with_its_way(mutate: Mutate) -> None:
    problems = mutate("skills.yaml", "needs: {}", "needs: {ci-cd: 1}")
    assert any("can never be reached: bash 1 needs ci-cd 1 needs git 1 needs bash 1" in line for line in problems)


def test_only_the_skills_of_a_cycle_are_named_not_all_that_wait_for_it(mutate: Mutate) -> None:
    problems = mutate("skills.yaml", "needs: {}", "needs: {git: 1}")
    assert len(problems) == 2
    assert any("bash 1 needs git 1 needs bash 1" in line for line in problems)
    assert any("git 1 needs bash 1 needs git 1" in line for line in problems)


def test_a_cycle_through_one_alternative_is_one_so_that_any_choice_gives_a_plan(mutate: Mutate) -> None:
    problems = mutate("skills.yaml", "needs: {}", "needs: {}\n        needs_any_of: [{sql: 1, ci-cd: 1}]")
    assert any("bash 1 needs ci-cd 1" in line for line in problems)


def test_alternatives_without_a_cycle_are_right(mutate: Mutate) -> None:
    assert mutate("skills.yaml", "needs: {}", "needs: {}\n        needs_any_of: [{sql: 1, mathematics: 1}]") == []


def test_a_cycle_through_all_alternatives_is_one(mutate: Mutate) -> None:
    problems = mutate("skills.yaml", "needs: {}", "needs: {}\n        needs_any_of: [{ci-cd: 1, docker: 1}]")
    assert any("bash 1 needs ci-cd 1" in line for line in problems)


def test_an_unknown_alternative_is_told(mutate: Mutate) -> None:
    problems = mutate("skills.yaml", "needs: {}", "needs: {}\n        needs_any_of: [{cicd: 1, sql: 1}]")
    assert any("needs_any_of[1].cicd: unknown skill `cicd`; did you mean ci-cd?" in line for line in problems)


def test_all_problems_of_both_files_come_at_once(folder: Path) -> None:
    for name, old, new in (("skills.yaml", "cost: free", "cost: cheap"), ("roles.yaml", "weight: 3", "weight: no")):
        path = folder / name
        path.write_text(path.read_text().replace(old, new, 2))
    names = [Path(problem.file).name for problem in problems_in(folder)]
    assert names == ["skills.yaml"] * 2 + ["roles.yaml"] * 2


def test_no_more_than_50_problems_are_told(folder: Path) -> None:
    path = folder / "skills.yaml"
    path.write_text(path.read_text().replace("cost: free", "cost: cheap"))
    assert len(problems_in(folder)) == 50


def test_one_file_of_a_catalogue_is_checked_with_the_other_beside_it_or_the_shipped_one(tmp_path: Path) -> None:
    for name in ("skills.yaml", "roles.yaml"):
        alone = tmp_path / name / name
        alone.parent.mkdir()
        alone.write_bytes((data_folder() / name).read_bytes())
        assert problems_in(alone) == []
        alone.write_text(alone.read_text().replace("docker", "dokcer", 1))
        assert {problem.file for problem in problems_in(alone)} <= {str(alone)}
    beside = tmp_path / "skills.yaml" / "roles.yaml"
    beside.write_text("phases: []\n")
    assert all(
        problem.file == str(beside.with_name("skills.yaml")) for problem in problems_in(beside.with_name("skills.yaml"))
    )


def test_problems_of_the_other_file_are_not_told_for_this_one(folder: Path) -> None:
    roles = folder / "roles.yaml"
    roles.write_text(roles.read_text().replace("weight: 5", "weight: 6", 1))
    assert problems_in(folder / "skills.yaml") == []
    assert len(problems_in(roles)) == 1


def test_an_answers_file_is_checked_as_one(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("skills: {docker: 7}\n")
    assert [problem.where for problem in problems_in(path)] == ["skills.docker"]


def test_what_cannot_be_read_is_misuse(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.yaml", tmp_path):
        with pytest.raises(Misuse, match="cannot be read"):
            read_bytes(path)
    with pytest.raises(Misuse, match="cannot be read"):
        read_bytes("a\0b")
    with pytest.raises(Misuse, match=r"skills\.yaml"):
        load_folder(tmp_path)


def test_a_broken_file_is_told_with_the_problems_of_the_other(folder: Path) -> None:
    for name in ("skills.yaml", "roles.yaml"):
        (folder / name).write_text("a: [")
    with pytest.raises(BadInput) as error:
        load_folder(folder)
    assert len(error.value.problems) == 2
