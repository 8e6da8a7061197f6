"""Runs the questionnaire around a draft: begin or go on, keep every answer, save what is finished."""

import os
import sys
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from typing import NamedTuple

from mle_gap import store
from mle_gap.answers import answers_of
from mle_gap.ask import ask_keys, ask_lines
from mle_gap.cli.output import page_for
from mle_gap.cli.subject import Request, target_for, with_options
from mle_gap.errors import CannotWrite, Misuse, MleGapError
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.questionnaire import QUIT, State, begin, sitting
from mle_gap.screen import Sheet
from mle_gap.wording import count

BEFOREHAND = "Choose the highest sentence you could prove today; `mle-gap verify`, to come, will check some answers."


class Note(NamedTuple):
    """A last word after the report, and the status it leads to."""

    words: str
    status: int = 0


class Stopped(MleGapError):
    """The person ended the questionnaire; what they answered is kept."""

    status = 130


def interview(request: Request, catalogue: Catalogue, *, quick: bool, plain: bool, fresh: bool, keep: bool) -> "Keeper":
    """The answers of a person asked now, still to be finished; raises Stopped or Misuse where they end early."""
    if sys.stdout is None:
        raise CannotWrite("standard output is closed, so that no report could be printed after the questions")
    ask = _way_to_ask(plain)
    known = _known(request, catalogue, fresh=fresh, keep=keep)
    target = target_for(known, catalogue)
    asked = target.skills[: target.quick] if quick else sitting(target.skills, known.skills)
    state = begin(asked, target.quick, known.skills)
    keeper = Keeper(known, state, target.skills, keep, request.catalog)
    background = catalogue.backgrounds.get(known.background or "")
    sheet = Sheet(catalogue, background, tuple(_notes(state, keeper)), state.position)
    try:
        state = ask(sheet, state, keeper.save)
    except KeyboardInterrupt:
        raise Stopped(keeper.farewell("interrupted")) from None
    if state.ended == QUIT:
        raise Stopped(keeper.farewell("stopped"))
    if not state.finished and not state.ended:
        raise Misuse(keeper.farewell("the input ended early"))
    return keeper


def _notes(state: State, keeper: "Keeper") -> Iterator[str]:
    """What is said beside the first question shown."""
    if 0 < state.position < len(state.asked):
        aim = f" for {keeper.answers.seniority}" if keeper.answers.seniority else ""
        yield f"Going on at question {state.position + 1} of {len(state.asked)}{aim}; --fresh begins anew."
    else:
        yield BEFOREHAND
    if state.rating is not None:
        yield "Your earlier answers are marked; Enter keeps one."
    if keeper.trouble is not None:
        yield f"Careful: {keeper.trouble}"


def _known(request: Request, catalogue: Catalogue, *, fresh: bool, keep: bool) -> Answers:
    """What the draft and the command line say already."""
    base = Answers(skills={})
    if keep and not fresh:
        try:
            draft = store.load_draft()
            base = answers_of(draft, catalogue) if draft is not None else base
        except CannotWrite:
            return with_options(base, request, catalogue)  # without a place for drafts there is none; the keeper tells
        except MleGapError as error:
            raise Misuse(
                f"the draft is left alone and not used: {str(error).splitlines()[0]}; or begin anew with --fresh"
            ) from None
    return with_options(base, request, catalogue)


class Keeper:
    """Keeps the answers so far, in memory and in the draft; trouble with the draft is known from the beginning."""

    def __init__(
        self, known: Answers, state: State, all_asked: tuple[str, ...], keep: bool, catalog: str | None
    ) -> None:
        self.answers, self.state, self.all_asked, self.keep, self.catalog = known, state, all_asked, keep, catalog
        self.trouble: CannotWrite | None = None
        self._try(lambda: store.save_draft(self.answers))

    def save(self, state: State) -> None:
        self.state = state
        self.answers = self.answers.model_copy(update={"skills": dict(state.ratings)})
        self._try(lambda: store.save_draft(self.answers))

    def finish(self) -> Note:
        """Save the assessment; the draft goes once every question is answered, so that the others can follow."""
        left = sum(skill not in self.state.ratings for skill in self.all_asked)
        self._try(lambda: store.save_assessment(self.answers))
        if self.trouble is None and not left:
            self._try(store.drop_draft)
        if self.trouble is not None:
            return Note(str(self.trouble), CannotWrite.status)
        if not self.keep:
            return Note("nothing was saved")
        others = f"; `mle-gap assess` asks the other {count(left, 'question')}" if left else ""
        layer = f", with --catalog {self.catalog} as here" if self.catalog else ""
        return Note(f"saved; see it again with `mle-gap plan` or `mle-gap explain`{layer}{others}")

    def farewell(self, why: str) -> str:
        """What to say to a person who ends early."""
        place = f"{why} at question {self.state.position + 1} of {len(self.state.asked)}"
        if not self.keep or self.trouble is not None:
            return f"{place}; the answers are not kept ({self.trouble or '--no-save'})"
        done = sum(skill in self.state.ratings for skill in self.state.asked)
        return f"{place}; {count(done, 'answer')} kept, the same command goes on from there"

    def _try(self, action: Callable[[], object]) -> None:
        if not self.keep:
            return
        try:
            action()
            self.trouble = None
        except CannotWrite as error:
            self.trouble = error


def _way_to_ask(plain: bool) -> Callable[[Sheet, State, Callable[[State], None]], State]:
    """Single keys on a terminal, lines where that is wanted or the terminal cannot draw; raises Misuse."""
    terminal = sys.stdin is not None and sys.stdin.isatty()
    if not plain and not terminal:
        raise Misuse(
            "standard input is no terminal to ask on; use --plain to read lines from it, --answers FILE or"
            " --set SKILL=LEVEL"
        )
    for stream, name in ((sys.stdin, "input"), (sys.stderr, "error")):
        if stream is None:
            raise Misuse(f"standard {name} is closed; use --answers FILE or --set SKILL=LEVEL")
    if plain or os.environ.get("TERM", "dumb") == "dumb":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")
        width = page_for(None).width
        return lambda sheet, state, save: ask_lines(sheet, state, save, sys.stdin, sys.stderr, width)
    if not sys.stderr.isatty():
        raise Misuse("standard error is no terminal to draw on; use --plain, --answers FILE or --set SKILL=LEVEL")
    return ask_keys
