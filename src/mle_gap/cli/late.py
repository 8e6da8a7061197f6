"""Puts off loading modules that pydantic imports and mle-gap never needs; whoever does use one gets the real one.

`importlib.metadata` takes as long as all modules of mle-gap together: pydantic looks for plugins with it and, told to
have none, never uses it. `secrets` brings `random` and `hmac`, for comparing passwords.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

METADATA, SECRETS = "importlib.metadata", "secrets"


class _Late(ModuleType):
    """Stands in for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system asks for such, which is no use of the module yet
        return getattr(_real(self.__name__), name)


class _Metadata(_Late):
    def entry_points(self, **wanted: Any) -> Any:
        """The one function that is imported by name."""
        return _real(METADATA).entry_points(**wanted)


def _real(name: str) -> Any:
    if isinstance(sys.modules.get(name), _Late):
        del sys.modules[name]
    return importlib.import_module(name)


def modules_late() -> None:
    """Put the stand-ins in place, unless the modules are loaded already."""
    if METADATA not in sys.modules:
        late = _Metadata(METADATA)
        sys.modules[METADATA] = late
        setattr(importlib, "metadata", late)  # noqa: B010 - as importing it does
    sys.modules.setdefault(SECRETS, _Late(SECRETS))
