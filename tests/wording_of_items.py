"""The rules of item writing that a program can check (Haladyna, Downing & Rodriguez 2002), as problems in words."""

import re
from collections.abc import Iterator
from pathlib import Path

from mle_gap.document import read
from mle_gap.errors import BadInput
from mle_gap.models.quiz import Item, QuizFile
from mle_gap.validation import validated

_NEGATIVE = re.compile(r"\b(not|never|except|cannot|incorrect|least)\b|n't\b", re.IGNORECASE)
_ABSOLUTE = re.compile(
    r"\b(always|never|all|none|every|everything|nothing|only|completely|entirely|impossible|guaranteed|absolutely)\b",
    re.IGNORECASE,
)
_OF_ABOVE = re.compile(
    r"\b(all|none|both|neither|any) of (the|these|them)\b|\b(both|either) (a|b|1|2)\b", re.IGNORECASE
)
_CODE = re.compile(r"`[^`]*`")


def loaded(path: Path) -> QuizFile:
    """The items of a file through the strict door; raises BadInput."""
    document = read(path.read_bytes(), str(path))
    file, problems = validated(QuizFile, document)
    if file is None:
        raise BadInput(problems)
    return file


def file_problems(file: QuizFile) -> Iterator[str]:
    """What is wrong with the items of one file, alone and together."""
    for item in file.items:
        yield from (f"{item.id}: {words}" for words in item_problems(item, file.skill))
    longest = sum(key_is_longest(item) for item in file.items)
    if longest >= 0.4 * len(file.items):
        yield f"the right option is the longest in {longest} of {len(file.items)} items"
    if len(file.items) < 16:
        yield f"{len(file.items)} items, at least 16 needed"
    for level in (1, 2, 3, 4):
        if sum(item.level == level for item in file.items) < 3:
            yield f"fewer than three items of level {level}"


def item_problems(item: Item, skill: str) -> Iterator[str]:
    """What is wrong with the words of one item."""
    if not item.id.startswith(f"{skill}-"):
        yield f"the id does not begin with {skill}-"
    if not item.ask.rstrip().endswith("?"):
        yield "the question does not end with a question mark"
    if found := _NEGATIVE.search(_CODE.sub("", item.ask)):
        yield f"a negative in the question: {found.group()}"
    texts = [option.text for option in item.options]
    if len({" ".join(text.casefold().split()) for text in texts}) < 3:
        yield "two options are the same"
    if any(_OF_ABOVE.search(text) for text in texts):
        yield "an option speaks of the other options"
    for text in texts if not _literal(item) else ():
        if found := _ABSOLUTE.search(_CODE.sub("", text)):
            yield f"an absolute word in an option: {found.group()}"
    if max(map(len, texts)) > 1.6 * min(map(len, texts)) + 8:
        yield f"options differ in length: {[len(text) for text in texts]}"
    if len({text.rstrip().endswith(".") for text in texts}) > 1:
        yield "options differ in form: some end with a full stop"


def _literal(item: Item) -> bool:
    """Whether the options are code or output rather than prose, whose words are what they are."""
    return item.proof is not None and all(option.value is None for option in item.options)


def key_is_longest(item: Item) -> bool:
    """Whether the right option is longer than both others."""
    return len(item.right.text) > max(len(option.text) for option in item.wrong)
