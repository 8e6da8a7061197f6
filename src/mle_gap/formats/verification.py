"""What `verify` found, for a person at a terminal."""

from collections.abc import Iterator

from mle_gap.drawing import Block, Canvas
from mle_gap.formats.terminal_plan import title
from mle_gap.models.verify import Verification, VerifiedSkill
from mle_gap.page import Page
from mle_gap.wording import count, number

OUTCOMES = {"confirmed": "confirmed", "lower": "lower than told", "higher": "higher than told", "not_sure": "not sure"}
HEADS = ("Skill", "Told", "Right", "Likely", "Asked", "Outcome")


def render(found: Verification, page: Page) -> str:
    """The outcome by skill, the readiness that follows, and what to verify next."""
    canvas = Canvas(page)
    return canvas.text(_blocks(found, canvas))


def _blocks(found: Verification, canvas: Canvas) -> Iterator[Block]:
    role = found.role
    words = f"{count(found.answered, 'question')} answered: {role.name}, {role.seniority}, {role.working_model}"
    yield canvas.say(words, style="bold")
    if found.skills:
        yield canvas.say("")
        rows = [
            (
                skill.name,
                _level(skill),
                f"{skill.right} of {skill.asked}",
                str(skill.likely_level),
                str(skill.required),
                OUTCOMES[skill.outcome],
            )
            for skill in found.skills
        ]
        yield from canvas.table(
            HEADS, rows, [(skill.name, _in_words(skill)) for skill in found.skills], right=(1, 3, 4)
        )
    yield from title(canvas, "Readiness")
    yield canvas.say(f"By the levels you told: {number(found.score)} of 100.")
    if found.before is not None and found.after is not None:
        before, after = found.before, found.after
        yield canvas.say(
            f"Probably: {after.low:.0f} to {after.high:.0f}, where it was {before.low:.0f} to {before.high:.0f} before"
            " any question; four in five such people are within."
        )
    if found.next is not None:
        then = found.next
        yield canvas.say(
            f"Next: mle-gap verify {then.skill}; {count(then.questions, 'question')} would narrow it to about"
            f" {then.low:.0f} to {then.high:.0f}."
        )


def _level(skill: VerifiedSkill) -> str:
    return "?" if skill.level is None else str(skill.level)


def _in_words(skill: VerifiedSkill) -> str:
    return (
        f"told {_level(skill)}, {skill.right} of {skill.asked} right, likely {skill.likely_level}, asked"
        f" {skill.required}: {OUTCOMES[skill.outcome]}"
    )
