"""Charts: spans along a scale, a histogram, steps of a curve; each plain data by shares of its width and height, and an SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from icmap.errors import IcmapError
from icmap.figures import SvgPart
from icmap.pictures.options import ThemeName
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.layout.widths import fitted, width
from icmap.pictures.paint.theme import Ink
from icmap.records import dataclass

__all__ = ["FORMATS", "Chart", "Curve", "Histogram", "Mark", "Span", "Spans", "chart_file", "chart_inline", "ticks"]

Tick = tuple[float, str]
"""A place on a scale, from 0 to 1, and what stands there."""

_WIDE, _LEFT, _RIGHT, _HEAD, _FOOT = 900.0, 210.0, 120.0, 74.0, 44.0
_ROW, _PLOT = 30.0, 250.0
_TEXT, _SMALL = 13.0, 11.5


@dataclass(frozen=True, slots=True)
class Span:
    """One row: a bar from one place to another, what is written beside it, and how it is meant."""

    label: str
    start: float
    end: float
    text: str = ""
    ink: Ink = "mutual"
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the scale that is named; `strong` where it decides something."""

    place: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Spans:
    """Rows of bars over one scale."""

    title: str
    subtitle: str
    spans: tuple[Span, ...]
    scale: tuple[Tick, ...]
    marks: tuple[Mark, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Histogram:
    """Columns that touch, from left to right: where each begins and ends, and its height as a share of the highest."""

    title: str
    subtitle: str
    bins: tuple[tuple[float, float, float], ...]
    scale: tuple[Tick, ...]
    marks: tuple[Mark, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """Points of a curve that goes on until the next one: across, up, what each is; `chosen` is the place of one of them."""

    title: str
    subtitle: str
    points: tuple[tuple[float, float, str], ...]
    scale: tuple[Tick, ...]
    up: tuple[Tick, ...]
    across_title: str = ""
    up_title: str = ""
    chosen: int | None = None
    slanted: bool = False
    remarks: tuple[str, ...] = field(default=())


Chart = Spans | Histogram | Curve


def ticks(low: float, high: float, step: float, written: Callable[[float], str]) -> tuple[Tick, ...]:
    """The multiples of a step between two values, by their shares of the way."""
    if high <= low or step <= 0:
        return ((0.0, written(low)),)
    first = int(low / step) if low / step == int(low / step) else int(low / step) + 1
    places = range(first, int(high / step + 1e-9) + 1)
    return tuple(((place * step - low) / (high - low), written(place * step)) for place in places)


def chart_inline(chart: Chart) -> SvgPart:
    """The chart to be put into a page, without its title: the page has one."""
    canvas = Canvas("auto")
    canvas.open("g", {"transform": f"translate(0 {20 - _HEAD:.0f})"})
    tall = _paint(canvas, chart)
    canvas.close("g")
    return SvgPart(canvas.inner(), _WIDE, tall - _HEAD + 20)


def chart_svg(chart: Chart, theme: ThemeName = "light") -> tuple[str, tuple[float, float]]:
    """The chart as a whole SVG, and its size."""
    canvas = Canvas(theme)
    tall = _paint_nothing(chart)
    canvas.rect(0, 0, _WIDE, tall, fill="page")
    canvas.words(fitted(chart.title, 20, _WIDE - 60, bold=True), 30, 36, 20, bold=True)
    canvas.words(fitted(chart.subtitle, _TEXT, _WIDE - 60), 30, 57, _TEXT, ink="muted")
    _paint(canvas, chart)
    return canvas.text(_WIDE, tall, f"{chart.title}. {chart.subtitle}"), (_WIDE, tall)


FORMATS = ("svg", "png")
"""The formats of a chart."""


def chart_file(chart: Chart, form: str, *, theme: ThemeName = "light", scale: float = 1.0) -> bytes:
    """The chart in a format; an `IcmapError` for one that charts have not."""
    text, size = chart_svg(chart, theme)
    if form == "svg":
        return text.encode("utf-8")
    if form == "png":
        from icmap.pictures.paint.png import pixels

        return pixels(text, size, scale)
    raise IcmapError(f"this picture cannot be written as {form[:20]}", hint=f"formats are {', '.join(FORMATS)}")


def _paint_nothing(chart: Chart) -> float:
    return _paint(Canvas("light"), chart)


def _paint(canvas: Canvas, chart: Chart) -> float:
    """Paint what is below the head; how tall the whole is."""
    if isinstance(chart, Spans):
        return _spans(canvas, chart)
    return _histogram(canvas, chart) if isinstance(chart, Histogram) else _curve(canvas, chart)


def _across(place: float, left: float = _LEFT) -> float:
    return left + min(max(place, 0.0), 1.0) * (_WIDE - left - _RIGHT)


def _scale(canvas: Canvas, scale: tuple[Tick, ...], top: float, bottom: float, left: float = _LEFT) -> None:
    last = -100.0
    for place, text in scale:
        x = _across(place, left)
        canvas.path(f"M{x:.1f} {top:.1f}V{bottom:.1f}", stroke="faint")
        if x - last > width(text, _SMALL) + 10:
            canvas.words(text, x, bottom + 17, _SMALL, ink="muted", anchor="middle")
            last = x


def _marks(canvas: Canvas, marks: tuple[Mark, ...], top: float, bottom: float, left: float = _LEFT) -> None:
    taken: list[tuple[float, float, int]] = []
    for mark in sorted(marks, key=lambda each: each.place):
        x, half = _across(mark.place, left), width(mark.text, _SMALL, bold=mark.strong) / 2 + 4
        line = next(
            row
            for row in range(len(marks) + 1)
            if not any(at == row and abs(x - other) < half + wide for other, wide, at in taken)
        )
        taken.append((x, half, line))
        ink: Ink = "critical" if mark.strong else "muted"
        canvas.path(
            f"M{x:.1f} {top - 4 - 14 * line:.1f}V{bottom:.1f}",
            stroke=ink,
            wide=2 if mark.strong else 1,
            stroke_dasharray="" if mark.strong else "4 3",
        )
        canvas.rect(x - half, top - 17 - 14 * line, 2 * half, 13, fill="page")
        canvas.words(mark.text, x, top - 7 - 14 * line, _SMALL, ink=ink, anchor="middle", bold=mark.strong)


def _spans(canvas: Canvas, chart: Spans) -> float:
    top = _HEAD + (18 if chart.marks else 0)
    bottom = top + _ROW * len(chart.spans)
    _scale(canvas, chart.scale, top, bottom)
    for place, span in enumerate(chart.spans):
        y = top + _ROW * place
        x, end = sorted((_across(span.start), _across(span.end)))
        canvas.open("g")
        canvas.title(span.tip)
        canvas.words(fitted(span.label, _TEXT, _LEFT - 44), 30, y + 20, _TEXT)
        canvas.rect(x, y + 7, max(end - x, 2.0), _ROW - 14, fill=span.ink, rx=2)
        canvas.words(fitted(span.text, _SMALL, _WIDE - end - 12), end + 7, y + 19, _SMALL, ink="muted")
        canvas.close("g")
    _marks(canvas, chart.marks, top, bottom)
    return bottom + _FOOT


def _histogram(canvas: Canvas, chart: Histogram) -> float:
    left, top = 40.0, _HEAD + 14 * len(chart.marks)
    bottom = top + _PLOT
    _scale(canvas, chart.scale, top, bottom, left)
    for start, end, height in chart.bins:
        x, wide = _across(start, left), _across(end, left) - _across(start, left)
        canvas.rect(x, bottom - height * _PLOT, max(wide - 0.6, 0.6), height * _PLOT, fill="mutual")
    _marks(canvas, chart.marks, top, bottom, left)
    return bottom + _FOOT


def _curve(canvas: Canvas, chart: Curve) -> float:
    left, top, bottom = 120.0, _HEAD + 20, _HEAD + 20 + _PLOT
    _scale(canvas, chart.scale, top, bottom, left)
    for place, text in chart.up:
        y = bottom - place * _PLOT
        canvas.path(f"M{left:.1f} {y:.1f}H{_across(1, left):.1f}", stroke="faint")
        canvas.words(text, left - 8, y + 4, _SMALL, ink="muted", anchor="end")
    places = [(_across(x, left), bottom - y * _PLOT) for x, y, _ in chart.points]
    if places:
        between = "L{0:.1f} {1:.1f}" if chart.slanted else "H{0:.1f}V{1:.1f}"
        canvas.path(
            f"M{places[0][0]:.1f} {places[0][1]:.1f}" + "".join(between.format(*each) for each in places[1:]),
            stroke="mutual",
            wide=2,
        )
    for number, ((x, y), (_, _, text)) in enumerate(zip(places, chart.points, strict=True)):
        is_chosen = number == chart.chosen
        canvas.open("g")
        canvas.title(text)
        canvas.shape(
            "circle", {"cx": x, "cy": y, "r": 6 if is_chosen else 4}, fill="critical" if is_chosen else "mutual"
        )
        canvas.close("g")
        if is_chosen:
            right = x > _across(0.6, left)
            shown = fitted(text, _SMALL, (x - left if right else _WIDE - x) - 30, bold=True)
            canvas.words(
                shown,
                x - 10 if right else x + 10,
                y - 10,
                _SMALL,
                ink="critical",
                bold=True,
                anchor="end" if right else "start",
            )
    canvas.words(chart.up_title, 30, top - 12, _SMALL, ink="muted")
    canvas.words(chart.across_title, _across(1, left), bottom + 34, _SMALL, ink="muted", anchor="end")
    return bottom + _FOOT + 12
