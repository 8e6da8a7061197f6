"""Runs what proves the answer of a quiz item. Used by the suite alone; `python -m tests.proofs FILE` reads one file."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mle_gap.models.quiz import Item
from tests.conftest import hear_signals

SECONDS = 10.0

_PYTHON = """
import sys
try:
    exec(compile(sys.stdin.read(), "<proof>", "exec"), {"__name__": "__main__"})
except BaseException as error:
    sys.stdout.flush()
    print(type(error).__name__)
"""
_SQL = """
import sqlite3, sys
base, statement = sqlite3.connect(":memory:", isolation_level=None), ""
try:
    for line in sys.stdin.read().splitlines(keepends=True) + [";"]:
        statement += line
        if sqlite3.complete_statement(statement):
            for row in base.execute(statement):
                print("|".join("NULL" if value is None else str(value) for value in row))
            statement = ""
except sqlite3.Error as error:
    print("Error:", error)
"""
_YAML = """
import json, sys, yaml
print(json.dumps(yaml.safe_load(sys.stdin.read())))
"""
_GIT = "git init -q -b main . || exit 9\n"


def _command(runs: str) -> list[str]:
    drivers = {"python": _PYTHON, "sql": _SQL, "yaml": _YAML}
    return [sys.executable, "-I", "-c", drivers[runs]] if runs in drivers else ["bash", "--noprofile", "--norc", "-s"]


def output_of(runs: str, program: str, seconds: float = SECONDS) -> str:
    """What the program prints on standard output, its blanks made single; raises TimeoutError."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _PERSON.items()},
        }
        process = subprocess.Popen(
            _command(runs),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            text=True,
            start_new_session=True,
            preexec_fn=hear_signals,  # noqa: PLW1509 - no lock is touched
        )
        text = (_GIT if runs == "git" else "") + program
        try:
            return " ".join(process.communicate(text, timeout=seconds)[0].split())
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"still running after {seconds} s") from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


_PERSON = {"NAME": "Ada", "EMAIL": "ada@example.org", "DATE": "2026-01-05T09:00:00Z"}


def problems_of(item: Item, seconds: float = SECONDS) -> Iterator[str]:
    """Why the proof of an item proves nothing: it does not end, or another than just the right option matches."""
    assert item.proof is not None
    program = item.proof.program or item.code
    if program is None:
        yield "a proof needs a program"
        return
    shown = [line.strip() for line in (item.code or "").splitlines()]
    if missing := [line for line in shown if line and line not in program]:
        yield f"the program lacks what the item shows: {missing[0]}"
    values = [option.value or option.text for option in item.options]
    try:
        if "{option}" in program:
            if item.proof.prints is None:
                yield "a program with {option} needs prints"
                return
            wanted = " ".join(item.proof.prints.split())
            printed = [output_of(item.proof.runs, program.replace("{option}", value), seconds) for value in values]
            matches = [one == wanted for one in printed]
        else:
            printed = [output_of(item.proof.runs, program, seconds)]
            matches = [" ".join(value.split()) == printed[0] for value in values]
    except TimeoutError as error:
        yield str(error)
        return
    if matches != [True, False, False]:
        yield f"matches {matches}, not just the right option; printed {printed}"


def main() -> None:
    """Print what is wrong with the items of quiz files: schema, wording and proofs."""
    from tests.wording_of_items import file_problems, loaded

    for name in sys.argv[1:]:
        file = loaded(Path(name))
        found = list(file_problems(file))
        for item in file.items:
            found += [f"{item.id}: {words}" for words in (problems_of(item) if item.proof else ())]
        proven = sum(item.proof is not None for item in file.items)
        levels = [sum(item.level == level for item in file.items) for level in (1, 2, 3, 4)]
        print(*found, sep="\n")
        print(f"{name}: {len(file.items)} items by level {levels}, {proven} proven, {len(found)} problems")


if __name__ == "__main__":
    main()
