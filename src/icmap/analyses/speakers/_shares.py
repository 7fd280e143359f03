"""What several speakers need: whom something is on the way of, and which share of the map stops with it."""

from __future__ import annotations

from icmap.analyses.ranking import Hurt
from icmap.measures.needs import needs
from icmap.measures.on_the_way import on_the_way
from icmap.measures.outages import Outage, outages
from icmap.model import Importance
from icmap.study import Study

__all__ = ["hurt_on_the_way", "outages_by_party", "stopped_share", "weight_of", "weight_of_node"]


def weight_of(study: Study, party: str) -> int:
    """The greatest importance of the needs that a party leads to, or has; medium where there is none."""
    own = [need.importance for need in study.of(needs) if need.end == party]
    return (
        int(max([study.of(on_the_way).parties.get(party, Importance.LOW), *own])) + 1 if _matters(study, party) else 2
    )


def _matters(study: Study, party: str) -> bool:
    return party in study.of(on_the_way).parties or party in study.end_set


def weight_of_node(study: Study, node: str) -> int:
    """The same of one service."""
    return int(study.of(on_the_way).services.get(node, Importance.MEDIUM)) + 1


def hurt_on_the_way(study: Study, party: str) -> Hurt:
    """An end customer where the party is on the way of one or is one; else others."""
    return Hurt.END_THEN if _matters(study, party) else Hurt.OTHERS


def stopped_share(study: Study, outage: Outage | None) -> float:
    """The share of the other parties and of the end customers that stop with a party."""
    if outage is None:
        return 0.0
    others = max(len(study.parties) - 1, 1)
    return (outage.reach + outage.end_customer_count) / (others + len(study.ends))


def outages_by_party(study: Study) -> dict[str, Outage]:
    """Every single outage by the id of its party."""
    return {each.party: each for each in study.of(outages).parties}
