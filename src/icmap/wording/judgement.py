"""What the first screen says besides its items: that a map is healthy, or says too little, and what did not fit."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from icmap.wording.lists import counted, join

__all__ = ["ADD", "EMPTY", "HEALTHY", "NOBODY", "WRITE", "closing", "left_out", "too_little"]

EMPTY = "the map has no parties yet. Add two, and let one depend on the other"
NOBODY = "nobody on this map depends on anybody yet. Add depends_on to a party"
HEALTHY = "this map looks healthy as far as it goes"
ADD = "to learn more, add to the file:"
WRITE = "The line to add:"


def too_little(*, known: int, services: int, stated: int, needs: int) -> str:
    """Why nothing can be said: how many times and needs are known."""
    times = f"{known} of {counted(services, 'service')} on the way to an end customer {'has a time' if known == 1 else 'have a time'}"
    how_soon = f"{stated} of {counted(needs, 'need')} {'says' if stated == 1 else 'say'} how soon"
    return f"too little to judge yet: {times}, and {how_soon}"


def left_out(kinds: Sequence[tuple[int, str, str]], command: str, *, shown: AbstractSet[str]) -> str:
    """`3 more parties have no stand-in and 1 loop waits for itself: icmap analyze org.yaml --all`.

    Each kind as its number, its words for one and for many; *more* only of those that are `shown` (by their words for one).
    """
    parts = [f"{number}{' more' if one in shown else ''} {one if number == 1 else many}" for number, one, many in kinds]
    return f"{join(parts)}: {command}"


def closing(sections: Sequence[str], command: str) -> str:
    """What else there is, in one line."""
    return f"more: {command} --all, or --section {join(sections, 'or')}"
