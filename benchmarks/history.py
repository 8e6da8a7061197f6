"""How long and how much memory a long history takes: 2,000 saved assessments against an almost bare start.

    python -m benchmarks.history            9 runs of each, exit status 1 where a bar is missed
    python -m benchmarks.history --smoke    1 run of each, prints and judges nothing

The bar is twice `--version` plus 0.3 s, all in the same run, and 80 MiB.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.cold_start import PROGRAM, ROOT, peak_mib, seconds

RECORDS, MEMORY_BAR_MIB = 2000, 80.0
ASSESS = ("assess", "--answers", str(ROOT / "examples" / "data-scientist.yaml"), "--json", "--today", "2026-11-23")


def fill(home: Path) -> None:
    """Save one assessment and copy it under other names."""
    seconds((*PROGRAM, *ASSESS))
    (saved,) = (home / "records").iterdir()
    for number in range(1, RECORDS):
        name = f"2025{number % 12 + 1:02}01T{number:012}Z-{number:08x}.json"
        (saved.parent / name).write_bytes(saved.read_bytes())


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="one run of each, no judgement")
    smoke = parser.parse_args().smoke
    missed = 0
    with tempfile.TemporaryDirectory() as home:
        os.environ["MLE_GAP_HOME"] = home
        fill(Path(home))
        for command in (("history",), ("history", "--json"), ("history", "1", str(RECORDS)), ("plan",)):
            pairs = [
                (seconds((*PROGRAM, "--version")), seconds((*PROGRAM, *command))) for _ in range(1 if smoke else 9)
            ]
            bare, taken = median(one for one, _ in pairs), median(other for _, other in pairs)
            share, memory = taken / (2 * bare + 0.3), peak_mib(command)
            missed += (share > 1) + (memory > MEMORY_BAR_MIB)
            print(f"{' '.join(command):20} {share:5.2f} of the bar, {taken / bare:4.1f} x --version, {memory:5.1f} MiB")
    print(f"{RECORDS} records; bars: 2 x --version + 0.3 s, {MEMORY_BAR_MIB:.0f} MiB; {missed} missed")
    return 1 if missed and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
