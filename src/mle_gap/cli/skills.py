"""`mle-gap skills`: browse the skills, or read all about one."""

from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result, json_text, page_for
from mle_gap.errors import Misuse

EXAMPLES = """Examples

\b
  mle-gap skills                          all of them, by category
  mle-gap skills docker                   its levels, proofs and resources
  mle-gap skills --phase validation --role ml-engineer --seniority senior
  mle-gap skills --search kafka --json
"""


def skills(
    skill: Annotated[str | None, typer.Argument(metavar="ID", help="Id, name or alias of a skill.")] = None,
    category: Annotated[str | None, typer.Option("--category", metavar="ID", help="Only those of a category.")] = None,
    phase: Annotated[str | None, typer.Option("--phase", metavar="ID", help="Only those of a workflow phase.")] = None,
    search: Annotated[str | None, typer.Option("--search", metavar="WORDS", help="Only those that say these.")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ID", help="Only those a role asks for.")] = None,
    seniority: options.Seniority = None,
    working_model: options.WorkingModel = None,
    industry: options.Industry = None,
    catalog: options.Catalog = None,
    format_: options.View = None,
    json: options.Json = False,
    output: options.Output = None,
) -> Result:
    """Browse the skills, or read all about one."""
    from mle_gap.answers import skill_id  # help does without these five
    from mle_gap.browse import Filter, skill_list
    from mle_gap.catalog import load
    from mle_gap.target import pick, target_of

    name = options.format_of(format_, json, options.VIEWS)
    catalogue = load(catalog)
    aims = (role, seniority, working_model, industry)
    if skill is not None:
        if any((category, phase, search, *aims)):
            raise Misuse("a skill and a filter do not go together; leave one of them out")
        wanted = Filter(asked=frozenset({skill_id(skill, catalogue)}))
    else:
        for kind, word, known in (
            ("category", category, catalogue.skills_file.categories),
            ("phase", phase, catalogue.roles_file.phases),
        ):
            pick(kind, word, {entry.id: entry for entry in known})
        target = target_of(catalogue, *aims)
        # Without a seniority all that is asked at any of them.
        asks = target.requirements if seniority is None else [one.requirement for one in target.asked]
        asked = frozenset(word for one in asks for word in one.alternatives) if any(aims) else None
        wanted = Filter(category, phase, asked, tuple((search or "").split()))
    found = skill_list(catalogue, wanted)
    status, note = (0, "") if found.skills else (1, "no skill matches; `mle-gap skills` lists them all")
    if name == "json":
        return Result(json_text(found.model_dump(mode="json")), status, output, note)
    from mle_gap.formats.skills import render_list, render_page  # rich is slow to import

    page = page_for(output)
    if skill is not None:
        return Result(render_page(found.skills[0], catalogue, page), output=output)
    if not found.skills:
        return Result("", status, note=note)
    return Result(render_list(found.skills, catalogue, page), output=output)
