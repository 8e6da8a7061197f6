"""Reads files: the shipped catalogue fast, every other catalogue and all answers through the strict door."""

import hashlib
import sys
from pathlib import Path

import yaml

from mle_gap.answers import answers_of
from mle_gap.checks import check_catalogue
from mle_gap.document import MAX_BYTES, Document, read
from mle_gap.errors import BadInput, Misuse, Problem, clipped
from mle_gap.models.catalog import Catalogue, Compiled, RolesFile, SkillsFile
from mle_gap.validation import validated

SKILLS, ROLES, COMPILED = "skills.yaml", "roles.yaml", "compiled.json"


def data_folder() -> Path:
    """Where the shipped catalogue is: inside the installed package, else at the root of the checkout."""
    installed = Path(__file__).parent / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def load_shipped() -> Catalogue:
    """The catalogue that comes with the program. The suite proves this equal to `load_folder(data_folder())`.

    Reading YAML takes as long as all the rest, so the same values lie beside it as JSON. The YAML is the truth: the
    JSON counts only while the digest in it is that of the YAML.
    """
    folder = data_folder()
    skills, roles = (folder / SKILLS).read_bytes(), (folder / ROLES).read_bytes()
    sha256 = _sha256(skills, roles)
    compiled = _read_compiled(folder / COMPILED, sha256)
    if compiled is not None:
        return Catalogue(compiled.skills, compiled.roles, sha256)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Catalogue(
        SkillsFile.model_validate(yaml.load(skills, loader)),  # noqa: S506 - a safe loader, chosen above
        RolesFile.model_validate(yaml.load(roles, loader)),  # noqa: S506
        sha256,
    )


def compiled_text(catalogue: Catalogue) -> str:
    """What belongs into `compiled.json` for a catalogue."""
    compiled = Compiled(sha256=catalogue.sha256, skills=catalogue.skills_file, roles=catalogue.roles_file)
    return compiled.model_dump_json(indent=1, exclude_defaults=True) + "\n"


def _read_compiled(path: Path, sha256: str) -> Compiled | None:
    try:
        compiled = Compiled.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None
    return compiled if compiled.sha256 == sha256 else None


def load_folder(folder: Path) -> Catalogue:
    """The catalogue in a folder; raises BadInput with every problem of both files."""
    skills, roles = read_bytes(folder / SKILLS), read_bytes(folder / ROLES)
    documents: list[Document] = []
    problems: list[Problem] = []
    for data, name in ((skills, SKILLS), (roles, ROLES)):
        try:
            documents.append(read(data, str(folder / name)))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return catalogue_of(documents[0], documents[1], _sha256(skills, roles))


def catalogue_of(skills: Document, roles: Document, sha256: str) -> Catalogue:
    """Both documents validated alone and against each other; raises BadInput with every problem."""
    skills_file, skills_problems = validated(SkillsFile, skills)
    roles_file, roles_problems = validated(RolesFile, roles)
    problems = skills_problems + roles_problems
    if skills_file is not None and roles_file is not None:
        catalogue = Catalogue(skills_file, roles_file, sha256)
        problems += check_catalogue(catalogue, skills, roles)
        if not problems:
            return catalogue
    raise BadInput(problems)


def read_bytes(path: Path | str) -> bytes:
    """At most 1 MiB and one byte of a file, or of standard input for `-`; raises Misuse where there is none."""
    if str(path) == "-" and sys.stdin is None:
        raise Misuse("standard input is closed; name a file with --answers FILE")
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Misuse(
            f"{clipped(str(path)) or 'a file without name'}: cannot be read: {reason}; check the path"
        ) from None


def _sha256(*contents: bytes) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def problems_in(path: Path) -> list[Problem]:
    """The problems of a catalogue folder, one of its files or an answers file; raises Misuse if it cannot be read."""
    try:
        if path.is_dir():
            if not any((path / name).exists() for name in (SKILLS, ROLES)):
                raise Misuse(f"{path}: holds no catalogue ({SKILLS}, {ROLES}); name answers files one by one")
            load_folder(path)
        else:
            _check_file(path, read(read_bytes(path), str(path)))
    except BadInput as error:
        return list(error.problems)
    return []


def _check_file(path: Path, document: Document) -> None:
    """A part of a catalogue is checked with its other part: the file beside it, else the shipped one."""
    value = document.value if isinstance(document.value, dict) else {}
    is_skills, is_roles = isinstance(value.get("skills"), list), "roles" in value
    if not is_skills and not is_roles:
        answers_of(document, load_shipped())
        return
    other = path.with_name(ROLES if is_skills else SKILLS)
    if not other.is_file():
        other = data_folder() / other.name
    beside = read(read_bytes(other), str(other))
    try:
        catalogue_of(*((document, beside) if is_skills else (beside, document)), sha256="")
    except BadInput as error:
        own = [problem for problem in error.problems if problem.file == document.source]
        if own:
            raise BadInput(own) from None
