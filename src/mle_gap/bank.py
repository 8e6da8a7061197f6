"""Reads the questions of `verify`: the shipped ones fast, a person's own through the strict door."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from mle_gap.document import Document, read
from mle_gap.errors import MAX_PROBLEMS, BadInput, Problem
from mle_gap.files import QUIZ, SUFFIX, checksum_of, data_folder, quizzes_in, read_bytes
from mle_gap.models.quiz import Bank, Item, QuizFile
from mle_gap.trusted import trusted

COMPILED = "quiz.json"

Items = Mapping[str, tuple[Item, ...]]  # by skill


def load_bank(own: str | None, skills: Collection[str]) -> Items:
    """The shipped questions, with those in a folder of one's own over them; raises BadInput and Misuse.

    Questions on a skill that is not among `skills` are left out: its own catalogue may have dropped it.
    """
    shipped = _shipped()
    if own is not None:
        shipped = {**shipped, **_checked(_over(Path(own)), skills)}
    return {skill: items for skill, items in shipped.items() if skill in skills}


def load_strict(folder: Path, skills: Collection[str]) -> tuple[QuizFile, ...]:
    """All quiz files of a whole catalogue, validated and checked; raises BadInput with every problem."""
    documents = {skill: _document(folder, skill) for skill in quizzes_in(folder)}
    return tuple(QuizFile(skill=skill, items=items) for skill, items in _checked(documents, skills).items())


def compiled_text(files: tuple[QuizFile, ...]) -> str:
    """What belongs into `quiz.json`: all that is needed for asking, without the proofs."""
    bank = Bank(checksum=_checksum(data_folder()), files=files)
    proof = {"files": {"__all__": {"items": {"__all__": {"proof"}}}}}
    return bank.model_dump_json(indent=1, exclude_defaults=True, exclude=proof) + "\n"


def quiz_problems(path: Path, skills: Collection[str]) -> list[Problem]:
    """The problems of the quiz files of a folder, or of one quiz file."""
    try:
        if path.suffix == SUFFIX:
            _checked({path.stem: read(read_bytes(path), str(path))}, skills)
        else:
            _checked(_over(path), skills)
    except BadInput as error:
        return list(error.problems)
    return []


def _shipped() -> Items:
    folder = data_folder()
    try:
        value = json.loads((folder / COMPILED).read_bytes())
        if value["checksum"] == _checksum(folder):
            return {file.skill: file.items for file in trusted(Bank, value).files}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        pass
    return _checked({skill: _document(folder, skill) for skill in quizzes_in(folder)}, None)


def _checksum(folder: Path) -> int:
    return checksum_of(*((folder / QUIZ / f"{skill}{SUFFIX}").read_bytes() for skill in quizzes_in(folder)))


def _document(folder: Path, skill: str) -> Document:
    path = folder / QUIZ / f"{skill}{SUFFIX}"
    return read(read_bytes(path), str(path))


def _over(own: Path) -> dict[str, Document]:
    """The quiz files of a layer, each laid over the shipped one of the same skill, where there is one."""
    from mle_gap.layers import layered  # the shipped ones do without

    shipped = quizzes_in(data_folder()) if own.resolve() != data_folder().resolve() else ()
    return {
        skill: layered(_document(data_folder(), skill), _document(own, skill))
        if skill in shipped
        else _document(own, skill)
        for skill in quizzes_in(own)
    }


def _checked(documents: Mapping[str, Document], skills: Collection[str] | None) -> Items:
    """Documents as items; raises BadInput with every problem. Skills are not checked where none are given."""
    from mle_gap.checks.quiz import sound_quiz  # what was compiled was checked before
    from mle_gap.validation import validated

    problems: list[Problem] = []
    found: dict[str, tuple[Item, ...]] = {}
    taken: set[str] = set()
    for name, document in documents.items():
        file, wrong = validated(QuizFile, document)
        problems += wrong
        if file is not None:
            findings = sound_quiz(file, (file.skill,) if skills is None else skills, taken, name)
            problems += [document.problem(one.path, one.what, one.hint) for one in findings]
            found[file.skill] = file.items
            taken |= {item.id for item in file.items}
    if problems:
        raise BadInput(problems[:MAX_PROBLEMS])
    return found
