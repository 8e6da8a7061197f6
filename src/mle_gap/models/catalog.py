"""The catalogue: both files as one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mle_gap.models.base import Entry, Frozen
from mle_gap.models.roles import Background, Industry, Role, RolesFile
from mle_gap.models.skills import Skill, SkillsFile


class Compiled(Frozen):
    """Both files in one, as `compiled.json`; checksum and digest are those of the YAML it was made from."""

    checksum: int
    sha256: str
    skills: SkillsFile
    roles: RolesFile


@dataclass(frozen=True)
class Catalogue:
    """The two files as one value, with look-ups by id; `sha256` is over the bytes of both files."""

    skills_file: SkillsFile
    roles_file: RolesFile
    sha256: str
    quizzes: tuple[str, ...] = ()  # skills there is a quiz on

    @property
    def version(self) -> str:
        """Year and month of the catalogue."""
        return self.skills_file.version

    @cached_property
    def skills(self) -> Mapping[str, Skill]:
        """Skills by id, in the order of the file."""
        return {skill.id: skill for skill in self.skills_file.skills}

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.roles_file.roles}

    @cached_property
    def backgrounds(self) -> Mapping[str, Background]:
        """Backgrounds by id."""
        return {background.id: background for background in self.roles_file.backgrounds}

    @cached_property
    def industries(self) -> Mapping[str, Industry]:
        """Industries by id."""
        return {industry.id: industry for industry in self.roles_file.industries}

    @cached_property
    def collaborators(self) -> Mapping[str, Entry]:
        """Collaborators by id."""
        return {person.id: person for person in self.roles_file.collaborators}

    @cached_property
    def substitutes(self) -> tuple[tuple[str, ...], ...]:
        """Groups of skills that count for each other in a role or as a prerequisite, each in the order of the file."""
        groups: list[set[str]] = []
        for words in self._choices():
            touched = [group for group in groups if group & words]
            groups = [group for group in groups if group not in touched] + [words.union(*touched)]
        return tuple(tuple(skill for skill in self.skills if skill in group) for group in groups)

    def _choices(self) -> Iterator[set[str]]:
        for skill in self.skills_file.skills:
            yield from (set(group) for level in skill.levels for group in level.needs_any_of)
        for role in self.roles_file.roles:
            yield from (set(one.any_of) for one in role.requirements if one.any_of)

    @cached_property
    def skill_ids(self) -> Mapping[str, str]:
        """Every id, name and alias of a skill, in small letters, to its id."""
        known: dict[str, str] = {}
        for skill in self.skills_file.skills:
            for word in (skill.id, skill.name, *skill.aliases):
                known.setdefault(word.casefold(), skill.id)
        return known
