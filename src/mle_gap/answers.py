"""From what a person wrote to answers with catalogue ids: names and aliases resolved, every word checked. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from mle_gap.document import Document
from mle_gap.errors import MAX_PROBLEMS, BadInput, Misuse, Problem, clipped, did_you_mean
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.validation import beside, shown, validated

MOST_SKILLS = 1000
STATES = ("unknown", "not_applicable")
RATINGS = "a whole number from 0 to 4, `unknown` or `not_applicable`"


def answers_of(document: Document, catalogue: Catalogue) -> Answers:
    """The answers in a document, skills by id; raises BadInput with the problems (at most MAX_PROBLEMS)."""
    ratings = islice(_rating_problems(document, catalogue), MAX_PROBLEMS)
    answers, others = validated(Answers, _without_ratings(document))
    words = islice(_unknown_words(document, catalogue), MAX_PROBLEMS)
    used = islice(_unknown_skills(document, "last_used", catalogue), MAX_PROBLEMS)
    problems = beside(document, [*ratings, *(p for p in others if p not in document.problems), *words, *used])
    if problems or answers is None:
        raise BadInput(sorted(problems, key=lambda problem: problem.line or 0))
    update: dict[str, Any] = {"skills": _by_id(document.value["skills"], catalogue)}
    if answers.last_used is not None:
        update["last_used"] = _by_id(answers.last_used, catalogue)
    return answers.model_copy(update=update)


def rating_of(text: str, word: str) -> int | str:
    """The rating in `--set skill=rating`; raises Misuse."""
    if text in STATES:
        return text
    if len(text) == 1 and text in "01234":
        return int(text)
    hint = did_you_mean(text, STATES) or f"for example --set {clipped(word, 60)}=2"
    raise Misuse(f"--set {clipped(word, 60)}={clipped(text, 60)}: the level must be {RATINGS}; {hint}")


def is_stale(year: int | None, today: date) -> bool:
    """Whether a skill last used in that year was not used for more than a year, whenever in the year that was.

    Unused skills decay: by 1.4 standard deviations after more than a year (Arthur et al. 1998, a meta-analysis).
    """
    return year is not None and year < today.year - 1


def skill_id(word: str, catalogue: Catalogue) -> str:
    """The id of the skill with that id, name or alias; raises Misuse with a suggestion."""
    known = catalogue.skill_ids
    if word.casefold() in known:
        return known[word.casefold()]
    raise Misuse(
        f"no skill `{clipped(word, 60)}`; {did_you_mean(word, known) or 'known: ' + ', '.join(catalogue.skills)}"
    )


def _without_ratings(document: Document) -> Document:
    # Ratings are checked one by one, with better words than a type error has; the model sees the rest.
    value = document.value
    if isinstance(value, dict) and isinstance(value.get("skills"), dict):
        value = {**value, "skills": {}}
    return document._replace(value=value)


def _by_id(values: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    return {catalogue.skill_ids[word.casefold()]: value for word, value in values.items()}


def _by_skill(document: Document, key: str) -> Mapping[str, Any]:
    """A mapping of skills in a document, empty where there is none or it is too long to look into."""
    values = document.value.get(key) if isinstance(document.value, dict) else None
    return values if isinstance(values, dict) and len(values) <= MOST_SKILLS else {}


def _unknown_skills(document: Document, key: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Words of a mapping that are no skill, or the same as one before."""
    first: dict[str, str] = {}
    for word in _by_skill(document, key):
        id_ = catalogue.skill_ids.get(word.casefold())
        if id_ is None:
            hint = did_you_mean(word, catalogue.skill_ids) or f"known: {', '.join(catalogue.skills)}"
            yield document.problem((key, word), "unknown skill", hint)
        elif id_ in first:
            yield document.problem((key, word), f"the same skill as {first[id_]}", "keep one of the two")
        else:
            first[id_] = word


def _rating_problems(document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    ratings = document.value.get("skills") if isinstance(document.value, dict) else None
    if isinstance(ratings, dict) and len(ratings) > MOST_SKILLS:
        yield document.problem(("skills",), f"has {len(ratings)} entries, at most {MOST_SKILLS} allowed")
    yield from _unknown_skills(document, "skills", catalogue)
    for word, rating in _by_skill(document, "skills").items():
        path = ("skills", word)
        if not (type(rating) is int and 0 <= rating <= 4) and rating not in STATES:
            yield document.problem(path, f"must be {RATINGS}, not {shown(rating)}", _rating_hint(rating))


def _rating_hint(rating: Any) -> str:
    if isinstance(rating, str):
        return "remove the quotes" if rating in ("0", "1", "2", "3", "4") else did_you_mean(rating, STATES)
    return ""


def _unknown_words(document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    said = document.value if isinstance(document.value, dict) else {}
    named = said.get("role")
    role = catalogue.roles.get(named if isinstance(named, str) else next(iter(catalogue.roles)))
    known: dict[str, list[str]] = {
        "role": list(catalogue.roles),
        "background": list(catalogue.backgrounds),
        "working_model": [model.id for model in role.working_models] if role else [str(said.get("working_model"))],
        "industry": list(catalogue.industries),
    }
    for key, words in known.items():
        word = said.get(key)
        if isinstance(word, str) and word and word not in words:
            listed = f"known: {', '.join(words)}" if words else "this catalogue has none; remove the key"
            what = f'"{clipped(word, 60)}" is not in the catalogue'
            yield document.problem((key,), what, did_you_mean(word, words) or listed)
