"""What something takes from request, by the map, without the chain before it; and how much longer some of it may take."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from icmap.graph import Bundle, Choice, Input, Link
from icmap.measures.network import is_waited_for, link_time, network, still_wanted
from icmap.measures.verdicts import Measured
from icmap.model.quantities import Seconds
from icmap.study import Study

__all__ = ["ENDLESS", "from_request", "request_tolerance"]

ENDLESS = 1 << 200
"""More than any time: so much later may be what is not waited for."""


def from_request(study: Study, inputs: Sequence[Input]) -> Measured:
    """What a need takes from request: the slowest of its links, of an alternative the k-th; unknown times count 0."""
    least, most = (_request_time(study, inputs, unknown) for unknown in (0, None))
    return Measured(least or 0, "request", lower_bound=least != most)


def _request_time(study: Study, inputs: Sequence[Input], unknown: Seconds | None) -> Seconds | None:
    """The same with another time for what is unknown (None: endless)."""
    times = [_one_request(study, each, unknown) for each in inputs if is_waited_for(each)]
    return None if None in times else max((time for time in times if time is not None), default=0)


def _one_request(study: Study, each: Input, unknown: Seconds | None) -> Seconds | None:
    if isinstance(each, Bundle):
        return _request_time(study, each.members, unknown)
    if isinstance(each, Choice):
        times = [_one_request(study, member, unknown) for member in each.members if is_waited_for(member)]
        known = sorted(time for time in times if time is not None)
        wanted = still_wanted(each)
        return known[wanted - 1] if len(known) >= wanted else None
    step = study.step(each.provider)
    compiled = study.of(network)
    if unknown is None and each.dependency.lead_time is None and compiled.index[each.provider] in compiled.unknown:
        return None
    return link_time(step, each)


def request_tolerance(study: Study, inputs: Sequence[Input], late: Collection[Link], time: Seconds) -> Seconds:
    """How much longer the `late` links may take until the inputs together take longer than a time; below 0: they do."""
    return min((_tolerance(study, each, late, time) for each in inputs if is_waited_for(each)), default=ENDLESS)


def _tolerance(study: Study, each: Input, late: Collection[Link], time: Seconds) -> Seconds:
    if isinstance(each, Link):
        left = time - link_time(study.step(each.provider), each)
        return left if each in late or left < 0 else ENDLESS
    if isinstance(each, Bundle):
        return request_tolerance(study, each.members, late, time)
    found = sorted((_tolerance(study, one, late, time) for one in each.members if is_waited_for(one)), reverse=True)
    return found[still_wanted(each) - 1]
