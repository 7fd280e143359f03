"""The service graph compiled for firing: who waits for whom, through which alternatives, and how long it takes.

A service is ready at the first moment when all its entries that count in times are met: a plain one when its
provider's delivery arrives, an alternative when its k-th member's does; 0 without entries.
`arrival(p -> c) = ready(p) + lead_time(p -> c) + every(p)/2 + handoff(p -> c)`. Entries that are `optional` or
`waits: false` are left out. Times are whole ticks, `scale` of them to a second, so that they stay exact and fast.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import lcm

from icmap.graph import Bundle, Choice, Input, Link, Step
from icmap.kernels.firing import Gates, Times
from icmap.model.quantities import Seconds, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Network", "batch_wait", "is_waited_for", "link_time", "network", "own_time", "still_wanted", "waits_for"]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The services and the links that count in times, by number; services are numbered in the order of their names.

    `times` are those of the map as written, means for estimates, 0 for unknown; `handoff` is the part of a link's time
    that is the way; `unknown` are the services whose lead time nobody gave (an end customer's own is 0, not unknown).
    """

    nodes: tuple[str, ...]
    party: tuple[str, ...]
    index: Mapping[str, int]
    links: tuple[Link, ...]
    gates: Gates
    times: Times
    handoff: tuple[int, ...]
    unknown: frozenset[int]
    scale: int

    def seconds(self, ticks: int) -> Seconds:
        """Ticks as exact seconds."""
        whole, rest = divmod(ticks, self.scale)
        return Fraction(ticks, self.scale) if rest else whole

    def ticks(self, time: Seconds) -> int:
        """A time of the map as ticks; finer ones are cut off (none of the map's own is finer)."""
        return int(time * self.scale)


def waits_for(link: Link) -> bool:
    """Whether a request waits for this link in the normal case; see `Dependency.is_waited_for`."""
    return link.dependency.is_waited_for


def network(study: Study) -> Network:
    """The service graph of a study, compiled for firing."""
    nodes = tuple(study.services)
    steps = [study.step(node) for node in nodes]
    index = {node: number for number, node in enumerate(nodes)}
    wiring = _Wiring(index)
    for number, step in enumerate(steps):
        wiring.wire(number, step.inputs)
    unknown = frozenset(_unknown(study, steps))
    scale = _scale(steps, wiring.links)
    return Network(
        nodes,
        tuple(step.party.id for step in steps),
        index,
        tuple(wiring.links),
        wiring.gates(),
        _times(steps, wiring, unknown, scale),
        tuple(int(link.dependency.handoff * scale) for link in wiring.links),
        unknown,
        scale,
    )


def _unknown(study: Study, steps: list[Step]) -> Iterator[int]:
    ends = study.end_set
    for number, step in enumerate(steps):
        if step.lead_time is None and step.party.id not in ends:
            yield number


def _scale(steps: list[Step], links: list[Link]) -> int:
    """The least number of ticks to a second that makes every time of the map whole."""
    times: set[Seconds] = {link.dependency.handoff for link in links}
    times.update(link.dependency.lead_time.mean for link in links if link.dependency.lead_time)
    times.update(link.dependency.within.time for link in links if link.dependency.within)
    for step in steps:
        times.add(own_time(step))
        times.add(batch_wait(step))
        if step.promise:
            times.add(step.promise.time)
        if step.actual and step.actual.median is not None:
            times.add(step.actual.median)
    return lcm(*(time.denominator for time in times))


def own_time(step: Step) -> Seconds:
    """What a service takes from request: the mean of its lead time (0 where unknown) + every/2."""
    return (step.lead_time.mean if step.lead_time else 0) + batch_wait(step)


def batch_wait(step: Step) -> Seconds:
    """How long a request waits for the provider's next turn on average: every/2."""
    return exact(Fraction(step.every) / 2) if step.every else 0


def link_time(step: Step, link: Link) -> Seconds:
    """What a link takes from request: the provider's time, the customer's own lead time in its place, + the way."""
    given = link.dependency.lead_time
    base = own_time(step) if given is None else given.mean + batch_wait(step)
    return base + link.dependency.handoff


def _times(steps: list[Step], wiring: _Wiring, unknown: frozenset[int], scale: int) -> Times:
    pairs = list(zip(wiring.links, wiring.provider, strict=True))
    return Times(
        own=[int(own_time(step) * scale) for step in steps],
        link=[int(link_time(steps[provider], link) * scale) for link, provider in pairs],
        unsure=[int(provider in unknown and link.dependency.lead_time is None) for link, provider in pairs],
    )


def is_waited_for(each: Input) -> bool:
    """Whether something has to come before an input is met; an alternative with enough members in stock is met at 0."""
    return waits_for(each) if isinstance(each, Link) else still_wanted(each) > 0


def still_wanted(each: Bundle | Choice) -> int:
    """How many of the members that are waited for have to come: of a bundle all, of an alternative what is not there."""
    waited = sum(map(is_waited_for, each.members))
    if isinstance(each, Bundle):
        return waited
    there = sum(_is_there(member) for member in each.members)
    return max(0, min(each.at_least, waited + there) - there)


def _is_there(each: Input) -> bool:
    """Whether an input is there at 0: in stock, or an alternative or bundle that nothing has to come for."""
    if isinstance(each, Link):
        return each.dependency.is_needed and not each.dependency.waits
    return not is_waited_for(each) and any(map(_is_there, each.members))


class _Wiring:
    """The gates while they are being built: nodes first, alternatives and bundles as they are met.

    A member of an alternative that is not waited for (`waits: false`) is there at 0: so many fewer of the others have to
    come. Optional members, and those needed in under half of the cases, leave it; more than what is left is not wanted.
    """

    def __init__(self, index: Mapping[str, int]) -> None:
        self.index = index
        self.links: list[Link] = []
        self.provider: list[int] = []
        self.target: list[int] = []
        self.parent = [-1] * len(index)
        self.need = [0] * len(index)
        self.members = [0] * len(index)

    def wire(self, gate: int, inputs: tuple[Input, ...]) -> int:
        """Connect the inputs that count in times to a gate that needs them all; how many there are."""
        found = sum(self._connect(gate, each) for each in inputs)
        self.members[gate] = self.need[gate] = found
        return found

    def _connect(self, gate: int, each: Input) -> bool:
        if isinstance(each, Link):
            return self._link(gate, each)
        wanted = still_wanted(each)
        if not wanted:
            return False
        inner = self._new_gate(gate)
        found = self.wire(inner, each.members)
        self.need[inner] = min(wanted, found)
        return True

    def _link(self, gate: int, link: Link) -> bool:
        if not waits_for(link):
            return False
        self.links.append(link)
        self.provider.append(self.index[link.provider])
        self.target.append(gate)
        return True

    def _new_gate(self, parent: int) -> int:
        self.parent.append(parent)
        self.need.append(0)
        self.members.append(0)
        return len(self.parent) - 1

    def gates(self) -> Gates:
        outgoing: list[list[int]] = [[] for _ in self.index]
        for number, provider in enumerate(self.provider):
            outgoing[provider].append(number)
        return Gates(len(self.index), self.provider, self.target, self.parent, self.need, self.members, outgoing)
