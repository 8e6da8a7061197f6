"""What every test may use: the shipped catalogue, the program as a process, and a home of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from mle_gap.catalog import load_folder
from mle_gap.files import data_folder
from mle_gap.models.catalog import Catalogue

ROOT = Path(__file__).parents[1]
TODAY = "2026-11-23"
Run = Callable[..., subprocess.CompletedProcess[str]]

# The same examples each time and no haste, so that a change alone can make the suite fail; others are looked for with
# make test ARGS=--hypothesis-profile=default
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")


def unmeasured() -> dict[str, str]:
    """The environment for a process whose coverage is not taken: one that a signal hits, or that may write nothing.

    What a signal raises while the tracer of older versions of coverage holds its lock leaves that locked for ever.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def hear_signals() -> None:
    """Whoever runs the tests in the background has some signals ignored, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue, read through the strict door."""
    return load_folder(data_folder())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for answers of this test alone, and an environment that does not depend on the one around."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONUTF8", "PYTHONIOENCODING", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("MLE_GAP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def run() -> Run:
    """Run `mle-gap` as a process of its own; stdin is closed to it unless `input` is given."""

    def run_(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
        stdin = {} if "input" in options else {"stdin": subprocess.DEVNULL}
        done: subprocess.CompletedProcess[str] = subprocess.run(
            [sys.executable, "-m", "mle_gap", *arguments],
            check=False,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=30,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **stdin, **options},  # type: ignore[call-overload]
        )
        return done

    return run_
