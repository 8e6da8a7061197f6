"""Writes what is generated from code and catalogue. `make regenerate` runs it; tests hold it to be current."""

import json
from pathlib import Path

from mle_gap.catalog import COMPILED, compiled_text, data_folder, load_folder
from mle_gap.schemas import MODELS, schema_of

ROOT = Path(__file__).parents[1]


def generated() -> dict[Path, str]:
    """Each generated file and what belongs into it."""
    files = {ROOT / "schemas" / f"{name}.json": json.dumps(schema_of(name), indent=2) + "\n" for name in MODELS}
    files[data_folder() / COMPILED] = compiled_text(load_folder(data_folder()))
    return files


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
