"""Models from values that were validated before, and values from models, without what takes longer than all the rest.

That is building validators and serializers. Pure.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
Make = Callable[[Any], Any]


def trusted(model: type[Model], value: dict[str, Any]) -> Model:
    """The model of plain values as `model_dump` gives them; nothing is checked."""
    made: Model = _model(model)(value)
    return made


def plain(value: Any) -> Any:
    """A model as values that JSON knows, what `model_dump` makes of it; no serializer is built."""
    if isinstance(value, BaseModel):
        return {name: plain(one) for name, one in value.__dict__.items()}
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def _model(model: type[BaseModel]) -> Make:
    """What turns a mapping into a model; only fields that hold models or tuples need turning.

    Does what `model_construct` does, whose care for aliases and private attributes takes four times as long.
    """
    fields = model.model_fields
    turned = [(name, make) for name, field in fields.items() if (make := _make(field.annotation)) is not None]
    defaults = {name: field.get_default(call_default_factory=True) for name, field in fields.items()}
    defaults = {name: value for name, value in defaults.items() if not fields[name].is_required()}

    def build(value: dict[str, Any]) -> Any:
        inner = {name: make(value[name]) for name, make in turned if name in value}
        made = model.__new__(model)
        object.__setattr__(made, "__dict__", {**defaults, **value, **inner})
        object.__setattr__(made, "__pydantic_fields_set__", set(value))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made

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
