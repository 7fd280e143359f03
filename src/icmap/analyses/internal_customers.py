"""Internal customers: who serves whom, directly and through others."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Column, Paragraph, Section, Table
from icmap.measures.reachability import Interdependence, Neighbourhood, Pair, Reachability, Side, reachability
from icmap.study import Study

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
    result = study.of(compute)
    served = [each for each in result.parties if each.customers.direct or each.providers.direct]
    if not served:
        return Section(ANALYSIS.name, ANALYSIS.title, (Paragraph("Nobody depends on anybody yet."),), healthy=True)
    blocks: list[Block] = [_parties(study, served), Paragraph(_counts(result.interdependence))]
    return Section(ANALYSIS.name, ANALYSIS.title, (*blocks, _pairs(study, result.pairs)), healthy=True)


def _parties(study: Study, served: Sequence[Neighbourhood]) -> Table:
    ordered = sorted(served, key=lambda each: (-len(each.customers.direct), -_indirect(each.customers), each.party))
    top = ordered[: study.question.top]
    columns = (
        Column("Party"), Column("Serves", "number"), Column("through others", "number"),
        Column("Served by", "number"), Column("through others", "number"),
    )  # fmt: skip
    rows = tuple((study.name(each.party), *_numbers(each.customers), *_numbers(each.providers)) for each in top)
    rest = f" The {len(top)} with the most customers of {len(ordered)} are shown." if len(top) < len(ordered) else ""
    return Table(columns, rows, note=f"“2 + 1” is 2 inside the organisation and 1 outside.{rest}")


def _indirect(side: Side) -> int:
    return side.indirect_inside + side.indirect_outside


def _numbers(side: Side) -> tuple[str, str]:
    return _split(side.direct_inside, side.direct_outside), _split(side.indirect_inside, side.indirect_outside)


def _split(inside: int, outside: int) -> str:
    return f"{inside} + {outside}" if outside else str(inside)


def _counts(found: Interdependence) -> str:
    pairs = found.reciprocal + found.sequential + found.pooled + found.independent
    return (
        f"Of {pairs:,} pairs of parties: in {found.reciprocal:,} each needs the other, directly or through others; in "
        f"{found.sequential:,} only one needs the other; in {found.pooled:,} both share a provider and nothing else; in "
        f"{found.independent:,} neither has to do with the other."
    )


def _pairs(study: Study, pairs: Sequence[Pair]) -> Table:
    ordered = sorted(pairs, key=lambda each: (each.kind, each.provider, each.customer))
    top = ordered[: study.question.top]
    rows = tuple((study.name(each.provider), study.name(each.customer), _in_words(each)) for each in top)
    rest = (
        f"The first {len(top)} of {len(ordered)} pairs with a direct dependency are shown."
        if len(top) < len(ordered)
        else ""
    )
    return Table((Column("Provider"), Column("Customer"), Column("Way back")), rows, "Who serves whom", rest)


def _in_words(pair: Pair) -> str:
    return "each needs the other" if pair.kind == "reciprocal" else "one way"


ANALYSIS = Analysis(
    "internal-customers",
    "Internal customers",
    "who serves whom, directly and through others",
    compute,
    describe,
    TERMS,
)
