"""How good the order of the plan is and how long it takes, beside what others do.

    python -m benchmarks.plan            all, exit status 1 where a bar is missed
    python -m benchmarks.plan --smoke    a few, prints and judges nothing

Compared are ratio-greedy (of the steps one could begin now the one with most points per hour), gap-size (the skill that
loses most points first, as published skills matrices have it, with what it needs) and, where OR-tools is installed
(`pip install '.[bench]'`), CP-SAT with one worker and a limit of time.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from mle_gap.catalog import load_shipped
from mle_gap.models.base import SENIORITIES
from mle_gap.ordering import Jobs, best_order
from mle_gap.plan import jobs_of, tasks_for
from mle_gap.score import row_of
from mle_gap.target import target_of

SHIPPED_SECONDS, DENSE_SECONDS, DENSE_BOUND = 0.3, 1.5, 0.05
STEPS, CP_SECONDS = 300, 5.0
Order = Sequence[int]


def shipped() -> Iterator[tuple[Jobs, int]]:
    """The plan of every typical background, and of somebody who rated nothing, in every role and seniority.

    Beside the jobs the number by which points were multiplied to be whole.
    """
    catalogue = load_shipped()
    people = [dict(one.typical) for one in catalogue.backgrounds.values()] + [{}]
    for role in catalogue.roles.values():
        for model in role.working_models:
            for seniority in SENIORITIES:
                asked = target_of(catalogue, role.id, seniority, model.id).asked
                for ratings in people:
                    tasks = tasks_for([row_of(one, ratings) for one in asked], ratings, catalogue.skills)
                    if len(tasks) > 1:
                        yield jobs_of(sorted(tasks, key=lambda task: task.key))


def catalogue_shaped(rng: random.Random) -> Jobs:
    """Skills of four levels; each level needs the one below and up to twelve levels of other skills."""
    hours: list[int] = []
    gains: list[int] = []
    needs: list[list[int]] = []
    for skill in range(STEPS // 4):
        weight, required = rng.randint(0, 5), rng.randint(2, 4)
        for level in range(4):
            hours.append(round((8, 25, 45, 90)[level] * rng.uniform(0.5, 1.6)))
            gains.append(12 * weight // required if level < required else 0)
            below = [4 * skill + level - 1] if level else []
            count = rng.randint(0, 12) if skill else 0
            needs.append(sorted({*below, *(4 * rng.randrange(skill) + rng.randint(0, level) for _ in range(count))}))
    return Jobs(hours, gains, needs, [f"s{n // 4:02}" for n in range(STEPS)])


def tangled(rng: random.Random) -> Jobs:
    """Steps that need up to four of any before, one in five with a gain: denser than any catalogue."""
    needs = [sorted(rng.sample(range(n), min(n, rng.randint(0, 4)))) for n in range(STEPS)]
    gains = [rng.randint(1, 60) if rng.random() < 0.2 else 0 for _ in range(STEPS)]
    return Jobs([rng.randint(5, 100) for _ in range(STEPS)], gains, needs, [f"s{n:03}" for n in range(STEPS)])


def cost(jobs: Jobs, order: Order) -> int:
    """Gain times hours until it comes, summed."""
    spent = total = 0
    for job in order:
        spent += jobs.hours[job]
        total += jobs.gains[job] * spent
    return total


def ratio_greedy(jobs: Jobs) -> Order:
    """Of what can begin, the most gain per hour."""
    order: list[int] = []
    left = set(range(len(jobs.hours)))
    while left:
        free = [job for job in left if left.isdisjoint(jobs.needs[job])]
        order.append(max(free, key=lambda job: (jobs.gains[job] / jobs.hours[job], -job)))
        left.remove(order[-1])
    return order


def gap_size(jobs: Jobs) -> Order:
    """The skill with the largest gap first, all its levels, each after what it needs."""
    gaps: dict[str, int] = {}
    for job, name in enumerate(jobs.group):
        gaps[name] = gaps.get(name, 0) + jobs.gains[job]
    order: dict[int, None] = {}
    for name in sorted(gaps, key=lambda name: (-gaps[name], name)):
        waiting = [job for job in range(len(jobs.group)) if jobs.group[job] == name and jobs.gains[job]][::-1]
        while waiting:
            missing = [other for other in jobs.needs[waiting[-1]] if other not in order]
            if missing:
                waiting += missing
            else:
                order[waiting.pop()] = None
    rest = [job for job in best_order(jobs).sequence if job not in order]
    return [*order, *rest]


OTHERS: dict[str, Callable[[Jobs], Order]] = {"ratio-greedy": ratio_greedy, "gap-size": gap_size}


def cp_sat(jobs: Jobs) -> tuple[Order, float] | None:
    """An order and its proven relative gap by CP-SAT, None where OR-tools is missing or finds nothing."""
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        return None
    model, horizon = cp_model.CpModel(), sum(jobs.hours)
    ends = [model.new_int_var(hours, horizon, f"end{n}") for n, hours in enumerate(jobs.hours)]
    model.add_no_overlap(
        model.new_interval_var(end - hours, hours, end, f"job{n}")
        for n, (end, hours) in enumerate(zip(ends, jobs.hours, strict=True))
    )
    for job, needs in enumerate(jobs.needs):
        for other in needs:
            model.add(ends[other] <= ends[job] - jobs.hours[job])
    model.minimize(sum(gain * end for gain, end in zip(jobs.gains, ends, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = CP_SECONDS
    solver.parameters.num_workers = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    order = sorted(range(len(ends)), key=lambda job: solver.value(ends[job]))
    gap = 1 - solver.best_objective_bound / max(solver.objective_value, 1)
    return order, gap


class Ours(NamedTuple):
    """What our order of one instance took, costs and is proven to miss."""

    seconds: float
    cost: int
    gap: float


def ours_of(jobs: Jobs) -> Ours:
    """Order one instance."""
    start = time.perf_counter()
    found = best_order(jobs)
    return Ours(time.perf_counter() - start, found.cost, float((found.cost - found.bound) / max(found.cost, 1)))


def family(name: str, instances: Sequence[Jobs], cp: int) -> list[Ours]:
    """Print how we do on a family of instances, and the others beside us."""
    ours = [ours_of(jobs) for jobs in instances]
    sizes = [len(jobs.hours) for jobs in instances]
    print(f"\n{name}: {len(instances)} instances of {min(sizes)} to {max(sizes)} steps")
    gaps, times = [one.gap for one in ours], [1000 * one.seconds for one in ours]
    print(
        f"  ours: {gaps.count(0)} proven optimal; gap {median(gaps):.1%} at the median, {max(gaps):.1%} at worst;",
        end="",
    )
    print(f" {median(times):.0f} ms at the median, {max(times):.0f} ms at worst")
    for other, order in OTHERS.items():
        more = [cost(jobs, order(jobs)) / max(one.cost, 1) - 1 for jobs, one in zip(instances, ours, strict=True)]
        print(f"  {other}: costs {median(more):.1%} more at the median, {max(more):.1%} at worst")
    found = [(one, jobs, result) for jobs, one in zip(instances[:cp], ours, strict=False) if (result := cp_sat(jobs))]
    if found:
        more = [cost(jobs, order) / max(one.cost, 1) - 1 for one, jobs, (order, _) in found]
        words = f"costs {median(more):.1%} more at the median of {len(found)}"
        print(f"  CP-SAT, {CP_SECONDS:.0f} s: {words}, own gap {median(gap for *_, (_, gap) in found):.0%}")
    return ours


def in_weeks(instances: Sequence[tuple[Jobs, int]]) -> None:
    """Print what the others lose on real plans, in points of readiness times weeks at five hours a week."""
    for other, order in OTHERS.items():
        lost = [(cost(jobs, order(jobs)) - best_order(jobs).cost) / scale / 5 for jobs, scale in instances]
        print(f"  {other}: {median(lost):.0f} points x weeks lost at the median, {max(lost):.0f} at worst")


def main() -> int:
    """Measure all, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="a few of each, no judgement")
    smoke = parser.parse_args().smoke
    rng = random.Random(1)
    real = list(shipped())[:: 10 if smoke else 1]
    count = 2 if smoke else 20
    ours = family("shipped catalogue", [jobs for jobs, _ in real], 0 if smoke else 6)
    in_weeks(real)
    missed = sum(one.seconds > SHIPPED_SECONDS or one.gap > 0 for one in ours)
    for name, make in (("catalogue-shaped, dense", catalogue_shaped), ("tangled", tangled)):
        ours = family(name, [make(rng) for _ in range(count)], 0 if smoke else 3)
        missed += sum(one.seconds > DENSE_SECONDS for one in ours) + (median(one.gap for one in ours) > DENSE_BOUND)
    print(f"\nbars: {SHIPPED_SECONDS} s and all proven; dense {DENSE_SECONDS} s and {DENSE_BOUND:.0%}; {missed} missed")
    return 1 if missed and not smoke else 0


if __name__ == "__main__":
    sys.exit(main())
