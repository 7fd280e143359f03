"""The words above a picture: the name of the map, what is shown, in which situations."""

from __future__ import annotations

from icmap.pictures.drawing import Drawing
from icmap.study import Study

__all__ = ["counted", "title"]


def title(study: Study, shows: str) -> str:
    """`Payday: who works for whom`, with the situations that are on."""
    name = study.org.name or "The map"
    on = study.question.situations
    return f"{name}: {shows}" + (f" ({', '.join(on)})" if on else "")


def counted(drawing: Drawing, one: str = "party", many: str = "parties") -> str:
    """`12 parties, 18 lines of work`; a stand-in is no work."""
    nodes, lines = len(drawing.nodes), sum(arrow.line != "standin" for arrow in drawing.arrows)
    return f"{nodes} {one if nodes == 1 else many}, {lines} line{'' if lines == 1 else 's'} of work"
