"""How soon `verify` asks: the first question against a cold `assess --json`, and the choice of each next one.

python -m benchmarks.verify            21 paired runs, exit status 1 where a bar is missed
python -m benchmarks.verify --smoke    1 run, prints and judges nothing
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from benchmarks.cold_start import PROGRAM, ROOT, seconds
from mle_gap.bank import load_bank
from mle_gap.catalog import load_shipped
from mle_gap.estimate import Sign, Want
from mle_gap.quiz import Course, begin, press
from mle_gap.target import target_of

ASSESS = ("assess", "--answers", str(ROOT / "examples" / "data-scientist.yaml"), "--json")
FIRST_BAR, NEXT_BAR = 1.3, 0.05  # times a cold assess; seconds


def first_question() -> float:
    """Wall time of a run that prints a question and finds its input at an end."""
    start = time.perf_counter()
    process = subprocess.run(
        (*PROGRAM, "verify", "--plain", "--no-save"), stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if b"question 1" not in process.stderr:
        raise RuntimeError(process.stderr.decode())
    return time.perf_counter() - start


def choices() -> list[float]:
    """Seconds that each answer takes, until all is decided, with the whole bank and all skills of the role."""
    catalogue = load_shipped()
    asked = target_of(catalogue).asked
    words = [(word, one) for one in asked for word in one.requirement.alternatives[:1]]
    wants = tuple(Want(word, one.required, one.requirement.weight) for word, one in words)
    course = Course(load_bank(None, catalogue.skills), wants, {word: Sign(2) for word, _ in words}, most=8)
    state, found = begin(course), list[float]()
    while state.asked is not None:
        # Right and wrong in turn, which leaves most undecided for longest.
        key = str(state.asked.order.index(0) + 1) if len(found) % 2 else "0"
        start = time.perf_counter()
        state = press(state, key)
        found.append(time.perf_counter() - start)
        state = press(state, "KEY_ENTER")
    return found


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="one run, no judgement")
    smoke = parser.parse_args().smoke
    os.environ["MLE_GAP_HOME"] = tempfile.mkdtemp()
    seconds((*PROGRAM, *ASSESS))
    ratios = [first_question() / seconds((*PROGRAM, *ASSESS, "--no-save")) for _ in range(1 if smoke else 21)]
    times = choices()
    missed = (median(ratios) > FIRST_BAR) + (max(times) > NEXT_BAR)
    print(f"first question        {median(ratios):5.2f} x assess --json, bar {FIRST_BAR}")
    print(f"next of {len(times):3} questions {median(times) * 1000:5.1f} ms, worst {max(times) * 1000:.1f}, bar 50")
    return 1 if missed and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
