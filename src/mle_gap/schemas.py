"""JSON Schemas (2020-12) of everything that is a contract. Pure."""

from typing import Any

from pydantic import TypeAdapter

from mle_gap.models.answers import Answers
from mle_gap.models.browse import Comparison, RoleList, SkillList
from mle_gap.models.evidence import EvidenceFile, Scan
from mle_gap.models.explain import Explanation, Ledger, NextSteps, WhatIf
from mle_gap.models.history import Difference, History
from mle_gap.models.match import Match
from mle_gap.models.quiz import QuizFile
from mle_gap.models.records import Exported
from mle_gap.models.report import Report
from mle_gap.models.roles import RolesFile
from mle_gap.models.skills import SkillsFile
from mle_gap.models.verify import Verification

# What is read: the answers file, an export, and the files of a catalogue.
READ: dict[str, Any] = {
    "answers": Answers,
    "export": Exported,
    "skills": SkillsFile,
    "roles": RolesFile,
    "quiz": QuizFile,
    "evidence": EvidenceFile,
}
# What is written: by assess and plan, by explain (with or without a skill, or --next), by plan --what-if, and by the
# commands of the same name.
WRITTEN: dict[str, Any] = {
    "report": Report,
    "explain": Ledger | Explanation | NextSteps,
    "what-if": WhatIf,
    "compare": Comparison,
    "verify": Verification,
    "scan": Scan,
    "match": Match,
    "history": History | Difference,
    "role-list": RoleList,
    "skill-list": SkillList,
}
MODELS: dict[str, Any] = {**WRITTEN, **READ}


def schema_of(name: str) -> dict[str, Any]:
    """The schema of what is written or read; `name` is a key of MODELS."""
    mode: Any = "serialization" if name in WRITTEN else "validation"
    schema = TypeAdapter(MODELS[name]).json_schema(mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
