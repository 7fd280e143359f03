"""Floats: how much later a service or a dependency may be alone before a need, or its own customer, is later.

*Total float*: the largest delay of it alone that makes no need later than it now arrives; *covered*: an alternative
absorbs any delay. *Free float*: the largest delay that makes no customer's ready, and no need, later. *Critical*: total
float 0. *Spare*: the largest delay that breaks no stated need which is kept now; 0 if it makes one later that is broken
already. Where no alternative lies between it and a need this is the backward pass of the critical path method (Kelley &
Walker 1959) from every need's own arrival (for spare: from its `within`); where one does, the delay is tried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from icmap.encoding import Hidden, Keyed
from icmap.graph import Link
from icmap.kernels.delaying import COVERED
from icmap.measures.floats import Floats, Thing
from icmap.measures.needs import Need, needs
from icmap.measures.requests import ENDLESS, request_tolerance
from icmap.measures.routes import all_searched, routes
from icmap.measures.schedule import schedule
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.rows import Entries
from icmap.study import Study

__all__ = ["Slack", "Slacks", "slacks", "slacks_towards"]


@dataclass(frozen=True, slots=True)
class Slack:
    """The floats of one service or link in seconds.

    `total` is None where it leads to no need, where it is `covered`, or where it is not `known` within the budget;
    `free` is None where no delay makes a customer or a need later; `spare` where no delay breaks a stated need.
    `critical_for` are the needs that any delay of it makes later, in their order.
    """

    total: Hidden[Seconds | None] = None
    free: Hidden[Seconds | None] = None
    spare: Seconds | None = None
    covered: bool = False
    known: bool = True
    critical_for: Keyed[tuple[Need, ...]] = ()

    @property
    def total_float(self) -> Seconds | None:
        """The total float, by its full name."""
        return self.total

    @property
    def free_float(self) -> Seconds | None:
        """The free float, by its full name."""
        return self.free

    @property
    def critical(self) -> bool:
        """Whether any delay of it makes a need later."""
        return self.total == 0


@dataclass(frozen=True, slots=True, eq=False)
class Slacks:
    """The floats of all services by node name and of all links that count in times; `complete` if all are known.

    `critical` holds the critical links, in the order of the network, with the needs for which they are.
    """

    services: Mapping[str, Slack]
    links: Mapping[Link, Slack]
    critical: Mapping[Link, tuple[Need, ...]]
    complete: bool


def slacks(study: Study) -> Slacks:
    """The floats of a study for all its needs together; empty for an empty map."""
    return _slacks(study, study.of(needs), complete=all_searched(study))


def slacks_towards(study: Study, need: Need) -> Slacks:
    """The same as if this need were the only one."""
    return _slacks(study, (need,), complete=all_searched(study))


def _slacks(study: Study, wanted: tuple[Need, ...], *, complete: bool) -> Slacks:
    plan = study.of(schedule)
    floats = Floats(plan, wanted)
    requests = _Requests(study, wanted)
    critical = _critical_for(study, floats)
    services, links = plan.compiled.index, {link: number for number, link in enumerate(plan.compiled.links)}

    def slack(thing: Thing) -> Slack:
        return _slack(floats, requests, thing, critical)

    return Slacks(
        Entries(lambda name: slack(("node", services[name])), services),
        Entries(lambda link: slack(("link", links[link])), links),
        {link: late for link, number in links.items() if (late := _late(floats, ("link", number), critical))},
        floats.complete and complete,
    )


def _critical_for(study: Study, floats: Floats) -> Mapping[Thing, Sequence[Need]]:
    """The needs for which each thing is critical: by the searches back, or by trial where alternatives are ahead."""
    found: dict[Thing, list[Need]] = {}
    wanted = frozenset(floats.needs)
    for route in study.of(routes):
        if route.need in wanted:
            for node, slack in route.search.slack.items():
                if not slack and not floats.behind[node]:
                    found.setdefault(("node", node), []).append(route.need)
            for link, slack in route.search.links:
                if slack:
                    break
                if not floats.is_behind(link):
                    found.setdefault(("link", link), []).append(route.need)
    return {**found, **floats.moved}


def _late(floats: Floats, thing: Thing, critical: Mapping[Thing, Sequence[Need]]) -> tuple[Need, ...]:
    """The needs for which one thing is critical."""
    return tuple(critical.get(thing, ())) if floats.total.get(thing) == 0 and thing not in floats.unknown else ()


def _slack(floats: Floats, requests: _Requests, thing: Thing, critical: Mapping[Thing, Sequence[Need]]) -> Slack:
    """The floats of one thing in seconds."""
    seconds = floats.plan.compiled.seconds
    total, free, spare = floats.total.get(thing), floats.free(thing), floats.spare_of(thing)
    known = thing not in floats.unknown
    from_request = requests.spare(floats.links_of(thing))
    spares = [*([] if spare is None else [seconds(spare)]), *([] if from_request is None else [from_request])]
    return Slack(
        total=seconds(total) if total is not None and total != COVERED and known else None,
        free=None if free == COVERED else seconds(free),
        spare=min(spares, default=None),
        covered=total == COVERED,
        known=known,
        critical_for=_late(floats, thing, critical),
    )


class _Requests:
    """The stated needs from request, by the links that they wait for: only these and their providers can break them."""

    def __init__(self, study: Study, wanted: Iterable[Need]) -> None:
        self.study = study
        self.needs: dict[Link, list[Need]] = {}
        for need in wanted:
            if need.clock == "request" and need.taken is not None:
                for link in need.links:
                    self.needs.setdefault(link, []).append(need)

    def spare(self, numbers: Iterable[int]) -> Seconds | None:
        """How much later these links may be together before a stated need from request is broken; None: any."""
        if not self.needs:
            return None
        every = self.study.of(schedule).compiled.links
        links = [every[number] for number in numbers]
        if not any(link in self.needs for link in links):
            return None
        met = dict.fromkeys(need for link in links for need in self.needs.get(link, ()))
        found = [self._tolerance(need, links) for need in met]
        return min((each for each in found if each < ENDLESS), default=None)

    def _tolerance(self, need: Need, links: Sequence[Link]) -> Seconds:
        """0 where the need is broken and they make it worse."""
        if need.within is None or need.taken is None:
            return ENDLESS
        broken = need.verdict is Verdict.BROKEN
        left = request_tolerance(self.study, need.inputs, links, need.taken.time if broken else need.within.time)
        return min(left, 0) if broken and left < ENDLESS else left
