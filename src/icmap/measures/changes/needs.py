"""When the needs of the end customers are met, before and after, and what on the slowest chain makes the difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from icmap.encoding import Inline
from icmap.graph import Link
from icmap.locations import Span, span_of
from icmap.measures.changes import Change
from icmap.measures.needs import Need, needs
from icmap.measures.network import link_time
from icmap.measures.schedule import schedule
from icmap.measures.verdicts import Verdict
from icmap.model import OrgMap, Party
from icmap.model.quantities import Clock, Seconds, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Cause", "NeedChange", "NeedSide", "need_changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A dependency on the slower of the two slowest chains that takes longer there than on the other side.

    Times are those from request, without the way where that is the same; None where one of the two maps has no such
    dependency, or nobody waits for it there. Customer and provider are the same where it is the end customer's own work.
    """

    customer: str
    provider: str
    span: Inline[Span]
    before: Seconds | None
    after: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSide:
    """How a need stands in one map: when it is met, by which chain (services, first work first), and how that is judged.

    `margin` is what is left of `within` (below 0: what is missing), on its own clock.
    """

    verdict: Verdict
    clock: Clock | None
    importance: str
    lower_bound: bool
    chain: tuple[str, ...]
    arrival: Seconds | None
    within: Seconds | None
    margin: Seconds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChange:
    """A need of one or both maps that is met at another time, by another slowest chain, or judged otherwise.

    A side is None where it is no need. `later` is the difference of the arrivals (below 0: sooner). `learned` is the
    part of it that only comes from lead times that nobody had given before: the customer need not be served later than
    it was. `provider` is None where the entries are one need together, and for an alternative.
    """

    need: str
    end_customer: str
    customer: str
    provider: str | None
    change: Change
    before: NeedSide | None
    after: NeedSide | None
    causes: tuple[Cause, ...]
    span: Inline[Span]
    later: Seconds | None
    learned: Seconds | None

    @property
    def newly_broken(self) -> bool:
        """Whether it is broken now and was not."""
        return _broken(self.after) and not _broken(self.before)

    @property
    def missed_by_more(self) -> bool:
        """Whether it was broken and is now missed by more."""
        return self._stays_broken and self._margins[1] < self._margins[0]

    @property
    def missed_by_less(self) -> bool:
        """Whether it is still broken, but missed by less than before."""
        return self._stays_broken and self._margins[1] > self._margins[0]

    @property
    def is_missed(self) -> bool:
        """Whether it is missed by more or less than before, or newly."""
        return self.newly_broken or self.missed_by_more or self.missed_by_less

    @property
    def _stays_broken(self) -> bool:
        return _broken(self.before) and _broken(self.after)

    @property
    def _margins(self) -> tuple[Seconds, Seconds]:
        before, after = ((side.margin if side else None) or 0 for side in (self.before, self.after))
        return before, after


def _broken(side: NeedSide | None) -> bool:
    return side is not None and side.verdict is Verdict.BROKEN


def need_changes(old: Study, new: Study) -> tuple[NeedChange, ...]:
    """Every need that differs, the one with the longest delay first, then by end customer and need."""
    found = [each for was, now in _pairs(old, new) if (each := _change(old, new, was, now))]
    return tuple(sorted(found, key=lambda each: (-(each.later or 0), each.end_customer, each.need)))


def _pairs(old: Study, new: Study) -> Iterator[tuple[Need | None, Need | None]]:
    """The needs of both maps with the same key; then those of the same customer that have a provider in common."""
    before = {need.key: need for need in old.of(needs)}
    after = {need.key: need for need in new.of(needs)}
    for key in [key for key in before if key in after]:
        yield before.pop(key), after.pop(key)
    alike = ((was, now) for was in before.values() for now in after.values() if _have_in_common(was, now))
    for was, now in sorted(alike, key=lambda pair: sorted(need.key for need in pair)):
        if was.key in before and now.key in after:
            yield before.pop(was.key), after.pop(now.key)
    yield from ((was, None) for was in before.values())
    yield from ((None, now) for now in after.values())


def _have_in_common(was: Need, now: Need) -> bool:
    providers = {link.provider for link in was.links}
    return was.end == now.end and any(link.provider in providers for link in now.links)


def _change(old: Study, new: Study, was: Need | None, now: Need | None) -> NeedChange | None:
    before, after = (_side(each) if each else None for each in (was, now))
    need = now or was
    if need is None or before == after:
        return None
    later = None
    if was and now and was.arrival is not None and now.arrival is not None:
        later = exact(now.arrival - was.arrival)
    return NeedChange(
        need=need.key,
        end_customer=need.end,
        customer=need.customer,
        provider=need.provider,
        change="changed" if was and now else "added" if now else "removed",
        before=before,
        after=after,
        causes=tuple(_causes(old, new, was, now, later or 0)) if was and now else (),
        span=_place(new if now else old, need),
        later=later,
        learned=_learned(old, new, was, now, later),
    )


def _side(need: Need) -> NeedSide:
    chain = (*(link.provider for link in need.chain), need.chain[-1].customer) if need.chain else ()
    return NeedSide(
        verdict=need.verdict, clock=need.clock, importance=str(need.importance), lower_bound=need.lower_bound,
        chain=chain, arrival=need.arrival, within=need.within.time if need.within else None, margin=need.margin,
    )  # fmt: skip


def _place(study: Study, need: Need) -> Span:
    """Where the need is written: its entry; where the entries are one need, the end customer."""
    return need.entries[0].span if need.goal.tokens else study.org.parties[need.end].span


def _causes(old: Study, new: Study, was: Need, now: Need, later: Seconds) -> Iterator[Cause]:
    """On the chain of the later side what takes longer there, by how much; both sides in the order of the maps."""
    if not later:
        return
    slower, quicker, need = (new, old, now) if later > 0 else (old, new, was)
    others = quicker.of(_times)
    found: list[tuple[Seconds, Cause]] = []
    for customer, provider, time, place in _taken(slower, need):
        other = others.get((customer, provider))
        if sum(time) > sum(other or (0, 0)):
            way = time.way if other is None or other.way == time.way else 0
            times = None if other is None else exact(sum(other) - way), exact(sum(time) - way)
            both = times if later > 0 else times[::-1]
            cause = Cause(customer=customer, provider=provider, span=place, before=both[0], after=both[1])
            found.append((sum(time) - sum(other or (0, 0)), cause))
    found.sort(key=lambda each: (-each[0], each[1].provider, each[1].customer))
    yield from (cause for _, cause in found)


class _Time(NamedTuple):
    """What a dependency takes: the work, and the way."""

    work: Seconds
    way: Seconds


def _taken(study: Study, need: Need) -> Iterator[tuple[str, str, _Time, Span]]:
    """What each dependency on the slowest chain takes, then the end's own work, and where that is written."""
    for link in need.chain:
        yield link.customer, link.provider, _time(study, link), _written(study, link)
    if not need.goal.tokens:
        own = study.of(schedule).own(need.customer)
        yield need.customer, need.customer, _Time(own, 0), study.org.parties[need.end].span


def _time(study: Study, link: Link) -> _Time:
    way = link.dependency.handoff
    return _Time(link_time(study.step(link.provider), link) - way, way)


def _times(study: Study) -> Mapping[tuple[str, str], _Time]:
    """What each dependency that is waited for takes, the longest of several; and each service's own work."""
    plan = study.of(schedule)
    found: dict[tuple[str, str], _Time] = {(node, node): _Time(plan.own(node), 0) for node in study.services}
    for link in plan.compiled.links:
        ends = link.customer, link.provider
        found[ends] = max(found.get(ends, _Time(0, 0)), _time(study, link), key=sum)
    return found


def _written(study: Study, link: Link) -> Span:
    """Where the time is written: with the customer, the service or its party; else where the dependency is."""
    step = study.step(link.provider)
    for thing in (link.dependency, step.service, step.party):
        if thing is not None and "lead_time" in thing.places:
            return span_of(thing, "lead_time")
    return link.span


def _learned(old: Study, new: Study, was: Need | None, now: Need | None, later: Seconds | None) -> Seconds:
    """How much of a delay is left out if what nobody knew before stays unknown."""
    if not later or later < 0 or was is None or now is None or not was.lower_bound:
        return 0
    then = next((each for each in new.of(_Forgetful).study(old).of(needs) if each.key == now.key), None)
    if then is None or then.arrival is None or was.arrival is None:
        return 0
    return exact(later - max(0, min(later, then.arrival - was.arrival)))


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


def _with(org: OrgMap, parties: Mapping[str, Party]) -> OrgMap:
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
