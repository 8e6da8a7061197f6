"""The report: the pure parts put together, its wording, and what the examples come out as."""

from datetime import date
from fractions import Fraction

import pytest

from mle_gap import wording
from mle_gap.answers import answers_of
from mle_gap.document import parse
from mle_gap.errors import Misuse
from mle_gap.explaining import explanation_of, ledger_of
from mle_gap.files import read_bytes
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.report import Report
from mle_gap.plan import Task
from mle_gap.planning import Subject, Wishes
from mle_gap.report import report_of
from mle_gap.score import Row
from mle_gap.target import target_of
from tests.conftest import ROOT

TODAY = date(2026, 11, 23)
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))


def subject_of(catalogue: Catalogue, answers: Answers, start: date | None = None) -> Subject:
    target = target_of(catalogue, answers.role, answers.seniority, answers.working_model)
    return Subject(catalogue, target, answers, TODAY, Wishes(start))


def reported(catalogue: Catalogue, skills: dict[str, int | str], **others: object) -> Report:
    return report_of(subject_of(catalogue, Answers(skills=skills, **others)))


def example(catalogue: Catalogue, name: str) -> Report:
    path = ROOT / "examples" / f"{name}.yaml"
    return report_of(subject_of(catalogue, answers_of(parse(read_bytes(path), path.name), catalogue)))


def all_at(catalogue: Catalogue, level: int | str) -> dict[str, int | str]:
    return dict.fromkeys(catalogue.skills, level)


@pytest.mark.parametrize("name", EXAMPLES)
def test_points_add_up_and_the_plan_reaches_100(catalogue: Catalogue, name: str) -> None:
    report = example(catalogue, name)
    assert sum(row.points for row in report.skills) == pytest.approx(report.readiness.score, abs=0.11)
    assert sum(row.points + row.points_lost for row in report.skills) == pytest.approx(100, abs=0.01)
    assert report.plan.steps[-1].readiness_after == 100
    assert sum(step.gain for step in report.plan.steps) == pytest.approx(100 - report.readiness.score, abs=0.11)
    assert sum(step.hours for step in report.plan.steps) == report.plan.hours
    assert [step.order for step in report.plan.steps] == list(range(1, len(report.plan.steps) + 1))
    assert all(
        a.readiness_after <= b.readiness_after for a, b in zip(report.plan.steps, report.plan.steps[1:], strict=False)
    )
    assert report.plan.finish == report.plan.steps[-1].finish
    assert report.readiness.low == report.readiness.score <= report.readiness.high


def test_the_examples_differ_as_an_expert_would_expect(catalogue: Catalogue) -> None:
    reports = {name: example(catalogue, name) for name in EXAMPLES}
    scientist, engineer = reports["data-scientist"], reports["software-engineer"]
    phase = {name: {row.id: row.score or 0 for row in report.phases} for name, report in reports.items()}
    assert scientist.readiness.weakest_phase == "productionization"
    assert engineer.readiness.weakest_phase in ("ideation", "research", "validation")
    assert phase["data-scientist"]["research"] > phase["software-engineer"]["research"]
    assert phase["data-scientist"]["validation"] > phase["software-engineer"]["validation"]
    assert phase["software-engineer"]["productionization"] > phase["data-scientist"]["productionization"]
    assert {"docker", "model-serving", "testing"} <= set(scientist.readiness.blocked_by)
    assert {"machine-learning", "model-evaluation"} <= set(engineer.readiness.blocked_by)
    assert reports["senior"].readiness.score > max(r.readiness.score for n, r in reports.items() if n != "senior")
    assert reports["beginner"].readiness.score == min(r.readiness.score for r in reports.values())
    assert reports["beginner"].readiness.high > reports["beginner"].readiness.low
    assert reports["beginner"].experience.state == "unknown"
    assert reports["senior"].plan.hours < scientist.plan.hours < reports["software-engineer"].plan.hours


def test_everything_met_is_100_with_nothing_to_do(catalogue: Catalogue) -> None:
    report = reported(catalogue, all_at(catalogue, 4))
    assert (report.readiness.score, report.readiness.verdict, report.readiness.headline) == (
        100,
        "ready",
        "100 of 100, ready",
    )
    assert report.plan.steps == ()
    assert (report.plan.hours, report.plan.weeks, report.plan.finish, report.plan.optimal) == (0, 0, TODAY, True)


def test_nothing_answered_is_0_of_at_most_100_and_undecided(catalogue: Catalogue) -> None:
    ready = reported(catalogue, {}).readiness
    assert (ready.score, ready.high, ready.verdict, ready.answered) == (0, 100, "undecided", 0)
    assert ready.blocked_by == ()
    assert "python" in ready.undecided_by
    assert ready.headline.startswith(
        "0 of 100, up to 100 once 28 unanswered skills are rated, undecided until 9 must-haves are rated:"
    )


def test_all_rated_none_is_not_the_same_as_nothing_answered(catalogue: Catalogue) -> None:
    ready = reported(catalogue, all_at(catalogue, 0)).readiness
    assert (ready.score, ready.high, ready.verdict) == (0, 0, "blocked")


def test_nothing_left_to_score_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(Misuse, match="nothing is left to score"):
        reported(catalogue, all_at(catalogue, "not_applicable"))


def test_a_phase_without_applicable_requirement_has_no_score(catalogue: Catalogue) -> None:
    ideation = {id_: "not_applicable" for id_, skill in catalogue.skills.items() if "ideation" in skill.phases}
    report = reported(catalogue, {**all_at(catalogue, 4), **ideation})
    assert [row.score for row in report.phases if row.id == "ideation"] == [None]
    assert report.readiness.verdict == "ready"


def test_a_contradiction_is_shown_and_changes_no_level(catalogue: Catalogue) -> None:
    report = reported(catalogue, {"kubernetes": 3, "docker": 0})
    found = {(item.skill, item.needs): item.message for item in report.contradictions}
    assert found["kubernetes", "docker"] == "Kubernetes is rated 3, which needs Docker 2, but Docker is rated 0"
    assert next(row.level for row in report.skills if row.id == "kubernetes") == 3


@pytest.mark.parametrize(
    ("skills", "found"),
    [
        pytest.param({"docker": 1, "python": 0, "sql": 1}, ["python"], id="no alternative is rated high enough"),
        pytest.param({"docker": 1, "python": 0, "sql": 2}, [], id="one alternative will do"),
        pytest.param({"docker": 1, "python": 0}, [], id="one alternative is not rated"),
    ],
)
def test_alternative_prerequisites_contradict_only_where_all_are_too_low(
    catalogue: Catalogue, skills: dict[str, int | str], found: list[str]
) -> None:
    docker = catalogue.skills["docker"]
    first = docker.levels[0].model_copy(update={"needs": {}, "needs_any_of": ({"python": 1, "sql": 2},)})
    changed_skill = docker.model_copy(update={"levels": (first, *docker.levels[1:])})
    file = catalogue.skills_file
    skills_changed = tuple(changed_skill if skill.id == "docker" else skill for skill in file.skills)
    changed = Catalogue(file.model_copy(update={"skills": skills_changed}), catalogue.roles_file, "x")
    assert [item.needs for item in reported(changed, skills).contradictions] == found


def test_a_contradiction_names_the_most_that_is_asked(catalogue: Catalogue) -> None:
    docker = catalogue.skills["docker"]
    levels = [
        level.model_copy(update={"needs": {"bash": n}}) for level, n in zip(docker.levels, (3, 1, 1, 1), strict=True)
    ]
    file = catalogue.skills_file
    skills = tuple(docker.model_copy(update={"levels": tuple(levels)}) if s.id == "docker" else s for s in file.skills)
    changed = Catalogue(file.model_copy(update={"skills": skills}), catalogue.roles_file, "x")
    messages = [item.message for item in reported(changed, {"docker": 2, "bash": 0}).contradictions]
    assert messages == ["Docker is rated 2, which needs Bash and Zsh 3, but Bash and Zsh is rated 0"]


def test_an_unknown_prerequisite_is_no_contradiction(catalogue: Catalogue) -> None:
    assert reported(catalogue, {"kubernetes": 3, "docker": "not_applicable"}).contradictions == ()


@pytest.mark.parametrize(
    ("years", "background", "state"),
    [(None, None, "unknown"), (2.5, None, "not_met"), (3.0, None, "met"), (3.0, "data-scientist", "met")],
)
def test_experience_is_told_beside_the_score(
    catalogue: Catalogue, years: float | None, background: str | None, state: str
) -> None:
    report = reported(catalogue, {}, years=years, background=background)
    assert (report.experience.asked_years, report.experience.state) == (3, state)


def test_years_in_a_background_that_does_not_count_are_not_met(catalogue: Catalogue) -> None:
    roles = catalogue.roles_file
    other = roles.backgrounds[0].model_copy(update={"id": "plumber"})
    changed = Catalogue(
        catalogue.skills_file, roles.model_copy(update={"backgrounds": (*roles.backgrounds, other)}), "x"
    )
    assert reported(changed, {}, years=20, background="plumber").experience.state == "not_met"


def test_of_alternatives_the_best_is_shown_scored_and_climbed(catalogue: Catalogue) -> None:
    report = reported(catalogue, {**all_at(catalogue, 4), "aws": 0, "azure": 1, "gcp": 0})
    row = next(row for row in report.skills if row.any_of)
    assert (row.id, row.any_of, row.level, row.state) == ("azure", ("aws", "azure", "gcp"), 1, "gap")
    assert row.phases == ("research", "productionization")
    assert [(step.skill, step.to_level) for step in report.plan.steps] == [("azure", 2)]


def test_the_explanation_of_an_alternative_names_the_requirement(catalogue: Catalogue) -> None:
    subject = subject_of(catalogue, Answers(skills={"aws": 2}))
    explained = explanation_of(subject, report_of(subject), "azure")
    assert explained.asked is not None
    assert (explained.asked.id, explained.level) == ("aws", None)
    assert explained.why is not None


def test_a_skill_the_role_does_not_ask_for_is_explained_too(catalogue: Catalogue) -> None:
    subject = subject_of(catalogue, Answers(skills={"spark": 2}))
    explained = explanation_of(subject, report_of(subject), "spark")
    assert (explained.asked, explained.why, explained.level) == (None, None, 2)


def test_the_ledger_begins_with_most_points_lost(catalogue: Catalogue) -> None:
    lost = [row.points_lost for row in ledger_of(example(catalogue, "beginner")).skills]
    assert lost == sorted(lost, reverse=True)


def test_points_per_hour_are_those_lost_over_the_hours_of_the_skill(catalogue: Catalogue) -> None:
    report = example(catalogue, "data-scientist")
    for row in report.skills:
        hours = sum(step.hours for step in report.plan.steps if step.skill == row.id)
        assert row.hours == hours
        assert row.points_per_hour == (pytest.approx(row.points_lost / hours, abs=0.001) if hours else None)


def test_start_hours_and_assumptions_are_told(catalogue: Catalogue) -> None:
    answers = Answers(skills={"python": 1}, hours_per_week=10)
    report = report_of(subject_of(catalogue, answers, date(2027, 1, 4)))
    assert (report.plan.start, report.plan.steps[0].start) == (date(2027, 1, 4), date(2027, 1, 4))
    assert report.generated_at == TODAY
    assumed = sum(step.hours for step in report.plan.steps if step.skill != "python")
    assert report.plan.hours_assumed == assumed
    assert {step.skill for step in report.plan.steps if not step.assumed} == {"python"}


def test_each_step_says_what_it_means_why_it_is_there_and_how_to_prove_it(catalogue: Catalogue) -> None:
    for step in example(catalogue, "software-engineer").plan.steps:
        level = catalogue.skills[step.skill].at(step.to_level)
        assert (step.can, step.prove, step.hours, step.needs) == (level.can, level.prove, level.hours, level.needs)
        assert step.why.endswith(".")
        assert step.resources
        assert all(step.to_level in resource.levels for resource in step.resources)
        assert step.learn_with == catalogue.skills[step.skill].learn_with


@pytest.mark.parametrize(
    ("task", "row", "unlocks", "expected"),
    [
        pytest.param(Task("a", 1, 5), Row("a", 2, must_have=True), [], "A must-have at mid, level 2.", id="a must-have"),
        pytest.param(Task("a", 1, 5), Row("a", 2), [Task("a", 2, 5)], "Asked at mid, level 2.", id="its own next level is no reason"),
        pytest.param(
            Task("a", 1, 5), None, [Task(x, 2, 5) for x in "bcdef"],
            "Needed for B 2, C 2, D 2, 2 more.", id="a prerequisite of many",
        ),
        pytest.param(Task("a", 3, 5), Row("a", 2), [Task("b", 1, 5)], "Needed for B 1.", id="above what is asked"),
        pytest.param(Task("a", 1, 5), None, [], "The way to A 2.", id="below a prerequisite"),
    ],
)  # fmt: skip
def test_the_why_of_a_step(task: Task, row: Row | None, unlocks: list[Task], expected: str) -> None:
    assert wording.why(task, row, unlocks, {x: x.upper() for x in "abcdef"}, "mid") == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((58, 58, 0, "blocked", ["docker"], []), "58 of 100, blocked by 1 must-have: docker"),
        ((58, 82, 6, "blocked", ["docker", "testing"], []), "58 of 100, up to 82 once 6 unanswered skills are rated, blocked by 2 must-haves: docker, testing"),
        ((58, 82, 1, "undecided", [], ["sql"]), "58 of 100, up to 82 once 1 unanswered skill is rated, undecided until 1 must-have is rated: sql"),
        ((99.99, 99.99, 0, "ready", [], []), "99.9 of 100, ready"),
        ((75, 75, 0, "nearly", [], []), "75 of 100, nearly there"),
    ],
)  # fmt: skip
def test_the_headline(arguments: tuple[float, float, int, str, list[str], list[str]], expected: str) -> None:
    low, high, open_, verdict, blocked, undecided = arguments
    assert wording.headline(Fraction(str(low)), Fraction(str(high)), open_, verdict, blocked, undecided) == expected


def test_the_same_answers_give_the_same_bytes(catalogue: Catalogue) -> None:
    one = example(catalogue, "beginner").model_dump_json()
    assert one == example(catalogue, "beginner").model_dump_json()
    assert one != example(catalogue, "senior").model_dump_json()


def test_a_step_towards_what_does_not_apply_is_for_what_needs_it_only(catalogue: Catalogue) -> None:
    report = reported(catalogue, {**all_at(catalogue, 4), "sql": "not_applicable", "data-pipelines": 1})
    (step,) = (step for step in report.plan.steps if step.skill == "sql")
    assert step.why == "Needed for Data pipelines and orchestration 2."
    assert step.gain == 0
