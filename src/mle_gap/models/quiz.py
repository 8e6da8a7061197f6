"""What `data/quiz/<skill>.yaml` holds: the questions that check a rating."""

from typing import Annotated, Literal

from pydantic import Field

from mle_gap.models.base import FEW, Frozen, Level, Url

ItemId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=240, pattern=r"^[^\n]+$")]
Words = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\n]+$")]
Block = Annotated[str, Field(min_length=1, max_length=2000)]


class Option(Frozen):
    """One answer to choose; `value` is what it stands for where the answer is proven by a program."""

    text: Words
    value: Block | None = Field(default=None, description="the text itself where it is left out")


class Mistake(Option):
    """A wrong answer, and the real mistake that leads to it."""

    mistake: Line


class Source(Frozen):
    """Where the right answer can be read, as close to whoever made the thing as possible."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    url: Url


class Proof(Frozen):
    """A program that gives the answer; the suite runs it, this program never does.

    Without `{option}` in it, one option's value is what it prints. With it, the program is run once with each
    option's value in that place, and prints `prints` for one option alone.
    """

    runs: Literal["python", "sql", "bash", "git", "yaml"]
    program: Block | None = Field(default=None, description="the code of the item where it is left out")
    prints: Block | None = None


class Item(Frozen):
    """One question: whoever has its level mostly answers it, whoever is one below mostly does not."""

    id: ItemId = Field(description="unique; begins with the id of the skill")
    level: Level
    idea: Line = Field(description="the one thing it asks about")
    ask: Annotated[str, Field(min_length=1, max_length=400)]
    code: Block | None = Field(default=None, description="what is asked about, shown as it stands")
    right: Option
    wrong: tuple[Mistake, ...] = Field(min_length=2, max_length=2)
    why: Line = Field(description="shown after the answer")
    source: Source
    proof: Proof | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """The right answer first."""
        return (self.right, *self.wrong)


class QuizFile(Frozen):
    """The questions on one skill."""

    skill: Annotated[str, Field(max_length=40)]
    items: tuple[Item, ...] = Field(min_length=1, max_length=FEW * 4)


class Bank(Frozen):
    """All quiz files in one, as `quiz.json`; the checksum is that of the YAML it was made from."""

    checksum: int
    files: tuple[QuizFile, ...]
