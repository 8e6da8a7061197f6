"""The answers a command works from when the command line gives none: the last assessment and what was done since."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from mle_gap.answers import answers_of
from mle_gap.cli.options import day_of
from mle_gap.cli.output import Result, tell
from mle_gap.cli.subject import Known, Request, given_answers, with_options
from mle_gap.document import Document
from mle_gap.errors import BadInput, CannotWrite, Misuse
from mle_gap.journal import Entry, answered_items, answers_after, evidence_in, replies_in, standing_entries
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.models.records import Assessment, Evidence, Standing
from mle_gap.models.report import Report
from mle_gap.planning import Subject
from mle_gap.store import Store, store_of
from mle_gap.trusted import plain
from mle_gap.wording import count

NONE_SAVED = "no assessment is saved yet; run mle-gap assess, or name a file with --answers FILE"
NOTHING_SAID = Request()


def current(request: Request, catalogue: Catalogue) -> Known:
    """What the command line says of a person, else what is saved of them; raises Misuse where there is neither."""
    found = known_of(request, catalogue)
    if found is None:
        raise Misuse(NONE_SAVED)
    return found


def known_of(request: Request, catalogue: Catalogue) -> Known | None:
    """The same, None where there is neither."""
    if request.gives_answers:
        return Known(given_answers(request, catalogue))
    entries, problems = store_of(request.profile).records()
    standing = standing_entries(entries)
    if answers_after(standing) is None:
        if problems:
            raise BadInput(problems[-1:])
        return None
    tell(problems, standing[-1].id)
    answers = with_options(saved_answers(standing, catalogue, request), request, catalogue)
    day = day_of("--today", request.today) or date.today()
    return Known(answers, replies_in(standing, day), evidence_in(standing) or None, answered_items(standing))


def saved_answers(standing: list[Entry], catalogue: Catalogue, said: Request = NOTHING_SAID) -> Answers:
    """The answers that follow from records, with an assessment among them; raises BadInput where they do not fit.

    What the command line says anew is not looked at: it may be just what the catalogue has no longer.
    """
    kept = answers_after(standing) or {}
    asked = {name: value for name, value in kept.items() if name == "skills" or getattr(said, name, None) is None}
    try:
        return answers_of(Document(f"{standing[-1].id}.json", asked), catalogue)
    except BadInput as error:
        # Words a catalogue of one's own had are the usual reason.
        first = error.problems[0]
        others = f", and {count(len(error.problems) - 1, 'thing')} more" if len(error.problems) > 1 else ""
        hint = "name the catalogue they were given with, --catalog DIR, or assess anew with mle-gap assess --fresh"
        what = f"{first.what}{others}: these answers do not fit the catalogue"
        raise BadInput([first._replace(what=what, hint=hint)]) from None


def kept(result: Result, subject: Subject, report: Report, store: Store | None) -> Result:
    """The result, the assessment behind it saved in the store, if there is one; status 3 where that fails."""
    if store is None:
        return result
    try:
        if subject.evidence is not None:
            store.save_record(Evidence(kind="evidence", day=subject.today, skills=dict(subject.evidence)))
        store.save_record(assessment_of(subject.answers, report))
    except CannotWrite as error:
        return result._replace(status=error.status, note="; ".join(filter(None, (result.note, str(error)))))
    return result


def assessment_of(
    answers: Answers, report: Report, carried: Iterable[str] = (), days: Mapping[str, date] = MappingProxyType({})
) -> Assessment:
    """The record of an assessment: the answers, and where the report says the person stands."""
    said = {name: value for name, value in plain(answers).items() if value is not None}
    return Assessment.model_construct(
        kind="assessment",
        day=report.generated_at,
        answers=said,
        carried=tuple(sorted(carried)),
        days={skill: day for skill, day in sorted(days.items()) if day != report.generated_at},
        standing=standing_of(report),
    )


def standing_of(report: Report) -> Standing:
    """What a record keeps of the report that was told with it."""
    ready = report.readiness
    return Standing.model_construct(
        role=report.role,
        score=ready.score,
        high=ready.high,
        verdict=ready.verdict,
        blocked_by=ready.blocked_by,
        catalogue=report.catalogue,
    )
