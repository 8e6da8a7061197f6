"""Pages on the skills and roles of a catalogue: what it says, put together from both ends. Pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mle_gap.models.browse import (
    Asked,
    Asking,
    IndustryPage,
    RoleList,
    RolePage,
    SeniorityPage,
    SkillList,
    SkillPage,
    Unlock,
    VariantPage,
)
from mle_gap.models.catalog import Catalogue
from mle_gap.models.roles import Change, Industry, Requirement, Role
from mle_gap.models.skills import Skill
from mle_gap.variants import requirements_of


class Filter(NamedTuple):
    """Which skills are wanted; what is None does not matter. Every one of `words` must stand in what a skill says."""

    category: str | None = None
    phase: str | None = None
    asked: frozenset[str] | None = None
    words: tuple[str, ...] = ()

    def takes(self, skill: Skill) -> bool:
        """Whether a skill is one of them."""
        if self.category not in (None, skill.category) or (self.phase and self.phase not in skill.phases):
            return False
        if self.asked is not None and skill.id not in self.asked:
            return False
        text = _text(skill) if self.words else ""
        return all(word.casefold() in text for word in self.words)


def _text(skill: Skill) -> str:
    said = (skill.id, skill.name, skill.summary, *skill.aliases, *(level.can for level in skill.levels))
    return "\n".join(said).casefold()


def skill_list(catalogue: Catalogue, wanted: Filter) -> SkillList:
    """The pages of the skills a filter takes, in the order of the catalogue, perhaps none."""
    taken = (skill for skill in catalogue.skills.values() if wanted.takes(skill))
    return SkillList(skills=tuple(skill_page(catalogue, skill) for skill in taken))


def skill_page(catalogue: Catalogue, skill: Skill) -> SkillPage:
    """A skill with what waits for it and who asks for it."""
    said = {name: getattr(skill, name) for name in Skill.model_fields}
    return SkillPage(**said, unlocks=tuple(_unlocks(catalogue, skill)), asked_by=tuple(_askings(catalogue, skill.id)))


def _unlocks(catalogue: Catalogue, skill: Skill) -> Iterator[Unlock]:
    for other in catalogue.skills.values():
        for n, level in enumerate(other.levels, start=1):
            for group in (level.needs, *level.needs_any_of):
                if skill.id in group:
                    yield Unlock(skill=other.id, name=other.name, level=n, needs=group[skill.id])


def _askings(catalogue: Catalogue, skill: str) -> Iterator[Asking]:
    for role in catalogue.roles_file.roles:
        for model in role.working_models:
            for requirement in requirements_of(role, model):
                if skill in requirement.alternatives:
                    yield _asking(requirement, role.id, model.id, None)
    for industry in catalogue.roles_file.industries:
        for change in industry.changes:
            if skill in change.alternatives:
                yield _asking(change, None, None, industry.id)


def _asking(asked: Requirement | Change, role: str | None, working_model: str | None, industry: str | None) -> Asking:
    start = asked.must_have_from
    return Asking(
        role=role,
        working_model=working_model,
        industry=industry,
        levels=asked.levels or {},
        weight=asked.weight or 0,
        must_have_from=None if start == "never" else start,
        any_of=asked.any_of,
    )


def role_list(catalogue: Catalogue, roles: Sequence[Role], industry: Industry | None = None) -> RoleList:
    """The pages of roles, with what an industry asks of each."""
    return RoleList(roles=tuple(role_page(catalogue, role, industry) for role in roles))


def role_page(catalogue: Catalogue, role: Role, industry: Industry | None = None) -> RolePage:
    """All there is about a role: the job itself, what each variant asks, and the workflow and people around it."""
    file = catalogue.roles_file
    return RolePage(
        **{name: getattr(role, name) for name in RolePage.model_fields if name not in _PUT_TOGETHER},
        seniorities=tuple(_seniorities(catalogue, role)),
        working_models=tuple(
            VariantPage(
                **{name: getattr(model, name) for name in ("id", "name", "summary", "pros", "cons")},
                drops=model.drop,
                requirements=tuple(Asked(**one.model_dump()) for one in requirements_of(role, model, industry)),
            )
            for model in role.working_models
        ),
        phases=file.phases,
        collaborators=file.collaborators,
        industries=tuple(
            IndustryPage(id=one.id, name=one.name, summary=one.summary, changes=one.changes) for one in file.industries
        ),
    )


_PUT_TOGETHER = frozenset({"seniorities", "working_models", "phases", "collaborators", "industries"})


def _seniorities(catalogue: Catalogue, role: Role) -> Iterator[SeniorityPage]:
    requirements = requirements_of(role, role.working_models[0])
    for seniority in catalogue.roles_file.seniorities:
        yield SeniorityPage(
            id=seniority.id,
            name=seniority.name,
            summary=seniority.summary,
            experience=next(asked for id_, asked in role.experience.items() if id_ == seniority.id),
            requirements=sum(seniority.id in requirement.levels for requirement in requirements),
        )
