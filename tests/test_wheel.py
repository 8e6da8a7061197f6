"""A built wheel, installed elsewhere, finds its data from any folder."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY, unmeasured


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_program_and_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"mle_gap/data/{name}" for name in ("skills.yaml", "roles.yaml", "compiled.json")} <= set(names)
    assert "mle_gap/py.typed" in names
    assert not [name for name in names if not name.startswith(("mle_gap/", "mle_gap-"))]


def test_installed_elsewhere_and_run_from_the_root_it_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    environment = {**unmeasured(), "PYTHONPATH": str(tmp_path)}
    code = "import mle_gap, sys; print(mle_gap.__file__, file=sys.stderr); from mle_gap.cli import run; run()"
    arguments = ["assess", "--answers", str(ROOT / "examples" / "senior.yaml"), "--json", "--today", TODAY]
    done = [
        subprocess.run([sys.executable, "-c", code, *words], cwd="/", env=environment, capture_output=True, check=True)
        for words in (arguments, ["check"])
    ]
    assert all(str(tmp_path) in run.stderr.decode() for run in done)
    assert str(tmp_path).encode() in done[1].stdout
    here = subprocess.run([sys.executable, "-m", "mle_gap", *arguments], cwd=ROOT, capture_output=True, check=True)
    assert done[0].stdout == here.stdout
