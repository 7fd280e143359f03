"""What the first screen says besides its items: that a map is healthy, or says too little, and what did not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from icmap.wording.lists import counted, join

__all__ = ["ADD", "EMPTY", "HEALTHY", "NOBODY", "closing", "left_out", "too_little"]

EMPTY = "the map has no parties yet. Add two, and let one depend on the other"
NOBODY = "nobody on this map depends on anybody yet. Add depends_on to a party"
HEALTHY = "this map looks healthy as far as it goes"
ADD = "to learn more, add to the file:"


def too_little(*, known: int, services: int, stated: int, needs: int) -> str:
    """Why nothing can be said: how many times and needs are known."""
    times = f"{known} of {counted(services, 'service')} on the way to an end customer {'has a time' if known == 1 else 'have a time'}"
    how_soon = f"{stated} of {counted(needs, 'need')} {'says' if stated == 1 else 'say'} how soon"
    return f"too little to judge yet: {times}, and {how_soon}"


def left_out(kinds: Mapping[tuple[str, str], int], command: str) -> str:
    """`3 more parties have no stand-in, 1 more promise does not hold: icmap analyze org.yaml --section outages`."""
    parts = [f"{number} more {one if number == 1 else many}" for (one, many), number in kinds.items()]
    return f"{join(parts)}: {command}"


def closing(sections: Sequence[str], command: str) -> str:
    """What else there is, in one line."""
    return f"more: {command} --all, or --section {join(sections, 'or')}"
