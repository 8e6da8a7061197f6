"""The catalogue is content, and content is tested like code: one case per skill, level and requirement."""

import re

import pytest

from mle_gap.catalog import load_shipped
from mle_gap.models.base import SENIORITIES
from mle_gap.models.roles import Requirement
from mle_gap.models.skills import Skill
from mle_gap.target import target_of

CATALOGUE = load_shipped()
SKILLS = list(CATALOGUE.skills.values())
LEVELS = [(skill, n) for skill in SKILLS for n in (1, 2, 3, 4)]
REQUIREMENTS = CATALOGUE.roles["ml-engineer"].requirements
EMPTY_WORDS = re.compile(
    r"\b(good|solid|strong|deep(?! learning)|well|knowledge|understand(ing)?|familiar|expert|proficient|comfortable|"
    r"basics?|advanced|complex|various|several|effectively|efficiently|properly|best practices?|etc)\b",
    re.IGNORECASE,
)
FIXED_IDS = {"python", "sql", "docker", "kubernetes", "aws", "git", "bash", "statistics", "spark"}


def level_id(value: object) -> str:
    return value.id if isinstance(value, Skill) else str(value)


def test_the_catalogue_is_large_enough_and_keeps_its_fixed_ids() -> None:
    assert len(SKILLS) >= 26
    assert set(CATALOGUE.skills) >= FIXED_IDS
    for seniority in SENIORITIES:
        assert set(target_of(CATALOGUE, seniority=seniority).skills) >= FIXED_IDS - {"spark"}


@pytest.mark.parametrize(("skill", "n"), LEVELS, ids=level_id)
def test_a_level_is_one_sentence_on_something_one_can_see(skill: Skill, n: int) -> None:
    level = skill.at(n)
    assert re.fullmatch(r"I can [a-z][^;()\u2013\u2014]{40,140}\.", level.can)
    assert not EMPTY_WORDS.search(level.can)
    assert level.can.count(". ") == 0
    assert 60 <= len(level.prove) <= 220
    assert level.prove.endswith(".")
    assert not level.prove.startswith("I ")


@pytest.mark.parametrize(("skill", "n"), LEVELS, ids=level_id)
def test_a_level_needs_only_other_skills_at_no_higher_level(skill: Skill, n: int) -> None:
    assert skill.id not in skill.at(n).needs
    assert all(needed <= n for needed in skill.at(n).needs.values())


@pytest.mark.parametrize("skill", SKILLS, ids=level_id)
def test_levels_of_a_skill_differ_in_words_and_do_not_get_cheaper(skill: Skill) -> None:
    words = [set(re.findall(r"[a-z]{4,}", level.can.lower())) for level in skill.levels]
    for n, one in enumerate(words):
        assert all(len(one & other) / len(one | other) < 0.5 for other in words[n + 1 :])
    hours = [level.hours for level in skill.levels]
    assert hours == sorted(hours)
    assert hours[0] >= 4
    assert hours[3] <= 160
    assert 60 <= sum(hours) <= 350


@pytest.mark.parametrize("skill", SKILLS, ids=level_id)
def test_a_skill_has_a_summary_people_and_things_to_learn_from(skill: Skill) -> None:
    assert re.fullmatch(r"[A-Z].{38,118}\.", skill.summary)
    assert 4 <= len(skill.resources) <= 6
    assert any(resource.cost == "free" for resource in skill.resources)
    assert len(skill.phases) <= 3


def test_no_link_and_no_sentence_stands_twice() -> None:
    links = [resource.url.rstrip("/") for skill in SKILLS for resource in skill.resources]
    assert len(set(links)) == len(links)
    sentences = [text for skill in SKILLS for level in skill.levels for text in (level.can, level.prove)]
    assert len(set(sentences)) == len(sentences)


def test_every_phase_is_covered_by_three_skills_at_least() -> None:
    for phase in CATALOGUE.roles_file.phases:
        assert sum(phase.id in skill.phases for skill in SKILLS) >= 3, phase.id


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda r: r.skill)
def test_a_weight_names_a_source_with_n_or_is_called_a_judgement(requirement: Requirement) -> None:
    assert re.search(r"n = [\d,]+\)|[Oo]ur judgement|by its definition|in the definition of the role", requirement.why)


def test_what_a_requirement_needs_is_mostly_asked_as_well() -> None:
    # Whatever is needed but not asked would be planned from 0 for everybody who answers the questionnaire.
    for seniority in SENIORITIES:
        target = target_of(CATALOGUE, seniority=seniority)
        needed = {
            other
            for asked in target.asked
            for level in CATALOGUE.skills[asked.requirement.alternatives[0]].levels[: asked.required]
            for other in level.needs
        }
        assert needed <= set(target.skills)


@pytest.mark.parametrize("background", CATALOGUE.roles_file.backgrounds, ids=lambda b: b.id)
def test_a_background_has_a_level_for_every_skill_and_does_not_contradict_itself(background: object) -> None:
    typical = background.typical  # type: ignore[attr-defined]
    assert set(typical) == set(CATALOGUE.skills)
    for id_, level in typical.items():
        for needed in (CATALOGUE.skills[id_].at(n).needs for n in range(1, level + 1)):
            assert all(typical[other] >= least for other, least in needed.items()), (id_, needed)
