"""When everybody just keeps their promise: the arrivals at the end customers, and whose promise takes most of the time.

Ready as in the schedule with, for every service that promises, its promise (from request) in place of lead time +
every/2, or its promise from start as its done. Handoffs stay; a customer's own lead time gives way to the promise too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from icmap.graph import Link
from icmap.kernels.decided import Decided, decide, slowest_chain, upstream_counts
from icmap.measures.firing import NEVER, Fired, Times, fire
from icmap.measures.network import Network
from icmap.measures.schedule import Schedule, schedule
from icmap.model.quantities import Seconds, Timed
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["KeptChain", "kept_promises"]


@dataclass(frozen=True, slots=True)
class KeptChain:
    """An arrival from the beginning under kept promises, in seconds; `blame` is the promise that takes most of it.

    `blame` is None where the slowest chain rests on no promise at all. Where a time without promise is unknown, or
    rests on an opened loop, the arrival is a lower bound.
    """

    arrival: Seconds
    lower_bound: bool
    blame: str | None
    blame_time: Seconds | None
    promises: tuple[str, ...] = ()
    """The services with a promise on that chain, the last work first."""


def kept_promises(study: Study) -> Mapping[Link, KeptChain]:
    """For every dependency of an end customer that needs it within a time from the beginning."""
    wanted = [number for number, link in enumerate(study.of(schedule).compiled.links) if _asks(study, link)]
    return _World(study).arrivals(wanted) if wanted else {}


def _asks(study: Study, link: Link) -> bool:
    need = link.dependency.within
    return need is not None and need.clock == "start" and study.step(link.customer).party.id in study.end_set


class _World:
    """The same map where everybody takes exactly as long as promised."""

    def __init__(self, study: Study) -> None:
        self.plan: Schedule = study.of(schedule)
        self.compiled: Network = self.plan.compiled
        self.promise: dict[int, Timed] = {
            number: promise
            for number, node in enumerate(self.compiled.nodes)
            if (promise := study.step(node).promise) is not None
        }
        self.times = self._times()
        self.fired: Fired = fire(self.compiled, times=self.times)
        self.decided: Decided = decide(self.compiled.gates, self.fired, self.times.given)
        self.given_to: dict[int, list[int]] = {}
        for link in sorted(self.times.given.keys() - self.plan.times.given.keys()):
            self.given_to.setdefault(self.decided.customer[link], []).append(link)

    def _times(self) -> Times:
        base = self.plan.times
        link, unsure, given = list(base.link), list(base.unsure), dict(base.given)
        for node, promise in self.promise.items():
            ticks = self.compiled.ticks(promise.time)
            for out in self.compiled.gates.outgoing[node]:
                link[out], unsure[out] = ticks + self.compiled.handoff[out], 0
                if promise.clock == "start":
                    given.setdefault(out, link[out])
        return replace(base, link=link, unsure=unsure, given=given)

    def arrivals(self, wanted: list[int]) -> Mapping[Link, KeptChain]:
        """The arrival over each wanted link that happens at all."""
        unsure = self._unsure()
        return {
            self.compiled.links[link]: self._kept(link, unsure) for link in wanted if self.fired.arrival[link] != NEVER
        }

    def _unsure(self) -> bytearray:
        """The nodes whose ready rests on an unknown time or an opened loop."""
        marks = (
            (self.decided.provider[link], link)
            for links in self.decided.incoming
            for link in links
            if self.times.unsure[link]
        )
        rests = bytearray(count > 0 for count in upstream_counts(self.decided, marks))
        for node in self.decided.order:
            rests[node] |= self.plan.assumed[node]
        return rests

    def _kept(self, link: int, unsure: bytearray) -> KeptChain:
        provider = self.decided.provider[link]
        fixed = provider in self.promise and self.promise[provider].clock == "start"
        doubtful = not fixed and bool(unsure[provider] or self.times.unsure[link])
        promises = list(self._promises(link))
        blame = max(promises, key=lambda each: each[0], default=None)
        seconds = self.compiled.seconds
        return KeptChain(
            seconds(self.fired.arrival[link]),
            doubtful or link in self.plan.times.given,
            self.compiled.nodes[blame[1]] if blame else None,
            seconds(blame[0]) if blame else None,
            tuple(self.compiled.nodes[node] for _, node in promises),
        )

    def _promises(self, link: int) -> Iterator[tuple[int, int]]:
        """The promises on the slowest chain over a link as (ticks, service), from the end back; from start ends it."""
        provider = self.decided.provider
        chain = [link]
        if self.times.given.get(link) is None:
            chain += reversed(slowest_chain(self.decided, provider[link]))
        for each in chain:
            promise = self.promise.get(provider[each])
            if promise is not None:
                yield self.compiled.ticks(promise.time), provider[each]
        if start := self._begins_with(provider[chain[-1]]):
            yield start

    def _begins_with(self, node: int) -> tuple[int, int] | None:
        """The promise from start that a chain begins with: it came last at the chain's first service."""
        for link in self.given_to.get(node, ()):
            if self.fired.arrival[link] == self.fired.ready[node]:
                provider = self.decided.provider[link]
                return self.compiled.ticks(self.promise[provider].time), provider
        return None
