"""What is drawn has the moments and the distribution it should have; the streams of names do not touch one another."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from icmap.kernels.draws import correlated, pert, stream
from icmap.kernels.ranks import centred_ranks, percentile, rank_correlation, ranks

N = 200_000


@pytest.mark.parametrize(("low", "likely", "high"), [(2, 4, 12), (0, 0, 1), (0, 1, 1), (5, 6, 7), (1, 1.001, 1e9)])
def test_beta_pert_has_its_mean_and_variance(low: float, likely: float, high: float) -> None:
    drawn = pert(stream(1, "x").random(N), low, likely, high)

    mean = (low + 4 * likely + high) / 6
    variance = (mean - low) * (high - mean) / 7
    fourth = float(((drawn - mean) ** 4).mean())
    assert low <= drawn.min() <= drawn.max() <= high
    assert abs(drawn.mean() - mean) < 4 * sqrt(variance / N)
    assert abs(drawn.var() - variance) < 4 * sqrt((fourth - variance**2) / N)


def test_an_estimate_of_2_4_12_has_the_variance_3() -> None:
    chances = (np.arange(1_000_000) + 0.5) / 1_000_000

    assert pert(chances, 2, 4, 12).var() == pytest.approx(3.0, abs=1e-4)


@pytest.mark.parametrize("alpha", [1.0, 1.5, 2.0, 3.0, 4.7, 5.0])
def test_the_distribution_function_is_that_of_beta(alpha: float) -> None:
    """Against the integral of the density by another rule, in 2 million steps."""
    chances = np.linspace(0.0005, 0.9995, 999)
    drawn = pert(chances.copy(), 0.0, (alpha - 1) / 4, 1.0)
    grid = np.linspace(0.0, 1.0, 2_000_001)
    middle = (grid[1:] + grid[:-1]) / 2
    density = middle ** (alpha - 1) * (1 - middle) ** (5 - alpha)
    below = np.concatenate(([0.0], np.cumsum(density)))

    assert np.abs(np.interp(drawn, grid, below / below[-1]) - chances).max() < 4e-6


def test_a_stream_is_that_of_its_name_and_seed_whatever_else_is_drawn() -> None:
    assert stream(1, "jeff").random(3).tolist() == stream(1, "jeff").random(3).tolist()
    assert stream(1, "jeff").random(1) != stream(1, "jane").random(1)
    assert stream(1, "jeff").random(1) != stream(2, "jeff").random(1)
    assert stream(1, "jeff").random(2).tolist() == pytest.approx([0.8986778368, 0.4261501679], abs=1e-9)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.8, 1.0])
def test_a_common_factor_makes_any_two_go_together(correlation: float) -> None:
    common = stream(1, "common").random(N)
    one, other = (correlated(stream(1, name).random(N), common, correlation) for name in ("a", "b"))

    wanted = 6 / np.pi * np.arcsin(correlation / 2)  # Spearman's of a normal copula (Pearson 1907)
    assert rank_correlation(centred_ranks(one), centred_ranks(other)) == pytest.approx(wanted, abs=4 / sqrt(N) + 1e-4)
    assert abs(one.mean() - 0.5) < 4 * sqrt(1 / 12 / N) * sqrt(1 + correlation * N / N)


def test_percentiles_are_linear_between_neighbours_and_ranks_share_ties() -> None:
    assert percentile(np.array([1.0, 2.0, 4.0, 8.0]), 0.5) == 3.0
    assert percentile(np.array([1.0, np.inf, np.inf]), 0.5) == np.inf
    assert ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [2.5, 0.0, 2.5, 1.0]
    assert rank_correlation(centred_ranks(np.array([1.0, 1.0])), centred_ranks(np.array([1.0, 2.0]))) is None
