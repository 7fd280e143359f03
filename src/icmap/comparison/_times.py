"""When the end customers are served, before and after, and what on the slowest chain makes the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from icmap.comparison._written import Change
from icmap.graph import Link
from icmap.kernels.decided import slowest_chain
from icmap.kernels.firing import NEVER
from icmap.locations import span_of
from icmap.measures.network import link_time
from icmap.measures.schedule import done_ticks, schedule
from icmap.measures.targets import Target, targets
from icmap.model import OrgMap, Party
from icmap.model.quantities import Seconds, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Cause", "EndChange", "end_changes"]


@dataclass(frozen=True, slots=True)
class Cause:
    """A dependency on the slower of the two slowest chains that takes longer there than on the other side.

    Times are those from request, without the way where that is the same; None where one of the two maps has no such
    dependency, or nobody waits for it there.
    """

    customer: str
    provider: str
    file: str
    line: int
    before: Seconds | None
    after: Seconds | None


@dataclass(frozen=True, slots=True)
class EndChange:
    """An end customer of one or both maps that is served at another time, or by another slowest chain.

    `before` and `after` are None where it is no end customer, needs nothing or is never served; `later` is the
    difference (below 0: sooner). `learned` is the part of it that only comes from lead times that nobody had given
    before: the customer need not be served later than it was. Chains are services, first work first.
    """

    end_customer: str
    change: Change
    lower_bound_before: bool
    lower_bound_after: bool
    chain_before: tuple[str, ...]
    chain_after: tuple[str, ...]
    causes: tuple[Cause, ...]
    file: str
    line: int
    before: Seconds | None
    after: Seconds | None
    later: Seconds | None
    learned: Seconds | None


@dataclass(frozen=True, slots=True)
class _Served:
    """One end customer in one map: when, by which links, and whether that is a lower bound."""

    done: Seconds | None = None
    lower_bound: bool = False
    links: tuple[Link, ...] = ()

    @property
    def chain(self) -> tuple[str, ...]:
        return (*(link.provider for link in self.links), self.links[-1].customer) if self.links else ()


def end_changes(old: Study, new: Study) -> tuple[EndChange, ...]:
    """Every end customer whose time or slowest chain differs, the one with the longest delay first, then by id."""
    before, after = _all_served(old), _all_served(new)
    found = [each for end in sorted({*before, *after}) if (each := _change(old, new, end, before, after))]
    return tuple(sorted(found, key=lambda each: (-(each.later or 0), each.end_customer)))


def _all_served(study: Study) -> dict[str, _Served]:
    return {target.end: _served(study, target) for target in study.of(targets)}


def _served(study: Study, target: Target) -> _Served:
    plan = study.of(schedule)
    compiled = plan.compiled
    needs = any(study.services.out_degree(compiled.nodes[node]) for node in target.nodes)
    if not needs or target.done == NEVER:
        return _Served()
    last = next(node for node in target.nodes if done_ticks(plan.fired, plan.times, node) == target.done)
    lower = any(plan.moment(compiled.nodes[node]).lower_bound for node in target.nodes)
    links = tuple(compiled.links[link] for link in slowest_chain(plan.decided, last))
    return _Served(compiled.seconds(target.done), lower, links)


def _change(
    old: Study, new: Study, end: str, before: dict[str, _Served], after: dict[str, _Served]
) -> EndChange | None:
    was, now = before.get(end), after.get(end)
    if was is not None and now is not None and was.done == now.done and was.chain == now.chain:
        return None
    change: Change = "changed" if was and now else "added" if now else "removed"
    was, now = was or _Served(), now or _Served()
    later = None if was.done is None or now.done is None else exact(now.done - was.done)
    span = (new if end in new.org.parties else old).org.parties[end].span
    return EndChange(
        end, change, was.lower_bound, now.lower_bound, was.chain, now.chain,
        tuple(_causes(old, new, was, now, later or 0)), span.file, span.line,
        was.done, now.done, later, _learned(old, new, end, was, later),
    )  # fmt: skip


def _causes(old: Study, new: Study, was: _Served, now: _Served, later: Seconds) -> Iterator[Cause]:
    """On the chain of the later side what takes longer there, by how much; both sides in the order of the maps."""
    if not later:
        return
    slower, quicker, links = (new, old, now.links) if later > 0 else (old, new, was.links)
    others = quicker.of(_times)
    found: list[tuple[Seconds, Cause]] = []
    for link in links:
        time, other = _time(slower, link), others.get((link.customer, link.provider))
        if sum(time) > sum(other or (0, 0)):
            way = time.way if other is None or other.way == time.way else 0
            times = None if other is None else exact(sum(other) - way), exact(sum(time) - way)
            both = times if later > 0 else times[::-1]
            place = _place(slower, link)
            found.append((sum(time) - sum(other or (0, 0)), Cause(link.customer, link.provider, *place, *both)))
    found.sort(key=lambda each: (-each[0], each[1].provider, each[1].customer))
    yield from (cause for _, cause in found)


class _Time(NamedTuple):
    """What a dependency takes: the work, and the way."""

    work: Seconds
    way: Seconds


def _time(study: Study, link: Link) -> _Time:
    way = link.dependency.handoff
    return _Time(link_time(study.step(link.provider), link) - way, way)


def _times(study: Study) -> dict[tuple[str, str], _Time]:
    """What each dependency that is waited for takes; the longest of several between the same two services."""
    found: dict[tuple[str, str], _Time] = {}
    for link in study.of(schedule).compiled.links:
        ends = link.customer, link.provider
        found[ends] = max(found.get(ends, _Time(0, 0)), _time(study, link), key=sum)
    return found


def _place(study: Study, link: Link) -> tuple[str, int]:
    """Where the time is written: with the customer, the service or its party; else where the dependency is."""
    step = study.step(link.provider)
    for thing in (link.dependency, step.service, step.party):
        if thing is not None and "lead_time" in thing.places:
            return span_of(thing, "lead_time")[:2]
    return link.dependency.span[:2]


def _learned(old: Study, new: Study, end: str, was: _Served, later: Seconds | None) -> Seconds:
    """How much of a delay is left out if what nobody knew before stays unknown."""
    if not later or later < 0 or not was.lower_bound:
        return 0
    then = _all_served(new.of(_Forgetful).study(old)).get(end, _Served()).done
    return 0 if then is None or was.done is None else exact(later - max(0, min(later, then - was.done)))


class _Forgetful:
    """A study as if nobody had given the lead times that an older map does not know."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._then: dict[int, Study] = {}

    def study(self, old: Study) -> Study:
        if id(old) not in self._then:
            parties = {
                each.id: _forget(each, old.org.parties.get(each.id)) for each in self._study.org.parties.values()
            }
            self._then[id(old)] = Study(_with(self._study.org, parties), self._study.question)
        return self._then[id(old)]


def _with(org: OrgMap, parties: dict[str, Party]) -> OrgMap:
    return replace(org, parties=parties)


def _forget(party: Party, before: Party | None) -> Party:
    if before is None or before.lead_time is not None:
        return party
    known = {each.name: each for each in before.services}
    services = tuple(
        replace(each, lead_time=None) if each.name in known and known[each.name].lead_time is None else each
        for each in party.services
    )
    return replace(party, lead_time=None, services=services)
