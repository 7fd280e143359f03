"""What needs wait for: every service and link that leads to one of them, whether it counted or another won."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icmap.kernels.firing import NEVER
from icmap.kernels.leading import leading_to
from icmap.measures.needs import Need
from icmap.measures.schedule import Schedule

__all__ = ["leading_to_needs"]


def leading_to_needs(plan: Schedule, wanted: Iterable[Need]) -> tuple[Sequence[int], Sequence[int]]:
    """The numbers of the services and of the links from which a need is reached over links that deliver."""
    gates, given, arrival = plan.compiled.gates, plan.times.given, plan.fired.arrival
    goals = [need.goal for need in wanted]
    last = [link for goal in goals for link in goal.links if link not in given and arrival[link] != NEVER]
    ends = [*(goal.node for goal in goals if not goal.tokens), *(gates.provider[link] for link in last)]
    nodes, links = leading_to(gates, plan.decided, plan.fired, given, ends)
    return nodes, sorted({*links, *last})
