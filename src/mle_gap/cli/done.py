"""`mle-gap done`: a level was reached; see the score and the plan move."""

from datetime import date
from typing import Annotated

import typer

from mle_gap.cli import options
from mle_gap.cli.output import Result
from mle_gap.errors import BadInput, Misuse

EXAMPLES = """Examples

\b
  mle-gap done docker                     one level up from where you were
  mle-gap done docker 3                   at level 3 now
"""


def done(
    skill: Annotated[str, typer.Argument(metavar="SKILL", help="Id, name or alias of a skill.")],
    level: Annotated[int | None, typer.Argument(metavar="[LEVEL]", help="1-4 [default: one more].")] = None,
    today: options.Today = None,
    catalog: options.Catalog = None,
    profile: options.Profile = None,
) -> Result:
    """Keep that you reached a level, and see what comes next."""
    from mle_gap.answers import skill_id  # help does without these
    from mle_gap.catalog import load
    from mle_gap.cli.output import tell
    from mle_gap.cli.saved import saved_answers, standing_of
    from mle_gap.cli.subject import Known, Request, subject_for
    from mle_gap.journal import answers_after, evidence_in, level_done, replies_in, standing_entries
    from mle_gap.models.records import Done
    from mle_gap.report import report_of
    from mle_gap.store import store_of
    from mle_gap.wording import done as told

    catalogue = load(catalog)
    id_ = skill_id(skill, catalogue)
    store = store_of(profile)
    entries, problems = store.records()
    standing = standing_entries(entries)
    if answers_after(standing) is None:
        raise BadInput(problems[-1:]) if problems else Misuse("no assessment is saved yet; run mle-gap assess")
    tell(problems, standing[-1].id)
    request = Request(today=today)
    answers = saved_answers(standing, catalogue)
    name = catalogue.skills[id_].name
    held, reached = level_done(answers.skills.get(id_), level, name)
    day = options.day_of("--today", today) or date.today()
    replies, evidence = replies_in(standing, day), evidence_in(standing) or None
    before = report_of(subject_for(Known(answers, replies, evidence), request, catalogue))
    higher = answers.model_copy(update={"skills": {**answers.skills, id_: reached}})
    others = {skill: told for skill, told in replies.items() if skill != id_}
    after = report_of(subject_for(Known(higher, others, evidence), request, catalogue))
    store.save_record(
        Done(kind="done", day=day, skill=id_, from_level=held, to_level=reached, standing=standing_of(after))
    )
    store.change_in_draft(id_, range(reached), reached)
    return Result(told(name, held, reached, before, after), note="kept; `mle-gap undo` takes it back")
