"""How many links a map has once every bare reference means all services: bounded before any graph is made.

A party's own entry holds for each of its services, and a bare reference means all services of the provider: 3,000 services that need
3,000 are nine million links out of a file of 50 KB.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from icmap.limits import LIMITS
from icmap.loading.problems import Desk
from icmap.model import Entry, OrgMap, Party
from icmap.model.entries import leaves

__all__ = ["bounded"]


def bounded(org: OrgMap, desks: Mapping[str, Desk]) -> OrgMap:
    """The map without the entries from which on it has too many links; each of these is reported at its place."""
    left = LIMITS.links - _of_services(org)
    cut: dict[str, Party] = {}
    for party in org.parties.values():
        kept: list[Entry] = []
        for entry in party.depends_on:
            links = _links(org, entry) * max(1, len(party.services))
            if links > left:
                _report(desks[entry.file], entry, links)
            else:
                kept.append(entry)
                left -= links
        if len(kept) < len(party.depends_on):
            cut[party.id] = replace(party, depends_on=tuple(kept))
    return replace(org, parties={**org.parties, **cut}) if cut else org


def _of_services(org: OrgMap) -> int:
    services = (service for party in org.parties.values() for service in party.services)
    return sum(_links(org, entry) for service in services for entry in service.depends_on)


def _links(org: OrgMap, entry: Entry) -> int:
    """A named service is one link, a bare reference one for each service of the provider."""
    return sum(1 if each.service else max(1, len(org.parties[each.provider].services)) for each in leaves((entry,)))


def _report(desk: Desk, entry: Entry, links: int) -> None:
    message = f"this entry stands for {links:,} links between services; a map has at most {LIMITS.links:,} in all"
    desk.report(
        "limit-exceeded",
        message,
        entry.place,
        "name the service that is needed, or give the entry to the service that needs it",
    )
