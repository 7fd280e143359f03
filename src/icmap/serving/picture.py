"""The map for the page: painted, with who is drawn as what; folded where it could not be read, or only why it is not there."""

from __future__ import annotations

import shutil

from icmap.errors import IcmapError
from icmap.formats.page.figures import legend
from icmap.model import above
from icmap.pictures.drawing import Drawing
from icmap.pictures.in_report.readable import readable, sentence
from icmap.pictures.options import Wish
from icmap.pictures.paint.engines import Engine, Guard
from icmap.pictures.paint.in_page import in_page
from icmap.pictures.paint.layout.kept import places_of
from icmap.pictures.views import picture_of
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Drawn", "MapPicture", "picture", "quickest"]

_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A party by its id and name, the element it is drawn as ('' where it is not), and whether that is drawn for itself."""

    key: str
    name: str
    node: str
    itself: bool


@dataclass(frozen=True, slots=True)
class MapPicture:
    """The picture as SVG with its size ('' where there is none), its legend as HTML, everybody on it, and what is remarked."""

    svg: str
    width: float
    height: float
    legend: str
    parties: tuple[Drawn, ...]
    remarks: tuple[str, ...]


def quickest(guard: Guard) -> Engine:
    """The engine that is done soonest: Graphviz of the system where it is there, the embedded one otherwise."""
    return Engine("dot" if shutil.which("dot") else "embedded", _SECONDS, guard)


def picture(study: Study, engine: Engine, before: str = "") -> MapPicture:
    """The map of a study, folded into its groups where it is large; of an empty one, nothing.

    Everything stays where the picture before, an SVG, had it.
    """
    asked, folded = study.of(readable)
    drawing = picture_of(asked, "map", Wish())
    if not isinstance(drawing, Drawing):
        raise TypeError("the map is no drawing")
    try:
        painting, remarks = in_page(drawing, engine, quickly=True, like=places_of(before))
        if not before:  # as the next picture will have it, so that nothing moves with the first save
            painting, _ = in_page(drawing, engine, quickly=True, like=places_of(painting.drawn.markup))
    except IcmapError as error:
        return MapPicture("", 0, 0, "", _everybody(study, {}), (sentence(f"the map cannot be drawn: {error.message}"),))
    everybody = _everybody(study, {node.key: node.id for node in drawing.nodes})
    told = tuple(sentence(each) for each in (*folded, *remarks))
    drawn = painting.drawn
    return MapPicture(drawn.markup, drawn.width, drawn.height, legend(painting.legend), everybody, told)


def _everybody(study: Study, nodes: dict[str, str]) -> tuple[Drawn, ...]:
    """All parties by id; one that is folded away is drawn as what it is part of."""
    return tuple(
        Drawn(
            key,
            party.name,
            next((nodes[each] for each in (key, *above(study.org, key)) if each in nodes), ""),
            key in nodes,
        )
        for key, party in sorted(study.org.parties.items())
    )
