"""Working models and industries state only their differences: what becomes of the role's requirements."""

import pytest

from mle_gap.catalog import load_shipped
from mle_gap.models.base import SENIORITIES
from mle_gap.models.roles import Change, Industry, Requirement, Role, WorkingModel
from mle_gap.variants import requirements_of

WHY = "because"
EXPERIENCE = {s: {"years": 1, "backgrounds": ("x",)} for s in SENIORITIES}


def asking(*words: str, weight: int = 3, **levels: int) -> Requirement:
    """A requirement for one skill, or for one of several."""
    one = {"skill": words[0]} if len(words) == 1 else {"any_of": words}
    return Requirement.model_validate({**one, "levels": levels or {"mid": 2}, "weight": weight, "why": WHY})


def role_of(*requirements: Requirement, **model: object) -> tuple[Role, WorkingModel]:
    """A role with these requirements and one working model."""
    variant = {"id": "m", "name": "Model", "summary": "s", **model}
    role = {"id": "r", "name": "R", "summary": "s", "working_models": [variant], "experience": EXPERIENCE}
    found = Role.model_validate({**role, "requirements": requirements})
    return found, found.working_models[0]


def industry_of(**change: object) -> Industry:
    """An industry with one change."""
    return Industry.model_validate({"id": "i", "name": "Trade", "summary": "s", "changes": [{"why": "law", **change}]})


def shown(requirements: tuple[Requirement, ...]) -> list[tuple[str, dict[str, int], int]]:
    return [
        ("/".join(one.alternatives), {str(s): level for s, level in one.levels.items()}, one.weight)
        for one in requirements
    ]


def test_without_differences_a_variant_asks_what_the_role_asks() -> None:
    role, model = role_of(asking("a"), asking("b", "c"))
    assert requirements_of(role, model) == role.requirements


def test_a_change_leaves_alone_what_it_does_not_name() -> None:
    role, model = role_of(asking("a", weight=2, mid=2, senior=3), changes=[{"skill": "a", "weight": 5, "why": "more"}])
    (found,) = requirements_of(role, model)
    assert (found.levels, found.weight, found.why) == ({"mid": 2, "senior": 3}, 5, "because Model: more")


def test_a_change_of_one_level_keeps_the_others() -> None:
    role, model = role_of(asking("a", mid=1, senior=2), changes=[{"skill": "a", "levels": {"senior": 4}, "why": "x"}])
    assert requirements_of(role, model)[0].levels == {"mid": 1, "senior": 4}


def test_a_must_have_can_be_made_and_taken_back() -> None:
    must = asking("a").model_copy(update={"must_have_from": "mid"})
    changes = [
        {"skill": "a", "must_have_from": "never", "why": "x"},
        {"skill": "b", "must_have_from": "mid", "why": "x"},
    ]
    role, model = role_of(must, asking("b"), changes=changes)
    assert [one.must_have_from for one in requirements_of(role, model)] == [None, "mid"]


def test_what_the_role_does_not_ask_is_added_at_the_end_with_its_reason() -> None:
    change = {"skill": "z", "levels": {"senior": 1}, "weight": 1, "why": "new"}
    role, model = role_of(asking("a"), changes=[change])
    found = requirements_of(role, model)
    assert shown(found) == [("a", {"mid": 2}, 3), ("z", {"senior": 1}, 1)]
    assert found[1].why == "Model: new"


def test_a_dropped_skill_is_not_asked_and_leaves_its_alternatives() -> None:
    role, model = role_of(asking("a"), asking("b", "c", "d"), asking("e", "f"), drop=["a", "b", "e"])
    assert shown(requirements_of(role, model)) == [("c/d", {"mid": 2}, 3), ("f", {"mid": 2}, 3)]


def test_a_change_may_name_one_of_the_alternatives_or_replace_them() -> None:
    changes = [{"skill": "c", "weight": 5, "why": "x"}, {"any_of": ["d", "e", "f"], "weight": 1, "why": "x"}]
    role, model = role_of(asking("b", "c"), asking("d", "e"), changes=changes)
    assert shown(requirements_of(role, model)) == [("b/c", {"mid": 2}, 5), ("d/e/f", {"mid": 2}, 1)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"levels": {"mid": 3}, "weight": 5}, ({"mid": 3, "senior": 3}, 5)),
        ({"levels": {"junior": 1, "mid": 1}, "weight": 1}, ({"junior": 1, "mid": 2, "senior": 3}, 3)),
        ({}, ({"mid": 2, "senior": 3}, 3)),
    ],
    ids=["raised", "never lowered", "left alone"],
)
def test_an_industry_raises_and_never_lowers(change: dict[str, object], expected: tuple[dict[str, int], int]) -> None:
    role, model = role_of(asking("a", mid=2, senior=3))
    (found,) = requirements_of(role, model, industry_of(skill="a", **change))
    assert (dict(found.levels), found.weight) == expected


@pytest.mark.parametrize(
    ("before", "asked", "after"), [("mid", "senior", "mid"), ("senior", "mid", "mid"), (None, "never", None)]
)
def test_an_industry_keeps_the_earlier_must_have(before: str | None, asked: str, after: str | None) -> None:
    role, model = role_of(asking("a", mid=2, senior=3).model_copy(update={"must_have_from": before}))
    (found,) = requirements_of(role, model, industry_of(skill="a", must_have_from=asked))
    assert found.must_have_from == after


def test_an_industry_does_not_narrow_alternatives() -> None:
    role, model = role_of(asking("a", "b"))
    (found,) = requirements_of(role, model, industry_of(any_of=["b", "c"], weight=4))
    assert (found.alternatives, found.weight) == (("a", "b"), 4)


def test_what_an_industry_adds_is_asked_right_after_the_quick_questions() -> None:
    quick = asking("a").model_copy(update={"quick": True})
    role, model = role_of(quick, asking("b"))
    found = requirements_of(role, model, industry_of(skill="z", levels={"mid": 1}, weight=2))
    assert [one.alternatives[0] for one in found] == ["a", "z", "b"]


def test_a_working_model_comes_before_the_industry() -> None:
    role, model = role_of(asking("a", weight=2), drop=["a"])
    found = requirements_of(role, model, industry_of(skill="a", levels={"mid": 1}, weight=1))
    assert shown(found) == [("a", {"mid": 1}, 1)]


def test_shipped_variants_keep_the_weight_of_a_skill_from_junior_to_senior() -> None:
    # One requirement has one weight; a second one for the same skill would be a second weight.
    catalogue = load_shipped()
    for role in catalogue.roles.values():
        for model in role.working_models:
            words = [word for one in requirements_of(role, model) for word in one.alternatives]
            assert len(words) == len(set(words))


def test_an_addition_that_says_too_little_adds_nothing() -> None:
    # The checks refuse it; until they do, nothing may break.
    role, model = role_of(asking("a"))
    patched = model.model_copy(update={"changes": (Change(skill="z", why="x"),)})
    assert requirements_of(role, patched) == role.requirements
