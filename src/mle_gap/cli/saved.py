"""The answers a command works from when the command line gives none: the last saved assessment."""

from mle_gap.answers import answers_of
from mle_gap.cli.output import complain
from mle_gap.cli.subject import Request, given_answers, with_options
from mle_gap.errors import BadInput, Misuse
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.store import last_assessment


def current_answers(request: Request, catalogue: Catalogue) -> Answers:
    """Answers from the command line, else from the last saved assessment; raises Misuse where there is neither."""
    found = known_answers(request, catalogue)
    if found is None:
        raise Misuse("no assessment is saved yet; run mle-gap assess, or name a file with --answers FILE")
    return found


def known_answers(request: Request, catalogue: Catalogue) -> Answers | None:
    """The same, None where there is neither."""
    if request.gives_answers:
        return given_answers(request, catalogue)
    saved, problems = last_assessment()
    if saved is None:
        if problems:
            raise BadInput(problems[:1])
        return None
    for problem in problems:
        complain(f"{problem}; an older assessment is used")
    return with_options(answers_of(saved, catalogue), request, catalogue)
