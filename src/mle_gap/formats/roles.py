"""What `roles` shows: the list, or one role in full."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from mle_gap.drawing import Block, Canvas
from mle_gap.models.base import SENIORITIES
from mle_gap.models.browse import IndustryPage, RolePage, VariantPage
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Change, Phase, Requirement
from mle_gap.page import Page
from mle_gap.target import Target
from mle_gap.wording import count


def render_list(catalogue: Catalogue, page: Page) -> str:
    """Roles, and what else can be named on the command line: industries and backgrounds."""
    canvas = Canvas(page)
    return canvas.text(_list(catalogue, canvas))


def _list(catalogue: Catalogue, canvas: Canvas) -> Iterator[Block]:
    file = catalogue.roles_file
    yield canvas.say("Roles (--role)", style="bold")
    for role in file.roles:
        yield from _entry(canvas, role.id, role.name, role.summary)
        models = ", ".join(model.id for model in role.working_models)
        yield canvas.indented(f"Seniorities: {', '.join(SENIORITIES)}. Working models: {models}.")
    named = (("Industries (--industry)", file.industries), ("Backgrounds (--background)", file.backgrounds))
    for title, entries in named:
        if entries:
            yield canvas.say("")
            yield canvas.say(title, style="bold")
            for entry in entries:
                yield from _entry(canvas, entry.id, entry.name, entry.summary)
    yield canvas.say("")
    yield canvas.say("`mle-gap roles ID` tells all about a role.", style="dim")


def _entry(canvas: Canvas, id_: str, name: str, summary: str) -> Iterator[Block]:
    yield canvas.say((id_, "cyan"), f": {name}")
    yield canvas.indented(summary, style="dim")


def render_page(role: RolePage, target: Target, catalogue: Catalogue, page: Page) -> str:
    """One role in full; the requirements are those of the target's working model and industry."""
    canvas = Canvas(page)
    # The seniorities are told in words of the first role, which the catalogue is about.
    experience = partial(_experience, own=role.id == catalogue.roles_file.roles[0].id)
    parts = (_job, _day, _workflow, _people, experience, _models, _industries, _reasons)
    blocks = (block for part in parts for block in part(role, canvas))
    return canvas.text([*blocks, *_requirements(target, catalogue, canvas)])


def _title(canvas: Canvas, words: str) -> Iterator[Block]:
    yield canvas.say("")
    yield canvas.say(words, style="bold")


def _points(canvas: Canvas, texts: Iterable[str], mark: str = "-") -> Iterator[Block]:
    for text in texts:
        yield canvas.point(mark, text)


def _job(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    yield canvas.say((role.name, "bold"), f" ({role.id})")
    yield canvas.say(role.summary)
    if role.responsibilities:
        yield from _title(canvas, "Responsibilities")
        yield from _points(canvas, role.responsibilities)


def _day(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    if role.day:
        yield from _title(canvas, "A typical day")
        yield from (canvas.say(f"{hour.at}  {hour.what}") for hour in role.day)
        if role.day_differs:
            yield canvas.say(role.day_differs)
    if role.conditions:
        yield from _title(canvas, "Working conditions")
        yield from _points(canvas, role.conditions)
    if role.pay:
        yield from _title(canvas, "Pay")
        yield from _points(canvas, [f"{fact.text} ({fact.source}, {fact.date})" for fact in role.pay])


def _workflow(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    yield from _title(canvas, "The workflow of machine learning, and what the ML engineer does in it")
    names = {person.id: person.name for person in role.collaborators}
    for n, phase in enumerate(role.phases, start=1):
        yield canvas.point(f"{n}.", (f"{phase.name}: ", "bold"), phase.summary)
        yield from (canvas.point("  ", text) for text in _phase(phase, names))


def _phase(phase: Phase, names: dict[str, str]) -> Iterator[str]:
    if phase.work:
        yield f"Does: {' '.join(phase.work)}"
    if phase.people:
        yield f"With: {', '.join(names[id_] for id_ in phase.people)}."
    if phase.goes_wrong:
        yield f"Goes wrong: {' '.join(phase.goes_wrong)}"
    if phase.done:
        yield f"Done: {phase.done}"


def _people(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    yield from _title(canvas, "Works with")
    others = [person for person in role.collaborators if person.id != role.id]
    yield from _points(canvas, (f"{person.name}: {person.summary}" for person in others))


def _experience(role: RolePage, canvas: Canvas, *, own: bool) -> Iterator[Block]:
    yield from _title(canvas, "Seniorities and the experience asked")
    for page in role.seniorities:
        counted = " or ".join(id_.replace("-", " ") for id_ in page.experience.backgrounds)
        years = f"{count(page.experience.years, 'year')} as {counted}" if page.experience.years else "none"
        summary = f"{page.summary} " if own else ""
        yield canvas.point("-", (f"{page.name}: ", "bold"), f"{summary}Experience asked: {years}.")


def _models(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    yield from _title(canvas, "Working models (--working-model)")
    for model in role.working_models:
        yield canvas.say((f"{model.name} ({model.id}): ", "bold"), model.summary)
        yield from _points(canvas, model.pros, "  +")
        yield from _points(canvas, model.cons, "  -")
        yield from _points(canvas, _differences(model, role.working_models[0]), "   ")


def _differences(model: VariantPage, first: VariantPage) -> Iterator[str]:
    """What a variant asks beyond the first one, what more and what less, and what it leaves out."""
    usual = {word: one for one in first.requirements for word in one.alternatives}
    added = [_asked(one) for one in model.requirements if not set(one.alternatives) & set(usual)]
    both = [(one, usual[word]) for one in model.requirements if (word := _known(one, usual)) is not None]
    more = [_asked(one) for one, other in both if _sum(one) > _sum(other)]
    less = [_asked(one) for one, other in both if _sum(one) < _sum(other)]
    listed = (("Also asks", added), ("Asks more of", more), ("Asks less of", less), ("Does not ask", model.drops))
    yield from (f"{label}: {', '.join(words)}." for label, words in listed if words)


def _known(asked: Requirement, usual: Mapping[str, Requirement]) -> str | None:
    return next((word for word in asked.alternatives if word in usual), None)


def _sum(asked: Requirement) -> int:
    return sum(asked.levels.values())


def _asked(asked: Requirement | Change) -> str:
    return " or ".join(asked.alternatives)


def _industries(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    if role.industries:
        yield from _title(canvas, "Industries, and what each adds (--industry)")
        for industry in role.industries:
            yield canvas.say((f"{industry.name} ({industry.id}): ", "bold"), industry.summary)
            yield canvas.point("  ", f"Adds: {'; '.join(_added(industry))}.")


def _added(industry: IndustryPage) -> Iterator[str]:
    for change in industry.changes:
        levels = ", ".join(f"{seniority} {level}" for seniority, level in (change.levels or {}).items())
        yield f"{_asked(change)} ({levels})"


def _reasons(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    for title, texts in (("Why choose it", role.reasons_for), ("Why not", role.reasons_against)):
        if texts:
            yield from _title(canvas, title)
            yield from _points(canvas, texts)


def _requirements(target: Target, catalogue: Catalogue, canvas: Canvas) -> Iterator[Block]:
    trade = f", {target.industry.name}" if target.industry else ""
    yield from _title(canvas, f"What it asks: {target.working_model.name}{trade}")
    heads = ("Skill", "Junior", "Mid", "Senior", "Weight", "Must-have from")
    rows = [_row(requirement, catalogue) for requirement in target.requirements]
    stacked = [(row[0], _in_words(row)) for row in rows]
    yield from canvas.table(heads, rows, stacked, right=(1, 2, 3, 4))
    words = "Levels: 1 guided, 2 independent, 3 advanced, 4 leading. `mle-gap explain SKILL` says why it weighs so."
    yield canvas.say(words, style="dim")


def _row(requirement: Requirement, catalogue: Catalogue) -> tuple[str, ...]:
    one = len(requirement.alternatives) == 1
    name = catalogue.skills[requirement.alternatives[0]].name if one else _asked(requirement)
    levels = [str(requirement.levels[s]) if s in requirement.levels else "-" for s in SENIORITIES]
    return (name, *levels, str(requirement.weight), requirement.must_have_from or "")


def _in_words(row: tuple[str, ...]) -> str:
    _, junior, mid, senior, weight, must = row
    words = f"junior {junior}, mid {mid}, senior {senior}; weight {weight}"
    return f"{words}; must-have from {must}" if must else words
