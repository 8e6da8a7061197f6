"""Turns a document into a model, and pydantic's errors into problems a person can act on."""

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from mle_gap.document import Document
from mle_gap.errors import MAX_PROBLEMS, Problem, did_you_mean
from mle_gap.yaml_text import Place

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED = {
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_short": "must not be empty",
    "string_too_long": "must be at most {max_length} characters",
    "literal_error": "must be {expected}",
    "string_pattern_mismatch": "must look like {pattern}",
    "too_short": "has {actual_length} entries, at least {min_length} needed",
    "too_long": "has too many entries, at most {max_length} allowed",
    "finite_number": "must be a finite number",
}


def validated(model: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """The model, or None with the problems of document and model, each with file, line and place."""
    try:
        found = model.model_validate(document.value)
        return (None, list(document.problems)) if document.problems else (found, [])
    except ValidationError as error:
        known = frozenset(_keys(model))
        errors = _first_causes(error.errors(include_url=False))[:MAX_PROBLEMS]
        return None, beside(document, (_problem(item, document, known) for item in errors))


def beside(document: Document, problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a document and others of it, without those at places that were told already."""
    told = {(problem.line, problem.where) for problem in document.problems}
    others = [problem for problem in problems if (problem.line, problem.where) not in told]
    return [*document.problems, *others]


def _first_causes(errors: list[Any]) -> list[Any]:
    """The errors without those that only follow: a list with a wrong item is told to be too short as well."""
    inside = {error["loc"][:n] for error in errors for n in range(len(error["loc"]))}
    return [error for error in errors if error["type"] != "too_short" or error["loc"] not in inside]


def _problem(error: Any, document: Document, known: frozenset[str]) -> Problem:
    path: Place = tuple(key for key in error["loc"] if key != "[key]")
    kind = error["type"]
    if kind == "missing":
        return document.problem(path, "is missing", "add it")
    if kind == "extra_forbidden":
        return document.problem(path, "unknown key", did_you_mean(str(path[-1]), known) or "remove it")
    wanted = _EXPECTED.get(kind, "{message}").format(message=error["msg"], **_limits(error))
    if kind in ("too_short", "too_long"):
        return document.problem(path, wanted)
    hint = did_you_mean(error["input"], _choices(error)) if isinstance(error["input"], str) else ""
    return document.problem(path, f"{wanted}, not {shown(error['input'])}", hint)


def _limits(error: Any) -> dict[str, Any]:
    context = error.get("ctx", {})
    return {key: f"{value:g}" if isinstance(value, float) else value for key, value in context.items()}


def _choices(error: Any) -> list[str]:
    expected = str(error.get("ctx", {}).get("expected", ""))
    return expected.replace(" or ", ", ").replace("'", "").split(", ")


def shown(value: Any) -> str:
    """A value of a file as it can stand in a message: short, and for text in quotes."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value) if not isinstance(value, str) else f'"{value}"'
    return text if len(text) <= 50 else f"{text[:46]}..."


def _keys(annotation: Any) -> Iterator[str]:
    """Every key a model and the models inside it know."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield name
            yield from _keys(field.annotation)
    elif get_origin(annotation) in (tuple, dict, Union, UnionType):
        for argument in get_args(annotation):
            yield from _keys(argument)
