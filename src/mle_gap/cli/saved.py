"""The answers a command works from when the command line gives none: the last saved assessment."""

from mle_gap.answers import answers_of
from mle_gap.cli.output import complain
from mle_gap.cli.subject import Request, given_answers
from mle_gap.errors import BadInput, Misuse
from mle_gap.models.answers import Answers
from mle_gap.models.catalog import Catalogue
from mle_gap.store import last_assessment


def current_answers(request: Request, catalogue: Catalogue) -> Answers:
    """Answers from the command line, else from the last saved assessment; raises Misuse where there is neither."""
    if not request.gives_answers and last_assessment() == (None, []):
        raise Misuse("no assessment is saved yet; run mle-gap assess, or name a file with --answers FILE")
    return last_answers(request, catalogue)


def last_answers(request: Request, catalogue: Catalogue) -> Answers:
    """The same, with nothing answered where there is neither."""
    if request.gives_answers:
        return given_answers(request, catalogue)
    saved, problems = last_assessment()
    if saved is None:
        if problems:
            raise BadInput(problems[:1])
        return given_answers(request, catalogue)
    for problem in problems:
        complain(f"{problem}; an older assessment is used")
    return given_answers(request, catalogue, answers_of(saved, catalogue))
