"""What is written differently: parties, services and dependencies by their keys, attribute by attribute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from icmap.comparison._values import Side, in_words
from icmap.encoding import Hidden
from icmap.graph import node_name
from icmap.locations import Located
from icmap.measures.changes import Change
from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party, Service
from icmap.model.attributes import DEPENDENCY, PARTY, SERVICE, said
from icmap.model.entries import written
from icmap.model.keys import Key, Keys
from icmap.model.written import written_number
from icmap.records import dataclass

__all__ = [
    "AttributeChange",
    "DependencyChange",
    "PartyChange",
    "ServiceChange",
    "Written",
    "what_is_written",
]

_USUAL: Mapping[type, object] = {Party: Party(""), Service: Service("", ""), Dependency: Dependency("", None, "")}
"""What is said where nothing is said."""


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """One attribute by its key in the map, before and after in the map's own words; None where it is not said."""

    attribute: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PartyChange:
    """A party by its id; of one that was added or removed, all that it says."""

    party: str
    change: Change
    attributes: tuple[AttributeChange, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """A service that the file lists, as `party/service`."""

    service: str
    change: Change
    attributes: tuple[AttributeChange, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class DependencyChange:
    """A dependency by who depends on what, as written: `party` or `party/service`."""

    customer: str
    provider: str
    change: Change
    attributes: tuple[AttributeChange, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Written:
    """All that is written differently, each list by name; `settings` are those of the whole map."""

    settings: tuple[AttributeChange, ...]
    parties: tuple[PartyChange, ...]
    services: tuple[ServiceChange, ...]
    dependencies: tuple[DependencyChange, ...]

    @property
    def anything(self) -> Hidden[bool]:
        """Whether the two maps say anything different."""
        return bool(self.settings or self.parties or self.services or self.dependencies)


def what_is_written(old: Side, new: Side) -> Written:
    """Every difference between two maps; comments, order, layout and which file holds what are none.

    Two times are the same if they are as long, or, under two calendars, if both are written alike. A dependency is known
    by its customer and provider as written; where there are several, those that hold in the same situations belong together.
    """
    return Written(
        tuple(_settings(old.study.org, new.study.org)),
        tuple(_parties(old, new)),
        tuple(_services(old, new)),
        tuple(_dependencies(old, new)),
    )


def _settings(old: OrgMap, new: OrgMap) -> Iterator[AttributeChange]:
    before, after = dict(_said_of_map(old)), dict(_said_of_map(new))
    for key, was in before.items():
        if was != after[key]:
            yield AttributeChange(key, was or None, after[key] or None)


def _said_of_map(org: OrgMap) -> Iterator[tuple[str, str]]:
    yield "name", org.name
    yield "description", org.description
    hours, days = org.calendar.hours_per_day, org.calendar.days_per_week
    yield "calendar", f"{{hours_per_day: {written_number(hours)}, days_per_week: {written_number(days)}}}"
    low, high = written_number(org.survey.low), written_number(org.survey.high)
    yield "survey", f"{{scale: [{low}, {high}], min_answers: {org.survey.min_answers}}}"
    shares = {each.name: each.share for each in org.situations}
    yield "kinds", ", ".join(f"{word}: {kind}" for word, kind in sorted(org.kinds.items()))
    told = (
        name if share is None else f"{name} ({written_number(share * 100)}%)" for name, share in sorted(shares.items())
    )
    yield "situations", ", ".join(told)
    yield (
        "scenarios",
        ", ".join(
            f"{each.name} [{', '.join(map(str, each.edits))}]"
            for each in sorted(org.scenarios, key=lambda each: each.name)
        ),
    )


def _parties(old: Side, new: Side) -> Iterator[PartyChange]:
    before, after = old.study.org.parties, new.study.org.parties
    for party in sorted({*before, *after}):
        was, now = before.get(party), after.get(party)
        attributes = (*_attributes(old, new, was, now, said(PARTY)), *_alternatives(was, now))
        yield from _if_changed(PartyChange, party, was, now, attributes)


def _services(old: Side, new: Side) -> Iterator[ServiceChange]:
    before, after = _listed_services(old.study.org), _listed_services(new.study.org)
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        attributes = (*_attributes(old, new, was, now, said(SERVICE)), *_alternatives(was, now))
        yield from _if_changed(ServiceChange, name, was, now, attributes)


def _listed_services(org: OrgMap) -> dict[str, Service]:
    """The services that the map lists; those that only customers name stand in the dependencies."""
    services = (each for party in org.parties.values() for each in party.services if not each.implicit)
    return {node_name(each.party, each.name): each for each in services}


def _if_changed(
    made: Any, name: str, was: Party | Service | None, now: Party | Service | None, attributes: tuple[Any, ...]
) -> Iterator[Any]:
    there = now or was
    if there is not None and (attributes or was is None or now is None):
        yield made(name, _change(was, now), attributes, *there.span[:2])


def _change(was: object | None, now: object | None) -> Change:
    return "added" if was is None else "removed" if now is None else "changed"


def _attributes(
    old: Side, new: Side, was: Located | None, now: Located | None, keys: Keys
) -> Iterator[AttributeChange]:
    """Each attribute that differs; of what is only on one side, each that says something out of the usual."""
    other_calendar = old.study.org.calendar != new.study.org.calendar
    usual = _USUAL.get(type(was or now))
    for key in keys:
        before, after = _value(was or usual, key), _value(now or usual, key)
        if before == after:
            continue
        told = _told(old, was, key, before), _told(new, now, key, after)
        if not (other_calendar and told[0] and told[0] == told[1]):
            yield AttributeChange(key.name, *told)


def _value(thing: object | None, key: Key) -> Any:
    value = getattr(thing, key.attribute)
    return tuple(sorted(value)) if key.type.is_unordered and value else value or _nothing(value)


def _nothing(value: Any) -> Any:
    """Text, lists and marks that are not there are all the same nothing; 0 and `waits: false` are something."""
    return None if value in ("", ()) else value


def _told(side: Side, thing: Located | None, key: Key, value: Any) -> str | None:
    return None if thing is None else in_words(side, thing, key, value) or None


def _alternatives(was: Party | Service | None, now: Party | Service | None) -> Iterator[AttributeChange]:
    """The alternatives of a customer that differ, the first of the old with the first of the new."""
    before, after = Counter(_any_of(was)), Counter(_any_of(now))
    gone, come = sorted((before - after).elements()), sorted((after - before).elements())
    for place in range(max(len(gone), len(come))):
        yield AttributeChange(
            "any_of", gone[place] if place < len(gone) else None, come[place] if place < len(come) else None
        )


def _any_of(customer: Party | Service | None) -> Iterator[str]:
    for entry in customer.depends_on if customer else ():
        if isinstance(entry, AnyOf):
            yield _alternative(entry)


def _alternative(entry: Entry) -> str:
    """`1 of [cash and carry, green grocer]`; recursion is bounded by the depth of a file."""
    if isinstance(entry, Dependency):
        return entry.reference
    often = f", {entry.frequency}" if entry.frequency else ""
    return f"{entry.at_least} of [{', '.join(sorted(map(_alternative, entry.members)))}]{often}"


def _dependencies(old: Side, new: Side) -> Iterator[DependencyChange]:
    before, after = _by_ends(old.study.org), _by_ends(new.study.org)
    for ends in sorted({*before, *after}):
        for was, now in _pairs(before.get(ends, ()), after.get(ends, ())):
            attributes = tuple(_attributes(old, new, was, now, said(DEPENDENCY)))
            there = now or was
            if there is not None and (attributes or was is None or now is None):
                yield DependencyChange(*ends, _change(was, now), attributes, *there.span[:2])


def _by_ends(org: OrgMap) -> Mapping[tuple[str, str], list[Dependency]]:
    found: dict[tuple[str, str], list[Dependency]] = {}
    for party in org.parties.values():
        for each in written(party):
            ends = node_name(each.customer, each.customer_service), each.reference
            found.setdefault(ends, []).append(each)
    return found


def _pairs(
    old: Iterable[Dependency], new: Iterable[Dependency]
) -> Iterator[tuple[Dependency | None, Dependency | None]]:
    """Those of the same situations together, the rest in their order; what is left over has nobody."""
    gone, come = list(old), list(new)
    for was in list(gone):
        now = next((each for each in come if sorted(each.when) == sorted(was.when)), None)
        if now is not None:
            gone.remove(was)
            come.remove(now)
            yield was, now
    for place in range(max(len(gone), len(come))):
        yield (gone[place] if place < len(gone) else None, come[place] if place < len(come) else None)
