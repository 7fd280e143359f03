"""The map: every party, boxed by what it is part of, and the work that flows from one to the next."""

from __future__ import annotations

from dataclasses import replace

from icmap.model import Dependency
from icmap.pictures.drawing import Drawing
from icmap.pictures.views._arrows import ArrowMarks, arrows, stand_ins, with_situations
from icmap.pictures.views._legend import legend_of
from icmap.pictures.views._marks import Pair, marks, party_ids
from icmap.pictures.views._parties import boxes, cut, party_nodes
from icmap.pictures.views._titles import counted, title
from icmap.pictures.views._view import View, Wish
from icmap.study import Study

__all__ = ["MOST_NAMED", "VIEW", "draw", "draw_parties"]

MOST_NAMED = 40
"""Up to so many lines carry the names of services by themselves."""


def draw(study: Study, wish: Wish) -> Drawing:
    """The map of a study; folded or cut where it is too large."""
    small = cut(study, wish)
    found = draw_parties(small.study, small.parties, wish)
    subtitle = f"Work flows {_way(wish)}, towards the end customers · {counted(found)}"
    return replace(found, title=title(study, "who works for whom"), subtitle=subtitle, remarks=small.remarks)


def _way(wish: Wish) -> str:
    return "from left to right" if wish.direction == "LR" else "downwards"


def draw_parties(study: Study, parties: tuple[str, ...], wish: Wish) -> Drawing:
    """A drawing of some parties and of all that flows between them; without title."""
    marked = marks(study).folded(party_ids(study))
    nodes = party_nodes(study, parties, marked, wish)
    ids = {node.key: node.id for node in nodes}
    between = _between(study, ids)
    named = wish.labels == "services" or (wish.labels == "auto" and len(between) <= MOST_NAMED)
    told = ArrowMarks(marked.done, marked.chain_pairs, marked.loop_pairs, frozenset(study.ends), named)
    framed, inner = boxes(study, ids)
    placed = tuple(replace(node, box=inner.get(node.key)) for node in nodes)
    lines = arrows(study, between, ids, told)
    found = Drawing(
        "",
        "",
        placed,
        (*lines, *stand_ins(study, ids, len(lines))),
        framed,
        direction=wish.direction,
        named=wish.labels == "services",
    )
    return replace(found, legend=legend_of(found, some_chains=marked.some_chains, shapes=False))


def _between(study: Study, ids: dict[str, str]) -> dict[Pair, tuple[Dependency, ...]]:
    whole = study.of(with_situations)
    return {
        (provider, customer): whole.parties.edges[customer, provider]["dependencies"]
        for customer, provider in whole.parties.edges
        if customer in ids and provider in ids
    }


VIEW = View("map", "every party, boxed by what it is part of, and the work that flows between them", draw)
