"""What lies on the way of an end customer: it depends on it in outages or in times, directly or through others.

All entries that are not optional count; a stand-in alone leads nowhere. What lies on the way carries the greatest
importance of the needs it leads to, from 1 (low) to 4 (critical): where the entries are one need together, that of the
most important of them. Empty for a map in which nobody waits; in a circle each has the greatest of all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.graph import Link, links_of, receiving_nodes
from icmap.measures.wanted import wanted_by
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Way", "end_weight", "of_party", "on_the_way"]


@dataclass(frozen=True, slots=True)
class Way:
    """The greatest importance of the needs that something leads to, and the first end customer with such a need."""

    weight: int
    end: str


def on_the_way(study: Study) -> Mapping[str, Way]:
    """For each service on the way of an end customer, by node name; the end customers themselves are not."""
    found: dict[str, Way] = {}
    for way, link in sorted(_needed(study), key=lambda each: (-each[0].weight, each[0].end)):
        waiting = [link.provider]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found[node] = way
                waiting += _providers(study, node)
    return found


def _needed(study: Study) -> Iterator[tuple[Way, Link]]:
    """What an end customer asks for, with the importance of the need that it is part of, or its own."""
    for each in wanted_by(study, study.ends):
        if each.works and each.links:
            weight = max(_weight(link) for link in each.links)
            yield from ((Way(weight, each.end), link) for link in each.links)
    for end in study.ends:
        for node in receiving_nodes(study.org.parties[end]):
            for link in links_of(study.step(node).inputs) if node in study.steps else ():
                if not link.dependency.optional:
                    yield Way(_weight(link), end), link


def _weight(link: Link) -> int:
    return int(link.dependency.importance) + 1


def _providers(study: Study, node: str) -> Iterator[str]:
    edges = study.services.edges
    for provider in study.services.successors(node):
        if not all(link.dependency.optional for link in edges[node, provider]["links"]):
            yield provider


def of_party(study: Study) -> Mapping[str, Way]:
    """The same by party: the greatest of its services."""
    found: dict[str, Way] = {}
    for node, way in study.of(on_the_way).items():
        party = study.step(node).party.id
        if party not in found or way.weight > found[party].weight:
            found[party] = way
    return found


def end_weight(study: Study) -> Mapping[str, int]:
    """The greatest importance of what an end customer needs, by end customer."""
    found: dict[str, int] = {}
    for way, _ in _needed(study):
        found[way.end] = max(way.weight, found.get(way.end, 0))
    return found
