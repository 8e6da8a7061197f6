"""Reads files: the shipped catalogue fast, every other catalogue and all answers through the strict door."""

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from mle_gap.answers import answers_of
from mle_gap.document import Document, read
from mle_gap.errors import BadInput, Misuse, Problem, clipped
from mle_gap.files import QUIZ, checksum_of, data_folder, quizzes_in, read_bytes, sha256_of
from mle_gap.models.catalog import Catalogue, Compiled
from mle_gap.models.roles import RolesFile
from mle_gap.models.skills import SkillsFile
from mle_gap.trusted import trusted
from mle_gap.validation import validated

SKILLS, ROLES, COMPILED = "skills.yaml", "roles.yaml", "compiled.json"


def load_shipped() -> Catalogue:
    """The catalogue that comes with the program. The suite proves this equal to `load_folder(data_folder())`.

    Reading YAML takes as long as all the rest, so the same values lie beside it as JSON. The YAML is the truth: the
    JSON counts only while the checksum in it is that of the YAML.
    """
    folder = data_folder()
    skills, roles = (folder / SKILLS).read_bytes(), (folder / ROLES).read_bytes()
    compiled = _read_compiled(folder / COMPILED, checksum_of(skills, roles))
    if compiled is not None:
        return Catalogue(compiled.skills, compiled.roles, compiled.sha256, quizzes_in(folder))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Catalogue(
        SkillsFile.model_validate(yaml.load(skills, loader)),  # noqa: S506 - a safe loader, chosen above
        RolesFile.model_validate(yaml.load(roles, loader)),  # noqa: S506
        sha256_of(skills, roles),
        quizzes_in(folder),
    )


def compiled_text(catalogue: Catalogue) -> str:
    """What belongs into `compiled.json` for the shipped catalogue."""
    folder = data_folder()
    checksum = checksum_of(*((folder / name).read_bytes() for name in (SKILLS, ROLES)))
    compiled = Compiled(
        checksum=checksum, sha256=catalogue.sha256, skills=catalogue.skills_file, roles=catalogue.roles_file
    )
    return compiled.model_dump_json(indent=1, exclude_defaults=True) + "\n"


def _read_compiled(path: Path, checksum: int) -> Compiled | None:
    try:
        value = json.loads(path.read_bytes())
        return trusted(Compiled, value) if value["checksum"] == checksum else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def load(folder: str | None, role: str | None = None) -> Catalogue:
    """The shipped catalogue, with a folder and the file of a role over it where they are named.

    Raises BadInput or Misuse.
    """
    if folder is None and role is None:
        return load_shipped()
    return load_over(None if folder is None else Path(folder), role)


def role_in(file: str) -> str:
    """The id of the one role that a file adds; raises BadInput."""
    document = read(read_bytes(file), file)
    roles = document.value.get("roles") if isinstance(document.value, dict) else None
    if not isinstance(roles, list) or len(roles) != 1 or not isinstance(roles[0], dict) or "id" not in roles[0]:
        hint = "`mle-gap match AD -o FILE` writes one"
        raise BadInput([document.problem(("roles",), "must be a list of one role with an id", hint)])
    return str(roles[0]["id"])


def load_folder(folder: Path) -> Catalogue:
    """The whole catalogue in a folder; raises BadInput with every problem of both files."""
    contents = {name: read_bytes(folder / name) for name in (SKILLS, ROLES)}
    files = _documents(folder, contents)
    return catalogue_of(files[SKILLS], files[ROLES], sha256_of(*contents.values()), quizzes_in(folder))


def load_over(folder: Path | None, role: str | None = None) -> Catalogue:
    """The catalogue in a folder over the shipped one, and the file of a role over both.

    A file that is whole takes the place of the shipped one; either may be missing, and is the shipped one then.
    Problems name the file they stand in.
    """
    above = {} if folder is None else _layer(folder)
    below = {name: read_bytes(data_folder() / name) for name in (SKILLS, ROLES)}
    lower, upper = _documents(data_folder(), below), {} if folder is None else _documents(folder, above)
    skills, roles = _over(lower[SKILLS], lower[ROLES], upper.get(SKILLS), upper.get(ROLES))
    contents = [*below.values(), *above.values()]
    if role is not None:
        contents.append(read_bytes(role))
        roles = _one_over(roles, read(contents[-1], role), ())
    quizzes = {*quizzes_in(data_folder()), *(quizzes_in(folder) if folder is not None else ())}
    return catalogue_of(skills, roles, sha256_of(*contents), tuple(sorted(quizzes)))


def _layer(folder: Path) -> dict[str, bytes]:
    """The files of a layer that are there; raises Misuse where the folder holds nothing of a catalogue."""
    above = {name: data for name in (SKILLS, ROLES) if (data := _own(folder / name)) is not None}
    if not above and not quizzes_in(folder):
        words = f"{clipped(str(folder))}: holds no catalogue ({SKILLS}, {ROLES}, {QUIZ}/)"
        raise Misuse(f"{words}; `mle-gap data init {clipped(str(folder))}` writes a small one")
    return above


def _own(path: Path) -> bytes | None:
    """A file of a layer, None where there is none; raises Misuse where something else has its name."""
    if not os.path.lexists(path):
        return None
    if not os.path.isfile(path):  # noqa: PTH113 - never raises, whatever the path
        raise Misuse(f"{clipped(str(path))}: is no file; move it away")
    return read_bytes(path)


def _over(
    lower_skills: Document, lower_roles: Document, skills: Document | None, roles: Document | None
) -> tuple[Document, Document]:
    """Both files of a layer over those below; what the layer drops is forgotten there first."""
    from mle_gap.layers import dropped_skills, roles_without, skills_without  # the shipped catalogue does without

    dropped = frozenset() if skills is None or _is_whole(skills) else dropped_skills(skills)
    return (
        _one_over(skills_without(lower_skills, dropped), skills, ()),
        _one_over(roles_without(lower_roles, dropped), roles, dropped),
    )


def _one_over(below: Document, above: Document | None, dropped: Collection[str]) -> Document:
    from mle_gap.layers import layered

    if above is None:
        return below
    return above if _is_whole(above) else layered(below, above, dropped)


def _is_whole(document: Document) -> bool:
    """Whether a file is no layer but a catalogue file of its own: these are what a layer has no use for."""
    return isinstance(document.value, dict) and bool({"version", "seniorities"} & set(document.value))


def _documents(folder: Path, contents: Mapping[str, bytes]) -> dict[str, Document]:
    """Files of a folder as documents; raises BadInput with what is wrong in the structure of any."""
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for name, data in contents.items():
        try:
            documents[name] = read(data, str(folder / name))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return documents


def catalogue_of(skills: Document, roles: Document, sha256: str, quizzes: tuple[str, ...] = ()) -> Catalogue:
    """Both documents validated alone and against each other; raises BadInput with every problem."""
    from mle_gap.checks import check_catalogue  # the shipped catalogue was checked before

    skills_file, skills_problems = validated(SkillsFile, skills)
    roles_file, roles_problems = validated(RolesFile, roles)
    problems = skills_problems + roles_problems
    if skills_file is not None and roles_file is not None:
        known = {skill.id for skill in skills_file.skills}
        catalogue = Catalogue(skills_file, roles_file, sha256, tuple(one for one in quizzes if one in known))
        problems += check_catalogue(catalogue, skills, roles)
        if not problems:
            return catalogue
    raise BadInput(problems)


def problems_in(path: Path) -> list[Problem]:
    """The problems of a catalogue folder, one of its files or an answers file; raises Misuse if it cannot be read."""
    from mle_gap.bank import quiz_problems  # only who checks pays for it

    try:
        if os.path.isdir(path):  # noqa: PTH112 - never raises, whatever the path
            if not any(os.path.lexists(path / name) for name in (SKILLS, ROLES, QUIZ)):
                raise Misuse(f"{path}: holds no catalogue ({SKILLS}, {ROLES}, {QUIZ}/); name answers files one by one")
            return quiz_problems(path, load_over(path).skills)
        document = read(read_bytes(path), str(path))
        if isinstance(document.value, dict) and "items" in document.value:
            return quiz_problems(path, load_shipped().skills)
        _check_file(path, document)
    except BadInput as error:
        return list(error.problems)
    return []


def _check_file(path: Path, document: Document) -> None:
    """A part of a catalogue is checked with its other part: the file beside it, else the shipped one."""
    value = document.value if isinstance(document.value, dict) else {}
    is_roles = bool(set(RolesFile.model_fields) & set(value))
    if not is_roles and not isinstance(value.get("skills"), list) and "categories" not in value:
        answers_of(document, load_shipped())
        return
    other = path.with_name(SKILLS if is_roles else ROLES)
    beside = read(read_bytes(other), str(other)) if os.path.isfile(other) else None  # noqa: PTH113 - as above
    below = [read(read_bytes(data_folder() / name), str(data_folder() / name)) for name in (SKILLS, ROLES)]
    skills, roles = _over(below[0], below[1], *((beside, document) if is_roles else (document, beside)))
    try:
        catalogue_of(skills, roles, sha256="")
    except BadInput as error:
        # What a layer breaks may show in a file below it; what is wrong beside a whole file is not its fault.
        own = tuple(problem for problem in error.problems if problem.file == document.source)
        if own or not _is_whole(document):
            raise BadInput(own if _is_whole(document) else error.problems) from None
