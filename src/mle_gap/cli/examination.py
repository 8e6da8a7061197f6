"""Runs a quiz: chooses what to verify, asks, keeps every answer, and says what it comes to."""

import os
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from math import ceil
from typing import NamedTuple

from mle_gap.answers import skill_id
from mle_gap.ask import Script
from mle_gap.bank import Items, load_bank
from mle_gap.cli.asking import Asking, way_to_ask
from mle_gap.cli.interview import Stopped
from mle_gap.cli.options import day_of
from mle_gap.cli.saved import known_of
from mle_gap.cli.subject import Request, subject_for
from mle_gap.document import read
from mle_gap.errors import BadInput, CannotWrite, Misuse
from mle_gap.estimating import signs_of
from mle_gap.files import read_bytes
from mle_gap.models.catalog import Catalogue
from mle_gap.models.records import QuizAnswer
from mle_gap.models.verify import Verification
from mle_gap.planning import Subject
from mle_gap.quiz import LETTERS, SECONDS, Course, Given, State, begin, press, signs_after
from mle_gap.quiz_screen import NOTICE, Board, keys_for, screen, words
from mle_gap.report import report_of
from mle_gap.store import Store, store_of
from mle_gap.verifying import given_in, verification_of, wants_for
from mle_gap.wording import count

MINUTES = 10.0  # unless skills are named


class Manner(NamedTuple):
    """How to verify: what, how long, and where the answers come from."""

    skills: tuple[str, ...] = ()
    minutes: float | None = None
    most: int = 5
    seed: int | None = None
    responses: str | None = None
    plain: bool = False
    keep: bool = True


class Keeper:
    """Keeps each answer as a record at once; the first trouble with that is told at the end."""

    def __init__(self, store: Store | None, day: date, seed: int) -> None:
        self.store, self.day, self.seed = store, day, seed
        self.given: tuple[Given, ...] = ()
        self.trouble: CannotWrite | None = None

    def save(self, given: tuple[Given, ...]) -> None:
        new, self.given = given[len(self.given) :], given
        for one in new:
            record = QuizAnswer(
                kind="quiz",
                day=self.day,
                skill=one.asked.skill,
                item=one.asked.item.id,
                level=one.asked.item.level,
                seed=self.seed,
                chosen=one.chosen,
            )
            try:
                if self.store is not None:
                    self.store.save_record(record)
            except CannotWrite as error:
                self.trouble = self.trouble or error

    def farewell(self, why: str) -> str:
        """What to say to a person who ends early without the result."""
        if self.store is None or self.trouble is not None:
            return f"{why}; the answers are not kept ({self.trouble or '--no-save'})"
        return f"{why}; {count(len(self.given), 'answer')} kept, the same command goes on from there"


def examined(request: Request, catalogue: Catalogue, manner: Manner) -> tuple[Verification, CannotWrite | None]:
    """What the questions tell, and the trouble there was with keeping the answers; raises Stopped and Misuse."""
    known = known_of(request, catalogue)
    if known is None:
        raise Misuse("no assessment is saved yet; run mle-gap assess first")
    subject = subject_for(known, request, catalogue)
    named = tuple(dict.fromkeys(skill_id(word, catalogue) for word in manner.skills))
    wants = wants_for(report_of(subject), named, catalogue.quizzes)
    seed = int.from_bytes(os.urandom(4)) if manner.seed is None else manner.seed
    items = _left(load_bank(request.catalog, catalogue.skills), known.answered)
    store = store_of(request.profile) if manner.keep else None
    keeper = Keeper(store, day_of("--today", request.today) or date.today(), seed)
    minutes = manner.minutes or (None if named else MINUTES)
    course = Course(
        items=items,
        wants=wants,
        signs=signs_of(subject.answers.skills, subject.replies, subject.evidence),
        seed=seed,
        most=manner.most,
        named=bool(named),
        limit=10_000 if minutes is None else max(ceil(minutes * 60 / SECONDS), 1),
    )
    if manner.responses is not None:
        keeper.save(tuple(_from_file(manner.responses, items)))
    else:
        _ask(course, catalogue, keeper, manner, minutes)
    return _outcome(subject, course, keeper), keeper.trouble


def _left(items: Items, answered: frozenset[str]) -> Items:
    return {skill: tuple(item for item in some if item.id not in answered) for skill, some in items.items()}


def _from_file(name: str, items: Items) -> list[Given]:
    source = "standard input" if name == "-" else name
    value = read(read_bytes(name), source)
    responses = value.value.get("responses") if isinstance(value.value, dict) else None
    if value.problems:
        raise BadInput(value.problems)
    if not isinstance(responses, dict) or set(value.value) != {"responses"}:
        raise BadInput([value.problem((), "needs `responses`, a mapping of question ids to answers, and nothing else")])
    return given_in(responses, items, source)


def _ask(course: Course, catalogue: Catalogue, keeper: Keeper, manner: Manner, minutes: float | None) -> None:
    asking: Asking[State] = way_to_ask(manner.plain, "--responses FILE")
    state = begin(course)
    if state.asked is None:
        raise Misuse("no question is left that would tell more: all is decided, or was answered before")
    names = {id_: skill.name for id_, skill in catalogue.skills.items()}
    end = None if minutes is None else time.monotonic() + 60 * minutes
    script = _script(Board(names, (NOTICE,)), lambda: end is not None and time.monotonic() > end)
    try:
        state = asking(script, state, lambda state: keeper.save(state.given))
    except KeyboardInterrupt:
        raise Stopped(keeper.farewell("interrupted")) from None
    if not state.over and not script.over(state):
        raise Misuse(keeper.farewell("the input ended early"))


def _script(board: Board, late: Callable[[], bool]) -> Script[State]:
    return Script(
        press=press,
        screen=partial(screen, board),
        words=partial(words, board),
        keys=keys_for,
        letters=LETTERS,
        # Nobody is cut off while reading: time is up between two questions only.
        over=lambda state: state.over or (state.told is None and bool(state.given) and late()),
        kept=lambda state: state.given,
        passes=lambda state: state.told is not None,
    )


def _outcome(subject: Subject, course: Course, keeper: Keeper) -> Verification:
    signs = signs_after(course, keeper.given)
    replies = {skill: sign.replies for skill, sign in signs.items() if sign.replies}
    after = subject._replace(replies=replies)
    return verification_of(after, report_of(after), course.wants, len(keeper.given))
