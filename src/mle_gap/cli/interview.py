"""Runs the questionnaire around a draft: begin or go on, keep every answer, save what is finished."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from mle_gap.answers import answers_of
from mle_gap.ask import Script
from mle_gap.cli.asking import Asking, way_to_ask
from mle_gap.cli.options import day_of
from mle_gap.cli.output import tell
from mle_gap.cli.saved import assessment_of, saved_answers
from mle_gap.cli.subject import Known, Request, target_for, with_options
from mle_gap.errors import BadInput, CannotWrite, Misuse, MleGapError, clipped
from mle_gap.estimating import Replies
from mle_gap.journal import answers_after, evidence_in, rated_on, replies_in, standing_entries
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.records import Evidence
from mle_gap.models.report import Report, Supported
from mle_gap.questionnaire import LETTERS, QUIT, State, begin, press, sitting
from mle_gap.response import Reply
from mle_gap.resume import Hints
from mle_gap.score import row_of
from mle_gap.screen import Sheet, keys_for, screen, words
from mle_gap.store import Store, store_of
from mle_gap.target import Target
from mle_gap.wording import count

T = TypeVar("T")
REVIEW_DAYS = 12 * 7  # our rule: a quarter of a year, in which a person learns and forgets
BEFOREHAND = "Choose the highest sentence you could prove today; `mle-gap verify` can check many of the answers."


class Note(NamedTuple):
    """A last word after the report, and the status it leads to."""

    words: str
    status: int = 0


class Stopped(MleGapError):
    """The person ended the questionnaire; what they answered is kept."""

    status = 130


class Manner(NamedTuple):
    """How the questions are to be asked, and whether anything is kept."""

    quick: bool = False
    plain: bool = False
    fresh: bool = False
    review: bool = False
    keep: bool = True
    evidence: Mapping[str, Supported] | None = None
    hints: Hints | None = None


class Past(NamedTuple):
    """What is known from before: answers of the draft with their days, ratings from earlier on with theirs."""

    answers: Answers
    days: Mapping[str, date]
    earlier: Mapping[str, int | str]
    dates: Mapping[str, date]
    today: date
    replies: Replies
    evidence: Mapping[str, Supported] | None


def interview(request: Request, catalogue: Catalogue, manner: Manner) -> "Keeper":
    """The answers of a person asked now, still to be finished; raises Stopped or Misuse where they end early."""
    if sys.stdout is None:
        raise CannotWrite("standard output is closed, so that no report could be printed after the questions")
    asking: Asking[State] = way_to_ask(manner.plain, "--answers FILE or --set SKILL=LEVEL")
    past = _past(request, catalogue, manner)
    known = past.answers
    target = target_for(known, catalogue)
    skills = due(target, past) if manner.review else target.skills
    if not skills:
        raise Misuse("nothing is due: all is met and was rated in the last 12 weeks; mle-gap assess asks all again")
    asked = target.skills[: target.quick] if manner.quick else sitting(skills, known.skills)
    quick = target.quick if asked[: target.quick] == target.skills[: target.quick] else 0
    hints = manner.hints.levels if manner.hints is not None else {}
    state = begin(asked, quick, known.skills, past.earlier, hints)
    state = state._replace(used=known.last_used or {}, year=past.today.year)
    keeper = Keeper(past, state, skills, manner, request)
    background = catalogue.backgrounds.get(known.background or "")
    sources = manner.hints.sources if manner.hints is not None else {}
    sheet = Sheet(catalogue, background, tuple(_notes(state, keeper)), state.position, past.dates, sources)
    try:
        state = asking(_script(sheet), state, keeper.save)
    except KeyboardInterrupt:
        raise Stopped(keeper.farewell("interrupted")) from None
    if state.ended == QUIT:
        raise Stopped(keeper.farewell("stopped"))
    if not state.finished and not state.ended:
        raise Misuse(keeper.farewell("the input ended early"))
    return keeper


def _script(sheet: Sheet) -> Script[State]:
    return Script(
        press=press,
        screen=partial(screen, sheet),
        words=partial(words, sheet),
        keys=keys_for,
        letters=LETTERS,
        over=lambda state: state.finished or bool(state.ended),
        kept=lambda state: (state.ratings, state.used),
    )


def due(target: Target, past: Past) -> tuple[str, ...]:
    """What `--review` asks: skills below what is asked, not rated, or rated more than 12 weeks ago."""
    needed = {word: asked.required for asked in target.asked for word in asked.requirement.alternatives}
    rows = {word: row_of(asked, past.earlier) for asked in target.asked for word in asked.requirement.alternatives}

    def is_due(skill: str) -> bool:
        rating = past.earlier.get(skill)
        old = _is_old(past.dates.get(skill, date.min), past.today)
        open_ = rows[skill].state in ("gap", "unknown")
        return old or (open_ and not (isinstance(rating, int) and rating >= needed[skill]))

    return tuple(skill for skill in target.skills if is_due(skill))


def _is_old(day: date, today: date) -> bool:
    return (today - day).days > REVIEW_DAYS


def _notes(state: State, keeper: "Keeper") -> Iterator[str]:
    """What is said beside the first question shown."""
    if 0 < state.position < len(state.asked):
        aim = f" for {keeper.drafted.seniority}" if keeper.drafted.seniority else ""
        yield f"Going on at question {state.position + 1} of {len(state.asked)}{aim}; --fresh begins anew."
    else:
        yield BEFOREHAND
    if not state.used:
        yield "Not used for long? u tells the year in which you last used a skill."
    if state.rating is not None:
        yield "Your earlier answers are marked; Enter keeps one."
    if keeper.trouble is not None:
        yield f"Careful: {keeper.trouble}"


def _past(request: Request, catalogue: Catalogue, manner: Manner) -> Past:
    """What draft, records and command line say already."""
    base, earlier, dates, days = Answers(skills={}), dict[str, int | str](), dict[str, date](), dict[str, date]()
    today, replies = day_of("--today", request.today) or date.today(), dict[str, tuple[Reply, ...]]()
    shown = manner.evidence
    if manner.keep and not manner.fresh:
        with suppress(CannotWrite):  # without a place for answers there are none; the keeper tells
            store = store_of(request.profile)
            entries, problems = store.records()
            standing = standing_entries(entries)
            tell(problems, standing[-1].id if standing else "")
            replies = replies_in(standing, today)
            shown = shown or evidence_in(standing) or None
            if answers_after(standing) is not None:
                before = _unless_odd("the last assessment", lambda: saved_answers(standing, catalogue, request))
                earlier, dates = dict(before.skills), dict(rated_on(standing))
                base = before.model_copy(update={"skills": {}})
            draft = _unless_odd("the draft", store.load_draft)
            if draft is not None:
                base = _unless_odd("the draft", lambda: answers_of(draft, catalogue))
                days = _days_of(store.draft_days(), base.skills, today)
                # Answers of long ago are no answers of today: they are asked again, and one key keeps them.
                old = {skill for skill, day in days.items() if _is_old(day, today)}
                earlier |= {skill: base.skills[skill] for skill in old}
                dates |= {skill: days.pop(skill) for skill in old}
                base = base.model_copy(update={"skills": {s: r for s, r in base.skills.items() if s not in old}})
    if manner.hints is not None:  # what was said before wins
        said = {"years": manner.hints.years, "name": manner.hints.name}
        base = base.model_copy(update={key: value for key, value in said.items() if getattr(base, key) is None})
    return Past(with_options(base, request, catalogue), days, earlier, dates, today, replies, shown)


def _days_of(told: Mapping[str, str], skills: Iterable[str], today: date) -> dict[str, date]:
    """The day of each rating of a draft; today where none is told that can be."""
    days = dict.fromkeys(skills, today)
    for skill in days:
        with suppress(ValueError):
            days[skill] = min(date.fromisoformat(told.get(skill, "")), today)
    return days


def _unless_odd(what: str, read: Callable[[], T]) -> T:
    """What is read; raises Misuse where it cannot be used, so that nothing is written over it unasked."""
    try:
        return read()
    except BadInput as error:
        words = clipped(str(error).splitlines()[0], 400)
        raise Misuse(f"{what} is left alone and not used: {words}; or begin anew with --fresh") from None


class Keeper:
    """Keeps the answers so far, in memory and in the draft; trouble with the draft is known from the beginning."""

    def __init__(self, past: Past, state: State, to_ask: tuple[str, ...], manner: Manner, request: Request) -> None:
        self.past, self.state, self.to_ask, self.manner, self.request = past, state, to_ask, manner, request
        self.drafted, self.days = past.answers, dict(past.days)
        self.trouble: CannotWrite | None = None
        self._try(lambda store: store.save_draft(self.drafted, self.days))

    @property
    def known(self) -> Known:
        """All answers: those given now, and ratings of before where nothing was answered now."""
        skills = {**self.past.earlier, **self.drafted.skills}
        return Known(self.drafted.model_copy(update={"skills": skills}), self.past.replies, self.past.evidence)

    def save(self, state: State) -> None:
        """Keep the answers after a key; what was rated by it is of today."""
        rated = (skill for skill, rating in state.ratings.items() if self.state.ratings.get(skill) != rating)
        self.days |= dict.fromkeys((*rated, self.state.skill), self.past.today)
        self.state = state
        self.drafted = self.drafted.model_copy(
            update={"skills": dict(state.ratings), "last_used": dict(state.used) or None}
        )
        self._try(lambda store: store.save_draft(self.drafted, self.days))

    def finish(self, report: Report) -> Note:
        """Save the assessment; the draft goes once every question is answered, so that the others can follow."""
        left = sum(skill not in self.state.ratings for skill in self.to_ask)
        days = {skill: self.days[skill] for skill in self.drafted.skills if skill in self.days}
        found = self.manner.evidence
        if found is not None:
            scanned = Evidence(kind="evidence", day=self.past.today, skills=dict(found))
            self._try(lambda store: store.save_record(scanned))
        record = assessment_of(self.known.answers, report, set(self.past.earlier) - set(self.drafted.skills), days)
        self._try(lambda store: store.save_record(record))
        if self.trouble is None and not left:
            self._try(lambda store: store.drop_draft())
        if self.trouble is not None:
            return Note(str(self.trouble), CannotWrite.status)
        if not self.manner.keep:
            return Note("nothing was saved")
        others = f"; `mle-gap assess` asks the other {count(left, 'question')}" if left else ""
        names = [f"--{key} {value}" for key in ("profile", "catalog") if (value := getattr(self.request, key))]
        same = f", with {' '.join(names)} as here" if names else ""
        return Note(f"saved; see it again with `mle-gap plan` or `mle-gap explain`{same}{others}")

    def farewell(self, why: str) -> str:
        """What to say to a person who ends early."""
        place = f"{why} at question {self.state.position + 1} of {len(self.state.asked)}"
        if not self.manner.keep or self.trouble is not None:
            return f"{place}; the answers are not kept ({self.trouble or '--no-save'})"
        done = sum(skill in self.state.ratings for skill in self.state.asked)
        again = "the same command without --fresh" if self.manner.fresh else "the same command"
        return f"{place}; {count(done, 'answer')} kept, {again} goes on from there"

    def _try(self, action: Callable[[Store], object]) -> None:
        if not self.manner.keep:
            return
        try:
            action(store_of(self.request.profile))
            self.trouble = None
        except CannotWrite as error:
            self.trouble = error
