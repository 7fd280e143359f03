from __future__ import annotations

import pytest

from icmap.kernels.transformation import LARGEST, transformation

_PUBLISHED = {(0, 1): 0.3, (1, 0): 0.2, (1, 2): 0.4, (2, 1): 0.5}


def test_three_tasks_that_send_work_back_have_the_published_radius_and_work() -> None:
    found = transformation(3, _PUBLISHED)

    assert found.radius == pytest.approx(0.50990, abs=1e-5)
    assert found.work == pytest.approx((1.648649, 2.162162, 2.081081), abs=1e-6)


def test_without_a_way_round_work_ends_after_one_round_for_each_step() -> None:
    found = transformation(3, {(0, 1): 0.5, (1, 2): 0.5})

    assert (found.radius, found.work, found.drivers) == (0.0, (1.75, 1.5, 1.0), ())


def test_work_that_comes_back_in_full_never_ends() -> None:
    found = transformation(2, {(0, 1): 1.0, (1, 0): 1.0})

    assert found.radius == pytest.approx(1)
    assert found.work is None


def test_the_drivers_are_of_the_block_with_the_largest_radius() -> None:
    found = transformation(4, {(0, 1): 0.9, (1, 0): 0.9, (2, 3): 0.1, (3, 2): 0.1})

    assert found.drivers == (0, 1)


def test_two_blocks_that_drive_alike_are_both_named() -> None:
    found = transformation(4, {(0, 1): 0.5, (1, 0): 0.5, (2, 3): 0.5, (3, 2): 0.5})

    assert found.drivers == (0, 1, 2, 3)


def test_work_again_because_of_oneself_doubles_at_a_half() -> None:
    assert transformation(1, {(0, 0): 0.5}).work == (2.0,)


def test_nothing_comes_back_in_an_empty_matrix() -> None:
    assert transformation(2, {}).work == (1.0, 1.0)


def test_too_large_a_matrix_is_left_unknown() -> None:
    ring = {(node, (node + 1) % (LARGEST + 1)): 0.1 for node in range(LARGEST + 1)}

    assert transformation(LARGEST + 1, ring).complete is False
