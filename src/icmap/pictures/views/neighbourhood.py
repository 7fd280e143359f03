"""The neighbourhood: one party in focus, who serves it and whom it serves, as far around as asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing
from icmap.pictures.views._arrows import with_situations
from icmap.pictures.views._parties import MOST
from icmap.pictures.views._titles import counted, title
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.map import draw_parties
from icmap.study import Study

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
    most = wish.top if wish.top is not None else MOST
    kept = sorted(near, key=lambda party: (party != focus, -graph.degree(party), party))[:most]
    left = len(near) - len(kept)
    remarks = (
        (f"{left} of {len(near)} parties around are left out, those with the fewest dependencies",) if left else ()
    )
    found = draw_parties(study, tuple(sorted(kept)), wish)
    steps = "one step" if wish.depth == 1 else f"{wish.depth} steps"
    subtitle = f"Who serves it at the left, whom it serves at the right, {steps} away · {counted(found)}"
    return replace(found, title=title(study, f"around {study.name(focus)}"), subtitle=subtitle, remarks=remarks)


def _within(step: Callable[[str], Iterable[str]], start: str, depth: int) -> set[str]:
    seen, arrow = {start}, [start]
    for _ in range(depth):
        arrow = sorted({node for each in arrow for node in step(each)} - seen)
        seen.update(arrow)
    return seen


VIEW = View("neighbourhood", "one party (--focus) with all that is --depth steps around it", draw)
