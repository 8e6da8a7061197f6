"""When a skill was last used: asked, kept, flagged in every format; and answers of long ago, which are asked again."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest

from mle_gap.answers import answers_of, is_stale
from mle_gap.cli.main import main
from mle_gap.document import parse
from mle_gap.errors import BadInput
from mle_gap.formats import FORMATS
from mle_gap.journal import answers_after, standing_entries
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.records import Assessment
from mle_gap.questionnaire import YEARS_BACK, begin, press
from mle_gap.store import store_of
from tests.conftest import TODAY

Capture = pytest.CaptureFixture[str]
DAY = date.fromisoformat(TODAY)


def fine(capsys: Capture, *arguments: str) -> str:
    assert main(list(arguments)) == 0, capsys.readouterr().err
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("year", "stale"), [(None, False), (2027, False), (2026, False), (2025, False), (2024, True), (1999, True)]
)
def test_a_skill_is_stale_once_more_than_a_year_has_passed_whenever_in_the_year_it_was_used(
    year: int | None, stale: bool
) -> None:
    assert is_stale(year, DAY) is stale
    assert is_stale(year, date(2026, 1, 1)) is stale


def test_u_goes_back_year_by_year_and_then_says_nothing_again() -> None:
    state = begin(("docker", "sql"), 0, {})._replace(year=2026)
    seen = []
    for _ in range(YEARS_BACK + 2):
        state = press(state, "u")
        seen.append(state.used.get("docker"))
    assert seen == [*range(2026, 2026 - YEARS_BACK - 1, -1), None]
    assert state.position == 0
    assert not state.ratings
    assert press(state._replace(used={"docker": 1999, "sql": 2020}), "u").used == {"sql": 2020}


def test_the_questionnaire_keeps_the_year_in_draft_and_record(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("u\nu\nu\n3\nq\n"))
    assert main(["assess", "--plain", "--today", TODAY]) == 130
    draft = store_of().load_draft()
    assert draft is not None
    assert draft.value["last_used"] == {"python": 2024}
    monkeypatch.setattr("sys.stdin", StringIO("2\n" * 30))
    assert main(["assess", "--plain", "--today", TODAY, "--json"]) == 0
    record = store_of().records()[0][0].record
    assert isinstance(record, Assessment)
    assert record.answers["last_used"] == {"python": 2024}


def test_every_format_says_what_is_stale_and_not_what_is_in_use(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("skills: {docker: 3, sql: 2, git: 0}\nlast_used: {Docker: 2021, sql: 2026, git: 2019}\n")
    for format_ in FORMATS:
        if format_ == "ics":
            continue  # a calendar of steps shows no ratings
        text = fine(capsys, "assess", "--answers", str(file), "--today", TODAY, "--no-save", "-f", format_)
        assert "2021" in text, format_
        assert "2019" not in text or format_ in ("json", "csv"), format_
    report = json.loads(fine(capsys, "assess", "--answers", str(file), "--today", TODAY, "--no-save", "--json"))
    rows = {row["id"]: (row["last_used"], row["stale"]) for row in report["skills"]}
    assert rows["docker"] == (2021, True)
    assert rows["sql"] == (2026, False)
    assert rows["git"] == (2019, False)  # nothing is rated that could fade
    assert rows["python"] == (None, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{docker: '2021'}", "last_used.docker: must be a whole number"),
        ("{docker: 1890}", "last_used.docker: must be at least 1950"),
        ("{dokcer: 2021}", "last_used.dokcer: unknown skill; did you mean docker?"),
        ("{docker: 2021, Docker: 2022}", "last_used.Docker: the same skill as docker"),
        ("[docker]", "last_used: must be a mapping of keys to values"),
    ],
)
def test_a_wrong_year_is_refused_in_words(text: str, told: str, catalogue: Catalogue) -> None:
    with pytest.raises(BadInput, match=r"^me:2: ") as refused:
        answers_of(parse(f"skills: {{}}\nlast_used: {text}\n".encode(), "me"), catalogue)
    assert told in str(refused.value)


def test_a_level_done_is_in_use_again(home: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("skills: {docker: 1, sql: 2}\nlast_used: {docker: 2021, sql: 2020}\n")
    fine(capsys, "assess", "--answers", str(file), "--today", TODAY)
    fine(capsys, "done", "docker", "--today", TODAY)
    answers = answers_after(standing_entries(store_of().records()[0]))
    assert answers is not None
    assert answers["last_used"] == {"sql": 2020}


# A draft of long ago


def test_answers_of_a_draft_of_long_ago_are_asked_again_with_their_day(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    days = {"python": DAY - timedelta(days=85), "sql": DAY - timedelta(days=84)}
    store_of().save_draft(Answers(skills={"python": 3, "sql": 2}), days)
    monkeypatch.setattr("sys.stdin", StringIO("=\n" + "1\n" * 28))
    assert main(["assess", "--plain", "--today", TODAY, "--json"]) == 2  # the input ended early
    told = capsys.readouterr().err
    assert f"Last time, on {days['python'].isoformat()}: 3" in told
    assert "Question 2 of 28: SQL" not in told
    draft = store_of().load_draft()
    assert draft is None or draft.value["skills"]["python"] == 3


def test_a_record_tells_the_days_of_what_was_rated_before(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    before = DAY - timedelta(days=20)
    store_of().save_draft(Answers(skills={"python": 3}), {"python": before})
    monkeypatch.setattr("sys.stdin", StringIO("1\n" * 30))
    assert main(["assess", "--plain", "--today", TODAY, "--json"]) == 0
    record = store_of().records()[0][0].record
    assert isinstance(record, Assessment)
    assert record.days == {"python": before}
    # What was rated 20 days before that day is due 12 weeks after it, and the rest is not.
    later = (before + timedelta(days=85)).isoformat()
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    assert main(["assess", "--plain", "--review", "--today", later]) == 130
    assert "Question 1 of" in capsys.readouterr().err


@pytest.mark.parametrize("days", ['{"python": 3}', "[]", '{"python": "soon"}', '{"python": "2999-01-01"}', '"x"'])
def test_days_of_a_draft_that_cannot_be_are_taken_for_today(
    days: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    home.mkdir(parents=True)
    (home / "draft.json").write_text(f'{{"schema": 1, "answers": {{"skills": {{"python": 3}}}}, "days": {days}}}')
    monkeypatch.setattr("sys.stdin", StringIO("q\n"))
    assert main(["assess", "--plain", "--today", TODAY]) == 130
    assert "Going on at question 2" in capsys.readouterr().err


# Records that are odd, and catalogues that changed


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": 2.0, "record": {"kind": "undo", "day": "2026-01-01", "undoes": "20260504T081500123456Z-1a2b3c4d"}}',
        '{"schema": 2, "record": {"kind": "undo", "day": 86400, "undoes": "20260504T081500123456Z-1a2b3c4d"}}',
        '{"schema": 2, "record": {"kind": "assessment", "day": "2026-01-01", "answers": {"skills": {"sql": -Infinity}},'
        ' "standing": null}}',
        '{"schema": 2, "record": {"kind": "assessment", "day": "2026-01-01", "answers": {"skills": {"sql": NaN}},'
        ' "standing": null}}',
        "[" * 100_000,
    ],
)
def test_a_record_in_another_writing_is_named_and_skipped(text: str, home: Path) -> None:
    (home / "records").mkdir(parents=True)
    (home / "records" / "20260505T081500123456Z-1a2b3c4d.json").write_text(text)
    entries, problems = store_of().records()
    assert not entries
    assert "not a file of this version" in str(problems[0])


def test_records_that_name_what_only_a_layer_has_say_which_option_is_missing(
    home: Path, tmp_path: Path, capsys: Capture
) -> None:
    layer = tmp_path / "layer"
    fine(capsys, "data", "init", str(layer))
    roles = (layer / "roles.yaml").read_text()
    assert "industries" not in roles
    (layer / "roles.yaml").write_text(
        roles
        + "industries:\n  - {id: space, name: Space, summary: Far away.,"
        + " changes: [{skill: sql, levels: {mid: 3, senior: 3}, weight: 3, why: Logs.}]}\n"
    )
    if main(["assess", "--set", "sql=2", "--industry", "space", "--catalog", str(layer)]) != 0:
        pytest.fail(capsys.readouterr().err)
    capsys.readouterr()
    assert main(["plan"]) == 2
    told = capsys.readouterr().err
    assert "--catalog DIR" in told
    assert told.count("\n") == 1
    fine(capsys, "plan", "--industry", "retail")
