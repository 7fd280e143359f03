"""The services: what each party delivers, and out of which other services it is made."""

from __future__ import annotations

from dataclasses import replace

from icmap.pictures.drawing import Drawing
from icmap.pictures.views._drawn import service_drawing
from icmap.pictures.views._titles import counted
from icmap.pictures.views._view import View, Wish
from icmap.pictures.views.selection import cut_services
from icmap.study import Study

__all__ = ["VIEW", "draw"]


def draw(study: Study, wish: Wish) -> Drawing:
    """All services of a study; some of them where there are too many."""
    small = cut_services(study, wish)
    found = service_drawing(small, wish)
    subtitle = (
        f"Each card is one service, framed by who delivers it · {counted(found, 'service', 'services', small.left)}"
    )
    return replace(found, subtitle=subtitle)


VIEW = View("service", "every service, and out of which others it is made", draw)
