"""The catalogue is content, and content is tested like code: one case per skill, level and requirement."""

import csv
import re
from itertools import pairwise
from statistics import median

import pytest

from mle_gap.catalog import load_shipped
from mle_gap.models.base import SENIORITIES
from mle_gap.models.roles import Background, Change, Phase, Requirement, Role
from mle_gap.models.skills import Skill
from mle_gap.target import Target, target_of
from tests.conftest import ROOT

CATALOGUE = load_shipped()
SKILLS = list(CATALOGUE.skills.values())
LEVELS = [(skill, n) for skill in SKILLS for n in (1, 2, 3, 4)]
ROLES = list(CATALOGUE.roles.values())
VARIANTS = [(role, model) for role in ROLES for model in role.working_models]
TARGETS = [target_of(CATALOGUE, role.id, seniority, model.id) for role, model in VARIANTS for seniority in SENIORITIES]
# Everything that asks for a skill, with who says so.
ASKING: list[tuple[str, Requirement | Change]] = [
    *((role.id, one) for role in ROLES for one in role.requirements),
    *((f"{role.id}-{model.id}", change) for role, model in VARIANTS for change in model.changes),
    *((industry.id, change) for industry in CATALOGUE.industries.values() for change in industry.changes),
]
EMPTY_WORDS = re.compile(
    r"\b(good|solid|strong|deep(?! learning)|well|knowledge|understand(ing)?|familiar|expert|proficient|comfortable|"
    r"basics?|advanced|complex|various|several|effectively|efficiently|properly|best practices?|etc)\b",
    re.IGNORECASE,
)
FIXED_IDS = {"python", "sql", "docker", "kubernetes", "aws", "git", "bash", "statistics", "spark"}


def level_id(value: object) -> str:
    return value.id if isinstance(value, Skill) else str(value)


def test_the_catalogue_is_large_enough_and_keeps_its_fixed_ids() -> None:
    assert len(SKILLS) >= 48
    assert set(CATALOGUE.skills) >= FIXED_IDS
    for target in TARGETS:
        if target.role.id == "ml-engineer":
            assert set(target.skills) >= FIXED_IDS - {"spark"}


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


def reading_grade(sentence: str) -> float:
    """The automated readability index (Smith & Senter 1967): years of school, from letters and words alone."""
    words = re.findall(r"[\w'/-]+", sentence)
    letters = sum(len(re.sub(r"\W", "", word)) for word in words)
    return 4.71 * letters / len(words) + 0.5 * len(words) - 21.43


@pytest.mark.parametrize(("skill", "n"), LEVELS, ids=level_id)
def test_a_level_can_be_read_without_a_degree(skill: Skill, n: int) -> None:
    assert reading_grade(skill.at(n).can) <= 15


def test_half_of_the_levels_read_at_twelve_years_of_school() -> None:
    assert median(reading_grade(skill.at(n).can) for skill, n in LEVELS) <= 12


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
    # A level takes more than the one below, but no level is a career of its own.
    assert all(later <= 5 * earlier for earlier, later in pairwise(hours))


@pytest.mark.parametrize("skill", SKILLS, ids=level_id)
def test_a_skill_has_a_summary_people_and_things_to_learn_from(skill: Skill) -> None:
    assert re.fullmatch(r"[A-Z].{38,118}\.", skill.summary)
    assert 4 <= len(skill.resources) <= 6
    assert any(resource.cost == "free" for resource in skill.resources)
    assert len(skill.phases) <= 3
    assert all(resource.url.startswith("https://") for resource in skill.resources)


@pytest.mark.parametrize("skill", SKILLS, ids=level_id)
def test_a_skill_is_asked_by_some_role_or_industry(skill: Skill) -> None:
    assert any(skill.id in asking.alternatives for _, asking in ASKING)


def test_no_link_and_no_sentence_stands_twice() -> None:
    links = [resource.url.rstrip("/") for skill in SKILLS for resource in skill.resources]
    assert len(set(links)) == len(links)
    sentences = [text for skill in SKILLS for level in skill.levels for text in (level.can, level.prove)]
    assert len(set(sentences)) == len(sentences)


def test_every_phase_is_covered_by_three_skills_at_least() -> None:
    for phase in CATALOGUE.roles_file.phases:
        assert sum(phase.id in skill.phases for skill in SKILLS) >= 3, phase.id


@pytest.mark.parametrize(("who", "asking"), ASKING, ids=lambda v: v if isinstance(v, str) else v.alternatives[0])
def test_a_weight_names_a_source_or_is_called_a_judgement(who: str, asking: Requirement | Change) -> None:
    source = r"n = [\d,]+[;)]|[Oo]ur judgement|by its definition|in the definition of the role|^Law: |^Supervisors ask"
    given = re.search(source, asking.why)
    # A change that leaves the weight as it is gives its reason only.
    assert given or asking.weight is None


def test_figures_of_ads_stand_as_in_their_source() -> None:
    # The shares in per cent of the six collections: for each reason that names one title and year, the figure.
    shares = {row["skill"]: row for row in csv.DictReader((ROOT / "tests" / "ad_shares.csv").open())}
    for role, column in (("data-scientist", "data scientist 2020"), ("software-engineer", "software engineer 2020")):
        for requirement in CATALOGUE.roles[role].requirements:
            known = shares.get("/".join(requirement.alternatives))
            figure = re.search(r"(\d+)% of (?:data scientist|software engineer) ads of 2020", requirement.why)
            if known is not None and figure is not None:
                assert figure[1] == known[column], (role, requirement.alternatives)


@pytest.mark.parametrize("target", TARGETS, ids=lambda t: f"{t.role.id}-{t.working_model.id}-{t.seniority}")
def test_a_target_asks_at_most_thirty_questions_in_every_phase(target: Target) -> None:
    assert len(target.skills) <= 30
    for phase in CATALOGUE.roles_file.phases:
        assert any(phase.id in CATALOGUE.skills[skill].phases for skill in target.skills), phase.id


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.id)
def test_a_role_says_what_the_job_is_and_why_one_would_choose_it_or_not(role: Role) -> None:
    assert len(role.responsibilities) >= 3
    assert len(role.reasons_for) >= 2
    assert len(role.reasons_against) >= 2
    texts = (*role.responsibilities, *role.reasons_for, *role.reasons_against, *role.conditions, role.summary)
    assert all(re.fullmatch(r"[A-Z][^;]{15,180}\.", text) for text in texts)
    assert all(model.pros and model.cons for model in role.working_models)
    twelve = [one for one in role.requirements if one.quick]
    assert len(twelve) == 12
    assert role.requirements[:12] == tuple(twelve)


def test_nothing_of_the_article_is_without_its_place() -> None:
    role = CATALOGUE.roles["ml-engineer"]
    assert [hour.at for hour in role.day] == ["09:00", "09:30", "10:30", "13:00", "14:00", "17:30"]
    assert [model.id for model in role.working_models] == ["embedded", "consultancy", "infrastructure"]
    assert [phase.id for phase in CATALOGUE.roles_file.phases] == [
        "ideation",
        "data-availability",
        "research",
        "validation",
        "productionization",
    ]
    assert set(CATALOGUE.collaborators) == {"product-manager", "data-engineer", "data-scientist", "software-engineer"}
    assert {person for phase in CATALOGUE.roles_file.phases for person in phase.people} == set(CATALOGUE.collaborators)
    assert len(CATALOGUE.industries) == 7
    assert any("93,000" in fact.text and fact.source and fact.date for fact in role.pay)
    assert len(role.conditions) >= 2


@pytest.mark.parametrize("phase", CATALOGUE.roles_file.phases, ids=lambda phase: phase.id)
def test_a_phase_says_what_is_done_with_whom_what_goes_wrong_and_what_done_means(phase: Phase) -> None:
    assert len(phase.work) == len(phase.goes_wrong) == 3
    assert len(phase.people) == 2
    assert phase.done is not None
    assert all(text.endswith(".") for text in (*phase.work, *phase.goes_wrong, phase.done))


def test_what_a_requirement_needs_is_mostly_asked_as_well() -> None:
    # Whatever is needed but not asked would be planned from 0 for everybody who answers the questionnaire.
    for target in (target for target in TARGETS if target.working_model == ROLES[0].working_models[0]):
        needed = {
            other
            for asked in target.asked
            for level in CATALOGUE.skills[asked.requirement.alternatives[0]].levels[: asked.required]
            for other in level.needs
        }
        assert needed <= set(target.skills)


@pytest.mark.parametrize("background", CATALOGUE.roles_file.backgrounds, ids=lambda b: b.id)
def test_a_background_has_a_level_for_every_skill_and_does_not_contradict_itself(background: Background) -> None:
    typical = background.typical
    assert set(typical) == set(CATALOGUE.skills)
    for id_, level in typical.items():
        for needed in (CATALOGUE.skills[id_].at(n).needs for n in range(1, level + 1)):
            assert all(typical[other] >= least for other, least in needed.items()), (id_, needed)
