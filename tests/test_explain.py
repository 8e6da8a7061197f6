"""`explain`: where each point came from, and all the catalogue says of one skill."""

import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from mle_gap.catalog import load_shipped
from mle_gap.explaining import explanation_of, ledger_of
from mle_gap.formats.explanation import render
from mle_gap.models.base import SENIORITIES
from mle_gap.models.catalog import Catalogue
from mle_gap.models.explain import Explanation, Ledger
from mle_gap.page import Page
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.visible import visible
from mle_gap.wording import LEVELS
from tests.conftest import TODAY, Run
from tests.test_formats import (
    EXAMPLES,
    HOSTILE,
    SGR,
    WIDTHS,
    acting,
    every_example,
    every_hostile_text,
    every_seniority,
    every_width,
    example_report,
    hostile_catalogue,
    squeezed,
    subject_of,
    target_skills,
    too_long,
    with_skills,
    words,
)

SHIPPED = load_shipped()
every_skill = pytest.mark.parametrize("skill", SHIPPED.skills)


def explained(subject: Subject, skill: str) -> Explanation:
    """The explanation of a skill for a subject."""
    return explanation_of(subject, report_of(subject), skill)


def unasked(seniority: str) -> list[str]:
    """Skills of the catalogue that the role does not ask for."""
    return [skill for skill in SHIPPED.skills if skill not in target_skills(SHIPPED, seniority)]


# The ledger.


@every_seniority
@every_example
def test_points_held_and_lost_add_up_to_a_hundred_and_to_the_score(path: Path, seniority: str) -> None:
    report = example_report(path, seniority)
    ledger = ledger_of(report)
    held = sum(row.points for row in ledger.skills)
    lost = sum(row.points_lost for row in ledger.skills)
    assert held + lost == pytest.approx(100, abs=0.005)
    assert -0.005 < held - report.readiness.score < 0.105
    assert (lost == 0) == (report.readiness.score == 100)


@every_seniority
@every_example
def test_the_ledger_has_every_skill_once_with_most_points_lost_first(path: Path, seniority: str) -> None:
    ledger = ledger_of(example_report(path, seniority))
    lost = [row.points_lost for row in ledger.skills]
    assert lost == sorted(lost, reverse=True)
    assert sorted(row.id for row in ledger.skills) == sorted(target_skills(SHIPPED, seniority))


@every_width
@every_example
def test_the_printed_ledger_keeps_its_order_and_fits_the_page(path: Path, width: int) -> None:
    ledger = ledger_of(example_report(path, "mid"))
    text = render(ledger, Page(width))
    assert too_long(text, width) == []
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert squeezed(ledger.readiness.headline) in squeezed(text)
    body = squeezed(text)[squeezed(text).index("sumofweights.") :]
    place = 0
    for row in ledger.skills:
        place = body.index(squeezed(row.name), place) + 1


@every_example
def test_each_row_of_the_ledger_has_level_weight_points_and_points_an_hour(path: Path) -> None:
    ledger = ledger_of(example_report(path, "senior"))
    shown = [words(line) for line in render(ledger, Page(110)).split("\n")]
    expected = []
    for row in ledger.skills:
        level = row.level if row.level is not None else "-" if row.state == "not_applicable" else "?"
        hour = "" if row.points_per_hour is None else f" {row.points_per_hour:.2f}"
        points = f"{row.points:.1f} {row.points_lost:.1f}{hour}"
        expected.append(f"{row.name} {level} {row.required} {row.weight} {points}")
    begin = shown.index(expected[0])
    assert shown[begin : begin + len(expected)] == expected


@every_seniority
@every_example
def test_points_an_hour_are_points_lost_by_hours_of_the_skills_own_steps(path: Path, seniority: str) -> None:
    report = example_report(path, seniority)
    for row in ledger_of(report).skills:
        hours = sum(step.hours for step in report.plan.steps if step.skill == row.id)
        assert row.hours == hours
        assert row.points_per_hour == (pytest.approx(row.points_lost / hours, abs=1e-4) if hours else None)


@every_example
def test_the_sum_below_the_ledger_is_the_score_of_its_headline(path: Path) -> None:
    for seniority in SENIORITIES:
        ledger = ledger_of(example_report(path, seniority))
        total = re.search(r"Held (\S+) \+ lost (\S+) = 100 points\.", words(render(ledger, Page(80))))
        assert total
        assert float(total[1]) == ledger.readiness.score


def test_a_skill_that_is_not_applicable_holds_and_loses_nothing(catalogue: Catalogue) -> None:
    ledger = ledger_of(report_of(subject_of(catalogue, {"docker": 1, "apis": "not_applicable"})))
    row = next(row for row in ledger.skills if row.id == "apis")
    assert (row.points, row.points_lost, row.state) == (0, 0, "not_applicable")
    assert "HTTP APIs - 2 3 0.0 0.0" in words(render(ledger, Page(80)))
    assert sum(row.points + row.points_lost for row in ledger.skills) == pytest.approx(100, abs=0.005)


# One skill.


@every_skill
def test_every_level_of_a_skill_shows_what_it_means_takes_needs_and_what_proves_it(skill: str) -> None:
    entry = SHIPPED.skills[skill]
    model = explained(subject_of(SHIPPED, {"docker": 1}), skill)
    text = words(render(model, Page(80)))
    assert text.startswith(f"{entry.name} ({skill}) {entry.summary}")
    place = 0
    for number, level in enumerate(entry.levels, start=1):
        needs = [f"{other} {n}" for other, n in level.needs.items()]
        needs += [" or ".join(f"{other} {n}" for other, n in group.items()) for group in level.needs_any_of]
        after = f", after {', '.join(needs)}." if needs else "."
        means = f"Means: {level.can} Takes: about {level.hours} hours{after} Proof: {level.prove}"
        title = text.index(f" {number} {LEVELS[number]} ", place)
        place = text.index(means, title)
        assert place - title < 40


@every_skill
def test_a_skill_shows_every_resource_with_its_kind_cost_levels_and_address(skill: str) -> None:
    text = words(render(explained(subject_of(SHIPPED, {"docker": 1}), skill), Page(400)))
    listed = text[text.index("Learn it from") :]
    for resource in SHIPPED.skills[skill].resources:
        levels = ", ".join(map(str, resource.levels))
        facts = f"- {resource.title} ({resource.kind}, {resource.cost}, level {levels}) {resource.url}"
        assert facts in listed


@every_skill
def test_no_line_about_a_skill_is_wider_than_its_page_and_nothing_is_lost(skill: str) -> None:
    model = explained(subject_of(SHIPPED, {"docker": 1}), skill)
    whole = squeezed(render(model, Page(400)))
    for width in WIDTHS:
        text = render(model, Page(width))
        assert too_long(text, width) == []
        assert squeezed(text) == whole
        assert [line for line in text.split("\n") if line != line.rstrip()] == []


@every_skill
def test_an_ascii_page_about_a_skill_fits_too(skill: str) -> None:
    model = explained(subject_of(SHIPPED, {"docker": 1}), skill)
    for width in (20, 40, 60, 80):
        text = render(model, Page(width, unicode=False))
        assert text.isascii()
        assert too_long(text, width) == []


@pytest.mark.parametrize(
    ("rating", "marked"),
    [
        (0, {2: "asked"}),
        (1, {1: "you are here", 2: "asked"}),
        (2, {2: "you are here, asked"}),
        (3, {2: "asked", 3: "you are here"}),
        ("unknown", {2: "asked"}),
        ("not_applicable", {2: "asked"}),
    ],
)
def test_marks_show_where_you_are_and_what_is_asked(
    catalogue: Catalogue, rating: int | str, marked: dict[int, str]
) -> None:
    model = explained(subject_of(catalogue, {"docker": rating, "sql": 1}), "docker")
    lines = render(model, Page(80)).split("\n")
    titles = [f"{n} {LEVELS[n]}" + (f"  < {marked[n]}" if n in marked else "") for n in range(1, 5)]
    assert [line for line in lines if re.match("[1-4] ", line)] == titles


def test_a_skill_asked_for_says_why_it_weighs_what_it_weighs(catalogue: Catalogue) -> None:
    text = words(render(explained(subject_of(catalogue, {"docker": 1}), "docker"), Page(60)))
    role = catalogue.roles_file.roles[0]
    row = next(row for row in role.requirements if row.skill == "docker")
    assert "You: 1 (guided). Machine learning engineer, mid, asks 2, a must-have: " in text
    assert f"Weight {row.weight}: {row.why}" in text


def test_points_of_the_skill_are_those_of_the_ledger(catalogue: Catalogue) -> None:
    subject = subject_of(catalogue, {"docker": 1})
    row = next(row for row in ledger_of(report_of(subject)).skills if row.id == "docker")
    model = explained(subject, "docker")
    assert model.asked == row
    assert f"{row.points:.1f} points held, {row.points_lost:.1f} lost." in words(render(model, Page(60)))


def test_a_skill_the_role_does_not_ask_for_says_so(catalogue: Catalogue) -> None:
    skill = unasked("junior")[0]
    model = explained(subject_of(catalogue, {skill: 3}, "junior"), skill)
    text = words(render(model, Page(80)))
    assert (model.asked, model.why, model.level) == (None, None, 3)
    assert "You: 3 (advanced). Machine learning engineer, junior, does not ask for it by itself." in text
    assert "Weight" not in text
    assert "< asked" not in text


def test_a_skill_that_is_not_answered_is_explained_as_such(catalogue: Catalogue) -> None:
    text = words(render(explained(subject_of(catalogue, {"sql": 1}), "docker"), Page(80)))
    assert "You: not answered." in text


def test_a_skill_that_is_not_applicable_is_not_explained_as_not_answered(catalogue: Catalogue) -> None:
    model = explained(subject_of(catalogue, {"docker": "not_applicable", "sql": 1}), "docker")
    text = words(render(model, Page(80)))
    assert "not answered" not in text
    assert "not applicable" in text


@pytest.mark.parametrize("skill", ["aws", "azure", "gcp"])
def test_an_alternative_names_the_others_that_would_do(catalogue: Catalogue, skill: str) -> None:
    model = explained(subject_of(catalogue, {"gcp": 1}), skill)
    assert model.asked is not None
    assert (model.asked.id, model.asked.any_of) == ("gcp", ("aws", "azure", "gcp"))
    text = words(render(model, Page(80)))
    head = text[: text.index("1 guided")].split("Weight")[0].replace(f"({skill})", "")
    names = {"aws": "Amazon Web Services (AWS)", "azure": "Microsoft Azure", "gcp": "Google Cloud"}
    others = [id_ for id_ in names if id_ != skill]
    assert all(re.search(rf"\b{id_}\b", head) or names[id_] in head for id_ in others)


def test_needs_of_which_one_will_do_are_told_with_or(catalogue: Catalogue) -> None:
    docker = catalogue.skills["docker"]
    first = docker.levels[0].model_copy(update={"needs_any_of": ({"python": 1, "sql": 2},)})
    changed = with_skills(catalogue, docker.model_copy(update={"levels": (first, *docker.levels[1:])}))
    text = words(render(explained(subject_of(changed, {"sql": 1}), "docker"), Page(80)))
    assert "after bash 1, python 1 or sql 2." in text


def test_points_held_through_another_alternative_are_not_said_to_be_held_without_any_level(
    catalogue: Catalogue,
) -> None:
    text = words(render(explained(subject_of(catalogue, {"gcp": 2}), "azure"), Page(80)))
    assert not re.search(r"You: not answered\..* asks 2, a must-have: [1-9.]+ points held, 0\.0 lost", text)


@every_hostile_text
def test_neither_ledger_nor_explanation_of_a_hostile_catalogue_can_act(case: str) -> None:
    subject = subject_of(hostile_catalogue(HOSTILE[case]), {"docker": 1}, "junior")
    ledger, model = ledger_of(report_of(subject)), explained(subject, "docker")
    shown = squeezed(visible(HOSTILE[case]))
    for width in (20, 40, 80):
        for page in (Page(width), Page(width, color=True)):
            texts = [SGR.sub("", render(ledger, page)), SGR.sub("", render(model, page))]
            assert [acting(text) for text in texts] == [set(), set()]
            assert [too_long(text, width) for text in texts] == [[], []]
    assert squeezed(texts[0]).count(shown) >= len(ledger.skills) + 1
    assert squeezed(texts[1]).count(shown) >= 4 * 2 + 2 * len(model.skill.resources) + 4


def test_colours_are_there_only_when_wanted(catalogue: Catalogue) -> None:
    subject = subject_of(catalogue, {"docker": 1})
    forms: tuple[Ledger | Explanation, ...] = (ledger_of(report_of(subject)), explained(subject, "docker"))
    for form in forms:
        plain, coloured = (render(form, Page(60, color)) for color in (False, True))
        assert "\x1b" not in plain
        assert SGR.search(coloured)
        assert words(SGR.sub("", coloured)) == words(plain)


def test_columns_of_the_ledger_stand_below_their_heads(catalogue: Catalogue) -> None:
    lines = render(ledger_of(report_of(subject_of(catalogue, {}))), Page(80)).split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("Skill "))
    table = lines[first : lines.index("", first)]
    assert len(table) == len(target_skills(catalogue, "mid")) + 1
    assert {cell_len(line) for line in table} == {cell_len(table[0])}


# Through the program.


def output_of(run: Run, *arguments: str, **env: str) -> str:
    """What `explain` prints for the first example on the day of the tests."""
    done = run("explain", *arguments, "--answers", str(EXAMPLES[0]), "--today", TODAY, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_ledger_as_json_is_the_ledger(run: Run) -> None:
    text = output_of(run, "--json", FORCE_COLOR="1")
    assert text.isascii()
    assert "\x1b" not in text
    assert Ledger.model_validate_json(text) == ledger_of(example_report(EXAMPLES[0], "junior"))


def test_a_skill_as_json_is_its_explanation(run: Run) -> None:
    model = Explanation.model_validate_json(output_of(run, "docker", "--json"))
    assert model.skill == SHIPPED.skills["docker"]
    assert model.asked in example_report(EXAMPLES[0], "junior").skills
    assert (model.level, model.role.seniority) == (0, "junior")


def test_id_name_and_alias_in_any_case_explain_the_same_skill(run: Run) -> None:
    entry = next(skill for skill in SHIPPED.skills.values() if skill.aliases)
    asked: list[Any] = [output_of(run, word) for word in (entry.id, entry.name.upper(), entry.aliases[0])]
    assert asked[0].startswith(f"{entry.name} ({entry.id})\n")
    assert asked[1:] == asked[:1] * 2
