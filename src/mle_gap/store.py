"""Keeps what a person says in their own folder: records, each a file that never changes, and a draft.

Files are 0600 in a 0700 folder, written beside and renamed, so that a reader sees the old or the new, never half.
Nothing is locked: each record has a name of its own, which sorts after all that were there when it was written, also
where the clock ran backwards. Reading writes nothing; what cannot be read is named, skipped and left alone.
"""

import json
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from mle_gap.document import MAX_BYTES, Document
from mle_gap.document import parse as parse_document
from mle_gap.errors import BadInput, CannotWrite, Misuse, Problem, clipped
from mle_gap.journal import Entry
from mle_gap.models.answers import Answers
from mle_gap.models.records import SCHEMA, Assessment, Exported, Kept, Record
from mle_gap.trusted import plain

DRAFT_SCHEMA = 1
DRAFT, RECORDS, OLD = "draft.json", "records", "assessments"
LARGEST_EXPORT = 2**27  # bytes
LAST_YEAR = 9000
STAMP = "%Y%m%dT%H%M%S%fZ"
_PROFILE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_NAME = re.compile(r"[0-9]{8}T[0-9]{12}Z-[0-9a-f]{8}\.json")
_NO_NUMBER = re.compile(rb"NaN|Infinity")
_UNFINISHED = re.compile(rf"\.({_NAME.pattern}|draft\.json)\.[0-9a-f]{{8}}\.tmp")


def store_of(profile: str | None = None) -> "Store":
    """The store of a profile, of the person themselves where none is named; raises CannotWrite and Misuse."""
    if profile is None:
        return Store(home())
    if not _PROFILE.fullmatch(profile):
        raise Misuse(f"--profile {clipped(profile, 60)}: must be small letters, digits and dashes, at most 40")
    return Store(home() / "profiles" / profile)


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


class Store(NamedTuple):
    """The folder of one person, or of one profile of theirs."""

    folder: Path

    def save_draft(self, answers: Answers, days: Mapping[str, date] = MappingProxyType({})) -> None:
        """Replace the draft; `days` are those on which skills were rated. Raises CannotWrite."""
        self._put_draft(answers.model_dump(mode="json", exclude_none=True), plain(dict(days)))

    def _put_draft(self, answers: Mapping[str, Any], days: Mapping[str, str]) -> None:
        _write(self.folder / DRAFT, {"schema": DRAFT_SCHEMA, "answers": answers, "days": days})

    def load_draft(self) -> Document | None:
        """The draft's answers as a document, None where there is none; raises BadInput if it is not one of ours."""
        return _read(self.folder / DRAFT)

    def draft_days(self) -> Mapping[str, str]:
        """The days on which skills of the draft were rated, as they stand there; empty where nothing is told."""
        with suppress(BadInput, ValueError, AttributeError):
            if os.path.lexists(self.folder / DRAFT):
                days = json.loads(_bytes(self.folder / DRAFT)).get("days")
                return {skill: day for skill, day in days.items() if isinstance(day, str)}
        return {}

    def change_in_draft(self, skill: str, levels: range, level: int) -> None:
        """Rate the skill anew in a draft that has it at one of these levels; raises CannotWrite."""
        # Else the draft would hide what was done. One that cannot be read is told of where it is gone on with.
        with suppress(BadInput):
            draft = self.load_draft()
            answers = draft.value if draft is not None else {}
            ratings = answers.get("skills")
            if isinstance(ratings, dict) and ratings.get(skill) in levels:
                self._put_draft({**answers, "skills": {**ratings, skill: level}}, self.draft_days())

    def drop_draft(self) -> None:
        """Remove the draft, if there is one."""
        try:
            (self.folder / DRAFT).unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(f"the draft cannot be removed: {error.strerror}") from None

    def save_record(self, record: Record) -> str:
        """Keep a record under a name of its own, which is returned; raises CannotWrite."""
        try:
            id_ = f"{self._stamp()}-{os.urandom(4).hex()}"
        except Misuse as error:
            raise CannotWrite(str(error)) from None
        _write(self.folder / RECORDS / f"{id_}.json", {"schema": SCHEMA, "record": plain(record)})
        return id_

    def records(self) -> tuple[list[Entry], list[Problem]]:
        """Every record that can be read, the oldest first, and what is wrong with the others."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        for path in sorted(self._all_paths(), key=lambda path: path.name):
            try:
                entries.append(Entry(path.stem, _old_record(path) if path.parent.name == OLD else _record(path)))
            except BadInput as error:
                problems += error.problems[:1]
        return entries, problems

    def everything(self) -> Exported:
        """All that is kept, as one value; raises BadInput where something cannot be read, so that nothing is lost."""
        entries, problems = self.records()
        draft = self.load_draft()
        if problems:
            raise BadInput(problems)
        kept = {entry.id: Kept(schema=SCHEMA, record=entry.record) for entry in entries}
        days = self.draft_days() if draft is not None else {}
        return Exported(mle_gap_export=1, records=kept, draft=None if draft is None else draft.value, draft_days=days)

    def take_in(self, exported: Exported) -> int:
        """Keep the records of an export that are not here yet; returns how many. Raises CannotWrite and BadInput."""
        draft = self.load_draft()
        here = {path.stem for path in self._all_paths()}
        new = [id_ for id_ in exported.records if id_ not in here]
        for id_ in new:
            _refuse_odd(id_, exported.records[id_])
        for id_ in new:
            _write(self.folder / RECORDS / f"{id_}.json", exported.records[id_].model_dump(mode="json", by_alias=True))
        if exported.draft is not None and draft is None:
            self._put_draft(exported.draft, exported.draft_days)
        return len(new)

    def delete_all(self) -> int:
        """Remove every record and the draft, and folders empty then; returns how many files. Raises CannotWrite."""
        folders = (self.folder / OLD, self.folder / RECORDS, self.folder)
        # What a killed process was writing holds answers too.
        paths = self._all_paths()
        paths += [path for folder in folders for path in _listed(folder) if _UNFINISHED.fullmatch(path.name)]
        paths += [self.folder / DRAFT] if os.path.lexists(self.folder / DRAFT) else []
        trouble: OSError | None = None
        for path in paths:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                trouble = error
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()
        if trouble is not None:
            raise CannotWrite(f"{clipped(str(trouble.filename))}: cannot be removed: {trouble.strerror}")
        return len(paths)

    def _stamp(self) -> str:
        """The time now, or just after the newest record where the clock says less."""
        now = datetime.now(UTC)
        newest = max((path.stem.partition("-")[0] for path in self._all_paths()), default="")
        if newest >= now.strftime(STAMP):  # else nothing is parsed: loading what parses takes its time
            with suppress(ValueError, OverflowError):
                now = datetime.strptime(newest, STAMP).replace(tzinfo=UTC) + timedelta(microseconds=1)
        return now.strftime(STAMP)

    def _all_paths(self) -> list[Path]:
        """The files of all records, in no order; raises Misuse where a folder cannot be listed."""
        return [path for name in (OLD, RECORDS) for path in _listed(self.folder / name) if _NAME.fullmatch(path.name)]


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        place = clipped(str(folder))
        raise Misuse(f"{place}: cannot be read: {error.strerror}; set MLE_GAP_HOME, or use --no-save") from None


def _record(path: Path) -> Record:
    data = _bytes(path)
    try:
        if _NO_NUMBER.search(data):
            json.loads(data, parse_constant=_refused)
        return Kept.model_validate_json(data).record
    except (ValueError, RecursionError):
        raise _foreign(path) from None


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no number")


def _old_record(path: Path) -> Record:
    """A file of schema 1, which had the answers of an assessment alone; its day is in its name."""
    document = _read(path)
    if document is None:
        raise _foreign(path)
    try:
        day = datetime.strptime(path.stem.partition("-")[0], STAMP).date()
        return Assessment(kind="assessment", day=day, answers=document.value, standing=None)
    except ValueError:
        raise _foreign(path) from None


def _refuse_odd(id_: str, kept: Kept) -> None:
    """Raise BadInput where a record could not be read again, or would sort after all that can ever come."""
    try:
        wrong = datetime.strptime(id_.partition("-")[0], STAMP).year > LAST_YEAR
    except ValueError:
        wrong = True
    if wrong:
        raise BadInput([Problem("the export", None, id_, "the name of the record holds no date that can be")])
    if len(json.dumps(plain(kept), indent=1)) > MAX_BYTES:
        raise BadInput([Problem("the export", None, id_, "the record is larger than 1 MiB")])


def _foreign(path: Path) -> BadInput:
    return BadInput([Problem(str(path), None, "", "not a file of this version of mle-gap", "move it away")])


def _write(path: Path, content: Mapping[str, Any]) -> None:
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        for folder in (home(), *reversed(path.relative_to(home()).parents[:-1])):
            (home() / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
            _settle(path.parent)
        except BaseException:  # also Ctrl-C
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


def _bytes(path: Path) -> bytes:
    """At most 1 MiB and one byte of a regular file; raises BadInput."""
    try:
        # Not waiting for a writer, should somebody have put a pipe there.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise BadInput([Problem(str(path), None, "", f"cannot be read: {error.strerror}", "move it away")]) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BadInput([Problem(str(path), None, "", "not a file", "move it away")])
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput([Problem(str(path), None, "", f"cannot be read: {error.strerror}", "move it away")]) from None


def _read(path: Path) -> Document | None:
    """A file of answers alone through the strict door, None where there is none; raises BadInput."""
    if not os.path.lexists(path):
        return None
    document = parse_document(_bytes(path), str(path))
    value = document.value
    if not isinstance(value, dict) or not _is_ours(value):
        raise BadInput([document.problem((), "not a file of this version of mle-gap", "move it away")])
    lines = {key[1:]: line for key, line in document.lines.items() if key[:1] == ("answers",)}
    return Document(str(path), value["answers"], lines)


def _is_ours(value: dict[str, Any]) -> bool:
    schema = value.get("schema")
    return type(schema) is int and schema == DRAFT_SCHEMA and isinstance(value.get("answers"), dict)
