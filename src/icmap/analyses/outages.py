"""Outages: who stops when X stops, whose absence stops an end customer, and who comes back too late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Bullets, Column, Paragraph, Section, Sentence, Table
from icmap.locations import span_of
from icmap.measures.common_cause import CommonCause, common_causes
from icmap.measures.cut_sets import CutSets, cut_sets
from icmap.measures.inversions import Inversion, inversions
from icmap.measures.outages import LISTED, Outage, outages
from icmap.measures.recovery import SlowRecovery, slow_recoveries
from icmap.model.quantities import format_share
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import outage as wording
from icmap.wording.importance import inverted
from icmap.wording.lists import first
from icmap.wording.names import Words, sentence

__all__ = ["ANALYSIS", "OutageResults"]

_BRIEF = 5
"""So many rows stand in the short report."""

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
    "common-cause": "An alternative, or a party with a stand-in, on the way of an end customer, whose members all stop when one "
    "other party (a team or department too) stops: two suppliers that both rest on the same carrier.",
    "slow-recovery": "A party whose recovery takes longer than its first customer hit can go without it (tolerates). "
    "Told only where both are known.",
    "hit": "When a customer is hit after an outage begins: the sum of what everyone on the way tolerates.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageResults:
    """Every party's outage by id, the cut sets of every end customer, slow recoveries, common causes and inversions.

    `exact` is False if a tangle of alternatives was too large to finish: the numbers are then lower bounds.
    """

    parties: tuple[Outage, ...]
    cut_sets: tuple[CutSets, ...]
    slow_recoveries: tuple[SlowRecovery, ...]
    common_causes: tuple[CommonCause, ...]
    inversions: tuple[Inversion, ...]
    exact: bool


def compute(study: Study) -> OutageResults:
    """All single outages and what follows from them; empty for an empty map."""
    found = study.of(outages)
    return OutageResults(
        parties=found.parties,
        cut_sets=study.of(cut_sets),
        slow_recoveries=study.of(slow_recoveries),
        common_causes=study.of(common_causes),
        inversions=study.of(inversions),
        exact=found.exact,
    )


def describe(study: Study) -> Section:
    """The widest reach first; then who stops an end customer only together; then slow recoveries."""
    result = study.of(compute)
    blocks: list[Block] = [_reach(study, result.parties), *_together(study, result.cut_sets)]
    slow, note = first(result.slow_recoveries, study.question.top)
    if slow:
        blocks.append(Bullets(tuple(_slow(study, each) for each in slow)))
    causes, further = first(study.of(common_causes), study.question.top)
    if causes:
        blocks.append(Bullets(tuple(_common_cause(study, each) for each in causes)))
    low, more = first(study.of(inversions), study.question.top)
    if low:
        blocks.append(Bullets(tuple(_inverted(study, each) for each in low)))
    remarks = sentence(note, further, more, "" if result.exact else wording.ENTANGLED)
    blocks += [Paragraph(remarks, "remark")] if remarks else []
    healthy = not result.slow_recoveries and all(each.stand_in is not False for each in result.parties)
    return Section(ANALYSIS.name, ANALYSIS.title, tuple(blocks), healthy)


def brief(study: Study) -> Section | None:
    """The parties without a stand-in, by how many stop with them."""
    alone = [each for each in study.of(outages).parties if each.stand_in is False]
    alone.sort(key=lambda each: (-each.end_customer_count, -each.reach, each.party))
    top, note = first(alone, min(_BRIEF, study.question.top), "widest")
    if not top:
        return None
    rows = tuple(_row(study, each)[:4] for each in top)
    table = Table(_COLUMNS[:4], rows, "Without a stand-in", note)
    return Section(ANALYSIS.name, ANALYSIS.title, (table,))


_COLUMNS = (
    Column("If this stops"), Column("others stop", "number"), Column("of all", "number"),
    Column("End customers among them"), Column("Stand-in"),
)  # fmt: skip


def _reach(study: Study, found: Sequence[Outage]) -> Block:
    stopping = sorted((each for each in found if each.reach), key=lambda each: (-each.reach, each.party))
    if not stopping:
        return Paragraph(sentence(wording.NOBODY))
    top, note = first(stopping, study.question.top, "widest")
    return Table(_COLUMNS, tuple(_row(study, each) for each in top), note=sentence(wording.ALONE, note))


_STAND_IN = {True: "named", False: "none named", None: ""}


def _row(study: Study, outage: Outage) -> tuple[str, ...]:
    ends = wording.end_customers(study.of(Words), outage)
    return study.name(outage.party), str(outage.reach), format_share(outage.share), ends, _STAND_IN[outage.stand_in]


def _together(study: Study, found: Sequence[CutSets]) -> Iterator[Block]:
    """What only several outages together do, per end customer."""
    sets = [(names, each.end_customer) for each in found for names in each.sets if len(names) > 1]
    top, note = first(sets, study.question.top)
    if sets:
        rows = tuple((" and ".join(map(study.name, names)), study.name(end)) for names, end in top)
        columns = (Column("If these stop together"), Column("this end customer stops"))
        yield Table(columns, rows, "Only together", sentence(wording.TOGETHER, note))
    if not all(each.complete for each in found):
        yield Paragraph(sentence(wording.NOT_ALL_SETS), "remark")
    elif any(each.count > LISTED for each in found):
        yield Paragraph(sentence(wording.sets_listed(LISTED)), "remark")


def _slow(study: Study, slow: SlowRecovery) -> Sentence:
    text = sentence(wording.slow_recovery(study.of(Words), slow))
    return Sentence(text, slow.party, None, study.org.parties[slow.party].span, "slow-recovery")


def _common_cause(study: Study, found: CommonCause) -> Sentence:
    text = sentence(wording.common_cause(study.of(Words), found, found.causes[0]))
    span = found.written.span if found.written else study.org.parties[found.customer].span
    return Sentence(text, found.causes[0], None, span, "common-cause")


def _inverted(study: Study, found: Inversion) -> Sentence:
    text = sentence(inverted(study.of(Words), found))
    span = span_of(found.link.dependency, "importance")
    return Sentence(text, found.link.provider, None, span, "importance-inversion")


ANALYSIS = Analysis(
    "outages",
    "Outages",
    "who stops when one stops, and where the map names no stand-in",
    compute,
    describe,
    TERMS,
    brief=brief,
)
