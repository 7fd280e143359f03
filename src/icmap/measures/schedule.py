"""When each service is ready and done, counted from the beginning of the whole chain, and how sure that is.

`done(v) = ready(v) + lead_time(v) + every(v)/2`. An unknown lead time counts 0, so `done` is then a lower bound. A
member of an alternative does not win by an unknown time: where known members are enough, `done` is by these, and
`at_least` is the time if the unknown ones took none. Where services wait for one another in a circle, the dependencies
that `loops.opening` names count as met at time zero; what rests on one is `assumed`, and a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from icmap.graph import Link
from icmap.kernels.decided import Decided, decide, resting_on, upstream_counts
from icmap.measures.firing import NEVER, Fired, Network, Times, fire, met_at_zero, network
from icmap.measures.loops import nothing_assumed, opening
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Moment", "Schedule", "schedule", "unknown_counts"]


@dataclass(frozen=True, slots=True)
class Moment:
    """The times of one service, in seconds from the beginning; None where it never fires.

    `unknown` is how many of the services that it waits for have an unknown lead time, itself included. `at_least`
    differs from `done` only where an alternative has an unknown member. `lower_bound`: the true time may be other.
    """

    ready: Seconds | None
    done: Seconds | None
    at_least: Seconds | None
    unknown: int
    assumed: bool

    @property
    def lower_bound(self) -> bool:
        """Whether an unknown lead time or an opened loop keeps `done` from being known."""
        return self.assumed or self.unknown > 0 or self.at_least != self.done


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """All services of a network as they fire, and what was assumed; per service by its number in the network.

    `decided` is what each service really waited for. `least` is the firing with every unknown time 0, and `decisions`
    hold what each of the two decided; without alternatives or unknown times there is one.
    """

    compiled: Network
    times: Times
    fired: Fired
    decided: Decided
    least: Fired
    decisions: tuple[Decided, ...]
    unknown: Sequence[int]
    assumed: Sequence[int]
    opened: tuple[Link, ...]

    def moment(self, node: str) -> Moment:
        """The times of a service by its name."""
        number = self.compiled.index[node]
        ready, least = self.fired.ready[number], self.least.ready[number]
        own = self.times.own[number]
        unknown = self.unknown[number] + (number in self.compiled.unknown)
        return Moment(
            self._seconds(ready),
            self._seconds(ready, own),
            self._seconds(least, own),
            unknown,
            bool(self.assumed[number]),
        )

    def own(self, node: str) -> Seconds:
        """What a service takes from request by the map, in seconds; unknown counts 0."""
        return self.compiled.seconds(self.times.own[self.compiled.index[node]])

    def _seconds(self, ready: int, own: int = 0) -> Seconds | None:
        return None if ready == NEVER else self.compiled.seconds(ready + own)

    def done(self, number: int) -> int:
        """When a service is done, in ticks; NEVER if it does not fire."""
        ready = self.fired.ready[number]
        return NEVER if ready == NEVER else ready + self.times.own[number]


def schedule(study: Study) -> Schedule:
    """The schedule of the map with its loops opened where `loops.opening` says."""
    compiled = study.of(network)
    opened = study.of(opening)
    times = met_at_zero(compiled, compiled.times, opened)
    fired = fire(compiled, times=times) if opened else study.of(nothing_assumed)
    decided = decide(compiled.gates, fired, times.given)
    least: Fired = fired
    decisions: tuple[Decided, ...] = (decided,)
    if any(times.unsure) and _has_choice(compiled):
        least = fire(compiled, times=replace(times, unsure=[0] * len(times.unsure)))
        decisions = decided, decide(compiled.gates, least, times.given)
    unknown = unknown_counts(times, decisions)
    return Schedule(
        compiled, times, fired, decided, least, decisions,
        unknown=unknown, assumed=resting_on(decided, times.given), opened=opened,
    )  # fmt: skip


def _has_choice(compiled: Network) -> bool:
    gates = compiled.gates
    return any(need < members for need, members in zip(gates.need, gates.members, strict=True))


def unknown_counts(times: Times, decisions: Iterable[Decided], groups: Sequence[Sequence[int]] = ()) -> Sequence[int]:
    """For how many services of unknown lead time each service waits, then each group of links; the most of the decisions."""
    counts = [upstream_counts(decided, _unknown_links(times, decided), groups) for decided in decisions]
    return [max(each) for each in zip(*counts, strict=True)]


def _unknown_links(times: Times, decided: Decided) -> Iterator[tuple[int, int]]:
    unsure = times.unsure
    return ((decided.provider[link], link) for links in decided.incoming for link in links if unsure[link])
