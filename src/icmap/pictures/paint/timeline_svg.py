"""A timeline painted: names at the left, bars under a scale, until when it is needed as a line across them."""

from __future__ import annotations

from icmap.pictures.drawing import Bar, Timeline
from icmap.pictures.paint.canvas import Canvas
from icmap.pictures.paint.layout.widths import fitted, width
from icmap.pictures.paint.theme import Ink
from icmap.records import dataclass

__all__ = ["NAMES_WIDEST", "SCALE", "SIZE", "SMALL", "TimelineMeasure", "paint_timeline", "timeline_measure"]

SIZE, SMALL = 13.4, 12.4
NAMES_WIDEST, SCALE, _BARS = 330.0, 44.0, 700.0
_TALLEST, _USUAL, _LEAST = 44.0, 30.0, 21.0
_AFTER = 96.0
"""Room behind the last bar for its words."""


@dataclass(frozen=True, slots=True)
class TimelineMeasure:
    """How wide the names are, where the bars begin, how long they may be, and how tall a row is."""

    left: float
    bars: float
    row: float
    width: float
    height: float
    legible: bool = True


def timeline_measure(timeline: Timeline, room: tuple[float, float] | None) -> TimelineMeasure:
    """Rows as tall as there is room for, within limits; bars as long as the names leave."""
    left = min(NAMES_WIDEST, max((width(bar.name, SIZE, bold=True) for bar in timeline.bars), default=0.0)) + 16
    count = max(len(timeline.bars), 1)
    fits = (room[1] - SCALE - 4) / count if room else _USUAL
    row = max(_LEAST, min(_TALLEST, fits))
    wide = room[0] if room else left + _BARS + _AFTER
    return TimelineMeasure(left, wide - left - _AFTER, row, wide, SCALE + count * row + 4, fits >= _LEAST)


def paint_timeline(canvas: Canvas, timeline: Timeline, measure: TimelineMeasure) -> None:
    """Paint it with its upper left corner at 0, 0."""
    _scale(canvas, timeline, measure)
    if timeline.limit:
        _limit(canvas, *timeline.limit, measure)
    for place, bar in enumerate(timeline.bars):
        _bar(canvas, bar, measure, SCALE + place * measure.row)


def _scale(canvas: Canvas, timeline: Timeline, measure: TimelineMeasure) -> None:
    steps = max(len(timeline.ticks) - 1, 1)
    for place, tick in enumerate(timeline.ticks):
        x = measure.left + measure.bars * place / steps
        canvas.path(f"M{x:.1f} {SCALE - 4:.1f}V{measure.height:.1f}", stroke="faint", wide=1.0)
        canvas.words(tick, x, SCALE - 10, SMALL, ink="muted", anchor="middle" if place else "start")


def _bar(canvas: Canvas, bar: Bar, measure: TimelineMeasure, top: float) -> None:
    middle, thick = top + measure.row / 2, min(measure.row * 0.62, 22.0)
    start = measure.left + bar.start * measure.bars
    long = max(bar.length * measure.bars, 3.0)
    canvas.open("g")
    canvas.title(bar.tip)
    canvas.words(
        fitted(bar.name, SIZE, NAMES_WIDEST, bold=bar.critical), measure.left - 12, middle + 4.8, SIZE,
        bold=bar.critical or bar.end, anchor="end",
    )  # fmt: skip
    slack = min(bar.slack * measure.bars, measure.width - _AFTER - start - long)
    if slack > 1:
        canvas.path(f"M{start + long:.1f} {middle:.1f}h{slack:.1f}", stroke="rim", wide=3.0, stroke_dasharray="2 3")
    ink: Ink = "end" if bar.end else "critical" if bar.critical else "line"
    filled: Ink = ink if bar.critical or bar.end else "page"
    canvas.rect(start, middle - thick / 2, long, thick, fill=filled, stroke=ink, rx=3, stroke_width=1.6)
    words = f"{bar.takes}{f' · {bar.late}' if bar.late else ''}"
    x = start + long + max(slack, 0) + 7
    canvas.rect(x - 3, middle - 8, width(words, SMALL) + 6, 16, fill="page", fill_opacity=0.85, rx=3)
    canvas.words(words, x, middle + 4.6, SMALL, ink="ink" if bar.critical else "muted")
    canvas.close("g")


def _limit(canvas: Canvas, share: float, words: str, measure: TimelineMeasure) -> None:
    """Until when it is needed: a line through all rows, with its words above the scale."""
    x = measure.left + share * measure.bars
    canvas.path(
        f"M{x:.1f} 17V23M{x:.1f} {SCALE - 4:.1f}V{measure.height:.1f}",
        stroke="mutual",
        wide=2.2,
        stroke_dasharray="7 4",
    )
    anchor = "end" if share > 0.85 else "start" if share < 0.15 else "middle"
    canvas.words(words, x, 13, SMALL, ink="mutual", bold=True, anchor=anchor)
