"""Durations for people: in the units of the map, none finer than its own, at most two at a time.

A time that stands in the file is shown in the unit in which it is written: `6 months`. A computed one is shown in the
largest unit that the map uses and the next: `2 d 3 h`, `20 weeks 1 d`; what would be finer than anything written is rounded
and called *about*: `about 14 min`.
"""

from __future__ import annotations

from fractions import Fraction

from icmap.model import OrgMap
from icmap.model.quantities import Seconds, format_duration, format_number

__all__ = ["Durations"]

_COARSE = ("week", "month", "quarter", "year")
_SHORT = {"day": "d", "hour": "h", "minute": "min", "second": "s"}
_NEXT = {"week": "day", "day": "hour", "hour": "minute", "minute": "second"}
_FINE = ("ms", "second", "minute", "hour", "day")
_MANY = {"week": 6, "month": 3}
"""From so many of a unit on, a computed time is shown in it, if the map uses it."""

_ROUND_FROM = 10
"""From so many of the finest unit on, what is finer is rounded away."""
_DECIMAL_DAYS = 5


class Durations:
    """How one map shows its durations."""

    def __init__(self, org: OrgMap) -> None:
        self._calendar, self._written = org.calendar, org.units
        used = set(org.units.values())
        self._finest = next((unit for unit in (*_FINE, *_COARSE) if unit in used), "ms")
        self._coarse = [
            unit for unit in ("month", "week") if unit in used or (unit == "month" and used & {"quarter", "year"})
        ]

    def of(self, time: Seconds) -> str:
        """A duration; below 0 with a minus, `0` without a unit."""
        if time <= 0:
            return f"-{self.of(-time)}" if time else "0"
        written = self._written.get(time)
        if written in _COARSE:
            return self._in(time, written)
        coarse = next((unit for unit in self._coarse if time >= _MANY[unit] * self._calendar.unit(unit)), None)
        return self._coarsely(time, coarse) if coarse else self._plain(time)

    def beside(self, time: Seconds, other: Seconds) -> str:
        """A duration beside another one, in the coarse unit in which that one is written, if it is."""
        unit = self._written.get(other, "")
        if unit not in _COARSE or time < self._calendar.unit(unit):
            return self.of(time)
        return self._coarsely(time, unit)

    def _coarsely(self, time: Seconds, unit: str) -> str:
        """In whole weeks and days, or in months and what is longer with a decimal."""
        return self._two(time, "week", "day") if unit == "week" and self._is_used("day") else self._in(time, unit)

    def _is_used(self, unit: str) -> bool:
        return self._calendar.unit(self._finest) <= self._calendar.unit(unit)

    def _in(self, time: Seconds, unit: str) -> str:
        count = format_number(Fraction(time) / self._calendar.unit(unit))
        return f"{count} {_SHORT.get(unit) or (unit if count == '1' else f'{unit}s')}"

    def _two(self, time: Seconds, large: str, small: str) -> str:
        """Rounded to the smaller unit: `20 weeks 1 d`."""
        length, unit = self._calendar.unit(large), self._calendar.unit(small)
        whole, rest = divmod(round(Fraction(time) / unit) * unit, length)
        few = round(Fraction(rest) / unit)
        return f"{self._in(whole * length, large)}" + (f" {few} {_SHORT[small]}" if few else "")

    def _plain(self, time: Seconds) -> str:
        """In days and what is finer, as far as the map itself goes."""
        finest = self._calendar.unit(self._finest)
        if _ROUND_FROM <= time < self._calendar.unit("minute"):
            time = round(time)
        shown = format_duration(time, self._calendar)
        if not self._written or time < _ROUND_FROM * finest or time >= _DECIMAL_DAYS * self._calendar.day:
            return shown
        if time >= _ROUND_FROM * self._calendar.unit("minute"):
            finest = max(finest, self._calendar.unit("minute"))
        rounded = round(Fraction(time) / finest) * finest
        return shown if rounded == time else f"about {format_duration(rounded, self._calendar)}"
