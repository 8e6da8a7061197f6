"""The README tells the truth: its report is real, its commands run, its tables are complete."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.regenerate import REPORT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_report_shown_is_what_the_command_beside_it_prints(run: Run) -> None:
    match = re.search(r"This is `mle-gap ([^`]+)`", README)
    shown = REPORT.search(README)
    assert match is not None
    assert shown is not None
    done = run(*match[1].split(), cwd=ROOT)
    assert done.returncode == 0
    assert done.stdout == shown[0].split("```\n")[1]


def test_the_answers_file_shown_is_right(run: Run, tmp_path: Path) -> None:
    match = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert match is not None
    (tmp_path / "me.yaml").write_text(match[1])
    assert run("check", str(tmp_path / "me.yaml")).returncode == 0
    done = run("assess", "--answers", str(tmp_path / "me.yaml"), "--json")
    assert json.loads(done.stdout)["person"]["name"] == "Ada"


SCRIPTS = list(README.split("## In scripts")[1].split("```")[1].strip().splitlines())


@pytest.mark.parametrize("line", SCRIPTS)
def test_each_line_for_scripts_runs(line: str, tmp_path: Path) -> None:
    if "jq" in line and shutil.which("jq") is None:
        line = line.split("|", maxsplit=1)[0]
    shutil.copy(ROOT / "examples" / "senior.yaml", tmp_path / "me.yaml")
    program = tmp_path / "mle-gap"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mle_gap "$@"\n')
    program.chmod(0o755)
    command = f'PATH="{tmp_path}:$PATH"; {line}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0
    assert done.stdout or "/dev/null" in line
    assert "mle-gap:" not in done.stderr.replace("mle-gap: nothing was saved", "")


def test_both_commands_stand_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("assess", "test"):
        assert f"\nmake {target}\n" in README
        assert f"\n{target}: " in makefile


def test_the_score_is_explained_in_ten_lines() -> None:
    explained = README.split("## How the score works")[1].split("\n## ")[0]
    assert len(re.findall(r"^\d+\. ", explained, re.MULTILINE)) == 10


def test_every_exit_status_is_listed() -> None:
    listed = README.split("### Exit statuses")[1].split("\n## ")[0]
    assert re.findall(r"^\| (\d+) \|", listed, re.MULTILINE) == ["0", "1", "2", "3", "4", "130"]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in re.findall(r"[`(]((?:data|docs|src|tests|schemas|examples|benchmarks)/[\w./-]*)[`)]", text):
        assert (ROOT / path).exists(), path
