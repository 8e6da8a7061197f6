"""What others know of a person: evidence from files or folders, hints from a resume."""

from collections.abc import Mapping
from datetime import date

from mle_gap.cli.options import day_of
from mle_gap.cli.output import complain
from mle_gap.cli.subject import Request
from mle_gap.document import read
from mle_gap.errors import BadInput, Misuse, did_you_mean
from mle_gap.files import read_bytes
from mle_gap.models.catalog import Catalogue
from mle_gap.models.evidence import Scan
from mle_gap.models.report import Supported
from mle_gap.resume import Hints, hints_of
from mle_gap.validation import validated
from mle_gap.wording import count

MOST_TOLD, MOST_NAMED = 5, 12


def evidence_of(file: str | None, folders: tuple[str, ...], catalogue: Catalogue) -> Mapping[str, Supported] | None:
    """What files support by skill, None where neither is named; raises BadInput and Misuse."""
    if file is not None and folders:
        raise Misuse("--evidence and --scan both bring evidence; keep one")
    if folders:
        from mle_gap.cli.scan import progress, rules  # only who scans pays for it
        from mle_gap.scan import scan

        found = scan(folders, rules(), progress).skills
        return {skill: one for skill, one in found.items() if skill in catalogue.skills}
    return None if file is None else _from_file(file, catalogue)


def hints_from(file: str, request: Request, catalogue: Catalogue) -> Hints:
    """What a resume hints at; what of it is of no use is told. Raises BadInput and Misuse."""
    found = hints_of(read_bytes(file), file, catalogue, day_of("--today", request.today) or date.today())
    for problem in found.problems[:MOST_TOLD]:
        complain(str(problem))
    if len(found.problems) > MOST_TOLD:
        complain(f"{file}: {count(len(found.problems) - MOST_TOLD, 'more thing')} in it could not be used")
    if found.unplaced:
        names = ", ".join(found.unplaced[:MOST_NAMED])
        more = f" and {len(found.unplaced) - MOST_NAMED} more" if len(found.unplaced) > MOST_NAMED else ""
        complain(f"{file}: not in the catalogue: {names}{more}")
    return found


def _from_file(name: str, catalogue: Catalogue) -> Mapping[str, Supported]:
    document = read(read_bytes(name), "standard input" if name == "-" else name)
    scan, problems = validated(Scan, document)
    problems += [
        document.problem(("skills", skill), "unknown skill", did_you_mean(skill, catalogue.skills))
        for skill in (scan.skills if scan is not None else ())
        if skill not in catalogue.skills
    ]
    if scan is None or problems:
        raise BadInput(problems)
    return scan.skills
