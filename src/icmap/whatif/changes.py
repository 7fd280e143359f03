"""Changes of a model: each gives a new one and leaves the old as it is. Nothing here reads text or knows a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from icmap.model import Dependency, Entry, OrgMap, Party, Service
from icmap.model.meant import Meant
from icmap.model.quantities import Estimate, Seconds
from icmap.records import dataclass

__all__ = ["added", "later", "matching", "removed", "with_dependency", "with_party", "with_service", "without_members"]

_Change = Callable[[Dependency], Dependency | None]


def with_party(org: OrgMap, party: str, values: Mapping[str, Any]) -> OrgMap:
    """The map with other values of a party's attributes."""
    return _with(org, replace(org.parties[party], **values))


def with_service(org: OrgMap, of: Meant, values: Mapping[str, Any]) -> OrgMap:
    """The map with other values of a service's attributes."""
    party = org.parties[of.party]
    services = tuple(replace(each, **values) if each.name == of.service else each for each in party.services)
    return _with(org, replace(party, services=services))


def with_dependency(org: OrgMap, found: Dependency, values: Mapping[str, Any]) -> OrgMap:
    """The map with other values of one dependency, known by being itself."""
    changed = replace(found, **values)
    return _with(org, _each_entry(org.parties[found.customer], lambda each: changed if each is found else each))


def matching(org: OrgMap, customer: Meant, provider: Meant) -> list[Dependency]:
    """The dependencies of a customer (its own entries where no service is named, else that service's) on a provider.

    One on a service is meant by its party's name where there is no bare one.
    """
    party = org.parties[customer.party]
    entries: list[Dependency] = []
    _each_entry(party, lambda each: entries.append(each) or each)  # type: ignore[func-returns-value]
    if customer.service is not None:
        entries = [each for each in entries if each.customer_service == customer.service]
    found = [each for each in entries if each.provider == provider.party]
    exact = [each for each in found if each.service == provider.service]
    return exact or (found if provider.service is None else [])


def removed(org: OrgMap, who: Meant) -> OrgMap:
    """The map without a party or a service: its customers lose that entry, and nobody is part of it or stands in with it."""
    parties = {}
    for party in org.parties.values():
        if party.id == who.party and who.service is None:
            continue
        rest = _each_entry(party, lambda each: None if _asks(each, who) else each)
        if party.id == who.party:
            rest = replace(rest, services=tuple(each for each in rest.services if each.name != who.service))
        parties[party.id] = _without_name(rest, who) if who.service is None else rest
    return replace(org, parties=parties)


def _asks(entry: Dependency, who: Meant) -> bool:
    return entry.provider == who.party and (who.service is None or entry.service == who.service)


def _without_name(party: Party, who: Meant) -> Party:
    def others(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in names if each != who.party)

    services = tuple(replace(each, backup=others(each.backup)) for each in party.services)
    above = None if party.part_of == who.party else party.part_of
    return replace(party, services=services, backup=others(party.backup), part_of=above)


def added(org: OrgMap, entry: Dependency) -> OrgMap:
    """The map with a new entry of a party or of its service."""
    party = org.parties[entry.customer]
    if entry.customer_service is None:
        return _with(org, replace(party, depends_on=(*party.depends_on, entry)))
    services = tuple(
        replace(each, depends_on=(*each.depends_on, entry)) if each.name == entry.customer_service else each
        for each in party.services
    )
    return _with(org, replace(party, services=services))


@dataclass(frozen=True, slots=True)
class Later:
    """A map in which somebody takes longer, and by how much less than asked it is quicker where nothing is left to save."""

    org: OrgMap
    cut: Seconds = 0


def later(org: OrgMap, who: Meant, delay: Seconds) -> Later:
    """The map in which everything that somebody delivers takes so much longer, for customers with a time of their own too.

    A time that nobody knows counts as 0; none becomes less than 0.
    """
    party = org.parties[who.party]
    cut: list[Seconds] = []

    def delayed(time: Estimate | None) -> Estimate:
        known = time or Estimate.of(0)
        cut.append(max(0, -(known.mean + delay)))
        low, likely, high = (max(0, each + delay) for each in (known.optimistic, known.likely, known.pessimistic))
        return Estimate(low, likely, high, known.about)

    services = tuple(
        replace(each, lead_time=delayed(each.lead_time or party.lead_time))
        if who.service in (None, each.name)
        else each
        for each in party.services
    )
    own = party.lead_time if party.services else delayed(party.lead_time)
    changed = replace(org, parties={**org.parties, who.party: replace(party, services=services, lead_time=own)})

    def overridden(each: Dependency) -> Dependency:
        if (
            each.lead_time is None
            or each.provider != who.party
            or (who.service and each.service not in (None, who.service))
        ):
            return each
        return replace(each, lead_time=delayed(each.lead_time))

    parties = {each.id: _each_entry(each, overridden) for each in changed.parties.values()}
    return Later(replace(changed, parties=parties), max(cut, default=0))


def without_members(org: OrgMap, gone: Callable[[Dependency], bool]) -> OrgMap:
    """The map in which the alternatives have lost these members, as far as enough of them are left."""

    def kept(entry: Entry) -> Entry:
        if isinstance(entry, Dependency):
            return entry
        inner = tuple(map(kept, entry.members))
        members = tuple(each for each in inner if not (isinstance(each, Dependency) and gone(each)))
        members = members if len(members) >= entry.at_least else inner
        return entry if _same(members, entry.members) else replace(entry, members=members)

    return replace(org, parties={each.id: _with_entries(each, kept) for each in org.parties.values()})


def _with(org: OrgMap, party: Party) -> OrgMap:
    return replace(org, parties={**org.parties, party.id: party})


def _each_entry(party: Party, change: _Change) -> Party:
    """The party with each single dependency changed, or left out where None comes back; alternatives are opened."""

    def changed(entry: Entry) -> Entry | None:
        if isinstance(entry, Dependency):
            return change(entry)
        members = tuple(each for each in map(changed, entry.members) if each is not None)
        if len(members) == len(entry.members) and all(map(lambda new, old: new is old, members, entry.members)):
            return entry
        return replace(entry, members=members, at_least=min(entry.at_least, len(members))) if members else None

    return _with_entries(party, changed)


def _with_entries(party: Party, change: Callable[[Entry], Entry | None]) -> Party:
    def changed(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(each for each in map(change, entries) if each is not None)

    own = changed(party.depends_on)
    services = tuple(_service(each, changed(each.depends_on)) for each in party.services)
    if _same(own, party.depends_on) and all(map(lambda new, old: new is old, services, party.services)):
        return party
    return replace(party, depends_on=own, services=services)


def _service(service: Service, entries: tuple[Entry, ...]) -> Service:
    return service if _same(entries, service.depends_on) else replace(service, depends_on=entries)


def _same(some: tuple[Entry, ...], others: tuple[Entry, ...]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
