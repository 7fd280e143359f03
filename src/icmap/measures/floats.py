"""How late each service and link may be alone, in ticks: by passes back from the needs, by trial behind alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from icmap.kernels.backward import Backward
from icmap.kernels.delaying import COVERED, Alternatives, delayed, goal_tolerance, largest_delay, least_tolerance
from icmap.kernels.firing import NEVER, Times, run
from icmap.kernels.goals import goal_time, starts_and_sinks
from icmap.kernels.leading import behind_alternatives
from icmap.measures.needs import Need
from icmap.measures.schedule import Schedule
from icmap.measures.upstream import leading_to_needs

__all__ = ["STEPS", "Floats", "Thing"]

STEPS = 10_000_000
"""How many services and links all trial firings together may pass; what is left out then is not known."""

Thing = tuple[str, int]
"""A node or a link by its number: ('node', 3), ('link', 5)."""


class Floats:
    """The floats of everything towards some needs: `total`, and `spare` before a stated need from start is broken.

    Both are COVERED where an alternative absorbs any delay. `moved` are, of what was tried out and has a total of 0,
    the needs that it makes later; `unknown` is what the budget of steps left out.
    """

    def __init__(self, plan: Schedule, wanted: Iterable[Need]) -> None:
        self.plan = plan
        self.needs = [need for need in wanted if need.ticks != NEVER]
        self.total: dict[Thing, int] = {}
        self.spare: dict[Thing, int] = {}
        self.moved: dict[Thing, list[Need]] = {}
        self.unknown: set[Thing] = set()
        self._worsens: set[Thing] = set()
        self._limits = {
            place: limit for place, need in enumerate(self.needs) if (limit := _limit(plan, need)) is not None
        }
        self._kept = {place: limit for place, limit in self._limits.items() if limit >= self.needs[place].ticks}
        self._broken = [place for place in self._limits if place not in self._kept]
        self._alternatives = Alternatives(plan.compiled.gates, plan.times, plan.fired)
        self._ends = {need.goal.node for need in self.needs if not need.goal.tokens}
        self._goals: dict[int, Need] = {link: need for need in self.needs for link in need.goal.links}
        self._trials = _Trials(plan, self.needs)
        self._pass_back()
        self._try_all()

    @property
    def complete(self) -> bool:
        """Whether everything is known."""
        return not self.unknown

    def _pass_back(self) -> None:
        """All totals and spares as if no alternative changed; what one covers for certain."""
        every = {place: need.ticks for place, need in enumerate(self.needs)}
        search = self._search(every)
        self.behind = behind_alternatives(self.plan.decided, search.slack, search.sinks)
        self.total.update(_least(search))
        if self._limits:
            self.spare.update(_least(self._search(self._kept)))
            self._worsens = set(_least(self._search({place: every[place] for place in self._broken})))
        for thing in self._leading():
            self.total.setdefault(thing, COVERED)

    def _search(self, limits: dict[int, int]) -> Backward:
        """A search back from some needs, each with its own limit, to the beginning."""
        starts: dict[int, int] = {}
        links: dict[int, int] = {}
        plan = self.plan
        for place, limit in limits.items():
            need = self.needs[place]
            nodes, sinks = starts_and_sinks(need.goal, plan.decided, plan.fired, done=need.ticks, time=limit)
            for found, slacks in ((starts, nodes), (links, sinks)):
                for number, slack in slacks:
                    found[number] = min(slack, found.get(number, slack))
        search = Backward(plan.decided, starts.items(), links.items())
        search.go_on()
        return search

    def _leading(self) -> Iterator[Thing]:
        """Everything that leads to a need at all, also where others won: that stays as good as it is, whatever it does."""
        nodes, links = leading_to_needs(self.plan, self.needs)
        yield from (("node", node) for node in nodes)
        yield from (("link", link) for link in links)

    def is_behind(self, link: int) -> bool:
        """Whether an alternative lies between this link and a need."""
        decided = self.plan.decided
        return bool(decided.chosen[link] or self.behind[decided.customer[link]])

    def links_of(self, thing: Thing) -> Sequence[int]:
        """The links that are later if this thing is."""
        kind, number = thing
        return (number,) if kind == "link" else self.plan.compiled.gates.outgoing[number]

    def _try_all(self) -> None:
        if not self._alternatives.nodes:
            return
        tried = [thing for thing in self.total if self._needs_trial(thing)]
        for thing in sorted(tried, key=lambda each: (each[0], self.total[each], each)):
            same = self._only_link(thing)
            if same is None:
                self._try_out(thing)
            else:
                self._copy(thing, same)

    def _needs_trial(self, thing: Thing) -> bool:
        kind, number = thing
        known = self.total[thing] == COVERED
        return not known and (bool(self.behind[number]) if kind == "node" else self.is_behind(number))

    def _only_link(self, thing: Thing) -> Thing | None:
        """The link that is as good as a service with one customer, where it is no end itself."""
        kind, number = thing
        outgoing = self.plan.compiled.gates.outgoing[number] if kind == "node" else ()
        if len(outgoing) != 1 or number in self._ends or outgoing[0] in self.plan.times.given:
            return None
        return "link", outgoing[0]

    def _copy(self, thing: Thing, same: Thing) -> None:
        if same in self.unknown:
            self.unknown.add(thing)
        self.total[thing] = self.total[same]
        if same in self.spare:
            self.spare[thing] = self.spare[same]
        if same in self.moved:
            self.moved[thing] = self.moved[same]
        (self._worsens.add if same in self._worsens else self._worsens.discard)(thing)

    def _try_out(self, thing: Thing) -> None:
        late = self._trials.of(thing)
        if not self._trials.can_go_on:
            self.unknown.add(thing)
            return
        ticks = [need.ticks for need in self.needs]
        self.total[thing] = self._trials.largest(
            lambda delay: max(map(int.__sub__, late(delay), ticks)), self.total[thing]
        )
        if not self.total[thing]:
            self.moved[thing] = [need for need, time in zip(self.needs, late(1), strict=True) if time > need.ticks]
        if thing in self.spare:
            self.spare[thing] = self._trials.largest(
                lambda delay: max(late(delay)[place] - limit for place, limit in self._kept.items()), self.spare[thing]
            )
        if thing in self._worsens and not any(
            late(self._trials.more_than_any)[place] > ticks[place] for place in self._broken
        ):
            self._worsens.discard(thing)

    def spare_of(self, thing: Thing) -> int | None:
        """The spare of one thing; None where no delay of it breaks a stated need, or it is not known."""
        if thing in self.unknown:
            return None
        spare = self.spare.get(thing, COVERED)
        return 0 if thing in self._worsens else None if spare == COVERED else spare

    def free(self, thing: Thing) -> int:
        """The largest delay that makes no customer's ready and no need later; COVERED: any."""
        plan, most = self.plan, self._trials.more_than_any
        arrived = [link for link in self.links_of(thing) if plan.fired.arrival[link] != NEVER]
        found = [least_tolerance(self._alternatives, plan.decided, arrived, most)]
        by_need: dict[Need, list[int]] = {}
        for link in arrived:
            if link in self._goals:
                by_need.setdefault(self._goals[link], []).append(link)
        for need, links in by_need.items():
            found.append(goal_tolerance(self._alternatives, need.goal, links, time=need.ticks, more_than_any=most))
        if thing[0] == "node" and thing[1] in self._ends:
            found.append(0)
        return min((each for each in found if each != COVERED), default=COVERED)


def _limit(plan: Schedule, need: Need) -> int | None:
    """What a need from start allows, in ticks; None where it states none."""
    return plan.compiled.ticks(need.within.time) if need.within and need.within.clock == "start" else None


def _least(search: Backward) -> dict[Thing, int]:
    """What was met in a search, each with the least slack."""
    found: dict[Thing, int] = {("node", node): slack for node, slack in search.slack.items()}
    for link, slack in search.links:
        found.setdefault(("link", link), slack)
    return found


class _Trials:
    """Firings with one thing late, remembered while it is the same thing, and the steps that are left for them."""

    def __init__(self, plan: Schedule, wanted: Sequence[Need]) -> None:
        self.plan, self.needs = plan, wanted
        self.cost = plan.compiled.gates.size + len(plan.compiled.links)
        self.steps = STEPS
        limits = [limit for need in wanted if (limit := _limit(plan, need)) is not None]
        latest = max((need.ticks for need in wanted), default=0)
        self.more_than_any = 1 + max([latest, *limits]) + max(plan.fired.ready, default=0)

    @property
    def can_go_on(self) -> bool:
        """Whether there is room for the two firings that every answer takes at least."""
        return self.steps >= 2 * self.cost

    def of(self, thing: Thing) -> Callable[[int], list[int]]:
        """When each need is met if the thing is late by a delay."""
        known: dict[int, list[int]] = {}

        def late(delay: int) -> list[int]:
            if delay not in known:
                self.steps -= self.cost
                times = self._delayed(thing, delay)
                fired = run(self.plan.compiled.gates, times)
                known[delay] = [goal_time(need.goal, fired, times) for need in self.needs]
            return known[delay]

        return late

    def largest(self, lateness: Callable[[int], int], at_least: int) -> int:
        return largest_delay(lateness, more_than_any=self.more_than_any, at_least=at_least)[0]

    def _delayed(self, thing: Thing, delay: int) -> Times:
        kind, number = thing
        if kind == "link":
            return delayed(self.plan.times, (number,), delay)
        return delayed(self.plan.times, self.plan.compiled.gates.outgoing[number], delay, number)
