"""Silent critical dependencies: important, on a critical chain of a need, and nobody has said when."""

from __future__ import annotations

from icmap.encoding import Inline, Keyed
from icmap.graph import Link
from icmap.measures.needs import Need
from icmap.measures.slack import slacks
from icmap.model import Importance
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Silent", "silent_dependencies"]


@dataclass(frozen=True, slots=True, eq=False)
class Silent:
    """A dependency of high or critical importance without promise or `within`; any delay of it makes `needs` later."""

    link: Inline[Link]
    needs: Keyed[tuple[Need, ...]]


def silent_dependencies(study: Study) -> tuple[Silent, ...]:
    """Every such dependency, the most important first, then by customer and provider; as far as floats are known."""
    found = [Silent(link, needs) for link, needs in study.of(slacks).critical.items() if _is_silent(study, link)]
    return tuple(
        sorted(found, key=lambda each: (-each.link.dependency.importance, each.link.customer, each.link.provider))
    )


def _is_silent(study: Study, link: Link) -> bool:
    important = link.dependency.importance >= Importance.HIGH
    return important and link.dependency.within is None and study.step(link.provider).promise is None
