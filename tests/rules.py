"""Tries the examples of evidence rules; `python -m tests.rules FILE...` reads files that are not shipped yet."""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from mle_gap.document import read
from mle_gap.errors import BadInput
from mle_gap.evidence import Rules, findings_in
from mle_gap.models.evidence import EvidenceFile, Example, Rule
from mle_gap.validation import validated

LENGTH, SECONDS = 20_000, 0.005  # of processor time; 200 KB of one letter may take 100 ms
HOSTILE = tuple(
    piece * (LENGTH // len(piece))
    for piece in (*"a-_. \t\n\"'#({[<=:/@1", "a ", " \n", "a=", "a.", "(a", "a,", "\n-", "- ", "FROM ", "import a\n")
)


def loaded(path: Path) -> EvidenceFile:
    """The rules of a file through the strict door; raises BadInput."""
    file, problems = validated(EvidenceFile, read(path.read_bytes(), str(path)))
    if file is None:
        raise BadInput(problems)
    return file


def fires(rule: Rule, example: Example) -> bool:
    """Whether the rule finds something in the example."""
    return any(findings_in(example.file, example.text, Rules([rule]).for_path(example.file)))


def problems_of(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule: an example that goes otherwise, a pattern without a word to look for."""
    for n, example in enumerate(rule.fires, start=1):
        if not fires(rule, example):
            yield f"does not fire on example {n}"
    for n, example in enumerate(rule.must_not_fire, start=1):
        if fires(rule, example):
            yield f"fires on counter-example {n}"
        if not Rules([rule]).for_path(example.file) and rule.match is not None:
            yield f"counter-example {n} has a name the rule does not look at: it proves nothing"
    if rule.match is not None and not rule.word:
        yield "has a pattern and no word to look for first"


def slow(rule: Rule) -> Iterator[str]:
    """Patterns whose time does not grow with the length alone."""
    for pattern in (rule.match, *rule.also, *rule.unless):
        if pattern is not None:
            compiled = re.compile(pattern, re.MULTILINE)
            for text in HOSTILE:
                taken = _seconds(compiled, text)
                if taken > SECONDS and (taken := min(taken, _seconds(compiled, text))) > SECONDS:
                    yield f"{pattern!r} takes {taken:.3f} s on {len(text)} letters of {text[:9]!r}"
                    break


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    pattern.search(text)
    return time.process_time() - began


def main() -> None:
    """Print what is wrong with the rules of files."""
    for name in sys.argv[1:]:
        rules = loaded(Path(name)).rules
        found = [f"{rule.id}: {words}" for rule in rules for words in (*problems_of(rule), *slow(rule))]
        print(*found, sep="\n")
        print(f"{name}: {len(rules)} rules on {len({rule.skill for rule in rules})} skills, {len(found)} problems")


if __name__ == "__main__":
    main()
