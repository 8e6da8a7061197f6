"""Eighty-five interruptions lose no answer and ask none twice; and a month of a person, at a terminal."""

import json
import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

import pexpect
import pytest

from mle_gap.catalog import load_folder
from mle_gap.files import data_folder
from mle_gap.models.records import Assessment
from mle_gap.store import store_of
from mle_gap.target import target_of
from tests.conftest import TODAY, hear_signals, unmeasured
from tests.test_questionnaire_terminal import ALTERNATE_OFF, MLE_GAP, Session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

ASKED = target_of(load_folder(data_folder())).skills
QUESTIONS = len(ASKED)
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
WALKS, EACH = 17, 5
MODES = ("pipe", "lines", "keys")
WORDS = {"s": "unknown", "n": "not_applicable"}
BEFORE = date(2026, 10, 1)
PATIENCE = 60  # seconds


class Blow(NamedTuple):
    """An interruption: on seeing which question, by what, and how many answers more are on their way by then."""

    question: int
    number: signal.Signals
    ahead: int
    delay: float


class Walk(NamedTuple):
    """A questionnaire from the first to the last question: how it is asked, what is answered, what comes between."""

    name: str
    mode: str
    keys: str
    earlier: dict[str, int | str]
    blows: tuple[Blow, ...]

    @property
    def answers(self) -> list[int | str]:
        """What the keys say, in the order of the questions."""
        given = zip(ASKED, self.keys, strict=True)
        return [self.earlier[skill] if key == "=" else WORDS.get(key) or int(key) for skill, key in given]


def walks() -> Iterator[Walk]:
    """The same each time: every second one comes after an earlier assessment, every blow at a random question."""
    chance = random.Random(20261123)
    signals = [SIGNALS[n % len(SIGNALS)] for n in range(WALKS * EACH)]
    chance.shuffle(signals)
    for n in range(WALKS):
        levels: tuple[int | str, ...] = (0, 1, 2, 3, 4, "unknown", "not_applicable")
        earlier = {skill: chance.choice(levels) for skill in ASKED} if n % 2 else {}
        keys = "".join(chance.choice("01234sn===" if earlier else "01234sn") for _ in ASKED)
        places = sorted(chance.choices(range(1, QUESTIONS + 1), k=EACH))
        blows = []
        for place, number in zip(places, signals[n * EACH : (n + 1) * EACH], strict=True):
            # Never the last answer: the process must still be asking when it is hit.
            ahead = min(chance.choice([0, 0, 2, 9]), QUESTIONS - place)
            blows.append(Blow(place, number, ahead, chance.uniform(0, 0.004) if ahead else 0))
        yield Walk(f"{MODES[n % 3]}-{n}", MODES[n % 3], keys, earlier, tuple(blows))


ALL = tuple(walks())


class Asking(Protocol):
    """One run of the questionnaire, however it is fed."""

    def waits_for(self, question: int) -> None: ...
    def gives(self, keys: str) -> None: ...
    def hit(self, number: int) -> None: ...
    def ends(self) -> tuple[int, str]: ...


class Piped:
    """Lines from a pipe that stays open, so that only a signal ends it."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*MLE_GAP, "assess", "--plain", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=unmeasured(),
            preexec_fn=hear_signals,  # noqa: PLW1509 - as pexpect does; no lock is touched
        )
        assert self.process.stdin is not None
        assert self.process.stderr is not None
        self.into, self.out, self.said = self.process.stdin, self.process.stderr, b""

    def waits_for(self, question: int, of: int = QUESTIONS) -> None:
        wanted = f"Question {question} of {of}: ".encode()
        while wanted not in self.said:
            assert self._more(), self.said.decode()[-500:]

    def gives(self, keys: str) -> None:
        self.into.write("".join(f"{key}\n" for key in keys).encode())
        self.into.flush()

    def hit(self, number: int) -> None:
        self.process.send_signal(number)

    def ends(self) -> tuple[int, str]:
        while self._more():
            pass
        status = self.process.wait(PATIENCE)
        self.into.close()
        self.out.close()
        return status, self.said.decode()

    def _more(self) -> bool:
        assert select.select([self.out], [], [], PATIENCE)[0], self.said.decode()[-500:]
        piece = os.read(self.out.fileno(), 65536)
        self.said += piece
        return bool(piece)


class Typed:
    """A person who types much faster than anybody could, lines or single keys."""

    def __init__(self, folder: Path, mode: str, *arguments: str) -> None:
        self.mode, plain = mode, ["--plain"] if mode == "lines" else []
        self.end_of_line = "\n" if plain else ""
        command = [*MLE_GAP, "assess", *plain, *arguments]
        self.session = Session(command, (80, 24), folder, {})
        self.session.child.timeout = PATIENCE
        self.session.child.ptyproc.delayafterclose = 0.01  # type: ignore[attr-defined]

    def waits_for(self, question: int) -> None:
        if self.mode == "lines":  # a note before the question tells its number too
            self.session.child.expect(rf"Question {question} of {QUESTIONS}: ")
        else:
            self.session.at(question)

    def gives(self, keys: str) -> None:
        if keys:
            self.session.types("".join(f"{key}{self.end_of_line}" for key in keys))

    def hit(self, number: int) -> None:
        self.session.child.kill(number)

    def ends(self) -> tuple[int, str]:
        child = self.session.child
        child.expect(pexpect.EOF)
        child.close()
        status = child.exitstatus if child.exitstatus is not None else -(child.signalstatus or 0)
        return status, self.session.log.getvalue()


def begin(walk: Walk, folder: Path) -> Asking:
    arguments = ("--today", TODAY)
    return Piped(*arguments) if walk.mode == "pipe" else Typed(folder, walk.mode, *arguments)


def questions_shown(text: str, mode: str, of: int = QUESTIONS) -> list[int]:
    """The numbers of the questions in the order they were shown; a screen drawn anew counts once."""
    if mode != "keys":
        return [int(number) for number in re.findall(rf"Question (\d+) of {of}: ", text)]
    numbers: list[int] = []
    for frame in text.split(ALTERNATE_OFF, maxsplit=1)[0].split("\x1b[H")[1:]:
        found = re.search(rf"(\d+) of {of}\b", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", frame.split("\r\n")[0]))
        if found and [int(found[1])] != numbers[-1:]:
            numbers.append(int(found[1]))
    return numbers


def kept(home: Path) -> dict[str, int | str]:
    """The answers in the draft, in the order they were given."""
    answers: dict[str, int | str] = json.loads((home / "draft.json").read_text(encoding="utf-8"))["answers"]["skills"]
    return answers


def newest(home: Path) -> Assessment:
    """The record written last."""
    content = json.loads(max((home / "records").iterdir()).read_text(encoding="utf-8"))
    assert content["schema"] == 2
    return Assessment.model_validate_json(json.dumps(content["record"]))


@pytest.mark.parametrize("walk", ALL, ids=lambda walk: walk.name)
def test_however_often_it_is_interrupted_no_answer_is_lost_and_none_is_asked_for_twice(
    walk: Walk, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = tmp_path / "tmp"
    logs.mkdir()
    monkeypatch.setenv("TMPDIR", str(logs))
    if walk.earlier:
        store_of().save_record(
            Assessment(kind="assessment", day=BEFORE, answers={"skills": walk.earlier}, standing=None)
        )
    done = 0
    times, expected = Counter[int](), Counter(range(1, QUESTIONS + 1))
    for blow in walk.blows:
        run = begin(walk, tmp_path)
        # An earlier blow may have come too late to stop before this question.
        place = max(blow.question, done + 1)
        upto = max(place - 1, min(place - 1 + blow.ahead, QUESTIONS - 1))
        run.waits_for(done + 1)
        run.gives(walk.keys[done:upto])
        if place > done + 1:
            run.waits_for(place)
        time.sleep(blow.delay)
        run.hit(blow.number)
        status, said = run.ends()
        shown = questions_shown(said, walk.mode)
        before, done = done, len(kept(home))
        assert shown == list(range(before + 1, shown[-1] + 1)), "one question after the other, from the right one on"
        assert ("Going on at question" in said) is (before > 0)
        assert place - 1 <= done <= upto
        assert kept(home) == dict(zip(ASKED[:done], walk.answers[:done], strict=True))
        assert shown[-1] in (done, done + 1), "what was answered is kept before the next question comes"
        if blow.ahead == 0:
            assert (done, shown[-1]) == (place - 1, place)
        if blow.number == signal.SIGINT:
            assert status == 130
            assert "the same command goes on from there" in " ".join(said.split())
        assert status in ((130,) if walk.mode == "keys" and blow.number != signal.SIGKILL else (130, -blow.number))
        times.update(shown)
        expected.update([done + 1] if shown[-1] == done + 1 else [])
    run = begin(walk, tmp_path)
    run.waits_for(done + 1)
    run.gives(walk.keys[done:])
    status, said = run.ends()
    shown = questions_shown(said, walk.mode)
    assert (status, shown) == (0, list(range(done + 1, QUESTIONS + 1)))
    times.update(shown)
    assert times == expected, "shown again is only what was interrupted before its answer"
    last = newest(home)
    assert last.answers["skills"] == dict(zip(ASKED, walk.answers, strict=True))
    assert (last.day, last.carried) == (date.fromisoformat(TODAY), ())
    assert len(list((home / "records").iterdir())) == 1 + bool(walk.earlier)
    assert not (home / "draft.json").exists()
    assert list(logs.iterdir()) == [], "no bug was logged"


def test_the_interruptions_are_eighty_five_by_every_signal_in_every_mode() -> None:
    blows = [(walk.mode, blow) for walk in ALL for blow in walk.blows]
    assert len(blows) == 85
    assert {(mode, blow.number) for mode, blow in blows} == {(mode, number) for mode in MODES for number in SIGNALS}
    assert len({blow.question for _, blow in blows}) > 20
    assert {mode for mode, blow in blows if blow.ahead} == set(MODES)


@pytest.mark.parametrize("mode", ["lines", "keys"])
def test_a_window_that_is_closed_while_asking_loses_no_answer_and_is_no_bug(
    mode: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = tmp_path / "tmp"
    logs.mkdir()
    monkeypatch.setenv("TMPDIR", str(logs))
    run = Typed(tmp_path, mode, "--today", TODAY)
    run.waits_for(1)
    run.gives("314")
    run.waits_for(4)
    os.close(run.session.child.child_fd)
    run.session.child.ptyproc.wait()  # type: ignore[attr-defined]
    assert kept(home) == dict(zip(ASKED, [3, 1, 4], strict=False))
    assert list(logs.iterdir()) == []
    again = Typed(tmp_path, mode, "--today", TODAY)
    again.waits_for(4)
    again.gives("q")
    status, said = again.ends()
    assert (status, questions_shown(said, mode)) == (130, [4])


def test_an_interrupted_review_goes_on_and_asks_nothing_else(home: Path, tmp_path: Path) -> None:
    # One cloud at the level asked is enough, so that another at 0 would not be due.
    earlier = {skill: 4 if n % 2 or skill in ("aws", "azure", "gcp") else 0 for n, skill in enumerate(ASKED)}
    store_of().save_record(Assessment(kind="assessment", day=BEFORE, answers={"skills": earlier}, standing=None))
    low = [skill for skill in ASKED if earlier[skill] == 0]
    answered: list[int] = []
    for number, keys in zip(SIGNALS, ("33", "", "3", "333"), strict=True):
        run = Piped("--review", "--today", TODAY)
        run.gives(keys)
        run.waits_for(len(answered) + len(keys) + 1, len(low))
        run.hit(number)
        answered += questions_shown(run.ends()[1], "pipe", len(low))[:-1]
    assert answered == [1, 2, 3, 4, 5, 6]
    run = Piped("--review", "--today", TODAY)
    run.gives("3" * (len(low) - 6))
    status, said = run.ends()
    assert (status, questions_shown(said, "pipe", len(low))) == (0, list(range(7, len(low) + 1)))
    last = newest(home)
    assert last.answers["skills"] == {**earlier, **dict.fromkeys(low, 3)}
    assert set(last.carried) == set(ASKED) - set(low)


# A person


def at_terminal(folder: Path, *arguments: str) -> Session:
    return Session([*MLE_GAP, *arguments], (80, 24), folder, {})


def told(folder: Path, *arguments: str, status: int = 0) -> str:
    """What a command without questions prints on the terminal, in single blanks."""
    return at_terminal(folder, *arguments).after(status)


def test_a_person_stops_resumes_finishes_learns_errs_and_looks_again_after_a_month(home: Path, tmp_path: Path) -> None:
    month = ("--today", "2026-12-23")
    first = at_terminal(tmp_path, "assess", "--background", "data-scientist", "--hours-per-week", "6", "--today", TODAY)
    first.at(1)
    first.types("2" * 15 + "q")
    words = first.after(130)
    assert "question 16 of 30" in words
    assert "15 answers kept" in words

    second = at_terminal(tmp_path, "assess", "--today", TODAY)
    second.at(16)
    second.sees("Going on at question 16 of 30")
    second.types("4" * 14 + "s")
    assert "mle-gap: saved" in second.after(0)
    assert newest(home).answers["skills"] == dict(zip(ASKED, [*[2] * 15, *[4] * 14, "unknown"], strict=True))

    words = told(tmp_path, "done", "docker", "3", "--today", "2026-12-01")
    assert "2 > 3" in words
    assert "`mle-gap undo` takes it back" in words
    assert "Taken back: docker 2 > 3 of 2026-12-01" in told(tmp_path, "undo", "--today", "2026-12-01")
    told(tmp_path, "done", "kubernetes", "--today", "2026-12-02")
    words = told(tmp_path, "history")
    assert TODAY in words
    assert "kubernetes 3" in words
    assert "docker" not in words, "what was taken back is gone"

    review = at_terminal(tmp_path, "assess", "--review", *month)
    review.sees("Last time, on")
    review.types("=" * QUESTIONS)
    log = review.ends(0)
    due = int(re.findall(r"1 of (\d+)\b", log)[0])
    assert 0 < due < QUESTIONS
    assert questions_shown(log, "keys", due) == list(range(1, due + 1))
    last = newest(home)
    assert last.day == date(2026, 12, 23)
    assert last.answers["skills"]["kubernetes"] == 3
    assert last.answers["skills"]["docker"] == 2
    assert last.answers["background"] == "data-scientist"
    assert last.answers["hours_per_week"] == 6
    assert set(last.carried) >= set(ASKED[15:29]), "what is at 4 and young was not asked"
    words = told(tmp_path, "history", "1", "2")
    assert TODAY in words
    assert "2026-12-23" in words
    assert not (home / "draft.json").exists()
