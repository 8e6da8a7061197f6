"""What `roles` shows: the list, or one role in full."""

from collections.abc import Iterator, Sequence

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
    parts = (_job, _day, _workflow, _people, _experience, _models, _industries, _reasons)
    blocks = (block for part in parts for block in part(role, canvas))
    return canvas.text([*blocks, *_requirements(target, catalogue, canvas)])


def _title(canvas: Canvas, words: str) -> Iterator[Block]:
    yield canvas.say("")
    yield canvas.say(words, style="bold")


def _points(canvas: Canvas, texts: Sequence[str], mark: str = "-") -> Iterator[Block]:
    for text in texts:
        yield canvas.say(f"{mark} {text}")


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
    yield from _title(canvas, "Workflow, and what the ML engineer does in it")
    names = {person.id: person.name for person in role.collaborators}
    for n, phase in enumerate(role.phases, start=1):
        yield canvas.say((f"{n}. {phase.name}: ", "bold"), phase.summary)
        yield from (canvas.indented(text) for text in _phase(phase, names))


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
    yield from _points(canvas, [f"{person.name}: {person.summary}" for person in role.collaborators])


def _experience(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    yield from _title(canvas, "Seniorities and the experience asked")
    for page in role.seniorities:
        counted = ", ".join(id_.replace("-", " ") for id_ in page.experience.backgrounds)
        years = f"{count(page.experience.years, 'year')} as {counted}" if page.experience.years else "none"
        yield canvas.say((f"{page.name}: ", "bold"), page.summary)
        yield canvas.indented(f"Experience asked: {years}. {count(page.requirements, 'requirement')}.")


def _models(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    yield from _title(canvas, "Working models (--working-model)")
    for model in role.working_models:
        yield canvas.say((f"{model.name} ({model.id}): ", "bold"), model.summary)
        yield from (canvas.indented(f"+ {text}") for text in model.pros)
        yield from (canvas.indented(f"- {text}") for text in model.cons)
        yield from (canvas.indented(text) for text in _differences(model, role.working_models[0]))


def _differences(model: VariantPage, first: VariantPage) -> Iterator[str]:
    known = {requirement.alternatives for requirement in first.requirements}
    added = [_asked(one) for one in model.requirements if one.alternatives not in known]
    if added:
        yield f"Also asks: {', '.join(added)}."
    if model.drops:
        yield f"Does not ask: {', '.join(model.drops)}."


def _asked(asked: Requirement | Change) -> str:
    return " or ".join(asked.alternatives)


def _industries(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    if role.industries:
        yield from _title(canvas, "Industries, and what each adds (--industry)")
        for industry in role.industries:
            yield canvas.say((f"{industry.name} ({industry.id}): ", "bold"), industry.summary)
            yield canvas.indented(f"Adds: {', '.join(_added(industry))}.")


def _added(industry: IndustryPage) -> Iterator[str]:
    for change in industry.changes:
        levels = (change.levels or {}).values()
        yield f"{_asked(change)} {'-'.join(str(level) for level in sorted(set(levels)))}"


def _reasons(role: RolePage, canvas: Canvas) -> Iterator[Block]:
    for title, texts in (("Why choose it", role.reasons_for), ("Why not", role.reasons_against)):
        if texts:
            yield from _title(canvas, title)
            yield from _points(canvas, texts)


def _requirements(target: Target, catalogue: Catalogue, canvas: Canvas) -> Iterator[Block]:
    trade = f", {target.industry.name}" if target.industry else ""
    yield from _title(canvas, f"What it asks: {target.working_model.name}{trade}")
    heads = ("Skill", "Junior", "Mid", "Senior", "Weight", "")
    rows = [_row(requirement, catalogue) for requirement in target.requirements]
    stacked = [(row[0], _in_words(row)) for row in rows]
    yield from canvas.table(heads, rows, stacked, right=(1, 2, 3, 4))
    words = "Levels: 1 guided, 2 independent, 3 advanced, 4 leading. `mle-gap explain SKILL` says why it weighs so."
    yield canvas.say(words, style="dim")


def _row(requirement: Requirement, catalogue: Catalogue) -> tuple[str, ...]:
    name = " or ".join(catalogue.skills[id_].name for id_ in requirement.alternatives)
    levels = [str(requirement.levels[s]) if s in requirement.levels else "-" for s in SENIORITIES]
    must = f"must-have from {requirement.must_have_from}" if requirement.must_have_from else ""
    return (name, *levels, str(requirement.weight), must)


def _in_words(row: tuple[str, ...]) -> str:
    _, junior, mid, senior, weight, must = row
    words = f"junior {junior}, mid {mid}, senior {senior}; weight {weight}"
    return f"{words}; {must}" if must else words
