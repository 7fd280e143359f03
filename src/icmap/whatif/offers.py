"""What could be done: the options of a map in the order written, or assumed ones; what each changes, and how they exclude one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from icmap.errors import IcmapError
from icmap.locations import Span
from icmap.model import Dependency, Option, OrgMap
from icmap.model.entries import written
from icmap.model.meant import Meant
from icmap.model.quantities import Estimate, exact
from icmap.records import dataclass
from icmap.study import Study
from icmap.text.characters import shown
from icmap.whatif.changes import with_dependency, with_party, with_service

__all__ = ["Offer", "applied", "assumed", "assumed_share", "contradictions", "groups_apart", "needed", "offers"]

_IN_TIMES = frozenset({"lead_time", "every", "handoff", "waits", "optional"})


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """One option, and whose it is: of a party, of a service, or of a dependency (`entry`)."""

    option: Option
    of: Meant
    entry: Dependency | None = None

    @property
    def do(self) -> str:
        """What would be done."""
        return self.option.do

    @property
    def cost(self) -> float:
        """What it costs."""
        return float(self.option.cost)

    @property
    def about(self) -> str:
        """Whose it is, in the words of the map."""
        return str(self.of) if self.entry is None else f"{self.of} <- {self.entry.reference}"

    @property
    def changes(self) -> dict[str, Any]:
        """What it changes, by attribute."""
        return {key.attribute: value for key, value in self.option.changes}

    @property
    def in_times(self) -> bool:
        """Whether it changes anything that counts in times."""
        return not _IN_TIMES.isdisjoint(self.changes)

    @property
    def place(self) -> Span:
        """Where it is written."""
        return self.option.span


def offers(org: OrgMap) -> tuple[Offer, ...]:
    """All options of a map, party by party: its own, its services', its entries'. One that changes nothing is an `IcmapError`."""
    found: list[Offer] = []
    for party in org.parties.values():
        found += [Offer(option, Meant(party.id)) for option in party.options]
        for service in party.services:
            found += [Offer(option, Meant(party.id, service.name)) for option in service.options]
        for entry in written(party):
            of = Meant(party.id, entry.customer_service)
            found += [Offer(option, of, entry) for option in entry.options]
    for offer in found:
        _has_effect(org, offer)
    return tuple(found)


def _has_effect(org: OrgMap, offer: Offer) -> None:
    thing: Any = offer.entry or org.parties[offer.of.party]
    if offer.entry is None and offer.of.service is not None:
        thing = next(each for each in org.parties[offer.of.party].services if each.name == offer.of.service)
    if all(getattr(thing, name, None) == value for name, value in offer.changes.items()):
        told = ", ".join(offer.changes) or "nothing"
        message = f"{offer.place}: the option '{shown(offer.do[:60])}' changes nothing"
        raise IcmapError(message, hint=f"{told} is what it is now")


def assumed(study: Study, share: Fraction, *, beside: Sequence[Offer]) -> tuple[Offer, ...]:
    """An option for each step without one whose lead time is known: shorter by a share, at cost 1."""
    taken = {str(offer.of) for offer in beside if offer.entry is None}
    told = "halve" if share == Fraction(1, 2) else f"{float(share * 100):g} % less"
    found = []
    for node, step in study.steps.items():
        of = Meant(step.party.id, step.service.name if step.service else None)
        if step.lead_time is None or not step.lead_time.mean or taken & {str(of), of.party}:
            continue
        low, likely, high = (exact(Fraction(each) * (1 - share)) for each in _three(step.lead_time))
        less = Estimate(low, likely, high, step.lead_time.about)
        found.append(Offer(Option(f"{told}: {node}", lead_time=less), of))
    return tuple(found)


def _three(estimate: Estimate) -> tuple[Any, Any, Any]:
    return estimate.optimistic, estimate.likely, estimate.pessimistic


def groups_apart(found: Sequence[Offer]) -> Iterator[tuple[int, ...]]:
    """Options of which at most one may be taken: those of one thing for the same key, and those that exclude one another."""
    by_key: dict[tuple[str, int, str], list[int]] = {}
    for number, offer in enumerate(found):
        for key in offer.changes:
            by_key.setdefault((str(offer.of), id(offer.entry) if offer.entry else 0, key), []).append(number)
    yield from dict.fromkeys(tuple(each) for each in by_key.values() if len(each) > 1)
    pairs = _pairs(found, [offer.option.excludes for offer in found])
    yield from dict.fromkeys((min(pair), max(pair)) for pair in pairs)


def needed(found: Sequence[Offer]) -> Iterator[tuple[int, int]]:
    """(a, b): option a can only be taken with option b."""
    yield from _pairs(found, [offer.option.needs for offer in found])


def _pairs(found: Sequence[Offer], named: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Each option with those that it names."""
    called: dict[str, list[int]] = {}
    for number, offer in enumerate(found):
        called.setdefault(offer.do, []).append(number)
    for number, names in enumerate(named):
        yield from ((number, other) for name in names for other in called.get(name, ()) if other != number)


def contradictions(found: Sequence[Offer]) -> None:
    """Nothing, unless an option needs, directly or through others, what cannot be taken together: an `IcmapError`."""
    after: dict[int, set[int]] = {}
    for option, other in needed(found):
        after.setdefault(option, set()).add(other)
    apart = list(groups_apart(found))
    for number in after:
        offer, together, waiting = found[number], {number}, [number]
        while waiting:
            fresh = after.get(waiting.pop(), set()) - together
            together |= fresh
            waiting += fresh
        clash = next((group for group in apart if len(together.intersection(group)) > 1), None)
        if clash:
            names = " and ".join(f"'{shown(found[each].do[:60])}'" for each in sorted(together.intersection(clash))[:2])
            message = f"{offer.place}: the option '{shown(offer.do[:60])}' can never be taken"
            raise IcmapError(message, hint=f"it needs both {names}, which exclude one another")


def applied(org: OrgMap, taken: Iterable[tuple[Offer, float]]) -> OrgMap:
    """The map with these options taken, each so far: parties first, so that what a service says wins."""
    ordered = sorted(taken, key=lambda each: (each[0].entry is not None, each[0].of.service is not None))
    for offer, far in ordered:
        values = dict(offer.changes)
        if far < 1:
            values = {name: _partly(org, offer, name, value, far) for name, value in values.items()}
        if offer.entry is not None:
            now = _now(org, offer.entry)
            org = with_dependency(org, now, values)
        elif offer.of.service is None:
            org = with_party(org, offer.of.party, values)
        else:
            org = with_service(org, offer.of, values)
    return org


def _now(org: OrgMap, entry: Dependency) -> Dependency:
    """The entry as it is after other options were taken."""
    same = (entry.customer_service, entry.reference, entry.when, entry.place, entry.file)
    for each in written(org.parties[entry.customer]):
        if each is entry or (each.customer_service, each.reference, each.when, each.place, each.file) == same:
            return each
    return entry


def _partly(org: OrgMap, offer: Offer, name: str, value: Any, far: float) -> Any:
    """A value on the way from what is now to what would be."""
    thing: Any = offer.entry or org.parties[offer.of.party]
    if offer.entry is None and offer.of.service is not None:
        service = next(each for each in org.parties[offer.of.party].services if each.name == offer.of.service)
        thing = service if getattr(service, name) is not None else thing
    now, part = getattr(thing, name, None), Fraction(far)
    if isinstance(value, Estimate):
        known = now if isinstance(now, Estimate) else Estimate.of(0)
        pairs = zip(_three(known), _three(value), strict=True)
        low, likely, high = (exact(Fraction(old) + (Fraction(new) - old) * part) for old, new in pairs)
        return Estimate(low, likely, high, known.about)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        return value
    return exact(Fraction(now or 0) + (Fraction(value) - Fraction(now or 0)) * part)


def assumed_share(text: str) -> Fraction:
    """By which share a step gets shorter: `halve`, `30%` or `0.3`."""
    if text.strip() == "halve":
        return Fraction(1, 2)
    match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*(%?)", text.strip(), re.ASCII)
    share = Fraction(match[1]) / (100 if match[2] else 1) if match else Fraction(0)
    if not 0 < share <= 1:
        raise IcmapError(f"'{text[:60]}' is no assumption", hint="--assume halve, or --assume 30%")
    return share
