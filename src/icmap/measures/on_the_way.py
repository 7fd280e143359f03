"""On the way: what an end customer depends on, in outages or in times, directly or through others; and how much it matters.

It carries the greatest importance of the needs that it leads to: of an entry of an end customer, or, where the entries
are one need together, of the most important of them. An entry that counts in outages only (in stock) has its own.
Optional dependencies lead nowhere, nor does whoever only stands in. Empty for a map in which nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.graph import receiving_nodes
from icmap.measures.wanted import wanted_by
from icmap.model import Importance
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["OnTheWay", "on_the_way"]


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """The importance of every service (by node name) and party (by id) on the way to an end customer, sorted by name."""

    services: Mapping[str, Importance]
    parties: Mapping[str, Importance]


def on_the_way(study: Study) -> OnTheWay:
    """What is on the way of any end customer; one walk up from the most important needs to the least."""
    first: dict[str, Importance] = {}
    for node, importance in _needed(study):
        first[node] = max(importance, first.get(node, importance))
    found: dict[str, Importance] = {}
    for level in sorted(Importance, reverse=True):
        waiting = [node for node, importance in first.items() if importance is level and node not in found]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found[node] = level
                waiting += (each for each in _providers(study, node) if each not in found)
    parties: dict[str, Importance] = {}
    for node, importance in found.items():
        party = study.step(node).party.id
        parties[party] = max(importance, parties.get(party, importance))
    return OnTheWay(dict(sorted(found.items())), dict(sorted(parties.items())))


def _needed(study: Study) -> Iterator[tuple[str, Importance]]:
    """What an end customer gets directly, with the importance of that."""
    for each in wanted_by(study, study.ends):
        importance = max((link.dependency.importance for link in each.links), default=Importance.MEDIUM)
        yield from ((link.provider, importance) for link in each.links)
    for end in study.ends:
        for node in receiving_nodes(study.org.parties[end]):
            for provider in study.services.successors(node) if node in study.services else ():
                for link in study.services.edges[node, provider]["links"]:
                    if not link.dependency.optional:
                        yield provider, link.dependency.importance


def _providers(study: Study, node: str) -> Iterator[str]:
    """Whom a service depends on in outages or in times: all but the optional ones."""
    for provider in study.services.successors(node):
        if any(not link.dependency.optional for link in study.services.edges[node, provider]["links"]):
            yield provider
