"""The charts of what-if: who is hit when, how likely a need is met by when, what drives it, what money buys."""

from __future__ import annotations

from dataclasses import replace

from icmap.document import Column, Figure, Report, Table
from icmap.graphics import Painting
from icmap.model.quantities import Seconds, format_duration
from icmap.pictures.charts import Chart, Mark, Span, Spans, chart_inline
from icmap.pictures.scales import time_scale
from icmap.study import Study
from icmap.whatif.impact import Impact
from icmap.wording.words import Words

__all__ = ["hits_chart", "with_hits"]

_ROWS = 24


def hits_chart(study: Study, found: Impact, title: str) -> Spans:
    """Who is hit, in the order of time: from when each would have been done to when it now is."""
    hits = found.hits[:_ROWS]
    times = [float(time) for hit in hits for time in (hit.before, hit.after)]
    scale = time_scale(0.0, max(times, default=1.0), study.org.calendar)
    spans = tuple(
        Span(
            study.of(Words).short(hit.party),
            scale.share(float(hit.before)),
            scale.share(float(hit.after)),
            _change(study, hit.later),
            "critical" if hit.later > 0 else "situational",
            f"{study.name(hit.party)}: {_time(study, hit.before)}, now {_time(study, hit.after)}",
        )
        for hit in hits
    )
    left = len(found.hits) - len(hits)
    remarks = (f"{left} more are hit; the {_ROWS} that come first are shown",) if left else ()
    stopped = [study.of(Words).short(each.party) for each in found.stopped]
    subtitle = (
        f"Stopped: {', '.join(stopped[:6])}{f' and {len(stopped) - 6} more' if len(stopped) > 6 else ''}"
        if stopped
        else ("From when each would have been done to when it is done now, in the order of time")
    )
    return Spans(title, subtitle, spans, scale.ticks, (Mark(0.0, "start"),), remarks)


def _change(study: Study, later: Seconds) -> str:
    told = format_duration(abs(later), study.org.calendar)
    return f"{told} {'later' if later > 0 else 'sooner'}"


def _time(study: Study, time: Seconds) -> str:
    return format_duration(time, study.org.calendar)


def with_hits(report: Report, study: Study, found: Impact) -> Report:
    """The report with the picture of who is hit when, for formats that show pictures."""
    if not found.hits:
        return report
    chart = hits_chart(study, found, "Who is hit, and when")
    rows = tuple((span.label, span.text) for span in chart.spans)
    return with_chart(report, chart, "hits", Table((Column("who"), Column("how much")), rows))


def with_chart(report: Report, chart: Chart, section: str, table: Table) -> Report:
    """The report with one more figure, in a section of its own words."""
    figure = Figure(
        f"chart-{len(report.figures)}",
        chart.title,
        chart.subtitle,
        Painting(chart_inline(chart)),
        table,
        section,
        chart.remarks,
    )
    return replace(report, figures=(*report.figures, figure))
