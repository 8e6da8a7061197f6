"""How long and how much memory bad input takes, as multiples of an ordinary run.

    python -m benchmarks.bad_input            5 paired runs of each heavy case, exit status 1 where a bar is missed
    python -m benchmarks.bad_input --smoke    1 run of each, prints and judges nothing

The cases are those of `tests/bad_input/cases.yaml` marked `process`. The promise is 2 seconds and 200 MB; an ordinary
`assess --json` takes some .28 seconds where that was written down, so the bar is 7 times one.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from tests.test_bad_input import CASES, arguments_of, change_catalogue, content_of

from benchmarks.cold_start import PROGRAM, ROOT, peak_mib, seconds

TIMES_BAR, MEMORY_BAR_MIB = 7.0, 200.0
KINDS = ("answers", "check", "catalogue")  # those whose input is a file
ORDINARY = ("assess", "--answers", str(ROOT / "examples" / "senior.yaml"), "--json", "--today", "2026-11-23")


def prepare(case: dict[str, Any]) -> list[str]:
    """Write the input of a case into the working folder and return its command line."""
    content = content_of(case)
    if case.get("to") == "catalogue":
        change_catalogue(Path("catalogue"), case["change"])
    else:
        Path("answers.yaml").write_bytes(content)
    return arguments_of(case, "")


def measured(case: dict[str, Any], runs: int) -> tuple[float, float]:
    """Median of the ratios to an ordinary run, and the peak in MiB, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        command = prepare(case)
        ratios = []
        for _ in range(runs):
            ordinary = seconds((*PROGRAM, *ORDINARY))
            ratios.append(seconds((*PROGRAM, *command), check=False) / ordinary)
        memory = peak_mib(command, check=False)
        os.chdir(ROOT)
    return median(ratios), memory


def main() -> int:
    """Measure all, print the heaviest first, judge."""
    os.environ["MLE_GAP_HOME"] = tempfile.mkdtemp()  # each run of assess keeps its answers
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="one run of each, no judgement")
    smoke = parser.parse_args().smoke
    heavy = [
        case for case in CASES if case.get("process") and case.get("to", "answers") in ("answers", "check", "catalogue")
    ]
    found = sorted(((*measured(case, 1 if smoke else 5), case["id"]) for case in heavy), reverse=True)
    for times, memory, name in found[:8]:
        print(f"{times:5.1f} x {memory:6.1f} MiB  {name}")
    missed = sum(times > TIMES_BAR for times, _, _ in found) + sum(memory > MEMORY_BAR_MIB for _, memory, _ in found)
    print(
        f"{len(found)} heavy cases; bars: {TIMES_BAR:.0f} x an ordinary run, {MEMORY_BAR_MIB:.0f} MiB; {missed} missed"
    )
    return 1 if missed and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
