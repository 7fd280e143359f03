"""The map: every party, boxed by what it is part of, and the work that flows from one to the next."""

from __future__ import annotations

from dataclasses import replace

from icmap.pictures.drawing import Drawing
from icmap.pictures.views._drawn import party_drawing
from icmap.pictures.views._titles import counted
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.selection import cut
from icmap.study import Study

__all__ = ["VIEW", "draw"]


def draw(study: Study, wish: Wish) -> Drawing:
    """The map of a study; folded or cut where it is too large."""
    small = cut(study, wish)
    found = party_drawing(small, wish)
    return replace(
        found, subtitle=f"Work flows along the arrows, towards the end customers · {counted(found, left=small.left)}"
    )


VIEW = View("map", "every party, boxed by what it is part of, and the work that flows between them", draw)
