"""What some edits do: each need before and after, who is hit and when, by which chain, and what slack absorbs.

*Hit* is a party one of whose services is done later or sooner than before, or stops. Compared are two runs of the same
measures, on the map as it is and on the map as edited; the file is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icmap.encoding import Hidden
from icmap.graph import Link
from icmap.kernels.decided import slowest_chain
from icmap.kernels.firing import NEVER
from icmap.measures.needs import Need
from icmap.model import Importance
from icmap.model.quantities import Clock, Seconds, exact
from icmap.records import dataclass
from icmap.whatif.edits import Done
from icmap.whatif.sides import Side
from icmap.wording.what_if import size

_Side = tuple[Need, bool] | None
"""A need of one side, and whether it is stopped; None where that side does not have it."""

__all__ = ["Absorbed", "Hit", "Impact", "NeedChange", "Stopped", "impact_of"]


@dataclass(frozen=True, slots=True)
class NeedChange:
    """One need before and after; times are None where it is stopped, never comes or is not on that side's map.

    `taken_before` and `taken_after` are what `within` is held against, on its clock: from request without the chain before.
    `verdict_before` and `verdict_after`: kept, broken, undecided, none stated; stopped; gone or new where one side does
    not have it. `chain` are the services of the slowest chain afterwards, first work first.
    """

    end_customer: str
    customer: str
    provider: str | None
    need: str
    importance: Importance
    before: Seconds | None
    after: Seconds | None
    later: Seconds | None
    lower_bound_before: bool
    lower_bound_after: bool
    within: Seconds | None
    clock: Clock | None
    taken_before: Seconds | None
    taken_after: Seconds | None
    verdict_before: str
    verdict_after: str
    margin_after: Seconds | None
    chain: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything about it differs."""
        return bool(self.later) or self.verdict_before != self.verdict_after

    @property
    def judged_before(self) -> Hidden[Seconds | None]:
        """The time that stands beside `within`: on its clock."""
        return self.taken_before if self.clock == "request" else self.before

    @property
    def judged_after(self) -> Hidden[Seconds | None]:
        """The time that stands beside `within` afterwards."""
        return self.taken_after if self.clock == "request" else self.after

    @property
    def is_at_least_before(self) -> Hidden[bool]:
        """Whether `judged_before` may be longer."""
        return self.verdict_before == "undecided" if self.clock == "request" else self.lower_bound_before

    @property
    def is_at_least_after(self) -> Hidden[bool]:
        """Whether `judged_after` may be longer."""
        return self.verdict_after == "undecided" if self.clock == "request" else self.lower_bound_after

    @property
    def breaks(self) -> bool:
        """Whether it was not broken and now is, or stops."""
        return self.verdict_after in {"broken", "stopped"} and self.verdict_before not in {"broken", "stopped"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A party that is later (or sooner, below 0): its service hit most, when that was done and when it is now.

    `chain` are the services over which the lateness comes, from what was edited on, this one last.
    """

    party: str
    service: str
    before: Seconds
    after: Seconds
    later: Seconds
    end_customer: bool
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """A party that stops (`partly`: some of its services go on), and the services from who is out down to it."""

    party: str
    partly: bool
    out: bool
    end_customer: bool
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absorbed:
    """How much of a delay does not get past a service: it had to wait for something else so long anyway."""

    service: str
    time: Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Impact:
    """All that some edits do. Needs by end customer, hits in the order of time, the stopped by id.

    `absorbed` is where a delay of one party got smaller on its way to the need that is hit most (to none: to the end),
    the largest part first.
    """

    scenario: str
    edits: tuple[Done, ...]
    needs: tuple[NeedChange, ...]
    hits: tuple[Hit, ...]
    stopped: tuple[Stopped, ...]
    absorbed: tuple[Absorbed, ...]

    @property
    def changed(self) -> tuple[NeedChange, ...]:
        """The needs about which anything differs."""
        return tuple(each for each in self.needs if each.is_changed)


def impact_of(before: Side, after: Side, scenario: str = "") -> Impact:
    """What leads from one side to the other."""
    hits = _hits(before, after)
    return Impact(
        scenario,
        after.edited.done,
        tuple(_needs(before, after)),
        hits,
        tuple(_stopped(after)),
        tuple(_absorbed(before, after)),
    )


def _needs(before: Side, after: Side) -> Iterable[NeedChange]:
    keys = dict.fromkeys((*before.needs, *after.needs))
    both = [(before.needs.get(key), after.needs.get(key), key) for key in keys]
    changes = [_need(was, now, key) for was, now, key in both]
    return sorted(changes, key=lambda each: each.end_customer)


def _need(was: _Side, now: _Side, key: str) -> NeedChange:
    some = next(side[0] for side in (now, was) if side)
    before, after = _arrival(was), _arrival(now)
    stated = now[0].within if now else some.within
    return NeedChange(
        end_customer=some.end,
        customer=some.customer,
        provider=some.provider,
        need=key,
        importance=some.importance,
        before=before,
        after=after,
        later=exact(after - before) if before is not None and after is not None else None,
        lower_bound_before=bool(was and was[0].lower_bound),
        lower_bound_after=bool(now and now[0].lower_bound),
        within=stated.time if stated else None,
        clock=stated.clock if stated else None,
        taken_before=_taken(was),
        taken_after=_taken(now),
        verdict_before=_verdict(was, "new"),
        verdict_after=_verdict(now, "gone"),
        margin_after=now[0].margin if now and not now[1] else None,
        chain=chain_nodes(now[0].chain) if now else (),
    )


def _arrival(side: _Side) -> Seconds | None:
    return None if side is None or side[1] else side[0].arrival


def _taken(side: _Side) -> Seconds | None:
    return None if side is None or side[1] or side[0].taken is None else side[0].taken.time


def _verdict(side: _Side, missing: str) -> str:
    if side is None:
        return missing
    return "stopped" if side[1] else str(side[0].verdict)


def chain_nodes(links: Sequence[Link]) -> tuple[str, ...]:
    """The services of a chain, first work first, the customer last."""
    return (*(link.provider for link in links), links[-1].customer) if links else ()


def _hits(before: Side, after: Side) -> tuple[Hit, ...]:
    """One hit a party, in the order in which its service was done before, then the latest first, then by id."""
    ends = after.study.end_set
    found: dict[str, tuple[Seconds, Seconds, str]] = {}
    for node, step in after.study.steps.items():
        was, now = before.done(node), after.done(node)
        if was is None or now is None or was == now:
            continue
        known = found.get(step.party.id)
        if known is None or size(now - was) > size(known[1] - known[0]):
            found[step.party.id] = (was, now, node)
    edited = _edited_nodes(after)
    hits = [
        Hit(party, node, was, now, exact(now - was), party in ends, _carried(before, after, node, edited))
        for party, (was, now, node) in found.items()
    ]
    return tuple(sorted(hits, key=lambda each: (each.before, -size(each.later), each.party)))


def _edited_nodes(side: Side) -> frozenset[str]:
    parties = {str(each) for done in side.edited.done for each in (done.about, done.customer) if each}
    return frozenset(node for node, step in side.study.steps.items() if node in parties or step.party.id in parties)


def _carried(before: Side, after: Side, node: str, edited: frozenset[str]) -> tuple[str, ...]:
    """The end of the slowest chain to a service, from the last thing edited on; sooner ones by the chain before."""
    later = (after.done(node) or 0) > (before.done(node) or 0)
    side = after if later else before
    plan = side.plan
    number = plan.compiled.index.get(node)
    if number is None:
        return (node,)
    chain = chain_nodes([plan.compiled.links[link] for link in slowest_chain(plan.decided, number)]) or (node,)
    places = [place for place, each in enumerate(chain) if each in edited]
    moved = [place for place, each in enumerate(chain) if before.done(each) != after.done(each)]
    return chain[places[-1] if places else moved[0] if moved else 0 :]


def _stopped(after: Side) -> Iterable[Stopped]:
    if after.blocked is None:
        return
    partly, ends = frozenset(after.blocked.partly), frozenset(after.blocked.end_customers)
    paths = _paths(after)
    for party in after.blocked.parties:
        nodes = [node for node, step in after.whole.steps.items() if step.party.id == party and node in after.stopped]
        out = party in after.out or any(node in after.out for node in nodes)
        path = min((paths[node] for node in nodes if node in paths), key=lambda each: (len(each), each), default=())
        yield Stopped(party, party in partly, out, party in ends, path)


def _paths(after: Side) -> dict[str, tuple[str, ...]]:
    """The shortest way from a service that is out to each that stops, over services that stop; ties by name."""
    steps = after.whole.steps
    found: dict[str, tuple[str, ...]] = {
        node: (node,) for node in sorted(after.stopped) if node in after.out or steps[node].party.id in after.out
    }
    customers: dict[str, list[str]] = {}
    for node in sorted(after.stopped):
        for provider in after.providers(node):
            customers.setdefault(provider, []).append(node)
    waiting = list(found)
    for node in waiting:
        for customer in customers.get(node, ()):
            if customer not in found:
                found[customer] = (*found[node], customer)
                waiting.append(customer)
    return found


def _absorbed(before: Side, after: Side) -> Iterable[Absorbed]:
    """Where the delay of one party shrinks, along the way on which most of it is left."""
    late = [each for each in after.edited.done if each.verb == "late" and each.about and each.delay > 0]
    if len(after.edited.done) != 1 or not late:
        return ()
    walk = _Walk(before, after)
    starts = [node for node in _edited_nodes(after) if walk.lateness(node) > 0]
    lost = walk.from_node(max(sorted(starts), key=walk.lateness)) if starts else {}
    found = [Absorbed(node, after.plan.compiled.seconds(time)) for node, time in lost.items() if time > 0]
    return sorted(found, key=lambda each: -each.time)


class _Walk:
    """The way of a delay from customer to customer."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before, self._after = before.plan, after.plan
        self._nodes = after.plan.compiled.nodes

    def lateness(self, node: str) -> int:
        """How much later a service is done, in ticks of the side after."""
        mine, theirs = self._after.compiled.index[node], self._before.compiled.index.get(node)
        now, was = self._after.done(mine), NEVER if theirs is None else self._before.done(theirs)
        if NEVER in (now, was):
            return 0
        return now - self._after.compiled.ticks(self._before.compiled.seconds(was))

    def from_node(self, node: str) -> dict[str, int]:
        """What is lost at each customer on the way, going on where most is left (ties: by name)."""
        lost: dict[str, int] = {}
        seen = {node}
        left = self.lateness(node)
        gates = self._after.compiled.gates
        while left > 0:
            customers = {
                self._nodes[gates.customer(link)] for link in gates.outgoing[self._after.compiled.index[node]]
            } - seen
            if not customers:
                break
            node = max(sorted(customers), key=self.lateness)
            seen.add(node)
            still = min(left, max(0, self.lateness(node)))
            if still < left:
                lost[node] = left - still
            left = still
        return lost
