"""Silent critical dependencies: important, on the slowest chain of a need, and nobody has said how soon.

A dependency of high or critical importance that is critical (its delay makes a need later), whose provider promises
nothing and whose customer states no `within`. What an end customer itself asks for is not among them: that is a need.
"""

from __future__ import annotations

from icmap.encoding import Inline, Keyed
from icmap.graph import Link
from icmap.measures.needs import Need
from icmap.measures.network import link_time
from icmap.measures.slack import slacks
from icmap.model import Importance
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Silent", "silent_dependencies"]


@dataclass(frozen=True, slots=True, eq=False)
class Silent:
    """A dependency of which nobody says how soon, the first need that it decides, and its share of that one's time."""

    link: Inline[Link]
    need: Keyed[Need]
    share: float


def silent_dependencies(study: Study) -> tuple[Silent, ...]:
    """All of them, by customer and provider; empty where nothing important is critical."""
    found: list[Silent] = []
    for link, needs in study.of(slacks).critical.items():
        important = link.dependency.importance >= Importance.HIGH
        agreed = link.dependency.within or study.step(link.provider).promise
        inside = study.step(link.customer).party.id not in study.end_set
        if important and not agreed and inside:
            need = needs[0]
            time = float(link_time(study.step(link.provider), link))
            found.append(Silent(link, need, time / float(need.arrival) if need.arrival else 0.0))
    return tuple(sorted(found, key=lambda each: (each.link.customer, each.link.provider)))
