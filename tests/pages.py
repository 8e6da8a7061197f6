"""The generated parts of `docs/`: the catalogue as a page, and the figures of the method."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from mle_gap.models.answers import Answers
from mle_gap.models.base import SENIORITIES
from mle_gap.models.catalog import Catalogue
from mle_gap.models.skills import Skill
from mle_gap.planning import Subject
from mle_gap.report import report_of
from mle_gap.target import target_of
from mle_gap.wording import LEVELS

# Neither tools nor techniques that an ad would name: foundations and habits, weighed by judgement.
UNSAID = frozenset({"statistics", "mathematics", "communication", "testing", "feature-engineering"})

YEARS = ("ML engineer", "ML engineer 2026")


def ranks(values: Sequence[float]) -> list[float]:
    """Ranks from 0, ties in the middle of their places."""
    ordered = sorted(values)
    return [ordered.index(v) + (ordered.count(v) - 1) / 2 for v in values]


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Rank correlation (Spearman 1904) of two lists of one length."""
    a, b = ranks(one), ranks(other)
    middle = (len(a) - 1) / 2
    together = sum((x - middle) * (y - middle) for x, y in zip(a, b, strict=True))
    return float(together / (sum((x - middle) ** 2 for x in a) * sum((y - middle) ** 2 for y in b)) ** 0.5)


def correlation(catalogue: Catalogue) -> str:
    """The weights of the ML engineer's requirements beside the ads, with the correlation of the ranks."""
    with (Path(__file__).parent / "ad_shares.csv").open(encoding="utf-8") as file:
        shares = {row["skill"]: row for row in csv.DictReader(file)}
    weights = {"/".join(one.alternatives): one.weight for one in catalogue.roles["ml-engineer"].requirements}
    both = sorted((w for w in weights if w in shares), key=lambda w: (-weights[w], -int(shares[w]["ML engineer"]), w))
    tools = [word for word in both if word not in UNSAID]
    rows = [f"| {w} | {weights[w]} | {shares[w]['ML engineer']} | {shares[w]['ML engineer 2026']} |" for w in both]
    rho = {(n, year): _rho(some, weights, shares, year) for n, some in enumerate((tools, both)) for year in YEARS}
    said = (
        f"Rank correlation (Spearman) with the share of all 715 ads: **{rho[0, YEARS[0]]:.2f}** over the {len(tools)}\n"
        f"requirements that are tools or techniques, {rho[1, YEARS[0]]:.2f} over all {len(both)} that the ads were\n"
        f"counted for; with the ads of 2026 alone {rho[0, YEARS[1]]:.2f} and {rho[1, YEARS[1]]:.2f}."
    )
    head = "| requirement | weight | % of ads | % in 2026 |\n| --- | --- | --- | --- |"
    return f"{said}\n\n{head}\n" + "\n".join(rows) + "\n"


def _rho(words: Sequence[str], weights: dict[str, int], shares: dict[str, dict[str, str]], column: str) -> float:
    return spearman([weights[word] for word in words], [float(shares[word][column]) for word in words])


def hours(catalogue: Catalogue) -> str:
    """Plan hours of each typical background to each role, working model and seniority."""
    names = list(catalogue.backgrounds)
    lines = [f"| role, working model, seniority | {' | '.join(names)} |", "| --- |" + " ---: |" * len(names)]
    for role in catalogue.roles.values():
        for model in role.working_models:
            for seniority in SENIORITIES:
                target = target_of(catalogue, role.id, seniority, model.id)
                taken = []
                for background in catalogue.backgrounds.values():
                    answers = Answers(skills=dict(background.typical))
                    found = report_of(Subject(catalogue, target, answers, date(2026, 11, 23)))
                    taken.append(f"{found.plan.hours:,}")
                lines.append(f"| {role.id}, {model.id}, {seniority} | {' | '.join(taken)} |")
    return "\n".join(lines) + "\n"


def catalogue_page(catalogue: Catalogue) -> str:
    """`docs/catalogue.md`: every skill with its levels."""
    count = len(catalogue.skills)
    return (
        "# The catalogue\n\n<!-- Made from data/ by `make regenerate`; edit the data instead. -->\n\n"
        f"{count} skills with four levels each: what a level means, the typical hours to climb to it, what it needs\n"
        "first and how to show it. `mle-gap skills ID` prints the same with the places to learn from;\n"
        "[method.md](method.md) says where the figures come from.\n" + "".join(_categories(catalogue))
    )


def _categories(catalogue: Catalogue) -> Iterator[str]:
    for category in catalogue.skills_file.categories:
        yield f"\n## {category.name}\n"
        for skill in catalogue.skills.values():
            if skill.category == category.id:
                yield from _skill(skill)


def _skill(skill: Skill) -> Iterator[str]:
    yield f"\n### {skill.name}\n\n`{skill.id}`: {skill.summary}\n\n"
    for n, level in enumerate(skill.levels, start=1):
        groups = [f"{other} {least}" for other, least in level.needs.items()]
        groups += [" or ".join(f"{other} {least}" for other, least in group.items()) for group in level.needs_any_of]
        needs = f"; needs {', '.join(groups)}" if groups else ""
        yield f"{n}. {level.can} *({LEVELS[n]}, {level.hours} h{needs})*\n   Proof: {level.prove}\n"
