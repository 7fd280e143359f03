"""How sure the times are: beside each need's single number the time by which it is there in half, and in 8 of 10, of the cases.

Where lead times are estimates, ranges, or of a stated confidence, a short simulation (2,000 runs, seed 1) draws them.
Where branches meet, the single number is too early. `icmap simulate` tells more: drivers, histograms, situations.
"""

from __future__ import annotations

from icmap.analyses._analysis import Analysis
from icmap.document import Column, Paragraph, Section, Table
from icmap.measures.odds import RUNS, Odds, odds
from icmap.study import Study
from icmap.wording.chance import nothing_drawn, percent, short_simulation
from icmap.wording.lists import first
from icmap.wording.names import sentence
from icmap.wording.what_if import about

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
    found = sorted(study.of(odds), key=lambda each: (each.kept is None, each.kept or 0.0, each.need))
    if not found:
        return None
    shown, cut = first(found, study.question.top, "least sure")
    columns = (
        Column("who"), Column("needs"), Column("on paper", "number"), Column("half by", "number"), Column("8 of 10 by", "number"),
        Column("kept", "number"),
    )  # fmt: skip
    rows = tuple(_row(study, each) for each in shown)
    note = sentence(short_simulation(RUNS), cut)
    return Section(ANALYSIS.name, ANALYSIS.title, (Table(columns, rows, note=note),))


def _row(study: Study, each: Odds) -> tuple[str, ...]:
    times = ("never" if time is None else about(study, time) for time in (each.on_paper, each.p50, each.p80))
    needs = each.provider or each.need.rpartition("<- ")[2]
    return study.name(each.end_customer), needs, *times, "–" if each.kept is None else percent(each.kept)


ANALYSIS = Analysis(
    "how-sure", "How sure the times are", "when each need is met in half, and in 8 of 10, of the cases", compute, describe, TERMS,
    brief=brief,
)  # fmt: skip
