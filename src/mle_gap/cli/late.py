"""Puts off loading `importlib.metadata`, which takes as long as all modules of mle-gap together.

pydantic imports it to look for plugins and, told to have none, never uses it. Whoever does use it gets the real one.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

NAME = "importlib.metadata"


class _Late(ModuleType):
    """Stands in for the module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system asks for such, which is no use of the module yet
        return getattr(_real(), name)

    def entry_points(self, **wanted: Any) -> Any:
        """The one function that is imported by name."""
        return _real().entry_points(**wanted)


def _real() -> Any:
    if isinstance(sys.modules.get(NAME), _Late):
        del sys.modules[NAME]
    return importlib.import_module(NAME)


def metadata_late() -> None:
    """Put the stand-in in place, unless the module is loaded already."""
    if NAME not in sys.modules:
        late = _Late(NAME)
        sys.modules[NAME] = late
        setattr(importlib, "metadata", late)  # noqa: B010 - as importing it does
