"""Bottlenecks: where it hurts, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.measures.bottlenecks import Bottleneck, bottlenecks, broken_promises
from icmap.measures.brokerage import brokerage
from icmap.measures.drag import drags
from icmap.measures.load import Load, loads
from icmap.model import Party, Service
from icmap.model.quantities import Seconds, format_number
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import bottleneck as wording
from icmap.wording import load as loading
from icmap.wording.lists import first, listed
from icmap.wording.names import Words, sentence
from icmap.wording.network import hubs_sampled

__all__ = ["ANALYSIS", "Bottlenecks", "Limits"]

_BRIEF = 5
"""So many rows stand in the short report."""

TERMS = {
    "bottleneck": "A party with at least one of the reasons: slowest step, overloaded, no stand-in, breaks its promise, "
    "dissatisfied customers, hub. More reasons come first, then drag, reach, brokerage and name.",
    "slowest-step": "On the slowest chain to an end customer, and that customer would gain if it took no time (drag).",
    "overloaded": "Utilisation of 85 % or more: demand / capacity, or demand × effort / headcount, summed over a "
    "party's services. A lower bound where some customers have not said how often they ask.",
    "utilisation": "The share of what a party can do that is asked of it. Unknown where its capacity is unknown; never "
    "a count of customers. With effort and headcount c it explains the wait before work begins: Sakasegawa's form of "
    "Kingman's formula, (ca² + cs²)/2 · ρ^(√(2(c+1)) - 1) / (c(1 - ρ)) · effort with ca = cs = 1; at ρ of 1 or more the "
    "queue is unstable. That wait explains a lead time and is never added to it.",
    "breaks-its-promise": "It measures longer than it promises, or its own lead time is longer than its promise.",
    "reach-share": "The reach as a share of the other parties.",
    "drag": "What the end customer that gains most would gain if all of this party's work took no time (Devaux 1999). "
    "Saving more helps nobody: then another chain is the slowest.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on a number is a reason."""

    utilisation: float
    hub_top: float
    hub_times_mean: float
    hub_parties: int
    satisfaction: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottlenecks:
    """Every party with its numbers, bottlenecks first; the load of those that say what they can do; the limits.

    `brokerage_pivots` is 0 where brokerage is exact, else it is estimated with `brokerage_seed` from so many parties.
    """

    parties: tuple[Bottleneck, ...]
    load: tuple[Load, ...]
    thresholds: Limits
    brokerage_pivots: int
    brokerage_seed: int
    brokerage_standard_error: float
    drag_complete: bool


def compute(study: Study) -> Bottlenecks:
    """All parties and their reasons; empty for an empty map."""
    found, limits = study.of(brokerage), study.question.thresholds
    return Bottlenecks(
        parties=study.of(bottlenecks),
        load=tuple(load for load in study.of(loads).values() if load.utilisation is not None or _can_say(study, load)),
        thresholds=Limits(
            utilisation=limits.utilisation,
            hub_top=limits.hub_top,
            hub_times_mean=limits.hub_times_mean,
            hub_parties=limits.hub_parties,
            satisfaction=study.org.survey.midpoint,
        ),
        brokerage_pivots=found.pivots,
        brokerage_seed=found.seed,
        brokerage_standard_error=found.standard_error,
        drag_complete=study.of(drags).complete,
    )


def _can_say(study: Study, load: Load) -> bool:
    """Whether it says what it can do, so that its load would be known if its customers said how often."""
    party = study.org.parties[load.party]
    stated: tuple[Party | Service, ...] = (party, *party.services)
    return any(each.capacity or (each.effort and party.headcount) for each in stated)


_BY: dict[str, Callable[[Bottleneck], float | Seconds | None]] = {
    "reach": lambda row: row.reach or None,
    "drag": lambda row: row.drag or None,
    "utilisation": lambda row: row.utilisation,
    "brokerage": lambda row: row.brokerage or None,
    "satisfaction": lambda row: row.satisfaction,
}


def describe(study: Study) -> Section:
    """One row per party with a reason (or, with `--by`, with that number), then the load where anything is known."""
    found = study.of(compute)
    rows = _chosen(found.parties, study.question.by)
    sampled = found.brokerage_pivots and any("hub" in row.reasons for row in rows)
    remarks = sentence(
        "" if found.drag_complete else wording.NOT_ALL_SAVINGS, hubs_sampled(study.of(brokerage)) if sampled else ""
    )
    blocks: list[Block] = [_table(study, rows) if rows else Paragraph(sentence(wording.none(study.question.by)))]
    blocks += [Paragraph(remarks, "remark")] if remarks else []
    blocks += [_load_table(study, found.load)] if found.load else []
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy=not any(row.reasons for row in rows))


def brief(study: Study) -> Section | None:
    """The first five with the words of their reasons; all there is to say where they were asked for by a number."""
    if study.question.by:
        return describe(study)
    rows, note = first([row for row in study.of(compute).parties if row.reasons], min(_BRIEF, study.question.top))
    if not rows:
        return None
    cells = tuple(_row(study, row, ", ".join(row.reasons)) for row in rows)
    return Section(ANALYSIS.name, ANALYSIS.title, (Table(_COLUMNS, cells, note=note),))


def _chosen(rows: Sequence[Bottleneck], by: str | None) -> list[Bottleneck]:
    number = _BY.get(by or "")
    if number is None:
        return [row for row in rows if row.reasons]
    known = [(value, row) for row in rows if (value := number(row)) is not None]
    lowest_first = 1 if by == "satisfaction" else -1
    return [row for _, row in sorted(known, key=lambda each: (lowest_first * each[0], each[1].party))]


def _table(study: Study, rows: Sequence[Bottleneck]) -> Table:
    top, note = first(rows, study.question.top)
    return Table(_COLUMNS, tuple(_row(study, row, _why(study, row)) for row in top), note=note)


_COLUMNS = (
    Column("Party"), Column("Why"), Column("Saves up to", "number"), Column("Others stop", "number"),
    Column("Busy", "number"), Column("Rated", "number"),
)  # fmt: skip


def _why(study: Study, row: Bottleneck) -> str:
    drag, broken = study.of(drags).parties.get(row.party), study.of(broken_promises).get(row.party)
    return "; ".join(wording.reason(study.of(Words), each, drag, broken) for each in row.why)


def _row(study: Study, row: Bottleneck, why: str) -> tuple[str, ...]:
    return (
        study.name(row.party),
        why,
        study.of(Words).time(row.drag) if row.drag else "",
        str(row.reach),
        wording.busy_in_cell(row),
        "" if row.satisfaction is None else format_number(row.satisfaction),
    )


def _load_table(study: Study, found: Sequence[Load]) -> Table:
    """Who is asked for how much of what they can do, the busiest first."""
    ordered = sorted(found, key=lambda load: (load.utilisation is None, -(load.utilisation or 0), load.party))
    top, note = first(ordered, study.question.top, "busiest")
    columns = (
        Column("Party"), Column("Asked for", "number"), Column("Busy", "number"), Column("Wait in the queue", "number"),
        Column("Ask how often"),
    )  # fmt: skip
    return Table(columns, tuple(_load_row(study, load) for load in top), "Load", note)


def _load_row(study: Study, load: Load) -> tuple[str, ...]:
    words = study.of(Words)
    ask = listed([study.name(party) for party in load.ask], 6) if load.ask else ""
    return study.name(load.party), loading.demand(words, load), loading.share(load), loading.queue(words, load), ask


ANALYSIS = Analysis(
    "bottlenecks",
    "Bottlenecks",
    "where it hurts, and why",
    compute,
    describe,
    TERMS,
    brief=brief,
)
