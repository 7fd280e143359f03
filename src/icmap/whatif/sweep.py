"""Everybody late in turn: which party's lateness harms the stated needs most. One firing answers for many parties.

*Harm* is the time by which stated needs are then missed by more than before, each weighted by its importance (low 1 …
critical 4); ranked by it, then by what all needs are later by so weighted, then by id. A party whose float to every
need is at least what its services are late by together harms nobody and is not fired: alternatives only absorb more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray  # noqa: TC002 - as the records of other modules

from icmap.kernels.backward import Backward
from icmap.kernels.firing import NEVER
from icmap.kernels.firings import Columns, Runs, fire
from icmap.kernels.goals import sinks
from icmap.measures.columns import columns, from_request, goal_column, net_of, tokens_of
from icmap.measures.needs import Need, needs
from icmap.measures.network import batch_wait
from icmap.measures.schedule import Schedule, schedule
from icmap.model.meant import Meant
from icmap.model.quantities import Seconds, exact
from icmap.records import dataclass
from icmap.study import Study
from icmap.whatif.changes import later
from icmap.whatif.edits import Edited
from icmap.whatif.sides import Side

__all__ = ["Harm", "Sweep", "sweep", "weight_of"]

_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Harm:
    """What one party's lateness does: needs broken by it (keys), the weighted harm, and the need that is later most."""

    party: str
    breaks: tuple[str, ...]
    harm: Seconds
    later: Seconds
    need: str
    weighted_later: Seconds


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Everybody late by the same time: who harms somebody, the worst first, and how many parties harm nobody."""

    by: Seconds
    harms: tuple[Harm, ...]
    harmless: int


def sweep(study: Study, by: Seconds) -> Sweep:
    """Each party late by so much, in turn."""
    found = [harm for harm in _Sweep(study, by).harms() if harm.weighted_later > 0 or harm.harm > 0]
    parties = {step.party.id for step in study.steps.values()}
    ranked = sorted(found, key=lambda each: (-each.harm, -each.weighted_later, each.party))
    return Sweep(by, tuple(ranked), len(parties) - len(found))


class _Sweep:
    """The columns of a sweep: as many parties at once as there is room for."""

    def __init__(self, study: Study, by: Seconds) -> None:
        self.study, self.by = study, by
        self.plan: Schedule = study.of(schedule)
        self.needs: Sequence[Need] = [each for each in study.of(needs) if each.ticks != NEVER]
        self.net = net_of(self.plan)
        self.base = columns(self.plan)
        self.delay = float(by * self.plan.compiled.scale)
        known = replace(self.plan.times, unsure=[0] * len(self.base.way))
        self.least_net = net_of(replace(self.plan, fired=self.plan.least, times=known))

    def harms(self) -> Iterator[Harm]:
        """One for each party that may harm somebody."""
        parties = self._candidates()
        apart = [party for party in parties if self._has_to_run_alone(party)]
        yield from (self._alone(party) for party in apart)
        together = [party for party in parties if party not in set(apart)]
        for first in range(0, len(together), _BLOCK):
            yield from self._block(together[first : first + _BLOCK])

    def _candidates(self) -> list[str]:
        """The parties some of whose services lack less to a need than all of them are late by."""
        plan = self.plan
        search = Backward(plan.decided, self._ends())
        search.go_on()
        nodes: dict[str, list[int]] = {}
        for number, party in enumerate(plan.compiled.party):
            nodes.setdefault(party, []).append(number)
        judged = {link.dependency.provider for need in self.needs if need.clock == "request" for link in need.links}
        return sorted(
            party
            for party, own in nodes.items()
            if party in judged
            or (self.delay < 0 and any(node in search.slack for node in own))
            or any(search.slack.get(node, np.inf) < self.delay * len(own) for node in own)
        )

    def _ends(self) -> Iterator[tuple[int, int]]:
        """Where needs are met, with what each lacks to its own need: providers of what is received, and who works."""
        found: dict[int, int] = {}
        plan = self.plan
        for need in self.needs:
            if not need.goal.tokens:
                found[need.goal.node] = 0
            for link, slack in sinks(need.goal, plan.decided, plan.fired, need.ticks) if need.goal.tokens else ():
                node = plan.decided.provider[link]
                found[node] = min(slack, found.get(node, slack))
        yield from sorted(found.items())

    def _has_to_run_alone(self, party: str) -> bool:
        """Being late makes an unknown time a known one, which counts where an alternative waits for a known one."""
        compiled, gates = self.plan.compiled, self.plan.compiled.gates
        if self.plan.least is self.plan.fired or not any(map(gates.is_choice, range(gates.size, len(gates.need)))):
            return False
        return any(compiled.party[node] == party for node in compiled.unknown)

    def _alone(self, party: str) -> Harm:
        """By a run of its own."""
        changed = later(self.study.org, Meant(party), self.by)
        side = Side(Edited(changed.org), self.study.question)
        found = [side.needs[need.key][0] for need in self.needs]
        arrival = [float((need.arrival or 0) * self.plan.compiled.scale) for need in found]
        taken = [float((need.taken.time if need.taken else 0) * self.plan.compiled.scale) for need in found]
        return self._harm(party, arrival, taken)

    def _block(self, parties: Sequence[str]) -> Iterator[Harm]:
        late = self._late(parties)
        runs = fire(self.net, late)
        least = runs if self.plan.least is self.plan.fired else fire(self.least_net, late)
        arrival, taken = self._arrivals(runs, len(parties)), self._taken(least, len(parties))
        for place, party in enumerate(parties):
            yield self._harm(party, arrival[:, place].tolist(), taken[:, place].tolist())

    def _late(self, parties: Sequence[str]) -> Columns:
        """The times with the first party late in the first run, the second in the second …; none becomes less than 0."""
        place = {party: number for number, party in enumerate(parties)}
        marks = np.eye(len(parties)) * self.delay
        compiled, base = self.plan.compiled, self.base
        waits = [float(batch_wait(self.study.step(node)) * compiled.scale) for node in compiled.nodes]
        own = [
            np.maximum(time - wait + marks[place[party]], 0.0) + wait if party in place else time
            for time, wait, party in zip(base.own, waits, compiled.party, strict=True)
        ]
        instead = {
            link: np.maximum(time - waits[node] + marks[place[party]], 0.0) + waits[node] if party in place else time
            for link, time in base.instead.items()
            for node in (compiled.gates.provider[link],)
            for party in (compiled.party[node],)
        }
        return replace(base, own=own, instead=instead)

    def _arrivals(self, runs: Runs, size: int) -> NDArray[np.float64]:
        columns = [
            goal_column(runs, tokens_of(self.plan.compiled, runs.net, each.goal), each.goal) for each in self.needs
        ]
        return np.stack([np.broadcast_to(column, size) for column in columns])

    def _taken(self, runs: Runs, size: int) -> NDArray[np.float64]:
        """What each need is judged by: its arrival, or what it takes from request."""
        asked, compiled = from_request(runs), self.plan.compiled
        columns = [
            goal_column(asked if each.clock == "request" else runs, tokens_of(compiled, runs.net, each.goal), each.goal)
            for each in self.needs
        ]
        return np.stack([np.broadcast_to(column, size) for column in columns])

    def _harm(self, party: str, arrival: Sequence[float], taken: Sequence[float]) -> Harm:
        scale = self.plan.compiled.scale
        later = [time - need.ticks for need, time in zip(self.needs, arrival, strict=True)]
        most = max(range(len(later)), key=lambda place: (later[place], -place), default=None)
        harm, breaks = 0.0, []
        for need, now in zip(self.needs, taken, strict=True):
            if need.within is None or need.taken is None:
                continue
            allowed, was = float(need.within.time * scale), float(need.taken.time * scale)
            harm += weight_of(need) * (max(0.0, now - allowed) - max(0.0, was - allowed))
            breaks += [need.key] if was <= allowed < now else []
        return Harm(
            party,
            tuple(breaks),
            _seconds(harm, scale),
            _seconds(later[most], scale) if most is not None else 0,
            self.needs[most].key if most is not None else "",
            _seconds(sum(weight_of(need) * by for need, by in zip(self.needs, later, strict=True)), scale),
        )


def weight_of(need: Need) -> int:
    """The weight of a need by its importance: low 1 … critical 4."""
    return int(need.importance) + 1


def _seconds(ticks: float, scale: int) -> Seconds:
    return exact(Fraction(ticks) / scale)
