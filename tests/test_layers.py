"""`--catalog DIR`: a person's own catalogue over the shipped one, entry by entry, with every problem in its place."""

import errno
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mle_gap import catalog
from mle_gap.catalog import ROLES, SKILLS, load, load_folder, load_over, load_shipped, problems_in
from mle_gap.document import Document, parse, read
from mle_gap.errors import MAX_PROBLEMS, BadInput
from mle_gap.files import data_folder
from mle_gap.layers import layered
from mle_gap.models.base import SENIORITIES
from mle_gap.models.catalog import Catalogue
from mle_gap.target import target_of
from mle_gap.variants import requirements_of
from mle_gap.yaml_text import Place
from tests.conftest import TODAY, Run
from tests.test_cli import Capture, told

SHIPPED_SKILLS = tuple(load_shipped().skills)
BOMBS = Path(__file__).parent / "bad_input"
SHIPPED = str(data_folder())
Files = Mapping[str, str | bytes]
Lay = Callable[..., Path]


READ = cache(read)


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes are read once for all tests here, which saves time and shows who changes a document."""
    monkeypatch.setattr(catalog, "read", READ)


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Write a layer into a folder of its own, and tell the folder."""

    def lay_(skills: str | bytes | None = None, roles: str | bytes | None = None) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir(exist_ok=True)
        for name, content in ((SKILLS, skills), (ROLES, roles)):
            if content is not None:
                (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return lay_


def entries(name: str, *values: Mapping[str, Any]) -> str:
    """A file with one list, each entry on a line of its own: the first in line 2."""
    return f"{name}:\n" + "".join(f"  - {json.dumps(value)}\n" for value in values)


def role(id_: str, **changes: Any) -> str:
    return entries("roles", {"id": id_, **changes})


def asking(skill: str, **keys: Any) -> dict[str, Any]:
    return {"skill": skill, "levels": {"junior": 1, "mid": 2, "senior": 2}, "weight": 3, "why": "Ours.", **keys}


def skill(id_: str, **keys: Any) -> dict[str, Any]:
    """A whole skill that needs nothing."""
    level = {"hours": 5, "prove": "Show it to a reviewer."}
    links = [{"title": "T", "url": "https://example.org/", "kind": "docs", "cost": "free", "levels": [1, 2, 3, 4]}]
    return {
        "id": id_,
        "name": f"The skill {id_}",
        "category": "data",
        "summary": "Ours.",
        "phases": ["research"],
        "learn_with": ["data-engineer"],
        "levels": [{"can": f"I can do {n}.", **level} for n in range(1, 5)],
        "resources": links,
        **keys,
    }


def over(below: str, above: str) -> Document:
    return layered(read(below.encode(), "below.yaml"), read(above.encode(), "above.yaml"))


def place_of(document: Document, *path: str | int) -> str:
    """Where a problem at a path is said to be."""
    return str(document.problem(path, "!")).partition(": ")[0]


def places(value: Any, path: Place = ()) -> list[Place]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inside for place in places(one, (*path, key)))]


def line_of(name: str, text: str, after: str = "") -> int:
    """The line of the shipped file in which a text stands first after another."""
    whole = (data_folder() / name).read_text(encoding="utf-8")
    return whole.count("\n", 0, whole.index(text, whole.index(after))) + 1


def refusal(folder: Path) -> list[str]:
    with pytest.raises(BadInput) as error:
        load_over(folder)
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


ANIMALS = """\
kind: pets
animals:
  - id: cat
    legs: 4
    food: {fish: 2, milk: 1}
    names: [Tom, Kit]
  - id: dog
    legs: 4
  - id: hen
    legs: 2
"""


def test_a_change_touches_only_the_keys_it_names() -> None:
    found = over(ANIMALS, "animals:\n  - id: cat\n    food: {milk: 3}\n").value
    assert found["animals"][0] == {"id": "cat", "legs": 4, "food": {"fish": 2, "milk": 3}, "names": ["Tom", "Kit"]}
    assert found["animals"][1:] == yaml.safe_load(ANIMALS)["animals"][1:]
    assert found["kind"] == "pets"


def test_keys_keep_their_order_and_new_ones_follow() -> None:
    found = over("kind: pets\nfood: {fish: 2, milk: 1}\n", "food: {tea: 1, milk: 3}\nkind: birds\n").value
    assert list(found) == ["kind", "food"]
    assert list(found["food"]) == ["fish", "milk", "tea"]


def test_a_new_entry_comes_last_and_a_new_key_is_added() -> None:
    found = over(ANIMALS, "animals: [{id: ant, legs: 6}, {id: hen, wings: 2}]\nplace: farm\n").value
    assert [animal["id"] for animal in found["animals"]] == ["cat", "dog", "hen", "ant"]
    assert found["animals"][2] == {"id": "hen", "legs": 2, "wings": 2}
    assert found["place"] == "farm"


def test_a_dropped_entry_is_gone_and_the_others_keep_their_order() -> None:
    found = over(ANIMALS, "animals: [{id: hen, legs: 3}, {id: cat, drop: true}]\n").value
    assert found["animals"] == [{"id": "dog", "legs": 4}, {"id": "hen", "legs": 3}]


def test_a_list_without_ids_is_replaced_whole() -> None:
    found = over(ANIMALS, "animals: [{id: cat, names: [Mia]}]\n").value
    assert found["animals"][0]["names"] == ["Mia"]


def test_an_empty_list_takes_all_entries_away() -> None:
    assert over(ANIMALS, "animals: []\n").value["animals"] == []


@pytest.mark.parametrize("value", ["3", "text", "null", "{a: 1}", "[1]"])
def test_a_value_of_another_kind_takes_the_place_of_the_old_one_and_is_left_to_the_checks(value: str) -> None:
    assert over(ANIMALS, f"animals: {value}\n").value["animals"] == yaml.safe_load(value)


def test_a_requirement_is_known_by_its_skill_or_by_all_its_alternatives() -> None:
    below = "- {skill: sql, weight: 1}\n- {any_of: [aws, gcp], weight: 2}\n- {skill: aws, weight: 3}\n"
    found = over(below, "- {any_of: [aws, gcp], weight: 4}\n- {skill: aws, drop: true}\n- {any_of: [aws], weight: 5}\n")
    assert found.problems == ()
    assert found.value == [
        {"skill": "sql", "weight": 1},
        {"any_of": ["aws", "gcp"], "weight": 4},
        {"any_of": ["aws"], "weight": 5},
    ]


def test_each_value_keeps_the_file_and_the_line_it_comes_from() -> None:
    found = over(
        ANIMALS, "animals:\n  - id: cat\n    drop: true\n\n  - id: hen\n    legs: 3\n  - id: ant\n    legs: 6\n"
    )
    assert place_of(found, "kind") == "below.yaml:1"
    assert place_of(found, "animals", 0, "legs") == "below.yaml:8"
    assert place_of(found, "animals", 1, "id") == "above.yaml:5"
    assert place_of(found, "animals", 1, "legs") == "above.yaml:6"
    assert place_of(found, "animals", 2, "legs") == "above.yaml:8"


def test_a_value_left_alone_in_a_changed_entry_is_told_in_the_file_below() -> None:
    found = over(ANIMALS, "\n\nanimals:\n  - id: cat\n    legs: 5\n")
    assert place_of(found, "animals", 0, "food", "fish") == "below.yaml:5"
    assert place_of(found, "animals", 0, "names", 1) == "below.yaml:6"
    assert place_of(found, "animals", 0, "legs") == "above.yaml:5"


def test_a_key_that_is_missing_is_told_in_the_file_of_its_entry() -> None:
    found = over(ANIMALS, "animals:\n  - id: ant\n")
    assert place_of(found, "animals", 3, "legs") == "above.yaml:2"
    assert place_of(found, "animals", 1, "food") == "below.yaml:7"


def test_the_same_id_twice_and_a_drop_of_nothing_are_problems_of_the_layer() -> None:
    found = over(ANIMALS, "animals:\n  - id: cat\n  - id: hne\n    drop: true\n  - id: cat\n    drop: true\n")
    assert [str(problem) for problem in found.problems] == [
        "above.yaml:3: animals[hne]: drops `hne`, which is not there; did you mean hen?",
        "above.yaml:5: animals[cat]: `cat` stands here twice; keep one of the two",
    ]


def test_problems_of_both_files_are_kept() -> None:
    found = over("a: 1\na: 2\n", "b: 1\nb: 2\n")
    assert [str(problem)[:13] for problem in found.problems] == ["below.yaml:2:", "above.yaml:2:"]


ids = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(ids, ids, st.sets(st.sampled_from("abcdefgh")))
def test_what_is_left_stands_in_its_old_order_and_what_is_new_in_the_order_of_the_layer(
    old: list[str], new: list[str], drops: set[str]
) -> None:
    dropped = drops & set(old) & set(new)
    above = [{"id": id_, "drop": True} if id_ in dropped else {"id": id_, "n": 2} for id_ in new]
    found = layered(Document("below", [{"id": id_, "n": 1} for id_ in old]), Document("above", above))
    left = [id_ for id_ in old if id_ not in dropped] + [id_ for id_ in new if id_ not in old]
    assert found.problems == ()
    assert [item["id"] for item in found.value] == (left if new else [])
    for index, item in enumerate(found.value):
        assert item["n"] == (2 if item["id"] in new else 1)
        assert found.sources[index, "n"] == ("above" if item["id"] in new else "below")


@pytest.mark.parametrize("name", [SKILLS, ROLES])
def test_a_shipped_file_over_itself_is_itself(name: str) -> None:
    below = parse((data_folder() / name).read_bytes(), "below")
    found = layered(below, below._replace(source="above"))
    assert (found.value, found.lines, found.problems) == (below.value, below.lines, ())
    assert set(found.sources.values()) == {"above"}


@pytest.mark.parametrize("name", [SKILLS, ROLES])
def test_an_empty_layer_changes_nothing_and_every_value_keeps_its_line(name: str) -> None:
    below = parse((data_folder() / name).read_bytes(), "below")
    found = layered(below, parse(b"{}", "above"))
    assert found.value == below.value
    inside = places(below.value)[1:]
    assert {found.sources[place] for place in inside} == {"below"}
    assert {place: found.lines[place] for place in inside} == {place: below.lines[place] for place in inside}


@pytest.mark.parametrize("name", [SKILLS, ROLES])
def test_an_empty_mapping_as_a_layer_gives_the_shipped_catalogue(
    name: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    (tmp_path / name).write_text("{}\n")
    found = load_over(tmp_path)
    assert (found.skills_file, found.roles_file) == (catalogue.skills_file, catalogue.roles_file)
    assert found.sha256 != catalogue.sha256


def test_without_a_folder_the_shipped_catalogue_is_loaded(lay: Lay, catalogue: Catalogue) -> None:
    folder = lay(entries("skills", {"id": "docker", "name": "Boxes"}))
    assert load(None) == catalogue
    assert load(str(folder)).skills["docker"].name == "Boxes"


def test_a_skill_is_changed_in_one_key_and_all_else_is_as_shipped(lay: Lay, catalogue: Catalogue) -> None:
    found = load_over(lay(entries("skills", {"id": "docker", "aliases": ["boxes"]})))
    assert found.skills["docker"] == catalogue.skills["docker"].model_copy(update={"aliases": ("boxes",)})
    assert {**found.skills, "docker": None} == {**catalogue.skills, "docker": None}
    assert tuple(found.skills) == SHIPPED_SKILLS
    assert found.skill_ids["boxes"] == "docker"
    assert "containers" not in found.skill_ids
    assert found.roles_file == catalogue.roles_file


def test_one_level_of_a_requirement_is_changed_and_the_others_stay(lay: Lay, catalogue: Catalogue) -> None:
    change = {"skill": "docker", "levels": {"senior": 4}, "must_have_from": None}
    found = load_over(lay(roles=role("ml-engineer", requirements=[change])))
    (old,) = [one for one in catalogue.roles["ml-engineer"].requirements if one.skill == "docker"]
    (new,) = [one for one in found.roles["ml-engineer"].requirements if one.skill == "docker"]
    assert old.must_have_from is not None
    assert new == old.model_copy(update={"levels": {**old.levels, "senior": 4}, "must_have_from": None})
    assert found.skills_file == catalogue.skills_file


def test_a_requirement_with_alternatives_is_changed_by_naming_all_of_them(lay: Lay, catalogue: Catalogue) -> None:
    change = {"any_of": ["aws", "azure", "gcp"], "weight": 1}
    found = load_over(lay(roles=role("ml-engineer", requirements=[change])))
    old, new = catalogue.roles["ml-engineer"].requirements, found.roles["ml-engineer"].requirements
    assert [one.model_copy(update={"weight": 1}) if one.any_of else one for one in old] == list(new)
    assert old != new


def test_a_change_of_a_working_model_is_changed_in_one_nested_key(lay: Lay, catalogue: Catalogue) -> None:
    model = {"id": "consultancy", "changes": [{"skill": "communication", "weight": 5}]}
    found = load_over(lay(roles=role("ml-engineer", working_models=[model])))
    before, after = catalogue.roles["ml-engineer"], found.roles["ml-engineer"]
    assert [one.id for one in after.working_models] == [one.id for one in before.working_models]
    for old, new in zip(before.working_models, after.working_models, strict=True):
        changes = [one.model_copy(update={"weight": 5}) if one.skill == "communication" else one for one in old.changes]
        assert new == (old.model_copy(update={"changes": tuple(changes)}) if old.id == "consultancy" else old)
    assert after.requirements == before.requirements


def test_what_a_working_model_drops_is_a_list_replaced_whole(lay: Lay, catalogue: Catalogue) -> None:
    found = load_over(lay(roles=role("ml-engineer", working_models=[{"id": "consultancy", "drop": ["docker"]}])))
    consultancy = found.roles["ml-engineer"].working_models[1]
    assert consultancy.drop == ("docker",)
    assert catalogue.roles["ml-engineer"].working_models[1].drop != ("docker",)
    asked = [word for one in requirements_of(found.roles["ml-engineer"], consultancy) for word in one.alternatives]
    assert "docker" not in asked
    assert "pytorch" in asked


def test_a_working_model_an_industry_and_a_role_can_be_dropped(lay: Lay) -> None:
    text = role("ml-engineer", working_models=[{"id": "consultancy", "drop": True}])
    text += "  - {id: software-engineer, drop: true}\nindustries:\n  - {id: banking, drop: true}\n"
    found = load_over(lay(roles=text))
    assert [model.id for model in found.roles["ml-engineer"].working_models] == ["embedded", "infrastructure"]
    assert list(found.roles) == ["ml-engineer", "data-scientist"]
    assert "banking" not in found.industries
    assert "finance" in found.industries


def test_without_the_first_role_the_next_one_is_aimed_at(lay: Lay, capsys: Capture) -> None:
    folder = lay(roles=role("ml-engineer", drop=True))
    status, out, _ = told(capsys, "assess", "--set", "git=1", "--json", "--catalog", str(folder))
    assert (status, json.loads(out)["role"]["id"]) == (0, "data-scientist")


def forgotten(value: Any, word: str) -> Any:
    """A value without any trace of a skill: keys and words that are it, and entries that are about it."""
    if isinstance(value, dict):
        return {key: forgotten(one, word) for key, one in value.items() if key != word}
    if isinstance(value, list):
        about = [isinstance(one, dict) and word in (one.get("id"), one.get("skill")) for one in value]
        return [forgotten(one, word) for one, is_it in zip(value, about, strict=True) if one != word and not is_it]
    return value


@pytest.mark.parametrize("dropped", SHIPPED_SKILLS)
def test_any_one_skill_can_be_dropped_and_is_forgotten_everywhere_while_all_else_stays(
    dropped: str, lay: Lay, catalogue: Catalogue
) -> None:
    found = load_over(lay(entries("skills", {"id": dropped, "drop": True})))
    for old, new in ((catalogue.skills_file, found.skills_file), (catalogue.roles_file, found.roles_file)):
        shipped = old.model_dump(mode="json")
        assert forgotten(shipped, dropped) != shipped
        assert new.model_dump(mode="json") == forgotten(shipped, dropped)


def test_alternatives_that_are_all_dropped_are_asked_and_needed_no_more(lay: Lay, catalogue: Catalogue) -> None:
    clouds = ("aws", "azure", "gcp")
    before = [group for level in catalogue.skills["infrastructure-as-code"].levels for group in level.needs_any_of]
    assert [tuple(group) for group in before] == [clouds, clouds]
    found = load_over(lay(entries("skills", *({"id": cloud, "drop": True} for cloud in clouds))))
    assert all(level.needs_any_of == () for level in found.skills["infrastructure-as-code"].levels)
    for old, new in zip(catalogue.roles_file.roles, found.roles_file.roles, strict=True):
        assert new.requirements == tuple(one for one in old.requirements if one.any_of != clouds)
        assert new.requirements != old.requirements


def test_an_alternative_that_is_left_is_still_asked(lay: Lay) -> None:
    found = load_over(lay(entries("skills", *({"id": cloud, "drop": True} for cloud in ("aws", "gcp")))))
    asked = [one for one in found.roles["ml-engineer"].requirements if "azure" in one.alternatives]
    assert [one.alternatives for one in asked] == [("azure",)]


def test_an_industry_that_asks_for_dropped_skills_only_is_gone(lay: Lay, catalogue: Catalogue) -> None:
    only = [change.skill for change in catalogue.industries["logistics"].changes]
    found = load_over(lay(entries("skills", *({"id": one, "drop": True} for one in only))))
    assert set(catalogue.industries) - set(found.industries) == {"logistics"}


def test_a_phase_without_any_skill_is_refused(lay: Lay, catalogue: Catalogue) -> None:
    skills = [{"id": one.id, "drop": True} for one in catalogue.skills.values() if "ideation" in one.phases]
    problems = refusal(lay(entries("skills", *skills)))
    assert any("no skill for the phase ideation" in problem for problem in problems)


def test_the_line_of_a_problem_below_is_given_up_rather_than_wrong_once_a_skill_is_dropped(lay: Lay) -> None:
    text = entries("skills", {"id": "tensorflow", "drop": True}) + "categories: [{id: data, drop: true}]\n"
    problems = refusal(lay(text))
    assert problems
    assert all(problem.startswith(f"{SHIPPED}/skills.yaml: skills[") for problem in problems)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (entries("categories", {"id": "data", "drop": True}), "skills[sql].category: unknown category `data`"),
        (entries("phases", {"id": "research", "drop": True}), "skills[git].phases[1]: unknown phase `research`"),
        (entries("collaborators", {"id": "data-scientist", "drop": True}), "unknown collaborator `data-scientist`"),
        (entries("backgrounds", {"id": "data-scientist", "drop": True}), "unknown background `data-scientist`"),
    ],
)
def test_only_skills_are_forgotten_so_that_dropping_another_thing_in_use_is_refused(
    text: str, says: str, lay: Lay
) -> None:
    problems = refusal(lay(text) if text.startswith("categories") else lay(roles=text))
    assert any(says in problem for problem in problems), problems


def test_what_the_layer_itself_says_of_a_skill_it_drops_is_refused(lay: Lay) -> None:
    skills = entries("skills", {"id": "sql", "drop": True}, skill("dbt"), skill("etl", aliases=[]))
    skills = skills.replace('"can": "I can do 1."', '"needs": {"sql": 1}, "can": "I can do 1."', 1)
    assert any(
        problem.startswith("skills.yaml:3: skills[dbt].levels[1].needs.sql: unknown skill `sql`")
        for problem in refusal(lay(skills))
    )


@pytest.mark.parametrize("dropped", ["docker", "pytorch", "git"])
def test_a_skill_may_be_dropped_together_with_all_that_asks_for_it(
    dropped: str, lay: Lay, catalogue: Catalogue
) -> None:
    alone = load_over(lay(entries("skills", {"id": dropped, "drop": True})))
    gone = {"skill": dropped, "drop": True}
    roles = [
        {
            "id": one.id,
            "requirements": [gone for asked in one.requirements if asked.skill == dropped],
            "working_models": [
                {"id": model.id, "changes": [gone for change in model.changes if change.skill == dropped]}
                for model in one.working_models
                if any(change.skill == dropped for change in model.changes)
            ],
        }
        for one in catalogue.roles_file.roles
    ]
    roles = [{key: value for key, value in one.items() if value} for one in roles]
    assert any("requirements" in one for one in roles)
    together = load_over(lay(roles=entries("roles", *roles)))
    assert (together.skills_file, together.roles_file) == (alone.skills_file, alone.roles_file)


def test_what_is_dropped_with_a_skill_is_still_told_where_the_skill_was_never_asked(lay: Lay) -> None:
    folder = lay(entries("skills", {"id": "docker", "drop": True}), f"{REQUIRED}      - {{skill: gti, drop: true}}\n")
    assert refusal(folder) == [
        "roles.yaml:4: roles[ml-engineer].requirements[1]: drops `gti`, which is not there; did you mean git?"
    ]


EVERYWHERE = {level: {"years": 1, "backgrounds": ["data-scientist"]} for level in SENIORITIES}
LEAD: dict[str, Any] = {
    "id": "ml-lead",
    "name": "ML lead",
    "summary": "Leads.",
    "working_models": [{"id": "office", "name": "Office", "summary": "At one table."}],
    "experience": EVERYWHERE,
    "requirements": [asking(word) for word in ("python", "sql", "statistics", "problem-framing")],
}


def test_a_new_role_is_the_last_and_can_be_aimed_at(lay: Lay, capsys: Capture) -> None:
    folder = lay(roles=entries("roles", LEAD))
    assert list(load_over(folder).roles)[-1] == "ml-lead"
    status, out, _ = told(
        capsys, "assess", "--role", "ml-lead", "--set", "sql=2", "--json", "--catalog", str(folder), "--today", TODAY
    )
    found = json.loads(out)
    assert (status, found["role"]["id"], found["role"]["working_model"]) == (0, "ml-lead", "office")
    assert found["readiness"]["score"] == 25.0


def test_a_new_industry_asks_what_it_adds_and_no_more(lay: Lay) -> None:
    change = asking("time-series", weight=5, levels={"mid": 3, "senior": 4})
    found = load_over(
        lay(roles=entries("industries", {"id": "farming", "name": "Farming", "summary": "Grows.", "changes": [change]}))
    )
    assert list(found.industries)[-1] == "farming"
    plain, farming = target_of(found), target_of(found, industry="farming")
    (added,) = [one for one in farming.asked if one.requirement not in plain.requirements]
    assert (added.requirement.skill, added.required, added.requirement.weight) == ("time-series", 3, 5)


def test_an_industry_is_given_one_more_change(lay: Lay, catalogue: Catalogue) -> None:
    found = load_over(lay(roles=entries("industries", {"id": "banking", "changes": [asking("time-series")]})))
    assert found.industries["banking"].changes[:-1] == catalogue.industries["banking"].changes
    assert found.industries["banking"].changes[-1].skill == "time-series"


def test_a_new_working_model_is_the_last_of_its_role(lay: Lay) -> None:
    raised = {"skill": "docker", "levels": {"senior": 4}, "why": "Ours."}
    model = {"id": "night", "name": "Night", "summary": "Works at night.", "drop": ["git"], "changes": [raised]}
    found = load_over(lay(roles=role("ml-engineer", working_models=[model])))
    assert [one.id for one in found.roles["ml-engineer"].working_models][-1] == "night"
    asked = {
        one.requirement.skill: one.required for one in target_of(found, seniority="senior", working_model="night").asked
    }
    assert asked["docker"] == 4
    assert "git" not in asked


def test_a_new_background_counts_where_a_role_lists_it(lay: Lay, capsys: Capture) -> None:
    text = entries(
        "backgrounds", {"id": "physicist", "name": "Physicist", "summary": "Measures.", "typical": {"git": 1}}
    )
    text += role("ml-engineer", experience={"mid": {"years": 2, "backgrounds": ["physicist"]}})
    folder = str(lay(roles=text))
    known = load_over(Path(folder)).roles["ml-engineer"].experience
    assert known["mid"].backgrounds == ("physicist",)
    assert "physicist" not in known["senior"].backgrounds
    given_ = ["--set", "git=1", "--background", "physicist", "--years", "2", "--json", "--catalog", folder]
    status, out, _ = told(capsys, "assess", *given_)
    found = json.loads(out)
    assert (status, found["person"]["background"], found["experience"]["state"]) == (0, "physicist", "met")


def test_a_new_category_and_a_new_phase_are_shown_with_the_skill_in_them(lay: Lay, capsys: Capture) -> None:
    skills = entries("skills", skill("farm-visits", category="outdoors"), {"id": "python", "phases": ["harvest"]})
    skills += entries("categories", {"id": "outdoors", "name": "Outdoors"})
    folder = lay(skills, entries("phases", {"id": "harvest", "name": "Harvest", "summary": "Brings it in."}))
    found = load_over(folder)
    assert found.skills_file.categories[-1].id == "outdoors"
    assert found.roles_file.phases[-1].id == "harvest"
    status, out, _ = told(capsys, "skills", "--category", "outdoors", "--json", "--catalog", str(folder))
    assert (status, [one["id"] for one in json.loads(out)["skills"]]) == (0, ["farm-visits"])
    status, out, _ = told(capsys, "assess", "--set", "python=4", "--json", "--catalog", str(folder))
    assert (status, json.loads(out)["phases"][-1]["id"]) == (0, "harvest")


def test_a_new_phase_that_no_skill_belongs_to_is_refused(lay: Lay) -> None:
    folder = lay(roles=entries("phases", {"id": "harvest", "name": "Harvest", "summary": "Brings it in."}))
    assert any("no skill for the phase harvest" in problem for problem in refusal(folder))


TINY_SKILLS = yaml.safe_dump(
    {
        "version": "2030.1",
        "categories": [{"id": "garden", "name": "Garden"}],
        "skills": [skill("digging", category="garden", phases=["sow"], learn_with=["gardener"])],
    }
)
TINY_ROLES = yaml.safe_dump(
    {
        "phases": [{"id": "sow", "name": "Sow", "summary": "Begins."}],
        "collaborators": [{"id": "gardener", "name": "Gardener", "summary": "Knows."}],
        "seniorities": [{"id": one, "name": one, "summary": one} for one in SENIORITIES],
        "backgrounds": [{"id": "data-scientist", "name": "Data scientist", "summary": "Counts.", "typical": {}}],
        "roles": [{**LEAD, "id": "digger", "requirements": [asking("digging")]}],
    }
)


def test_two_whole_files_take_the_place_of_the_shipped_ones(lay: Lay, capsys: Capture) -> None:
    folder = lay(TINY_SKILLS, TINY_ROLES)
    found, alone = load_over(folder), load_folder(folder)
    assert (found.skills_file, found.roles_file) == (alone.skills_file, alone.roles_file)
    assert (list(found.skills), list(found.roles), found.version) == (["digging"], ["digger"], "2030.1")
    for command in ("assess", "plan", "explain", "compare"):
        status, out, err = told(capsys, command, "--set", "digging=1", "--catalog", str(folder))
        assert (status, err) == (0, "")
        assert "igg" in out


def test_a_whole_roles_file_alone_lies_over_the_shipped_skills(lay: Lay, catalogue: Catalogue) -> None:
    whole = yaml.safe_load((data_folder() / ROLES).read_text(encoding="utf-8"))
    whole["roles"] = whole["roles"][1:2]
    found = load_over(lay(roles=yaml.safe_dump(whole)))
    assert list(found.roles) == ["data-scientist"]
    assert found.skills_file == catalogue.skills_file


def test_a_whole_skills_file_without_skills_the_shipped_roles_ask_for_is_refused(lay: Lay) -> None:
    problems = refusal(lay(TINY_SKILLS))
    line = line_of(ROLES, "typical: {python")
    start = f"{SHIPPED}/roles.yaml:{line}: backgrounds[data-scientist].typical.python: unknown skill `python`"
    assert any(problem.startswith(start) for problem in problems)


def test_a_drop_in_a_whole_file_is_refused(lay: Lay) -> None:
    whole = yaml.safe_load(TINY_SKILLS)
    whole["skills"].append({"id": "docker", "drop": True})
    problems = refusal(lay(yaml.safe_dump(whole), TINY_ROLES))
    assert any("skills[docker].drop: unknown key" in problem for problem in problems)


def test_a_layer_may_be_json(lay: Lay) -> None:
    folder = lay('{"skills": [{"id": "docker", "aliases": ["boxes"]}]}')
    assert load_over(folder).skills["docker"].aliases == ("boxes",)
    lay('{"skills": [\n{"id": "docker",\n"aliases": "boxes"}]}')
    assert refusal(folder) == ['skills.yaml:3: skills[docker].aliases: must be a list, not "boxes"']


def test_a_byte_order_mark_and_line_ends_of_windows_do_no_harm(lay: Lay) -> None:
    folder = lay(b"\xef\xbb\xbfskills:\r\n  - id: docker\r\n    aliases: [boxes]\r\n")
    assert load_over(folder).skills["docker"].aliases == ("boxes",)


@pytest.fixture
def starter(tmp_path: Path, capsys: Capture) -> str:
    """The folder that `mle-gap data init` writes."""
    folder = str(tmp_path / "deep" / "starter")
    status, out, err = told(capsys, "data", "init", folder)
    assert (status, out.splitlines()) == (0, [f"{folder}/skills.yaml", f"{folder}/roles.yaml"])
    assert err == f"mle-gap: use it with `--catalog {folder}`\n"
    return folder


def test_the_starter_works_as_it_is(starter: str, capsys: Capture, catalogue: Catalogue) -> None:
    status, out, err = told(capsys, "assess", "--catalog", starter, "--set", "dbt=1", "--json", "--today", TODAY)
    assert (status, err) == (0, "")
    found = json.loads(out)
    rows = {row["id"]: row for row in found["skills"]}
    assert found["catalogue"]["sha256"] != catalogue.sha256
    assert (rows["dbt"]["level"], rows["dbt"]["required"]) == (1, 2)
    assert "llm-applications" not in rows
    assert rows["sql"]["weight"] == 4
    assert "dbt" in {step["skill"] for step in found["plan"]["steps"]}
    assert "tensorflow" not in out


def test_the_starter_has_no_problems_as_a_folder_and_file_by_file(starter: str, capsys: Capture) -> None:
    for path in (starter, f"{starter}/skills.yaml", f"{starter}/roles.yaml"):
        assert told(capsys, "check", path) == (0, f"{path}: no problems\n", "")


def test_the_starter_gives_the_same_bytes_whatever_the_order_of_hashes(starter: str, run: Run) -> None:
    arguments = ("assess", "--catalog", starter, "--set", "dbt=1", "--json", "--today", TODAY)
    outputs = {run(*arguments, env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000


def test_the_digest_changes_with_each_file_of_the_layer(starter: str) -> None:
    digests = [load_over(Path(starter)).sha256]
    for name in (SKILLS, ROLES):
        path = Path(starter) / name
        path.write_bytes(path.read_bytes() + b"# one more word\n")
        digests.append(load_over(Path(starter)).sha256)
    assert len(set(digests)) == 3
    assert load_over(Path(starter)).sha256 == digests[-1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "--set", "dbt=1"),
        ("plan", "--set", "dbt=1"),
        ("explain", "dbt", "--set", "dbt=1"),
        ("compare", "--set", "dbt=1"),
        ("roles", "ml-engineer"),
        ("skills", "dbt"),
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("form", ["terminal", "json"])
def test_every_command_that_shows_the_catalogue_takes_one(
    arguments: tuple[str, ...], form: str, starter: str, capsys: Capture
) -> None:
    status, out, err = told(capsys, *arguments, "--catalog", starter, "--format", form)
    assert (status, err) == (0, "")
    assert "dbt" in out or arguments[0] == "compare"
    status, out, err = told(capsys, *arguments, "--format", form)
    assert (status == 0) == (arguments[0] == "roles")
    assert "dbt" not in out
    assert arguments[0] == "roles" or "no skill `dbt`" in err


def test_the_questionnaire_asks_about_a_new_skill_and_not_about_a_dropped_one(starter: str, run: Run) -> None:
    asks = {}
    for name, options in (("shipped", ()), ("layered", ("--catalog", starter))):
        done = run("assess", "--plain", "--no-save", *options, input="2\n" * 60)
        assert done.returncode == 0
        asks[name] = {
            line.split(": ")[1].split(". ")[0] for line in done.stderr.splitlines() if line[:9] == "Question "
        }
    assert "dbt" in asks["layered"] - asks["shipped"]
    assert "LLM applications" in asks["shipped"] - asks["layered"]


def test_an_answers_file_may_name_what_only_the_layer_has(starter: str, tmp_path: Path, capsys: Capture) -> None:
    answers = tmp_path / "me.yaml"
    answers.write_text("skills: {analytics engineering: 2, our nightly jobs: 1}\n")
    status, out, _ = told(capsys, "assess", "--answers", str(answers), "--catalog", starter, "--json")
    rows = {row["id"]: row["level"] for row in json.loads(out)["skills"]}
    assert (status, rows["dbt"], rows["data-pipelines"]) == (0, 2, 1)
    assert told(capsys, "assess", "--answers", str(answers))[0] == 2


def test_data_init_leaves_alone_what_is_there(starter: str, capsys: Capture) -> None:
    for name in (SKILLS, ROLES):
        (Path(starter) / name).write_text("mine")
    status, out, err = told(capsys, "data", "init", starter)
    assert (status, out) == (2, "")
    assert err == f"mle-gap: {starter}/skills.yaml: is there already, and is left alone; name another folder\n"
    assert {(Path(starter) / name).read_text() for name in (SKILLS, ROLES)} == {"mine"}


@pytest.mark.parametrize("name", [SKILLS, ROLES])
def test_data_init_writes_nothing_beside_one_file_of_a_catalogue(name: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / name).touch()
    status, out, err = told(capsys, "data", "init", str(tmp_path))
    assert (status, out) == (2, "")
    assert f"{name}: is there already" in err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_data_init_writes_into_a_folder_with_other_things(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "me.yaml").touch()
    assert told(capsys, "data", "init", str(tmp_path))[0] == 0
    for name in (SKILLS, ROLES):
        assert (tmp_path / name).read_bytes() == (data_folder() / "starter" / name).read_bytes()


@pytest.mark.parametrize("folder", ["file", "file/inside", "/proc/nowhere", "/dev/null/x", "a\0b"])
def test_data_init_says_where_it_cannot_write(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    status, out, err = told(capsys, "data", "init", folder)
    assert (status, out, err.count("\n")) == (3, "", 1)
    assert err.startswith("mle-gap: ")
    assert "bug" not in err


def test_data_init_wants_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = told(capsys, "data", "init", "")
    assert outcome == (2, "", "mle-gap: the folder has no name; `.` is the one you are in\n")
    assert list(tmp_path.iterdir()) == []
    assert told(capsys, "data", "init", ".")[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {SKILLS, ROLES}


@pytest.mark.parametrize("name", [SKILLS, ROLES])
def test_data_init_leaves_a_link_to_nowhere_alone(name: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / name).symlink_to(tmp_path / "nowhere")
    status, out, err = told(capsys, "data", "init", str(tmp_path))
    assert (status, out) == (2, "")
    assert err == f"mle-gap: {tmp_path}/{name}: is there already, and is left alone; name another folder\n"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", [SKILLS, ROLES])
@pytest.mark.parametrize("moment", ["open", "write"])
def test_data_init_leaves_nothing_behind_when_a_file_cannot_be_written(
    name: str, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    open_ = Path.open

    class Full:
        """A file on a full disk."""

        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, data: bytes) -> None:
            self.file.write(data[:9])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def full(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if path.name != name or "x" not in mode:
            return open_(path, mode, *more, **named)
        if moment == "open":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return Full(open_(path, mode, *more, **named))

    (tmp_path / "me.yaml").write_text("mine")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        outcome = told(capsys, "data", "init", str(tmp_path))
    reason = f"{tmp_path}: cannot be written: No space left on device; name another folder"
    assert outcome == (3, "", f"mle-gap: {reason}\n")
    assert [path.name for path in tmp_path.iterdir()] == ["me.yaml"]
    assert told(capsys, "data", "init", str(tmp_path))[0] == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a\x1b[31mb\n\x07\x9b", r"a\x1b[31mb\n\x07\udc9b"),
        ("a\u202eb\u200b".encode(), r"a\u202eb\u200b"),
        (b"caf\xe9", r"caf\udce9"),
    ],
    ids=["controls", "marks", "not UTF-8"],
)
def test_a_folder_may_have_any_name_and_no_name_can_act_on_a_terminal(
    name: bytes, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = os.fsdecode(name)
    outcome = told(capsys, "data", "init", folder)
    note = f"mle-gap: use it with `--catalog {shown}`\n"
    assert outcome == (0, f"{shown}/skills.yaml\n{shown}/roles.yaml\n", note)
    assert [os.fsencode(path.name) for path in tmp_path.iterdir()] == [name]
    assert told(capsys, "check", folder) == (0, f"{shown}: no problems\n", "")
    assert told(capsys, "check", f"{folder}/{SKILLS}") == (0, f"{shown}/skills.yaml: no problems\n", "")
    assert told(capsys, "skills", "dbt", "--catalog", folder)[0] == 0
    there = f"mle-gap: {shown}/skills.yaml: is there already, and is left alone; name another folder\n"
    assert told(capsys, "data", "init", folder) == (2, "", there)
    Path(folder, ROLES).write_text("roles: 3\n")
    said = f"{shown}/roles.yaml:1: roles: must be a list, not 3\n"
    assert told(capsys, "check", folder) == (1, said, "")
    assert told(capsys, "skills", "dbt", "--catalog", folder) == (2, "", f"mle-gap: {said}")
    _, out, _ = told(capsys, "check", folder, "--json")
    assert out.isascii()
    assert json.loads(out)["problems"][0]["file"] == f"{folder}/roles.yaml"


def test_a_process_prints_a_name_that_is_not_utf_8(tmp_path: Path, run: Run) -> None:
    for name, env in ((b"caf\xe9", {}), (b"caf\xe8", {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})):
        done = run("data", "init", os.fsdecode(name), cwd=tmp_path, env=env)
        shown = name.decode("ascii", "surrogateescape").encode("ascii", "backslashreplace").decode()
        assert (done.returncode, done.stdout) == (0, f"{shown}/skills.yaml\n{shown}/roles.yaml\n")
        assert done.stderr == f"mle-gap: use it with `--catalog {shown}`\n"


@pytest.mark.parametrize("path", ["a" * 5000, "a/" * 3000, "a\0b"], ids=["one name", "many names", "a NUL"])
def test_a_path_that_no_file_can_have_is_status_2(path: str, capsys: Capture) -> None:
    for arguments in (
        ("skills", "--catalog", path),
        ("assess", "--set", "git=1", "--catalog", path),
        ("assess", "--answers", path),
        ("check", path),
        ("check", f"{path}/{SKILLS}"),
    ):
        (line,) = assert_refused(told(capsys, *arguments))
        assert len(line) < 850


class Bad(NamedTuple):
    """A layer that is refused: one file of it, and what is said of it: the line, the place and words further on."""

    id: str
    name: str
    content: str | bytes
    says: str


def bad_skills(id_: str, content: str | bytes, says: str) -> Bad:
    return Bad(id_, SKILLS, content, says)


def bad_roles(id_: str, content: str, says: str) -> Bad:
    return Bad(id_, ROLES, content, says)


def levels(needs: str = "{}") -> str:
    one = f"{{can: I can., hours: 1, prove: See., needs: {needs}}}"
    return f"    levels:\n      - {one}\n" + 3 * "      - {can: I can., hours: 1, prove: See.}\n"


DOCKER = "skills:\n  - id: docker\n"
ENGINEER = "roles:\n  - id: ml-engineer\n"
MODEL = f"{ENGINEER}    working_models:\n      - id: consultancy\n"
REQUIRED = f"{ENGINEER}    requirements:\n"
INDUSTRY = "industries:\n  - id: banking\n    changes:\n"
NEW_INDUSTRY = "industries:\n  - {id: farming, name: Farming, summary: Grows., changes: [%s]}\n"
ASKED = sorted({word for one in load_shipped().roles["ml-engineer"].requirements for word in one.alternatives})
CASES = (
    bad_skills("a list instead of a mapping", "- id: docker\n", "1: must be a mapping of keys to values, not a list"),
    bad_skills("a word instead of a mapping", "docker\n", '1: must be a mapping of keys to values, not "docker"'),
    bad_skills("an empty file", "", "empty"),
    bad_skills("a comment alone", "# to come\n", "empty"),
    bad_skills("bytes that are no text", b"skills:\n  - id: \xff\n", "2: not UTF-8 text"),
    bad_skills("a tab", "skills:\n\t- id: docker\n", "2: ...indent with spaces, not with tabs"),
    bad_skills("half a JSON text", '{"skills": [\n', "2: not valid YAML"),
    bad_skills("a number in JSON that is none", '{"skills": NaN}', "NaN is not a number that can be used"),
    bad_skills("two documents", "skills: []\n---\nskills: []\n", "2: a second document begins here"),
    bad_skills("an alias bomb", (BOMBS / "alias-bomb.yaml").read_bytes(), "1: anchors and aliases are not allowed"),
    bad_skills("a merge bomb", (BOMBS / "merge-bomb.yaml").read_bytes(), "3: the key << is not text"),
    bad_skills("a list in itself", "skills: &all [*all]\n", "1: anchors and aliases are not allowed"),
    bad_skills("a tag", "skills: !!python/name:os.system\n", "1: ...is not allowed"),
    bad_skills("a thousand brackets", "skills: " + "[" * 1000, "1: nested deeper than 32"),
    bad_skills("a file of two megabytes", "#" * 2**21, "larger than 1 MiB"),
    bad_skills("too many values", "skills: [" + "1," * 30_000 + "]", "1: more than 20000 values"),
    bad_skills("an unknown key at the top", "skils:\n  - id: docker\n", "1: skils: unknown key; did you mean skills?"),
    bad_skills("a key twice", f"{DOCKER}    name: A\n    name: B\n", "4: skills[docker].name: ...stands here twice"),
    bad_skills("skills that are nothing", "skills: null\n", "1: skills: must be a list, not nothing"),
    bad_skills("skills that are a mapping", "skills: {docker: 2}\n", "1: skills: must be a list, not a mapping"),
    bad_skills("skills that are a number", "skills: 7\n", "1: skills: must be a list, not 7"),
    bad_skills("no skills left", "skills: []\n", "1: skills: has 0 entries, at least 1 needed"),
    bad_skills("a skill that is a word", "skills:\n  - docker\n", "2: skills[1]: must be a mapping of keys to values"),
    bad_skills("a skill that is nothing", "skills:\n  -\n", "2: skills[1]: must be a mapping of keys to values"),
    bad_skills("a skill without id", "skills:\n  - name: dbt\n", "2: skills[1].id: is missing; add it"),
    bad_skills("an id that is a number", "skills:\n  - id: 7\n", "2: skills[1].id: must be text, not 7"),
    bad_skills("an id that is a list", "skills:\n  - id: [docker]\n", "2: skills[1].id: must be text, not a list"),
    bad_skills("an id alone", "skills:\n  - id: dbt\n", "2: skills[dbt].name: is missing; add it"),
    bad_skills("an id without letters", 'skills:\n  - id: ""\n', "2: skills[].id: ...must look like"),
    bad_skills("half a skill", "skills:\n  - id: dbt\n    name: dbt\n", "2: skills[dbt].levels: is missing; add it"),
    bad_skills("an id of 3,000 letters", f"skills:\n  - id: {'a' * 3000}\n", "2: skills[aaa...at most 40 characters"),
    bad_skills("an id with an escape", 'skills:\n  - id: "\\e[31m"\n', r"2: skills[\x1b[31m].id: ...must look like"),
    bad_skills(
        "a dropped id with an escape", 'skills:\n  - {id: "\\e", drop: true}\n', r"2: skills[\x1b]: ...not there"
    ),
    bad_skills("an id twice", f"{DOCKER}  - id: docker\n", "3: skills[docker]: `docker` stands here twice"),
    bad_skills("a new id twice", entries("skills", skill("a"), skill("a")), "3: skills[a]: `a` stands here twice"),
    bad_skills(
        "dropped and changed", f"{DOCKER}    drop: true\n  - id: docker\n    name: A\n", "4: skills[docker]: ...twice"
    ),
    bad_skills(
        "a drop of nothing",
        "skills:\n  - id: dokcer\n    drop: true\n",
        "2: skills[dokcer]: drops `dokcer`, which is not there; did you mean docker?",
    ),
    bad_skills("a drop in words", f'{DOCKER}    drop: "yes"\n', "3: skills[docker].drop: unknown key"),
    bad_skills("a drop of YAML 1.1", f"{DOCKER}    drop: yes\n", "3: skills[docker].drop: ...write true or false"),
    bad_skills("a drop that is a number", f"{DOCKER}    drop: 1\n", "3: skills[docker].drop: unknown key"),
    bad_skills("an unknown key", f"{DOCKER}    nam: A\n", "3: skills[docker].nam: unknown key; did you mean name?"),
    bad_skills(
        "a name taken", f"{DOCKER}    name: Python\n", "3: skills[docker].name: ...already means the skill python"
    ),
    bad_skills("an alias taken", f"{DOCKER}    aliases: [py]\n", "3: skills[docker].aliases[1]: `py` already means"),
    bad_skills(
        "an alias that is a number", f"{DOCKER}    aliases: [1.5]\n", "3: skills[docker].aliases[1]: must be text"
    ),
    bad_skills("aliases that are a word", f"{DOCKER}    aliases: box\n", "3: skills[docker].aliases: must be a list"),
    bad_skills("levels that are a mapping", f"{DOCKER}    levels: {{1: a}}\n", "3: the key 1 is not text"),
    bad_skills(
        "one level of four",
        f"{DOCKER}    levels: [{{can: a, hours: 1, prove: b}}]\n",
        "3: skills[docker].levels: has 1 entries",
    ),
    bad_skills(
        "a level without proof",
        f"{DOCKER}    levels: [{{can: a, hours: 1}}]\n",
        "3: skills[docker].levels[1].prove: ...is missing",
    ),
    bad_skills(
        "an unknown category", f"{DOCKER}    category: dat\n", "3: skills[docker].category: ...did you mean data?"
    ),
    bad_skills(
        "an unknown phase", f"{DOCKER}    phases: [resarch]\n", "3: skills[docker].phases[1]: ...did you mean research?"
    ),
    bad_skills(
        "an unknown person", f"{DOCKER}    learn_with: [mum]\n", "3: skills[docker].learn_with[1]: unknown collaborator"
    ),
    bad_skills(
        "an unknown need", DOCKER + levels("{gti: 1}"), "4: skills[docker].levels[1].needs.gti: unknown skill `gti`"
    ),
    bad_skills(
        "a need of level 9", DOCKER + levels("{git: 9}"), "4: skills[docker].levels[1].needs.git: must be at most 4"
    ),
    bad_skills(
        "a need of itself", DOCKER + levels("{docker: 1}"), "4: skills[docker].levels[1].needs: ...can never be reached"
    ),
    bad_skills(
        "a link without https",
        f"{DOCKER}    resources: [{{url: 'http://a'}}]\n",
        "3: skills[docker].resources[1].url: ...must look like",
    ),
    bad_skills(
        "a level without resource",
        f"{DOCKER}    resources: [{{title: T, url: 'https://a', kind: docs, cost: free, levels: [1, 2, 3]}}]\n",
        "3: skills[docker].resources: none serves level 4",
    ),
    bad_skills("a version alone", 'version: "2026.12"\n', "1: skills: is missing; add it"),
    bad_roles("roles that are a mapping", "roles: {}\n", "1: roles: must be a list, not a mapping"),
    bad_roles("roles that are nothing", "roles:\n", "1: roles: must be a list, not nothing"),
    bad_roles("half a role", "roles:\n  - id: lead\n", "2: roles[lead].requirements: is missing; add it"),
    bad_roles(
        "no role left",
        entries("roles", *({"id": one, "drop": True} for one in load_shipped().roles)),
        "1: roles: has 0 entries",
    ),
    bad_roles(
        "a drop of no role",
        "roles:\n  - {id: ml-enginer, drop: true}\n",
        "2: roles[ml-enginer]: ...did you mean ml-engineer?",
    ),
    bad_roles(
        "an unknown key of a role", f"{ENGINEER}    nmae: A\n", "3: roles[ml-engineer].nmae: ...did you mean name?"
    ),
    bad_roles(
        "a requirement that falls",
        f"{REQUIRED}      - {{skill: docker, levels: {{junior: 4}}}}\n",
        "4: roles[ml-engineer].requirements[...the level falls",
    ),
    bad_roles(
        "a requirement twice",
        f"{REQUIRED}      - skill: docker\n      - skill: docker\n",
        "5: roles[ml-engineer].requirements[...stands here twice",
    ),
    bad_roles(
        "a requirement by two names",
        f"{REQUIRED}      - {{skill: docker, any_of: [git, sql]}}\n",
        "4: roles[ml-engineer].requirements[...needs either",
    ),
    bad_roles(
        "half a requirement",
        f"{REQUIRED}      - skill: tensorflow\n",
        "4: roles[ml-engineer].requirements[...is missing; add it",
    ),
    bad_roles(
        "a dropped requirement that is none",
        f"{REQUIRED}      - {{skill: tensorflow, drop: true}}\n",
        "4: roles[ml-engineer].requirements[...which is not there",
    ),
    bad_roles(
        "a dropped requirement by another key",
        f"{REQUIRED}      - {{any_of: [docker], drop: true}}\n",
        "4: roles[ml-engineer].requirements[1]: drops `docker`, which is not there; remove it",
    ),
    bad_roles(
        "a dropped requirement in another case",
        f"{REQUIRED}      - {{skill: Docker, drop: true}}\n",
        "4: roles[ml-engineer].requirements[...which is not there; did you mean docker?",
    ),
    bad_roles(
        "an unknown skill",
        f"{REQUIRED}      - {json.dumps(asking('dokcer'))}\n",
        "4: roles[ml-engineer].requirements[...did you mean docker?",
    ),
    bad_roles(
        "a weight of 6",
        f"{REQUIRED}      - skill: docker\n        weight: 6\n",
        "5: roles[ml-engineer].requirements[...must be at most 5",
    ),
    bad_roles(
        "an unknown seniority",
        f"{REQUIRED}      - {{skill: docker, levels: {{boss: 4}}}}\n",
        "4: roles[ml-engineer].requirements[...must be 'junior'",
    ),
    bad_roles(
        "an unknown background",
        f"{ENGINEER}    experience: {{mid: {{backgrounds: [poet]}}}}\n",
        "3: roles[ml-engineer].experience.mid.backgrounds[1]: unknown background `poet`",
    ),
    bad_roles(
        "an industry change without weight",
        f"{INDUSTRY}      - {{skill: git, why: Ours.}}\n",
        "4: industries[banking].changes[...without `levels` and `weight`",
    ),
    bad_roles(
        "an industry in which a level falls",
        NEW_INDUSTRY % "{skill: git, levels: {junior: 3, mid: 2, senior: 2}, weight: 1, why: Ours.}",
        "2: industries[farming].changes[1]: the level falls on the way from junior to senior; raise the later level",
    ),
    bad_roles(
        "a shipped industry in which a level falls",
        f"{INDUSTRY}      - skill: git\n        levels: {{mid: 3, senior: 2}}\n        weight: 1\n        why: Ours.\n",
        "4: industries[banking].changes[5]: the level falls on the way from junior to senior; raise the later level",
    ),
    bad_roles(
        "an industry with a must-have before its first level",
        NEW_INDUSTRY % "{skill: git, levels: {mid: 1, senior: 2}, weight: 1, must_have_from: junior, why: Ours.}",
        "2: industries[farming].changes[1]: is a must-have from junior on but not asked there; add a level for junior",
    ),
    bad_roles(
        "an industry that names a skill twice",
        NEW_INDUSTRY % f"{json.dumps(asking('git'))}, {json.dumps(asking('git'))}",
        "2: industries[farming].changes[2]: names git twice; keep one change",
    ),
    bad_roles(
        "an industry that names a skill alone and as one of several",
        NEW_INDUSTRY
        % f"{json.dumps(asking('git'))}, {{any_of: [sql, git], levels: {{mid: 1}}, weight: 1, why: Ours.}}",
        "2: industries[farming].changes[2]: names git twice; keep one change",
    ),
    bad_roles(
        "a shipped industry that is given a skill once more",
        f"{INDUSTRY}      - {{any_of: [git, model-risk], levels: {{senior: 3}}, weight: 1, why: Ours.}}\n",
        "4: industries[banking].changes[5]: names model-risk twice; keep one change",
    ),
    bad_roles(
        "two working models of one id in a new role",
        "roles:\n  - "
        + json.dumps({**LEAD, "working_models": 2 * LEAD["working_models"]}, indent=0).replace("\n", "\n    ")
        + "\n",
        "13: roles[ml-lead].working_models[office].id: the id `office` is taken; choose another",
    ),
    bad_roles(
        "two working models of one id in a shipped role",
        f"{ENGINEER}    working_models:\n" + 2 * "      - {id: night, name: Night, summary: At night.}\n",
        "5: roles[ml-engineer].working_models[night]: `night` stands here twice; keep one of the two",
    ),
    bad_roles(
        "where people of a role work",
        f"{ENGINEER}    industries: [Banks]\n",
        "3: roles[ml-engineer].industries: unknown key",
    ),
    bad_roles(
        "an industry without changes",
        NEW_INDUSTRY % "",
        "2: industries[farming].changes: has 0 entries, at least 1 needed",
    ),
    bad_roles(
        "an industry change without reason",
        NEW_INDUSTRY % "{skill: git, weight: 1}",
        "2: industries[farming].changes[1].why: ...is missing",
    ),
    bad_roles(
        "a working model dropped in words",
        f'{MODEL}        drop: "yes"\n',
        "5: roles[ml-engineer].working_models[consultancy].drop: must be a list",
    ),
    bad_roles(
        "a working model that drops everything",
        f"{MODEL}        changes: []\n        drop: [{', '.join(ASKED)}]\n",
        "4: roles[ml-engineer].working_models[consultancy]: ...junior: asks for no skill",
    ),
    bad_roles(
        "a working model that drops what nobody knows",
        f"{MODEL}        drop: [dokcer]\n",
        "5: roles[ml-engineer].working_models[consultancy].drop[1]: ...did you mean docker?",
    ),
    bad_roles(
        "no working model left",
        "roles:\n  - id: data-scientist\n    working_models: [{id: embedded, drop: true}]\n",
        "3: roles[data-scientist].working_models: has 0 entries",
    ),
    bad_roles(
        "a working model that makes a level fall",
        f"{MODEL}        changes: [{{skill: docker, levels: {{junior: 4}}, why: x}}]\n",
        "4: roles[ml-engineer].working_models[consultancy]: ...falls",
    ),
    bad_roles(
        "a typical level of 9",
        "backgrounds:\n  - id: data-scientist\n    typical: {git: 9}\n",
        "3: backgrounds[data-scientist].typical.git: must be at most 4",
    ),
    bad_roles(
        "a typical skill nobody knows",
        "backgrounds:\n  - id: data-scientist\n    typical: {gti: 1}\n",
        "3: backgrounds[data-scientist].typical.gti: unknown skill `gti`",
    ),
    bad_roles(
        "half the seniorities",
        "seniorities:\n  - {id: junior, name: J, summary: J}\n",
        "1: seniorities: ...at least 3 needed",
    ),
)
assert len({case.id for case in CASES}) == len(CASES) >= 30


def write(folder: Path, files: Files) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def assert_refused(outcome: tuple[int, str, str]) -> Sequence[str]:
    """Status 2, and nothing but short lines that say what is wrong; the lines."""
    status, out, err = outcome
    assert (status, out) == (2, ""), err
    lines = err.splitlines()
    assert 1 <= len(lines) <= MAX_PROBLEMS
    assert all(line.startswith("mle-gap: ") and len(line) < 1000 and line.isprintable() for line in lines)
    assert "Traceback" not in err
    assert "this is a bug" not in err
    return [line.removeprefix("mle-gap: ") for line in lines]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_wrong_layer_is_refused_with_file_and_line(case: Bad, lay: Lay, capsys: Capture) -> None:
    folder = lay(**{case.name.removesuffix(".yaml"): case.content})
    lines = assert_refused(told(capsys, "skills", "--catalog", str(folder)))
    place, _, words = case.says.partition("...")
    start = f"{folder}/{case.name}:{place if place[:1].isdigit() else ' ' + place}"
    assert any(line.startswith(start) and words in line for line in lines), lines


def test_check_says_of_a_layer_what_the_other_commands_say(lay: Lay, capsys: Capture) -> None:
    for skills, roles in ((f"{DOCKER}    nam: A\n", "roles: 3\n"), ("skills: [", None), (None, REQUIRED + "    - 3\n")):
        folder = lay(skills, roles)
        lines = assert_refused(told(capsys, "skills", "--catalog", str(folder)))
        assert told(capsys, "check", str(folder)) == (1, "".join(f"{line}\n" for line in lines), "")


@pytest.mark.parametrize(
    "change", ["levels: {junior: 3, mid: 2}", "levels: {mid: 1, senior: 1}, must_have_from: junior"]
)
def test_what_is_wrong_with_an_industry_is_told_once_and_at_the_industry(change: str, lay: Lay) -> None:
    text = NEW_INDUSTRY % f"{{skill: git, weight: 1, why: Ours., {change}}}"
    (problem,) = refusal(lay(roles=text))
    assert problem.startswith("roles.yaml:2: industries[farming].changes[1]: ")


def test_an_industry_may_ask_from_a_later_seniority_on_whatever_a_role_asks_before(lay: Lay) -> None:
    change = "{skill: python, levels: {senior: 1}, weight: 1, must_have_from: senior, why: Ours.}"
    found = load_over(lay(roles=NEW_INDUSTRY % change))
    (python,) = [one for one in target_of(found, industry="farming").requirements if one.skill == "python"]
    (plain,) = [one for one in target_of(found).requirements if one.skill == "python"]
    assert (python.levels, python.weight, python.must_have_from) == (plain.levels, plain.weight, plain.must_have_from)


@pytest.mark.parametrize("command", ["assess", "plan", "explain", "compare", "roles", "skills"])
def test_every_command_refuses_a_wrong_layer(command: str, lay: Lay, capsys: Capture) -> None:
    folder = lay(f"{DOCKER}    nam: A\n")
    given_ = () if command in ("roles", "skills") else ("--set", "git=1")
    lines = assert_refused(told(capsys, command, *given_, "--catalog", str(folder)))
    assert lines == [f"{folder}/skills.yaml:3: skills[docker].nam: unknown key; did you mean name?"]


def test_a_cycle_through_a_shipped_skill_is_told_in_both_files(lay: Lay) -> None:
    problems = refusal(lay(f"skills:\n  - id: bash\n{levels('{docker: 1}')}"))
    line = line_of(SKILLS, "needs: {", after="id: docker")
    assert problems[0].startswith("skills.yaml:4: skills[bash].levels[1].needs: level 1 can never be reached: bash 1")
    assert problems[1].startswith(f"{SHIPPED}/skills.yaml:{line}: skills[docker].levels[1].needs: level 1 can never")
    assert len(problems) == 2


def test_a_problem_in_what_a_layer_leaves_alone_is_told_with_the_line_of_the_shipped_file(lay: Lay) -> None:
    problems = refusal(lay(entries("categories", {"id": "risk", "drop": True})))
    line = line_of(SKILLS, "category: risk")
    assert problems[0].startswith(f"{SHIPPED}/skills.yaml:{line}: skills[")


def test_all_problems_of_both_files_come_at_once(lay: Lay) -> None:
    skills = f"{DOCKER}    nam: A\n  - {{id: dokcer, drop: true}}\n  - id: git\n    aliases: 3\n"
    problems = refusal(lay(skills, f"{REQUIRED}      - {{skill: docker, weight: 9}}\n      - skill: docker\n"))
    assert sorted(problem.split(": ")[0] for problem in problems) == [
        "roles.yaml:4", "roles.yaml:5", "skills.yaml:3", "skills.yaml:4", "skills.yaml:6"
    ]  # fmt: skip


def test_two_files_that_are_no_yaml_are_both_told(lay: Lay) -> None:
    problems = refusal(lay("skills: [\n", "roles: {\n"))
    assert [problem.split(": ")[:2] for problem in problems] == [
        ["skills.yaml:2", "not valid YAML"],
        ["roles.yaml:2", "not valid YAML"],
    ]


@pytest.mark.parametrize("name", [SKILLS, ROLES])
def test_one_file_of_a_layer_is_checked_with_the_other_beside_it(name: str, lay: Lay, capsys: Capture) -> None:
    folder = lay(entries("skills", skill("dbt")), f"{REQUIRED}      - {json.dumps(asking('dbt'))}\n")
    path = folder / name
    assert told(capsys, "check", str(path)) == (0, f"{path}: no problems\n", "")
    lay(entries("skills", skill("dbt"), {"id": "dokcer", "drop": True}), f"{REQUIRED}      - skill: dokcer\n")
    status, out, err = told(capsys, "check", str(path))
    assert (status, out, err) == told(capsys, "check", str(folder))
    assert status == 1
    assert {line.split(":")[0] for line in out.splitlines()} == {f"{folder}/{SKILLS}", f"{folder}/{ROLES}"}
    assert all("dokcer" in line or "is missing" in line for line in out.splitlines())


@pytest.mark.parametrize(
    ("skills", "roles"),
    [
        (entries("categories", {"id": "risk", "drop": True}), None),
        (f"skills:\n  - id: bash\n{levels('{docker: 1}')}", None),
        ("skills:\n" + "".join(f"  - {{id: {one}, drop: true}}\n" for one in ASKED), None),
        (None, entries("phases", {"id": "research", "drop": True})),
        (None, entries("backgrounds", {"id": "data-scientist", "drop": True})),
    ],
    ids=["category", "cycle", "skills", "phase", "background"],
)
def test_check_tells_of_a_file_of_a_layer_all_it_breaks_below_with_full_paths(
    skills: str | None, roles: str | None, lay: Lay, capsys: Capture
) -> None:
    folder = lay(skills, roles)
    path = folder / (ROLES if skills is None else SKILLS)
    lines = assert_refused(told(capsys, "skills", "--catalog", str(folder)))
    status, out, err = told(capsys, "check", str(path))
    assert (status, out.splitlines(), err) == (1, lines, "")
    assert any(line.startswith((f"{SHIPPED}/skills.yaml:", f"{SHIPPED}/roles.yaml:")) for line in lines)
    assert all(line.startswith((f"{SHIPPED}/", f"{folder}/")) for line in lines)


def test_check_tells_of_a_whole_file_only_its_own_problems(lay: Lay, capsys: Capture) -> None:
    whole = yaml.safe_load(TINY_SKILLS)
    whole["skills"] = [skill("digging", category="garden")]
    path = lay(yaml.safe_dump(whole)) / SKILLS
    assert any("unknown skill `python`" in problem for problem in refusal(path.parent))
    assert told(capsys, "check", str(path)) == (0, f"{path}: no problems\n", "")
    whole["skills"] = [skill("digging", category="graden")]
    lay(yaml.safe_dump(whole))
    status, out, _ = told(capsys, "check", str(path))
    assert (status, out.count("\n")) == (1, 1)
    assert out.startswith(f"{path}:")
    assert "unknown category `graden`; did you mean garden?" in out


def test_an_unknown_skill_in_one_file_of_a_layer_is_told_without_the_other_file(lay: Lay) -> None:
    folder = lay(roles=f"{REQUIRED}      - {json.dumps(asking('dbt'))}\n")
    assert [str(problem).split(": ")[0] for problem in problems_in(folder / ROLES)] == [f"{folder}/roles.yaml:4"]
    lay(entries("skills", skill("dbt")))
    assert problems_in(folder / ROLES) == []


def nothing(folder: Path) -> None:
    """A folder that holds nothing."""


def only_yml(folder: Path) -> None:
    (folder / "skills.yml").write_text("skills: []\n")


def folder_as_skills(folder: Path) -> None:
    (folder / SKILLS).mkdir()


def endless(folder: Path) -> None:
    (folder / SKILLS).symlink_to("/dev/zero")


def link_to_nowhere(folder: Path) -> None:
    (folder / SKILLS).symlink_to(folder / "nowhere")


def link_to_itself(folder: Path) -> None:
    (folder / SKILLS).symlink_to(folder / SKILLS)


def pipe(folder: Path) -> None:
    os.mkfifo(folder / SKILLS)


def no_folder(folder: Path) -> None:
    folder.rmdir()


def file_as_folder(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("skills: []\n")


NO_FILE = (nothing, only_yml, no_folder, file_as_folder)
NO_PLAIN_FILE = (folder_as_skills, endless, link_to_nowhere, link_to_itself, pipe)


@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside a good file"])
@pytest.mark.parametrize("make", NO_PLAIN_FILE, ids=lambda make: make.__name__.replace("_", " "))
def test_what_is_no_plain_file_is_refused_at_once(
    make: Callable[[Path], None], beside: bool, tmp_path: Path, capsys: Capture
) -> None:
    make(tmp_path)
    if beside:
        (tmp_path / ROLES).write_text("{}\n")
    for arguments in (("assess", "--set", "git=1", "--catalog"), ("skills", "--catalog"), ("check",)):
        lines = assert_refused(told(capsys, *arguments, str(tmp_path)))
        assert lines == [f"{tmp_path}/skills.yaml: is no file; move it away"]


def test_a_link_to_a_plain_file_is_one(tmp_path: Path, lay: Lay) -> None:
    (tmp_path / "elsewhere").write_text(entries("skills", {"id": "docker", "aliases": ["boxes"]}))
    folder = lay()
    (folder / SKILLS).symlink_to(tmp_path / "elsewhere")
    assert load_over(folder).skills["docker"].aliases == ("boxes",)


@pytest.mark.parametrize("make", NO_FILE, ids=lambda make: make.__name__.replace("_", " "))
def test_a_folder_without_a_catalogue_is_one_line_with_a_remedy(
    make: Callable[[Path], None], tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    make(folder)
    (line,) = assert_refused(told(capsys, "assess", "--catalog", str(folder), "--set", "git=1"))
    remedy = f"`mle-gap data init {folder}` writes a small one"
    assert line == f"{folder}: holds no catalogue (skills.yaml, roles.yaml, quiz/); {remedy}"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that nobody can read at its beginning")
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / SKILLS).symlink_to("/proc/self/mem")
    for arguments in (("assess", "--set", "git=1", "--catalog"), ("check",)):
        (line,) = assert_refused(told(capsys, *arguments, str(tmp_path)))
        assert line.startswith(f"{tmp_path}/skills.yaml: cannot be read: ")


def test_an_endless_file_named_to_check_is_refused(tmp_path: Path, capsys: Capture) -> None:
    endless(tmp_path)
    status, out, err = told(capsys, "check", str(tmp_path / SKILLS))
    assert (status, err) == (1, "")
    assert out.startswith(f"{tmp_path}/skills.yaml: larger than 1 MiB")


def test_many_problems_end_soon_and_are_told_up_to_the_limit(lay: Lay, capsys: Capture) -> None:
    folder = lay(entries("skills", *({"id": f"data-qualty-{n}", "drop": True} for n in range(1000))))
    lines = assert_refused(told(capsys, "assess", "--catalog", str(folder), "--set", "git=1"))
    assert len(lines) == MAX_PROBLEMS
    assert lines[-1].startswith(f"{folder}/skills.yaml:51: ")


def test_a_layer_runs_and_imports_nothing(tmp_path: Path, capsys: Capture) -> None:
    ran = tmp_path / "ran"
    write(
        tmp_path, {SKILLS: f"skills: !!python/object/apply:os.mkdir ['{ran}']\n", "mle_gap.py": f"open('{ran}', 'w')"}
    )
    assert_refused(told(capsys, "assess", "--catalog", str(tmp_path), "--set", "git=1"))
    assert not ran.exists()


RAW = {name: yaml.safe_load((data_folder() / "starter" / name).read_bytes()) for name in (SKILLS, ROLES)}
RAW[ROLES]["roles"][0]["working_models"] = [{"id": "consultancy", "changes": [asking("sql")], "drop": ["git"]}]
RAW[ROLES]["industries"] = [{"id": "banking", "changes": [asking("sql")]}]
RAW[ROLES]["backgrounds"] = [{"id": "data-scientist", "typical": {"git": 1}}]
JUNK: tuple[Any, ...] = (
    None,
    True,
    7,
    -1.5,
    "",
    "docker",
    "yes",
    [],
    {},
    [[]],
    [{}],
    {"id": "docker", "drop": True},
    {"skill": []},
)


def spoilt(value: Any, draw: st.DrawFn) -> Any:
    """A value with something in it replaced, left out, doubled or dropped."""
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 6)) == 0:
        return draw(st.sampled_from(JUNK))
    if isinstance(value, dict):
        key = draw(st.sampled_from(sorted(value)))
        how = draw(st.sampled_from(["inside", "inside", "inside", "without", "drop", "renamed"]))
        rest = {name: one for name, one in value.items() if name != key}
        other = draw(st.sampled_from(["drop", "id", "skill", "any_of", "version", "seniorities", "needs", ""]))
        ways = {"without": {}, "drop": {key: value[key], "drop": True}, "renamed": {other: value[key]}}
        return {**rest, **(ways[how] if how in ways else {key: spoilt(value[key], draw)})}
    n = draw(st.integers(0, len(value) - 1))
    how = draw(st.sampled_from(["inside", "inside", "inside", "without", "twice"]))
    ways_ = {"without": [], "twice": [value[n]] * 2}
    return [*value[:n], *(ways_[how] if how in ways_ else [spoilt(value[n], draw)]), *value[n + 1 :]]


@st.composite
def spoilt_layers(draw: st.DrawFn) -> dict[str, Any]:
    layer = dict(RAW)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from([SKILLS, ROLES]))
        layer[name] = spoilt(layer[name], draw)
    return layer


@settings(max_examples=40, deadline=None)
@given(spoilt_layers())
def test_a_spoilt_layer_is_a_catalogue_or_is_refused_in_a_line_of_one_of_the_files(
    tmp_path_factory: pytest.TempPathFactory, layer: dict[str, Any]
) -> None:
    folder = tmp_path_factory.mktemp("spoilt")
    write(folder, {name: json.dumps(value) for name, value in layer.items()})
    problems = problems_in(folder)
    assert {problem.file for problem in problems} <= {f"{at}/{name}" for at in (folder, SHIPPED) for name in RAW}
    if not problems:
        found = load_over(folder)
        assert all(requirements_of(one, model) for one in found.roles.values() for model in one.working_models)
