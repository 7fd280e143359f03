"""Minimal cut sets: which owners have to be out together for a target to be blocked, by the bits of `blocking`."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from icmap.kernels.blocking import Network, value
from icmap.kernels.reach import bit_numbers

__all__ = ["CutSearch", "Cuts"]

Chosen = tuple[int, ...]


@dataclass(slots=True)
class Cuts:
    """The minimal cut sets of one target found so far: the first ones, as columns in ascending order, and how many."""

    first: list[Chosen] = field(default_factory=list)
    count: int = 0
    completing: dict[Chosen, int] = field(default_factory=dict)
    """For owners out together, the columns any one of which then blocks the target."""


@dataclass(slots=True)
class CutSearch:
    """A search over the columns (owners that may be out), ascending, as long as there are steps left.

    `owners` are the columns' owners, `state` the bits of every service for each column alone, `targets` the services
    of each target. A step is a look at a service from another.
    """

    services: Network
    owners: Sequence[int]
    state: Sequence[int]
    targets: Sequence[Sequence[int]]
    steps: int
    listed: int
    cuts: list[Cuts] = field(init=False)
    _readers: list[list[int]] = field(init=False)
    _width: list[int] = field(init=False)
    _column: dict[int, int] = field(init=False)
    _nodes_of: dict[int, list[int]] = field(init=False)
    _targets_of: dict[int, list[int]] = field(init=False)
    _target_column: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._column = {owner: column for column, owner in enumerate(self.owners)}
        self._readers = _readers(self.services)
        self._width = [1 + self.services.width(node) for node in range(len(self._readers))]
        self._nodes_of = _by_value(self.services.owner)
        self._targets_of = {}
        for number, nodes in enumerate(self.targets):
            for node in nodes:
                self._targets_of.setdefault(node, []).append(number)
        self.cuts = [Cuts(completing={(): self._bits_of(nodes, {})}) for nodes in self.targets]
        self._target_column = [self._column_of(nodes) for nodes in self.targets]

    def _column_of(self, nodes: Sequence[int]) -> int:
        return self._column.get(self.services.owner[nodes[0]], -1) if nodes else -1

    def _bits_of(self, nodes: Sequence[int], changed: dict[int, int]) -> int:
        bits = 0
        for node in nodes:
            bits |= changed.get(node, self.state[node])
        return bits

    def search(self, size: int) -> bool:
        """Find the minimal cut sets of two up to `size` columns, smaller ones first; whether all were sought."""
        chosen: list[tuple[Chosen, dict[int, int]]] = [((), {})]
        for round_ in range(2, size + 1):
            larger: list[tuple[Chosen, dict[int, int]]] = []
            for before, changed in chosen:
                for column in range(before[-1] + 1 if before else 0, len(self.owners)):
                    if self.steps <= 0:
                        return False
                    now = self._also_out(before, column, changed)
                    if now is not None:
                        self._note((*before, column), now, keep=round_ < size)
                        if round_ < size:
                            larger.append(((*before, column), now))
            chosen = larger
        return self.steps > 0

    def _also_out(self, before: Chosen, column: int, base: dict[int, int]) -> dict[int, int] | None:
        """The bits that change where one more column is out, on top of those that changed before.

        None if nothing waits at an alternative or a backup for a second outage.
        """
        everything = (1 << len(self.owners)) - 1
        stopped, edge = self._stopped(column, base)
        if not edge:
            return None
        changed = {**base, **dict.fromkeys(stopped, everything)}
        out = {self.owners[each] for each in (*before, column)}

        def alone(owner: int) -> int:
            return everything if owner in out else 1 << self._column[owner] if owner in self._column else 0

        waiting, queued = deque(sorted(edge)), set(edge)
        while waiting and self.steps > 0:
            node = waiting.popleft()
            queued.discard(node)
            self.steps -= self._width[node]
            bits = value(self.services, node, alone, lambda each: changed.get(each, self.state[each]))
            if bits != changed.get(node, self.state[node]):
                changed[node] = bits
                waiting.extend(each for each in self._readers[node] if each not in queued)
                queued.update(self._readers[node])
        return changed if self.steps > 0 else None

    def _stopped(self, column: int, base: dict[int, int]) -> tuple[list[int], set[int]]:
        """The services that this column blocks, and those at their edge that read them and go on.

        What is out but goes on by a stand-in stands in for nobody: whoever reads it may be blocked by a second outage.
        """
        own = self._nodes_of[self.owners[column]]
        blocked = {node for node in own if self._blocks(column, node, base)}
        edge = set(own) - blocked
        edge |= {reader for node in edge for reader in self._readers[node] if not self._blocks(column, reader, base)}
        waiting = sorted(blocked)
        while waiting:
            readers = self._readers[waiting.pop()]
            self.steps -= 1 + len(readers)
            for reader in readers:
                if reader in blocked:
                    continue
                if self._blocks(column, reader, base):
                    blocked.add(reader)
                    waiting.append(reader)
                else:
                    edge.add(reader)
        return sorted(blocked), edge

    def _blocks(self, column: int, node: int, base: dict[int, int]) -> bool:
        return bool(base.get(node, self.state[node]) >> column & 1)

    def _note(self, chosen: Chosen, changed: dict[int, int], *, keep: bool) -> None:
        """Write down what completes the chosen columns to a cut set of each target, for larger ones too if asked."""
        hit = sorted({target for node in changed for target in self._targets_of.get(node, ())})
        self.steps -= len(hit)
        for target in hit:
            cuts = self.cuts[target]
            if self._target_column[target] in chosen or _is_cut(cuts, chosen):
                continue
            bits = self._bits_of(self.targets[target], changed) & ~self._already(cuts, chosen, target)
            if keep:
                cuts.completing[chosen] = bits
                self.steps -= len(self.owners) // 256
            _add(cuts, chosen, bits >> (chosen[-1] + 1), self.listed)

    def _already(self, cuts: Cuts, chosen: Chosen, target: int) -> int:
        """The columns that need not all of the chosen ones to block the target, and the target itself."""
        own = self._target_column[target]
        known = 1 << own if own >= 0 else 0
        for fewer in _subsets(chosen):
            known |= cuts.completing.get(fewer, 0)
        return known


def _is_cut(cuts: Cuts, chosen: Chosen) -> bool:
    """Whether the chosen columns or some of them already block the target."""
    return any(
        cuts.completing.get(fewer, 0) >> column & 1 for fewer in _subsets(chosen) for column in set(chosen) - set(fewer)
    )


def _add(cuts: Cuts, chosen: Chosen, later: int, listed: int) -> None:
    """Count the sets that a later column completes (bit 0 is the one after the last chosen), and list the first."""
    cuts.count += later.bit_count()
    missing = listed - len(cuts.first)
    if missing > 0 and later:
        cuts.first += [(*chosen, chosen[-1] + 1 + each) for each in bit_numbers(later, missing)]


def _subsets(chosen: Chosen) -> list[Chosen]:
    """All proper subsets, each ascending."""
    found: list[Chosen] = [()]
    for column in chosen:
        found += [(*each, column) for each in found]
    return found[:-1]


def _by_value(values: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for place, each in enumerate(values):
        found.setdefault(each, []).append(place)
    return found


def _readers(services: Network) -> list[list[int]]:
    readers: list[list[int]] = [[] for _ in services.owner]
    for node in range(len(readers)):
        for each in sorted(set(services.reads(node))):
            readers[each].append(node)
    return readers
