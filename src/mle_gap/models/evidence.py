"""What `data/evidence.yaml` holds, and what `scan` prints: signs of skills in files. Names are a contract."""

from typing import Annotated

from pydantic import Field

from mle_gap.models.base import FEW, Frozen, Id
from mle_gap.models.report import Shown, Supported

Pattern = Annotated[str, Field(min_length=1, max_length=300)]


class Example(Frozen):
    """A file, made up, that a rule is tried on."""

    file: Annotated[str, Field(min_length=1, max_length=200, description="its path below the folder that is scanned")]
    text: Annotated[str, Field(max_length=4000)] = ""


class Rule(Frozen):
    """Something one can see in a file, and the level of the skill that who wrote it can have; never more than 3.

    A rule fires where a file of that name has a match of `match` and of each in `also`, and none of `unless`; without
    `match` the name is enough. Patterns see the text without comments, `^` and `$` are the ends of lines.
    """

    id: Id
    skill: Id
    level: Shown
    shows: Annotated[str, Field(min_length=1, max_length=80, description="what is to be seen, as it stands in a list")]
    files: tuple[Pattern, ...] = Field(min_length=1, max_length=FEW, description="names; with a slash, ends of paths")
    word: tuple[Annotated[str, Field(min_length=2, max_length=60)], ...] = Field(
        default=(), max_length=FEW, description="texts of which a match holds one; looked for first, for speed"
    )
    match: Pattern | None = None
    also: tuple[Pattern, ...] = Field(default=(), max_length=5)
    unless: tuple[Pattern, ...] = Field(default=(), max_length=5)
    fires: tuple[Example, ...] = Field(min_length=1, max_length=5)
    must_not_fire: tuple[Example, ...] = Field(min_length=1, max_length=5)


class EvidenceFile(Frozen):
    """All rules."""

    rules: tuple[Rule, ...] = Field(min_length=1, max_length=500)


class Compiled(Frozen):
    """All rules as `evidence.json`; the checksum is that of the YAML they were made from."""

    checksum: int
    rules: tuple[Rule, ...]


class Finding(Frozen):
    """A rule that fired: where, and what it supports."""

    skill: str
    level: Shown
    file: str
    line: int
    rule: str
    shows: str


class Skipped(Frozen):
    """What was not looked at, counted by reason."""

    folders: int = Field(description="of other people's or made code, such as node_modules and .git")
    links: int
    special: int = Field(description="pipes, devices, sockets")
    unreadable: int
    large: int = Field(description="only their beginning was read")
    binary: int
    generated: int
    copies: int = Field(description="of files that were read before")
    beyond_limits: int = Field(description="files and folders beyond the limits of depth, number, bytes or time")


class Looked(Frozen):
    """What a scan went through."""

    folders: tuple[str, ...]
    files: int = Field(description="regular files met")
    read: int = Field(description="files read, because a rule knows their name")
    complete: bool = Field(description="false where a limit was reached")
    skipped: Skipped


class Scan(Frozen):
    """What a scan found. That nothing was found of a skill proves nothing."""

    looked: Looked
    skills: dict[str, Supported] = Field(description="every skill that some rule looks for")
    findings: tuple[Finding, ...]
