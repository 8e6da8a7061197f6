"""Models from values that were validated before: no validator is built, which takes longer than all the rest. Pure."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
Make = Callable[[Any], Any]


def trusted(model: type[Model], value: dict[str, Any]) -> Model:
    """The model of plain values as `model_dump` gives them; nothing is checked."""
    made: Model = _model(model)(value)
    return made


@cache
def _model(model: type[BaseModel]) -> Make:
    """What turns a mapping into a model; only fields that hold models or tuples need turning."""
    found = ((name, _make(field.annotation)) for name, field in model.model_fields.items())
    turned = [(name, make) for name, make in found if make is not None]

    def build(value: dict[str, Any]) -> Any:
        inner = {name: make(value[name]) for name, make in turned if name in value}
        return model.model_construct(**{**value, **inner})

    return build


def _make(annotation: Any) -> Make | None:
    """What turns a value of a type, None where it stays as it is."""
    if hasattr(annotation, "__metadata__"):
        return _make(annotation.__origin__)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _model(annotation)
    kind, inner = get_origin(annotation), get_args(annotation)
    if kind is tuple:
        return _tuple(_make(inner[0]))
    # The mappings of a catalogue hold plain values, but for the experience of a role.
    return _mapping(_make(inner[1])) if kind is dict else None


def _tuple(item: Make | None) -> Make:
    return tuple if item is None else lambda value: tuple(map(item, value))


def _mapping(item: Make | None) -> Make | None:
    return None if item is None else lambda value: {key: item(one) for key, one in value.items()}
