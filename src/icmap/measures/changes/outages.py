"""Who stops when somebody is away, before and after, and whether somebody stands in."""

from __future__ import annotations

from icmap.encoding import Inline
from icmap.locations import Span
from icmap.measures.changes import Change
from icmap.measures.outages import Outage, outages
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ReachChange", "reach_changes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachChange:
    """A party whose outage stops others than before, or whose stand-in came or went; None where the map has no such party.

    `further` and `no_longer` are ids of parties, out of the first 20 of one side, where the other has no more (else empty); `stand_in` as in the outages
    of `icmap analyze`: false where a party that is one of a kind stops an end customer and nobody stands in.
    """

    party: str
    change: Change
    reach_before: int | None
    reach_after: int | None
    end_customers_before: tuple[str, ...]
    end_customers_after: tuple[str, ...]
    further: tuple[str, ...]
    no_longer: tuple[str, ...]
    stand_in_before: bool | None
    stand_in_after: bool | None
    span: Inline[Span]

    @property
    def lost(self) -> bool:
        """Whether it is newly without a stand-in."""
        return self.stand_in_after is False and self.stand_in_before is not False

    @property
    def found(self) -> bool:
        """Whether it is no longer without a stand-in."""
        return self.stand_in_before is False and self.stand_in_after is not False


def reach_changes(old: Study, new: Study) -> tuple[ReachChange, ...]:
    """Every such party, the one with the most further parties first, then by id."""
    before = {each.party: each for each in old.of(outages).parties}
    after = {each.party: each for each in new.of(outages).parties}
    found = [
        _change(old, new, party, before.get(party), after.get(party))
        for party in sorted({*before, *after})
        if _stops(before.get(party)) != _stops(after.get(party))
    ]
    return tuple(sorted(found, key=lambda each: ((each.reach_before or 0) - (each.reach_after or 0), each.party)))


def _stops(outage: Outage | None) -> object:
    """What is compared; a party that stops nobody is like one that is not there."""
    if outage is None or (not outage.reach and outage.stand_in is not False):
        return None
    return outage.reach, outage.blocked, outage.end_customers, outage.stand_in


def _change(old: Study, new: Study, party: str, was: Outage | None, now: Outage | None) -> ReachChange:
    span = (new if now else old).org.parties[party].span
    before, after = was.blocked if was else (), now.blocked if now else ()
    return ReachChange(
        party=party,
        change="added" if was is None else "removed" if now is None else "changed",
        reach_before=was.reach if was else None,
        reach_after=now.reach if now else None,
        end_customers_before=was.end_customers if was else (),
        end_customers_after=now.end_customers if now else (),
        further=_without(after, before) if was is None or was.complete else (),
        no_longer=_without(before, after) if now is None or now.complete else (),
        stand_in_before=was.stand_in if was else None,
        stand_in_after=now.stand_in if now else None,
        span=span,
    )


def _without(parties: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    known = set(others)
    return tuple(each for each in parties if each not in known)
