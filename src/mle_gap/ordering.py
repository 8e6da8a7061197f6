"""The order of jobs in which gain comes earliest: least sum of gain times completion time, needs first. Pure.

This is 1|prec|sum w_j C_j. Whole numbers only, so that the same jobs give the same order everywhere.

1. Of all closed sets of jobs (each with all it needs) one of most gain per hour goes first in some best order, and
   what is left is ordered alike (Sidney 1975). So the jobs fall into blocks of falling gain per hour.
2. A block that no closed set divides further is ordered by dynamic programming over its closed sets
   (Schrage & Baker 1978).
3. Where these are too many, a rule of thumb orders the block, and a bound says how far it can be from the best.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from typing import NamedTuple

from mle_gap.closure import Cut, reached

MOST_SETS = 20_000  # closed sets of one block that are looked at


class Jobs(NamedTuple):
    """Jobs by number: hours above 0, gains of at least 0, what each needs, and the group it belongs to.

    Ties go on with the last group where that is possible, else to the smaller number.
    """

    hours: Sequence[int]
    gains: Sequence[int]
    needs: Sequence[Sequence[int]]
    group: Sequence[str]


class Sequenced(NamedTuple):
    """Job numbers in order, their cost (gain times hours until it comes), and what no order can go below."""

    sequence: tuple[int, ...]
    cost: int
    bound: Fraction


def best_order(jobs: Jobs, most_sets: int = MOST_SETS) -> Sequenced:
    """An order of least cost, or as good a one as the rule of thumb finds; then `bound` is below `cost`."""
    found: list[int] = []
    spent, cost, bound = 0, 0, Fraction(0)
    for parts in _layers(jobs):
        layer = _Layer(jobs, parts, most_sets)
        for _ in parts:
            block = layer.take(jobs.group[found[-1]] if found else "")
            gain = sum(jobs.gains[job] for job in block.sequence)
            cost += spent * gain + block.cost
            bound += spent * gain + block.bound
            spent += sum(jobs.hours[job] for job in block.sequence)
            found += block.sequence
    return Sequenced(tuple(found), cost, bound)


def _layers(jobs: Jobs) -> Iterator[list[list[int]]]:
    """The jobs in layers of falling gain per hour, each as parts that may go in any order their needs allow.

    The closed set of the greatest sum of gain x all hours - hours x all gain holds just the layers above the average.
    """
    waiting = [list(range(len(jobs.hours)))]
    while waiting:
        some = waiting.pop()
        number = {job: n for n, job in enumerate(some)}
        hours, gain = sum(jobs.hours[job] for job in some), sum(jobs.gains[job] for job in some)
        values = [jobs.gains[job] * hours - jobs.hours[job] * gain for job in some]
        cut = Cut(values, [[number[other] for other in jobs.needs[job] if other in number] for job in some])
        above = cut.heaviest
        if above:
            inside = set(above)
            waiting += [[job for n, job in enumerate(some) if n not in inside], [some[n] for n in above]]
        elif some:
            yield [[some[n] for n in part] for part in cut.balanced()]


class _Layer:
    """The parts of a layer, given out one after the other, each when all it needs is out."""

    def __init__(self, jobs: Jobs, parts: Sequence[list[int]], most_sets: int) -> None:
        self.jobs, self.parts, self.most_sets = jobs, parts, most_sets
        part_of = {job: n for n, part in enumerate(parts) for job in part}
        self.waits: list[set[int]] = []
        self.unlocks: list[list[int]] = [[] for _ in parts]
        self.with_group: dict[str, list[int]] = {}
        for n, part in enumerate(parts):
            needed = {part_of[other] for job in part for other in jobs.needs[job] if other in part_of} - {n}
            self.waits.append(needed)
            for other in needed:
                self.unlocks[other].append(n)
            for group in {jobs.group[job] for job in part}:
                self.with_group.setdefault(group, []).append(n)
        self.free: dict[int, Sequenced] = {}
        self.queue: list[tuple[int, int]] = []  # first job and number of each part that is or was free
        for n in range(len(parts)):
            self._release(n)

    def _release(self, n: int) -> None:
        if not self.waits[n]:
            self.free[n] = _solved(self.jobs, self.parts[n], "", self.most_sets)
            heappush(self.queue, (self.free[n].sequence[0], n))

    def take(self, last: str) -> Sequenced:
        """The part that goes on with the last group, else the one that begins with the smallest job."""
        found = self._going_on(last) or self._smallest()
        n, block = found
        del self.free[n]
        for other in self.unlocks[n]:
            self.waits[other].discard(n)
            self._release(other)
        return block

    def _going_on(self, last: str) -> tuple[int, Sequenced] | None:
        ready = [n for n in self.with_group.get(last, ()) if n in self.free]
        solved = [(n, _solved(self.jobs, self.parts[n], last, self.most_sets)) for n in ready]
        going_on = [(n, block) for n, block in solved if self.jobs.group[block.sequence[0]] == last]
        return min(going_on, key=lambda pair: pair[1].sequence[0], default=None)

    def _smallest(self) -> tuple[int, Sequenced]:
        while self.queue[0][1] not in self.free:
            heappop(self.queue)
        n = self.queue[0][1]
        return n, self.free[n]


def _solved(jobs: Jobs, part: list[int], last: str, most_sets: int) -> Sequenced:
    if len(part) == 1:
        cost = jobs.hours[part[0]] * jobs.gains[part[0]]
        return Sequenced(tuple(part), cost, Fraction(cost))
    inside = set(part)
    own = Jobs(
        hours=[jobs.hours[job] for job in part],
        gains=[jobs.gains[job] for job in part],
        needs=[[part.index(other) for other in jobs.needs[job] if other in inside] for job in part],
        group=[jobs.group[job] for job in part],
    )
    sequence = _best(own, last, most_sets)
    proven = sequence is not None
    sequence = _by_rule(own, last) if sequence is None else sequence
    cost = _cost(own, sequence)
    return Sequenced(tuple(part[n] for n in sequence), cost, Fraction(cost) if proven else _bound(own))


def _cost(jobs: Jobs, sequence: Sequence[int]) -> int:
    spent = cost = 0
    for job in sequence:
        spent += jobs.hours[job]
        cost += jobs.gains[job] * spent
    return cost


def _bound(jobs: Jobs) -> Fraction:
    """What no order of a block can go below, as none of its closed sets has more gain per hour than the whole.

    So when a job begins, at most that share of all gain has come (compare Margot, Queyranne & Wang 2003).
    """
    hours, gain = sum(jobs.hours), sum(jobs.gains)
    return Fraction(gain * (hours * hours + sum(n * n for n in jobs.hours)), 2 * hours)


def _best(jobs: Jobs, last: str, most_sets: int) -> list[int] | None:
    """The best order of a block, None where it has too many closed sets; these are written as bits of a number."""
    sets = _closed_sets(jobs, most_sets)
    if sets is None:
        return None
    # The cost still to come after each closed set, the largest first: all gain waits while the next job is done.
    total = sum(jobs.gains)
    ahead: dict[int, int] = {}
    for done, (gain, free) in reversed(sets.items()):
        costs = (jobs.hours[job] * (total - gain) + ahead[done | 1 << job] for job in _bits(free))
        ahead[done] = min(costs, default=0)
    done, sequence = 0, list[int]()
    while len(sequence) < len(jobs.hours):
        gain, free = sets[done]
        waits, cost = total - gain, ahead[done]
        best = [job for job in _bits(free) if jobs.hours[job] * waits + ahead[done | 1 << job] == cost]
        job = min(best, key=lambda one: (jobs.group[one] != last, one))
        sequence.append(job)
        done, last = done | 1 << job, jobs.group[job]
    return sequence


def _closed_sets(jobs: Jobs, most: int) -> dict[int, tuple[int, int]] | None:
    """Every closed set, smaller ones first, with its gain and the jobs that are free after it; None if too many."""
    needed = [sum(1 << other for other in needs) for needs in jobs.needs]
    opens: list[list[int]] = [[] for _ in needed]
    for job, needs in enumerate(jobs.needs):
        for other in needs:
            opens[other].append(job)
    layer = {0: (0, sum(1 << job for job, needs in enumerate(needed) if not needs))}
    sets = dict(layer)
    while layer:
        grown: dict[int, tuple[int, int]] = {}
        for done, (gain, free) in layer.items():
            for job in _bits(free):
                more = done | 1 << job
                if more not in grown:
                    freed = sum(1 << other for other in opens[job] if needed[other] & more == needed[other])
                    grown[more] = gain + jobs.gains[job], (free ^ 1 << job) | freed
        sets |= grown
        if len(sets) > most:
            return None
        layer = grown
    return sets


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _by_rule(jobs: Jobs, last: str) -> list[int]:
    """Again and again the job that, with all it still needs, has the most gain per hour, these first."""
    before = [reached(job, jobs.needs, set()) for job in range(len(jobs.hours))]
    sums = [(sum(jobs.gains[n] for n in some), sum(jobs.hours[n] for n in some)) for some in before]
    left = set(range(len(jobs.hours)))
    sequence: list[int] = []
    while left:
        head = max(sorted(left), key=lambda job: (Fraction(*sums[job]), jobs.group[job] == last))
        taken = [job for job in before[head] if job in left]
        sequence += taken
        last = jobs.group[head]
        left -= set(taken)
        for job in left:
            gone = set(taken).intersection(before[job])
            gain, hours = sums[job]
            sums[job] = gain - sum(jobs.gains[n] for n in gone), hours - sum(jobs.hours[n] for n in gone)
    return sequence
