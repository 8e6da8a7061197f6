"""From options to the subject of a report: whose answers, against what, on which day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mle_gap.answers import answers_of, rating_of, skill_id
from mle_gap.catalog import load, role_in
from mle_gap.cli.options import day_of, days_of, pause_of, score_of, time_of, zone_of
from mle_gap.document import Document, read
from mle_gap.errors import BadInput, Misuse, clipped
from mle_gap.estimating import Replies
from mle_gap.files import read_bytes
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.report import Supported
from mle_gap.planning import Subject, Wishes
from mle_gap.target import Target, target_of


class Known(NamedTuple):
    """What is known of a person: what they say, what they answered to questions, what their files show.

    `answered` are all questions answered ever, also those that count no longer.
    """

    answers: Answers
    replies: Replies = MappingProxyType({})
    evidence: Mapping[str, Supported] | None = None
    answered: frozenset[str] = frozenset()


class Request(NamedTuple):
    """What the command line says about the person and the target; None where it says nothing."""

    answers: str | None = None
    set: tuple[str, ...] = ()
    role: str | None = None
    seniority: str | None = None
    working_model: str | None = None
    industry: str | None = None
    background: str | None = None
    years: float | None = None
    hours_per_week: float | None = None
    start: str | None = None
    pause: tuple[str, ...] = ()
    target: float | None = None
    by: str | None = None
    first: str | None = None
    days: str | None = None
    at: str | None = None
    zone: str | None = None
    basis: str | None = None
    format_: str | None = None
    today: str | None = None
    catalog: str | None = None
    profile: str | None = None

    def check(self, output: str | None) -> None:
        """Refuse before anything is asked what would fail after it; raises Misuse."""
        day_of("--today", self.today)
        wishes_of(self)
        if output not in (None, "-") and self.answers not in (None, "-"):
            one, other = Path(str(output)), Path(str(self.answers))
            if one.is_file() and other.is_file() and one.samefile(other):
                raise Misuse(f"--output {output} is the answers file; name another")

    @property
    def gives_answers(self) -> bool:
        """Whether levels come from the command line, so that nothing is asked or looked up."""
        return self.answers is not None or bool(self.set)


def request_of(options: Mapping[str, Any]) -> Request:
    """The request in a command's options by name; those the command does not have stay unsaid."""
    said = {name: options[name] for name in Request._fields if name in options}
    several = {"set": options.get("set_"), "pause": options.get("pause")}
    return Request(**{**said, **{name: tuple(values or ()) for name, values in several.items()}})


def catalogued(request: Request) -> tuple[Catalogue, Request]:
    """The catalogue with all that the command line lays over it, and the request with the role of a file by its id."""
    if request.role is None or not request.role.casefold().endswith(ROLE_FILES):
        return load(request.catalog), request
    role = role_in(request.role)
    return load(request.catalog, request.role), request._replace(role=role)


ROLE_FILES = (".yaml", ".yml", ".json")
PERSONAL = ("role", "seniority", "industry", "background", "years", "hours_per_week")


def given_answers(request: Request, catalogue: Catalogue) -> Answers:
    """The answers file, if one is named, with the options of the command line on top."""
    base = Answers(skills={})
    if request.answers is not None:
        name = "standard input" if request.answers == "-" else request.answers
        base = answers_of(read(read_bytes(request.answers), name), catalogue)
    return with_options(base, request, catalogue)


def with_options(base: Answers, request: Request, catalogue: Catalogue) -> Answers:
    """Answers with what the command line says on top; raises BadInput or Misuse."""
    said: dict[str, Any] = {key: getattr(request, key) for key in PERSONAL if getattr(request, key) is not None}
    said["skills"] = _set_ratings(request.set, catalogue)
    # It belongs to a role that may be named elsewhere; `target_for` checks it against that one.
    base = base.model_copy(update={"working_model": request.working_model or _model_kept(base, request, catalogue)})
    checked = _checked(said, catalogue)
    update = {key: getattr(checked, key) for key in said}
    return base.model_copy(update={**update, "skills": {**base.skills, **checked.skills}})


def _model_kept(base: Answers, request: Request, catalogue: Catalogue) -> str | None:
    """The working model of the answers; none where the command line names another role, which has no such model."""
    role = catalogue.roles.get(request.role or "")
    if role is None or request.role == base.role:
        return base.working_model
    return base.working_model if base.working_model in {one.id for one in role.working_models} else None


def _checked(said: dict[str, Any], catalogue: Catalogue) -> Answers:
    """What the options say as answers; problems name the option."""
    try:
        return answers_of(Document("command line", said), catalogue)
    except BadInput as error:
        options = [problem._replace(where="--" + problem.where.replace("_", "-")) for problem in error.problems]
        raise BadInput(options) from None


def _set_ratings(pairs: tuple[str, ...], catalogue: Catalogue) -> Mapping[str, int | str]:
    ratings: dict[str, int | str] = {}
    for pair in pairs:
        word, equals, level = pair.partition("=")
        if not equals:
            raise Misuse(f"--set {pair}: must be SKILL=LEVEL, for example --set docker=2")
        ratings[skill_id(word.strip(), catalogue)] = rating_of(level.strip(), word.strip())
    return ratings


def target_for(answers: Answers, catalogue: Catalogue) -> Target:
    """What the answers aim at, with the defaults where they do not say."""
    return target_of(catalogue, answers.role, answers.seniority, answers.working_model, answers.industry)


def subject_for(known: Known, request: Request, catalogue: Catalogue) -> Subject:
    """Everything the report depends on."""
    answers = known.answers
    return Subject(
        catalogue=catalogue,
        target=target_for(answers, catalogue),
        answers=answers,
        today=day_of("--today", request.today) or date.today(),
        wishes=wishes_of(request),
        replies=known.replies,
        evidence=known.evidence,
    )


STUDY_DAYS = "mon,wed,sat"


def _studies(request: Request) -> bool:
    """Whether blocks of study are wanted although no days were named."""
    return request.format_ == "ics" or request.at is not None or request.zone is not None


def wishes_of(request: Request) -> Wishes:
    """What the command line wants of the plan; raises Misuse."""
    if request.first not in (None, "must-haves"):
        raise Misuse(f"--first {clipped(str(request.first), 60)}: only must-haves can be put first")
    if request.basis not in (None, "self", "estimate"):
        raise Misuse(f"--basis {clipped(str(request.basis), 60)}: must be self or estimate")
    return Wishes(
        basis="estimate" if request.basis == "estimate" else "self",
        start=day_of("--start", request.start),
        pauses=tuple(map(pause_of, request.pause)),
        target=score_of("--target", request.target),
        by=day_of("--by", request.by),
        must_haves_first=request.first is not None,
        days=days_of(request.days or (STUDY_DAYS if _studies(request) else None)),
        at=time_of(request.at),
        zone=zone_of(request.zone),
    )
