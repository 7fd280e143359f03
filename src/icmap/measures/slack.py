"""Floats: how much later a service or a dependency may be alone before an end customer, or its own customer, is later.

*Total float*: the largest delay of it alone that makes no end customer later than that one's own `done`; *covered*: an
alternative absorbs any delay. *Free float*: the largest delay that makes no customer's ready, and no end, later.
*Critical*: total float 0. Where no alternative lies between it and an end this is the backward pass of the critical
path method (Kelley & Walker 1959) from every end's own `done`; where one does, the delay is tried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from icmap.graph import Link
from icmap.kernels.backward import Backward
from icmap.kernels.delaying import COVERED, Alternatives, delayed, largest_delay, least_tolerance
from icmap.kernels.firing import NEVER, Times, run
from icmap.kernels.leading import behind_alternatives, leading_to
from icmap.measures.routes import all_searched, routes
from icmap.measures.schedule import Schedule, schedule
from icmap.measures.targets import Target, targets
from icmap.model.quantities import Seconds
from icmap.records import dataclass
from icmap.rows import Entries
from icmap.study import Study

__all__ = ["STEPS", "Slack", "Slacks", "slacks"]

STEPS = 10_000_000
"""How many services and links all trial firings together may pass; what is left out then is not `known`."""


@dataclass(frozen=True, slots=True)
class Slack:
    """The floats of one service or link in seconds.

    `total` is None where it leads to no end, where it is `covered`, or where it is not `known` within the budget;
    `free` is None where no delay makes a customer or an end later. `critical_for` names the ends, sorted.
    """

    total: Seconds | None = None
    free: Seconds | None = None
    covered: bool = False
    known: bool = True
    critical_for: tuple[str, ...] = ()

    @property
    def critical(self) -> bool:
        """Whether any delay of it makes an end customer later."""
        return self.total == 0


@dataclass(frozen=True, slots=True, eq=False)
class Slacks:
    """The floats of all services by node name and of all links that count in times; `complete` if all are known.

    `critical` holds the critical links, in the order of the network, with the ends for which they are.
    """

    services: Mapping[str, Slack]
    links: Mapping[Link, Slack]
    critical: Mapping[Link, tuple[str, ...]]
    complete: bool


def slacks(study: Study) -> Slacks:
    """The floats of a study; empty for an empty map."""
    plan = study.of(schedule)
    trial = _Trial(plan, study.of(targets))
    trial.measure()
    critical = _critical_for(study, trial)
    services, links = plan.compiled.index, {link: number for number, link in enumerate(plan.compiled.links)}
    return Slacks(
        Entries(lambda name: trial.slack(("node", services[name]), critical), services),
        Entries(lambda link: trial.slack(("link", links[link]), critical), links),
        {link: ends for link, number in links.items() if (ends := trial.ends_of(("link", number), critical))},
        trial.complete and all_searched(study),
    )


_Thing = tuple[str, int]
"""A node or a link by its number: ('node', 3), ('link', 5)."""


def _critical_for(study: Study, trial: _Trial) -> Mapping[_Thing, Sequence[str]]:
    """The ends for which each thing is critical: by the searches back, or by trial where alternatives are ahead."""
    found: dict[_Thing, list[str]] = {}
    for route in study.of(routes):
        for node, slack in route.search.slack.items():
            if not slack and not trial.behind[node]:
                found.setdefault(("node", node), []).append(route.target.end)
        for link, slack in route.search.links:
            if slack:
                break
            if not trial.is_behind(link):
                found.setdefault(("link", link), []).append(route.target.end)
    return {**found, **trial.moved}


@dataclass(eq=False)
class _Trial:
    """The measuring of all floats of one plan, and how many steps are left for it."""

    plan: Schedule
    targets: tuple[Target, ...]
    total: dict[_Thing, int] = field(default_factory=dict)
    moved: dict[_Thing, list[str]] = field(default_factory=dict)
    unknown: set[_Thing] = field(default_factory=set)
    complete: bool = True
    steps: int = STEPS

    def __post_init__(self) -> None:
        plan = self.plan
        reached = [each for each in self.targets if each.done != NEVER]
        self.search = Backward(plan.decided, ((node, slack) for node, slack in _starts(plan, reached).items()))
        self.more_than_any = 1 + max((each.done for each in reached), default=0) + max(plan.fired.ready, default=0)
        self.alternatives = Alternatives(plan.compiled.gates, plan.times, plan.fired)
        self.reached = reached
        self.own_end = _starts(plan, reached)

    def measure(self) -> None:
        self.search.go_on()
        self.behind = behind_alternatives(self.plan.decided, self.search.slack)
        self.total.update((("node", node), slack) for node, slack in self.search.slack.items())
        self.total.update((("link", link), slack) for link, slack in self.search.links)
        self._cover()
        tried = [thing for thing in self.total if self._needs_trial(thing)] if self.alternatives.nodes else []
        for thing in sorted(tried, key=lambda each: (each[0], self.total[each], each)):
            self._try(thing)

    def _needs_trial(self, thing: _Thing) -> bool:
        kind, number = thing
        known = self.total[thing] == COVERED
        return not known and (bool(self.behind[number]) if kind == "node" else self.is_behind(number))

    def is_behind(self, link: int) -> bool:
        """Whether an alternative lies between this link and an end."""
        decided = self.plan.decided
        return bool(decided.chosen[link] or self.behind[decided.customer[link]])

    def _cover(self) -> None:
        """What leads to an end but only where others won: they stay as good as they are, whatever it does."""
        plan = self.plan
        nodes, links = leading_to(plan.compiled.gates, plan.decided, plan.fired, plan.times.given, self.own_end)
        for thing in [*(("node", node) for node in nodes), *(("link", link) for link in links)]:
            self.total.setdefault(thing, COVERED)

    def _try(self, thing: _Thing) -> None:
        """Try out the delay of one thing; a service with one customer, and no end itself, is as good as its link."""
        same = self._only_link(thing)
        if same is None:
            self._try_out(thing)
            return
        if same in self.unknown:
            self.unknown.add(thing)
        self.total[thing] = self.total[same]
        if same in self.moved:
            self.moved[thing] = self.moved[same]

    def _only_link(self, thing: _Thing) -> _Thing | None:
        kind, number = thing
        outgoing = self.plan.compiled.gates.outgoing[number] if kind == "node" else ()
        if len(outgoing) != 1 or number in self.own_end or outgoing[0] in self.plan.times.given:
            return None
        return "link", outgoing[0]

    def _try_out(self, thing: _Thing) -> None:
        gates = self.plan.compiled.gates
        cost = gates.size + len(gates.provider)
        if self.steps < 2 * cost:
            self.unknown.add(thing)
            self.complete = False
            return
        self.total[thing], asked = largest_delay(
            lambda delay: max(self._lateness(thing, delay)),
            more_than_any=self.more_than_any,
            at_least=self.total[thing],
        )
        self.steps -= asked * cost
        if not self.total[thing]:
            late = self._lateness(thing, 1)
            self.steps -= cost
            self.moved[thing] = [each.end for each, by in zip(self.reached, late, strict=True) if by > 0]

    def _lateness(self, thing: _Thing, delay: int) -> list[int]:
        plan = self.plan
        times = self._delayed(thing, delay)
        fired = run(plan.compiled.gates, times)
        return [_done(fired.ready, times, each.nodes) - each.done for each in self.reached]

    def _delayed(self, thing: _Thing, delay: int) -> Times:
        kind, number = thing
        if kind == "link":
            return delayed(self.plan.times, (number,), delay)
        return delayed(self.plan.times, self.plan.compiled.gates.outgoing[number], delay, number)

    def slack(self, thing: _Thing, critical: Mapping[_Thing, Sequence[str]]) -> Slack:
        """The floats of one thing in seconds."""
        total, free = self.total.get(thing), self._free(thing)
        known = thing not in self.unknown
        is_number = total is not None and total != COVERED and known
        return Slack(
            self.plan.compiled.seconds(total) if total is not None and is_number else None,
            None if free == COVERED else self.plan.compiled.seconds(free),
            total == COVERED,
            known,
            self.ends_of(thing, critical),
        )

    def ends_of(self, thing: _Thing, critical: Mapping[_Thing, Sequence[str]]) -> tuple[str, ...]:
        """The ends for which one thing is critical."""
        if self.total.get(thing) == 0 and thing not in self.unknown:
            return tuple(critical.get(thing, ()))
        return ()

    def _free(self, thing: _Thing) -> int:
        kind, number = thing
        plan = self.plan
        links: Sequence[int] = (number,) if kind == "link" else plan.compiled.gates.outgoing[number]
        arrived = [link for link in links if plan.fired.arrival[link] != NEVER]
        found = least_tolerance(self.alternatives, plan.decided, arrived, self.more_than_any)
        if kind == "link" or number not in self.own_end:
            return found
        return self.own_end[number] if found == COVERED else min(found, self.own_end[number])


def _done(ready: Sequence[int], times: Times, nodes: Iterable[int]) -> int:
    return max(ready[node] + times.own[node] for node in nodes)


def _starts(plan: Schedule, reached: Iterable[Target]) -> dict[int, int]:
    """How much later each service at which an end's time is taken may be before that end is later."""
    starts: dict[int, int] = {}
    for target in reached:
        for node in target.nodes:
            slack = target.done - plan.done(node)
            starts[node] = min(slack, starts.get(node, slack))
    return starts
