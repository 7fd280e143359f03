"""What was measured: median, 90th percentile and number of a sample, and a rate in a unit that people read."""

from __future__ import annotations

import math
from collections.abc import Iterable
from statistics import median

from icmap.exchange.tables.numbers import number_text, spelled_ms

__all__ = ["measured", "rate_of"]

_PERIODS = (("hour", 3600), ("day", 86_400), ("week", 604_800), ("month", 2_628_000), ("year", 31_536_000))


def measured(seconds: Iterable[float]) -> dict[str, str]:
    """A sample of times as `{median, p90, n}`; the 90th percentile is the smallest time that nine of ten keep."""
    ordered = sorted(max(0.0, each) for each in seconds)
    p90 = ordered[math.ceil(0.9 * len(ordered)) - 1]
    return {"median": _spelled(median(ordered)), "p90": _spelled(p90), "n": str(len(ordered))}


def _spelled(seconds: float) -> str:
    """To the second from ten minutes on, below that to the millisecond, so that microseconds of a trace stay something."""
    return spelled_ms(round(seconds) * 1000 if seconds >= 600 else max(round(seconds * 1000), int(seconds > 0)))


def rate_of(count: int, seconds: float) -> str:
    """So many in so many seconds of the clock: per hour where that is one or more, else per day, week, month or year."""
    rates = [(count * length / seconds, unit) for unit, length in _PERIODS]
    rate, unit = next((each for each in rates if each[0] >= 1), rates[-1])
    return f"{number_text(round(rate, 1) if rate >= 10 else round(rate, 2))}/{unit}"
