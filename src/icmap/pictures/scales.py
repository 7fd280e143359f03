"""A scale of time for a chart: from where to where, and ticks at whole units."""

from __future__ import annotations

from fractions import Fraction

from icmap.model.quantities import Calendar, Seconds, format_duration, format_number
from icmap.pictures.charts import Tick
from icmap.records import dataclass

__all__ = ["TimeScale", "time_scale"]

_MOST = 8
_MONTHS = 3
"""From so many months on times are told in months."""

_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400)
_DAYS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Two ends of a scale in seconds, and its ticks."""

    low: float
    high: float
    ticks: tuple[Tick, ...]

    def share(self, time: float) -> float:
        """The place of a time between the ends."""
        return (time - self.low) / (self.high - self.low)


def time_scale(low: float, high: float, calendar: Calendar) -> TimeScale:
    """A scale that holds both times and has at most eight ticks, at minutes, hours, days or months as long as needed, all in one unit."""
    high = high if high > low else low + 1
    unit, name = calendar.day, "d"
    if max(abs(low), abs(high)) >= _MONTHS * calendar.unit("month"):
        unit, name = calendar.unit("month"), "months"
    steps: list[Seconds] = [
        *_STEPS,
        *(Fraction(unit) * count for count in ((Fraction(1, 2), *_DAYS) if name == "months" else _DAYS)),
    ]
    usable = [step for step in sorted(set(steps)) if (high - low) / step <= _MOST]
    step = usable[0] if usable else Fraction(high - low) / _MOST
    first, last = int(low // step), -int(-high // step)
    low, high = float(first * step), float(last * step)
    marks = tuple(
        (float((place * step - low) / (high - low)), _told(place * step, step, unit, name, calendar))
        for place in range(first, last + 1)
    )
    return TimeScale(low, high, marks)


def _told(time: Seconds, step: Seconds, unit: Seconds, name: str, calendar: Calendar) -> str:
    """A tick, in the unit of all the others where the step is not finer than that."""
    if not time or step < Fraction(unit) / 2:
        return format_duration(time, calendar)
    return f"{format_number(Fraction(time) / unit)} {name}"
