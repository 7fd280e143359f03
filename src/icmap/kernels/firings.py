"""Many firings of one net at once: each service's ready time as a column of runs, not as one number.

The same definition as `firing`: a service is ready when all its tokens are there, an alternative opens with its k-th
token, what waits for itself is never ready (infinity). Runs differ in their times only, or in which links count in
them. Services are taken in the order of the strongly connected components, providers first; inside a component the
greatest solution is found by looking again until nothing changes, which is what firing finds: the i-th service to fire
is right after i rounds. Times are floats, whole ticks up to 2^53 exactly; a time that is the same in all runs stays one
number, so that only what differs costs anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from icmap.kernels.condensation import condense
from icmap.kernels.firing import NEVER, Fired, Gates, Times
from icmap.records import dataclass

__all__ = ["Column", "Columns", "Group", "Net", "Runs", "Token", "fire", "net"]

Column = float | NDArray[np.float64]
"""A time in all runs: one number where it is the same in each."""

_Off = NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens of which any `need` are enough; the `sure` ones count before those that rest on an unknown time."""

    need: int
    sure: tuple[Token, ...]
    unsure: tuple[Token, ...] = ()

    @property
    def members(self) -> tuple[Token, ...]:
        """All of its tokens."""
        return self.sure + self.unsure


Token = int | Group
"""A link by its number, or an alternative."""


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """Services by number: who delivers over each link, what each service needs all of, and the order to take them in.

    `order` holds the components, providers first, each with whether its members wait for one another.
    """

    provider: Sequence[int]
    customer: Sequence[int]
    needs: Sequence[tuple[Token, ...]]
    order: Sequence[tuple[Sequence[int], bool]]
    gate: Mapping[int, Group]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The times of all runs, by service and link: what one takes, the way, and times in place of the provider's own.

    `off` marks the runs in which a link does not count, `there` those in which it has arrived at the start; `given` links
    arrive at a fixed time.
    """

    own: Sequence[Column]
    way: Sequence[Column]
    instead: Mapping[int, Column] = field(default_factory=dict)
    off: Mapping[int, NDArray[np.bool_]] = field(default_factory=dict)
    there: Mapping[int, NDArray[np.bool_]] = field(default_factory=dict)
    given: Mapping[int, float] = field(default_factory=dict)


def net(gates: Gates, fired: Fired, times: Times) -> Net:
    """The net of some gates; what rests on unknown times is taken from one firing of it, as it does not depend on them."""
    doubt = [bool(doubtful) or ready == NEVER for doubtful, ready in zip(fired.doubtful, fired.ready, strict=True)]
    found = _Builder(gates, times, doubt)
    needs = [found.members(node) for node in range(gates.size)]
    customer = [gates.customer(link) for link in range(len(gates.provider))]
    rank = {node: place for place, node in enumerate(fired.order)}
    providers = [sorted({gates.provider[link] for link in _links(each)}) for each in needs]
    parts = condense(providers)
    late = len(rank)
    order = [
        (sorted(members, key=lambda node: (rank.get(node, late), node)), cyclic)
        for members, cyclic in zip(parts.members, parts.cyclic, strict=True)
    ]
    return Net(gates.provider, customer, needs, order, found.made)


def _links(tokens: Iterable[Token]) -> Iterator[int]:
    for token in tokens:
        if isinstance(token, Group):
            yield from _links(token.members)
        else:
            yield token


class _Builder:
    """The tokens of each gate, alternatives as groups."""

    def __init__(self, gates: Gates, times: Times, doubt: Sequence[bool]) -> None:
        self.made: dict[int, Group] = {}
        self._gates, self._times, self._doubt = gates, times, doubt
        self._children: list[list[tuple[bool, int]]] = [[] for _ in gates.need]
        for link, gate in enumerate(gates.target):
            self._children[gate].append((True, link))
        for gate in range(gates.size, len(gates.parent)):
            self._children[gates.parent[gate]].append((False, gate))

    def members(self, gate: int) -> tuple[Token, ...]:
        return tuple(token for token, _ in self._tokens(gate))

    def _tokens(self, gate: int) -> Iterator[tuple[Token, bool]]:
        for is_link, number in self._children[gate]:
            yield (number, self._is_sure(number)) if is_link else self._group(number)

    def _is_sure(self, link: int) -> bool:
        if link in self._times.given:
            return True
        return not (self._times.unsure[link] or self._doubt[self._gates.provider[link]])

    def _group(self, gate: int) -> tuple[Group, bool]:
        found = list(self._tokens(gate))
        need = self._gates.need[gate]
        sure = tuple(token for token, is_sure in found if is_sure)
        group = Group(need, sure, tuple(token for token, is_sure in found if not is_sure))
        self.made[gate] = group
        return group, len(sure) >= need


def fire(compiled: Net, columns: Columns) -> Runs:
    """Fire the net once for each run."""
    runs = Runs(compiled, columns)
    for members, cyclic in compiled.order:
        if cyclic:
            _settle(runs, members)
        else:
            runs.look(members[0])
    return runs


def _settle(runs: Runs, members: Sequence[int]) -> None:
    """Services that wait for one another: from never on downwards until nothing changes."""
    for node in members:
        runs.ready[node] = runs.done[node] = np.inf
    changing = True
    while changing:
        changing = False
        for node in members:
            before = runs.ready[node]
            runs.look(node)
            changing |= bool(np.any(before != runs.ready[node]))


class Runs:
    """When each service is `ready` and `done` in each run."""

    __slots__ = ("columns", "done", "net", "ready")

    def __init__(self, compiled: Net, columns: Columns) -> None:
        self.net = compiled
        self.columns = columns
        self.ready: list[Column] = [np.inf] * len(compiled.needs)
        self.done: list[Column] = [np.inf] * len(compiled.needs)

    def look(self, node: int) -> None:
        """Set the times of one service from those of its providers."""
        ready = self.latest(self.net.needs[node])
        self.ready[node] = ready
        own = self.columns.own[node]
        self.done[node] = ready + own

    def latest(self, tokens: Iterable[Token]) -> Column:
        """When all of these tokens are there; 0 where there are none."""
        time: Column = 0.0
        own: NDArray[np.float64] | None = None
        for token in tokens:
            arrival, off = self.arrival(token)
            if off is not None:
                arrival = np.where(off, 0.0, arrival)
            if own is not None:
                np.maximum(own, arrival, out=own)
            elif isinstance(time, float) and isinstance(arrival, float):
                time = max(time, arrival)
            elif isinstance(time, float) and time == 0.0:
                time = arrival
            else:
                time = own = np.asarray(np.maximum(time, arrival))
        return time

    def arrival(self, token: Token) -> tuple[Column, _Off]:
        """When a token is there, and the runs in which it does not count."""
        if isinstance(token, Group):
            return self._opens(token)
        columns = self.columns
        off = columns.off.get(token) if columns.off else None
        if token in columns.given:
            return columns.given[token], off
        if token in columns.there:
            return np.where(columns.there[token], 0.0, self._over(token)), off
        return self._over(token), off

    def _over(self, link: int) -> Column:
        """When the delivery over a link arrives."""
        columns, provider, way = self.columns, self.net.provider[link], self.columns.way[link]
        if link in columns.instead:
            return self.ready[provider] + columns.instead[link] + way
        if isinstance(way, float) and way == 0.0:
            return self.done[provider]
        return self.done[provider] + way

    def _opens(self, group: Group) -> tuple[Column, _Off]:
        sure = [self.arrival(each) for each in group.sure]
        unsure = [self.arrival(each) for each in group.unsure]
        if any(off is not None for _, off in (*sure, *unsure)):
            return _opens_among_some(group.need, sure, unsure)
        if len(sure) >= group.need:
            return _smallest([time for time, _ in sure], group.need), None
        first = _largest([time for time, _ in sure])
        return np.maximum(first, _smallest([time for time, _ in unsure], group.need - len(sure))), None


def _smallest(times: Sequence[Column], k: int) -> Column:
    """The k-th smallest of some times, run by run."""
    if all(isinstance(each, float) for each in times):
        return sorted(map(float, times))[k - 1]
    if k == 1 or k == len(times):
        best = np.minimum if k == 1 else np.maximum
        time = times[0]
        for each in times[1:]:
            time = best(time, each)
        return time
    return np.partition(np.stack(np.broadcast_arrays(*times)), k - 1, axis=0)[k - 1]  # type: ignore[no-any-return]


def _largest(times: Sequence[Column]) -> Column:
    return _smallest(times, len(times)) if times else 0.0


def _opens_among_some(
    need: int, sure: Sequence[tuple[Column, _Off]], unsure: Sequence[tuple[Column, _Off]]
) -> tuple[Column, _Off]:
    """An alternative whose members do not count in every run: k is capped at how many do; without any it does not count."""
    first, first_count = _sorted_where_on(sure)
    second, second_count = _sorted_where_on(unsure)
    wanted = np.minimum(need, first_count + second_count)
    from_first = np.minimum(wanted, first_count)
    time = np.maximum(_nth(first, from_first), _nth(second, wanted - from_first))
    return time, wanted == 0


def _sorted_where_on(tokens: Sequence[tuple[Column, _Off]]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The arrivals that count, sorted run by run (those that do not are last), and how many there are."""
    if not tokens:
        return np.empty((0, 1)), np.zeros(1, dtype=np.int64)
    pairs = [np.broadcast_arrays(time, False if off is None else off) for time, off in tokens]
    shape = np.broadcast_shapes(*(time.shape for time, _ in pairs))
    on = np.stack([~np.broadcast_to(off, shape) for _, off in pairs])
    times = np.stack([np.broadcast_to(time, shape) for time, _ in pairs])
    return np.sort(np.where(on, times, np.inf), axis=0), on.sum(axis=0)


def _nth(times: NDArray[np.float64], place: NDArray[np.int64]) -> NDArray[np.float64]:
    """The time at a place (from 1) in each run; 0 for place 0."""
    if not len(times):
        return np.zeros(1)
    shape = np.broadcast_shapes(times.shape[1:], place.shape)
    spread = np.broadcast_to(times, (len(times), *shape))
    at = np.broadcast_to(np.maximum(place, 1) - 1, shape)
    return np.where(place == 0, 0.0, np.take_along_axis(spread, at[None, :], axis=0)[0])
