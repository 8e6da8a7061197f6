"""The plan as a person wishes it: pace, pauses, aim, deadline, must-haves first, what if, and what brings most."""

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mle_gap import wording
from mle_gap.catalog import load_shipped
from mle_gap.cli.main import main
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.schemas import schema_of
from mle_gap.target import target_of
from tests.conftest import ROOT, TODAY

EXAMPLE = str(ROOT / "examples" / "data-scientist.yaml")
Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of the program on the day of the tests."""
    status = main([*arguments, "--answers", EXAMPLE, "--today", TODAY])
    out, err = capsys.readouterr()
    return status, out, err


def plan_of(capsys: Capture, *arguments: str) -> dict[str, Any]:
    status, out, _ = told(capsys, "plan", "--json", *arguments)
    assert status == 0
    report = json.loads(out)
    Draft202012Validator(schema_of("report")).validate(report)
    found: dict[str, Any] = report["plan"]
    return found


def test_the_plan_is_proven_to_be_the_best_and_has_no_wishes_of_its_own(capsys: Capture) -> None:
    plan = plan_of(capsys)
    assert (plan["optimal"], plan["gap_bound"]) == (True, 0)
    assert [plan[name] for name in ("first", "first_costs", "target", "by", "study")] == [None] * 5
    assert plan["pauses"] == []
    assert plan["start"] < plan["finish_early"] < plan["finish"] < plan["finish_late"]


def test_a_pause_moves_the_finish_by_its_days(capsys: Capture) -> None:
    plain = plan_of(capsys)
    paused = plan_of(capsys, "--pause", "2026-12-21..2027-01-03", "--pause", "2027-02-01")
    assert (date.fromisoformat(paused["finish"]) - date.fromisoformat(plain["finish"])).days == 15
    assert paused["pauses"][0] == {"start": "2026-12-21", "finish": "2027-01-03"}
    assert paused["weeks"] == plain["weeks"]


def test_a_target_stops_the_plan_at_the_first_step_that_reaches_it(capsys: Capture) -> None:
    whole, plan = plan_of(capsys), plan_of(capsys, "--target", "80")
    # What a step is needed for may lie beyond the target, and is not told then.
    told_ = [[{**step, "why": ""} for step in some["steps"]] for some in (plan, whole)]
    assert told_[0] == told_[1][: len(told_[0])]
    assert plan["steps"][-2]["readiness_after"] < 80 <= plan["steps"][-1]["readiness_after"]
    assert plan["target"] == {"score": 80, "reached": plan["finish"]}


def test_a_target_that_is_held_needs_no_step(capsys: Capture) -> None:
    plan = plan_of(capsys, "--target", "50")
    assert (plan["steps"], plan["target"]) == ([], {"score": 50, "reached": None})
    _, out, _ = told(capsys, "plan", "--target", "50")
    assert "Plan: readiness 50 is held already" in out


def test_by_says_what_fits_and_with_how_many_hours_all_of_it_would(capsys: Capture) -> None:
    by = plan_of(capsys, "--by", "2027-06-30", "--target", "90")["by"]
    fits = [step for step in plan_of(capsys)["steps"] if step["finish"] <= "2027-06-30"]
    assert (by["steps"], by["readiness"]) == (len(fits), fits[-1]["readiness_after"])
    faster = plan_of(capsys, "--target", "90", "--hours-per-week", str(by["hours_per_week"]))
    assert faster["finish"] <= "2027-06-30"
    slower = plan_of(capsys, "--target", "90", "--hours-per-week", str(round(by["hours_per_week"] - 0.2, 1)))
    assert slower["finish"] > "2027-06-30"


def test_a_deadline_before_the_beginning_leaves_no_day(capsys: Capture) -> None:
    plan = plan_of(capsys, "--by", "2026-11-01")
    assert (plan["by"]["steps"], plan["by"]["hours_per_week"]) == (0, None)
    _, out, _ = told(capsys, "plan", "--by", "2026-11-01")
    assert "No day of learning is left until then." in " ".join(out.split())


def test_must_haves_first_frees_earlier_and_says_what_that_costs(capsys: Capture) -> None:
    free, first = plan_of(capsys), plan_of(capsys, "--first", "must-haves")
    blocked = {"python", "git", "docker", "aws", "model-serving", "testing"}

    def last(plan: dict[str, Any]) -> int:
        return max(int(step["order"]) for step in plan["steps"] if step["skill"] in blocked)

    assert last(first) < last(free)
    assert (first["first"], first["optimal"]) == ("must-haves", True)
    costs = [
        sum(s["gain"] * sum(t["hours"] for t in p["steps"][: s["order"]]) for s in p["steps"]) for p in (free, first)
    ]
    assert first["first_costs"] == pytest.approx((costs[1] - costs[0]) / 6, rel=1e-3)
    assert first["first_costs"] > 0


def test_days_of_study_date_the_steps(capsys: Capture) -> None:
    plan = plan_of(capsys, "--days", "tue,thu", "--at", "07:30", "--zone", "Europe/London")
    study = plan["study"]
    assert (study["at"], study["zone"]) == ("07:30", "Europe/London")
    assert {date.fromisoformat(one["day"]).weekday() for one in study["sessions"]} == {1, 3}
    assert sum(one["minutes"] for one in study["sessions"]) == 60 * plan["hours"]
    for step in plan["steps"]:
        own = [one["day"] for one in study["sessions"] if step["order"] in one["steps"]]
        assert (step["start"], step["finish"]) == (own[0], own[-1])


def test_a_calendar_has_days_of_study_where_none_were_named(capsys: Capture) -> None:
    _, out, _ = told(capsys, "plan", "-f", "ics")
    assert "DTSTART:20261123T180000" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--pause", "2027-01-03..2026-12-21"], "ends before it begins; write it as in --pause 2026-12-21..2027-01-03"),
        (["--pause", "tomorrow"], "--pause tomorrow: is no date"),
        (["--by", "soon"], "--by soon: is no date"),
        (["--target", "101"], "--target 101.0: must be from 0 to 100"),
        (["--first", "easy"], "--first easy: only must-haves can be put first"),
        (["--days", "mon,someday"], "--days mon,someday: write it as in --days mon,wed,sat"),
        (["--at", "noon"], "--at noon: is no time of day; write it as in --at 18:00"),
        (["--zone", "Mars/Olympus"], "no time zone `Mars/Olympus`; write it as in --zone Europe/London"),
        (["--zone", "../../etc/passwd"], "no time zone `../../etc/passwd`"),
        (["--days", "mon", "--hours-per-week", "50"], "50 hours of study on one day are too many; name more --days"),
        (["--what-if", "docker"], "--what-if docker: must be KEY=VALUE, for example --what-if docker=3"),
        (["--what-if", "dokcer=3"], "no skill `dokcer`; did you mean docker?"),
        (["--what-if", "docker=9"], "the level must be"),
        (["--what-if", "years=many"], "--what-if years=many: must be a number"),
        (["--what-if", "seniority=boss"], "must be"),
        (["--what-if", "docker=3", "-f", "html"], "it has no format html, only terminal and json"),
    ],
)  # fmt: skip
def test_a_wish_that_makes_no_sense_is_refused_in_one_line(arguments: list[str], says: str, capsys: Capture) -> None:
    status, out, err = told(capsys, "plan", *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_what_if_shows_both_side_by_side(capsys: Capture) -> None:
    status, out, _ = told(capsys, "plan", "--what-if", "docker=3", "--what-if", "hours-per-week=12", "--json")
    assert status == 0
    found = json.loads(out)
    Draft202012Validator(schema_of("what-if")).validate(found)
    assert found["changes"] == {"docker": "3", "hours-per-week": "12"}
    assert (found["before"]["score"], found["before"]["hours_per_week"]) == (51.9, 6)
    assert "docker" in found["before"]["blocked_by"]
    assert "docker" not in found["after"]["blocked_by"]
    assert found["after"]["score"] > found["before"]["score"]
    assert found["after"]["finish"] < found["before"]["finish"]
    _, text, _ = told(capsys, "plan", "--what-if", "docker=3", "--what-if", "hours-per-week=12")
    assert f"{found['before']['hours']}" in text
    assert f"{found['after']['hours']}" in text
    assert "No longer blocked by docker." in text


@pytest.mark.parametrize(
    "pair",
    [
        "seniority=senior",
        "role=data-scientist",
        "industry=healthcare",
        "target=60",
        "working-model=consultancy",
    ],
)
def test_what_if_takes_options_too(pair: str, capsys: Capture) -> None:
    _, out, _ = told(capsys, "plan", "--what-if", pair, "--json")
    found = json.loads(out)
    assert found["before"] != found["after"]


def test_next_lists_the_steps_with_most_points_per_hour(capsys: Capture) -> None:
    status, out, _ = told(capsys, "explain", "--next", "--json")
    assert status == 0
    found = json.loads(out)
    Draft202012Validator(schema_of("explain")).validate(found)
    planned = {(step["skill"], step["to_level"]): step for step in plan_of(capsys)["steps"]}
    rates = [step["points_per_hour"] for step in found["steps"]]
    assert rates == sorted(rates, reverse=True)
    best = sorted((step["gain"] / step["hours"] for step in planned.values()), reverse=True)[: len(rates)]
    assert rates == pytest.approx(best, abs=1e-4)
    for step in found["steps"]:
        for word in step["after"]:
            skill, level = word.split()
            assert planned[skill, int(level)]["order"] < step["order"]
    assert told(capsys, "explain", "docker", "--next")[0] == 2


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize(
    "arguments",
    [
        ["plan", "--by", "2027-06-30", "--target", "80", "--first", "must-haves", "--pause", "2026-12-21..2027-01-03"],
        ["plan", "--what-if", "docker=3"],
        ["explain", "--next"],
    ],
    ids=["plan", "what if", "next"],
)
def test_no_line_is_too_long_and_nothing_is_cut(
    arguments: list[str], width: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = told(capsys, *arguments)
    assert max(map(len, out.splitlines())) <= width
    assert "\u2026" not in out


def test_an_order_that_is_not_proven_says_by_how_much_it_could_be_better(catalogue: Catalogue) -> None:
    subject = Subject(catalogue, target_of(catalogue), Answers(skills={}), date.fromisoformat(TODAY))
    plan = report_of(subject).plan.model_copy(update={"optimal": False, "gap_bound": 0.0312})
    assert wording.order(plan) == "Readiness could rise faster by 3.1% at most in any other order, which is proven."


def test_a_plan_of_one_day_has_no_curve_and_where_all_is_met_nothing_is_next(capsys: Capture) -> None:
    met = [word for skill in load_shipped().skills for word in ("--set", f"{skill}=4")]
    assert main(["explain", "--next", *met]) == 0
    assert "Nothing is left that would add points." in capsys.readouterr().out
    assert main(["plan", *met, "--set", "git=1", "--today", TODAY, "--hours-per-week", "100"]) == 0
    assert "Readiness over time" not in capsys.readouterr().out


def test_days_of_study_are_said_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--set", "docker=1", "--days", "mon,wed", "--at", "19:30", "--today", "2026-11-23"]
    assert main(["plan", *options]) == 0
    assert "blocks of study on the days named, each at 19:30." in " ".join(capsys.readouterr().out.split())
