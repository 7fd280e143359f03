"""The parts of a chain: what is promised, what a step takes, how long it waits for its turn, and the ways between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from icmap.graph import Link, Step
from icmap.measures.network import batch_wait
from icmap.model.quantities import Estimate, Seconds, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Part", "largest_part", "parts_of_chain", "parts_of_step", "way_part"]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a chain: a promise, a step that nobody promised, its wait for its turn, or the way to a customer.

    `service` is the node whose part it is, `customer` the node to which a handoff goes (else None).
    """

    kind: Literal["promise", "step", "batch", "handoff"]
    service: str
    time: Seconds
    customer: str | None = None


def parts_of_step(step: Step, own: Estimate | None = None) -> Iterator[Part]:
    """What a step takes as written; `own` is a lead time in place of its own."""
    estimate = own or step.lead_time
    yield Part("step", step.node, exact(estimate.mean) if estimate else 0)
    yield Part("batch", step.node, batch_wait(step))


def way_part(link: Link) -> Part:
    """The way from a provider to its customer."""
    return Part("handoff", link.provider, link.dependency.handoff, link.customer)


def parts_of_chain(study: Study, links: Iterable[Link]) -> tuple[Part, ...]:
    """The parts of a computed chain that take time, first work first."""
    found: list[Part] = []
    for link in links:
        found += [*parts_of_step(study.step(link.provider), link.dependency.lead_time), way_part(link)]
    return tuple(part for part in found if part.time)


def largest_part(parts: Iterable[Part]) -> Part | None:
    """The part that takes longest (ties: the first by service); None where nothing takes any time."""
    return min(parts, key=lambda each: (-each.time, each.service, each.kind), default=None)
