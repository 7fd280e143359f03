"""Many firings at once are as many single ones; what is critical is what lies on a slowest chain."""

from __future__ import annotations

import math

import numpy as np
import pytest

from icmap.kernels.criticality import Criticality, counted
from icmap.kernels.firing import NEVER
from icmap.kernels.firings import Column, Columns, Group, Net, fire
from icmap.loading import parse
from icmap.measures.columns import columns, net_of
from icmap.measures.firing import fire as fire_once
from icmap.measures.schedule import Schedule, schedule
from icmap.study import Study
from random_worlds import random_map


def _plan(text: str) -> Schedule:
    loaded = parse(text)
    assert loaded.ok, loaded.findings.diagnostics
    return Study(loaded.org).of(schedule)


@pytest.mark.parametrize("seed", range(400))
def test_one_run_is_the_firing_of_the_map(seed: int) -> None:
    plan = _plan(random_map(seed, loops=seed % 2 == 0, unknown=seed % 3 == 0))

    runs = fire(net_of(plan), columns(plan))

    assert [NEVER if math.isinf(time) else int(time) for time in runs.ready] == list(plan.fired.ready)


@pytest.mark.parametrize("seed", range(60))
def test_loops_that_nobody_opens_never_start(seed: int) -> None:
    plan = _plan(random_map(seed, loops=True))
    alone = fire_once(plan.compiled)

    runs = fire(net_of(plan), Columns(columns(plan).own, columns(plan).way, columns(plan).instead))

    assert [NEVER if math.isinf(time) else int(time) for time in runs.ready] == list(alone.ready)


def test_an_alternative_waits_for_its_kth_member_and_for_fewer_where_some_do_not_count() -> None:
    two_of_three = Net(
        [0, 1, 2], [3, 3, 3], [(), (), (), (Group(2, (0, 1, 2)),)], [([each], False) for each in range(4)], {}
    )
    own: list[Column] = [1.0, np.array([5.0, 2.0]), 3.0, 0.0]

    assert _last(two_of_three, Columns(own, [0.0] * 3)) == [3.0, 2.0]

    off = {0: np.array([True, False]), 2: np.array([True, True])}
    assert _last(two_of_three, Columns(own, [0.0] * 3, off=off)) == [5.0, 2.0]

    nobody = dict.fromkeys(range(3), np.array([True, True]))
    assert _last(two_of_three, Columns(own, [0.0] * 3, off=nobody)) == [0.0, 0.0]


def _last(built: Net, times: Columns) -> list[float]:
    return [float(each) for each in np.atleast_1d(fire(built, times).ready[3])]


def test_what_is_critical_lies_on_a_slowest_chain() -> None:
    diamond = Net([0, 0, 1, 2], [1, 2, 3, 3], [(), (0,), (1,), (2, 3)], [([each], False) for each in range(4)], {})
    own: list[Column] = [1.0, np.array([2.0, 5.0, 4.0]), np.array([3.0, 4.0, 4.0]), 1.0]

    found = Criticality(fire(diamond, Columns(own, [0.0] * 4)), 3).of_node(3)

    assert {node: np.unpackbits(bits)[:3].tolist() for node, bits in found.items()} == {
        0: [1, 1, 1], 1: [0, 1, 1], 2: [1, 0, 1], 3: [1, 1, 1],
    }  # fmt: skip
    assert counted(found[1]) == 2
