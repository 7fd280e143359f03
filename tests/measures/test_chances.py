"""Simulation against closed forms, bounds, and a plain simulation of events, one run after the other."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest

from icmap.graph import Bundle, Choice, Input, Link
from icmap.kernels.draws import stream
from icmap.kernels.firings import Columns, Net, fire
from icmap.loading import parse
from icmap.measures.chances import Chance, Chances, Settings, chances
from icmap.measures.columns import net_of
from icmap.measures.sampled import Sampler, always
from icmap.measures.schedule import Schedule, schedule
from icmap.measures.spread import spread
from icmap.study import Study
from random_worlds import random_map
from worlds import shared

HOUR = 3600


def _study(text: str) -> Study:
    loaded = parse(text)
    assert loaded.ok, loaded.findings.diagnostics
    return Study(loaded.org)


def _one(text: str, **settings: object) -> Chance:
    return chances(_study(text), Settings(**settings)).needs[0]  # type: ignore[arg-type]


class _Events:
    """A plain simulation: again and again the service that can be ready first is taken; nothing is shared with icmap's."""

    def __init__(self, study: Study, plan: Schedule, columns: Columns, run: int) -> None:
        self.study, self.plan, self.columns, self.run = study, plan, columns, run
        self.number = {link: place for place, link in enumerate(plan.compiled.links)}
        self.done: dict[str, float] = {}
        self.ready: dict[str, float] = {}

    def at(self, column: object) -> float:
        return float(column if isinstance(column, float) else column[self.run])  # type: ignore[index]

    def all_ready(self) -> dict[str, float]:
        waiting = set(self.study.steps)
        while waiting:
            found = {node: self.latest(self.study.step(node).inputs) for node in waiting}
            node = min(sorted(waiting), key=lambda each: found[each])
            if math.isinf(found[node]):
                return self.ready
            waiting.discard(node)
            self.ready[node] = found[node]
            self.done[node] = found[node] + self.at(self.columns.own[self.plan.compiled.index[node]])
        return self.ready

    def latest(self, inputs: tuple[Input, ...]) -> float:
        return max((time for each in inputs if (time := self.time(each)) is not None), default=0.0)

    def time(self, each: Input) -> float | None:
        """When an input is there; None where it does not count in this run."""
        if isinstance(each, Link):
            return self.of_link(each)
        times = sorted(time for member in each.members if (time := self.time(member)) is not None)
        if not times:
            return None
        if isinstance(each, Bundle):
            return times[-1]
        assert isinstance(each, Choice)
        return times[min(each.at_least, len(times)) - 1]

    def of_link(self, link: Link) -> float | None:
        if link not in self.number:
            return None
        number = self.number[link]
        off = self.columns.off.get(number)
        if off is not None and off[self.run]:
            return None
        if number in self.columns.given:
            return self.columns.given[number]
        way = self.at(self.columns.way[number])
        if number in self.columns.instead:
            ready = self.ready.get(link.provider)
            return math.inf if ready is None else ready + self.at(self.columns.instead[number]) + way
        return self.done.get(link.provider, math.inf) + way


@pytest.mark.parametrize("seed", range(80))
def test_run_by_run_it_is_the_plain_simulation_of_the_same_draws(seed: int) -> None:
    study = _study(random_map(seed, loops=seed % 2 == 0, shares=seed % 3 != 0))
    everything = always(study.org)
    whole = study.about(everything.org)
    plan = whole.of(schedule)
    columns = Sampler(whole, plan, everything.shares, seed=seed).columns(0, 25)

    runs = fire(net_of(plan), columns)

    ready = np.stack([np.broadcast_to(each, 25) for each in runs.ready])
    for run in range(25):
        plain = _Events(whole, plan, columns, run).all_ready()
        for place, node in enumerate(plan.compiled.nodes):
            assert ready[place, run] == plain.get(node, math.inf)


def test_a_chain_has_the_sum_of_the_means_and_of_the_variances() -> None:
    found = _one(
        "{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: [2h, 4h, 12h], depends_on: [c]},"
        " c: {lead_time: [1h, 2h, 9h], every: 6h}}}"
    )

    mean = (5 + 3 + 3) * HOUR
    variance = (3 * 7 / 7 + 2 * 6 / 7 + 3) * HOUR**2
    assert found.on_paper == mean
    assert abs(float(found.mean or 0) - mean) < 4 * math.sqrt(variance / 10_000)
    assert float(found.mean_standard_error or 0) == pytest.approx(math.sqrt(variance / 10_000), rel=0.03)


def test_two_equal_independent_branches_are_each_critical_in_half_of_the_runs() -> None:
    found = _one(
        "{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: 0, depends_on: [c, d]},"
        " c: {lead_time: [1h, 2h, 3h]}, d: {lead_time: [1h, 2h, 3h]}}}"
    )

    share = {each.service: each for each in found.drivers}
    for service in ("c", "d"):
        assert abs((share[service].criticality or 0) - 0.5) < 4 * math.sqrt(0.25 / 10_000)
        assert share[service].standard_error == pytest.approx(0.005, rel=1e-2)
    assert share["b"].criticality == 1.0
    assert share["b"].cruciality is None
    assert float(found.p50 or 0) > float(found.on_paper or 0)  # the merge bias


def test_two_normals_in_parallel_have_the_mean_of_clark() -> None:
    """N(10, 2) twice: 10 + 2/√π = 11.1284 (Clark 1961)."""
    both = Net([0, 1], [2, 2], [(), (), (0, 1)], [([each], False) for each in range(3)], {})
    own = [stream(7, name).normal(10.0, 2.0, 200_000) for name in ("a", "b")]

    ready = fire(both, Columns([*own, 0.0], [0.0, 0.0])).ready[2]

    deviation = 2 * math.sqrt(1 - 1 / math.pi)
    assert abs(float(np.mean(ready)) - 11.1284) < 4 * deviation / math.sqrt(200_000) + 5e-5


def test_the_design_process_of_browning_and_eppinger_takes_133_days_with_triangular_means() -> None:
    case = json.loads(shared("cases", "ucav.json").read_text(encoding="utf-8"))
    names = [each["id"] for each in case["nodes"]]
    edges = [edge for edge in case["edges"] if names.index(edge["provider"]) < names.index(edge["customer"])]
    customers = {name: [edge["provider"] for edge in edges if edge["customer"] == name] for name in names}
    number = {name: place for place, name in enumerate(names)}
    links = [(number[provider], number[name]) for name in names for provider in customers[name]]
    needs: list[list[int]] = [[] for _ in names]
    for place, (_, customer) in enumerate(links):
        needs[customer].append(place)
    built = Net(
        [p for p, _ in links],
        [c for _, c in links],
        [tuple(each) for each in needs],
        [([n], False) for n in range(len(names))],
        {},
    )
    means = [(each["duration_min"] + each["duration_likely"] + each["duration_max"]) / 3 for each in case["nodes"]]

    done = fire(built, Columns(means, [0.0] * len(links))).done

    assert max(map(float, done)) == pytest.approx(133, abs=0.5)


def test_twice_the_runs_four_times_the_certainty_of_the_mean() -> None:
    text = "{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: [2h, 4h, 12h]}}}"

    def error(runs: int) -> float:
        means = [float(_one(text, runs=runs, seed=seed).mean or 0) for seed in range(200)]
        return float(np.std(means))

    ratio = error(250) / error(500)
    assert abs(ratio - math.sqrt(2)) < 4 * math.sqrt(2) * math.sqrt(
        2 / (2 * 200)
    )  # a standard deviation's own error, twice


@pytest.mark.parametrize("seed", range(12))
def test_bounds_of_kleindorfer_bracket_the_distribution(seed: int) -> None:
    """Independent everywhere is the lower bound of the distribution function, the worst branch alone the upper one (1971)."""
    study = _study(random_map(seed, services=7))
    plan = study.of(schedule)
    if any(need < members for need, members in zip(plan.compiled.gates.need, plan.compiled.gates.members, strict=True)):
        pytest.skip("bounds of a net without alternatives")
    columns = Sampler(study, plan, {}, seed=1).columns(0, 20_000)
    runs = fire(net_of(plan), columns)
    grid = np.arange(0.0, 120.0, 0.25) * HOUR
    low, high = _kleindorfer(study, plan, grid)
    for node in range(len(plan.compiled.nodes)):
        share = np.array([float(np.mean(np.broadcast_to(runs.ready[node], 20_000) <= time)) for time in grid])
        # 400 steps of chance are off by up to 1/400; four standard errors of 20,000 runs
        error = 4 * np.sqrt(np.maximum(share * (1 - share), 1e-3) / 20_000) + 0.0025
        assert np.all(low[node] <= share + error)
        assert np.all(high[node] >= share - error)


def _kleindorfer(
    study: Study, plan: Schedule, grid: np.ndarray
) -> tuple[Mapping[int, np.ndarray], Mapping[int, np.ndarray]]:
    """Both bounds of each ready time, times rounded up a step (lower) and down a step (upper)."""
    step = grid[1] - grid[0]
    gates = plan.compiled.gates
    low: dict[int, np.ndarray] = {}
    high: dict[int, np.ndarray] = {}
    draws = _draws(study, plan)
    for node in plan.fired.order:
        mine = [link for link in range(len(gates.target)) if gates.customer(link) == node]
        lows, highs = [], []
        for link in mine:
            provider = gates.provider[link]
            lows.append(_added(low[provider], np.ceil(draws[link] / step).astype(int), grid))
            highs.append(_added(high[provider], np.floor(draws[link] / step).astype(int), grid))
        ones = np.ones(len(grid))
        low[node] = np.prod(lows, axis=0) if lows else ones
        high[node] = np.min(highs, axis=0) if highs else ones
    return low, high


def _draws(study: Study, plan: Schedule) -> list[np.ndarray]:
    """What each link takes, at chances that are equally far apart: the density integrated, not icmap's table."""
    found = []
    grid = np.linspace(0.0, 1.0, 200_001)
    chances, waits = (np.arange(400) + 0.5) / 400, (np.arange(400) + 0.5) / 400
    for link in plan.compiled.links:
        step = study.step(link.provider)
        times = spread(link.dependency.lead_time or step.lead_time)
        own = np.array([times.likely])
        if times.is_drawn:
            shape = 4 * (times.likely - times.low) / (times.high - times.low)
            below = np.cumsum(grid**shape * (1 - grid) ** (4 - shape))
            own = times.low + (times.high - times.low) * np.interp(chances, below / below[-1], grid)
        wait = waits * float(step.every) if step.every else np.zeros(1)
        found.append((own[:, None] + wait[None, :]).ravel() + float(link.dependency.handoff))
    return found


def _added(below: np.ndarray, steps: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """The distribution of a time plus another."""
    counts = np.bincount(np.minimum(steps, len(grid)), minlength=len(grid) + 1) / len(steps)
    found = np.zeros(len(grid))
    for shift in np.flatnonzero(counts):
        if shift < len(grid):
            found[shift:] += counts[shift] * below[: len(grid) - shift]
    return found


def test_a_share_is_drawn_and_confidence_makes_a_range() -> None:
    found = _one(
        "{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: 0, depends_on: [c: {share: 22%}]}, c: {lead_time: 10h}}}"
    )
    assert abs(float(found.mean or 0) / HOUR - 2.2) < 4 * math.sqrt(0.22 * 0.78 / 10_000) * 10
    assert (found.p50, found.p90) == (0, 10 * HOUR)

    sure = _one("{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: 10h, confidence: low}}}")
    assert abs(float(sure.mean or 0) / HOUR - 10) < 4 * math.sqrt(5 * 5 / 7 / 10_000)
    assert 5 * HOUR < float(sure.p10 or 0) < float(sure.p90 or 0) < 15 * HOUR


def test_situations_are_drawn_by_their_share_if_asked() -> None:
    text = (
        "{icmap: 1, situations: {night: {share: 30%}}, parties: {a: {kind: customer, depends_on: [b: {}, c: {when: night}]},"
        " b: {lead_time: 1h}, c: {lead_time: 9h}}}"
    )
    found = {each.need: each for each in chances(_study(text), Settings(drawn_situations=True)).needs}

    assert found["a <- b"].runs == 10_000
    assert abs(found["a <- c"].runs / 10_000 - 0.3) < 4 * math.sqrt(0.21 / 10_000)
    assert [each.need for each in chances(_study(text)).needs] == ["a <- b"]


def test_a_party_more_moves_no_draw_of_another_and_more_runs_begin_with_the_same() -> None:
    text = "{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: [1h, 2h, 9h], every: 3h}%s}}"
    one, two = _one(text % ""), _one(text % ", z: {lead_time: [1h, 2h, 9h]}, c: {kind: customer, depends_on: [z]}")

    assert (one.p10, one.p90, one.mean) == (two.p10, two.p90, two.mean)


def test_it_stops_when_nothing_moves_and_says_so() -> None:
    text = "{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: [1h, 2h, 9h]}}}"
    found: Chances = chances(_study(text), Settings(runs=100_000, until_stable=True))

    assert found.stable
    assert found.runs < 100_000


def test_what_never_starts_never_comes_and_wide_estimates_have_an_answer() -> None:
    wide = _one("{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: [0, 1h, 90 years]}}}")
    assert wide.p90 is not None
    assert wide.never == 0

    narrow = _one("{icmap: 1, parties: {a: {kind: customer, depends_on: [b]}, b: {lead_time: [2h, 2h, 2h]}}}")
    assert (narrow.p10, narrow.p90, narrow.bins) == (2 * HOUR, 2 * HOUR, (10_000,))


def test_a_seed_gives_the_same_bytes() -> None:
    study = _study(random_map(5))

    assert chances(study).needs[0].p80 == chances(_study(random_map(5))).needs[0].p80
    assert all(
        a != b
        for a, b in pairwise([[need.mean for need in chances(study, Settings(seed=seed)).needs] for seed in (1, 2, 3)])
    )


def test_what_rests_on_a_loop_or_an_unknown_time_is_never_called_kept() -> None:
    """Runs that are in time may be too late all the same; those that are late are."""
    loop = _one(
        "{icmap: 1, parties: {a: {kind: customer, depends_on: [{b: {within: {time: 6 weeks, from: start}}}]}, "
        "b: {lead_time: 4d, depends_on: [c]}, c: {lead_time: [1d, 2d, 3d], depends_on: [b]}}}"
    )
    assert (loop.kept, loop.kept_at_most, loop.lower_bound, loop.assumed) == (None, 1.0, True, True)

    unknown = "{icmap: 1, parties: {a: {kind: customer, depends_on: [{b: {within: {time: %s, from: start}}}]}, b: {lead_time: [1d, 2d, 3d], depends_on: [c]}, c: {}}}"
    some, none = _one(unknown % "2d"), _one(unknown % "1d")
    assert some.kept is None
    assert 0.3 < (some.kept_at_most or 0) < 0.7
    assert (none.kept, none.kept_at_most) == (0.0, 0.0)


def test_what_is_needed_from_request_is_held_against_the_time_from_request() -> None:
    found = _one(
        "{icmap: 1, parties: {a: {kind: customer, depends_on: [{b: {within: 2d}}]}, "
        "b: {lead_time: 1d, depends_on: [c]}, c: {lead_time: [2d, 3d, 4d]}}}"
    )

    assert found.compared is not None
    assert (found.compared.on_paper, found.compared.p80, found.kept) == (8 * HOUR, 8 * HOUR, 1.0)
    assert (found.p50 or 0) > 3 * 8 * HOUR
