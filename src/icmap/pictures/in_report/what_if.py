"""What-if in the report: how sure the need most at risk is, and what money buys where the map has options."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.document import Column, Figure, Table
from icmap.errors import IcmapError
from icmap.figures import Painting
from icmap.measures.spread import has_spread
from icmap.pictures.charts import Chart, chart_inline
from icmap.pictures.paint.engines import Engine
from icmap.study import Study
from icmap.wording.planning import amount

__all__ = ["what_if_figures"]

_MOST, _SECONDS = 5, 5.0


def what_if_figures(study: Study, engine: Engine) -> Iterator[Figure]:  # noqa: ARG001 - all figures have one signature
    """A histogram where times are drawn, the frontier where there are options and it is proven in a few seconds."""
    if has_spread(study):
        yield from _histogram(study)
    if any(True for _ in _options(study)):
        yield from _frontier(study)


def _histogram(study: Study) -> Iterator[Figure]:
    from icmap.measures.chances import Settings, chances
    from icmap.measures.odds import RUNS
    from icmap.pictures.what_if import histogram_chart
    from icmap.whatif.simulate_page import most_at_risk

    for chance in most_at_risk(chances(study, Settings(runs=RUNS)))[:1]:
        if len(chance.bins) > 1:
            chart = histogram_chart(study, chance)
            yield _figure(
                "histogram", chart, "how-sure", Table((Column("when"),), tuple((mark.text,) for mark in chart.marks))
            )


def _options(study: Study) -> Iterator[object]:
    for party in study.org.parties.values():
        yield from party.options
        for service in party.services:
            yield from service.options


def _frontier(study: Study) -> Iterator[Figure]:
    from icmap.pictures.what_if import frontier_chart
    from icmap.whatif.offers import offers
    from icmap.whatif.plan import Wanted, plan

    try:
        found = plan(study, offers(study.org), Wanted(most=_MOST, seconds=_SECONDS))
    except IcmapError:
        return
    if found is not None and len(found.frontier) > 1 and all(each.proven for each in found.frontier):
        rows = tuple((f"{amount(each.cost)}", ", ".join(each.options) or "nothing") for each in found.frontier)
        columns = (Column("cost", "number"), Column("do"))
        yield _figure("frontier", frontier_chart(study, found), "", Table(columns, rows))


def _figure(name: str, chart: Chart, section: str, table: Table) -> Figure:
    return Figure(name, chart.title, chart.subtitle, Painting(chart_inline(chart)), table, section, chart.remarks)
