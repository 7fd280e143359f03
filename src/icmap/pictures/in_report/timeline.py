"""The worst needs as timelines: what happens when on their way, and what may be late."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Column, Figure, Table
from icmap.figures import Bar, Timeline
from icmap.measures.needs import Need
from icmap.model.quantities import format_duration
from icmap.pictures.drawing import Bar as DrawnBar
from icmap.pictures.paint.engines import Engine
from icmap.pictures.views.stories import stories
from icmap.pictures.views.timeline import Row, timeline_rows
from icmap.study import Study

__all__ = ["timeline_figure", "timeline_figures"]

_MOST_NEEDS, _MOST_ROWS = 3, 30
_TEXT = (
    "A full bar is a step that makes the end customer later if it is late; the pale line after a hollow bar is how late "
    "that step may be before anybody at the end notices."
)


def timeline_figures(study: Study, engine: Engine) -> Iterator[Figure]:  # noqa: ARG001 - all figures have one signature
    """A figure for each of the worst needs; none where nobody waits."""
    for place, need in enumerate(stories(study)[:_MOST_NEEDS], 1):
        yield timeline_figure(study, need, f"timeline-{place}")


def timeline_figure(study: Study, need: Need, name: str) -> Figure:
    """One need: what happens when on its way, and what may be late."""
    drawn, rows, left = timeline_rows(study, need, _MOST_ROWS)
    shown = Timeline(drawn.ticks, tuple(Bar(bar.start, bar.length, bar.slack, bar.critical) for bar in drawn.bars))
    remarks = (f"The {len(rows)} most critical of {len(rows) + left} steps are shown.",) if left else ()
    return Figure(name, drawn.title, _TEXT, shown, _table(study, drawn.bars, rows), "critical-paths", remarks)


def _table(study: Study, bars: tuple[DrawnBar, ...], rows: tuple[Row, ...]) -> Table:
    columns = (
        Column("Step"), Column("Starts at", "number"), Column("Takes", "number"), Column("Done at", "number"),
        Column("May be late by", "number"),
    )  # fmt: skip
    cells = tuple((bar.name, *_cells(study, row)) for bar, row in zip(bars, rows, strict=True))
    return Table(columns, cells, "What happens when")


def _cells(study: Study, row: Row) -> tuple[str, ...]:
    calendar = study.org.calendar
    start, takes, done = (format_duration(time, calendar) if time else "0" for time in (row.ready, row.own, row.done))
    return start, takes, ("at least " if row.lower_bound else "") + done, _late(study, row)


def _late(study: Study, row: Row) -> str:
    if row.slack is None:
        return "any time: another stands in"
    return format_duration(row.slack, study.org.calendar) if row.slack else "nothing"
