"""Outages: who stops when X stops, whose absence stops an end customer, and who comes back too late."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses._analysis import Analysis
from icmap.analyses._telling import listed
from icmap.document import Block, Bullets, Column, Paragraph, Section, Sentence, Table
from icmap.measures.cut_sets import CutSets, cut_sets
from icmap.measures.outages import LISTED, Outage, outages
from icmap.measures.recovery import SlowRecovery, slow_recoveries
from icmap.model.quantities import format_duration, format_share
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ANALYSIS", "OutageResults"]

TERMS = {
    "blocked": "A service stops if its party is out and no backup of it is up, if something it needs is blocked, or if "
    "too many members of an alternative are. From the outage outwards (least fixpoint), so a loop stops nobody by "
    "itself. Optional entries do not count. A party is blocked when one of its services is.",
    "reach": "How many other parties are blocked when this one alone is out.",
    "no-stand-in": "A party that blocks an end customer, has no backup and is one of a kind: a person, a system, a "
    "supplier or partner outside, a role without or with a headcount of 1, or any party with a headcount of 1. In "
    "JSON: false where the map names no stand-in, true where it names one, null where the question does not arise.",
    "cut-set": "Parties whose outage together blocks an end customer, though none fewer of them would (minimal cut "
    "set). Larger sets than one are sought where an alternative or a backup stands in between (--cut-size).",
    "slow-recovery": "A party whose recovery takes longer than its first customer hit can go without it (tolerates). "
    "Told only where both are known.",
    "hit": "When a customer is hit after an outage begins: the sum of what everyone on the way tolerates.",
}


@dataclass(frozen=True, slots=True)
class OutageResults:
    """Every party's outage by id, the cut sets of every end customer, and the slow recoveries.

    `exact` is False if a tangle of alternatives was too large to finish: the numbers are then lower bounds.
    """

    parties: tuple[Outage, ...]
    cut_sets: tuple[CutSets, ...]
    slow_recoveries: tuple[SlowRecovery, ...]
    exact: bool


def compute(study: Study) -> OutageResults:
    """All single outages and what follows from them; empty for an empty map."""
    found = study.of(outages)
    return OutageResults(found.parties, study.of(cut_sets), study.of(slow_recoveries), found.exact)


def describe(study: Study) -> Section:
    """The widest reach first; then who stops an end customer only together; then slow recoveries."""
    result = study.of(compute)
    blocks: list[Block] = [_reach(study, result.parties)]
    blocks += _together(study, result.cut_sets)
    if result.slow_recoveries:
        blocks.append(Bullets(tuple(_slow(study, each) for each in result.slow_recoveries[: study.question.top])))
        blocks += _left_out(len(result.slow_recoveries), study.question.top)
    if not result.exact:
        blocks.append(
            Paragraph("The alternatives are too entangled to finish: these numbers are at least so many.", "remark")
        )
    healthy = not result.slow_recoveries and all(each.stand_in is not False for each in result.parties)
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy)


def _left_out(found: int, shown: int) -> list[Block]:
    return [Paragraph(f"The first {shown} of {found} are shown.", "remark")] if found > shown else []


def _reach(study: Study, found: Sequence[Outage]) -> Block:
    stopping = sorted((each for each in found if each.reach), key=lambda each: (-each.reach, each.party))
    if not stopping:
        return Paragraph("No party stops another.")
    top = stopping[: study.question.top]
    columns = (
        Column("If this stops"), Column("others stop", "number"), Column("of all", "number"),
        Column("End customers among them"), Column("Stand-in"),
    )  # fmt: skip
    rest = f" The {len(top)} that stop most of {len(stopping)} are shown." if len(top) < len(stopping) else ""
    note = f"Each alone, and for long enough that stock and patience run out.{rest}"
    return Table(columns, tuple(_row(study, each) for each in top), note=note)


def _row(study: Study, outage: Outage) -> tuple[str, ...]:
    ends = [study.name(end) for end in outage.end_customers]
    hidden = outage.end_customer_count - len(ends)
    told = (
        listed(ends)
        if ends and not hidden
        else f"{listed(ends[:3], 3)} and {outage.end_customer_count - 3} more"
        if ends
        else ""
    )
    stand_in = {True: "named", False: "none named", None: ""}[outage.stand_in]
    return study.name(outage.party), str(outage.reach), format_share(outage.share), told, stand_in


def _together(study: Study, found: Sequence[CutSets]) -> list[Block]:
    """What only several outages together do, per end customer."""
    sets = [(each.end_customer, names) for each in found for names in each.sets if len(names) > 1]
    blocks: list[Block] = []
    if sets:
        rows = tuple(
            (" and ".join(study.name(name) for name in names), study.name(end))
            for end, names in sets[: study.question.top]
        )
        columns = (Column("If these stop together"), Column("this end customer stops"))
        rest = f" The first {len(rows)} of the {len(sets)} listed in JSON are shown." if len(rows) < len(sets) else ""
        blocks.append(Table(columns, rows, "Only together", f"None of them alone would do it.{rest}"))
    if not all(each.complete for each in found):
        blocks.append(
            Paragraph("Not all sets that stop an end customer only together were sought: there are too many.", "remark")
        )
    elif any(each.count > LISTED for each in found):
        blocks.append(Paragraph(f"Per end customer the first {LISTED} sets are listed; all are counted.", "remark"))
    return blocks


def _slow(study: Study, slow: SlowRecovery) -> Sentence:
    calendar = study.org.calendar
    text = (
        f"{study.name(slow.party)} takes {format_duration(slow.recovery, calendar)} to come back; "
        f"{study.name(slow.customer)} can go without for {format_duration(slow.hit, calendar)}."
    )
    return Sentence(text, slow.party, None, study.org.parties[slow.party].span, "slow-recovery")


ANALYSIS = Analysis(
    "outages",
    "Outages",
    "who stops when one stops, and where the map names no stand-in",
    compute,
    describe,
    TERMS,
)
