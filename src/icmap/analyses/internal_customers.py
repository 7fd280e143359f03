"""Internal customers: who serves whom, directly and through others."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Column, Paragraph, Section, Table
from icmap.measures.reachability import Neighbourhood, Pair, Reachability, Side, reachability
from icmap.study import Study
from icmap.wording import relation as wording
from icmap.wording.lists import first
from icmap.wording.names import sentence

__all__ = ["ANALYSIS"]

TERMS = {
    "internal-customer": "A party inside the organisation that depends on another: whoever gets its work.",
    "direct": "A party's providers are those it names itself; its customers those who name it.",
    "indirect": "Everyone further along the way, who is not a direct one. Followed service by service, so that what "
    "one service needs is not charged to another, and then folded into parties.",
    "inside": "A party of the organisation; outside are customers, suppliers, partners and the like, or what says so.",
    "reciprocal": "Two parties with a way from each to the other (Thompson 1967).",
    "sequential": "Two parties with a way from one to the other only (Thompson 1967).",
    "pooled": "Two parties with no way between them, but a direct provider in common (Thompson 1967).",
}


def compute(study: Study) -> Reachability:
    """Every party's providers and customers, and how the pairs depend on one another; empty for an empty map."""
    return study.of(reachability)


def describe(study: Study) -> Section:
    """Who has the most customers first; then the pairs, the reciprocal ones first."""
    found = study.of(compute)
    served = [each for each in found.parties if each.customers.direct or each.providers.direct]
    if not served:
        return Section(ANALYSIS.name, ANALYSIS.title, (Paragraph(sentence(wording.NO_NEEDS)),), healthy=True)
    blocks = (
        _parties(study, served),
        Paragraph(sentence(wording.interdependence(found.interdependence))),
        _pairs(study, found.pairs),
    )
    return Section(ANALYSIS.name, ANALYSIS.title, blocks, healthy=True)


def _parties(study: Study, served: Sequence[Neighbourhood]) -> Table:
    ordered = sorted(served, key=lambda each: (-len(each.customers.direct), -_indirect(each.customers), each.party))
    top, note = first(ordered, study.question.top, "with the most customers")
    columns = (
        Column("Party"), Column("Serves", "number"), Column("through others", "number"),
        Column("Served by", "number"), Column("through others", "number"),
    )  # fmt: skip
    sides = wording.inside_and_outside
    rows = tuple((study.name(each.party), *sides(each.customers), *sides(each.providers)) for each in top)
    return Table(columns, rows, note=sentence(wording.SIDES, note))


def _indirect(side: Side) -> int:
    return side.indirect_inside + side.indirect_outside


def _pairs(study: Study, pairs: Sequence[Pair]) -> Table:
    """The pairs with a direct dependency."""
    ordered = sorted(pairs, key=lambda each: (each.kind, each.provider, each.customer))
    top, note = first(ordered, study.question.top)
    rows = tuple((study.name(each.provider), study.name(each.customer), _WAY_BACK[each.kind]) for each in top)
    return Table((Column("Provider"), Column("Customer"), Column("Way back")), rows, "Who serves whom", note)


_WAY_BACK = {"reciprocal": "each needs the other", "sequential": "one way"}

ANALYSIS = Analysis(
    "internal-customers",
    "Internal customers",
    "who serves whom, directly and through others",
    compute,
    describe,
    TERMS,
)
