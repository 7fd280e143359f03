"""The heat map: how many needs each group of customers has of each group of providers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from icmap.graph import fold
from icmap.model import above
from icmap.pictures.drawing import Cell, Grid, Header, LegendItem
from icmap.pictures.views._titles import map_name
from icmap.pictures.views._view import View, Wish
from icmap.study import Study
from icmap.wording.picture import gathered, no_need_found

__all__ = ["VIEW", "draw"]

_MOST = 24
"""So many rows and columns can be read on a slide."""
_FEWEST = 2
"""One group says nothing: the map is folded less far."""


def draw(study: Study, wish: Wish) -> Grid:
    """Customers by providers, by group: of the outermost level with a few groups, or of the level asked for."""
    groups = fold(study.org, study.question.level if study.question.level is not None else _level(study))
    flat = Study(study.org, replace(study.question, level=None))
    counts: Counter[tuple[str, str]] = Counter()
    for customer, provider in flat.parties.edges:
        counts[groups[customer], groups[provider]] += len(flat.parties.edges[customer, provider]["dependencies"])
    most = wish.top or wish.most or _MOST
    customers, left_rows = _largest(counts, 0, most, frozenset(groups[end] for end in study.ends))
    providers, left_columns = _largest(counts, 1, most)
    cells = tuple(_cells(study, counts, customers, providers))
    left = left_rows + left_columns
    return Grid(
        _title(study, counts),
        f"How many needs each customer (row) has of each provider (column), by group · {sum(counts.values())} needs",
        "How to read it: the row is the customer, the column the provider; the number counts their dependencies.",
        "customers", "providers", tuple(_heads(study, customers)), tuple(_heads(study, providers)), cells,
        square=False,
        legend=(LegendItem("shade", "darker: more dependencies"),) if cells else (),
        remarks=(f"{left} smaller rows and columns are left out; --top shows more, --level folds further",) if left else (),
        map_name=map_name(study),
    )  # fmt: skip


def _level(study: Study) -> int:
    """The outermost level at which a few groups are left; the deepest where none is."""
    parties = list(study.parties)
    deepest = max((1 + len(list(above(study.org, party))) for party in parties), default=1)
    for level in range(1, deepest):
        folded = fold(study.org, level)
        if len({folded[party] for party in parties}) >= min(_FEWEST, len(parties)):
            return level
    return deepest


def _title(study: Study, counts: Mapping[tuple[str, str], int]) -> str:
    if not counts:
        return no_need_found(len(study.parties))
    (customer, provider), count = max(counts.items(), key=lambda each: (each[1], each[0]))
    return gathered(study, customer, provider, count)


def _largest(
    counts: Mapping[tuple[str, str], int], side: int, most: int, first: frozenset[str] = frozenset()
) -> tuple[list[str], int]:
    """The groups with the most needs on one side, end customers `first`, and how many are left out."""
    sums: Counter[str] = Counter()
    for pair, count in counts.items():
        sums[pair[side]] += count
    kept = sorted(sums, key=lambda group: (group not in first, -sums[group], group))[:most]
    return sorted(kept, key=lambda group: (-sums[group], group)), max(0, len(sums) - most)


def _heads(study: Study, groups: Iterable[str]) -> Iterator[Header]:
    return (Header(group, study.name(group), group in study.end_set) for group in groups)


def _cells(
    study: Study, counts: Mapping[tuple[str, str], int], customers: list[str], providers: list[str]
) -> Iterator[Cell]:
    most = max(counts.values(), default=1)
    for row, customer in enumerate(customers):
        for column, provider in enumerate(providers):
            count = counts.get((customer, provider), 0)
            if count:
                tip = f"{study.name(customer)} has {count} need{'s' if count > 1 else ''} of {study.name(provider)}"
                yield Cell(row, column, "shade", strength=count / most, text=str(count), tip=tip)


VIEW = View("heat", "customers by providers, by group: where needs gather", draw)
