"""Lays a person's own catalogue over the shipped one: entries are added, changed or dropped by id. Pure.

Mappings are merged key by key. Lists whose items have an id (or a skill, for requirements) are merged item by item,
and `drop: true` takes an item away; any other list is replaced. Each value keeps its file and its line.
"""

from collections.abc import Collection, Mapping
from typing import Any

from mle_gap.document import Document
from mle_gap.errors import Problem, did_you_mean
from mle_gap.yaml_text import Place

Key = tuple[str, Any]


def layered(below: Document, above: Document, dropped: Collection[str] = ()) -> Document:
    """One document over another; what is wrong with the layer as a layer is among the problems.

    `dropped` are skills that were taken away before: to drop what asked for them as well is no mistake.
    """
    merger = _Merger(below, above, dropped)
    value = merger.both(below.value, above.value, (), (), ())
    problems = (*below.problems, *above.problems, *merger.problems)
    return Document(above.source, value, merger.lines, problems, merger.sources)


class _Merger:
    """Builds the value, and notes where each part of it stands; `before` and `after` are places in the two files."""

    def __init__(self, below: Document, above: Document, dropped: Collection[str]) -> None:
        self.below, self.above, self.dropped = below, above, dropped
        self.lines: dict[Place, int] = {}
        self.sources: dict[Place, str] = {}
        self.problems: list[Problem] = []

    def both(self, old: Any, new: Any, before: Place, after: Place, place: Place) -> Any:
        """The value of two that stand at the same place."""
        if isinstance(old, dict) and isinstance(new, dict):
            self._stands(self.above, after, place)
            return {key: self._one(old, new, key, before, after, place) for key in {**old, **new}}
        if isinstance(old, list) and isinstance(new, list) and new and all(map(_key, old)) and all(map(_key, new)):
            self._stands(self.above, after, place)
            return self._items(old, new, before, after, place)
        return self.copied(self.above, new, after, place)

    def _one(self, old: Any, new: Any, key: str, before: Place, after: Place, place: Place) -> Any:
        if key not in new:
            return self.copied(self.below, old[key], (*before, key), (*place, key))
        if key not in old:
            return self.copied(self.above, new[key], (*after, key), (*place, key))
        return self.both(old[key], new[key], (*before, key), (*after, key), (*place, key))

    def _items(self, old: list[Any], new: list[Any], before: Place, after: Place, place: Place) -> list[Any]:
        changes = self._by_key(new, old, after)
        items: list[Any] = []
        for n, item in enumerate(old):
            at = (*place, len(items))
            m, change = changes.pop(_key(item), (None, None))
            if m is None:
                items.append(self.copied(self.below, item, (*before, n), at))
            elif not _drops(change):
                items.append(self.both(item, change, (*before, n), (*after, m), at))
        for m, added in changes.values():
            items.append(self.copied(self.above, added, (*after, m), (*place, len(items))))
        return items

    def _by_key(self, new: list[Any], old: list[Any], after: Place) -> dict[Any, tuple[int, Any]]:
        """The items of a layer by key, each with its number; one that comes twice or drops nothing is a problem."""
        known = [_key(item) for item in old]
        found: dict[Any, tuple[int, Any]] = {}
        for m, item in enumerate(new):
            key = self._left(_key(item))
            if _drops(item) and key is None:
                continue  # what asked for a dropped skill is gone already
            if key in found:
                self._tell((*after, m), f"`{_word(key)}` stands here twice", "keep one of the two")
            elif _drops(item) and key not in known:
                hint = did_you_mean(_word(key), [_word(k) for k in known if k]) or "remove it"
                self._tell((*after, m), f"drops `{_word(key)}`, which is not there", hint)
            else:
                found[key] = (m, item)
        return found

    def _left(self, key: Key | None) -> Key | None:
        """The key as it is below, where the dropped skills are forgotten; None where nothing is left of it."""
        if key is None or key[0] == "id":
            return key
        words = tuple(word for word in (key[1] if key[0] == "any_of" else key[1:]) if word not in self.dropped)
        return (key[0], words if key[0] == "any_of" else words[0]) if words else None

    def _tell(self, path: Place, what: str, hint: str) -> None:
        self.problems.append(self.above.problem(path, what, hint))

    def copied(self, document: Document, value: Any, path: Place, place: Place) -> Any:
        """A value as it is, its place noted with all places inside."""
        self._stands(document, path, place)
        if isinstance(value, dict):
            return {key: self.copied(document, one, (*path, key), (*place, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [self.copied(document, one, (*path, n), (*place, n)) for n, one in enumerate(value)]
        return value

    def _stands(self, document: Document, path: Place, place: Place) -> None:
        self.sources[place] = document.source
        if path in document.lines:
            self.lines[place] = document.lines[path]


def _key(item: Any) -> Key | None:
    """What tells an item of a list from the others, None where nothing does."""
    if isinstance(item, dict):
        for name in ("id", "skill"):
            if isinstance(item.get(name), str):
                return name, item[name]
        words = item.get("any_of")
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return "any_of", tuple(words)
    return None


def _word(key: Key | None) -> str:
    return "" if key is None else ", ".join(key[1]) if isinstance(key[1], tuple) else str(key[1])


def _drops(item: Any) -> bool:
    return isinstance(item, dict) and item.get("drop") is True


def dropped_skills(above: Document) -> frozenset[str]:
    """The ids of the skills a layer takes away."""
    items = above.value.get("skills") if isinstance(above.value, dict) else None
    found = (_key(item) for item in items if _drops(item)) if isinstance(items, list) else ()
    return frozenset(_word(key) for key in found if key)


def skills_without(below: Document, dropped: Collection[str]) -> Document:
    """A sound `skills.yaml` in which nothing needs the dropped skills; lines are given up where any is dropped."""
    skills = [
        {**skill, "levels": [_needing(one, dropped) for one in skill["levels"]]} for skill in below.value["skills"]
    ]
    return _changed(below, {"skills": skills}) if dropped else below


def _needing(level: Mapping[str, Any], dropped: Collection[str]) -> dict[str, Any]:
    groups = [_rest(group, dropped) for group in level.get("needs_any_of", ())]
    kept = {"needs": _rest(level.get("needs", {}), dropped), "needs_any_of": [group for group in groups if group]}
    return {**level, **kept}


def _rest(levels: Mapping[str, int], dropped: Collection[str]) -> dict[str, int]:
    return {skill: level for skill, level in levels.items() if skill not in dropped}


def roles_without(below: Document, dropped: Collection[str]) -> Document:
    """A sound `roles.yaml` in which nothing asks for the dropped skills."""
    if not dropped:
        return below
    value = below.value
    backgrounds = [{**one, "typical": _rest(one["typical"], dropped)} for one in value["backgrounds"]]
    industries = [{**one, "changes": _asking(one["changes"], dropped)} for one in value.get("industries", ())]
    roles = [
        {
            **role,
            "requirements": _asking(role["requirements"], dropped),
            "working_models": [_model(model, dropped) for model in role["working_models"]],
        }
        for role in value["roles"]
    ]
    change = {"backgrounds": backgrounds, "industries": [one for one in industries if one["changes"]], "roles": roles}
    return _changed(below, change)


def _model(model: Mapping[str, Any], dropped: Collection[str]) -> dict[str, Any]:
    words = [word for word in model.get("drop", ()) if word not in dropped]
    return {**model, "drop": words, "changes": _asking(model.get("changes", ()), dropped)}


def _asking(items: Collection[Mapping[str, Any]], dropped: Collection[str]) -> list[dict[str, Any]]:
    """Requirements or changes, without the dropped skills and without those that ask for nothing else."""
    kept = []
    for item in items:
        words = [word for word in item.get("any_of", ()) if word not in dropped]
        if words or ("any_of" not in item and item["skill"] not in dropped):
            kept.append({**item, "any_of": words} if words else dict(item))
    return kept


def _changed(below: Document, change: Mapping[str, Any]) -> Document:
    return Document(below.source, {**below.value, **change}, {}, below.problems)
