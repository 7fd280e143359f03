"""A slide to put native shapes on: the few calls into python-pptx that the pictures need, in pixels and inks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from icmap.pictures.drawing import LegendItem, Shape
from icmap.pictures.paint.legend import LINE, SAMPLE, flow
from icmap.pictures.paint.theme import Ink
from icmap.pictures.text.escaping import one_line

__all__ = ["SHAPES", "Slide", "Spot"]

Spot = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""

_EMU_PER_PIXEL = 9525
_FONT = "Arial"
_DASHES = {"dashed": MSO_LINE.DASH, "dotted": MSO_LINE.ROUND_DOT, "standin": MSO_LINE.ROUND_DOT}

SHAPES: Mapping[Shape, Any] = {
    "person": MSO_SHAPE.FLOWCHART_TERMINATOR,
    "role": MSO_SHAPE.FLOWCHART_TERMINATOR,
    "team": MSO_SHAPE.ROUNDED_RECTANGLE,
    "department": MSO_SHAPE.FLOWCHART_PREDEFINED_PROCESS,
    "process": MSO_SHAPE.PENTAGON,
    "system": MSO_SHAPE.FLOWCHART_INTERNAL_STORAGE,
    "supplier": MSO_SHAPE.FLOWCHART_PREPARATION,
    "authority": MSO_SHAPE.PLAQUE,
    "customer": MSO_SHAPE.FLOWCHART_DISPLAY,
    "party": MSO_SHAPE.ROUNDED_RECTANGLE,
}
"""Shapes whose four connection sites are top, left, bottom and right, so that connectors stay glued when moved."""


class Slide:
    """A slide and its colours."""

    def __init__(self, slide: Any, colours: Mapping[Ink, str]) -> None:
        self._slide = slide
        self._colours = colours

    @staticmethod
    def length(pixels: float) -> Any:
        """Pixels in the unit of the file."""
        return Emu(round(pixels * _EMU_PER_PIXEL))

    def colour(self, ink: Ink) -> Any:
        """The colour of an ink."""
        red, green, blue = bytes.fromhex(self._colours[ink].lstrip("#"))
        return RGBColor(red, green, blue)

    def background(self) -> None:
        """The page's own colour."""
        fill = self._slide.background.fill
        fill.solid()
        fill.fore_color.rgb = self.colour("page")

    def shape(self, kind: Any, spot: Spot, *, fill: Ink | None, rim: Ink | None, wide: float = 1.0) -> Any:
        """A native shape without text."""
        found = self._slide.shapes.add_shape(kind, *(self.length(each) for each in spot))
        _plain(found)
        if fill is None:
            found.fill.background()
        else:
            found.fill.solid()
            found.fill.fore_color.rgb = self.colour(fill)
        if rim is None:
            found.line.fill.background()
        else:
            found.line.color.rgb = self.colour(rim)
            found.line.width = self.length(wide)
        return found

    def write(
        self,
        shape: Any,
        lines: Sequence[tuple[str, float, bool, Ink]],
        *,
        align: Any = PP_ALIGN.CENTER,
        top: bool = False,
        wrap: bool = True,
    ) -> None:
        """Lines of text (words, size in points, bold, ink) into a shape."""
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = wrap, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = self.length(5)
        frame.margin_top = frame.margin_bottom = self.length(2)
        frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
        for place, (words, size, bold, ink) in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = align
            run = paragraph.add_run()
            run.text = one_line(words)
            run.font.name, run.font.size, run.font.bold = _FONT, Pt(round(size, 1)), bold
            run.font.color.rgb = self.colour(ink)

    def text(self, words: str, spot: Spot, size: float, *, ink: Ink = "ink", bold: bool = False) -> None:
        """A text of its own."""
        found = self._slide.shapes.add_textbox(*(self.length(each) for each in spot))
        self.write(found, [(words, size, bold, ink)], align=PP_ALIGN.LEFT, wrap=False)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        ink: Ink,
        wide: float,
        style: str = "solid",
        curved: bool = True,
    ) -> Any:
        """A connector between two points."""
        kind = MSO_CONNECTOR.CURVE if curved else MSO_CONNECTOR.STRAIGHT
        found = self._slide.shapes.add_connector(kind, *(self.length(each) for each in (*start, *end)))
        _plain(found)
        found.line.color.rgb = self.colour(ink)
        found.line.width = self.length(wide)
        if style in _DASHES:
            found.line.dash_style = _DASHES[style]
        return found

    @staticmethod
    def ends(connector: Any, *, head: str = "triangle", tail: str = "", double: bool = False) -> None:
        """Arrow heads, and a line made of two."""
        stroke = connector.element.spPr.find(qn("a:ln"))
        if double:
            stroke.set("cmpd", "dbl")
        for name, kind in (("a:headEnd", tail), ("a:tailEnd", head)):
            if kind:
                element = stroke.makeelement(qn(name), {"type": kind, "w": "med", "len": "med"})
                stroke.append(element)

    def table(self, rows: int, columns: int, spot: Spot) -> Any:
        """A native table."""
        return self._slide.shapes.add_table(rows, columns, *(self.length(each) for each in spot)).table

    def border(self, cell: Any) -> None:
        """A hair round a cell of a table."""
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no public way to a cell's borders
        for place, side in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
            stroke = properties.makeelement(qn(side), {"w": "6350"})
            fill = stroke.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(self.colour("boxrim"))}))
            stroke.append(fill)
            properties.insert(place, stroke)

    def legend(self, items: Sequence[LegendItem], x: float, y: float, room: float) -> None:
        """The legend: a small sample and a text each."""
        for placed in flow(items, room):
            left, top = x + placed.x, y + placed.line * LINE
            self._sample(placed.item, left, top + LINE / 2)
            self.text(
                placed.item.text, (left + SAMPLE + 2, top, 8 + 6.4 * len(placed.item.text), LINE), 8.5, ink="muted"
            )

    def _sample(self, item: LegendItem, x: float, y: float) -> None:
        inks: Mapping[str, Ink] = {
            "critical": "critical", "mutual": "mutual", "loop": "loop", "dotted": "situational", "feedback": "critical",
            "situational": "situational", "shade": "shade", "end": "end",
        }  # fmt: skip
        ink: Ink = inks.get(item.sample, "line")
        if item.sample in ("critical", "mutual", "loop", "dashed", "dotted", "standin", "weight"):
            wide = 4.0 if item.sample in ("critical", "mutual") else 2.0
            found = self.line((x, y), (x + SAMPLE, y), ink=ink, wide=wide, style=item.sample, curved=False)
            head = "oval" if item.sample == "standin" else "triangle"
            self.ends(
                found, head=head, tail="triangle" if item.sample == "mutual" else "", double=item.sample == "mutual"
            )
            return
        filled = item.sample in ("end", "need", "feedback", "both", "situational", "shade", "importance")
        kind = SHAPES[item.shape] if item.sample == "shape" else MSO_SHAPE.ROUNDED_RECTANGLE
        rims: Mapping[str, Ink] = {"bottleneck": "strong", "focus": "focus", "both": "mutual", "frame": "ink"}
        wide = 2.5 if item.sample in rims else 1.0
        found = self.shape(
            kind, (x + 6, y - 7, 26, 14), fill=ink if filled else "card", rim=rims.get(item.sample, "rim"), wide=wide
        )
        if item.sample == "bottleneck":
            self.write(found, [("1", 7, True, "ink")])


def _plain(shape: Any) -> None:
    """Without the template's style: no shadow, no gradient, only what is said here."""
    style = shape.element.find(qn("p:style"))
    if style is not None:
        shape.element.remove(style)
