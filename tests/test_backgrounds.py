"""Typical people behave as an expert would expect: where their gaps lie, which role fits, what their plan takes."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from mle_gap.catalog import load_shipped
from mle_gap.comparison import comparison_of
from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.report import Report
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.target import target_of

CATALOGUE = load_shipped()
BACKGROUNDS = list(CATALOGUE.backgrounds)
VARIANTS = [(role.id, model.id) for role in CATALOGUE.roles.values() for model in role.working_models]


@cache
def report(background: str, role: str = "ml-engineer", seniority: str = "mid", model: str | None = None) -> Report:
    """The report of a person with exactly the typical levels of a background."""
    answers = Answers(skills=dict(CATALOGUE.backgrounds[background].typical), background=background)
    return report_of(Subject(CATALOGUE, target_of(CATALOGUE, role, seniority, model), answers, date(2026, 11, 23)))


@cache
def score(background: str, role: str, seniority: str, model: str) -> float:
    fits = comparison_of(CATALOGUE, CATALOGUE.backgrounds[background].typical).fits
    return next(f.score for f in fits if (f.role, f.seniority, f.working_model) == (role, seniority, model))


def phases_of_largest_gaps(found: Report, n: int = 8) -> Counter[str]:
    """In how many of the n largest gaps each phase has a part."""
    gaps = sorted(found.skills, key=lambda row: -row.points_lost)[:n]
    return Counter(phase for row in gaps for phase in row.phases)


def test_a_data_scientist_lacks_productionization_most() -> None:
    # They model well in notebooks; what they have not done is to deploy.
    found = report("data-scientist")
    assert found.readiness.weakest_phase == "productionization"
    assert phases_of_largest_gaps(found).most_common(1)[0] == ("productionization", 8)
    assert found.alone.up_to == "validation"
    assert found.alone.stopped_at == "productionization"
    assert "model-serving" in {stopper.skill for stopper in found.alone.stoppers[:3]}


def test_a_software_engineer_lacks_research_and_validation_most() -> None:
    # They build and run services; what they have not learned is statistics and models.
    found = report("software-engineer")
    scores = {phase.id: phase.score or 0 for phase in found.phases}
    assert scores["productionization"] == max(scores.values())
    assert found.readiness.weakest_phase in ("validation", "ideation")
    largest = phases_of_largest_gaps(found, 6)
    assert largest["research"] + largest["validation"] > largest["productionization"]
    assert {"machine-learning", "model-evaluation"} <= set(found.readiness.blocked_by)


@pytest.mark.parametrize("seniority", SENIORITIES)
@pytest.mark.parametrize("background", ["data-scientist", "software-engineer"])
def test_whoever_has_a_role_fits_it_better_than_that_of_an_ml_engineer(background: str, seniority: str) -> None:
    own = score(background, background, seniority, "embedded")
    assert all(own > score(background, "ml-engineer", seniority, model) for r, model in VARIANTS if r == "ml-engineer")


def test_each_fits_the_other_role_least() -> None:
    # A data scientist is further from software engineering than from ML engineering, and the other way round.
    for one, other in (("data-scientist", "software-engineer"), ("software-engineer", "data-scientist")):
        assert score(one, "ml-engineer", "mid", "embedded") > score(one, other, "mid", "embedded")


def test_engineers_fit_the_infrastructure_team_and_data_scientists_the_consultancy() -> None:
    for background in ("software-engineer", "data-engineer"):
        assert score(background, "ml-engineer", "mid", "infrastructure") > score(
            background, "ml-engineer", "mid", "consultancy"
        )
    assert score("data-scientist", "ml-engineer", "mid", "consultancy") > score(
        "data-scientist", "ml-engineer", "mid", "infrastructure"
    )


def test_a_data_engineer_knows_the_data_and_not_the_models() -> None:
    scores = {phase.id: phase.score or 0 for phase in report("data-engineer").phases}
    assert max(scores, key=lambda id_: scores[id_]) == "data-availability"
    assert scores["productionization"] > scores["research"] > scores["validation"]


def test_an_analyst_is_nearer_to_data_science_than_to_ml_engineering() -> None:
    for seniority in SENIORITIES:
        assert score("data-analyst", "data-scientist", seniority, "embedded") > score(
            "data-analyst", "ml-engineer", seniority, "embedded"
        )


def test_it_is_no_first_job() -> None:
    # Of all backgrounds a new graduate is further from an ML engineer at mid than those it is recruited from.
    scores = {background: report(background).readiness.score for background in BACKGROUNDS}
    assert scores["new-graduate"] < min(scores["data-scientist"], scores["software-engineer"], scores["data-engineer"])
    assert "new-graduate" not in CATALOGUE.roles["ml-engineer"].experience["junior"].backgrounds
    assert report("new-graduate", "data-scientist", "junior").readiness.score > scores["new-graduate"]


@pytest.mark.parametrize(("role", "model"), VARIANTS)
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_every_plan_keeps_to_prerequisites_reaches_100_and_grows_with_seniority(
    background: str, role: str, model: str
) -> None:
    hours = []
    for seniority in SENIORITIES:
        found = report(background, role, seniority, model)
        held = Counter(CATALOGUE.backgrounds[background].typical)
        for step in found.plan.steps:
            assert held[step.skill] == step.from_level == step.to_level - 1
            assert all(held[other] >= level for other, level in step.needs.items()), step.skill
            held[step.skill] = step.to_level
        assert not found.plan.steps or found.plan.steps[-1].readiness_after == 100
        assert all(max(held[id_] for id_ in (row.any_of or (row.id,))) >= row.required for row in found.skills)
        hours.append(found.plan.hours)
    assert all(earlier < later for earlier, later in pairwise(hours))


def test_an_industry_only_ever_asks_for_more() -> None:
    for industry in CATALOGUE.industries:
        for role, model in VARIANTS:
            for seniority in SENIORITIES:
                plain = target_of(CATALOGUE, role, seniority, model)
                raised = target_of(CATALOGUE, role, seniority, model, industry)
                before = {a.requirement.alternatives: a for a in plain.asked}
                after = {a.requirement.alternatives: a for a in raised.asked}
                assert set(before) <= set(after)
                for words, asked in before.items():
                    assert after[words].required >= asked.required
                    assert after[words].requirement.weight >= asked.requirement.weight
                    assert after[words].must_have >= asked.must_have
                assert plain.requirements != raised.requirements
