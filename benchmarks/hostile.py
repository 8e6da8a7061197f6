"""How long what others wrote can take: every pattern of ads and evidence, whole ads, whole resumes.

    python -m benchmarks.hostile            all, exit status 1 where a bar is missed
    python -m benchmarks.hostile --smoke    a tenth of the length, prints and judges nothing

Processor time, so that other programs are not to blame. A pattern gets 200 KB of one piece repeated and 100 ms; an ad
of 200 KB and a resume of 1 MiB get 2 s, as all input does.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module

from tests.rules import HOSTILE, loaded
from tests.test_match import LEXICON, UNITS

from mle_gap.catalog import load_shipped
from mle_gap.files import data_folder
from mle_gap.job_ad import read_ad
from mle_gap.resume import hints_of
from mle_gap.rulebook import EVIDENCE

PATTERN_BAR, INPUT_BAR = 0.1, 2.0
AD_MODULES = ("ad_choices", "ad_clauses", "ad_facts", "ad_lexicon", "ad_lines", "ad_text", "job_ad")
RESUMES = (
    ('{"skills":[', '{"name":"x"}', "]}"),
    ('{"skills":[', '{"name":0}', "]}"),
    ('{"a":[', '{"a":1,"a":1}', "]}"),
    ('{"a":[', "[" * 29 + "]" * 29, "]}"),
    ('{"work":[', '{"startDate":"2000"}', "]}"),
    ('{"skills":[{"keywords":[', '"' + "1 " * 99 + '"', "]}]}"),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern with a name to blame."""
    for name in AD_MODULES:
        for word, value in vars(import_module(f"mle_gap.{name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{name}.{word}", value
    for rule in loaded(data_folder() / EVIDENCE).rules:
        for pattern in filter(None, (rule.match, *rule.also, *rule.unless)):
            yield rule.id, re.compile(pattern, re.MULTILINE)


def seconds(run: Callable[[], object]) -> float:
    """Processor time of the faster of two runs; of one, where that was quick."""
    times = []
    for _ in range(2):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
        if times[0] < PATTERN_BAR / 2:
            break
    return min(times)


def main() -> int:
    """Measure all, print the slowest, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a tenth of the length, no judgement")
    smoke = parser.parse_args().smoke
    share = 10 if smoke else 1
    pieces = [(piece[:40], (piece * 200_000)[: 200_000 // share]) for piece in (text[:40] for text in HOSTILE)]
    found = [
        (seconds(lambda p=pattern, t=text: p.search(t)), f"{name} on {piece[:6]!r}")  # type: ignore[misc]
        for name, pattern in patterns()
        for piece, text in pieces
    ]
    catalogue = load_shipped()
    ads = [(seconds(lambda u=unit: read_ad((u * 200_000)[: 200_000 // share], LEXICON)), repr(unit)) for unit in UNITS]  # type: ignore[misc]
    resumes = []
    for head, unit, tail in RESUMES:
        times = (2**20 // share - len(head + tail)) // (len(unit) + 1)
        data = (head + ",".join([unit] * times) + tail).encode()
        resumes.append((seconds(lambda d=data: hints_of(d, "x", catalogue, date(2026, 11, 23))), unit[:20]))  # type: ignore[misc]
    missed = 0
    for what, rows, bar in (("pattern", found, PATTERN_BAR), ("ad", ads, INPUT_BAR), ("resume", resumes, INPUT_BAR)):
        over = [row for row in rows if row[0] > bar]
        missed += len(over)
        slowest, where = max(rows)
        print(f"{len(rows):5} times one {what:8} slowest {slowest:.3f} s ({where}), bar {bar}: {len(over)} over")
    return 1 if missed and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
