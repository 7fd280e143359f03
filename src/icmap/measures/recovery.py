"""How soon an outage is felt, and who takes longer to come back than the first customer hit can go without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from icmap.graph import Choice, Input, Link, links_of
from icmap.measures.blocked import blocked
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Hit", "SlowRecovery", "hit_times", "slow_recoveries"]


@dataclass(frozen=True, slots=True)
class Hit:
    """When a service is hit after the outage begins; a lower bound where some `tolerates` on the way is unknown."""

    time: Seconds
    lower_bound: bool


@dataclass(frozen=True, slots=True)
class SlowRecovery:
    """A party that takes longer to come back than the first customer hit can go without it, as far as known."""

    party: str
    customer: str
    file: str
    line: int
    recovery: Seconds
    hit: Seconds


def hit_times(study: Study, out: Collection[str]) -> dict[str, Hit]:
    """When each blocked service is hit if these are out together (parties by id, services by node), by node.

    0 for what is out; else the least over the entries that block it of hit(provider) + `tolerates` (unknown: 0, and
    the result is a lower bound); for an alternative that needs k of n the (n - k + 1)-th least.
    """
    stopped = set(blocked(study, out).services)
    found: dict[str, Hit] = {}
    queue: list[tuple[Seconds, str, bool]] = [
        (0, node, False) for node in sorted(stopped) if node in out or study.step(node).party.id in out
    ]
    while queue:
        time, node, bound = heappop(queue)
        if node in found:
            continue
        found[node] = Hit(time, bound)
        for customer, need, _ in study.of(_needed_by).get(node, ()):
            if customer in stopped and customer not in found:
                loss = _loss(need, found, unknown=0)
                if loss is not None:
                    heappush(queue, (loss.time, customer, loss.lower_bound))
    return dict(sorted(found.items()))


def _needed_by(study: Study) -> dict[str, list[tuple[str, Input, int]]]:
    """For each service every need in which it occurs, whose, and how many links have to be lost before it is.

    What all is needed of is opened, alternatives are not.
    """
    found: dict[str, list[tuple[str, Input, int]]] = {}
    for node in study.services:
        for need in _opened(study.step(node).inputs):
            least = _least(need)
            for link in links_of((need,)):
                found.setdefault(link.provider, []).append((node, need, least))
    return found


def _opened(inputs: Iterable[Input]) -> Iterator[Input]:
    for each in inputs:
        if isinstance(each, Link) or (isinstance(each, Choice) and each.at_least < sum(map(_counts, each.members))):
            yield each
        else:
            yield from _opened(each.members)


def _lost(inputs: Iterable[Input], hits: Mapping[str, Hit], *, unknown: Seconds | None) -> Hit | None:
    """When the first of these inputs is lost, all being needed; None if none is.

    `unknown` stands for a `tolerates` that nobody told; None leaves such an entry out.
    """
    losses = [found for each in inputs if (found := _loss(each, hits, unknown=unknown)) is not None]
    return min(losses, key=_by_time, default=None)


def _by_time(hit: Hit) -> tuple[Seconds, bool]:
    return hit.time, hit.lower_bound


def _loss(each: Input, hits: Mapping[str, Hit], *, unknown: Seconds | None) -> Hit | None:
    if isinstance(each, Link):
        return _loss_of_link(each, hits, unknown=unknown)
    if not isinstance(each, Choice):
        return _lost(each.members, hits, unknown=unknown)
    counting = [member for member in each.members if _counts(member)]
    losses = [found for member in counting if (found := _loss(member, hits, unknown=unknown)) is not None]
    limit = len(counting) - min(each.at_least, len(counting)) + 1
    if not counting or len(losses) < limit:
        return None
    first = sorted(losses, key=_by_time)[:limit]
    return Hit(first[-1].time, any(loss.lower_bound for loss in first))


def _counts(each: Input) -> bool:
    """Whether anything in it is not optional."""
    return not each.dependency.optional if isinstance(each, Link) else any(_counts(member) for member in each.members)


def _loss_of_link(link: Link, hits: Mapping[str, Hit], *, unknown: Seconds | None) -> Hit | None:
    hit = hits.get(link.provider)
    tolerates = unknown if link.dependency.tolerates is None else link.dependency.tolerates
    if hit is None or link.dependency.optional or tolerates is None:
        return None
    return Hit(hit.time + tolerates, hit.lower_bound or link.dependency.tolerates is None)


def slow_recoveries(study: Study) -> tuple[SlowRecovery, ...]:
    """Each party whose `recovery` is longer than its first customer can go without it, by id; told once per party.

    A party recovers with the slowest of its services. The first customer hit is a direct one, since no time on the way
    is negative. What nobody said how long they can go without is undecided, not slow: only entries with a `tolerates`
    count here, so the time is an upper bound of the hit. Ties go to the first customer by name.
    """
    recovering: dict[str, list[str]] = {}
    for node in study.services:
        if study.step(node).recovery is not None:
            recovering.setdefault(study.step(node).party.id, []).append(node)
    found = (_slow_recovery(study, party, nodes) for party, nodes in sorted(recovering.items()))
    return tuple(each for each in found if each is not None)


def _slow_recovery(study: Study, party: str, nodes: Sequence[str]) -> SlowRecovery | None:
    recovery = max(step.recovery for node in nodes if (step := study.step(node)).recovery is not None)
    hits = {node: Hit(0, lower_bound=False) for node in _stopped(study, party, nodes)}
    needs = Counter(need for node in hits for need in study.of(_needed_by).get(node, ()))
    losses = (
        (loss.time, customer)
        for (customer, need, least), often in needs.items()
        if study.step(customer).party.id != party
        and often >= least
        and (loss := _loss(need, hits, unknown=None)) is not None
    )
    time, customer = min(losses, default=(recovery, ""))
    if recovery <= time:
        return None
    span = study.org.parties[party].span
    return SlowRecovery(party, study.step(customer).party.id, span.file, span.line, recovery, time)


def _least(need: Input) -> int:
    if not isinstance(need, Choice):
        return 1
    counting = sum(map(_counts, need.members))
    return max(1, counting - min(need.at_least, counting) + 1)


def _stopped(study: Study, party: str, nodes: Sequence[str]) -> Sequence[str]:
    """The services that really stop: of those with a backup only where that depends on the party itself."""
    if not any(study.step(node).backup for node in nodes):
        return nodes
    stopped = set(blocked(study, (party,)).services)
    return [node for node in nodes if node in stopped]
