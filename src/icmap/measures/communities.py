"""Who works mostly with whom: communities of the party graph, without directions."""

from __future__ import annotations

from icmap.kernels import communities as kernel
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Communities", "communities"]


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities, the largest first, each sorted by id, and how well they part the graph (None without edges)."""

    members: tuple[tuple[str, ...], ...]
    modularity: float | None


def communities(study: Study) -> Communities:
    """Louvain communities (Blondel et al. 2008) of the party graph, each pair of parties one edge of weight 1.

    Deterministic: parties are gone through by id. Modularity (Newman & Girvan 2004): 0 is no better than chance.
    """
    number = {party: place for place, party in enumerate(study.parties)}
    weights: list[dict[int, float]] = [{} for _ in number]
    for customer, provider in study.parties.edges:
        weights[number[customer]][number[provider]] = 1.0
        weights[number[provider]][number[customer]] = 1.0
    labels = kernel.communities(weights)
    members: dict[int, list[str]] = {}
    for party, label in zip(number, labels, strict=True):
        members.setdefault(label, []).append(party)
    ordered = sorted(members.values(), key=lambda each: (-len(each), each))
    return Communities(tuple(tuple(each) for each in ordered), kernel.modularity(weights, labels))
