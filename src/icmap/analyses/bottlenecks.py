"""Bottlenecks: where it hurts, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from icmap.analyses._analysis import Analysis
from icmap.analyses._load_told import load_table
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.measures.bottlenecks import Bottleneck, Reason, bottlenecks, broken_promises
from icmap.measures.brokerage import brokerage
from icmap.measures.drag import Drag, drags
from icmap.measures.load import Load, loads
from icmap.model import Party, Service
from icmap.model.quantities import Seconds, format_duration, format_number, format_share
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ANALYSIS", "Bottlenecks", "Limits"]

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


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a number is a reason."""

    utilisation: float
    hub_top: float
    hub_times_mean: float
    hub_parties: int
    satisfaction: float


@dataclass(frozen=True, slots=True)
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
        study.of(bottlenecks),
        tuple(load for load in study.of(loads).values() if load.utilisation is not None or _can_say(study, load)),
        Limits(
            limits.utilisation, limits.hub_top, limits.hub_times_mean, limits.hub_parties, study.org.survey.midpoint
        ),
        found.pivots,
        found.seed,
        found.standard_error,
        study.of(drags).complete,
    )


def _can_say(study: Study, load: Load) -> bool:
    """Whether it says what it can do, so that its load would be known if its customers said how often."""
    party = study.org.parties[load.party]
    told: tuple[Party | Service, ...] = (party, *party.services)
    return any(each.capacity or (each.effort and party.headcount) for each in told)


_BY: dict[str, Callable[[Bottleneck], float | Seconds | None]] = {
    "reach": lambda row: row.reach or None,
    "drag": lambda row: row.drag or None,
    "utilisation": lambda row: row.utilisation,
    "brokerage": lambda row: row.brokerage or None,
    "satisfaction": lambda row: row.satisfaction,
}


def describe(study: Study) -> Section:
    """One row per party with a reason (or, with `--by`, with that number), then the load where anything is known."""
    result = study.of(compute)
    rows = _chosen(result.parties, study.question.by)
    blocks: list[Block] = [_table(study, rows) if rows else Paragraph(_none(study))]
    if not result.drag_complete:
        blocks.append(
            Paragraph("What each party could save was not computed for all of them: there are too many.", "remark")
        )
    if result.brokerage_pivots and any("hub" in row.reasons for row in rows):
        blocks.append(Paragraph(_sampled(result), "remark"))
    if result.load:
        blocks.append(load_table(study, result.load))
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy=not any(row.reasons for row in rows))


def _chosen(rows: Sequence[Bottleneck], by: str | None) -> list[Bottleneck]:
    number = _BY.get(by or "")
    if number is None:
        return [row for row in rows if row.reasons]
    known = [(value, row) for row in rows if (value := number(row)) is not None]
    lowest_first = 1 if by == "satisfaction" else -1
    return [row for _, row in sorted(known, key=lambda each: (lowest_first * each[0], each[1].party))]


def _none(study: Study) -> str:
    return (
        f"Nobody has a known {study.question.by}." if study.question.by else "No bottleneck, as far as the map tells."
    )


def _sampled(result: Bottlenecks) -> str:
    return (
        f"Hubs are estimated from {result.brokerage_pivots} of {len(result.parties)} parties (seed "
        f"{result.brokerage_seed}, standard error at most {format_number(result.brokerage_standard_error, 4)})."
    )


def _table(study: Study, rows: Sequence[Bottleneck]) -> Table:
    top = rows[: study.question.top]
    columns = (
        Column("Party"), Column("Why"), Column("Saves up to", "number"), Column("Others stop", "number"),
        Column("Busy", "number"), Column("Rated", "number"),
    )  # fmt: skip
    rest = f"The first {len(top)} of {len(rows)} are shown." if len(top) < len(rows) else ""
    return Table(columns, tuple(_row(study, row) for row in top), note=rest)


def _row(study: Study, row: Bottleneck) -> tuple[str, ...]:
    return (
        study.name(row.party),
        "; ".join(_in_words(study, row, each) for each in row.why),
        format_duration(row.drag, study.org.calendar) if row.drag else "",
        str(row.reach),
        _busy(row),
        "" if row.satisfaction is None else format_number(row.satisfaction),
    )


def _busy(row: Bottleneck) -> str:
    if row.utilisation is None:
        return ""
    peak = f", {format_share(row.peak_utilisation)} at peak" if row.peak_utilisation is not None else ""
    return format_share(row.utilisation) + peak


def _in_words(study: Study, row: Bottleneck, why: Reason) -> str:
    if why.reason == "slowest step":
        return f"slowest step{_how_far(study, row)}"
    if why.reason == "breaks its promise":
        return f"breaks its promise{_by_how_much(study, row)}"
    if why.reason == "hub":
        return f"hub ({format_share(why.number)} of all ways lead through it)"
    return why.reason


def _how_far(study: Study, row: Bottleneck) -> str:
    """For whom, and what is the slower one then."""
    drag: Drag | None = study.of(drags).parties.get(row.party)
    if drag is None:
        return ""
    end = "" if drag.need.end == row.party else f" for {study.name(drag.need.end)}"
    then = f", then {study.step(drag.branch).party.name} is slower" if drag.branch else ""
    return f"{end}{then}"


def _by_how_much(study: Study, row: Bottleneck) -> str:
    broken = study.of(broken_promises).get(row.party)
    if broken is None:
        return ""
    calendar = study.org.calendar
    return f" ({format_duration(broken.allowed, calendar)} promised, takes {format_duration(broken.taken, calendar)})"


ANALYSIS = Analysis(
    "bottlenecks",
    "Bottlenecks",
    "where it hurts, and why",
    compute,
    describe,
    TERMS,
)
