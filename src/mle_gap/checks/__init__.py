"""What must hold across the catalogue beyond types. Each check is a pure function that yields findings."""

from collections.abc import Callable, Iterator
from itertools import islice

from mle_gap.checks import roles as of_roles
from mle_gap.checks import skills as of_skills
from mle_gap.checks.finding import Finding
from mle_gap.document import Document
from mle_gap.errors import MAX_PROBLEMS, Problem
from mle_gap.models.catalog import Catalogue

CHECKS: tuple[Callable[[Catalogue], Iterator[Finding]], ...] = (
    of_skills.unique_ids,
    of_skills.unique_names,
    of_skills.known_words_of_skills,
    of_skills.served_levels,
    of_skills.reachable_levels,
    of_roles.known_words_of_roles,
    of_roles.sound_requirements,
    of_roles.sound_variants,
    of_roles.phases_with_skills,
    of_roles.sound_roles,
    of_roles.seniorities_in_order,
)


def check_catalogue(catalogue: Catalogue, skills: Document, roles: Document) -> list[Problem]:
    """The findings of every check as problems with file and line, at most MAX_PROBLEMS of them."""
    documents = {"skills": skills, "roles": roles}
    findings = (finding for check in CHECKS for finding in check(catalogue))
    return [documents[f.file].problem(f.path, f.what, f.hint) for f in islice(findings, MAX_PROBLEMS)]
