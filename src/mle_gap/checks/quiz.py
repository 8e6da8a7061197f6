"""What must hold of quiz files beyond types. Pure."""

from collections.abc import Collection, Iterator

from mle_gap.checks.finding import Finding, unknown
from mle_gap.models.quiz import QuizFile


def sound_quiz(quiz: QuizFile, skills: Collection[str], taken: Collection[str], file: str) -> Iterator[Finding]:
    """The skill is known and the file's own; ids are of that skill and unique, also among `taken` ones."""
    yield from unknown("quiz", ("skill",), "skill", quiz.skill, skills)
    if quiz.skill != file:
        yield Finding("quiz", ("skill",), f"the file of `{quiz.skill}` must be {quiz.skill}.yaml", "rename the file")
    seen = set(taken)
    for n, item in enumerate(quiz.items):
        path = ("items", n, "id")
        if item.id in seen:
            yield Finding("quiz", path, f"the id `{item.id}` is taken", "choose another one")
        if not item.id.startswith(f"{quiz.skill}-"):
            yield Finding("quiz", path, f"must begin with `{quiz.skill}-`")
        seen.add(item.id)
        texts = [" ".join(option.text.split()) for option in item.options]
        if len(set(texts)) < len(texts):
            yield Finding("quiz", ("items", n, "wrong"), "two options are the same", "write another one")
