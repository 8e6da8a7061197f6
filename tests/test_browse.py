"""`roles`, `skills` and `compare`: pages say all the catalogue says, and the comparison agrees with the reports."""

import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mle_gap import store
from mle_gap.answers import answers_of
from mle_gap.browse import Filter, role_list, role_page, skill_list, skill_page
from mle_gap.catalog import load_shipped
from mle_gap.cli.output import json_text
from mle_gap.comparison import comparison_of
from mle_gap.document import parse
from mle_gap.errors import Misuse, did_you_mean
from mle_gap.formats import comparison, roles, skills
from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.browse import Comparison, Fit, RoleList, RolePage, SkillList, SkillPage, Unlock
from mle_gap.models.catalog import Catalogue
from mle_gap.models.records import Assessment
from mle_gap.models.report import Report
from mle_gap.models.roles import RolesFile
from mle_gap.models.skills import SkillsFile
from mle_gap.page import Page
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.schemas import schema_of
from mle_gap.target import target_of
from mle_gap.trusted import plain, trusted
from mle_gap.visible import visible
from tests.conftest import ROOT, TODAY, Run
from tests.test_cli import Capture, told
from tests.test_formats import (
    EXAMPLES,
    HOSTILE,
    SGR,
    acting,
    every_example,
    every_hostile_text,
    squeezed,
    too_long,
    words,
)

SHIPPED = load_shipped()
WIDTHS = (20, 40, 60, 80, 200)
EXAMPLE = str(ROOT / "examples" / "data-scientist.yaml")
Raw = dict[str, Any]


def written(name: str) -> Raw:
    """A file of the catalogue as it is written, without the models of the program."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: Raw = yaml.load((ROOT / "data" / name).read_bytes(), loader)
    return loaded


SKILLS_FILE, ROLES_FILE = written("skills.yaml"), written("roles.yaml")
SKILLS: dict[str, Raw] = {skill["id"]: skill for skill in SKILLS_FILE["skills"]}
ROLES: dict[str, Raw] = {role["id"]: role for role in ROLES_FILE["roles"]}
INDUSTRIES: dict[str, Raw] = {industry["id"]: industry for industry in ROLES_FILE["industries"]}
PEOPLE: dict[str, Raw] = {person["id"]: person for person in ROLES_FILE["collaborators"]}
MODELS = [(role, model["id"]) for role in ROLES for model in ROLES[role]["working_models"]]
TRADES: tuple[str | None, ...] = (None, *INDUSTRIES)

every_skill = pytest.mark.parametrize("skill", SKILLS)
every_model = pytest.mark.parametrize(("role", "model"), MODELS)
every_width = pytest.mark.parametrize("width", WIDTHS)


# What a variant asks, read from the file by a second reader.


def alternatives(asking: Raw) -> tuple[str, ...]:
    return (asking["skill"],) if "skill" in asking else tuple(asking["any_of"])


def start_of(asking: Raw) -> str | None:
    start = asking.get("must_have_from")
    return None if start == "never" else start


@cache
def asked(role: str, model: str, industry: str | None = None) -> dict[tuple[str, ...], Raw]:
    """Levels, weight and begin of the must-have by alternatives."""
    variant = next(one for one in ROLES[role]["working_models"] if one["id"] == model)
    found: dict[tuple[str, ...], Raw] = {}
    for one in ROLES[role]["requirements"]:
        left = tuple(word for word in alternatives(one) if word not in variant.get("drop", ()))
        if left:
            found[left] = {"levels": one["levels"], "weight": one["weight"], "must": start_of(one)}
    for change in variant.get("changes", ()):
        old = found.setdefault(same(found, change), {"levels": {}, "weight": 0, "must": None})
        old["levels"] = {**old["levels"], **change.get("levels", {})}
        old["weight"] = change.get("weight", old["weight"])
        old["must"] = start_of(change) if "must_have_from" in change else old["must"]
    for change in INDUSTRIES[industry]["changes"] if industry else ():
        old = found.setdefault(same(found, change), {"levels": {}, "weight": 0, "must": None})
        raised = {s: max(n, old["levels"].get(s, 0)) for s, n in change["levels"].items()}
        old["levels"] = {**old["levels"], **raised}
        old["weight"] = max(old["weight"], change["weight"])
        old["must"] = min(filter(None, (old["must"], start_of(change))), key=SENIORITIES.index, default=None)
    return found


def same(found: dict[tuple[str, ...], Raw], change: Raw) -> tuple[str, ...]:
    mine = alternatives(change)
    return next((theirs for theirs in found if set(theirs) & set(mine)), mine)


def asked_skills(role: str, model: str, seniority: str | None, industry: str | None = None) -> set[str]:
    """What is asked at a seniority, or at any of them."""
    found = asked(role, model, industry)
    return {word for theirs, one in found.items() if seniority in (None, *one["levels"]) for word in theirs}


# Pages.


@cache
def page_on_skill(skill: str, page: Page) -> str:
    return skills.render_page(skill_page(SHIPPED, SHIPPED.skills[skill]), SHIPPED, page)


@cache
def page_on_role(role: str, model: str, industry: str | None, page: Page) -> str:
    target = target_of(SHIPPED, role, None, model, industry)
    return roles.render_page(role_page(SHIPPED, target.role, target.industry), target, SHIPPED, page)


@cache
def list_of_skills(page: Page) -> str:
    return skills.render_list(skill_list(SHIPPED, Filter()).skills, SHIPPED, page)


@cache
def list_of_roles(page: Page) -> str:
    return roles.render_list(SHIPPED, page)


@cache
def fits_of(path: Path, industry: str | None = None) -> Comparison:
    return comparison_of(SHIPPED, answers_in(path).skills, industry)


@cache
def page_on_fits(path: Path, industry: str | None, page: Page) -> str:
    return comparison.render(fits_of(path, industry), page)


@cache
def answers_in(path: Path) -> Answers:
    return answers_of(parse(path.read_bytes(), path.name), SHIPPED)


PAGES: dict[str, Callable[[Page], str]] = {
    "list of roles": list_of_roles,
    "list of skills": list_of_skills,
    **{f"role {role} {model}": partial(page_on_role, role, model, None) for role, model in MODELS},
    **{f"industry {one}": partial(page_on_role, "ml-engineer", "embedded", one) for one in ("banking", "healthcare")},
    **{f"skill {skill}": partial(page_on_skill, skill) for skill in SKILLS},
    **{f"fits of {path.stem}": partial(page_on_fits, path, None) for path in EXAMPLES},
}
every_page = pytest.mark.parametrize("name", PAGES)
some_pages = pytest.mark.parametrize("name", [*list(PAGES)[:9], *list(PAGES)[9::4]])


def missing(sentences: Iterator[str], text: str) -> list[str]:
    """Sentences that do not stand in a text, white space not counted."""
    shown = squeezed(text)
    return [sentence for sentence in sentences if squeezed(sentence) not in shown]


def in_order(facts: list[str], text: str) -> int:
    """The place in a squeezed text after the last of the facts, each sought after the one before."""
    place = 0
    for fact in facts:
        place = text.index(squeezed(fact), place) + len(squeezed(fact))
    return place


@every_page
def test_no_line_of_a_page_is_wider_than_it_cut_or_ends_with_a_space(name: str) -> None:
    for width in WIDTHS:
        text = PAGES[name](Page(width))
        assert too_long(text, width) == []
        assert "…" not in text
        assert "..." not in text
        assert [line for line in text.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("name", ["list of roles", "role ml-engineer embedded", "skill docker", "fits of beginner"])
def test_a_page_narrower_than_twenty_columns_is_drawn_as_one_of_twenty(name: str) -> None:
    assert PAGES[name](Page(0)) == PAGES[name](Page(19)) == PAGES[name](Page(20))


@some_pages
def test_an_ascii_page_is_ascii_and_has_no_line_that_is_too_long(name: str) -> None:
    text = PAGES[name](Page(40, unicode=False))
    assert text.isascii()
    assert too_long(text, 40) == []


@some_pages
def test_colours_of_a_page_are_there_only_when_wanted_and_change_no_character(name: str) -> None:
    plain, coloured = (PAGES[name](Page(40, color)) for color in (False, True))
    assert acting(plain) == set()
    assert SGR.search(coloured)
    assert [line.rstrip() for line in SGR.sub("", coloured).split("\n")] == plain.split("\n")


@some_pages
def test_a_page_ends_with_one_line_break_and_never_has_two_empty_lines_together(name: str) -> None:
    text = PAGES[name](Page(60))
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    assert not text.endswith("\n\n")


# One skill.


def told_of_skill(skill: Raw) -> Iterator[str]:
    yield f"{skill['name']} ({skill['id']}) {skill['summary']}"
    yield from (category["name"] for category in SKILLS_FILE["categories"] if category["id"] == skill["category"])
    yield ", ".join(phase["name"] for id_ in skill["phases"] for phase in ROLES_FILE["phases"] if phase["id"] == id_)
    yield ", ".join(PEOPLE[id_]["name"] for id_ in skill["learn_with"])
    yield ", ".join(skill.get("aliases", ()))
    for resource in skill["resources"]:
        levels = ", ".join(map(str, resource["levels"]))
        yield f"- {resource['title']} ({resource['kind']}, {resource['cost']}, level {levels}) {resource['url']}"


def told_of_level(level: Raw) -> list[str]:
    needs = [f"{other} {n}" for other, n in level.get("needs", {}).items()]
    needs += [" or ".join(f"{other} {n}" for other, n in group.items()) for group in level.get("needs_any_of", ())]
    after = f", after {', '.join(needs)}" if needs else ""
    return [level["can"], f"about {level['hours']} hours{after}.", level["prove"]]


@every_skill
def test_all_the_catalogue_says_of_a_skill_is_whole_at_every_width(skill: str) -> None:
    for width in WIDTHS:
        text = page_on_skill(skill, Page(width))
        assert missing(told_of_skill(SKILLS[skill]), text) == []
        told_ = [fact for level in SKILLS[skill]["levels"] for fact in told_of_level(level)]
        levels = squeezed(text)[: squeezed(text).index("Learnitfrom")]
        assert in_order(told_, levels) == len(levels)


@every_skill
def test_a_page_names_each_level_a_skill_opens_and_each_place_that_asks_for_it(skill: str) -> None:
    model = skill_page(SHIPPED, SHIPPED.skills[skill])
    for width in WIDTHS:
        text = squeezed(page_on_skill(skill, Page(width)))
        head, _, asking = text.rpartition("Askedby")
        opened = head.partition("Openstheway")[2]
        assert (opened != "") == bool(model.unlocks)
        assert [one for one in model.unlocks if squeezed(f"{one.name} {one.level}") not in opened] == []
        assert asking.count(";weight") == len(model.asked_by)
        for one in model.asked_by:
            where = f"{one.role}, {one.working_model}" if one.role else f"industry {one.industry}"
            levels = ", ".join(f"{seniority} {level}" for seniority, level in one.levels.items())
            assert squeezed(f"{where}: {levels}; weight {one.weight}") in asking


def test_a_skill_nobody_asks_for_says_so_and_names_no_place() -> None:
    page = skill_page(SHIPPED, SHIPPED.skills["docker"]).model_copy(update={"asked_by": (), "unlocks": ()})
    text = words(skills.render_page(page, SHIPPED, Page(60)))
    assert "Asked by no role by itself" in text
    assert "weight" not in text
    assert "Opens the way" not in text


@every_width
def test_the_list_has_every_skill_once_with_its_summary_below_its_category(width: int) -> None:
    text = squeezed(list_of_skills(Page(width)))
    heads = [squeezed(f"{category['name']} ({category['id']})") for category in SKILLS_FILE["categories"]]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    for category, begin, end in zip(SKILLS_FILE["categories"], places, [*places[1:], None], strict=True):
        for skill in SKILLS.values():
            entry = squeezed(f"{skill['id']}: {skill['name']} {skill['summary']}")
            assert text[begin:end].count(entry) == (skill["category"] == category["id"])
    assert f"{len(SKILLS)}skills." in text


# One role.


def told_of_role(role: Raw) -> Iterator[str]:
    yield f"{role['name']} ({role['id']}) {role['summary']}"
    for key in ("responsibilities", "conditions", "reasons_for", "reasons_against"):
        yield from (f"- {text}" for text in role.get(key, ()))
    yield from (f"{hour['at']} {hour['what']}" for hour in role.get("day", ()))
    yield role.get("day_differs", "")
    yield from (f"- {fact['text']} ({fact['source']}, {fact['date']})" for fact in role.get("pay", ()))
    people = [person for id_, person in PEOPLE.items() if id_ != role["id"]]
    yield " ".join(
        ("Works with", *(f"- {person['name']}: {person['summary']}" for person in people), "Seniorities and")
    )
    if role["id"] == "ml-engineer":
        yield from (f"- {one['name']}: {one['summary']}" for one in ROLES_FILE["seniorities"])
    for model in role["working_models"]:
        yield f"{model['name']} ({model['id']}): {model['summary']}"
        yield " ".join([*(f"+ {pro}" for pro in model.get("pros", ())), *(f"- {con}" for con in model.get("cons", ()))])
    for industry in INDUSTRIES.values():
        yield f"{industry['name']} ({industry['id']}): {industry['summary']}"


@every_width
@every_model
def test_all_the_catalogue_says_of_a_role_is_whole_at_every_width(role: str, model: str, width: int) -> None:
    assert missing(told_of_role(ROLES[role]), page_on_role(role, model, None, Page(width))) == []


@every_width
@every_model
def test_each_phase_tells_its_work_people_by_name_what_goes_wrong_and_when_it_is_done(
    role: str, model: str, width: int
) -> None:
    text = squeezed(page_on_role(role, model, None, Page(width)))
    heads = [f"{n}. {phase['name']}: {phase['summary']}" for n, phase in enumerate(ROLES_FILE["phases"], start=1)]
    places = [text.index(squeezed(head)) for head in heads]
    ends = [*places[1:], text.index("Workswith")]
    for phase, begin, end in zip(ROLES_FILE["phases"], places, ends, strict=True):
        people = ", ".join(PEOPLE[id_]["name"] for id_ in phase["people"])
        wrong = phase["goes_wrong"]
        facts = [
            phase["summary"],
            "Does:",
            *phase["work"],
            "With:",
            people,
            "Goes wrong:",
            *wrong,
            "Done:",
            phase["done"],
        ]
        assert in_order(facts, text[begin:end]) == end - begin


@every_width
@pytest.mark.parametrize("role", ROLES)
def test_each_seniority_tells_the_years_asked_and_in_which_backgrounds_and_no_more(role: str, width: int) -> None:
    text = squeezed(page_on_role(role, "embedded", None, Page(width)))
    facts = []
    for seniority, one in zip(SENIORITIES, ROLES_FILE["seniorities"], strict=True):
        experience = ROLES[role]["experience"][seniority]
        years = f"{experience['years']} year" + ("s" if experience["years"] > 1 else "")
        counted = " or ".join(id_.replace("-", " ") for id_ in experience["backgrounds"])
        asks = f"{years} as {counted}" if experience["years"] else "none"
        # The seniorities are told in words of the first role.
        summary = f"{one['summary']} " if role == "ml-engineer" else ""
        facts.append(f"- {one['name']}: {summary}Experience asked: {asks}.")
    whole = " ".join(["Seniorities and the experience asked", *facts, "Working models (--working-model)"])
    assert text.count(squeezed(whole)) == 1


HEADS = "Skill Junior Mid Senior Weight Must-have from"
LEGEND = "Levels: 1 guided, 2 independent, 3 advanced, 4 leading. `mle-gap explain SKILL` says why it weighs so."


@every_width
@every_model
def test_every_requirement_of_a_variant_is_one_row_with_names_levels_weight_and_must_have(
    role: str, model: str, width: int
) -> None:
    for industry in TRADES if width in (60, 80) else (None, "healthcare"):
        text = page_on_role(role, model, industry, Page(width))
        head, _, table = text.rpartition("What it asks: " if width > 20 else "What it asks:")
        assert head
        assert squeezed(table).endswith(squeezed(LEGEND))
        found = asked(role, model, industry)
        for theirs, one in found.items():
            name = " or ".join(theirs) if len(theirs) > 1 else SKILLS[theirs[0]]["name"]
            levels = [str(one["levels"].get(seniority, "-")) for seniority in SENIORITIES]
            if width >= 80:
                row = words(f"{name} {' '.join(levels)} {one['weight']} {one['must'] or ''}")
                assert [words(line) for line in table.split("\n")].count(row) == 1
            else:
                asks = ", ".join(f"{s} {level}" for s, level in zip(SENIORITIES, levels, strict=True))
                must = f"; must-have from {one['must']}" if one["must"] else ""
                row = f"{name} {asks}; weight {one['weight']}{must}"
                assert squeezed(table).count(squeezed(row)) == 1
        lines = table.split("\n")
        rows = next(n for n, line in enumerate(lines) if line.startswith("Levels:")) - 2
        assert len(found) == (rows if width >= 80 else squeezed(table).count(";weight"))
        assert (words(lines[1]) == HEADS) == (width >= 80)


@pytest.mark.parametrize(("letters", "width"), [(35, 79), (35, 80), (60, 104), (60, 105), (60, 200)])
def test_requirements_are_stacked_where_a_row_would_not_fit_and_a_table_may_be_wider_than_prose(
    letters: int, width: int
) -> None:
    name, fits = "N" * letters, width >= letters + 45
    skills_ = [
        skill.model_copy(update={"name": name}) if skill.id == "experiment-design" else skill
        for skill in SHIPPED.skills.values()
    ]
    file = SHIPPED.skills_file.model_copy(update={"skills": tuple(skills_)})
    catalogue = Catalogue(file, SHIPPED.roles_file, SHIPPED.sha256)
    target = target_of(catalogue, "data-scientist")
    lines = roles.render_page(role_page(catalogue, target.role), target, catalogue, Page(width)).split("\n")
    row = next(n for n, line in enumerate(lines) if line.startswith(name))
    assert (HEADS in map(words, lines)) == fits
    assert words(lines[row]) == (f"{name} 1 2 3 3" if fits else name)
    assert fits or lines[row + 1] == "  junior 1, mid 2, senior 3; weight 3"


@every_model
def test_the_table_names_the_working_model_and_the_industry_it_is_for(role: str, model: str) -> None:
    name = next(one["name"] for one in ROLES[role]["working_models"] if one["id"] == model)
    assert f"\nWhat it asks: {name}\n" in page_on_role(role, model, None, Page(80))
    text = page_on_role(role, model, "banking", Page(80))
    assert f"\nWhat it asks: {name}, {INDUSTRIES['banking']['name']}\n" in text
    assert f"\nWhat it asks: {name}\n" not in text


def differs(role: str, model: Raw) -> Iterator[str]:
    """What a working model asks beyond the first one, what more and less of at some seniority, and what not."""
    first, mine = asked(role, ROLES[role]["working_models"][0]["id"]), asked(role, model["id"])
    kinds: dict[str, list[str]] = {"Also asks": [], "Asks more of": [], "Asks less of": []}
    for theirs, one in mine.items():
        old = next((other for words_, other in first.items() if set(words_) & set(theirs)), None)
        steps = set() if old is None else {one["levels"].get(s, 0) - old["levels"].get(s, 0) for s in SENIORITIES}
        assert min(steps, default=0) >= 0 or max(steps) <= 0
        kind = "Also asks" if old is None else "Asks more of" if max(steps) > 0 else "Asks less of"
        if old is None or steps != {0}:
            kinds[kind].append(" or ".join(theirs))
    gone = {word for words_ in first for word in words_} - {word for words_ in mine for word in words_}
    kinds["Does not ask"] = [word for word in model.get("drop", ()) if word in gone]
    assert len(kinds["Does not ask"]) == len(gone)
    yield from (f"{kind}: {', '.join(names)}." for kind, names in kinds.items() if names)


@every_width
@pytest.mark.parametrize("role", ROLES)
def test_a_working_model_names_what_it_asks_more_of_and_less_of_and_what_it_does_not_ask(role: str, width: int) -> None:
    told_ = ["Working models (--working-model)"]
    for model in ROLES[role]["working_models"]:
        told_.append(f"{model['name']} ({model['id']}): {model['summary']}")
        told_ += [*(f"+ {pro}" for pro in model.get("pros", ())), *(f"- {con}" for con in model.get("cons", ()))]
        told_ += differs(role, model)
    told_.append("Industries, and what each adds (--industry)")
    assert missing(iter([" ".join(told_)]), page_on_role(role, "embedded", None, Page(width))) == []


def test_the_working_models_of_the_shipped_catalogue_differ_in_all_four_ways() -> None:
    told_ = [one for role in ROLES.values() for model in role["working_models"] for one in differs(role["id"], model)]
    assert {one.split(":")[0] for one in told_} == {"Also asks", "Asks more of", "Asks less of", "Does not ask"}
    assert any(" or " in one for one in told_)


@every_width
def test_an_industry_names_every_skill_it_adds_with_its_levels(width: int) -> None:
    told_ = ["Industries, and what each adds (--industry)"]
    for industry in INDUSTRIES.values():
        told_.append(f"{industry['name']} ({industry['id']}): {industry['summary']}")
        adds = []
        for change in industry["changes"]:
            levels = ", ".join(f"{seniority} {level}" for seniority, level in change["levels"].items())
            adds.append(f"{' or '.join(alternatives(change))} ({levels})")
        told_.append(f"Adds: {'; '.join(adds)}.")
    told_.append("Why choose it")
    assert missing(iter([" ".join(told_)]), page_on_role("software-engineer", "embedded", None, Page(width))) == []


def hung(lines: list[str], mark: str, text: str) -> bool:
    """Whether a text stands behind a mark with all its later lines below its beginning, and nowhere else."""
    for n in (n for n, line in enumerate(lines) if line.startswith(f"{mark} ")):
        shown, end = lines[n][len(mark) + 1 :], n + 1
        while len(squeezed(shown)) < len(squeezed(text)) and end < len(lines):
            shown, end = f"{shown}\n{lines[end]}", end + 1
        if squeezed(shown) == squeezed(text):
            blank = " " * (len(mark) + 1)
            first, *later = shown.split("\n")
            return first == first.strip() and all(line == blank + line.strip() for line in later)
    return False


def points_of(role: Raw) -> Iterator[tuple[str, str]]:
    """Every mark of a role's page with the text behind it; the lines of a phase or an industry have a blank mark."""
    for key in ("responsibilities", "conditions", "reasons_for", "reasons_against"):
        yield from (("-", text) for text in role.get(key, ()))
    yield from (("-", f"{fact['text']} ({fact['source']}, {fact['date']})") for fact in role.get("pay", ()))
    yield from (("-", f"{one['name']}: {one['summary']}") for one in PEOPLE.values() if one["id"] != role["id"])
    for n, phase in enumerate(ROLES_FILE["phases"], start=1):
        yield f"{n}.", f"{phase['name']}: {phase['summary']}"
        yield "  ", f"Does: {' '.join(phase['work'])}"
        yield "  ", f"Goes wrong: {' '.join(phase['goes_wrong'])}"
        yield "  ", f"Done: {phase['done']}"
    for model in role["working_models"]:
        yield from (("  +", pro) for pro in model.get("pros", ()))
        yield from (("  -", con) for con in model.get("cons", ()))
        yield from (("   ", one) for one in differs(role["id"], model))


@every_width
@pytest.mark.parametrize("role", ROLES)
def test_later_lines_of_a_point_stand_below_its_beginning(role: str, width: int) -> None:
    lines = page_on_role(role, "embedded", None, Page(width)).split("\n")
    points = list(points_of(ROLES[role]))
    assert len(points) > 20
    assert [point for point in points if not hung(lines, *point)] == []


@every_page
def test_on_a_wide_page_prose_and_points_end_at_column_100_and_only_tables_are_wider(name: str) -> None:
    lines = PAGES[name](Page(200)).split("\n")
    wide = [line for line in lines if len(line) > 100]
    if name.startswith("fits"):
        heads = next(n for n, line in enumerate(lines) if line.split()[:2] == ["Score", "Role"])
        assert set(wide) <= set(lines[heads : heads + 1 + len(MODELS) * len(SENIORITIES)])
    else:
        # An address stays in one piece, for it to be clicked on.
        assert [line for line in wide if not re.fullmatch(r"  https://\S+", line)] == []
        assert any(len(line) > 80 for line in lines)


def test_a_role_without_a_described_day_conditions_or_pay_has_no_empty_titles() -> None:
    text = page_on_role("software-engineer", "embedded", None, Page(80))
    lines = text.split("\n")
    assert {"A typical day", "Working conditions", "Pay"} & set(lines) == set()
    assert {"Responsibilities", "Why choose it", "Why not", "Works with"} <= set(lines)
    assert "The workflow of machine learning, and what the ML engineer does in it" in lines
    assert {"A typical day", "Working conditions", "Pay"} <= set(
        page_on_role("ml-engineer", "embedded", None, Page(80)).split("\n")
    )


@every_width
def test_the_list_of_roles_has_every_role_industry_and_background(width: int) -> None:
    text = list_of_roles(Page(width))
    entries = [*ROLES.values(), *INDUSTRIES.values(), *ROLES_FILE["backgrounds"]]
    assert in_order([f"{one['id']}: {one['name']} {one['summary']}" for one in entries], squeezed(text)) > 0
    models = (", ".join(model["id"] for model in role["working_models"]) for role in ROLES.values())
    assert missing((f"Working models: {ids}." for ids in models), text) == []


# What the pages are made of, read from the other end.


def needs_of(level: Raw) -> Iterator[tuple[str, int]]:
    for group in (level.get("needs", {}), *level.get("needs_any_of", ())):
        yield from group.items()


def test_what_a_skill_unlocks_is_exactly_what_needs_it() -> None:
    waiting = [
        (needed, Unlock(skill=id_, name=skill["name"], level=n, needs=least))
        for id_, skill in SKILLS.items()
        for n, level in enumerate(skill["levels"], start=1)
        for needed, least in needs_of(level)
    ]
    assert len(waiting) > len(SKILLS)
    for page in skill_list(SHIPPED, Filter()).skills:
        assert list(page.unlocks) == [unlock for needed, unlock in waiting if needed == page.id]


def test_a_skill_is_asked_by_exactly_the_variants_and_industries_that_ask_for_it() -> None:
    places: dict[str, list[tuple[object, ...]]] = {skill: [] for skill in SKILLS}
    for role, model in MODELS:
        for theirs, one in asked(role, model).items():
            for word in theirs:
                group = theirs if len(theirs) > 1 else ()
                places[word].append((role, model, None, one["levels"], one["weight"], one["must"], group))
    for industry in INDUSTRIES.values():
        for change in industry["changes"]:
            told_ = (change["levels"], change["weight"], start_of(change), ())
            places[change["skill"]].append((None, None, industry["id"], *told_))
    for page in skill_list(SHIPPED, Filter()).skills:
        found = [tuple(one.model_dump().values()) for one in page.asked_by]
        assert found == places[page.id]


def assert_asks(page: RolePage, role: str, model: str, industry: str | None) -> None:
    (variant,) = [one for one in page.working_models if one.id == model]
    found = {
        one.alternatives: {"levels": one.levels, "weight": one.weight, "must": one.must_have_from}
        for one in variant.requirements
    }
    assert found == asked(role, model, industry)
    assert len(variant.requirements) == len(found)


@every_model
def test_a_working_model_of_a_role_page_has_all_it_asks_as_changed_and_as_an_industry_raises_it(
    role: str, model: str
) -> None:
    for industry in TRADES:
        trade = SHIPPED.industries[industry] if industry else None
        assert_asks(role_page(SHIPPED, SHIPPED.roles[role], trade), role, model, industry)


def test_every_skill_is_asked_for_or_needed_by_another() -> None:
    pages = skill_list(SHIPPED, Filter()).skills
    assert [page.id for page in pages if not page.asked_by and not page.unlocks] == []


# JSON.

COMMANDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "all roles": ("role-list", "roles", ("roles",)),
    "one role": ("role-list", "roles", ("roles", "ml-engineer", "--working-model", "consultancy")),
    "all skills": ("skill-list", "skills", ("skills",)),
    "one skill": ("skill-list", "skills", ("skills", "k8s")),
    "some skills": ("skill-list", "skills", ("skills", "--phase", "research", "--search", "model")),
    "fits": ("compare", "fits", ("compare", "--answers", EXAMPLE)),
    "fits in an industry": ("compare", "fits", ("compare", "--set", "docker=1", "--industry", "healthcare")),
}
every_command = pytest.mark.parametrize("case", COMMANDS)


def printed(capsys: Capture, *arguments: str) -> str:
    """What a command prints, which must go well."""
    status, out, err = told(capsys, *arguments)
    assert (status, err) == (0, "")
    return out


@every_command
def test_json_is_ascii_described_by_its_schema_and_has_one_list(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema, key, arguments = COMMANDS[case]
    out = printed(capsys, *arguments, "--json")
    document = json.loads(out)
    validator = Draft202012Validator(schema_of(schema))
    validator.validate(document)
    assert list(document) == [key]
    assert isinstance(document[key], list)
    assert document[key]
    assert out.isascii()
    for name in document[key][0]:
        without = {key: [{other: value for other, value in document[key][0].items() if other != name}]}
        assert not validator.is_valid(without) or name in ("aliases", "nearest", "refs")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert printed(capsys, *arguments, "--format", "json") == out


@pytest.mark.parametrize("case", ["all roles", "all skills", "fits"])
def test_another_process_prints_the_same_bytes(case: str, run: Run, capsys: Capture) -> None:
    arguments = (*COMMANDS[case][2], "--json")
    done = run(*arguments, env={"PYTHONHASHSEED": "7", "FORCE_COLOR": "1", "COLUMNS": "20"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == printed(capsys, *arguments)


def test_json_holds_the_same_models_as_the_page(capsys: Capture) -> None:
    found = printed(capsys, "skills", "--json")
    assert SkillList.model_validate_json(found) == skill_list(SHIPPED, Filter())
    found = printed(capsys, "roles", "--json")
    assert RoleList.model_validate_json(found) == role_list(SHIPPED, SHIPPED.roles_file.roles)
    found = printed(capsys, "compare", "--answers", EXAMPLE, "--json")
    assert Comparison.model_validate_json(found) == comparison_of(SHIPPED, answers_in(Path(EXAMPLE)).skills)


@pytest.mark.parametrize("industry", TRADES)
def test_json_of_a_role_has_the_requirements_its_industry_raises(industry: str | None, capsys: Capture) -> None:
    trade = ("--industry", industry) if industry else ()
    for role in ROLES:
        (page,) = RoleList.model_validate_json(printed(capsys, "roles", role, *trade, "--json")).roles
        for model in ROLES[role]["working_models"]:
            assert_asks(page, role, model["id"], industry)
    plain = json.loads(printed(capsys, "roles", "ml-engineer", "--json"))
    assert (json.loads(printed(capsys, "roles", "ml-engineer", *trade, "--json")) != plain) == bool(industry)


def test_the_reason_of_a_requirement_may_be_longer_than_in_a_file_once_two_are_joined(
    tmp_path: Path, capsys: Capture
) -> None:
    long, longer, longest = ("a" * 600, "b" * 600, "c" * 600)
    model = {"id": "consultancy", "changes": [{"skill": "communication", "why": longer}]}
    role = {"id": "ml-engineer", "requirements": [{"skill": "communication", "why": long}], "working_models": [model]}
    change = {"skill": "communication", "why": longest}
    industry = {"id": "consulting", "changes": [change]}
    (tmp_path / "roles.yaml").write_text(json.dumps({"roles": [role], "industries": [industry]}))
    arguments = ("roles", "ml-engineer", "--industry", "consulting", "--catalog", str(tmp_path), "--json")
    document = json.loads(printed(capsys, *arguments))
    Draft202012Validator(schema_of("role-list")).validate(document)
    (page,) = RoleList.model_validate(document).roles
    reasons = [one.why for one in page.working_models[1].requirements if one.skill == "communication"]
    names = (ROLES["ml-engineer"]["working_models"][1]["name"], INDUSTRIES["consulting"]["name"])
    assert reasons == [f"{long} {names[0]}: {longer} {names[1]}: {longest}"]


def test_the_schema_of_a_change_of_one_answer_is_printed_and_describes_it(capsys: Capture) -> None:
    schema = json.loads(printed(capsys, "schema", "what-if"))
    assert schema == schema_of("what-if")
    found = json.loads(printed(capsys, "plan", "--answers", EXAMPLE, "--what-if", "docker=4", "--json"))
    Draft202012Validator(schema).validate(found)
    assert not Draft202012Validator(schema).is_valid({**found, "more": 1})
    assert (list(found), found["changes"]) == (["changes", "before", "after"], {"docker": "4"})


def test_json_of_roles_tells_seniorities_and_working_models_of_each(capsys: Capture) -> None:
    found = json.loads(printed(capsys, "roles", "--json"))["roles"]
    assert [role["id"] for role in found] == list(ROLES)
    for role in found:
        assert [one["id"] for one in role["seniorities"]] == list(SENIORITIES)
        assert {one["id"]: one["experience"] for one in role["seniorities"]} == ROLES[role["id"]]["experience"]
        assert [(role["id"], one["id"]) for one in role["working_models"]] == [
            pair for pair in MODELS if pair[0] == role["id"]
        ]


def test_one_role_or_skill_is_the_entry_of_the_whole_list(capsys: Capture) -> None:
    for command, id_ in (("roles", "software-engineer"), ("skills", "spark")):
        whole = json.loads(printed(capsys, command, "--json"))[command]
        one = json.loads(printed(capsys, command, id_, "--json"))[command]
        assert one == [entry for entry in whole if entry["id"] == id_]


# Which skills are wanted.


def found_skills(capsys: Capture, *arguments: str) -> set[str]:
    found = [skill["id"] for skill in json.loads(printed(capsys, "skills", "--json", *arguments))["skills"]]
    assert found == [id_ for id_ in SKILLS if id_ in found]
    return set(found)


@pytest.mark.parametrize("category", [category["id"] for category in SKILLS_FILE["categories"]])
def test_a_category_leaves_its_skills(category: str, capsys: Capture) -> None:
    expected = {id_ for id_, skill in SKILLS.items() if skill["category"] == category}
    assert found_skills(capsys, "--category", category) == expected != set()


@pytest.mark.parametrize("phase", [phase["id"] for phase in ROLES_FILE["phases"]])
def test_a_phase_leaves_the_skills_used_in_it(phase: str, capsys: Capture) -> None:
    expected = {id_ for id_, skill in SKILLS.items() if phase in skill["phases"]}
    assert found_skills(capsys, "--phase", phase) == expected != set()


@every_model
def test_role_working_model_and_seniority_leave_what_is_asked_there(role: str, model: str, capsys: Capture) -> None:
    for seniority in SENIORITIES:
        aims = ("--role", role, "--working-model", model, "--seniority", seniority)
        assert found_skills(capsys, *aims) == asked_skills(role, model, seniority)
    assert found_skills(capsys, "--role", role, "--working-model", model) == asked_skills(role, model, None)


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_an_industry_leaves_what_is_asked_in_it(industry: str, capsys: Capture) -> None:
    aims = ("--role", "data-scientist", "--seniority", "senior")
    expected = asked_skills("data-scientist", "embedded", "senior", industry)
    assert found_skills(capsys, "--industry", industry, *aims) == expected
    assert expected >= {change["skill"] for change in INDUSTRIES[industry]["changes"]}


def test_one_aim_alone_takes_the_others_as_assess_does_and_every_seniority(capsys: Capture) -> None:
    every, mid = (asked_skills("ml-engineer", "embedded", seniority) for seniority in (None, "mid"))
    assert found_skills(capsys, "--role", "ml-engineer") == every >= mid
    assert found_skills(capsys, "--seniority", "mid") == mid
    assert found_skills(capsys, "--seniority", "junior") == asked_skills("ml-engineer", "embedded", "junior") < mid
    assert found_skills(capsys, "--working-model", "infrastructure") == asked_skills(
        "ml-engineer", "infrastructure", None
    )
    assert found_skills(capsys, "--industry", "banking") == asked_skills("ml-engineer", "embedded", None, "banking")


def says(skill: Raw, word: str) -> bool:
    said = (
        skill["id"],
        skill["name"],
        skill["summary"],
        *skill.get("aliases", ()),
        *(x["can"] for x in skill["levels"]),
    )
    return any(word.lower() in text.lower() for text in said)


@pytest.mark.parametrize("search", ["kafka", "KAFKA", "Docker  Image", "data model", "k8s", "ci/cd", "a/b", "[", "."])
def test_a_search_leaves_the_skills_that_say_all_its_words_in_any_case(search: str, capsys: Capture) -> None:
    expected = {id_ for id_, skill in SKILLS.items() if all(says(skill, word) for word in search.split())}
    if expected:
        assert found_skills(capsys, "--search", search) == expected
    else:
        assert told(capsys, "skills", "--search", search)[0] == 1


def test_a_search_is_narrower_than_each_of_its_words(capsys: Capture) -> None:
    service, data = found_skills(capsys, "--search", "service"), found_skills(capsys, "--search", "data")
    assert found_skills(capsys, "--search", "service data") == service & data
    assert found_skills(capsys, "--search", "DATA  sErViCe") == service & data
    assert service & data not in (service, data, set())


def test_filters_together_leave_what_each_of_them_leaves(capsys: Capture) -> None:
    filters = (
        ("--category", "mlops"),
        ("--phase", "productionization"),
        ("--search", "model"),
        (
            "--role",
            "ml-engineer",
            "--seniority",
            "senior",
            "--working-model",
            "infrastructure",
            "--industry",
            "banking",
        ),
    )
    alone = [found_skills(capsys, *one) for one in filters]
    together = found_skills(capsys, *(word for one in filters for word in one))
    assert together == set.intersection(*alone) != set()
    assert all(together < one for one in alone)


def test_a_filtered_page_has_the_skills_found_and_counts_them(capsys: Capture) -> None:
    found = found_skills(capsys, "--phase", "ideation", "--category", "business")
    out = printed(capsys, "skills", "--phase", "ideation", "--category", "business")
    assert {line.split(":")[0] for line in out.split("\n") if re.match(r"[a-z-]+: ", line)} == found
    assert f"\n{len(found)} skills." in out
    assert "\n1 skill." in printed(capsys, "skills", "--search", "kafka")


@pytest.mark.parametrize(
    "filters",
    [
        ("--search", "no such words"),
        ("--category", "business", "--phase", "productionization", "--search", "zebra"),
        ("--category", "programming", "--search", "kafka"),
    ],
)
def test_nothing_found_is_status_1_one_line_on_stderr_and_an_empty_list(
    filters: tuple[str, ...], capsys: Capture
) -> None:
    status, out, err = told(capsys, "skills", *filters)
    assert (status, out) == (1, "")
    assert re.fullmatch(r"mle-gap: no skill matches; .*\n", err)
    status, out, json_err = told(capsys, "skills", *filters, "--json")
    assert (status, json.loads(out), json_err) == (1, {"skills": []}, err)
    Draft202012Validator(schema_of("skill-list")).validate(json.loads(out))


def test_nothing_found_writes_no_file_and_leaves_an_old_one_alone(tmp_path: Path, capsys: Capture) -> None:
    old = tmp_path / "old.txt"
    old.write_text("mine")
    for path in (old, tmp_path / "new.txt"):
        status, out, err = told(capsys, "skills", "--search", "no such words", "-o", str(path))
        assert (status, out) == (1, "")
        assert re.fullmatch(r"mle-gap: no skill matches; .*\n", err)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["old.txt"]
    assert old.read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("skills", "dokcer"), "no skill `dokcer`; did you mean docker?"),
        (("skills", "Git and Githup"), "did you mean git and github?"),
        (("skills", "xyzzy"), "no skill `xyzzy`; known: "),
        (("skills", ""), "no skill ``; known: "),
        (("skills", "--category", "plattform"), "no category `plattform`; did you mean platform?"),
        (("skills", "--category", "Platform"), "no category `Platform`; did you mean platform?"),
        (("skills", "--phase", "VALIDATION"), "no phase `VALIDATION`; did you mean validation?"),
        (("skills", "--phase", "validatoin"), "no phase `validatoin`; did you mean validation?"),
        (("skills", "--phase", "xyzzy"), "known: ideation, "),
        (("skills", "--role", "ml-enginer"), "no role `ml-enginer`; did you mean ml-engineer?"),
        (("skills", "--seniority", "seinor"), "no seniority `seinor`; did you mean senior?"),
        (("skills", "--working-model", "infrastucture"), "did you mean infrastructure?"),
        (("skills", "--role", "data-scientist", "--working-model", "consultancy"), "known: embedded"),
        (("skills", "--industry", "bankng"), "no industry `bankng`; did you mean banking?"),
        (("skills", "docker", "--json", "--format", "terminal"), "do not go together"),
        (("roles", "ml-enginer"), "no role `ml-enginer`; did you mean ml-engineer?"),
        (("roles", "ML-Engineer"), "no role `ML-Engineer`; did you mean ml-engineer?"),
        (("roles", "xyzzy"), "known: ml-engineer, data-scientist, software-engineer"),
        (("roles", "ml-engineer", "--working-model", "embeded"), "did you mean embedded?"),
        (("roles", "ml-engineer", "--industry", "retial"), "no industry `retial`; did you mean retail?"),
        (("roles", "--industry", "banking"), "belong to one role; name it"),
        (("roles", "--working-model", "embedded"), "belong to one role; name it"),
        (("roles", "-f", "jsn"), "no format `jsn`; did you mean json?"),
        (("compare", "--set", "dokcer=1"), "no skill `dokcer`; did you mean docker?"),
        (("compare", "--set", "docker=9"), "a whole number from 0 to 4"),
        (("compare", "--set", "docker=1", "--industry", "bankng"), "did you mean banking?"),
        (("compare", "--role", "ml-engineer"), "No such option: --role"),
        (("compare", "--answers", "nowhere.yaml"), "nowhere.yaml: cannot be read"),
    ],
)
def test_what_is_mistyped_is_one_line_with_a_remedy_and_status_2(
    arguments: tuple[str, ...], hint: str, capsys: Capture
) -> None:
    status, out, err = told(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("mle-gap: ")
    assert hint in err


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("docker", ["docker"], ""),
        ("docker", ["docker", "dockers"], "did you mean dockers?"),
        ("docker", ["docker", "kafka"], ""),
        ("Docker", ["docker", "dockers"], "did you mean docker?"),
        ("docker", ["docker", "DOCKER"], "did you mean DOCKER?"),
        ("SQL", ["sql"], "did you mean sql?"),
        ("", ["", "sql"], ""),
    ],
)
def test_the_very_same_word_is_never_suggested_and_another_case_of_it_is(
    word: str, known: list[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint


@pytest.mark.parametrize(
    "filter_",
    [
        ("--category", "platform"),
        ("--phase", "productionization"),
        ("--search", "docker"),
        ("--role", "ml-engineer"),
        ("--seniority", "mid"),
        ("--working-model", "embedded"),
        ("--industry", "banking"),
    ],
)
def test_a_skill_and_a_filter_do_not_go_together(filter_: tuple[str, str], capsys: Capture) -> None:
    status, out, err = told(capsys, "skills", "docker", *filter_)
    assert (status, out) == (2, "")
    assert re.fullmatch("mle-gap: a skill and a filter do not go together; .*\n", err)


@pytest.mark.parametrize("skill", [id_ for id_, skill in SKILLS.items() if skill.get("aliases")][::12])
def test_id_name_and_every_alias_in_any_case_show_the_same_page(skill: str, capsys: Capture) -> None:
    page = printed(capsys, "skills", skill)
    assert page.startswith(f"{SKILLS[skill]['name']} ({skill})\n")
    for word in (SKILLS[skill]["name"], *SKILLS[skill]["aliases"]):
        assert printed(capsys, "skills", word.upper()) == page


def test_a_page_goes_into_a_file_without_colours(tmp_path: Path, capsys: Capture) -> None:
    expected = printed(capsys, "skills", "docker")
    target = tmp_path / "docker.txt"
    assert printed(capsys, "skills", "docker", "--output", str(target)) == ""
    assert target.read_text(encoding="utf-8") == expected


def test_a_catalogue_of_ones_own_shows_in_all_three(capsys: Capture) -> None:
    own = ("--catalog", str(ROOT / "data" / "starter"))
    assert printed(capsys, "skills", "data build tool", *own).startswith("dbt (dbt)\n")
    rows = [words(line) for line in printed(capsys, "roles", "ml-engineer", *own).split("\n")]
    assert rows.count("dbt 1 2 2 3") == 1
    assert told(capsys, "skills", "tensorflow", *own)[0] == 2
    with_, without = (
        {(fit["role"], fit["working_model"], fit["seniority"]): fit["hours"] for fit in json.loads(out)["fits"]}
        for out in (
            printed(capsys, "compare", "--set", "sql=1", "--json", *own),
            printed(capsys, "compare", "--set", "sql=1", "--json"),
        )
    )
    assert with_ != without


# The comparison.


def person_reports(ratings: dict[str, Any], industry: str | None = None) -> dict[tuple[str, str, str], Report]:
    """The report for every role, working model and seniority that has something to score."""
    found = {}
    for (role, model), seniority in product(MODELS, SENIORITIES):
        target = target_of(SHIPPED, role, seniority, model, industry)
        try:
            report = report_of(Subject(SHIPPED, target, Answers(skills=ratings), date.fromisoformat(TODAY)))
        except Misuse:
            continue
        found[role, model, seniority] = report
    return found


def key_of(fit: Fit) -> tuple[str, str, str]:
    return fit.role, fit.working_model, fit.seniority


def hours_to(skill: str, level: int, ratings: dict[str, Any]) -> int:
    """Hours of a skill's steps to a level with all steps these need, each once."""

    def held(other: str) -> int:
        rating = ratings.get(other)
        return rating if isinstance(rating, int) else 0

    steps: set[tuple[str, int]] = set()
    todo = [(skill, level)]
    while todo:
        other, goal = todo.pop()
        for n in range(held(other) + 1, goal + 1):
            if (other, n) in steps:
                continue
            steps.add((other, n))
            written_ = SKILLS[other]["levels"][n - 1]
            todo += written_.get("needs", {}).items()
            for group in written_.get("needs_any_of", ()):
                if not any(held(word) >= least for word, least in group.items()):
                    best = max(group, key=lambda word: (held(word), word == skill))
                    todo.append((best, group[best]))
    return sum(SKILLS[other]["levels"][n - 1]["hours"] for other, n in steps)


def assert_agrees_with_reports(ratings: dict[str, Any], industry: str | None = None) -> None:
    fits = comparison_of(SHIPPED, ratings, industry).fits
    reports = person_reports(ratings, industry)
    assert sorted(map(key_of, fits)) == sorted(reports)
    for fit in fits:
        report = reports[key_of(fit)]
        ready = report.readiness
        assert (fit.score, fit.high, fit.verdict, fit.blocked_by) == (
            ready.score,
            ready.high,
            ready.verdict,
            ready.blocked_by,
        )
        assert (fit.hours, fit.industry, fit.name) == (report.plan.hours, industry, report.role.name)
        assert_nearest(fit, report, ratings)
    order = [(-fit.score, list(reports).index(key_of(fit))) for fit in fits]
    assert order == sorted(order)


def assert_nearest(fit: Fit, report: Report, ratings: dict[str, Any]) -> None:
    rated = [row for row in report.skills if row.state == "gap"]
    rows = rated or [row for row in report.skills if row.state == "unknown"]
    if not rows:
        assert fit.nearest is None
        return
    hours = {row.id: hours_to(row.id, row.required, ratings) for row in rows}
    best = min(rows, key=lambda row: (hours[row.id], -row.points_lost, row.id))
    assert fit.nearest is not None
    assert fit.nearest.model_dump() == {
        "skill": best.id,
        "name": SKILLS[best.id]["name"],
        "level": best.level,
        "required": best.required,
        "points": best.points_lost,
        "hours": hours[best.id],
    }


@pytest.mark.parametrize("industry", TRADES[::3])
@every_example
def test_each_fit_is_that_of_the_report_for_its_target(path: Path, industry: str | None) -> None:
    assert_agrees_with_reports(dict(answers_in(path).skills), industry)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, "unknown", "not_applicable"]), min_size=64, max_size=len(SKILLS)))
def test_each_fit_is_that_of_the_report_whatever_is_answered(ratings: list[int | str]) -> None:
    assert_agrees_with_reports(dict(zip(SKILLS, ratings, strict=False)))


@pytest.mark.parametrize("rating", ["unknown", 0, 1, 2, 3, 4])
def test_each_fit_is_that_of_the_report_where_all_answers_are_the_same(rating: int | str) -> None:
    assert_agrees_with_reports(dict.fromkeys(SKILLS, rating))


def test_there_is_one_fit_for_each_role_working_model_and_seniority_the_best_first() -> None:
    for path in EXAMPLES:
        fits = fits_of(path).fits
        assert sorted(map(key_of, fits)) == sorted((*pair, s) for pair in MODELS for s in SENIORITIES)
        assert [fit.score for fit in fits] == sorted((fit.score for fit in fits), reverse=True)


def test_of_equal_scores_the_order_of_the_catalogue_decides() -> None:
    fits = comparison_of(SHIPPED, dict.fromkeys(SKILLS, 4)).fits
    assert [key_of(fit) for fit in fits] == [(*pair, s) for pair in MODELS for s in SENIORITIES]
    assert {(fit.score, fit.verdict, fit.hours, fit.nearest) for fit in fits} == {(100, "ready", 0, None)}


def test_with_nothing_answered_every_fit_is_open_and_undecided() -> None:
    for fit in comparison_of(SHIPPED, {}).fits:
        assert (fit.score, fit.high, fit.verdict, fit.blocked_by) == (0, 100, "undecided", ())
        assert fit.nearest is not None
        assert fit.nearest.level is None


def test_a_rated_gap_is_nearer_than_one_that_is_not_answered() -> None:
    mid = next(fit for fit in comparison_of(SHIPPED, {"kubernetes": 0}).fits if fit.seniority == "mid")
    assert mid.nearest is not None
    assert (mid.nearest.skill, mid.nearest.level) == ("kubernetes", 0)
    assert mid.nearest.hours > min(hours_to(s, 1, {}) for s in asked_skills("ml-engineer", "embedded", "mid"))


@pytest.mark.parametrize("role", ROLES)
def test_a_role_of_which_nothing_applies_is_left_out_and_the_others_stay(role: str) -> None:
    gone = {word for one, model in MODELS if one == role for s in SENIORITIES for word in asked_skills(one, model, s)}
    fits = comparison_of(SHIPPED, dict.fromkeys(gone, "not_applicable")).fits
    assert role not in {fit.role for fit in fits}
    assert {key_of(fit) for fit in fits} == {
        (one, model, s) for one, model in MODELS for s in SENIORITIES if asked_skills(one, model, s) - gone
    }
    assert fits


def test_a_comparison_without_anything_applicable_is_misuse(tmp_path: Path, capsys: Capture) -> None:
    with pytest.raises(Misuse, match="nothing is left to compare: every skill of every role is marked not_applicable"):
        comparison_of(SHIPPED, dict.fromkeys(SKILLS, "not_applicable"))
    path, target = tmp_path / "me.yaml", tmp_path / "fits.txt"
    path.write_text(json.dumps({"skills": dict.fromkeys(SKILLS, "not_applicable")}))
    for more in ((), ("--json",), ("--industry", "banking"), ("-o", str(target))):
        status, out, err = told(capsys, "compare", "--answers", str(path), *more)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("mle-gap: nothing is left to compare")
    assert not target.exists()
    assert printed(capsys, "compare", "--answers", str(path), "--set", "docker=1") != ""


@every_width
@every_example
def test_each_fit_is_shown_in_order_with_verdict_hours_and_nearest_gap(path: Path, width: int) -> None:
    fits = fits_of(path, "banking").fits
    text = squeezed(page_on_fits(path, "banking", Page(width)))
    verdicts = {"ready": "ready", "nearly": "nearly there", "building": "building up", "starting": "just starting"}
    place = 0
    for fit in fits:
        high = f" ({fit.high:.1f})" if fit.high > fit.score else ""
        lead = f"{fit.score:.1f}{high} {fit.role} {fit.seniority} {fit.working_model} banking"
        verdict = verdicts.get(fit.verdict, fit.verdict)
        if fit.high > fit.score:
            verdict = "not all rated"
        if fit.blocked_by:
            verdict = f"blocked by {len(fit.blocked_by)} must-have"
        nearest = ["none"]
        if fit.nearest is not None:
            level = "?" if fit.nearest.level is None else fit.nearest.level
            nearest = [f"{fit.nearest.name} {level} > {fit.nearest.required}, {fit.nearest.hours} h"]
        begin = text.index(squeezed(lead), place)
        place = begin + in_order([lead, verdict, str(fit.hours), *nearest], text[begin:])
        assert place - begin < len(squeezed(lead + verdict + str(fit.hours) + nearest[0])) + 30


def test_the_verdict_counts_must_haves_in_singular_and_plural_and_brackets_are_explained() -> None:
    fit = comparison_of(SHIPPED, {"docker": 0}).fits[0]
    cases: list[tuple[Raw, str]] = [
        ({"verdict": "blocked", "blocked_by": ("git",)}, "blocked by 1 must-have;"),
        ({"verdict": "blocked", "blocked_by": ("git", "sql")}, "blocked by 2 must-haves;"),
        ({"verdict": "nearly", "blocked_by": ()}, "not all rated;"),
        ({"verdict": "nearly", "blocked_by": (), "high": fit.score}, "nearly there;"),
    ]
    for update, shown in cases:
        text = words(comparison.render(Comparison(fits=(fit.model_copy(update=update),)), Page(60)))
        assert shown in text
        assert ("In brackets" in text) == ("high" not in update)
    known = Comparison(fits=(fit.model_copy(update={"high": fit.score, "nearest": None}),))
    text = words(comparison.render(known, Page(60)))
    assert "In brackets" not in text
    assert "nearest gap: none" in text
    assert f"{fit.score:.1f} {fit.role} {fit.seniority}" in text


def test_numbers_of_a_table_stand_below_the_ends_of_their_heads() -> None:
    for text, heads, last in (
        (
            page_on_role("ml-engineer", "infrastructure", None, Page(80)),
            ("Junior", "Mid", "Senior", "Weight"),
            "Levels:",
        ),
        (page_on_fits(Path(EXAMPLE), None, Page(200)), ("Score", "Hours"), ""),
    ):
        lines = text.split("\n")
        first = next(n for n, line in enumerate(lines) if f"{heads[0]} " in line and f" {heads[-1]}" in line)
        rows = lines[first + 1 : next(n for n in range(first, len(lines)) if lines[n][:7] == last)]
        assert len(rows) >= 15
        for end in (lines[first].index(head) + len(head) for head in heads):
            assert {row[end - 1] in "-)0123456789" and row[end] == " " for row in (f"{row} " for row in rows)} == {True}


def test_an_answers_file_is_not_written_over(tmp_path: Path, capsys: Capture) -> None:
    path = Path(shutil.copy(EXAMPLE, tmp_path / "me.yaml"))
    status, out, err = told(capsys, "compare", "--answers", str(path), "-o", str(path))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "is the answers file; name another" in err
    assert path.read_bytes() == Path(EXAMPLE).read_bytes()


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_an_industry_asks_more_and_never_less(industry: str, capsys: Capture) -> None:
    arguments = ("compare", "--answers", EXAMPLE, "--json")
    without, with_ = (
        {key_of(fit): fit for fit in Comparison.model_validate_json(printed(capsys, *arguments, *more)).fits}
        for more in ((), ("--industry", industry))
    )
    assert without.keys() == with_.keys()
    assert {fit.industry for fit in without.values()} == {None}
    assert {fit.industry for fit in with_.values()} == {industry}
    assert [key for key, fit in with_.items() if fit.hours < without[key].hours] == []
    assert any(fit.hours > without[key].hours for key, fit in with_.items())
    assert [key for key, fit in with_.items() if not set(fit.blocked_by) >= set(without[key].blocked_by)] == []


def test_the_industry_in_an_answers_file_counts_and_the_option_wins_over_it(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("skills: {docker: 1}\nindustry: banking\nrole: data-scientist\n")
    for more, industry in (((), "banking"), (("--industry", "retail"), "retail")):
        out = printed(capsys, "compare", "--answers", str(path), "--json", *more)
        assert Comparison.model_validate_json(out) == comparison_of(SHIPPED, {"docker": 1}, industry)


def test_without_answers_and_without_a_saved_assessment_compare_says_what_to_run(capsys: Capture) -> None:
    for more in ((), ("--json",), ("--industry", "banking")):
        status, out, err = told(capsys, "compare", *more)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert "no assessment is saved yet; run mle-gap assess" in err


def save(answers: Answers) -> None:
    """Keep an assessment as the program does."""
    record = Assessment(kind="assessment", day=date.today(), answers=plain(answers), standing=None)
    store.store_of().save_record(record)


def test_a_saved_assessment_is_compared_and_set_replaces_it(capsys: Capture) -> None:
    saved = answers_in(Path(EXAMPLE))
    save(saved)
    assert printed(capsys, "compare") == printed(capsys, "compare", "--answers", EXAMPLE)
    out = printed(capsys, "compare", "--set", "docker=4", "--json")
    assert Comparison.model_validate_json(out) == comparison_of(SHIPPED, {"docker": 4})
    out = printed(capsys, "compare", "--answers", EXAMPLE, "--set", "docker=4", "--json")
    assert Comparison.model_validate_json(out) == comparison_of(SHIPPED, {**saved.skills, "docker": 4})


# Texts that would act on a terminal.

# How long each text of a catalogue may be.
TEXTS = {
    **dict.fromkeys(("summary", "work", "goes_wrong", "done", "responsibilities", "what", "day_differs"), 600),
    **dict.fromkeys(("conditions", "text", "source", "reasons_for", "reasons_against", "pros", "cons", "why"), 600),
    **{"prove": 600, "url": 280, "can": 160, "title": 120, "name": 60, "aliases": 60},
}


def hostile(value: Any, text: str, most: int = 0) -> Any:
    """The value with each of its texts replaced; ids, numbers and dates stay."""
    if isinstance(value, dict):
        return {key: hostile(one, text, TEXTS.get(key, 0)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(hostile(one, text, most) for one in value)
    return text[:most] if most and isinstance(value, str) else value


@cache
def hostile_to_the_last(case: str) -> Catalogue:
    text = HOSTILE[case]
    files = (
        trusted(SkillsFile, hostile(SHIPPED.skills_file.model_dump(), text)),
        trusted(RolesFile, hostile(SHIPPED.roles_file.model_dump(), text)),
    )
    return Catalogue(*files, SHIPPED.sha256)


def texts_in(value: Any, inside: bool = False) -> int:
    """How many texts a page is to show; reasons of weights and the texts of requirements are not shown."""
    if isinstance(value, dict):
        shown = {key: one for key, one in value.items() if key not in ("requirements", "changes", "why", "asked_by")}
        return sum(texts_in(one, key in TEXTS) for key, one in shown.items())
    if isinstance(value, list | tuple):
        return sum(texts_in(one, inside) for one in value)
    return int(inside and isinstance(value, str))


class Hostile(NamedTuple):
    """Models of a hostile catalogue, each made once."""

    catalogue: Catalogue
    role: RolePage
    skill: SkillPage
    some: tuple[SkillPage, ...]
    fits: Comparison


@cache
def hostile_models(case: str) -> Hostile:
    catalogue = hostile_to_the_last(case)
    some = tuple(skill_page(catalogue, skill) for skill in list(catalogue.skills.values())[::6])
    return Hostile(
        catalogue,
        role_page(catalogue, catalogue.roles_file.roles[0]),
        skill_page(catalogue, catalogue.skills["docker"]),
        some,
        comparison_of(catalogue, {"docker": 1, "python": 0}),
    )


def hostile_pages(case: str, page: Page) -> Iterator[tuple[str, int]]:
    """Each kind of page with how often the text is to stand in it."""
    catalogue, role, skill, some, fits = hostile_models(case)
    file = catalogue.roles_file
    people = sum(len(phase.people) for phase in role.phases)
    rows = sum(len(theirs) == 1 for theirs in asked(role.id, "embedded", "banking"))
    target = target_of(catalogue, industry="banking")
    yield roles.render_page(role, target, catalogue, page), texts_in(role.model_dump()) + people + rows + 2
    entries = len(file.roles) + len(file.industries) + len(file.backgrounds)
    yield roles.render_list(catalogue, page), 2 * entries
    named = 1 + len(skill.phases) + len(skill.learn_with)
    yield skills.render_page(skill, catalogue, page), texts_in(skill.model_dump()) + named
    categories = {one.category for one in some}
    yield skills.render_list(some, catalogue, page), 2 * len(some) + len(categories)
    yield comparison.render(fits, page), len(fits.fits)


@every_hostile_text
def test_no_page_of_a_hostile_catalogue_can_act_or_hides_what_it_says(case: str) -> None:
    shown = squeezed(visible(HOSTILE[case][:60]))
    for text, times in hostile_pages(case, Page(20)):
        assert acting(text) == set()
        assert too_long(text, 20) == []
        assert squeezed(text).count(shown) >= times


@every_hostile_text
def test_coloured_pages_of_a_hostile_catalogue_have_only_the_colours_of_the_program(case: str) -> None:
    page = Page(80, color=True)
    shown = ("list of roles", "list of skills", "role ml-engineer embedded", "skill docker", "fits of beginner")
    own = {found for name in shown for found in SGR.findall(PAGES[name](page))}
    for text, _ in hostile_pages(case, page):
        assert set(SGR.findall(text)) <= own
        assert acting(SGR.sub("", text)) == set()
        assert too_long(text, 80) == []


@every_hostile_text
def test_ascii_pages_of_a_hostile_catalogue_are_ascii_and_fit(case: str) -> None:
    for text, _ in hostile_pages(case, Page(40, unicode=False)):
        assert text.isascii()
        assert acting(text) == set()
        assert too_long(text, 40) == []


@every_hostile_text
def test_json_of_a_hostile_catalogue_is_ascii_and_loses_nothing(case: str) -> None:
    found = json_text(SkillList(skills=hostile_models(case).some).model_dump(mode="json"))
    assert found.isascii()
    assert acting(found) == set()
    assert {skill["summary"] for skill in json.loads(found)["skills"]} == {HOSTILE[case]}


# Through the program.


@pytest.mark.parametrize("case", ["all roles", "one role", "some skills", "one skill", "fits"])
def test_a_pipe_has_no_escapes_unless_colours_are_forced(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = COMMANDS[case][2]
    plain = printed(capsys, *arguments)
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = printed(capsys, *arguments)
    assert SGR.sub("", coloured) == plain != coloured


@pytest.mark.parametrize("case", ["all roles", "one role", "some skills", "one skill", "fits"])
def test_a_page_fits_the_columns_there_are(case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = COMMANDS[case][2]
    eighty = printed(capsys, *arguments)
    for width in (20, 80, 200):
        monkeypatch.setenv("COLUMNS", str(width))
        text = printed(capsys, *arguments)
        assert too_long(text, width) == []
        assert (text == eighty) == (width == 80)


def test_a_plain_terminal_gets_ascii(run: Run) -> None:
    done = run("skills", "docker", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == page_on_skill("docker", Page(80, unicode=False))


@pytest.mark.parametrize("command", ["roles", "skills", "compare"])
def test_every_example_of_the_help_runs(
    command: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(EXAMPLE, tmp_path / "me.yaml")
    monkeypatch.chdir(tmp_path)
    save(answers_in(Path(EXAMPLE)))
    help_ = printed(capsys, command, "--help")
    examples = [line.strip() for line in help_.split("\n  Examples\n")[1].split("\n") if line.strip()]
    assert len(examples) >= 3
    outputs = set()
    for line in examples:
        program, *arguments = shlex.split(re.split(r"  +|\|", line)[0])
        assert (program, arguments[0]) == ("mle-gap", command)
        outputs.add(printed(capsys, *arguments))
    assert len(outputs) == len(examples)
    assert "" not in outputs
