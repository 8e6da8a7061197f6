"""The plan: which steps there are to take, and in which order. Pure; whole numbers and fractions only."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, lcm
from types import MappingProxyType
from typing import NamedTuple

from mle_gap.models.skills import Skill, SkillLevel
from mle_gap.ordering import Jobs, best_order
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
    """Tasks in order; `gap_bound` is the proven share by which the cost can at most be lowered, rounded up.

    `cost` is the sum of gain times hours until it comes, in points times hours.
    """

    tasks: tuple[Task, ...]
    optimal: bool
    gap_bound: float
    cost: Fraction


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
    """Tasks so that gain comes as early as it can: least sum of gain times completion time, needs first."""
    tasks = sorted(tasks, key=lambda task: task.key)
    jobs, scale = jobs_of(tasks)
    found = best_order(jobs)
    optimal = found.bound == found.cost
    gap = 0.0 if optimal else ceil(10_000 * (found.cost - found.bound) / found.cost) / 10_000
    return Order(tuple(tasks[n] for n in found.sequence), optimal, gap, Fraction(found.cost, scale))


def jobs_of(tasks: Sequence[Task]) -> tuple[Jobs, int]:
    """Tasks, sorted by key, as jobs in whole numbers, and by what their gains were multiplied."""
    index = {task.key: n for n, task in enumerate(tasks)}
    scale = lcm(*(task.gain.denominator for task in tasks))
    jobs = Jobs(
        hours=[task.hours for task in tasks],
        gains=[int(task.gain * scale) for task in tasks],
        needs=[sorted({index[key] for key in _direct(task) if key in index}) for task in tasks],
        group=[task.skill for task in tasks],
    )
    return jobs, scale


def _direct(task: Task) -> Iterator[tuple[str, int]]:
    yield task.skill, task.level - 1
    yield from task.needs.items()


def ordered_first(tasks: Sequence[Task], goals: Collection[str]) -> Order:
    """The same with all steps of some skills and what these need before all others; what is proven is so of that."""
    index = {task.key: task for task in tasks}
    first: dict[tuple[str, int], Task] = {}
    waiting = [task for task in tasks if task.skill in goals and task.gain]
    while waiting:
        task = waiting.pop()
        if task.key not in first:
            first[task.key] = task
            waiting += [index[key] for key in _direct(task) if key in index]
    one, other = ordered(list(first.values())), ordered([task for task in tasks if task.key not in first])
    later = sum(task.hours for task in one.tasks) * sum((task.gain for task in other.tasks), Fraction(0))
    cost = one.cost + other.cost + later
    # Each part can at most be lowered by its own share; what the first one delays cannot.
    lost = Fraction(one.gap_bound) * one.cost + Fraction(other.gap_bound) * other.cost
    gap = ceil(10_000 * lost / cost) / 10_000 if lost else 0.0
    return Order((*one.tasks, *other.tasks), one.optimal and other.optimal, gap, cost)
