"""Which options to take, together: the problem, and what any sets of options give, by firing.

Options replace parts of times (a lead time, half a period, a way) or take entries off the way. What a set gives is
judged in two steps: the *lateness* (each aim's time beyond what it is allowed, by its weight), then the *arrival* (all
aims' times, by their weight). Sets are rows of a matrix: 0 and 1, and what lies between for options taken partly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

import numpy as np
from numpy.typing import NDArray

from icmap.kernels.firings import Column, Columns, Net, Runs, Token, fire
from icmap.records import dataclass

__all__ = ["Aim", "Given", "Part", "Problem", "Sets", "columns_of", "outcomes", "replaced"]

Sets = NDArray[np.float64]
"""A row for each set, a column for each option."""


_ROOM = 4_000_000
"""Times that are kept at once, of all services in all sets."""


@dataclass(frozen=True, slots=True)
class Part:
    """A time that options may replace. `tiers`: (option, time instead), those that win over others first."""

    base: float
    tiers: tuple[tuple[tuple[int, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What is waited for: a node that is to be done, or (`node` -1) tokens that are to come.

    `allowed` is how long it may take, None where nobody says; `judged` are the links whose own time is held against it
    (a time from request); without them it is the arrival.
    """

    node: int
    tokens: tuple[Token, ...]
    weight: float
    allowed: float | None = None
    judged: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A net whose times are sums of parts, the options, and the aims.

    `leaves` and `there` name the options with each of which a link no longer counts, or has arrived at the start.
    `apart` are groups of options of which at most one may be taken; (a, b) in `after`: a only with b.
    """

    net: Net
    own: Sequence[tuple[Part, ...]]
    way: Sequence[Part]
    instead: Mapping[int, tuple[Part, ...]]
    aims: tuple[Aim, ...]
    costs: Sequence[float]
    partly: frozenset[int] = frozenset()
    apart: tuple[tuple[int, ...], ...] = ()
    after: tuple[tuple[int, int], ...] = ()
    leaves: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    there: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    given: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What each set gives: its lateness and arrival as objectives, and the time of each aim (a row an aim)."""

    lateness: NDArray[np.float64]
    arrival: NDArray[np.float64]
    times: NDArray[np.float64]
    judged: NDArray[np.float64]


def outcomes(problem: Problem, sets: Sets) -> Given:
    """What each of the sets gives; so many at a time that their times have room."""
    most = max(1, _ROOM // max(1, len(problem.own)))
    parts = [_outcomes(problem, sets[first : first + most]) for first in range(0, len(sets), most)]
    if len(parts) == 1:
        return parts[0]
    return Given(
        np.concatenate([each.lateness for each in parts]),
        np.concatenate([each.arrival for each in parts]),
        np.concatenate([each.times for each in parts], axis=1),
        np.concatenate([each.judged for each in parts], axis=1),
    )


def _outcomes(problem: Problem, sets: Sets) -> Given:
    runs = fire(problem.net, columns_of(problem, sets))
    shape = (len(sets),)
    times = np.stack([np.broadcast_to(_time(runs, aim), shape) for aim in problem.aims])
    judged = np.stack(
        [
            np.broadcast_to(_judged(problem, aim, sets, time), shape)
            for aim, time in zip(problem.aims, times, strict=True)
        ]
    )
    weight = np.array([aim.weight for aim in problem.aims])
    allowed = np.array([np.inf if aim.allowed is None else aim.allowed for aim in problem.aims])
    beyond = np.maximum(judged - allowed[:, None], 0.0)
    return Given(weight @ beyond, weight @ times, times, judged)


def columns_of(problem: Problem, sets: Sets) -> Columns:
    """The times of the net with each of the sets."""
    return Columns(
        [_sum(parts, sets) for parts in problem.own],
        [replaced(part, sets) for part in problem.way],
        {link: _sum(parts, sets) for link, parts in problem.instead.items()},
        {link: _any_of(options, sets) for link, options in problem.leaves.items()},
        {link: _any_of(options, sets) for link, options in problem.there.items()},
        problem.given,
    )


def _sum(parts: tuple[Part, ...], sets: Sets) -> Column:
    time: Column = 0.0
    for part in parts:
        time = time + replaced(part, sets)
    return time


def replaced(part: Part, sets: Sets) -> Column:
    """A part's time with each of the sets; an option taken partly replaces that much of what it wins over."""
    time: Column = part.base
    for tier in reversed(part.tiers):
        options = [option for option, _ in tier]
        taken = sets[:, options]
        time = time * (1 - taken.sum(axis=1)) + taken @ np.array([instead for _, instead in tier])
    return time


def _any_of(options: Sequence[int], sets: Sets) -> NDArray[np.bool_]:
    return np.asarray(np.any(sets[:, list(options)] > 0, axis=1))


def _time(runs: Runs, aim: Aim) -> Column:
    return runs.latest(aim.tokens) if aim.node < 0 else runs.done[aim.node]


def _judged(problem: Problem, aim: Aim, sets: Sets, time: Column) -> Column:
    if not aim.judged:
        return time
    return np.asarray(
        np.max([np.broadcast_to(_from_request(problem, link, sets), len(sets)) for link in aim.judged], axis=0)
    )


def _from_request(problem: Problem, link: int, sets: Sets) -> Column:
    parts = problem.instead.get(link, problem.own[problem.net.provider[link]])
    return _sum((*parts, problem.way[link]), sets)
