"""Drawings of some parties or services: their nodes, the gates of their alternatives, all that flows between them, the boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from icmap.model import Dependency
from icmap.pictures.drawing import Arrow, Box, Drawing, Node
from icmap.pictures.options import Wish
from icmap.pictures.views._arrows import Between, arrows, service_stand_ins, stand_ins, with_situations
from icmap.pictures.views._gates import gate_nodes, gates, marked_through, through_gates
from icmap.pictures.views._legend import legend_of
from icmap.pictures.views._marks import Pair, party_ids
from icmap.pictures.views._nodes import party_nodes, receiving, service_nodes
from icmap.pictures.views._titles import map_name, title
from icmap.pictures.views.selection import Cut, boxes, more_node
from icmap.study import Study
from icmap.wording.picture import chain_words, note_words

__all__ = ["MOST_NAMED", "party_drawing", "service_drawing"]

MOST_NAMED = 25
"""Up to so many lines carry the names of services by themselves."""


def party_drawing(small: Cut, wish: Wish) -> Drawing:
    """A drawing of some parties and of all that flows between them."""
    study = small.study
    nodes = party_nodes(study, small.shown, small.marks, wish)
    graph = study.of(with_situations).parties
    needs = _needs(graph.edges, small.shown, "dependencies")
    drawn = _connected(study, small, nodes, needs, party_ids(study.of(with_situations)), study.end_set, wish)
    framed, inner = boxes(study, small.shown)
    quiet = stand_ins(study, {node.key: node.id for node in nodes}, len(drawn.arrows))
    return _finished(study, small, drawn, quiet, wish, framed, inner, shapes=False)


def service_drawing(small: Cut, wish: Wish) -> Drawing:
    """A drawing of some services and of all that flows between them, those of one party in a box."""
    study = small.study
    nodes = service_nodes(study, small.shown, small.marks, wish)
    edges = study.of(with_situations).services.edges
    needs = {
        pair: tuple(link.dependency for link in links) for pair, links in _needs(edges, small.shown, "links").items()
    }
    drawn = _connected(study, small, nodes, needs, {node: node for node in study.services}, receiving(study), wish)
    owners = {node: study.step(node).party.id for node in small.shown}
    counts = Counter(owners.values())
    framed, boxed = boxes(study, frozenset(owners.values()), {party for party in counts if counts[party] > 1})
    inner = {node: boxed[owner] for node, owner in owners.items() if owner in boxed}
    quiet = service_stand_ins(study, {node.key: node.id for node in nodes}, len(drawn.arrows))
    return _finished(study, small, drawn, quiet, wish, framed, inner, shapes=True)


def _needs(edges: Mapping[Pair, Mapping[str, Sequence]], shown: Collection[str], what: str) -> dict[Pair, Sequence]:  # type: ignore[type-arg]
    """What is needed between drawn nodes, by provider and customer."""
    keys = frozenset(shown)
    return {
        (provider, customer): edges[customer, provider][what]
        for customer, provider in edges
        if customer in keys and provider in keys and customer != provider
    }


def _connected(  # noqa: PLR0913, PLR0917 - all that a drawing is made of
    study: Study, small: Cut, nodes: tuple[Node, ...], needs: Mapping[Pair, Sequence[Dependency]], owner: Mapping[str, str],
    ends: Collection[str], wish: Wish,
) -> Drawing:  # fmt: skip
    """The nodes with the gates of their alternatives, and the arrows between all of them."""
    found = gates(study.of(with_situations), owner, small.shown)
    marked = marked_through(small.marks, found)
    every = (*nodes, *gate_nodes(study, found, len(nodes), marked))
    led = through_gates(needs, found)
    named = wish.labels == "services" or (wish.labels == "auto" and len(led) <= MOST_NAMED)
    between = Between(led, {node.key: node.id for node in every}, frozenset(ends), named)
    return Drawing("", "", every, arrows(study, between, marked), named=wish.labels == "services")


def _finished(  # noqa: PLR0913, PLR0917 - as above
    study: Study, small: Cut, drawn: Drawing, quiet: tuple[Arrow, ...], wish: Wish, framed: tuple[Box, ...],
    inner: Mapping[str, str], *, shapes: bool,
) -> Drawing:  # fmt: skip
    """With its boxes, what was left out, the title and the legend; a gate stands in the box of its customer."""
    placed = tuple(replace(node, box=inner.get(node.key.partition("//")[0])) for node in drawn.nodes)
    need = small.marks.need
    found = replace(
        drawn,
        title=title(study, need),
        map_name=map_name(study),
        nodes=(*placed, *more_node(len(placed), small.left)),
        arrows=(*drawn.arrows, *quiet),
        boxes=framed,
        direction="TB" if wish.direction == "TB" else "LR",
        turns=wish.direction == "auto",
        remarks=small.remarks,
    )
    return replace(
        found,
        legend=legend_of(found, chain_words(study, need), note=note_words(study, None, wish.labels), shapes=shapes),
    )
