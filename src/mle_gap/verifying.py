"""From what is known of a person to the questions to put, and from the answers to what they tell. Pure."""

from collections.abc import Collection, Mapping, Sequence

from mle_gap.errors import BadInput, Misuse, Problem, did_you_mean
from mle_gap.estimate import Want
from mle_gap.estimating import Estimated, estimated, outcome, wants_of
from mle_gap.models.quiz import Item
from mle_gap.models.report import Report, SkillRow
from mle_gap.models.verify import Verification, VerifiedSkill
from mle_gap.planning import Subject
from mle_gap.quiz import Asked, Given
from mle_gap.score import row_of

UNSURE = "unknown"  # as in an answers file


def wants_for(report: Report, named: Sequence[str], quizzes: Collection[str]) -> tuple[Want, ...]:
    """What to verify: the skills named, else all of the role; raises Misuse where there is no question on one."""
    rows = {row.id: row for row in report.skills if row.state != "not_applicable"}
    for skill in named:
        if skill not in quizzes:
            raise Misuse(f"there are no questions on {skill} yet; there are on {', '.join(sorted(quizzes))}")
    chosen = named or [skill for skill in rows if skill in quizzes]
    return tuple(_want(skill, rows.get(skill)) for skill in chosen)


def _want(skill: str, row: SkillRow | None) -> Want:
    # A skill the role does not ask for is held against independent work.
    return Want(skill, 2, 1.0) if row is None else Want(skill, row.required, float(row.weight))


def given_in(responses: Mapping[str, object], items: Mapping[str, Sequence[Item]], source: str) -> list[Given]:
    """Answers from a file, item id -> the text of an option or `unknown`; raises BadInput with every problem."""
    known = {item.id: (skill, item) for skill, some in items.items() for item in some}
    given: list[Given] = []
    problems: list[Problem] = []
    for id_, response in responses.items():
        if id_ not in known:
            hint = did_you_mean(id_, known) or "ids are those of the quiz files"
            problems.append(Problem(source, None, id_, "no such question, or answered before", hint))
            continue
        skill, item = known[id_]
        texts = [" ".join(option.text.split()) for option in item.options]
        words = " ".join(str(response).split()) if isinstance(response, str | int | float) else ""
        if words in texts:
            given.append(Given(Asked(skill, item, (0, 1, 2)), texts.index(words)))
        elif words == UNSURE:
            given.append(Given(Asked(skill, item, (0, 1, 2)), None))
        else:
            hint = f"one of {', '.join(sorted(map(repr, texts)))}, or {UNSURE}"
            problems.append(Problem(source, None, id_, "must be the text of an option", hint))
    if problems:
        raise BadInput(problems)
    return given


def verification_of(subject: Subject, report: Report, wants: Sequence[Want], answered: int) -> Verification:
    """The outcome: every skill with answers that count, and the estimate without any answer and with them."""
    ratings, replies = subject.answers.skills, subject.replies
    rows = [row_of(asked, ratings) for asked in subject.target.asked]
    found, before = (estimated(ratings, told, rows, subject.evidence) for told in (replies, {}))
    asked = {want.skill: want for want in (*wants_of(rows), *wants)}
    skills = (
        () if found is None else (_verified(subject, found, want) for want in asked.values() if replies.get(want.skill))
    )
    return Verification.model_construct(
        role=report.role,
        score=report.readiness.score,
        before=None if before is None else before.rounded,
        after=report.readiness.estimate,
        answered=answered,
        next=next(iter(report.verify_next), None),
        skills=tuple(skills),
    )


def _verified(subject: Subject, found: Estimated, want: Want) -> VerifiedSkill:
    rating, replies = subject.answers.skills.get(want.skill), subject.replies[want.skill]
    level = rating if isinstance(rating, int) else None
    likely, chance, finding = found.of(want.skill, want.required)
    return VerifiedSkill.model_construct(
        id=want.skill,
        name=subject.catalogue.skills[want.skill].name,
        level=level,
        required=want.required,
        asked=len(replies),
        right=sum(reply.right for reply in replies),
        left_open=sum(reply.left_open for reply in replies),
        likely_level=likely,
        chance_met=round(chance, 3),
        finding=finding,
        outcome=outcome(level, likely, finding),
    )
