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
from icmap.pictures.paint.fit import MARGIN, Fit
from icmap.pictures.paint.layout.curves import Curve, Point, middle
from icmap.pictures.paint.layout.widths import width
from icmap.pictures.paint.legend import LINE, SAMPLE, SIZE, flow
from icmap.pictures.paint.theme import Ink
from icmap.pictures.text.escaping import one_line

__all__ = ["POINTS", "SHAPES", "Line", "Slide", "Spot"]

Spot = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""
Line = tuple[str, float, bool, Ink]
"""A line of text: words, size in pixels, bold, ink."""

POINTS = 0.75
_EMU_PER_PIXEL = 9525
_FONT = "Arial"
_DASHES = {
    "dashed": MSO_LINE.DASH, "dotted": MSO_LINE.ROUND_DOT, "standin": MSO_LINE.ROUND_DOT, "slack": MSO_LINE.ROUND_DOT,
    "limit": MSO_LINE.DASH,
}  # fmt: skip

SHAPES: Mapping[Shape, Any] = {
    "person": MSO_SHAPE.ROUNDED_RECTANGLE,
    "role": MSO_SHAPE.ROUNDED_RECTANGLE,
    "team": MSO_SHAPE.ROUNDED_RECTANGLE,
    "department": MSO_SHAPE.RECTANGLE,
    "process": MSO_SHAPE.CHEVRON,
    "system": MSO_SHAPE.CAN,
    "supplier": MSO_SHAPE.FLOWCHART_PREPARATION,
    "authority": MSO_SHAPE.OCTAGON,
    "customer": MSO_SHAPE.PENTAGON,
    "party": MSO_SHAPE.ROUNDED_RECTANGLE,
    "gate": MSO_SHAPE.ROUNDED_RECTANGLE,
    "more": MSO_SHAPE.RECTANGLE,
}
"""Shapes that PowerPoint and LibreOffice both have."""
_ROUND = {"person": 0.5, "role": 0.5, "gate": 0.5, "team": 0.18, "party": 0.18}
_SLANT = 11.0


class Slide:
    """A slide, its colours, and how much larger than ours the slides of a template are."""

    def __init__(self, slide: Any, colours: Mapping[Ink, str], scale: float = 1.0) -> None:
        self._slide = slide
        self._colours = colours
        self._scale = scale

    @staticmethod
    def length(pixels: float) -> Any:
        """Pixels in the unit of the file."""
        return Emu(round(pixels * _EMU_PER_PIXEL))

    def at(self, pixels: float) -> Any:
        """A place or a length on this slide."""
        return self.length(pixels * self._scale)

    def points(self, size: float) -> Any:
        """A size of letters from pixels."""
        return Pt(round(size * POINTS * self._scale, 1))

    def colour(self, ink: Ink) -> Any:
        """The colour of an ink."""
        red, green, blue = bytes.fromhex(self._colours[ink].lstrip("#"))
        return RGBColor(red, green, blue)

    def background(self) -> None:
        """The page's own colour."""
        fill = self._slide.background.fill
        fill.solid()
        fill.fore_color.rgb = self.colour("page")

    def shape(
        self, kind: Any, spot: Spot, *, fill: Ink | None, rim: Ink | None, wide: float = 1.0, name: str = ""
    ) -> Any:
        """A native shape without text."""
        found = self._slide.shapes.add_shape(kind, *(self.at(each) for each in spot))
        _plain(found)
        found.name = one_line(name) or found.name
        self._painted(found, fill, rim, wide)
        return found

    def _painted(self, found: Any, fill: Ink | None, rim: Ink | None, wide: float) -> None:
        if fill is None:
            found.fill.background()
        else:
            found.fill.solid()
            found.fill.fore_color.rgb = self.colour(fill)
        if rim is None:
            found.line.fill.background()
        else:
            found.line.color.rgb = self.colour(rim)
            found.line.width = self.at(wide)

    def card(self, shape: Shape, spot: Spot, *, fill: Ink, rim: Ink, wide: float, name: str) -> Any:
        """The shape of a kind, its corners as in the other formats."""
        found = self.shape(SHAPES[shape], spot, fill=fill, rim=rim, wide=wide, name=name)
        if shape in _ROUND:
            found.adjustments[0] = min(_ROUND[shape], 22.0 / min(spot[2], spot[3]))
        elif shape == "process":
            found.adjustments[0] = min(_SLANT / spot[3], 0.4)
        elif shape == "customer":
            found.adjustments[0] = min(_SLANT / spot[3], 0.4)
            found.element.spPr.find(qn("a:xfrm")).set("flipH", "1")
        elif shape == "system":
            found.adjustments[0] = min(10.0 / spot[2], 0.25) if spot[2] < spot[3] else min(10.0 / spot[3], 0.25)
        return found

    def write(
        self, shape: Any, lines: Sequence[Line], *, align: Any = PP_ALIGN.CENTER, top: bool = False, margin: float = 2.0
    ) -> None:
        """Lines of text into a shape; they are never broken: every line is given as it stands."""
        frame = shape.text_frame
        frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = self.at(margin)
        frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
        for place, (words, size, bold, ink) in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = align
            run = paragraph.add_run()
            run.text = one_line(words)
            run.font.name, run.font.size, run.font.bold = _FONT, self.points(size), bold
            run.font.color.rgb = self.colour(ink)

    def text(
        self, words: str, spot: Spot, size: float, *, ink: Ink = "ink", bold: bool = False, align: Any = PP_ALIGN.LEFT
    ) -> Any:
        """A text of its own on one line."""
        found = self._slide.shapes.add_textbox(*(self.at(each) for each in spot))
        self.write(found, [(words, size, bold, ink)], align=align, margin=0)
        return found

    def title(self, shape: Any, words: str, spot: Spot, size: float, *, bold: bool) -> None:
        """The title of a slide into its placeholder, where everybody looks for it."""
        shape.left, shape.top, shape.width, shape.height = (self.at(each) for each in spot)
        self.write(shape, [(line, size, bold, "ink") for line in words.split("\n")], align=PP_ALIGN.LEFT, margin=0)

    def straight(self, start: Point, end: Point, *, ink: Ink, wide: float, style: str = "solid") -> Any:
        """A straight connector between two points."""
        found = self._slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(self.at(each) for each in (*start, *end)))
        _plain(found)
        self._drawn(found, ink, wide, style)
        return found

    def curve(self, curve: Curve, *, ink: Ink, wide: float, style: str = "solid") -> Any:
        """A free line along a curve: it runs where the picture leads it."""
        steps = max(8, 4 * (len(curve) - 1))
        points = [middle(curve, step / steps) for step in range(steps + 1)]
        lengths = [(self.at(x), self.at(y)) for x, y in points]
        builder = self._slide.shapes.build_freeform(*lengths[0], scale=1.0)
        builder.add_line_segments(lengths[1:], close=False)
        found = builder.convert_to_shape()
        _plain(found)
        found.fill.background()
        self._drawn(found, ink, wide, style)
        return found

    def _drawn(self, found: Any, ink: Ink, wide: float, style: str) -> None:
        found.line.color.rgb = self.colour(ink)
        found.line.width = self.at(wide)
        if style in _DASHES:
            found.line.dash_style = _DASHES[style]

    @staticmethod
    def ends(line: Any, *, head: str = "triangle", tail: str = "", double: bool = False) -> None:
        """Arrow heads, and a line made of two."""
        stroke = line.element.spPr.find(qn("a:ln"))
        if double:
            stroke.set("cmpd", "dbl")
        for name, kind in (("a:headEnd", tail), ("a:tailEnd", head)):
            if kind:
                stroke.append(stroke.makeelement(qn(name), {"type": kind, "w": "med", "len": "med"}))

    def table(self, rows: int, columns: int, spot: Spot) -> Any:
        """A native table, without the template's style."""
        found = self._slide.shapes.add_table(rows, columns, *(self.at(each) for each in spot)).table
        found.first_row = found.horz_banding = False
        return found

    def border(self, cell: Any) -> None:
        """A hair round a cell of a table."""
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no public way to a cell's borders
        for place, side in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
            stroke = properties.makeelement(qn(side), {"w": "6350"})
            fill = stroke.makeelement(qn("a:solidFill"), {})
            fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(self.colour("boxrim"))}))
            stroke.append(fill)
            properties.insert(place, stroke)

    def legend(self, items: Sequence[LegendItem], fit: Fit) -> None:
        """The legend: a small sample and a text each."""
        for placed in flow(items, fit.width - 2 * MARGIN):
            left, top = MARGIN + placed.x, fit.legend_at + 10 + placed.line * LINE
            self._sample(placed.item, left, top + LINE / 2)
            self.text(
                placed.item.text, (left + SAMPLE + 8, top, width(placed.item.text, SIZE) + 8, LINE), SIZE, ink="muted"
            )

    def _sample(self, item: LegendItem, x: float, y: float) -> None:
        inks: Mapping[str, Ink] = {
            "critical": "critical", "mutual": "mutual", "loop": "loop", "dotted": "situational", "feedback": "critical",
            "situational": "situational", "shade": "shade", "end": "end", "limit": "mutual", "slack": "rim",
            "bar critical": "critical", "added": "situational", "gone": "critical", "changed": "changed",
        }  # fmt: skip
        ink: Ink = inks.get(item.sample, "line")
        if item.sample in ("critical", "mutual", "loop", "dashed", "dotted", "standin", "weight", "slack", "limit"):
            wide = 4.0 if item.sample in ("critical", "mutual") else 2.0
            found = self.straight((x, y), (x + SAMPLE, y), ink=ink, wide=wide, style=item.sample)
            if item.sample not in ("slack", "limit"):
                self.ends(
                    found, head="oval" if item.sample == "standin" else "triangle",
                    tail="triangle" if item.sample == "mutual" else "", double=item.sample == "mutual",
                )  # fmt: skip
            return
        if item.sample == "note":
            self.text("2 h", (x, y - LINE / 2, SAMPLE, LINE), SIZE, align=PP_ALIGN.CENTER)
            return
        self._block(item, ink, x, y)

    def _block(self, item: LegendItem, ink: Ink, x: float, y: float) -> None:
        filled = item.sample in (
            "end",
            "need",
            "feedback",
            "both",
            "situational",
            "shade",
            "importance",
            "bar critical",
        )
        kind = item.shape if item.sample == "shape" else "gate" if item.sample == "gate" else "party"
        rims: Mapping[str, Ink] = {
            "bottleneck": "strong", "focus": "focus", "both": "mutual", "frame": "ink", "bar": "line", "added": "situational",
            "gone": "critical", "changed": "changed",
        }  # fmt: skip
        wide = 2.2 if item.sample in rims else 1.0
        spot = (x + 4, y - 8, 28, 16)
        found = self.card(
            kind, spot, fill=ink if filled else "card", rim=rims.get(item.sample, "rim"), wide=wide, name=""
        )
        if item.sample in ("bottleneck", "gate"):
            self.write(found, [("1", 10, item.sample == "bottleneck", "ink")])


def _plain(shape: Any) -> None:
    """Without the template's style: no shadow, no gradient, only what is said here."""
    style = shape.element.find(qn("p:style"))
    if style is not None:
        shape.element.remove(style)
