"""Start-up time as a multiple of importing the four libraries, and peak memory, each against its bar.

    python -m benchmarks.cold_start            31 paired runs, exit status 1 where a bar is missed
    python -m benchmarks.cold_start --smoke    3 paired runs, prints and judges nothing

Each run of the program is paired with a run of the imports right before it, so that a busy machine slows both;
the median of the ratios counts.
"""

import argparse
import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import mle_gap

ROOT = Path(__file__).parents[1]
YARDSTICK = (sys.executable, "-c", "import typer, rich, pydantic, yaml")
PROGRAM = (sys.executable, "-m", "mle_gap")
MEMORY_BAR_MIB = 60.0


def cases() -> dict[str, tuple[tuple[str, ...], float]]:
    """Arguments and bar, as a multiple of the yardstick, of each thing measured."""
    found: dict[str, tuple[tuple[str, ...], float]] = {"--version": (("--version",), 1.3), "--help": (("--help",), 1.3)}
    for path in sorted((ROOT / "examples").glob("*.yaml")):
        arguments = ("assess", "--answers", str(path), "--json", "--today", "2026-11-23")
        found[f"assess --answers {path.name} --json"] = (arguments, 1.8)
    return found


def seconds(command: Sequence[str], *, check: bool = True) -> float:
    """Wall time of one run, output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=None if check else subprocess.DEVNULL, check=check)
    return time.perf_counter() - start


def peak_mib(arguments: Sequence[str], *, check: bool = True) -> float:
    """Peak resident memory of one run in MiB."""
    quiet = None if check else subprocess.DEVNULL
    process = subprocess.Popen((*PROGRAM, *arguments), stdout=subprocess.DEVNULL, stderr=quiet)
    _, status, usage = os.wait4(process.pid, 0)
    if status and check:
        raise RuntimeError(f"{arguments} ended with {status}")
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> int:
    """Measure all, print a table, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="three runs, no judgement")
    parser.add_argument("--runs", type=int, default=31)
    options = parser.parse_args()
    runs = 3 if options.smoke else options.runs
    os.environ["MLE_GAP_HOME"] = tempfile.mkdtemp()  # each run of assess keeps its answers
    # As an installer does; without it each run would compile the program anew where writing bytecode is forbidden.
    compileall.compile_dir(Path(mle_gap.__file__).parent, quiet=1)
    missed = 0
    yardsticks: list[float] = []
    print(f"{'':45} {'ratio':>6} {'bar':>5} {'MiB':>6} {'bar':>5}")
    for name, (arguments, bar) in cases().items():
        ratios = []
        for _ in range(runs):
            yardsticks.append(seconds(YARDSTICK))
            ratios.append(seconds((*PROGRAM, *arguments)) / yardsticks[-1])
        ratio, memory = median(ratios), peak_mib(arguments)
        missed += (ratio > bar) + (memory > MEMORY_BAR_MIB)
        print(f"{name:45} {ratio:6.2f} {bar:5.1f} {memory:6.1f} {MEMORY_BAR_MIB:5.0f}")
    print(f"yardstick `{YARDSTICK[-1]}`: {median(yardsticks) * 1000:.0f} ms; medians of {runs} paired runs")
    if options.smoke:
        return 0
    print("every bar holds" if not missed else f"{missed} bars missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
