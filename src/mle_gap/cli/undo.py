"""`mle-gap undo`: take back the last assessment or level done."""

from datetime import date

from mle_gap.cli import options
from mle_gap.cli.output import Result

EXAMPLES = """Examples

\b
  mle-gap undo                            take back what was kept last
  mle-gap undo --profile work             of that profile
"""


def undo(today: options.Today = None, profile: options.Profile = None) -> Result:
    """Take back the last thing kept, an assessment or a level done."""
    from mle_gap.cli.output import tell  # help does without these four
    from mle_gap.journal import to_undo
    from mle_gap.models.records import Done, Undo
    from mle_gap.store import store_of

    store = store_of(profile)
    entries, problems = store.records()
    tell(problems, max((entry.id for entry in entries), default=""))
    last = to_undo(entries)
    record = last.record
    day = options.day_of("--today", today) or date.today()
    store.save_record(Undo(kind="undo", day=day, undoes=last.id))
    if isinstance(record, Done):
        reached = record.to_level
        store.change_in_draft(record.skill, range(reached, reached + 1), record.from_level)
    what = f"{record.skill} {record.from_level} > {record.to_level}" if isinstance(record, Done) else "the assessment"
    return Result(f"Taken back: {what} of {record.day.isoformat()}.\n")
