"""From what a person wrote to answers with catalogue ids: names and aliases resolved, every word checked. Pure."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from mle_gap.document import Document
from mle_gap.errors import MAX_PROBLEMS, BadInput, Misuse, Problem, clipped, did_you_mean
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.validation import shown, validated

MOST_SKILLS = 1000
STATES = ("unknown", "not_applicable")
RATINGS = "a whole number from 0 to 4, `unknown` or `not_applicable`"


def answers_of(document: Document, catalogue: Catalogue) -> Answers:
    """The answers in a document, skills by id; raises BadInput with the problems (at most MAX_PROBLEMS)."""
    problems = list(islice(_rating_problems(document, catalogue), MAX_PROBLEMS))
    answers, others = validated(Answers, _without_ratings(document))
    problems += others
    if answers is not None:
        problems += _unknown_words(answers, document, catalogue)
    if problems or answers is None:
        raise BadInput(problems)
    return answers.model_copy(update={"skills": _by_id(document.value["skills"], catalogue)})


def rating_of(text: str, word: str) -> int | str:
    """The rating in `--set skill=rating`; raises Misuse."""
    if text in STATES:
        return text
    if len(text) == 1 and text in "01234":
        return int(text)
    hint = did_you_mean(text, STATES) or f"for example --set {clipped(word, 60)}=2"
    raise Misuse(f"--set {clipped(word, 60)}={clipped(text, 60)}: the level must be {RATINGS}; {hint}")


def skill_id(word: str, catalogue: Catalogue) -> str:
    """The id of the skill with that id, name or alias; raises Misuse with a suggestion."""
    known = catalogue.skill_ids
    if word.casefold() in known:
        return known[word.casefold()]
    raise Misuse(f"no skill `{clipped(word, 60)}`; {did_you_mean(word, known) or 'see mle-gap explain for their ids'}")


def _without_ratings(document: Document) -> Document:
    # Ratings are checked one by one, with better words than a type error has; the model sees the rest.
    value = document.value
    if isinstance(value, dict) and isinstance(value.get("skills"), dict):
        value = {**value, "skills": {}}
    return Document(document.source, value, document.lines)


def _by_id(ratings: Mapping[str, Any], catalogue: Catalogue) -> dict[str, int | str]:
    return {catalogue.skill_ids[word.casefold()]: rating for word, rating in ratings.items()}


def _rating_problems(document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    ratings = document.value.get("skills") if isinstance(document.value, dict) else None
    if not isinstance(ratings, dict):
        return
    if len(ratings) > MOST_SKILLS:
        yield document.problem(("skills",), f"has {len(ratings)} entries, at most {MOST_SKILLS} allowed")
        return
    first: dict[str, str] = {}
    for word, rating in ratings.items():
        path = ("skills", word)
        id_ = catalogue.skill_ids.get(word.casefold())
        if id_ is None:
            hint = did_you_mean(word, catalogue.skill_ids) or "see `mle-gap explain` for the skills there are"
            yield document.problem(path, "unknown skill", hint)
        elif id_ in first:
            yield document.problem(path, f"the same skill as {first[id_]}", "keep one of the two")
        else:
            first[id_] = word
        if not (type(rating) is int and 0 <= rating <= 4) and rating not in STATES:
            yield document.problem(path, f"must be {RATINGS}, not {shown(rating)}", _rating_hint(rating))


def _rating_hint(rating: Any) -> str:
    if isinstance(rating, str):
        return "remove the quotes" if rating in ("0", "1", "2", "3", "4") else did_you_mean(rating, STATES)
    return ""


def _unknown_words(answers: Answers, document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    role = catalogue.roles.get(answers.role or next(iter(catalogue.roles)))
    models = [model.id for model in role.working_models] if role else []
    known: tuple[tuple[str, str | None, list[str]], ...] = (
        ("role", answers.role, list(catalogue.roles)),
        ("background", answers.background, list(catalogue.backgrounds)),
        ("working_model", answers.working_model, models if role else [answers.working_model or ""]),
        ("industry", answers.industry, []),
    )
    for key, word, words in known:
        if word is not None and word not in words:
            listed = f"known: {', '.join(words)}" if words else "this catalogue has none; remove the key"
            yield document.problem((key,), f'"{word}" is not in the catalogue', did_you_mean(word, words) or listed)
