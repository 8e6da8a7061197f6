"""The plan: which steps, in which order, on which days. Pure; integers and fractions only, so the same for all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import NamedTuple

from mle_gap.errors import Misuse
from mle_gap.models.skills import Skill, SkillLevel
from mle_gap.score import Row, total_weight
from mle_gap.target import Ratings


class Task(NamedTuple):
    """One step before it has a place: `gain` in readiness points, `hours` to climb, `needs` skill -> level."""

    skill: str
    level: int
    hours: int
    gain: Fraction = Fraction(0)
    needs: Mapping[str, int] = MappingProxyType({})
    assumed: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What names the step: its skill and the level it reaches."""
        return self.skill, self.level


class Order(NamedTuple):
    """Tasks in order; `gap_bound` is the proven share by which it can at most be improved, None if not known."""

    tasks: tuple[Task, ...]
    optimal: bool
    gap_bound: float | None


def tasks_for(rows: Sequence[Row], ratings: Ratings, skills: Mapping[str, Skill]) -> tuple[Task, ...]:
    """Every step to the required levels, with the prerequisites that are missing, by skill and level."""
    goals = {row.skill: row for row in rows if row.state in ("gap", "unknown")}
    wanted, chosen = _wanted(goals, ratings, skills)
    total = total_weight(rows)
    tasks = []
    for id_ in sorted(wanted):
        goal = goals.get(id_)
        for level in range(_held(ratings, id_) + 1, wanted[id_] + 1):
            worth = Fraction(0)
            if goal is not None and level <= goal.required:
                worth = 100 * Fraction(goal.weight) / (goal.required * total)
            assumed = ratings.get(id_, "unknown") == "unknown"
            tasks.append(Task(id_, level, skills[id_].at(level).hours, worth, chosen[id_, level], assumed))
    return tuple(tasks)


def _held(ratings: Ratings, skill: str) -> int:
    """The level to plan from: unknown and not applicable count as 0."""
    rating = ratings.get(skill, 0)
    return rating if isinstance(rating, int) else 0


def _wanted(
    goals: Mapping[str, Row], ratings: Ratings, skills: Mapping[str, Skill]
) -> tuple[dict[str, int], dict[tuple[str, int], Mapping[str, int]]]:
    """The level each skill must reach, prerequisites included, and the needs of each step on the way."""
    wanted: dict[str, int] = {}
    chosen: dict[tuple[str, int], Mapping[str, int]] = {}
    open_: list[tuple[str, int]] = [(row.skill, row.required) for row in goals.values()]
    while open_:
        id_, level = open_.pop()
        for step in range(max(wanted.get(id_, 0), _held(ratings, id_)) + 1, level + 1):
            needs = _needs(skills[id_].at(step), goals, ratings)
            chosen[id_, step] = needs
            open_ += [(other, n) for other, n in needs.items() if n > _held(ratings, other)]
        wanted[id_] = max(wanted.get(id_, 0), level)
    return wanted, chosen


def _needs(level: SkillLevel, goals: Mapping[str, Row], ratings: Ratings) -> dict[str, int]:
    """Direct needs; of alternatives one that is met, else the best rated, else a goal, else the first listed."""
    needs = dict(level.needs)
    for group in level.needs_any_of:
        best = max(group, key=lambda other: _rank(_held(ratings, other), group[other], other in goals))
        needs[best] = max(group[best], needs.get(best, 0))
    return needs


def _rank(held: int, needed: int, goal: bool) -> tuple[bool, int, bool]:
    return held >= needed, held, goal


def ordered(tasks: Sequence[Task]) -> Order:
    """Tasks so that what adds most per hour comes early, each after all it needs.

    Again and again the step that, with its unfinished prerequisites, has the most gain per hour is appended with them.
    Ties go on with the last skill, else to the smaller id. Not proven optimal unless there is no choice.
    """
    tasks = sorted(tasks, key=lambda task: task.key)
    before = _ancestors(tasks)
    gains, hours = _closure_sums(tasks, before)
    density = [gain / hour for gain, hour in zip(gains, hours, strict=True)]
    remaining = dict.fromkeys(range(len(tasks)))
    sequence: list[int] = []
    while remaining:
        last = tasks[sequence[-1]].skill if sequence else ""
        # The most gain per hour; ties to the last skill, then to the smaller key, which comes first in the list.
        head = max(remaining, key=lambda i: (density[i], tasks[i].skill == last))
        group = [i for i in sorted(before[head] | {head}) if i in remaining]
        for i in _topological(group, before, tasks, last):
            sequence.append(i)
            del remaining[i]
        for j in remaining:
            shared = [i for i in group if i in before[j]]
            if shared:
                gains[j] -= sum((tasks[i].gain for i in shared), Fraction(0))
                hours[j] -= sum(tasks[i].hours for i in shared)
                density[j] = gains[j] / hours[j]
    return Order(tuple(tasks[i] for i in sequence), optimal=len(tasks) < 2, gap_bound=None if len(tasks) > 1 else 0.0)


def _ancestors(tasks: Sequence[Task]) -> list[frozenset[int]]:
    """For each task all tasks that must come before it, directly or not."""
    index = {task.key: i for i, task in enumerate(tasks)}
    found: dict[int, frozenset[int]] = {}
    for root in range(len(tasks)):
        stack = [root]
        while stack:
            direct = list(_direct(tasks[stack[-1]], index))
            missing = [i for i in direct if i not in found]
            if missing:
                stack += missing
                continue
            top = stack.pop()
            found[top] = frozenset(direct).union(*(found[i] for i in direct))
    return [found[i] for i in range(len(tasks))]


def _direct(task: Task, index: Mapping[tuple[str, int], int]) -> Iterator[int]:
    for key in ((task.skill, task.level - 1), *task.needs.items()):
        if key in index:
            yield index[key]


def _closure_sums(tasks: Sequence[Task], before: Sequence[frozenset[int]]) -> tuple[list[Fraction], list[int]]:
    gains = [task.gain + sum((tasks[i].gain for i in before[n]), Fraction(0)) for n, task in enumerate(tasks)]
    return gains, [task.hours + sum(tasks[i].hours for i in before[n]) for n, task in enumerate(tasks)]


def _topological(
    group: Sequence[int], before: Sequence[frozenset[int]], tasks: Sequence[Task], last: str
) -> Iterator[int]:
    """The tasks of a group, each after what it needs; goes on with the last skill where it can, else by id."""
    left = set(group)
    while left:
        free = [i for i in left if not before[i] & left]
        best = min(free, key=lambda i: (tasks[i].skill != last, tasks[i].key))
        yield best
        left.remove(best)
        last = tasks[best].skill


class Slot(NamedTuple):
    """First and last day of one task."""

    start: date
    finish: date


def dated(tasks: Iterable[Task], start: date, hours_per_week: float) -> tuple[Slot, ...]:
    """Days for tasks done one after the other, the week's hours spread over its seven days; raises Misuse."""
    days_per_hour = 7 / Fraction(hours_per_week)
    slots, done = [], 0
    try:
        for task in tasks:
            first = floor(done * days_per_hour)
            done += task.hours
            last = max(first, ceil(done * days_per_hour) - 1)
            slots.append(Slot(start + timedelta(days=first), start + timedelta(days=last)))
    except OverflowError:
        raise Misuse("the plan ends after the year 9999; give more --hours-per-week or an earlier --start") from None
    return tuple(slots)


def weeks(hours: int, hours_per_week: float) -> float:
    """How many weeks the hours take, rounded up to one decimal."""
    return ceil(10 * hours / Fraction(hours_per_week)) / 10
