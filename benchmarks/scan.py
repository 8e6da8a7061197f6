"""How long a scan of 50,000 files takes, how much memory, and how much of it is reading.

    python -m benchmarks.scan            3 runs, exit status 1 where a bar is missed
    python -m benchmarks.scan --smoke    2,000 files, prints and judges nothing

Beside it, as a scale: `rg --files` or, where there is no ripgrep, `find -type f`, and the walk of
`python -m compileall` over the same tree.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.cold_start import PROGRAM, peak_mib, seconds
from mle_gap.evidence import Rules
from mle_gap.rulebook import load_rules
from mle_gap.scan import scan

FILES, SECONDS_BAR, MEMORY_BAR_MIB = 50_000, 10.0, 100.0
KINDS = ("py", "py", "py", "py", "md", "yml", "json", "sql", "sh", "ts", "txt", "png")


def text_of(kind: str, rng: random.Random) -> str:
    """Some 2 KB of a file as repositories have them; few lines of it are anything a rule knows."""
    lines = [f"value_{rng.randrange(9999)} = compute(item_{rng.randrange(999)}, {n})" for n in range(40)]
    if kind == "py":
        lines[:4] = ['"""What it does."""', "import os", "from pathlib import Path", f"import {rng.choice(USED)}"]
    if kind == "sql":
        lines[:2] = ["SELECT a.id, count(*) FROM a JOIN b ON a.id = b.id", "GROUP BY a.id;"]
    if kind == "yml":
        lines = [f"key_{n}: value" for n in range(40)]
    return "\n".join(lines)


USED = ("json", "re", "pandas as pd", "numpy as np", "torch", "requests", "logging", "collections", "boto3", "typing")


def tree(root: Path, files: int) -> None:
    """A tree of that many files, 25 in a folder, up to six folders deep."""
    rng = random.Random(1)
    for n in range(files // 25):
        folder = root.joinpath(*(f"d{(n // 6**level) % 6}" for level in range(rng.randint(1, 5), 0, -1)), f"p{n}")
        folder.mkdir(parents=True)
        for m in range(25):
            kind = rng.choice(KINDS)
            (folder / f"file_{m}.{kind}").write_text(text_of(kind, rng))


def reading(root: Path) -> tuple[float, float]:
    """Seconds of a scan in this process, and of these in system calls that open, read and close."""
    spent = 0.0
    real = {name: getattr(os, name) for name in ("open", "read", "fstat", "close")}

    def timed(name: str):  # type: ignore[no-untyped-def]
        def call(*arguments, **options):  # type: ignore[no-untyped-def]
            nonlocal spent
            began = time.perf_counter()
            try:
                return real[name](*arguments, **options)
            finally:
                spent += time.perf_counter() - began

        return call

    rules = Rules(load_rules())
    for name in real:
        setattr(os, name, timed(name))
    began = time.perf_counter()
    scan((str(root),), rules)
    whole = time.perf_counter() - began
    for name, function in real.items():
        setattr(os, name, function)
    return whole, spent


def main() -> int:
    """Make the tree, measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a small tree, no judgement")
    smoke = parser.parse_args().smoke
    files = 2000 if smoke else FILES
    lister = ("rg", "--files") if shutil.which("rg") else ("find", "-type", "f")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "tree"
        tree(root, files)
        runs = 1 if smoke else 3
        taken = median(seconds((*PROGRAM, "scan", str(root), "--json")) for _ in range(runs))
        memory = peak_mib(("scan", str(root), "--json"))
        began = time.perf_counter()
        subprocess.run(lister, cwd=root, stdout=subprocess.DEVNULL, check=True)
        listing = time.perf_counter() - began
        began = time.perf_counter()
        sum(1 for path in root.rglob("*.py") if path.read_bytes())
        walking = time.perf_counter() - began
        whole, spent = reading(root)
    print(f"scan of {files} files   {taken:6.2f} s, bar {SECONDS_BAR}; {memory:.0f} MiB, bar {MEMORY_BAR_MIB:.0f}")
    print(f"of it opening and reading {spent / whole:5.0%}; {taken / listing:.0f} x `{' '.join(lister)}`,"
          f" {taken / walking:.1f} x reading every Python file")  # fmt: skip
    missed = (taken > SECONDS_BAR) + (memory > MEMORY_BAR_MIB)
    return 1 if missed and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
