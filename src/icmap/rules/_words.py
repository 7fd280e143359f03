"""How messages name parties, times and lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from icmap.diagnostics import Related
from icmap.locations import Span, span_of
from icmap.model import Party, Service
from icmap.model.quantities import Clock, Seconds
from icmap.text.characters import shown

if TYPE_CHECKING:
    from icmap.graph import Link

__all__ = ["HOUR", "RELATED", "among", "from_clock", "in_hours", "needs_here", "promise_span", "quoted"]

HOUR = 3600
RELATED = 20
"""So many other places are told with a finding."""


def quoted(name: str) -> str:
    """An id or a node's name in quotes, printable and not too long."""
    return f"'{shown(name)}'"


def among(names: Sequence[str], count: int) -> str:
    """The first of some names, and how many more there are."""
    first = ", ".join(quoted(name) for name in names[:3])
    more = count - min(len(names), 3)
    return f"{first} and {more} more" if more > 0 else first


def from_clock(clock: Clock) -> str:
    """What a time counts from, where that is not the request."""
    return " from the start" if clock == "start" else ""


def in_hours(time: Seconds) -> float:
    """A time in hours, for a baseline."""
    return round(float(time) / HOUR, 6)


def needs_here(link: Link) -> Related:
    """The place where a dependency is written."""
    return Related(link.dependency.span, f"{quoted(link.customer)} needs {quoted(link.provider)}")


def promise_span(party: Party, service: Service | None, attribute: str = "promise") -> Span:
    """Where a service's promise (or another attribute) is written: with the service, else with its party."""
    return span_of(service, attribute) if service and attribute in service.places else span_of(party, attribute)
