"""How late one thing may be before it matters, found by being late: exact where alternatives make a pass wrong."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from icmap.kernels.decided import Decided
from icmap.kernels.firing import NEVER, Fired, Gates, Times
from icmap.kernels.goals import Goal

__all__ = ["COVERED", "Alternatives", "delayed", "goal_tolerance", "largest_delay", "least_tolerance"]

COVERED = -1
"""The largest delay where an alternative absorbs any."""

Event = tuple[int, int]
"""A token that comes to a gate: whether it is unsure (1 or 0), and when."""

_FIRST: Event = (0, NEVER)
_NONE: frozenset[int] = frozenset()


def largest_delay(lateness: Callable[[int], int], *, more_than_any: int, at_least: int = 0) -> tuple[int, int]:
    """The largest delay (in ticks) that makes nothing later, and how many times `lateness` was asked.

    `lateness(delay)` is by how much too late the worst then is; it never falls, and never grows faster than the delay,
    so one that is x too late can at once be shortened by x. `more_than_any` is more than any finite answer (COVERED if
    even that harms nobody), `at_least` is known to harm nobody, and tried first: mostly it is the answer. Where another
    member has taken over, lateness stays the same for long, so the rest is halved when shortening gains too little.
    """
    if lateness(at_least + 1) > 0:
        return at_least, 1
    late = lateness(more_than_any)
    if late <= 0:
        return COVERED, 2
    low, high, asked, halve = at_least + 1, more_than_any - late, 2, True
    while low < high:
        delay = (low + high + 1) // 2 if halve else high
        late, asked, before = lateness(delay), asked + 1, high - low
        low, high = (low, delay - late) if late > 0 else (delay, high)
        halve = not halve if 2 * (high - low) > before else halve
    return low, asked


def delayed(times: Times, links: Sequence[int], delay: int, node: int | None = None) -> Times:
    """The same times with these links, and the node's own, later by a delay."""
    link = list(times.link)
    for number in links:
        link[number] += delay
    own = times.own
    if node is not None:
        own = list(own)
        own[node] += delay
    return Times(own, link, times.unsure, times.given)


class Alternatives:
    """The gates of a net as trees, to ask when one node's gate opens if some of its links come later."""

    def __init__(self, gates: Gates, times: Times, fired: Fired) -> None:
        self.gates, self.times, self.fired = gates, times, fired
        self.tokens: dict[int, list[int]] = {}
        self.usual: dict[int, list[Event]] = {}
        self.direct = bytearray(1 if target < gates.size else 0 for target in gates.target)
        inner = {gates.target[link] for link in range(len(gates.target)) if not self.direct[link]}
        self.nodes = {gates.customer(link) for link in range(len(gates.target)) if not self.direct[link]}
        self._enter(inner)

    def _enter(self, inner: set[int]) -> None:
        """Write down the tokens of every gate of the nodes that have alternatives."""
        gates, tokens = self.gates, len(self.gates.provider)
        for link, target in enumerate(gates.target):
            if target in inner or target in self.nodes:
                self.tokens.setdefault(target, []).append(link)
        for gate in range(gates.size, len(gates.parent)):
            self.tokens.setdefault(gates.parent[gate], []).append(gate - gates.size + tokens)

    def opens(self, gate: int, late: frozenset[int], delay: int) -> Event | None:
        """Whether it is unsure, and when a gate opens with the `late` links later by a delay; None: never."""
        return self._opens(gate, self._moved(gate, late), late, delay)

    def _opens(self, gate: int, moved: Mapping[int, Sequence[int]], late: frozenset[int], delay: int) -> Event | None:
        """Only the moved tokens are looked at again: the others stand in their usual order."""
        usual, here, need = self._in_order(gate), moved.get(gate, ()), self.gates.need[gate]
        gone = sorted(event for token in here if (event := self._comes(token, {}, _NONE, 0)) is not None)
        come = sorted(event for token in here if (event := self._comes(token, moved, late, delay)) is not None)
        if len(usual) - len(gone) + len(come) < need:
            return None
        stay = _Without(usual, gone)
        unsure, time = min(
            max(stay[need - taken - 1], come[taken - 1] if taken else _FIRST)
            for taken in range(max(0, need - len(stay)), min(len(come), need) + 1)
        )
        return (
            (unsure, max(time, stay.last_sure(), *(when for doubt, when in come if not doubt))) if unsure else (0, time)
        )

    def _moved(self, gate: int, late: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """The tokens that the late links move, by the gate they come to, up to this gate."""
        gates, tokens = self.gates, len(self.gates.provider)
        moved: dict[int, dict[int, None]] = {}
        for link in late:
            token, target = link, gates.target[link]
            moved.setdefault(target, {})[token] = None
            while target != gate and target >= gates.size:
                token, target = target - gates.size + tokens, gates.parent[target]
                moved.setdefault(target, {})[token] = None
        return {target: list(found) for target, found in moved.items()}

    def _in_order(self, gate: int) -> list[Event]:
        """What usually comes to a gate, sure ones first, then by time."""
        found = self.usual.get(gate)
        if found is None:
            events = (self._comes(token, {}, _NONE, 0) for token in self.tokens[gate])
            found = self.usual[gate] = sorted(event for event in events if event is not None)
        return found

    def _comes(self, token: int, moved: Mapping[int, Sequence[int]], late: frozenset[int], delay: int) -> Event | None:
        links = len(self.gates.provider)
        if token >= links:
            return self._opens(token - links + self.gates.size, moved, late, delay)
        time = self.fired.arrival[token]
        if time == NEVER:
            return None
        given = token in self.times.given
        unsure = 0 if given else self.fired.doubtful[self.gates.provider[token]] or self.times.unsure[token]
        return int(bool(unsure)), time + (delay if token in late and not given else 0)


class _Without:
    """An ordered list without a few of its members, which are not copied out of it."""

    def __init__(self, ordered: Sequence[Event], gone: Sequence[Event]) -> None:
        self.ordered, self.gone = ordered, gone
        self.holes: list[int] = []
        for event in gone:
            self.holes.append(bisect_left(ordered, event, self.holes[-1] + 1 if self.holes else 0))

    def __len__(self) -> int:
        return len(self.ordered) - len(self.holes)

    def __getitem__(self, index: int) -> Event:
        """The member at an index; what comes before all where the index is below 0."""
        if index < 0:
            return _FIRST
        for hole in self.holes:
            if hole > index:
                break
            index += 1
        return self.ordered[index]

    def last_sure(self) -> int:
        """The latest time among the members that are sure; NEVER without any."""
        sure = bisect_left(self.ordered, (1, NEVER)) - bisect_left(self.gone, (1, NEVER))
        return self[sure - 1][1]


def least_tolerance(alternatives: Alternatives, decided: Decided, links: Sequence[int], more_than_any: int) -> int:
    """The largest delay of these links together that makes none of their customers ready later; COVERED: any does."""
    given, customer, ready = alternatives.times.given, decided.customer, decided.ready
    waiting = [link for link in links if ready[customer[link]] != NEVER and link not in given]
    if not alternatives.nodes:
        return min((ready[customer[link]] - alternatives.fired.arrival[link] for link in waiting), default=COVERED)
    by_customer: dict[int, list[int]] = {}
    for link in waiting:
        by_customer.setdefault(customer[link], []).append(link)
    found = [_tolerance(alternatives, decided, *each, more_than_any) for each in by_customer.items()]
    return min((each for each in found if each != COVERED), default=COVERED)


def _tolerance(
    alternatives: Alternatives, decided: Decided, customer: int, links: list[int], more_than_any: int
) -> int:
    if customer not in alternatives.nodes or all(alternatives.direct[link] for link in links):
        return min(decided.ready[customer] - alternatives.fired.arrival[link] for link in links)
    late = frozenset(links)

    def lateness(delay: int) -> int:
        opens = alternatives.opens(customer, late, delay)
        return more_than_any if opens is None else opens[1] - decided.ready[customer]

    return largest_delay(lateness, more_than_any=more_than_any)[0]


def goal_tolerance(
    alternatives: Alternatives, goal: Goal, links: Collection[int], *, time: int, more_than_any: int
) -> int:
    """The largest delay of these links together that makes a goal of tokens no later than a time; COVERED: any does."""
    given, arrival = alternatives.times.given, alternatives.fired.arrival
    late = frozenset(link for link in links if link not in given)
    count = len(alternatives.gates.provider)
    direct = [time - arrival[token] for token in goal.tokens if token in late]
    found = (
        []
        if not late
        else [
            _gate_tolerance(alternatives, token - count + alternatives.gates.size, late, time, more_than_any)
            for token in goal.tokens
            if token >= count
        ]
    )
    return min((each for each in [*direct, *found] if each != COVERED), default=COVERED)


def _gate_tolerance(alternatives: Alternatives, gate: int, late: frozenset[int], time: int, more_than_any: int) -> int:
    def lateness(delay: int) -> int:
        opens = alternatives.opens(gate, late, delay)
        return more_than_any if opens is None else opens[1] - time

    return largest_delay(lateness, more_than_any=more_than_any)[0]
