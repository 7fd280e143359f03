"""What `icmap diff` asks of two maps that were read: which situations hold on each side, what is tolerated."""

from __future__ import annotations

from collections.abc import Iterable

from icmap.comparison import Side
from icmap.errors import IcmapError
from icmap.loading import Loaded
from icmap.model.quantities import Calendar, NotAQuantity, Seconds, parse_duration
from icmap.report import ask
from icmap.study import Question

__all__ = ["read_tolerance", "refuse_two_streams", "sides"]

_STREAMS = frozenset({"-", "/dev/stdin", "/dev/fd/0"})


def refuse_two_streams(old: str, new: str) -> None:
    """Nothing, unless both maps would come from the standard input, of which there is one."""
    if old in _STREAMS and new in _STREAMS:
        raise IcmapError("only one of the two maps can come from the standard input", hint="name a file for the other")


def sides(old: Loaded, new: Loaded, situations: Iterable[str]) -> tuple[Side, Side]:
    """Both maps under the same situations; one that only one map knows holds there, one that none knows is an error."""
    wanted = tuple(sorted(set(situations)))
    known = {each.name for side in (old, new) for each in side.org.situations}
    for name in wanted:
        if name not in known:
            ask(new.org, Question((name,)))
    return _side(old, wanted), _side(new, wanted)


def _side(loaded: Loaded, situations: tuple[str, ...]) -> Side:
    here = {each.name for each in loaded.org.situations}
    return Side(ask(loaded.org, Question(tuple(each for each in situations if each in here))), loaded.sources)


def read_tolerance(text: str | None, calendar: Calendar) -> Seconds:
    """A duration as in a map; days are those of the new map."""
    try:
        return parse_duration(text, calendar) if text is not None else 0
    except NotAQuantity as error:
        raise IcmapError(f"'{(text or '')[:60]}' for --tolerance {error.message}", hint=error.hint) from None
