"""The legend: a row of samples with words, as many lines as the page's width needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from icmap.pictures.drawing import LegendItem, Node
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.drawing_svg import icon
from icmap.pictures.paint.layout.curves import arrow_head, shortened, spline
from icmap.pictures.paint.layout.outlines import OUTLINES, Rect, path_of
from icmap.pictures.paint.layout.widths import width
from icmap.pictures.paint.theme import Ink
from icmap.records import dataclass

__all__ = ["LINE", "SAMPLE", "SIZE", "Placed", "flow", "legend_lines", "paint_legend", "paint_sample"]

LINE = 26.0
SAMPLE, _GAP, SIZE = 36.0, 22.0, 12.4


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the legend, how far to the right, and on which line."""

    item: LegendItem
    x: float
    line: int


def flow(items: Sequence[LegendItem], room: float) -> Iterator[Placed]:
    """Where each item stands in a width."""
    x, line = 0.0, 0
    for item in items:
        wide = SAMPLE + 8 + width(item.text, SIZE)
        if x and x + wide > room:
            x, line = 0.0, line + 1
        yield Placed(item, x, line)
        x += wide + _GAP


def legend_lines(items: Sequence[LegendItem], room: float) -> int:
    """How many lines a legend takes in a width."""
    return max((placed.line + 1 for placed in flow(items, room)), default=0)


def paint_legend(canvas: Canvas, items: Sequence[LegendItem], x: float, y: float, room: float) -> None:
    """Paint a legend; y is its upper arrow."""
    canvas.open("g", {"id": "legend"})
    for placed in flow(items, room):
        left, middle = x + placed.x, y + placed.line * LINE + LINE / 2
        _SAMPLES[placed.item.sample](canvas, placed.item, left, middle)
        canvas.words(placed.item.text, left + SAMPLE + 8, middle + 4.4, SIZE, ink="muted")
    canvas.close("g")


def paint_sample(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:
    """Paint the sample of one item without its words; y is its middle."""
    _SAMPLES[item.sample](canvas, item, x, y)


_Sample = Callable[[Canvas, LegendItem, float, float], None]


def _line(ink: Ink, wide: float, dashes: str = "", *, halo: bool = False, double: bool = False) -> _Sample:
    def paint(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - one signature for all samples
        curve = ((x, y), (x + 12, y), (x + 24, y), (x + SAMPLE, y))
        head = 6.5 + 1.6 * min(wide, 3)
        back = tuple(reversed(curve))
        data = spline(shortened(curve, start=head - 1 if double else 0, end=head - 1))
        if halo:
            canvas.path(spline(curve), stroke="criticalsoft", wide=11)
        more: dict[str, str | float] = {"stroke-dasharray": dashes} if dashes else {}
        if dashes.startswith("0"):
            more["stroke-linecap"] = "round"
        canvas.shape("path", {"d": data, "stroke-width": wide + (3.6 if double else 0), **more}, stroke=ink)
        if double:
            canvas.path(data, stroke="page", wide=1.8)
            canvas.path(arrow_head(back, head), fill=ink)
        canvas.path(arrow_head(curve, head), fill=ink)

    return paint


def _standin(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - one signature for all samples
    canvas.path(f"M{x:.1f} {y:.1f}h{SAMPLE - 4:.0f}", stroke="line", wide=1.2, stroke_dasharray="2 3")
    canvas.shape("circle", {"cx": x + SAMPLE - 4, "cy": y, "r": 3.2}, fill="page", stroke="line")


def _weight(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - one signature for all samples
    canvas.path(f"M{x:.1f} {y - 5:.1f}h{SAMPLE:.0f}", stroke="line", wide=1.0)
    canvas.path(f"M{x:.1f} {y:.1f}h{SAMPLE:.0f}", stroke="line", wide=2.2)
    canvas.path(f"M{x:.1f} {y + 6:.1f}h{SAMPLE:.0f}", stroke="line", wide=3.6)


def _small_box(fill: Ink, rim: Ink, wide: float) -> _Sample:
    def paint(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
        canvas.rect(x + 6, y - 8, 26, 16, fill=fill, stroke=rim, rx=4, stroke_width=wide)

    return paint


def _bottleneck(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:
    _small_box("card", "strong", 2.6)(canvas, item, x, y)
    canvas.shape("circle", {"cx": x + 31, "cy": y - 6, "r": 7}, fill="strong", stroke="page")
    canvas.words("1", x + 31, y - 2.6, 9.5, ink="stronginks", bold=True, anchor="middle")


def _shape(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:
    canvas.path(path_of(OUTLINES[item.shape], Rect(x, y - 10, SAMPLE, 20)), fill="card", stroke="rim", wide=1.2)
    canvas.open("g", {"transform": f"translate({x + SAMPLE / 2 - 6:.1f} {y - 6:.1f}) scale(0.75)"})
    icon(canvas, Node("", "", "", item.shape), 0, 0)
    canvas.close("g")


def _loop(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:
    _line("loop", 1.8)(canvas, item, x, y)
    cx = x + 13
    canvas.shape("circle", {"cx": cx, "cy": y, "r": 7.5}, fill="page", stroke="loop")
    canvas.path(f"M{cx - 3.6:.1f} {y + 1:.1f}A3.8 3.8 0 1 0 {cx - 1.4:.1f} {y - 3.4:.1f}", stroke="loop", wide=1.6)
    canvas.path(f"M{cx - 5:.1f} {y - 3.6:.1f}l4.6 -2.2l0.2 4.4Z", fill="loop")


def _bar(fill: Ink, rim: Ink) -> _Sample:
    def paint(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
        canvas.rect(x, y - 6, SAMPLE, 12, fill=fill, stroke=rim, rx=3, stroke_width=1.6)

    return paint


def _stroke(ink: Ink, wide: float, dashes: str) -> _Sample:
    def paint(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
        canvas.path(f"M{x:.1f} {y:.1f}h{SAMPLE:.0f}", stroke=ink, wide=wide, stroke_dasharray=dashes)

    return paint


def _state(ink: Ink, dashes: str = "") -> _Sample:
    def paint(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
        more = {"stroke_dasharray": dashes} if dashes else {}
        canvas.rect(x + 4, y - 8, 28, 16, fill="card", stroke=ink, rx=4, stroke_width=2.4, **more)

    return paint


def _gate(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
    canvas.rect(x, y - 9, SAMPLE, 18, fill="card", stroke="rim", rx=9, stroke_width=1.3)
    canvas.words("1 of 2", x + SAMPLE / 2, y + 3.8, 10.4, ink="muted", anchor="middle")


def _note(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
    canvas.words("2 h", x + SAMPLE / 2, y + 4.4, SIZE, ink="ink", anchor="middle", font_style="italic")


def _cell(
    fill: Ink | None, stroke: Ink | None, *, small: bool = False, round_: bool = False, mutual: bool = False
) -> _Sample:
    def paint(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
        half = 4.5 if small else 7.0
        radius = half if round_ else 2.5
        canvas.rect(x + 18 - half, y - half, 2 * half, 2 * half, fill=fill, stroke=stroke, rx=radius, stroke_width=1.6)
        if mutual:
            canvas.rect(x + 18 - 9.5, y - 9.5, 19, 19, stroke="mutual", rx=4, stroke_width=1.8)

    return paint


def _shades(canvas: Canvas, item: LegendItem, x: float, y: float) -> None:  # noqa: ARG001 - as above
    for place, opacity in enumerate((0.12, 0.45, 0.9)):
        canvas.rect(x + 12 * place, y - 7, 12, 14, fill="shade", fill_opacity=opacity)


_SAMPLES: Mapping[str, _Sample] = {
    "end": _small_box("end", "end", 1.2),
    "focus": _small_box("card", "focus", 3.0),
    "bottleneck": _bottleneck,
    "critical": _line("critical", 3.0, halo=True),
    "mutual": _line("mutual", 1.4, double=True),
    "loop": _loop,
    "dashed": _line("line", 1.5, "7 4"),
    "dotted": _line("situational", 2.2, "0.1 5.2"),
    "standin": _standin,
    "weight": _weight,
    "box": _small_box("box", "boxrim", 1.0),
    "shape": _shape,
    "bar": _bar("page", "line"),
    "bar critical": _bar("critical", "critical"),
    "slack": _stroke("rim", 3.0, "2 3"),
    "limit": _stroke("mutual", 2.2, "7 4"),
    "added": _state("situational"),
    "gone": _state("critical", "5 4"),
    "changed": _state("changed"),
    "gate": _gate,
    "note": _note,
    "need": _cell("line", None),
    "feedback": _cell("critical", None),
    "both": _cell("line", None, mutual=True),
    "unwaited": _cell("page", "line"),
    "situational": _cell("situational", None, small=True, round_=True),
    "frame": _cell(None, "ink"),
    "shade": _shades,
    "importance": _cell("line", None),
}
