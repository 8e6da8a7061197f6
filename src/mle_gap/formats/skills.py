"""What `skills` shows: the list by category, or one skill in full; its parts serve `explain` too."""

from collections.abc import Iterator, Mapping, Sequence

from mle_gap.drawing import Block, Canvas
from mle_gap.models.browse import Asking, SkillPage, Unlock
from mle_gap.models.catalog import Catalogue
from mle_gap.models.skills import Skill, SkillLevel
from mle_gap.page import Page
from mle_gap.wording import LEVELS, count, number

REFS = {"esco": "ESCO", "onet": "O*NET"}


def render_list(skills: Sequence[SkillPage], catalogue: Catalogue, page: Page) -> str:
    """Skills with their summaries, grouped by category."""
    canvas = Canvas(page)
    return canvas.text(_list(skills, catalogue, canvas))


def _list(skills: Sequence[SkillPage], catalogue: Catalogue, canvas: Canvas) -> Iterator[Block]:
    for category in catalogue.skills_file.categories:
        inside = [skill for skill in skills if skill.category == category.id]
        if inside:
            yield canvas.say((category.name, "bold"), f" ({category.id})")
            for skill in inside:
                yield canvas.say((skill.id, "cyan"), f": {skill.name}")
                yield canvas.indented(skill.summary, style="dim")
            yield canvas.say("")
    yield canvas.say(f"{count(len(skills), 'skill')}. `mle-gap skills ID` tells all about one.", style="dim")


def render_page(skill: SkillPage, catalogue: Catalogue, page: Page) -> str:
    """One skill in full."""
    canvas = Canvas(page)
    return canvas.text(_page(skill, catalogue, canvas))


def _page(skill: SkillPage, catalogue: Catalogue, canvas: Canvas) -> Iterator[Block]:
    yield from head(skill, canvas)
    phases = {phase.id: phase.name for phase in catalogue.roles_file.phases}
    category = next(one.name for one in catalogue.skills_file.categories if one.id == skill.category)
    yield canvas.say(("Category: ", "bold"), category)
    yield canvas.say(("Phases: ", "bold"), ", ".join(phases[id_] for id_ in skill.phases))
    yield canvas.say(("Learn with: ", "bold"), ", ".join(catalogue.collaborators[id_].name for id_ in skill.learn_with))
    for name, ref in skill.refs.items():
        yield canvas.say((f"{REFS[name]}: ", "bold"), ref)
    if skill.aliases:
        yield canvas.say(("Also called: ", "bold"), ", ".join(skill.aliases))
    for n, level in enumerate(skill.levels, start=1):
        yield from level_of(canvas, n, level, ())
    yield canvas.say("")
    yield from resources_of(skill, canvas)
    if skill.unlocks:
        yield canvas.say("")
        yield canvas.say("Opens the way to", style="bold")
        yield from (canvas.say(f"{n}: {', '.join(words)}") for n, words in _by_level(skill.unlocks).items())
    yield canvas.say("")
    yield canvas.say("Asked by", style="bold")
    yield from (canvas.say(f"- {_asking(asking)}") for asking in skill.asked_by)
    if not skill.asked_by:
        yield canvas.say("no role by itself; others need it first.")


def _by_level(unlocks: Sequence[Unlock]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for n in sorted({unlock.needs for unlock in unlocks}):
        found[f"level {n}"] = [f"{one.name} {one.level}" for one in unlocks if one.needs == n]
    return found


def _asking(asking: Asking) -> str:
    where = f"{asking.role}, {asking.working_model}" if asking.role else f"every role in the industry {asking.industry}"
    levels = ", ".join(f"{seniority} {level}" for seniority, level in asking.levels.items())
    notes = [f"weight {asking.weight}"]
    notes += [f"a must-have from {asking.must_have_from} on"] if asking.must_have_from else []
    notes += [f"one of {', '.join(asking.any_of)}"] if asking.any_of else []
    return f"{where}: {levels}; {'; '.join(notes)}"


def head(skill: Skill, canvas: Canvas) -> Iterator[Block]:
    """Name, id and summary."""
    yield canvas.say((skill.name, "bold"), f" ({skill.id})")
    yield canvas.say(skill.summary)
    yield canvas.say("")


def level_of(canvas: Canvas, n: int, level: SkillLevel, marks: Sequence[str]) -> Iterator[Block]:
    """One level in full, with what is to be marked at it."""
    yield canvas.say("")
    yield canvas.say((f"{n} {LEVELS[n]}", "bold"), (f"  < {', '.join(marks)}" if marks else "", "yellow"))
    yield canvas.say(f"Means: {level.can}")
    needs = ", ".join(f"{other} {least}" for other, least in level.needs.items())
    for group in level.needs_any_of:
        needs += (", " if needs else "") + " or ".join(f"{other} {least}" for other, least in group.items())
    yield canvas.say(f"Takes: about {number(level.hours)} hours" + (f", after {needs}." if needs else "."))
    yield canvas.say(f"Proof: {level.prove}")


def resources_of(skill: Skill, canvas: Canvas) -> Iterator[Block]:
    """Where the skill can be learned."""
    yield canvas.say("Learn it from", style="bold")
    for resource in skill.resources:
        levels = ", ".join(map(str, resource.levels))
        yield canvas.say(f"- {resource.title} ({resource.kind}, {resource.cost}, level {levels})")
        yield canvas.say(f"  {resource.url}")
