"""The services: what each party delivers, and out of which other services it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from icmap.graph import receiving_nodes
from icmap.model import Dependency
from icmap.pictures.drawing import Box, Drawing, Node
from icmap.pictures.views._arrows import ArrowMarks, arrows, service_stand_ins, with_situations
from icmap.pictures.views._legend import legend_of
from icmap.pictures.views._marks import Marks, Pair, marks
from icmap.pictures.views._parties import boxes
from icmap.pictures.views._services import largest, service_nodes
from icmap.pictures.views._titles import counted, title
from icmap.pictures.views._view import View, Wish
from icmap.study import Study

__all__ = ["VIEW", "draw", "draw_services"]


def draw(study: Study, wish: Wish) -> Drawing:
    """All services of a study; the largest of them where there are too many."""
    shown, remarks = largest(study, wish)
    found = draw_services(study, shown, wish)
    subtitle = f"Each card is one service, framed by who delivers it · {counted(found, 'service', 'services')}"
    return replace(found, title=title(study, "what is made of what"), subtitle=subtitle, remarks=remarks)


def draw_services(study: Study, shown: Iterable[str], wish: Wish) -> Drawing:
    """A drawing of some services and of all that flows between them; without title."""
    marked = marks(study)
    nodes = service_nodes(study, shown, marked, wish)
    ids = {node.key: node.id for node in nodes}
    framed, placed = _framed(study, nodes)
    lines = arrows(study, _between(study, ids), ids, _told(study, marked))
    found = Drawing(
        "", "", placed, (*lines, *service_stand_ins(study, ids, len(lines))), framed, direction=wish.direction
    )
    return replace(found, legend=legend_of(found, some_chains=marked.some_chains))


def _told(study: Study, marked: Marks) -> ArrowMarks:
    ends = frozenset(node for end in study.ends for node in receiving_nodes(study.org.parties[end]))
    return ArrowMarks(marked.done, marked.chain_pairs, marked.loop_pairs, ends, named=False)


def _between(study: Study, ids: Mapping[str, str]) -> dict[Pair, tuple[Dependency, ...]]:
    whole = study.of(with_situations)
    return {
        (provider, customer): tuple(link.dependency for link in whole.services.edges[customer, provider]["links"])
        for customer, provider in whole.services.edges
        if customer in ids and provider in ids and customer != provider
    }


def _framed(study: Study, nodes: tuple[Node, ...]) -> tuple[tuple[Box, ...], tuple[Node, ...]]:
    """Boxes round the services of one party where it has several, inside the boxes of its groups."""
    owners = {node.key: study.step(node.key).party.id for node in nodes}
    counts = Counter(owners.values())
    framed, inner = boxes(study, dict.fromkeys(owners.values(), ""), {party for party in counts if counts[party] > 1})
    return framed, tuple(replace(node, box=inner.get(owners[node.key])) for node in nodes)


VIEW = View("service", "every service, and out of which others it is made", draw)
