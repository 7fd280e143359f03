"""Computed against measured: where the map's own times do not add up to what somebody has clocked."""

from __future__ import annotations

from icmap.graph import Step, receiving_nodes
from icmap.measures.chains import Chain, chains
from icmap.measures.network import own_time
from icmap.measures.schedule import schedule
from icmap.model.quantities import Clock, Estimate, Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Calibration", "Widest", "calibration"]


@dataclass(frozen=True, slots=True)
class Widest:
    """The service on the chain, or upstream of it on that chain, whose three-point estimate is the widest."""

    service: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Calibration:
    """One service that has both a computed and a measured time of the same clock, in seconds.

    From request its lead time + every/2 stands against the measured median, from start its `done`. `ratio` is
    computed / measured (None for a measured 0); `off` if that is more than the threshold (25 %) away from 1 for certain:
    a lower bound is off only where it is too long. `end` is the end customer whose chain it is on, `widest` the
    estimate to look at first.
    """

    service: str
    end: str
    clock: Clock
    computed: Seconds
    measured: Seconds
    lower_bound: bool
    ratio: float | None
    off: bool
    widest: Widest | None


def calibration(study: Study) -> tuple[Calibration, ...]:
    """All comparisons for the services on the slowest chains and the ends, each once: off ones first, then by size."""
    found: dict[str, Calibration] = {}
    for chain in study.of(chains):
        for service in _services_on(study, chain):
            if service not in found and (compared := _compare(study, chain, service)):
                found[service] = compared
    return tuple(sorted(found.values(), key=_worst_first))


def _worst_first(each: Calibration) -> tuple[bool, float, str]:
    return not each.off, -abs(float(each.computed - each.measured)), each.service


def _services_on(study: Study, chain: Chain) -> list[str]:
    """The end's own services first, then the chain from the end back."""
    own = [node for node in receiving_nodes(study.org.parties[chain.end]) if node in study.services]
    return list(dict.fromkeys([*own, *(link.provider for link in reversed(chain.links))]))


def _compare(study: Study, chain: Chain, service: str) -> Calibration | None:
    step = study.step(service)
    if step.actual is None or step.actual.median is None:
        return None
    moment = study.of(schedule).moment(service)
    clock: Clock = "start" if step.actual.from_start else "request"
    computed = moment.done if clock == "start" else _from_request(step)
    if computed is None:
        return None
    lower = clock == "start" and moment.lower_bound
    least = moment.at_least if lower and moment.at_least is not None else computed
    measured = step.actual.median
    return Calibration(
        service,
        chain.end,
        clock,
        computed,
        measured,
        lower,
        float(computed / measured) if measured else None,
        _is_off(computed, least, measured, lower_bound=lower, threshold=study.question.thresholds.calibration),
        _widest(study, {service} if clock == "request" else _up_to(chain, service)),
    )


def _from_request(step: Step) -> Seconds | None:
    return None if step.basis in {"unknown", "measured"} else own_time(step)


def _is_off(computed: Seconds, least: Seconds, measured: Seconds, *, lower_bound: bool, threshold: float) -> bool:
    allowed = measured * threshold
    return float(least - measured) > allowed or (not lower_bound and float(measured - computed) > allowed)


def _widest(study: Study, services: set[str]) -> Widest | None:
    """The widest range among the services that make up the computed time (ties: the first by name)."""
    ranges = [
        Widest(node, estimate)
        for node in sorted(services)
        if (estimate := study.step(node).lead_time) is not None and estimate.is_range
    ]
    return max(ranges, key=lambda each: each.estimate.pessimistic - each.estimate.optimistic, default=None)


def _up_to(chain: Chain, service: str) -> set[str]:
    found: set[str] = {service}
    for link in chain.links:
        if link.provider == service:
            break
        found.add(link.provider)
    return found
