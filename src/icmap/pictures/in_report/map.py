"""The map: who works for whom, painted, with everyone's facts; only the table where no layout can be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.document import Column, Figure, Table
from icmap.errors import IcmapError
from icmap.figures import Actor, Flow, Painting, PartyMap
from icmap.pictures.in_report.actors import actors, flows
from icmap.pictures.in_report.readable import readable, sentence
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.in_page import in_page
from icmap.pictures.views import Wish
from icmap.pictures.views.map import draw
from icmap.pictures.views.selection import cut
from icmap.study import Study

__all__ = ["map_figure"]

_TEXT = "Work flows along the arrows, from whoever does it to whoever needs it, towards the end customers."
_SHOWN_FACTS = ("Kind", "Takes", "May be late by", "If it is out", "Rated")


def map_figure(study: Study, engine: Engine) -> Iterator[Figure]:
    """The map of a study; none for an empty one."""
    if not study.parties:
        return
    wish = Wish()
    asked, folded = study.of(readable)
    small = cut(asked, wish).study
    drawing = draw(asked, wish)
    painting: Painting | None = None
    try:
        painting, remarks = in_page(drawing, engine)
        remarks = folded + remarks
    except IcmapError as error:
        remarks = (f"The map could not be drawn ({error.message}): the table below holds the same.", error.hint)
    everyone = actors(
        study, {node.key: node.id for node in drawing.nodes if node.key in study.org.parties} if painting else {}
    )
    work = flows(study, small, everyone)
    graphic = PartyMap(everyone, work, painting)
    told = tuple(sentence(remark) for remark in remarks if remark)
    yield Figure("map", "The map", _TEXT, graphic, _table(everyone, work), remarks=told)


def _table(everyone: Sequence[Actor], work: Sequence[Flow]) -> Table:
    """A row for each actor, in their order."""
    serves: list[list[str]] = [[] for _ in everyone]
    served: list[list[str]] = [[] for _ in everyone]
    for flow in work:
        serves[flow.provider].append(everyone[flow.customer].name)
        served[flow.customer].append(everyone[flow.provider].name)
    columns = (Column("Party"), Column("Serves"), Column("Is served by"), *map(Column, _SHOWN_FACTS))
    rows = tuple(
        (actor.name, ", ".join(serves[place]), ", ".join(served[place]), *_chosen(actor))
        for place, actor in enumerate(everyone)
    )
    return Table(columns, rows, "Everyone on the map")


def _chosen(actor: Actor) -> Iterator[str]:
    known = dict(actor.facts)
    return (known.get(word, "") for word in _SHOWN_FACTS)
