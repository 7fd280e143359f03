"""The times of a map as they are drawn, run by run: estimates, confidence, batches, shares; a stream for each name.

A lead time of three numbers is beta-PERT. One of a single number with a `confidence` is beta-PERT between it less and
more a share of it: low 50 %, medium 25 %, high 10 %. A request waits for a batch uniformly between 0 and `every`. An
entry with a `share` counts in that share of the runs, one draw for all services for which it holds. What is drawn for a
name depends on the seed and the name alone, so that a party more on the map moves no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from icmap.graph import Link, Step
from icmap.kernels.draws import Floats, correlated, pert, stream
from icmap.kernels.firings import Column, Columns
from icmap.measures.schedule import Schedule
from icmap.measures.spread import Spread, spread
from icmap.model import AnyOf, Dependency, Entry, OrgMap
from icmap.model.quantities import Estimate, Seconds
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Always", "Marks", "Sampler", "always", "entry_name"]

_COMMON = "common factor"

Marks = NDArray[np.bool_]
"""Yes or no for each run."""


@dataclass(frozen=True, slots=True, eq=False)
class Always:
    """A map in which entries with a share count always, and the share of each by its identity."""

    org: OrgMap
    shares: Mapping[int, tuple[Dependency, Seconds]]


def always(org: OrgMap) -> Always:
    """The map with everything that may count in some case."""
    shares: dict[int, tuple[Dependency, Seconds]] = {}

    def entry(each: Entry) -> Entry:
        if isinstance(each, AnyOf):
            return replace(each, members=tuple(map(entry, each.members)))
        if each.share is None or each.share >= 1:
            return each
        kept = replace(each, share=None)
        shares[id(kept)] = (kept, each.share)
        return kept

    parties = {}
    for party in org.parties.values():
        services = tuple(replace(each, depends_on=tuple(map(entry, each.depends_on))) for each in party.services)
        parties[party.id] = replace(party, depends_on=tuple(map(entry, party.depends_on)), services=services)
    return Always(replace(org, parties=parties) if shares else org, shares)


class Sampler:
    """The draws of one map under one set of situations, some runs at a time."""

    def __init__(
        self,
        study: Study,
        plan: Schedule,
        shares: Mapping[int, tuple[Dependency, Seconds]],
        *,
        seed: int,
        correlation: float = 0.0,
    ) -> None:
        self._plan, self._seed, self._correlation = plan, seed, correlation
        self._shares = shares
        compiled = plan.compiled
        self._steps = [study.step(node) for node in compiled.nodes]
        self._streams: dict[str, tuple[np.random.Generator, int]] = {}
        self._start = 0
        self._lead = [_Drawn(f"lead {step.node}", spread(step.lead_time, step.confidence)) for step in self._steps]
        self._override = {
            number: _Drawn(
                f"lead {link.customer} <- {link.provider}",
                spread(link.dependency.lead_time, link.dependency.confidence),
            )
            for number, link in enumerate(compiled.links)
            if link.dependency.lead_time is not None
        }
        self._way = [_Drawn(f"way {link.customer} <- {link.provider}", _way(link)) for link in compiled.links]

    @property
    def drawn(self) -> tuple[str, ...]:
        """The services whose time differs from run to run."""
        return tuple(
            step.node for step, lead in zip(self._steps, self._lead, strict=True) if lead.spread.is_drawn or step.every
        )

    def columns(self, start: int, runs: int, chosen: Marks | None = None) -> Columns:
        """The times of so many runs from one on, in seconds; only of those chosen, where others are in other situations."""
        self._start = start

        def kept(values: Floats) -> Floats:
            return values if chosen is None else values[chosen]

        common = self._uniform(_COMMON, runs) if self._correlation else None
        lead = [self._time(each, runs, common, kept) for each in self._lead]
        wait = [self._wait(step, runs, kept) for step in self._steps]
        provider = self._plan.compiled.gates.provider
        override = {link: self._time(each, runs, common, kept) for link, each in self._override.items()}
        return Columns(
            [time + late for time, late in zip(lead, wait, strict=True)],
            [self._time(each, runs, common, kept) for each in self._way],
            {link: time + wait[provider[link]] for link, time in override.items()},
            off=self._off(runs, kept),
            given=dict.fromkeys(self._plan.times.given, 0.0),
        )

    def _uniform(self, name: str, runs: int) -> Floats:
        """The chances of one name for these runs; a generator that is not there yet jumps ahead."""
        generator, place = self._streams.get(name) or (stream(self._seed, name), 0)
        if place != self._start:
            generator.bit_generator.advance(self._start - place)  # type: ignore[attr-defined]
        self._streams[name] = generator, self._start + runs
        return generator.random(runs)

    def _time(self, each: _Drawn, runs: int, common: Floats | None, kept: Callable[[Floats], Floats]) -> Column:
        if not each.spread.is_drawn:
            return each.spread.likely
        chance = self._uniform(each.name, runs)
        if common is not None:
            chance = correlated(chance, common, self._correlation)
        return pert(kept(chance), each.spread.low, each.spread.likely, each.spread.high)

    def _wait(self, step: Step, runs: int, kept: Callable[[Floats], Floats]) -> Column:
        return kept(self._uniform(f"batch {step.node}", runs)) * float(step.every) if step.every else 0.0

    def _off(self, runs: int, kept: Callable[[Floats], Floats]) -> dict[int, Marks]:
        """In which runs each entry with a share does not count."""
        drawn: dict[int, Marks] = {}
        found = {}
        for number, link in enumerate(self._plan.compiled.links):
            key = id(link.dependency)
            if key in self._shares:
                if key not in drawn:
                    drawn[key] = kept(self._uniform(entry_name(link.dependency), runs)) >= float(self._shares[key][1])
                found[number] = drawn[key]
        return found


@dataclass(frozen=True, slots=True)
class _Drawn:
    name: str
    spread: Spread


def entry_name(entry: Dependency) -> str:
    """The name of an entry's stream: who asks whom for what, when."""
    asks = entry.customer if entry.customer_service is None else f"{entry.customer}/{entry.customer_service}"
    return f"share {asks} <- {entry.reference} {' '.join(entry.when)}".rstrip()


def _way(link: Link) -> Spread:
    return spread(Estimate.of(link.dependency.handoff), link.dependency.confidence)
