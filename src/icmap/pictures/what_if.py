"""The charts of what-if: who is hit when, how likely a need is met by when, what drives it, what money buys."""

from __future__ import annotations

from dataclasses import replace

from icmap.document import Column, Figure, Report, Table
from icmap.figures import Painting
from icmap.measures.chances import Chance, Chances
from icmap.model.quantities import Seconds
from icmap.pictures.charts import Chart, Curve, Histogram, Mark, Span, Spans, chart_inline, ticks
from icmap.pictures.scales import time_scale
from icmap.study import Study
from icmap.whatif.impact import Impact
from icmap.whatif.plan import Plan
from icmap.whatif.simulate_page import most_at_risk
from icmap.wording.chance import how_often
from icmap.wording.names import Words, sentence_case
from icmap.wording.planning import amount
from icmap.wording.what_if import about, of_need, size

__all__ = [
    "frontier_chart", "histogram_chart", "hits_chart", "nice_step", "tornado_chart", "with_chances", "with_chart", "with_frontier", "with_hits",
]  # fmt: skip

_ROWS, _TORNADO, _PICTURED = 24, 12, 3


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
    told = study.of(Words).time(size(later))
    return f"{told} {'later' if later > 0 else 'sooner'}"


def _time(study: Study, time: Seconds) -> str:
    return study.of(Words).time(time)


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


def histogram_chart(study: Study, chance: Chance) -> Histogram:
    """When a need is met in all runs, with what was said on paper, half, eight of ten, and what is needed."""
    marks = [(chance.on_paper, "on paper", False), (chance.p50, "P50", False), (chance.p80, "P80", False)]
    marks += [(chance.within, "needed", True)] if chance.clock == "start" else []
    times = [float(chance.bins_from), float(chance.bins_to), *(float(time) for time, _, _ in marks if time is not None)]
    scale = time_scale(min(times), max(times), study.org.calendar)
    most, count = max(chance.bins, default=1), max(1, len(chance.bins))
    low, high = float(chance.bins_from), float(chance.bins_to)
    step = (high - low) / count
    bins = tuple(
        (scale.share(low + place * step), scale.share(low + (place + 1) * step), each / most)
        for place, each in enumerate(chance.bins)
    )
    kept = "" if chance.kept_at_most is None else f" · kept: {how_often(chance)}"
    return Histogram(
        sentence_case(of_need(study, chance.provider, chance.end_customer)),
        f"{chance.runs:,} runs{kept} · how often it is there when"
        + (", as far as the times are known" if chance.lower_bound else ""),
        bins,
        scale.ticks,
        tuple(
            Mark(scale.share(float(time)), f"{name} {about(study, time)}", strong)
            for time, name, strong in marks
            if time is not None
        ),
    )


def tornado_chart(study: Study, chance: Chance) -> Spans:
    """What a need hangs on, the most first: the rank correlation of each with the arrival."""
    drivers = [each for each in chance.drivers if each.cruciality is not None][:_TORNADO]
    spans = tuple(
        Span(
            each.service,
            0.5,
            0.5 + (each.cruciality or 0.0) / 2,
            f"{each.cruciality:.2f}"
            + (f", critical in {100 * each.criticality:.0f} %" if each.criticality is not None else ""),
            "critical" if (each.cruciality or 0) > 0 else "mutual",
        )
        for each in drivers
    )
    title = f"What it hangs on: {of_need(study, chance.provider, chance.end_customer)}"
    scale = tuple(((place + 10) / 20, f"{place / 10:g}") for place in range(-10, 11, 5))
    return Spans(title, "Rank correlation of each time with the arrival (cruciality)", spans, scale)


def with_chances(report: Report, study: Study, found: Chances) -> Report:
    """The report with a histogram and a tornado for each of the needs most at risk."""
    for chance in most_at_risk(found)[:_PICTURED]:
        if len(chance.bins) > 1:
            shown = histogram_chart(study, chance)
            rows = tuple((mark.text,) for mark in shown.marks)
            report = with_chart(report, shown, "chances", Table((Column("when"),), rows))
            drivers = tornado_chart(study, chance)
            told = tuple((span.label, span.text) for span in drivers.spans)
            report = with_chart(report, drivers, "drivers", Table((Column("what"), Column("cruciality")), told))
    return report


def frontier_chart(study: Study, found: Plan) -> Curve:
    """What money buys: cost across, what needs are missed by (or, where none is, the latest need) up."""
    late = any(each.lateness for each in found.frontier)
    day = float(study.org.calendar.day)
    values = [float(each.lateness) / day if late else float(each.latest) for each in found.frontier]
    dearest = max((each.cost for each in found.frontier), default=1.0) or 1.0
    if late:
        highest = max(values, default=1.0) or 1.0
        heights = [value / highest for value in values]
        marks = ticks(0.0, highest, nice_step(highest), lambda value: f"{value:,g}")
    else:
        up = time_scale(min(values, default=0.0), max(values, default=1.0), study.org.calendar)
        heights, marks = [up.share(value) for value in values], up.ticks
    points = tuple(
        (
            each.cost / dearest,
            height,
            f"{amount(each.cost)}: {', '.join(each.options[:2]) or 'nothing'}"
            + (" …" if len(each.options) > 2 else ""),
        )
        for each, height in zip(found.frontier, heights, strict=True)
    )
    slanted = any("%)" in option for each in found.frontier for option in each.options)
    costs = ticks(0.0, dearest, nice_step(dearest), lambda cost: f"{cost:,g}")
    return Curve(
        "What money buys",
        _best_sets(found),
        points, costs, marks, "cost",
        "needs are missed by, in points (days times importance)" if late else "the latest need", found.chosen_point, slanted,
    )  # fmt: skip


def _best_sets(found: Plan) -> str:
    """What the points are, and no more than that."""
    few = f" of {found.most} options at most" if found.most is not None else ""
    proven = ", proven" if all(each.proven for each in found.frontier) else ""
    return f"Each point is the best set{few} for its cost{proven}" + (
        "" if found.frontier_whole else "; between them others may be best"
    )


def nice_step(most: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that fits at most eight times."""
    power = 10.0 ** (len(str(int(most))) - 2)
    return next(step * power for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if most / (step * power) <= 8)


def with_frontier(report: Report, study: Study, found: Plan) -> Report:
    """The report with the picture of what money buys."""
    if len(found.frontier) < 2:
        return report
    rows = tuple((f"{amount(each.cost)}", ", ".join(each.options) or "nothing") for each in found.frontier)
    return with_chart(
        report, frontier_chart(study, found), "frontier", Table((Column("cost", "number"), Column("do")), rows)
    )
