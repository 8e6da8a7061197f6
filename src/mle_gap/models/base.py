"""The ground all models stand on: frozen, strict about unknown keys, built only when used."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """An immutable value; an unknown key is an error. Validators are built on first use, which keeps start-up short."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Level = Annotated[int, Field(strict=True, ge=1, le=4)]
Score = Annotated[float, Field(ge=0, le=100)]
