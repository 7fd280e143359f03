"""Drawing times: beta-PERT, uniform and yes-or-no variates, a stream for each name, equal on every machine.

Beta-PERT between a and b with the mode m: a + (b - a)·X, X ~ Beta(α, β), α = 1 + 4(m - a)/(b - a), β = 6 - α. Mean
(a + 4m + b)/6, variance (mean - a)(b - mean)/7 (Clark 1962; Vose 2008). X is drawn by inverting its distribution
function: a table of equal steps of probability with straight lines between, the first and the last steps looked up in
the finer table from which it is made; the distribution so drawn is off by less than 4e-6 everywhere.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from icmap.records import dataclass

__all__ = ["Floats", "correlated", "pert", "stream"]

Floats = NDArray[np.float64]

_FINE = 4096
_STEPS = 2048
_TAIL = 16
_WIDEST, _NORMAL = 8.0, 8192


def stream(seed: int, name: str) -> np.random.Generator:
    """The generator of one name: whatever else is drawn, it gives the same numbers."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    words = [int.from_bytes(digest[at : at + 4], "little") for at in range(0, 16, 4)]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *words])))


@dataclass(frozen=True, slots=True, eq=False)
class _Quantiles:
    """A distribution on [0, 1]: its function at fine steps, and its quantiles at equal steps of probability."""

    below: Floats
    value: Floats
    at: Floats
    step: Floats


@lru_cache(maxsize=1024)
def _beta(alpha: float) -> _Quantiles:
    """The table of Beta(α, 6 - α): x = sin²θ turns its density into one that is smooth at both ends."""
    value, log_sine, log_cosine, chances = _grid()
    density = np.exp((2 * alpha - 1) * log_sine + (11 - 2 * alpha) * log_cosine)
    below = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
    below /= below[-1]
    at = np.interp(chances, below, value)
    return _Quantiles(below, value, at, np.append(np.diff(at), 0.0))


@lru_cache(maxsize=1)
def _grid() -> tuple[Floats, Floats, Floats, Floats]:
    """sin² of equal angles, the logarithms of its sine and cosine (both ends: next to nothing), equal chances."""
    angle = np.linspace(0.0, np.pi / 2, _FINE + 1)
    sine, cosine = np.maximum(np.sin(angle), 1e-200), np.maximum(np.cos(angle), 1e-200)
    sine[0] = cosine[-1] = 1e-200
    return np.sin(angle) ** 2, np.log(sine), np.log(cosine), np.linspace(0.0, 1.0, _STEPS + 1)


def pert(chance: Floats, low: float, likely: float, high: float) -> Floats:
    """The beta-PERT times at these chances (uniform on [0, 1)); low < high."""
    table = _beta(1 + 4 * (likely - low) / (high - low))
    place = chance * _STEPS
    step = place.astype(np.intp)
    place -= step
    found = table.step.take(step)
    found *= place
    found += table.at.take(step)
    tails = np.flatnonzero((step < _TAIL) | (step >= _STEPS - _TAIL))
    found[tails] = np.interp(chance[tails], table.below, table.value)
    found *= high - low
    found += low
    return found


@lru_cache(maxsize=1)
def _normal() -> tuple[Floats, Floats]:
    """The normal distribution function as a table of z and chance."""
    z = np.linspace(-_WIDEST, _WIDEST, 2 * _NORMAL + 1)
    return z, np.array([0.5 * (1 + erf(each / sqrt(2))) for each in z.tolist()])


def correlated(chance: Floats, common: Floats, correlation: float) -> Floats:
    """The chances moved towards a common factor: any two of them are normal copulas with this correlation."""
    z, below = _normal()
    mixed = sqrt(correlation) * np.interp(common, below, z) + sqrt(1 - correlation) * np.interp(chance, below, z)
    return np.minimum(np.interp(mixed, z, below), np.nextafter(1.0, 0.0))
