"""The pictures, one a module; this tuple is the whole list, in the order in which help shows them."""

from __future__ import annotations

from dataclasses import replace

from icmap.errors import IcmapError
from icmap.model.meant import party_meant
from icmap.pictures.drawing import Picture
from icmap.pictures.views._view import Diagram, Labels, Wish
from icmap.pictures.views.critical import DIAGRAM as CRITICAL
from icmap.pictures.views.heat import DIAGRAM as HEAT
from icmap.pictures.views.map import DIAGRAM as MAP
from icmap.pictures.views.matrix import DIAGRAM as MATRIX
from icmap.pictures.views.neighbourhood import DIAGRAM as NEIGHBOURHOOD
from icmap.pictures.views.service import DIAGRAM as SERVICE
from icmap.study import Study

__all__ = ["DIAGRAMS", "Diagram", "Labels", "Wish", "drawing_of"]

DIAGRAMS: tuple[Diagram, ...] = (MAP, SERVICE, MATRIX, CRITICAL, NEIGHBOURHOOD, HEAT)
"""Every picture that `icmap render --view` knows."""


def drawing_of(study: Study, view: str, wish: Wish) -> Picture:
    """The picture of a study by the name of the view; a view or a party in focus that does not exist is told."""
    if wish.focus is not None:
        wish = replace(wish, focus=party_meant(study.org, wish.focus))
    for diagram in DIAGRAMS:
        if diagram.name == view:
            return diagram.draw(study, wish)
    raise IcmapError(f"there is no view '{view[:60]}'", hint=f"views are {', '.join(each.name for each in DIAGRAMS)}")
