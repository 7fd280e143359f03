"""Whose absence, alone or together, stops an end customer: minimal cut sets of parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icmap.kernels.blocking import blocked_by
from icmap.kernels.cut_sets import Cuts, CutSearch
from icmap.kernels.reach import bit_numbers, blocks
from icmap.measures.fault_tree import FaultTree, fault_tree
from icmap.measures.outages import LISTED, outages
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["STEPS", "CutSets", "cut_sets"]

STEPS = 1_000_000
"""Looks from one service at another that the search for sets of two and more may take, all end customers together."""

_WIDE = 2000
"""Columns from which on a step is slower and there are fewer of them."""

_LARGEST = 500_000_000
"""Columns times services, in bits, above which larger sets are not sought."""


@dataclass(frozen=True, slots=True)
class CutSets:
    """The minimal cut sets of one end customer: sets of parties whose outage blocks it, though none fewer of them does.

    `sets` are the first 20, single parties first, then by reach, the largest first; each set by reach too. `count` is
    how many were found; `complete` tells whether all up to the size asked for were sought.
    """

    end_customer: str
    sets: tuple[tuple[str, ...], ...]
    count: int
    complete: bool


def cut_sets(study: Study) -> tuple[CutSets, ...]:
    """The minimal cut sets up to `question.cut_size` (1, 2 or 3) of every end customer, by id; the end itself left out.

    Single parties are complete. Larger sets are sought only among the parties whose outage touches an alternative or
    a backup (elsewhere two outages block what each blocks), within a budget of steps. Ties of reach go by name.
    """
    tree = study.of(fault_tree)
    places = tree.number()
    ends = [places[end] for end in study.ends if end in places]
    by_reach = sorted(range(len(tree.parties)), key=lambda number: -study.of(outages).parties[number].reach)
    found = [_Singles([], 0) for _ in ends]
    exact = _find_singles(tree, ends, by_reach, found)
    larger, complete = _larger(study, tree, ends, [number for number in by_reach if number in tree.touched])
    return tuple(_cut_sets(tree, *each, complete=exact and complete) for each in zip(ends, found, larger, strict=True))


@dataclass(slots=True)
class _Singles:
    first: list[int]
    count: int


def _find_singles(tree: FaultTree, ends: Sequence[int], by_reach: Sequence[int], found: list[_Singles]) -> bool:
    """The parties that alone block each end, by reach: bits in this order, and the rows of the ends read."""
    complete = True
    for block in blocks(len(by_reach), len(tree.nodes)):
        columns = [by_reach[place] for place in block]
        state, finished = blocked_by(tree.services, _bits(tree, columns))
        complete &= finished
        own = {number: 1 << place for place, number in enumerate(columns)}
        for end, singles in zip(ends, found, strict=True):
            bits = _any_of(state, tree.nodes_of[end]) & ~own.get(end, 0)
            missing = LISTED - len(singles.first)
            singles.count += bits.bit_count()
            singles.first += [columns[place] for place in bit_numbers(bits, missing)] if missing else []
    return complete


def _bits(tree: FaultTree, columns: Iterable[int]) -> list[int]:
    out = [0] * len(tree.parties)
    for place, number in enumerate(columns):
        out[number] = 1 << place
    return out


def _any_of(state: Sequence[int], nodes: Iterable[int]) -> int:
    bits = 0
    for node in nodes:
        bits |= state[node]
    return bits


def _larger(study: Study, tree: FaultTree, ends: Sequence[int], columns: Sequence[int]) -> tuple[list[Cuts], bool]:
    """The larger cut sets of each end, and whether all were sought."""
    if study.question.cut_size < 2 or len(columns) < 2:
        return [Cuts() for _ in ends], True
    if len(columns) * len(tree.nodes) > _LARGEST:
        return [Cuts() for _ in ends], False
    state, _ = blocked_by(tree.services, _bits(tree, columns))
    steps = STEPS // (1 + len(columns) // _WIDE)
    search = CutSearch(tree.services, columns, state, [tree.nodes_of[end] for end in ends], steps, LISTED)
    complete = search.search(study.question.cut_size)
    return [_by_party(cuts, columns) for cuts in search.cuts], complete


def _by_party(cuts: Cuts, columns: Sequence[int]) -> Cuts:
    return Cuts([tuple(columns[column] for column in each) for each in cuts.first], cuts.count)


def _cut_sets(tree: FaultTree, end: int, singles: _Singles, larger: Cuts, *, complete: bool) -> CutSets:
    numbers: list[tuple[int, ...]] = [(each,) for each in singles.first] + larger.first
    named = tuple(tuple(tree.parties[number] for number in each) for each in numbers[:LISTED])
    return CutSets(tree.parties[end], named, singles.count + larger.count, complete)
