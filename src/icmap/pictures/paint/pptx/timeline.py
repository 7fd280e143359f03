"""A timeline as native bars under a scale."""

from __future__ import annotations

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN

from icmap.pictures.drawing import Bar, Timeline
from icmap.pictures.paint.fit import Fit
from icmap.pictures.paint.layout.widths import fitted, width
from icmap.pictures.paint.pptx.slide import Slide
from icmap.pictures.paint.theme import Ink
from icmap.pictures.paint.timeline_svg import NAMES_WIDEST, SCALE, SIZE, SMALL, TimelineMeasure

__all__ = ["add_timeline"]


def add_timeline(slide: Slide, timeline: Timeline, fit: Fit) -> None:
    """The scale, the line of the need, then a bar and its words for each row."""
    measure = fit.measure
    if not isinstance(measure, TimelineMeasure):
        return
    left, bottom = fit.x + measure.left, fit.y + measure.height
    steps = max(len(timeline.ticks) - 1, 1)
    for place, tick in enumerate(timeline.ticks):
        x = left + measure.bars * place / steps
        slide.straight((x, fit.y + SCALE - 4), (x, bottom), ink="faint", wide=1.0)
        slide.text(tick, (x - 50, fit.y + SCALE - 24, 100, 18), SMALL, ink="muted", align=PP_ALIGN.CENTER)
    if timeline.limit:
        x = left + timeline.limit[0] * measure.bars
        slide.straight((x, fit.y + SCALE - 4), (x, bottom), ink="mutual", wide=2.2, style="limit")
        slide.text(timeline.limit[1], (x - 120, fit.y, 240, 18), SMALL, ink="mutual", bold=True, align=PP_ALIGN.CENTER)
    for place, bar in enumerate(timeline.bars):
        _bar(slide, bar, measure, fit.x, fit.y + SCALE + place * measure.row)


def _bar(slide: Slide, bar: Bar, measure: TimelineMeasure, x: float, top: float) -> None:
    thick = min(measure.row * 0.62, 22.0)
    middle, start = top + measure.row / 2, x + measure.left + bar.start * measure.bars
    long = max(bar.length * measure.bars, 3.0)
    bold = bar.critical or bar.end
    name = fitted(bar.name, SIZE, NAMES_WIDEST, bold=bold)
    slide.text(name, (x, top, measure.left - 12, measure.row), SIZE, bold=bold, align=PP_ALIGN.RIGHT)
    slack = bar.slack * measure.bars
    if slack > 1:
        slide.straight((start + long, middle), (start + long + slack, middle), ink="rim", wide=3.0, style="slack")
    ink: Ink = "end" if bar.end else "critical" if bar.critical else "line"
    spot = (start, middle - thick / 2, long, thick)
    slide.shape(MSO_SHAPE.RECTANGLE, spot, fill=ink if bold else "page", rim=ink, wide=1.6, name=bar.name)
    words = f"{bar.takes}{f' · {bar.late}' if bar.late else ''}"
    spot = (start + long + max(slack, 0) + 7, top, width(words, SMALL) + 8, measure.row)
    slide.text(words, spot, SMALL, ink="ink" if bar.critical else "muted")
