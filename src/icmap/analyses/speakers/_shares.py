"""What several speakers need: whom something is on the way of, and which share of the map stops with it."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.analyses.ranking import Hurt
from icmap.measures.on_the_way import Way, end_weight, of_party, on_the_way
from icmap.measures.outages import Outage
from icmap.model import Importance
from icmap.study import Study

__all__ = ["hurt_on_the_way", "stopped_share", "weight_of", "weight_of_node"]

_USUAL = int(Importance.MEDIUM) + 1


def weight_of(study: Study, party: str) -> int:
    """The greatest importance of the needs that a party leads to, or has; medium where it leads to none."""
    ways: Mapping[str, Way] = study.of(of_party)
    return max(ways[party].weight if party in ways else 0, study.of(end_weight).get(party, 0)) or _USUAL


def weight_of_node(study: Study, node: str) -> int:
    """The same of one service."""
    way = study.of(on_the_way).get(node)
    return way.weight if way else _USUAL


def hurt_on_the_way(study: Study, party: str) -> Hurt:
    """An end customer where the party is on the way of one or is one; else others."""
    return Hurt.END_THEN if party in study.of(of_party) or party in study.end_set else Hurt.OTHERS


def stopped_share(study: Study, outage: Outage) -> float:
    """The share of the other parties and of the end customers that stop with a party."""
    others = max(len(study.parties) - 1, 1)
    return (outage.reach + outage.end_customer_count) / (others + len(study.ends))
