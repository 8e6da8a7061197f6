"""Runs the questionnaire around a draft: begin or go on, keep every answer, save what is finished."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from mle_gap import store
from mle_gap.answers import answers_of
from mle_gap.ask import ask_keys, ask_lines
from mle_gap.cli.output import WIDEST, page_for
from mle_gap.cli.subject import Request, target_for, with_options
from mle_gap.errors import CannotWrite, Misuse, MleGapError
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.questionnaire import QUIT, State, begin
from mle_gap.screen import Sheet
from mle_gap.wording import count

BEFOREHAND = (
    "Rate what you could show somebody today: each level comes with a proof, and a coming version checks some answers"
    " (mle-gap verify)."
)


class Note(NamedTuple):
    """A last word after the report, and the status it leads to."""

    words: str
    status: int = 0


class Stopped(MleGapError):
    """The person ended the questionnaire; what they answered is kept."""

    status = 130


def interview(
    request: Request, catalogue: Catalogue, *, quick: bool, plain: bool, fresh: bool, keep: bool
) -> tuple[Answers, Note]:
    """The answers of a person asked now; raises Stopped or Misuse where they end early, the draft being kept."""
    ask = _way_to_ask(plain)
    known = _known(request, catalogue, fresh=fresh, keep=keep)
    target = target_for(known, catalogue)
    asked = target.skills[: target.quick] if quick else target.skills
    state = begin(asked, target.quick, known.skills)
    keeper = _Keeper(known, state, target.skills, keep)
    resumed = f"Going on at question {state.position + 1} of {len(asked)}; --fresh begins anew."
    notes = (resumed,) if 0 < state.position < len(asked) else (BEFOREHAND,)
    sheet = Sheet(catalogue, catalogue.backgrounds.get(known.background or ""), notes, state.position)
    try:
        state = ask(sheet, state, keeper.save)
    except KeyboardInterrupt:
        raise Stopped(keeper.farewell("interrupted")) from None
    if state.ended == QUIT:
        raise Stopped(keeper.farewell("stopped"))
    if not state.finished and not state.ended:
        raise Misuse(keeper.farewell("the input ended early"))
    return keeper.answers, keeper.finish()


def _known(request: Request, catalogue: Catalogue, *, fresh: bool, keep: bool) -> Answers:
    """What the draft and the command line say already."""
    base = Answers(skills={})
    if keep and not fresh:
        try:
            draft = store.load_draft()
            base = answers_of(draft, catalogue) if draft is not None else base
        except MleGapError as error:
            raise Misuse(
                f"the draft is left alone and not used: {str(error).splitlines()[0]}; or begin anew with --fresh"
            ) from None
    return with_options(base, request, catalogue)


class _Keeper:
    """Keeps the answers so far, in memory and in the draft; trouble with the draft is told once, at the end."""

    def __init__(self, known: Answers, state: State, all_asked: tuple[str, ...], keep: bool) -> None:
        self.answers, self.state, self.all_asked, self.keep = known, state, all_asked, keep
        self.trouble: CannotWrite | None = None

    def save(self, state: State) -> None:
        self.state = state
        self.answers = self.answers.model_copy(update={"skills": dict(state.ratings)})
        self._try(lambda: store.save_draft(self.answers))

    def finish(self) -> Note:
        self._try(lambda: store.save_assessment(self.answers))
        if self.trouble is None:
            self._try(store.drop_draft)
        if self.trouble is not None:
            return Note(str(self.trouble), CannotWrite.status)
        return Note(
            "saved; see it again with `mle-gap plan` or `mle-gap explain`" if self.keep else "nothing was saved"
        )

    def farewell(self, why: str) -> str:
        done = sum(skill in self.state.ratings for skill in self.state.asked)
        if not self.keep or self.trouble is not None:
            reason = "--no-save" if self.trouble is None else str(self.trouble)
            return f"{why} at question {self.state.position + 1}; the answers are not kept ({reason})"
        kept = f"{count(done, 'answer')} {'is' if done == 1 else 'are'} kept"
        return (
            f"{why} at question {self.state.position + 1} of {len(self.state.asked)}; {kept},"
            " `mle-gap assess` goes on from there"
        )

    def _try(self, action: Callable[[], object]) -> None:
        if not self.keep:
            return
        try:
            action()
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
    if sys.stdin is None:
        raise Misuse("standard input is closed; use --answers FILE or --set SKILL=LEVEL")
    if plain or os.environ.get("TERM", "dumb") == "dumb":
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
        width = min(page_for(None).width, WIDEST)
        return lambda sheet, state, save: ask_lines(sheet, state, save, sys.stdin, sys.stderr, width)
    if sys.stderr is None or not sys.stderr.isatty():
        raise Misuse("standard error is no terminal to draw on; use --plain, --answers FILE or --set SKILL=LEVEL")
    return ask_keys
