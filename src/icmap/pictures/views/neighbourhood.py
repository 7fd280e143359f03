"""The neighbourhood: one party in focus, who serves it and whom it serves, as far around as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing
from icmap.pictures.views._arrows import with_situations
from icmap.pictures.views._drawn import party_drawing
from icmap.pictures.views._marks import marks, party_ids
from icmap.pictures.views._titles import counted
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.selection import MOST, Cut
from icmap.study import Study
from icmap.wording.picture import around

__all__ = ["VIEW", "draw"]


def draw(study: Study, wish: Wish) -> Drawing:
    """The parties within `depth` steps of the one in focus, along the work and against it."""
    focus = wish.focus
    if focus is None:
        raise IcmapError("a neighbourhood needs somebody in its middle", hint="name a party with --focus")
    if focus not in study.parties:
        raise IcmapError(f"'{focus}' has nobody around it: it is only a box round others")
    graph = study.of(with_situations).parties
    near = _within(graph.successors, focus, wish.depth) | _within(graph.predecessors, focus, wish.depth)
    kept = sorted(near, key=lambda party: (party != focus, -graph.degree(party), party))[
        : wish.top or wish.most or MOST
    ]
    left = len(near) - len(kept)
    said = (f"{left} of {len(near)} parties around are left out, those with the fewest dependencies",) if left else ()
    marked = marks(study, replace(wish, focus=None)).folded(party_ids(study))
    found = party_drawing(Cut(study, tuple(sorted(kept)), marked, left, said), wish)
    steps = "one step" if wish.depth == 1 else f"{wish.depth} steps"
    subtitle = f"Who serves it, and whom it serves, {steps} away · {counted(found)}"
    title = around(study, focus, providers=graph.out_degree(focus), customers=graph.in_degree(focus))
    return replace(found, title=title, subtitle=subtitle)


def _within(step: Callable[[str], Iterable[str]], start: str, depth: int) -> set[str]:
    seen, rim = {start}, [start]
    for _ in range(depth):
        rim = sorted({node for each in rim for node in step(each)} - seen)
        seen.update(rim)
    return seen


VIEW = View("neighbourhood", "one party (--focus) with all that is --depth steps around it", draw)
