"""What the rules about times agreed between customers and providers have in common."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Related
from icmap.locations import Span, span_of
from icmap.measures.agreements import Agreement, Breach, Kind, ServicePromise, Verdict, agreements
from icmap.model import Dependency
from icmap.model.quantities import Seconds, format_duration
from icmap.rules._rule import Scope
from icmap.rules._words import from_clock, in_hours, promise_span, quoted

__all__ = ["broken_needs", "broken_promises", "excess", "need_span", "promise_here", "span_at_service", "timed"]


def broken_needs(scope: Scope, kind: Kind) -> Iterator[tuple[Agreement, Breach]]:
    """Every dependency with a broken comparison of a kind; of a bare party with several services, each once.

    Two services of one customer that take the same entry from their party are told once.
    """
    told: set[tuple[Dependency, str]] = set()
    for each in scope.study.of(agreements).dependencies:
        for breach in each.breaches:
            key = each.link.dependency, each.link.provider
            if breach.kind is kind and key not in told:
                told.add(key)
                yield each, breach


def broken_promises(scope: Scope, kind: Kind) -> Iterator[tuple[ServicePromise, Breach]]:
    """Every service whose promise has a broken comparison of a kind with its own times."""
    for each in scope.study.of(agreements).services:
        for breach in each.comparisons:
            if breach.kind is kind and breach.verdict is Verdict.BROKEN:
                yield each, breach


def timed(scope: Scope, time: Seconds | None) -> str:
    """A time in words."""
    return format_duration(time or 0, scope.org.calendar)


def excess(breach: Breach) -> float | None:
    """By how much it is too long, in hours."""
    return None if breach.margin is None else in_hours(-breach.margin)


def need_span(dependency: Dependency) -> Span:
    """Where it is written what the customer needs, else the reference."""
    return span_of(dependency, "within")


def span_at_service(scope: Scope, node: str, attribute: str) -> Span:
    """Where an attribute of a service is written: with it or with its party."""
    step = scope.study.step(node)
    return promise_span(step.party, step.service, attribute)


def promise_here(scope: Scope, node: str) -> Related:
    """The place of a service's promise."""
    promise = scope.study.step(node).promise
    told = (
        f"{quoted(node)} promises {timed(scope, promise.time)}{from_clock(promise.clock)}" if promise else quoted(node)
    )
    return Related(span_at_service(scope, node, "promise"), told)
