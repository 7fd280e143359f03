"""Networks for the tests of times: published ones, drawn ones, and plain definitions to hold them against."""

from __future__ import annotations

from typing import Any

from icmap.model import Dependency, OrgMap, Party
from icmap.quantities import Estimate, Seconds
from icmap.study import Question, Study


def a_network(durations: dict[str, Seconds], edges: list[tuple[str, str, Seconds]], **question: Any) -> Study:
    """A study of activities with durations and edges (customer, provider, lag), all in seconds; an end has no customer."""
    needs: dict[str, list[Dependency]] = {}
    for customer, provider, lag in edges:
        needs.setdefault(customer, []).append(Dependency(customer, None, provider, handoff=lag))
    parties = {
        name: Party(name, lead_time=Estimate.of(durations[name]), depends_on=tuple(needs.get(name, ())))
        for name in sorted(durations)
    }
    return Study(OrgMap("Network", parties=parties), Question(**question))
