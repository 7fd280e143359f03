"""Firing a network: when is each service ready, and what never is, with other times or with links taken as met."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from icmap.graph import Link
from icmap.kernels.firing import NEVER, Fired, Times, run
from icmap.measures.network import Network, network

__all__ = ["NEVER", "Fired", "Network", "Times", "fire", "met_at_zero", "network"]


def fire(compiled: Network, *, opened: Collection[Link] = (), times: Times | None = None) -> Fired:
    """Fire the network; `opened` links count as met at time zero, `times` take the place of the map's own.

    Earliest event first, ties by name; the result is the least one, so neither ties nor the order of the file change
    it. What never fires, because it waits for itself, has ready NEVER.
    """
    chosen = compiled.times if times is None else times
    return run(compiled.gates, met_at_zero(compiled, chosen, opened))


def met_at_zero(compiled: Network, times: Times, opened: Collection[Link]) -> Times:
    """The same times with the opened links met at time zero, whatever their providers do."""
    if not opened:
        return times
    met = frozenset(opened)
    given = {number: 0 for number, link in enumerate(compiled.links) if link in met}
    return replace(times, given={**times.given, **given})
