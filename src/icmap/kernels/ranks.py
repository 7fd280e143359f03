"""Percentiles and rank correlation of simulated values."""

from __future__ import annotations

import numpy as np

from icmap.kernels.draws import Floats

__all__ = ["centred_ranks", "percentile", "rank_correlation", "ranks"]


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


def centred_ranks(values: Floats) -> Floats:
    """The ranks less their mean, by the root of the sum of their squares; all 0 where the values never change."""
    found = ranks(values) - (len(values) - 1) / 2
    scale = float(np.sqrt(found @ found))
    return found / scale if scale else found


def rank_correlation(some: Floats, others: Floats) -> float | None:
    """Spearman's rank correlation of two rows of centred ranks; None where one of them never changes."""
    return float(some @ others) if np.any(some) and np.any(others) else None
