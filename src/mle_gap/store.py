"""Keeps answers in the person's own folder: the draft of a running questionnaire, and finished assessments.

Files are 0600 in a 0700 folder, written beside and renamed, so that a reader sees the old or the new, never half.
A finished assessment is never changed again; the draft is one file, replaced after every answer.
"""

import json
import os
import stat
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mle_gap.document import MAX_BYTES, Document
from mle_gap.document import parse as parse_document
from mle_gap.errors import BadInput, CannotWrite, Misuse, Problem, clipped
from mle_gap.models.answers import Answers

SCHEMA = 1
TRIES = 5  # files that cannot be used, before giving up


def home() -> Path:
    """The folder: MLE_GAP_HOME, else where this system keeps a user's data; raises CannotWrite if there is none."""
    named = os.environ.get("MLE_GAP_HOME")
    if named:
        return Path(named).absolute()
    from platformdirs import user_data_path  # only who keeps answers pays for it

    folder = user_data_path("mle-gap", appauthor=False)
    if not folder.is_absolute():
        # A relative XDG_DATA_HOME is to be ignored, as its specification says.
        folder = Path(os.path.expanduser("~/.local/share/mle-gap"))  # noqa: PTH111 - does not raise without a home
    if not folder.is_absolute():
        raise CannotWrite("no home folder is known to keep answers in; set MLE_GAP_HOME, or use --no-save")
    return folder


def save_draft(answers: Answers) -> None:
    """Replace the draft; raises CannotWrite."""
    _write(home() / "draft.json", answers)


def load_draft() -> Document | None:
    """The draft's answers as a document, None where there is none; raises BadInput if it is not one of ours."""
    return _read(home() / "draft.json")


def drop_draft() -> None:
    """Remove the draft, if there is one."""
    try:
        (home() / "draft.json").unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(f"the draft cannot be removed: {error.strerror}") from None


def save_assessment(answers: Answers) -> Path:
    """Keep a finished assessment under a name of its own; raises CannotWrite."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    path = home() / "assessments" / f"{stamp}-{os.urandom(4).hex()}.json"
    _write(path, answers)
    return path


def last_assessment() -> tuple[Document | None, list[Problem]]:
    """The answers of the newest assessment that can be read, and what is wrong with those that are newer.

    Of many that cannot be read only the newest few are tried.
    """
    folder = home() / "assessments"
    problems: list[Problem] = []
    try:
        paths = sorted((path for path in folder.iterdir() if path.suffix == ".json"), reverse=True)
    except FileNotFoundError:
        paths = []
    except OSError as error:
        raise Misuse(f"{clipped(str(folder))}: cannot be read: {error.strerror}; set MLE_GAP_HOME") from None
    for path in paths[:TRIES]:
        try:
            found = _read(path)
        except BadInput as error:
            problems += error.problems[:1]
            continue
        if found is not None:
            return found, problems
    return None, problems


def _write(path: Path, answers: Answers) -> None:
    content = {"schema": SCHEMA, "answers": answers.model_dump(mode="json", exclude_none=True)}
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        for folder in (home(), path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            _settle(path.parent)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotWrite(f"{path}: answers cannot be kept: {reason}; set MLE_GAP_HOME, or use --no-save") from None


def _settle(folder: Path) -> None:
    """Have the new name written as well, where folders can be opened; the file itself is there by now."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(path: Path) -> Document | None:
    try:
        # Not waiting for a writer, should somebody have put a pipe there.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise BadInput([Problem(str(path), None, "", f"cannot be read: {error.strerror}", "move it away")]) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BadInput([Problem(str(path), None, "", "not a file", "move it away")])
    with os.fdopen(descriptor, "rb") as file:
        document = parse_document(file.read(MAX_BYTES + 1), str(path))
    value = document.value
    if not isinstance(value, dict) or not _is_ours(value):
        raise BadInput([document.problem((), "not a file of this version of mle-gap", "move it away")])
    lines = {key[1:]: line for key, line in document.lines.items() if key[:1] == ("answers",)}
    return Document(str(path), value["answers"], lines)


def _is_ours(value: dict[str, Any]) -> bool:
    return type(value.get("schema")) is int and value["schema"] == SCHEMA and isinstance(value.get("answers"), dict)
