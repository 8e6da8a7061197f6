"""What a scan found, for a person at a terminal."""

from collections.abc import Iterator, Mapping

from mle_gap.drawing import Block, Canvas
from mle_gap.formats.terminal_plan import title
from mle_gap.models.evidence import Finding, Scan
from mle_gap.page import Page
from mle_gap.wording import count

EXAMPLES = 4  # findings shown of a skill; the JSON has all
LEFT_OUT = {
    "folders": "folder of other people's or made code",
    "links": "link",
    "special": "pipe or device",
    "unreadable": "unreadable file or folder",
    "binary": "binary file",
    "generated": "generated file",
    "copies": "file like one before",
}


def render(scan: Scan, names: Mapping[str, str], page: Page) -> str:
    """Each skill with the level that is supported and examples, then what was looked at; `names` are of skills."""
    canvas = Canvas(page)
    return canvas.text(_blocks(scan, names, canvas))


def _blocks(scan: Scan, names: Mapping[str, str], canvas: Canvas) -> Iterator[Block]:
    if not scan.findings:
        yield canvas.say("No rule found anything, which proves nothing.", style="bold")
    for skill, found in scan.skills.items():
        if found.level is None:
            continue
        suggest = "suggests" if found.files == 1 else "suggest"
        yield from title(
            canvas, f"{names.get(skill, skill)}: {count(found.files, 'file')} {suggest} level {found.level}"
        )
        for finding in _examples([one for one in scan.findings if one.skill == skill]):
            yield canvas.say(f"{finding.level} {finding.shows}")
            yield canvas.indented(f"{finding.file}:{finding.line}")
    looked = scan.looked
    yield from title(canvas, "Looked at")
    yield canvas.say(f"{count(looked.files, 'file')} met, {looked.read} read: those whose names a rule knows.")
    counts = looked.skipped.model_dump()
    left_out = [_count(counts[name], noun) for name, noun in LEFT_OUT.items() if counts[name]]
    if left_out:
        yield canvas.say(f"Left out: {', '.join(left_out)}.")
    if looked.skipped.large:
        yield canvas.say(f"Of {count(looked.skipped.large, 'large file')} the beginning was read.")
    if not looked.complete:
        yield canvas.say("A limit was reached: name folders further down to see the rest.", style="yellow")
    yield canvas.say("What is not seen proves nothing.", style="dim")


def _count(n: int, noun: str) -> str:
    first, _, rest = noun.partition(" ")
    if n == 1 or first in ("unreadable", "binary", "generated"):
        return count(n, noun)
    return f"{n} {first}s{' ' + rest if rest else ''}"


def _examples(findings: list[Finding]) -> list[Finding]:
    """The first finding of each rule, the highest level first."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.rule, finding)
    return list(first.values())[:EXAMPLES]
