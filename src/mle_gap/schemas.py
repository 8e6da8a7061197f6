"""JSON Schemas (2020-12) of the models that are contracts. Pure."""

from typing import Any

from pydantic import BaseModel

from mle_gap.models.answers import Answers
from mle_gap.models.report import Report
from mle_gap.models.roles import RolesFile
from mle_gap.models.skills import SkillsFile

MODELS: dict[str, type[BaseModel]] = {
    "report": Report,
    "answers": Answers,
    "skills": SkillsFile,
    "roles": RolesFile,
}


def schema_of(name: str) -> dict[str, Any]:
    """The schema of what is written (the report) or read (all others); `name` is a key of MODELS."""
    mode: Any = "serialization" if name == "report" else "validation"
    schema = MODELS[name].model_json_schema(mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
