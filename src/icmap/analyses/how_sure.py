"""How sure the times are: beside each need's single number the time by which it is there in half, and in 8 of 10, of the cases.

Where lead times are estimates, ranges, or of a stated confidence, a short simulation (2,000 runs, seed 1) draws them.
Where branches meet, the single number is too early. `icmap simulate` tells more: drivers, histograms, situations.
"""

from __future__ import annotations

from icmap.analyses._analysis import Analysis
from icmap.document import Column, Paragraph, Section, Table
from icmap.measures.odds import RUNS, Odds, odds
from icmap.study import Study
from icmap.wording.chance import how_often, lower_bounds, nothing_drawn, short_simulation, table_times
from icmap.wording.lists import first
from icmap.wording.names import sentence

__all__ = ["ANALYSIS"]

TERMS = {
    "odds": "How likely a need is kept, from a short simulation of 2,000 runs. 'icmap simulate' makes 10,000 and says what it hangs on.",
}


def compute(study: Study) -> tuple[Odds, ...]:
    """The odds of every need; empty where nothing is drawn."""
    return study.of(odds)


def describe(study: Study) -> Section:
    """The odds as a table, or why there are none."""
    return _section(study) or Section(ANALYSIS.name, ANALYSIS.title, (Paragraph(nothing_drawn()),), healthy=True)


def brief(study: Study) -> Section | None:
    """The same, where anything is drawn."""
    return _section(study)


def _section(study: Study) -> Section | None:
    found = sorted(study.of(odds), key=lambda each: (each.kept_at_most is None, each.kept_at_most or 0.0, each.need))
    if not found:
        return None
    shown, cut = first(found, study.question.top, "least sure")
    columns = (
        Column("who"), Column("needs"), Column("on paper", "number"), Column("half by", "number"), Column("8 of 10 by", "number"),
        Column("kept", "number"),
    )  # fmt: skip
    rows = tuple(_row(study, each) for each in shown)
    note = " ".join(filter(None, (sentence(short_simulation(RUNS), cut), lower_bounds(shown))))
    return Section(ANALYSIS.name, ANALYSIS.title, (Table(columns, rows, note=note),))


def _row(study: Study, each: Odds) -> tuple[str, ...]:
    times = table_times(study, (each.on_paper, each.p50, each.p80), at_least=each.lower_bound)
    needs = each.provider or each.need.rpartition("<- ")[2]
    clock = " (from request)" if each.clock == "request" else ""
    return study.name(each.end_customer), f"{needs}{clock}", *times, how_often(each)


ANALYSIS = Analysis(
    "how-sure", "How sure the times are", "when each need is met in half, and in 8 of 10, of the cases", compute, describe, TERMS,
    brief=brief,
)  # fmt: skip
