"""Percentiles and rank correlation of simulated values."""

from __future__ import annotations

import numpy as np

from icmap.kernels.draws import Floats

__all__ = ["percentile", "rank_correlation", "ranks"]


def percentile(ordered: Floats, share: float) -> float:
    """The value below which a share of the values lies: linear between neighbours (Hyndman & Fan's type 7); they are sorted.

    Infinite where it lies among values that never come.
    """
    place = share * (len(ordered) - 1)
    low = int(place)
    below, above = float(ordered[low]), float(ordered[min(low + 1, len(ordered) - 1)])
    rest = place - low
    return below if not rest or below == above else below + rest * (above - below)


def ranks(values: Floats) -> Floats:
    """The rank of each value from 0 on; equal ones have the mean of their ranks."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    first = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    group = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], len(values))
    found = np.empty(len(values))
    found[order] = ((starts + ends - 1) / 2)[group]
    return found


def rank_correlation(some: Floats, others: Floats) -> float | None:
    """Spearman's rank correlation, from two rows of ranks; None where one of them never changes."""
    a, b = some - some.mean(), others - others.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale else None
