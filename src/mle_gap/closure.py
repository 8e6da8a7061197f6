"""The heaviest closed set of a graph, by a minimum cut. Pure; whole numbers only.

A set is closed if it holds, with each node, all that the node needs. Nodes have values, positive or negative; the
closed set of the greatest sum is the source side of a minimum cut (Picard 1976), found by blocking flows (Dinic 1970).
"""

from collections import deque
from collections.abc import Sequence

Needs = Sequence[Sequence[int]]


class Cut:
    """A maximum flow from the positive nodes, along needs, to the negative ones, and what it says of closed sets."""

    def __init__(self, values: Sequence[int], needs: Needs) -> None:
        self.size = len(values)
        self.source, self.sink = self.size, self.size + 1
        self.full: set[int] = set()  # nodes below which nothing has room for more
        self.arcs: list[list[int]] = [[] for _ in range(self.size + 2)]
        self.heads: list[int] = []
        self.room: list[int] = []
        endless = sum(value for value in values if value > 0) + 1
        for node, value in enumerate(values):
            if value > 0:
                self._arc(self.source, node, value)
            elif value < 0:
                self._arc(node, self.sink, -value)
            for other in needs[node]:
                self._arc(node, other, endless)
        for spring in self.arcs[self.source]:
            self._pour(spring)
        while self._levels():
            self._block()

    def _arc(self, tail: int, head: int, room: int) -> None:
        for one, other, free in ((tail, head, room), (head, tail, 0)):
            self.arcs[one].append(len(self.heads))
            self.heads.append(other)
            self.room.append(free)

    def _pour(self, spring: int) -> None:
        """Let what comes by an arc of the source run down its needs as far as it goes: most of the flow, in one walk.

        Blocking flows alone would take as many rounds as a chain of needs is long.
        """
        left = self.room[spring]
        walk = [(spring, iter(self.arcs[self.heads[spring]]), left)]
        while walk:
            arrived, arcs, before = walk[-1]
            arc = next((arc for arc in arcs if self._runs(arc)), None) if left else None
            if arc is None:
                walk.pop()
                self._fill(arrived, before - left)
                if left:
                    self.full.add(self.heads[arrived])
            elif self.heads[arc] == self.sink:
                taken = min(left, self.room[arc])
                self._fill(arc, taken)
                left -= taken
            else:
                walk.append((arc, iter(self.arcs[self.heads[arc]]), left))

    def _runs(self, arc: int) -> bool:
        """Whether an arc leads down, to a node with room below it or to the sink."""
        return arc % 2 == 0 and self.room[arc] > 0 and self.heads[arc] not in self.full

    def _fill(self, arc: int, amount: int) -> None:
        self.room[arc] -= amount
        self.room[arc ^ 1] += amount

    def _levels(self) -> bool:
        """Distances from the source along free arcs; whether the sink can still be reached."""
        self.level = [-1] * (self.size + 2)
        self.level[self.source] = 0
        queue = deque([self.source])
        while queue:
            node = queue.popleft()
            for arc in self.arcs[node]:
                head = self.heads[arc]
                if self.room[arc] and self.level[head] < 0:
                    self.level[head] = self.level[node] + 1
                    queue.append(head)
        return self.level[self.sink] >= 0

    def _block(self) -> None:
        """Fill shortest ways until none is free; `path` holds the arcs taken so far, so that no depth is too great."""
        following = [0] * (self.size + 2)
        path: list[int] = []
        node = self.source
        while True:
            if node == self.sink:
                filled = min(self.room[arc] for arc in path)
                for arc in path:
                    self._fill(arc, filled)
                path, node = [], self.source
            elif following[node] < len(self.arcs[node]):
                arc = self.arcs[node][following[node]]
                if self.room[arc] and self.level[self.heads[arc]] == self.level[node] + 1:
                    path.append(arc)
                    node = self.heads[arc]
                else:
                    following[node] += 1
            elif path:
                node = self.heads[path.pop() ^ 1]
                following[node] += 1
            else:
                return

    @property
    def heaviest(self) -> list[int]:
        """The nodes of the smallest closed set of the greatest sum; none where no closed set is above 0."""
        return [node for node in range(self.size) if self.level[node] >= 0]

    def balanced(self) -> list[list[int]]:
        """Where no closed set is above 0: the parts of which those worth 0 are made, each after what it needs.

        These are the strong components of the free arcs (Kosaraju; Sharir 1981).
        """
        heads: list[list[int]] = [[] for _ in range(self.size)]
        tails: list[list[int]] = [[] for _ in range(self.size)]
        for node in range(self.size):
            for arc in self.arcs[node]:
                head = self.heads[arc]
                if self.room[arc] and head < self.size:
                    heads[node].append(head)
                    tails[head].append(node)
        last_first: list[int] = []
        seen: set[int] = set()
        for node in range(self.size):
            last_first += reached(node, heads, seen)
        seen = set()
        parts = (sorted(reached(node, tails, seen)) for node in reversed(last_first))
        return [part for part in parts if part][::-1]


def reached(root: int, heads: Needs, seen: set[int]) -> list[int]:
    """What can be reached from a node and was not seen before, each after all that it leads to; marks it as seen."""
    if root in seen:
        return []
    seen.add(root)
    found: list[int] = []
    walk = [(root, iter(heads[root]))]
    while walk:
        node, rest = walk[-1]
        head = next((one for one in rest if one not in seen), None)
        if head is None:
            found.append(node)
            walk.pop()
        else:
            seen.add(head)
            walk.append((head, iter(heads[head])))
    return found
