"""How long a request waits before anybody takes it up."""

from __future__ import annotations

from math import sqrt

__all__ = ["queueing_wait"]


def queueing_wait(utilisation: float, *, servers: float, service: float, ca: float = 1, cs: float = 1) -> float | None:
    """Sakasegawa's (1977) form of Kingman's formula: the mean wait before service, in the unit of `service`.

    E[Wq] ≈ (ca² + cs²)/2 · ρ^(√(2(c + 1)) - 1) / (c (1 - ρ)) · service, with ca and cs the coefficients of variation of
    arrivals and service. Exact for one server with ca = cs = 1. None where utilisation is 1 or more: no wait is long
    enough then. 0 where nothing is asked.
    """
    if utilisation >= 1:
        return None
    exponent: float = sqrt(2 * (servers + 1)) - 1
    variation = (ca * ca + cs * cs) / 2
    return float(variation * utilisation**exponent / (servers * (1 - utilisation)) * service)
