"""The report of a change with its picture: new, gone and changed over what stayed, and the same as a table."""

from __future__ import annotations

from dataclasses import replace

from icmap.document import Column, Figure, Report, Table
from icmap.pictures.change import change_picture
from icmap.pictures.drawing import Drawing
from icmap.pictures.order import Order
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.in_page import in_page
from icmap.study import Study

__all__ = ["with_change"]

_TEXT = "New is green and solid, gone is dashed, changed is amber; times are told before and after."


def with_change(report: Report, old: Study, new: Study, engine: Engine) -> Report:
    """The report with the picture; as it is where nothing that is drawn has changed."""
    drawing = change_picture(old, new, Order(engine=engine))
    rows = _rows(drawing)
    if not rows:
        return report
    painting, remarks = in_page(drawing, engine)
    table = Table((Column("What"), Column("Is"), Column("Now")), rows, "What changed on the map")
    return replace(report, figures=(Figure("change", drawing.title, _TEXT, painting, table, remarks=remarks),))


def _rows(drawing: Drawing) -> tuple[tuple[str, ...], ...]:
    words = {"added": "new", "gone": "gone", "changed": "changed"}
    names = {node.id: node.name for node in drawing.nodes}
    nodes = (
        (node.name, words[node.state], ", ".join(node.lines))
        for node in drawing.nodes
        if node.state and node.shape != "gate"
    )
    arrows = (
        (f"{names[arrow.tail]} → {names[arrow.head]}", words[arrow.state], arrow.tip)
        for arrow in drawing.arrows
        if arrow.state
    )
    return (*nodes, *arrows)
