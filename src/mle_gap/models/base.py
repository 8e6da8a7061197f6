"""The ground all models stand on: frozen, strict about unknown keys, built only when used."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """An immutable value; an unknown key is an error. Validators are built on first use, which keeps start-up short."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


SeniorityId = Literal["junior", "mid", "senior"]
SENIORITIES: tuple[SeniorityId, ...] = ("junior", "mid", "senior")

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Level = Annotated[int, Field(strict=True, ge=1, le=4)]
Weight = Annotated[int, Field(strict=True, ge=1, le=5)]
Flag = Annotated[bool, Field(strict=True)]
Url = Annotated[str, Field(pattern=r"^https://[^\s\x00-\x1f\x7f]+$", max_length=300)]
Score = Annotated[float, Field(ge=0, le=100)]

# Lists have limits, so that no file takes long: many times what a catalogue needs.
MANY, FEW = 1000, 50


class Entry(Frozen):
    """Something with a stable id, a name to show and a sentence on what it is."""

    id: Id
    name: Name
    summary: Text
