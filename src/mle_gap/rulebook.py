"""Reads the rules of `scan`: fast, as they were compiled, else from the YAML they were compiled from."""

import json

import yaml

from mle_gap.files import checksum_of, data_folder
from mle_gap.models.evidence import Compiled, EvidenceFile, Rule
from mle_gap.trusted import trusted

EVIDENCE, COMPILED = "evidence.yaml", "evidence.json"


def load_rules() -> tuple[Rule, ...]:
    """The shipped rules, without their examples where they were compiled; the suite proves the rest equal."""
    folder = data_folder()
    data = (folder / EVIDENCE).read_bytes()
    try:
        value = json.loads((folder / COMPILED).read_bytes())
        if value["checksum"] == checksum_of(data):
            return trusted(Compiled, value).rules
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        pass
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return EvidenceFile.model_validate(yaml.load(data, loader)).rules  # noqa: S506 - a safe loader, chosen above


def compiled_text(rules: tuple[Rule, ...]) -> str:
    """What belongs into `evidence.json`: the rules without the examples that only tests need."""
    checksum = checksum_of((data_folder() / EVIDENCE).read_bytes())
    content = Compiled(checksum=checksum, rules=rules)
    return (
        content.model_dump_json(
            indent=1, exclude_defaults=True, exclude={"rules": {"__all__": {"fires", "must_not_fire"}}}
        )
        + "\n"
    )
