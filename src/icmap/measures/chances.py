"""How sure: every need in thousands of runs, when it comes, how likely it is kept, and what makes the difference.

Runs draw what `sampled` says; each is a firing (`kernels.firings`). *Criticality index*: the share of the runs in which
a service lies on a slowest chain to the need (Martin 1965); its standard error is √(p(1-p)/n). *Cruciality*: Spearman's
rank correlation of its time with the arrival (Williams 1992). *Drivers*: what differs from run to run and was critical
in some, by cruciality. Equal seeds give equal numbers, whatever the number of runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from icmap.kernels.criticality import Criticality, counted
from icmap.kernels.draws import Floats, stream
from icmap.kernels.firings import Net, Runs, Token, fire
from icmap.kernels.ranks import centred_ranks, percentile, rank_correlation
from icmap.measures.columns import from_request, goal_column, net_of, tokens_of
from icmap.measures.needs import Need, needs
from icmap.measures.sampled import Always, Sampler, always, entry_name
from icmap.measures.schedule import Schedule, schedule
from icmap.model import Importance
from icmap.model.quantities import Clock, Seconds, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["BINS", "Chance", "Chances", "Compared", "Driver", "Settings", "chances"]

BINS = 40
"""Columns of a histogram."""

_BLOCK = 10_000
"""Runs at a time; fewer where the times of all services in so many would take more than `_MOST_ROOM` bytes."""

_MOST_ROOM = 400_000_000
_RANKED = 10_000
"""So many runs are kept to rank times; the first ones."""

_CHECKED = 2500
"""After so many runs it is looked whether anything still moves."""

_SELDOM = 0.01
"""What is critical in a smaller share of the runs is no driver."""

_MOST_KEPT = 50_000_000
"""Arrivals that are kept, all needs together."""

_MOST_LOOKS = 20_000_000_000
"""Times links that may be looked at."""


def _nobody(done: int, of: int) -> None:
    """Nobody hears how far it is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How many runs, from which seed; how much all times go together; whether situations with a share are drawn.

    `until_stable`: as many as it takes, `runs` at most. `told` hears how many runs are done.
    """

    runs: int = 10_000
    seed: int = 1
    correlation: float = 0.0
    drawn_situations: bool = False
    until_stable: bool = False
    told: Callable[[int, int], None] = field(default=_nobody)


@dataclass(frozen=True, slots=True)
class Driver:
    """What makes a difference to a need: a service, or an entry that counts in a share of the runs (then no criticality)."""

    service: str
    criticality: float | None
    standard_error: float | None
    cruciality: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What is held against a time from request: the provider's time and the way, without the chain before it."""

    on_paper: Seconds | None
    p10: Seconds | None
    p50: Seconds | None
    p80: Seconds | None
    p90: Seconds | None


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """One need in all runs; times in seconds, None where it never comes in so many of the runs.

    `on_paper` is the time of the single numbers. `runs` are those in which it is asked for. `kept` is the share of them in
    which it comes within what is needed, `never` that in which it does not come at all. Where an unknown time or an opened
    loop (`assumed`) keeps that from being known, runs in time may be too late all the same: `kept` is None unless no run is
    in time, and `kept_at_most` is their share. Both are None where nothing is stated. `compared` are the times from
    request, where what is needed counts from there. `bins` hold the histogram: its ends, and how many runs are in each of
    equal parts.
    """

    end_customer: str
    customer: str
    provider: str | None
    need: str
    importance: Importance
    runs: int
    on_paper: Seconds | None
    lower_bound: bool
    assumed: bool
    mean: Seconds | None
    mean_standard_error: Seconds | None
    p10: Seconds | None
    p50: Seconds | None
    p80: Seconds | None
    p90: Seconds | None
    never: float
    within: Seconds | None
    clock: Clock | None
    kept: float | None
    kept_at_most: float | None
    kept_standard_error: float | None
    compared: Compared | None
    drivers: tuple[Driver, ...]
    bins_from: Seconds
    bins_to: Seconds
    bins: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Chances:
    """All needs by end customer, how many runs were made, and why no more.

    `varies` is false where nothing on the map differs from run to run. `stable` is whether `until_stable` ended itself.
    """

    needs: tuple[Chance, ...]
    runs: int
    asked: int
    seed: int
    correlation: float
    situations: tuple[str, ...]
    stable: bool
    varies: bool


def chances(study: Study, settings: Settings | None = None) -> Chances:
    """The simulation of a study."""
    return _Simulation(study, settings or Settings()).run()


class _Case:
    """The map in some situations: compiled, with its draws."""

    def __init__(self, study: Study, shared: Always, settings: Settings) -> None:
        self.study = study.about(shared.org) if shared.org is not study.org else study
        self.plan: Schedule = self.study.of(schedule)
        self.net: Net = net_of(self.plan)
        self.sampler = Sampler(
            self.study, self.plan, shared.shares, seed=settings.seed, correlation=settings.correlation
        )
        self.needs: Mapping[str, Need] = {need.key: need for need in self.study.of(needs)}
        self.tokens: Mapping[str, tuple[Token, ...]] = {
            key: tokens_of(self.plan.compiled, self.net, need.goal) for key, need in self.needs.items()
        }


_Kept = list[tuple[NDArray[np.int64], Floats]]
"""Values of the first runs: which runs, and the values."""


class _Ranked:
    """Values of some runs by rank; made once, compared with many."""

    def __init__(self, kept: _Kept) -> None:
        self.places = np.concatenate([places for places, _ in kept]) if kept else np.empty(0, dtype=np.int64)
        self.values = np.concatenate([values for _, values in kept]) if kept else np.empty(0)
        if np.any(self.places[1:] < self.places[:-1]):
            order = np.argsort(self.places, kind="stable")
            self.places, self.values = self.places[order], self.values[order]
        self.runs = len(self.places)
        self.is_whole = bool(self.runs) and int(self.places[-1]) == self.runs - 1
        self.centred = centred_ranks(self.values)
        self.moves = bool(self.centred.any())

    def with_(self, other: _Ranked) -> float | None:
        """The rank correlation in the runs that both have."""
        if self.runs == other.runs and self.is_whole and other.is_whole:
            return float(self.centred @ other.centred) if self.moves and other.moves else None
        common, mine, theirs = np.intersect1d(self.places, other.places, assume_unique=True, return_indices=True)
        if len(common) < 2:
            return None
        return rank_correlation(centred_ranks(self.values[mine]), centred_ranks(other.values[theirs]))


@dataclass(eq=False)
class _Tally:
    """What is kept of one need from block to block."""

    need: Need
    arrivals: list[Floats] = field(default_factory=list)
    judged: list[Floats] = field(default_factory=list)
    critical: dict[str, int] = field(default_factory=dict)
    lower_bound: bool = False
    assumed: bool = False
    unsure: bool = False
    """Whether what is held against what is needed is a lower bound, in any case."""
    ranked: _Kept = field(default_factory=list)


class _Simulation:
    """The blocks of a simulation, and what is kept of them."""

    def __init__(self, study: Study, settings: Settings) -> None:
        self.study, self.settings = study, settings
        self.shared = always(study.org)
        self.cases: dict[tuple[str, ...], _Case] = {}
        self.tallies: dict[str, _Tally] = {}
        self.times: dict[str, _Kept] = {}
        self.entries: dict[str, _Kept] = {}
        self.ranked: dict[tuple[bool, str], _Ranked] = {}
        self.done = 0
        self.situations = _Situations(study, settings)
        self.base = self._case(())
        for key, need in self.base.needs.items():
            self.tallies[key] = _Tally(need)
        self.paper = {need.key: need for need in study.of(needs)}

    def run(self) -> Chances:
        """All blocks, or until nothing moves."""
        wanted = self._affordable(self.settings.runs)
        stable, before = False, None
        block = min(self._block_size(), _CHECKED) if self.settings.until_stable else self._block_size()
        while self.done < wanted and not stable and self.tallies:
            size = min(block, wanted - self.done)
            self._block(size)
            self.settings.told(self.done, wanted)
            if self.settings.until_stable:
                self.ranked.clear()
                now = {key: self._state(tally) for key, tally in self.tallies.items()}
                stable, before = before is not None and self.done >= 2 * _CHECKED and _stands(before, now), now
        told = tuple(self._chance(key, tally) for key, tally in self.tallies.items())
        return Chances(
            needs=tuple(sorted(told, key=lambda each: each.end_customer)),
            runs=self.done,
            asked=self.settings.runs,
            seed=self.settings.seed,
            correlation=self.settings.correlation,
            situations=self.situations.names,
            stable=stable,
            varies=bool(self.base.sampler.drawn or self.shared.shares or self.situations.names),
        )

    def _affordable(self, runs: int) -> int:
        """As many runs as there is memory and time for."""
        links = len(self.base.plan.compiled.links) + len(self.base.plan.compiled.nodes) + 1
        return max(1, min(runs, _MOST_KEPT // max(1, len(self.tallies)), _MOST_LOOKS // links))

    def _block_size(self) -> int:
        nodes = max(1, len(self.base.plan.compiled.nodes))
        return max(100, min(_BLOCK, _MOST_ROOM // (16 * nodes)))

    def _case(self, on: tuple[str, ...]) -> _Case:
        if on not in self.cases:
            self.cases[on] = _Case(self.study.under(*on) if on else self.study, self.shared, self.settings)
        return self.cases[on]

    def _block(self, size: int) -> None:
        drawn = list(self.situations.draw(size))
        for on, chosen in drawn:
            case = self._case(on)
            for key, need in case.needs.items():
                self.tallies.setdefault(key, _Tally(need))
            columns = case.sampler.columns(self.done, size, None if len(drawn) == 1 else chosen)
            self._fired(case, fire(case.net, columns), np.flatnonzero(chosen) + self.done)
        self.done += size

    def _fired(self, case: _Case, runs: Runs, places: NDArray[np.int64]) -> None:
        size = len(places)
        critical = Criticality(runs, size)
        asked = from_request(runs)
        for key, need in case.needs.items():
            tally, tokens = self.tallies[key], case.tokens[key]
            tally.lower_bound |= need.lower_bound
            tally.assumed |= need.assumed
            tally.unsure |= need.taken.lower_bound if need.taken else need.lower_bound
            on = self._asked_for(runs, tokens, size)
            arrival = np.array(np.broadcast_to(goal_column(runs, tokens, need.goal), size))
            judged = (
                np.broadcast_to(goal_column(asked, tokens, need.goal), size) if need.clock == "request" else arrival
            )
            tally.arrivals.append(arrival[on])
            tally.judged.append(np.array(judged)[on])
            marks = critical.of_token(tokens) if tokens else critical.of_node(need.goal.node)
            for node, bits in marks.items():
                name = case.plan.compiled.nodes[node]
                tally.critical[name] = tally.critical.get(name, 0) + counted(bits & np.packbits(on))
            if places[0] < _RANKED:
                tally.ranked.append((places[on], arrival[on]))
        if places[0] < _RANKED:
            self._keep_times(case, runs, places)

    @staticmethod
    def _asked_for(runs: Runs, tokens: tuple[Token, ...], size: int) -> NDArray[np.bool_]:
        """The runs in which a need is asked for at all: an entry with a share may not be."""
        offs = [runs.arrival(token)[1] for token in tokens]
        if not tokens or any(off is None for off in offs):
            return np.ones(size, dtype=bool)
        return ~np.broadcast_to(np.logical_and.reduce([off for off in offs if off is not None]), size)

    def _keep_times(self, case: _Case, runs: Runs, places: NDArray[np.int64]) -> None:
        for node, own in zip(case.plan.compiled.nodes, runs.columns.own, strict=True):
            if not isinstance(own, float):
                self.times.setdefault(node, []).append((places, own.astype(np.float32)))
        seen: set[str] = set()
        for link, off in runs.columns.off.items():
            name = entry_name(case.plan.compiled.links[link].dependency).removeprefix("share ")
            if name not in seen:
                seen.add(name)
                self.entries.setdefault(name, []).append((places, (~off).astype(np.float32)))

    def _state(self, tally: _Tally) -> tuple[float, tuple[str, ...]]:
        ordered = np.sort(np.concatenate(tally.arrivals)) if tally.arrivals else np.empty(0)
        eighty = percentile(ordered, 0.8) if len(ordered) else 0.0
        return eighty, tuple(each.service for each in self._drivers(tally)[:3])

    def _drivers(self, tally: _Tally) -> tuple[Driver, ...]:
        runs = sum(map(len, tally.arrivals))
        arrival = _Ranked(tally.ranked)
        found = []
        for name, count in tally.critical.items():
            share = count / runs if runs else 0.0
            moved = self._moved(name, self.times, arrival) if share >= _SELDOM else None
            found.append(Driver(name, share, sqrt(share * (1 - share) / runs) if runs else None, moved))
        for name in self.entries:
            moved = self._moved(name, self.entries, arrival)
            if moved is not None and abs(moved) > 3 / sqrt(arrival.runs):
                found.append(Driver(name, None, None, moved))
        return tuple(
            sorted(found, key=lambda each: (-abs(each.cruciality or 0.0), -(each.criticality or 0.0), each.service))
        )

    def _moved(self, name: str, kept: Mapping[str, _Kept], arrival: _Ranked) -> float | None:
        """The rank correlation of a service's times (or of whether an entry counts) with an arrival, in runs that have both."""
        if name not in kept or arrival.runs < 2:
            return None
        if (kept is self.times, name) not in self.ranked:
            self.ranked[kept is self.times, name] = _Ranked(kept[name])
        return self.ranked[kept is self.times, name].with_(arrival)

    def _chance(self, key: str, tally: _Tally) -> Chance:
        need = self.paper.get(key, tally.need)
        values = np.sort(np.concatenate(tally.arrivals)) if tally.arrivals else np.empty(0)
        judged = np.concatenate(tally.judged) if tally.judged else np.empty(0)
        come = values[np.isfinite(values)]
        count = len(values)
        in_time = float((judged <= float(need.within.time)).mean()) if need.within and count else None
        whole = len(come) == count > 0
        low, high, bins = _histogram(come)
        return Chance(
            end_customer=need.end, customer=need.customer, provider=need.provider, need=key, importance=need.importance,
            runs=count,
            on_paper=need.arrival if key in self.paper else None,
            lower_bound=tally.lower_bound, assumed=tally.assumed,
            mean=_rounded(float(come.mean())) if whole else None,
            mean_standard_error=_rounded(float(come.std()) / sqrt(count)) if whole else None,
            p10=_at(values, 0.1), p50=_at(values, 0.5), p80=_at(values, 0.8), p90=_at(values, 0.9),
            never=1 - len(come) / count if count else 0.0,
            within=need.within.time if need.within else None,
            clock=need.clock,
            kept=None if tally.unsure and in_time else in_time,
            kept_at_most=in_time,
            kept_standard_error=None if in_time is None else sqrt(in_time * (1 - in_time) / count),
            compared=_compared(need, np.sort(judged)) if need.clock == "request" else None,
            drivers=self._drivers(tally),
            bins_from=low, bins_to=high, bins=bins,
        )  # fmt: skip


def _compared(need: Need, values: Floats) -> Compared:
    paper = need.taken.time if need.taken else None
    return Compared(paper, _at(values, 0.1), _at(values, 0.5), _at(values, 0.8), _at(values, 0.9))


def _at(values: Floats, share: float) -> Seconds | None:
    found = percentile(values, share) if len(values) else float("inf")
    return _rounded(found) if isfinite(found) else None


def _rounded(time: float) -> Seconds:
    """A simulated time in seconds, to a thousandth: no machine's last bits are told."""
    return exact(Fraction(round(time * 1000), 1000))


def _histogram(come: Floats) -> tuple[Seconds, Seconds, tuple[int, ...]]:
    if not len(come):
        return 0, 0, ()
    low, high = float(come[0]), float(come[-1])
    if low == high:
        return _rounded(low), _rounded(high), (len(come),)
    counts, _ = np.histogram(come, bins=BINS, range=(low, high))
    return _rounded(low), _rounded(high), tuple(int(each) for each in counts)


def _stands(
    before: Mapping[str, tuple[float, tuple[str, ...]]], now: Mapping[str, tuple[float, tuple[str, ...]]]
) -> bool:
    """Whether P80 moved by less than 1 % and the first three drivers are the same, for every need."""
    return before.keys() == now.keys() and all(
        order == now[key][1] and (time == now[key][0] or abs(time - now[key][0]) < 0.01 * abs(now[key][0]))
        for key, (time, order) in before.items()
    )


class _Situations:
    """Which situations hold in each run: those asked for, and each with a share in that share of the runs."""

    def __init__(self, study: Study, settings: Settings) -> None:
        on = frozenset(study.question.situations)
        drawn = (
            [each for each in study.org.situations if each.share and each.name not in on]
            if settings.drawn_situations
            else []
        )
        self._drawn = sorted(drawn, key=lambda each: each.name)
        self._streams = [stream(settings.seed, f"situation {each.name}") for each in self._drawn]
        self.names = tuple(each.name for each in self._drawn)

    def draw(self, size: int) -> Iterator[tuple[tuple[str, ...], NDArray[np.bool_]]]:
        """Each set of situations that holds in some of the next runs, with these runs."""
        code = np.zeros(size, dtype=np.int64)
        for place, (each, generator) in enumerate(zip(self._drawn, self._streams, strict=True)):
            code |= (generator.random(size) < float(each.share or 0)).astype(np.int64) << place
        for number in np.unique(code):
            yield tuple(name for place, name in enumerate(self.names) if int(number) >> place & 1), code == number
