"""The heat map: how many needs each group of customers has of each group of providers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from icmap.graph import fold
from icmap.pictures.drawing import Cell, Grid, Header, LegendItem
from icmap.pictures.views._titles import title
from icmap.pictures.views._view import View, Wish
from icmap.study import Study

__all__ = ["VIEW", "draw"]

_MOST = 28
"""So many rows and columns can be read on a slide."""


def draw(study: Study, wish: Wish) -> Grid:
    """Customers by providers, by the outermost group (or the level asked for); what has no group stands for itself."""
    level = study.question.level if study.question.level is not None else 1
    groups = fold(study.org, level)
    flat = Study(study.org, replace(study.question, level=None))
    counts: Counter[tuple[str, str]] = Counter()
    for customer, provider in flat.parties.edges:
        counts[groups[customer], groups[provider]] += len(flat.parties.edges[customer, provider]["dependencies"])
    customers, left_rows = _largest(counts, 0, wish)
    providers, left_columns = _largest(counts, 1, wish)
    cells = tuple(_cells(study, counts, customers, providers))
    left = left_rows + left_columns
    return Grid(
        title(study, "where needs gather"),
        f"How many needs each customer (row) has of each provider (column), by group · {sum(counts.values())} needs",
        "How to read it: the row is the customer, the column the provider; the number counts their dependencies.",
        "customers", "providers", tuple(_heads(study, customers)), tuple(_heads(study, providers)), cells,
        square=False,
        legend=(LegendItem("shade", "darker: more dependencies"),) if cells else (),
        remarks=(f"{left} smaller rows and columns are left out; --top shows more, --level folds further",) if left else (),
    )  # fmt: skip


def _largest(counts: Mapping[tuple[str, str], int], side: int, wish: Wish) -> tuple[list[str], int]:
    """The groups with the most needs on one side, most first, and how many are left out."""
    sums: Counter[str] = Counter()
    for pair, count in counts.items():
        sums[pair[side]] += count
    ranked = sorted(sums, key=lambda group: (-sums[group], group))
    most = wish.top if wish.top is not None else _MOST
    return ranked[:most], max(0, len(ranked) - most)


def _heads(study: Study, groups: Iterable[str]) -> Iterator[Header]:
    ends = frozenset(study.ends)
    return (Header(group, study.name(group), group in ends) for group in groups)


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
