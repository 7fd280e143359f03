"""In which order work is done: who comes first, and which lines run backwards against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

import networkx as nx

from icmap.model.quantities import Seconds

__all__ = ["sequence"]


def sequence(
    nodes: Iterable[str],
    waits: Collection[tuple[str, str]],
    others: Collection[tuple[str, str]] = (),
    done: Mapping[str, Seconds] = MappingProxyType({}),
) -> Mapping[str, int]:
    """The place of each node, providers first, from pairs (provider, customer).

    Parties coupled by all pairs stand together; inside such a block only `waits` (what somebody waits for) decide, and
    what waits in a circle (of parties: their services need not) is ordered by when it is `done` at last. Ties are
    broken by name.
    """
    listed = sorted(nodes)
    whole = _graph(listed, [*waits, *others])
    places: dict[str, int] = {}
    for block in _blocks(whole, done):
        inside = set(block)
        part = _graph(block, [pair for pair in waits if pair[0] in inside and pair[1] in inside])
        for each in _blocks(part, done) if len(block) > 1 else [block]:
            for node in sorted(each, key=lambda node: (done.get(node, 0), node)):
                places[node] = len(places)
    return places


def _graph(nodes: Iterable[str], pairs: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(sorted(pairs))
    return graph


def _blocks(graph: nx.DiGraph[str], done: Mapping[str, Seconds] = MappingProxyType({})) -> list[list[str]]:
    """The strongly connected components, each sorted, those that others wait for first, then those done first."""
    found = (sorted(members) for members in nx.strongly_connected_components(graph))
    components = sorted(found, key=lambda members: (max(done.get(node, 0) for node in members), members))
    of = {node: number for number, members in enumerate(components) for node in members}
    folded: nx.DiGraph[int] = nx.DiGraph()
    folded.add_nodes_from(range(len(components)))
    folded.add_edges_from(sorted({(of[one], of[other]) for one, other in graph.edges if of[one] != of[other]}))
    return [components[number] for number in nx.lexicographical_topological_sort(folded)]
