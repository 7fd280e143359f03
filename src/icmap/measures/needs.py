"""Needs: what each end customer waits for, one by one; when it comes, by which chain, and whether that is soon enough.

An end customer's service that states a `lead_time` (0 also) works with what it gets: its entries together are one need,
met when it is done. One that states none only receives: each entry that counts in times is a need of its own, met when
it arrives; an alternative, and an entry for all services of a party, is one need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icmap.encoding import Hidden, Spread
from icmap.graph import Choice, Input, Link, links_of
from icmap.kernels.firing import NEVER
from icmap.kernels.goals import Goal, chain_to, goal_rests, goal_time, ways_to, ways_to_nodes
from icmap.measures.requests import from_request
from icmap.measures.schedule import Schedule, schedule, unknown_counts
from icmap.measures.verdicts import Measured, Verdict, judged
from icmap.measures.wanted import Wanted, wanted, wanted_by
from icmap.model import Entry, Importance
from icmap.model.quantities import Clock, Seconds, Timed, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["MOST_LINKS", "MOST_TIES", "Need", "needs", "needs_of"]


MOST_TIES = 10**300
"""Equally slow chains are counted up to this number."""

MOST_LINKS = 2_000_000
"""So many links may all chains together have; the needs that come soonest then have none, and are not `complete`."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Need:
    """One thing that an end customer waits for; times in seconds from the beginning of the whole chain.

    `end` is the end customer, `customer` the node at which it is received, `key` tells it from all others of a map in
    words. `provider` is the node (or the party, where all its services are asked for) and `service` its name; both are
    None where the entries together are one need, and for an alternative. `entries` are those written, `inputs` what
    they are in the service graph, `links` those of them that count in times.

    `arrival` is None where it never comes; `at_least` differs from it only where an alternative has a member of unknown
    time. `unknown` is for how many services of unknown lead time it waits, `assumed` whether it rests on an opened loop.
    `within` is what the end customer needs, `taken` what that is compared with, on the same clock: from start the
    arrival, from request the provider's time and the way. `chain` is one slowest chain, first work first (ties: the
    least name at each step from the end back), `ties` how many are equally slow, this one included.
    """

    key: str
    end: str
    customer: str
    provider: str | None
    service: str | None
    entries: Hidden[tuple[Entry, ...]]
    inputs: Hidden[tuple[Input, ...]]
    links: Hidden[tuple[Link, ...]]
    importance: Importance
    arrival: Seconds | None
    at_least: Seconds | None
    assumed: bool
    unknown: int
    within: Spread[Timed | None]
    taken: Spread[Measured | None]
    verdict: Verdict
    chain: Hidden[tuple[Link, ...]]
    ties: int
    complete: bool
    goal: Hidden[Goal]
    ticks: Hidden[int]
    """The arrival in ticks of the network; NEVER where it never comes."""

    def __repr__(self) -> str:
        return f"<Need {self.key}>"

    @property
    def weight(self) -> Hidden[int]:
        """How important it is, from 1 (low) to 4 (critical)."""
        return int(self.importance) + 1

    @property
    def lower_bound(self) -> bool:
        """Whether an unknown lead time or an opened loop keeps the arrival from being known."""
        return self.assumed or self.unknown > 0 or self.at_least != self.arrival

    @property
    def clock(self) -> Clock | None:
        """The clock of `within`; None where nothing is stated."""
        return self.within.clock if self.within else None

    @property
    def margin(self) -> Seconds | None:
        """What is left of `within` (below 0: what is missing); None where there is nothing to compare."""
        return exact(self.within.time - self.taken.time) if self.within and self.taken else None

    @property
    def excess(self) -> float:
        """Which share of the time that it takes is too much, at most 1; 0 where it is not broken."""
        if self.verdict is not Verdict.BROKEN or not self.within or not self.taken:
            return 0.0
        return float(1 - self.within.time / self.taken.time)


def needs(study: Study) -> tuple[Need, ...]:
    """Every need of every end customer (with `to` of that party alone, with `need` of those words).

    By end customer and its services by name, then in the order written. Empty for a map in which nobody waits.
    """
    return _made(study, study.of(wanted))


def needs_of(study: Study, parties: Iterable[str]) -> tuple[Need, ...]:
    """The needs of these parties, whether they are end customers or not."""
    return _made(study, tuple(wanted_by(study, parties)))


def _made(study: Study, wanted: Sequence[Wanted]) -> tuple[Need, ...]:
    makes = _Makes(study, study.of(schedule), wanted)
    return tuple(makes.need(place) for place in range(len(wanted)))


class _Makes:
    """Makes needs out of what is wanted, with what one pass over the whole map tells."""

    def __init__(self, study: Study, plan: Schedule, wanted: Sequence[Wanted]) -> None:
        self.study, self.plan, self.wanted = study, plan, wanted
        self.times = [goal_time(each.goal, plan.fired, plan.times) for each in wanted]
        self.ways = ways_to_nodes(plan.decided, MOST_TIES)
        groups = [each.goal.links for each in wanted]
        self.unknown = unknown_counts(plan.times, plan.decisions, groups)[plan.compiled.gates.size :] if wanted else ()
        self.chains = self._chains()

    def _chains(self) -> dict[int, list[int]]:
        """The slowest chain to each need, the latest first, while there is room."""
        found: dict[int, list[int]] = {}
        room = MOST_LINKS
        for place in sorted(range(len(self.wanted)), key=lambda each: (-self.times[each], each)):
            if self.times[place] != NEVER and room > 0:
                found[place] = chain_to(self.wanted[place].goal, self.plan.decided, self.plan.fired, self.times[place])
                room -= len(found[place])
        return found

    def need(self, place: int) -> Need:
        each, plan, time = self.wanted[place], self.plan, self.times[place]
        arrival, at_least = self._seconds(time), self._seconds(goal_time(each.goal, plan.least, plan.times))
        unknown, within = self._unknown(place), _within(each)
        assumed = goal_rests(each.goal, plan.decided, plan.assumed, plan.times.given)
        lower = assumed or unknown > 0 or at_least != arrival
        taken = self._taken(each, within, at_least, lower_bound=lower)
        chain = self.chains.get(place)
        return Need(
            end=each.end,
            customer=each.step.node,
            provider=_provider(each),
            service=_service(self.study, each),
            key=each.key,
            entries=each.entries,
            inputs=each.inputs,
            links=each.links,
            importance=max((link.dependency.importance for link in each.links), default=Importance.MEDIUM),
            arrival=arrival,
            at_least=at_least,
            assumed=assumed,
            unknown=unknown,
            within=within,
            taken=taken,
            verdict=judged(within.time, taken) if within else Verdict.NONE_STATED,
            chain=tuple(plan.compiled.links[link] for link in chain or ()),
            ties=self._ties(each.goal, time),
            complete=chain is not None or time == NEVER,
            goal=each.goal,
            ticks=time,
        )  # fmt: skip

    def _seconds(self, ticks: int) -> Seconds | None:
        return None if ticks == NEVER else self.plan.compiled.seconds(ticks)

    def _unknown(self, place: int) -> int:
        goal = self.wanted[place].goal
        return self.unknown[place] if goal.tokens else self.plan.unknown[goal.node]

    def _ties(self, goal: Goal, time: int) -> int:
        if time == NEVER:
            return 0
        return ways_to(goal, self.plan.decided, self.plan.fired, time=time, ways=self.ways, most=MOST_TIES)

    def _taken(
        self, each: Wanted, within: Timed | None, at_least: Seconds | None, *, lower_bound: bool
    ) -> Measured | None:
        if within is None or at_least is None:
            return None
        if within.clock == "start":
            return Measured(at_least, "start", lower_bound)
        return from_request(self.study, each.inputs)


def _provider(each: Wanted) -> str | None:
    if each.works or isinstance(each.inputs[0], Choice):
        return None
    nodes = {link.provider for link in links_of(each.inputs)}
    return nodes.pop() if len(nodes) == 1 else _only(each).dependency.provider


def _only(each: Wanted) -> Link:
    return next(links_of(each.inputs))


def _service(study: Study, each: Wanted) -> str | None:
    step = study.steps.get(_provider(each) or "")
    return step.service.name if step and step.service else None


def _within(each: Wanted) -> Timed | None:
    """What is needed: the least from start among the entries; where they are no work together, else the least of all."""
    stated = [link.dependency.within for link in each.links if link.dependency.within]
    from_start = [one for one in stated if one.clock == "start"]
    return min(from_start or ([] if each.works else stated), key=lambda one: one.time, default=None)
