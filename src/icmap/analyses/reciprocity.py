"""Reciprocal relationships: who serves each other, who waits for each other, and where work goes round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.analyses._analysis import Analysis
from icmap.document import Block, Bullets, Column, Paragraph, Section, Sentence, Table
from icmap.encoding import Inline
from icmap.measures.census import Census, census
from icmap.measures.loops import Opened, WaitingLoop, openings, waiting_loops
from icmap.measures.mutual import Direction, MutualPair, coupled_groups, mutual_pairs
from icmap.measures.rework import ReworkGroup, rework_groups
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording import relation as wording
from icmap.wording.lists import first, listed
from icmap.wording.loop import how_opened, waiting, way_round
from icmap.wording.names import Words, place, sentence
from icmap.wording.rating import in_cell

__all__ = ["ANALYSIS", "Reciprocity"]

TERMS = {
    "mutual-pair": "Two parties that serve each other. Neither good nor bad: pilots and cabin crew are one.",
    "coupled-group": "Parties that all depend on one another, if only through others: a strongly connected component "
    "of the party graph with more than one member.",
    "waiting-loop": "Services of which each needs another of them before it can start. Certain where every one is a "
    "named service; else the map only says that they serve each other, not which of them waits.",
    "opened": "A dependency that is taken as met at the start, so that times can be computed through a waiting loop: "
    "the fewest, then the least important, then the least frequent (unknown counts 0), then the first by name. Exact by "
    "dynamic programming over subsets up to 16 services (Held & Karp 1962), above that by Eades, Lin & Smyth (1993).",
    "balance": "How much more often one of a mutual pair serves the other, as log₂ of the two rates: 0 is even, 1 is "
    "twice as often. Unknown where a frequency is.",
    "gap": "The difference between the scores that the two of a mutual pair give each other.",
    "rework": "The share of a customer's work that is done again because of what it gets. Where it goes round, total "
    "work is U = (I - A)⁻¹·1 with A[customer, provider] the share (Smith & Eppinger 1997).",
    "spectral-radius": "The factor by which rework shrinks (below 1) or grows from one round to the next, in the end.",
    "drivers": "The services with at least half of the largest share in the leading eigenvector of the rework: what to "
    "improve first, because they send most of the work round.",
    "dyad-census": "How many pairs of parties serve each other (M), one the other (A), or not at all (N).",
    "edge-reciprocity": "2M / (2M + A): the share of dependencies between parties that are returned.",
    "dyad-reciprocity": "M / (M + A): the share of the pairs with a dependency that are mutual.",
    "rho": "(r - a) / (1 - a), with r the edge reciprocity and a the density: above 0 where more is returned than "
    "by chance, below 0 where less is (Garlaschelli & Loffredo 2004). Unknown for no dependencies, or all.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """All reciprocal relationships of a map, and the census of its pairs."""

    mutual_pairs: tuple[MutualPair, ...]
    coupled_groups: tuple[tuple[str, ...], ...]
    waiting_loops: tuple[WaitingLoop, ...]
    opened: tuple[Opened, ...]
    rework: tuple[ReworkGroup, ...]
    census: Inline[Census]


def compute(study: Study) -> Reciprocity:
    """Every reciprocal relationship of the map; empty where nobody serves back."""
    return Reciprocity(
        mutual_pairs=study.of(mutual_pairs),
        coupled_groups=study.of(coupled_groups),
        waiting_loops=study.of(waiting_loops),
        opened=study.of(openings),
        rework=study.of(rework_groups),
        census=study.of(census),
    )


def describe(study: Study) -> Section:
    """Waiting loops first, what was assumed, then pairs, groups and rework; one line where nobody serves back."""
    found = study.of(compute)
    blocks = tuple(_blocks(study, found)) or (Paragraph(sentence(wording.NOBODY)),)
    return Section(ANALYSIS.name, ANALYSIS.title, blocks, healthy=not found.waiting_loops)


def _blocks(study: Study, found: Reciprocity) -> Iterator[Block]:
    top = study.question.top
    loops, note = first(found.waiting_loops, top)
    if loops:
        yield Bullets(tuple(_loop(study, each) for each in loops))
    if note:
        yield Paragraph(note, "remark")
    if found.opened:
        yield _opened(study, found.opened)
    if found.mutual_pairs:
        yield _pairs(study, found.mutual_pairs)
    if larger := [group for group in found.coupled_groups if len(group) > 2]:
        yield Bullets(tuple(_group(study, group) for group in larger[:top]))
    if found.rework:
        yield Bullets(tuple(_rework(study, group) for group in found.rework[:top]))


def _loop(study: Study, loop: WaitingLoop) -> Sentence:
    words = study.of(Words)
    text = sentence(waiting(words, loop), way_round(words, loop.example) if len(loop.services) > 1 else "")
    return Sentence(text, loop.services[0], len(loop.services), loop.example[0].span, "waiting-loop")


def _opened(study: Study, opened: Sequence[Opened]) -> Table:
    words = study.of(Words)
    top, note = first(opened, study.question.top)
    rows = (
        (words.service(each.link.provider), words.service(each.link.customer), each.importance, place(each.link.span))
        for each in top
    )
    columns = (Column("Provider"), Column("Customer"), Column("Importance"), Column("Where", "id"))
    return Table(
        columns, tuple(rows), "Taken as met at the start, to compute times", sentence(how_opened(opened), note)
    )


def _pairs(study: Study, pairs: Sequence[MutualPair]) -> Table:
    top, note = first(pairs, study.question.top)
    rows = [row for pair in top for row in _both_ways(study, pair)]
    columns = (
        Column("Provider"), Column("Customer"), Column("What"), Column("How often"), Column("Balance"), Column("Rated"),
    )  # fmt: skip
    return Table(columns, tuple(rows), "Mutual pairs", sentence(wording.PAIRS, note))


def _both_ways(study: Study, pair: MutualPair) -> Iterator[tuple[str, ...]]:
    yield _one_way(study, pair.first_serves_second, pair.balance)
    yield _one_way(study, pair.second_serves_first, None if pair.balance is None else -pair.balance)


def _one_way(study: Study, given: Direction, more_often: float | None) -> tuple[str, ...]:
    return (
        study.name(given.provider),
        study.name(given.customer),
        listed(given.services, 6) if given.services else "",
        wording.how_often(study.of(Words), given),
        wording.balance(more_often),
        in_cell(given.rating),
    )


def _group(study: Study, group: Sequence[str]) -> Sentence:
    text = sentence(wording.coupled_group(study.of(Words), group))
    return Sentence(text, group[0], len(group), study.org.parties[group[0]].span, "coupled-group")


def _rework(study: Study, group: ReworkGroup) -> Sentence:
    step = study.step(group.services[0])
    text = sentence(wording.rework(study.of(Words), group))
    return Sentence(text, step.node, group.spectral_radius, (step.service or step.party).span, "rework")


ANALYSIS = Analysis(
    "reciprocity",
    "Reciprocal relationships",
    "who serves each other, who waits for each other, and where work goes round",
    compute,
    describe,
    TERMS,
)
