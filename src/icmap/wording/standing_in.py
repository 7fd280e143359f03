"""Stand-ins in sentences: whom to name them for, and who is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from icmap.study import Study
from icmap.wording.lists import counted, listed
from icmap.wording.names import Words

__all__ = ["answer", "pairs", "proof"]


class _StandIns(Protocol):
    """What is said of the answer."""

    @property
    def taken(self) -> Sequence[object]: ...
    @property
    def before(self) -> Sequence[str]: ...
    @property
    def left(self) -> Sequence[str]: ...
    @property
    def pairs_left(self) -> Sequence[Sequence[str]]: ...
    @property
    def cost(self) -> float: ...
    @property
    def cut_size(self) -> int: ...
    @property
    def until_kept(self) -> bool: ...
    @property
    def proven(self) -> bool: ...


def answer(study: Study, found: _StandIns) -> str:
    """`With these 3 stand-ins nobody alone stops an end customer; now 3 do`."""
    words = study.of(Words)
    if not found.before and not found.taken:
        return "Nobody alone stops an end customer without a stand-in."
    head = (
        f"With {'this stand-in' if len(found.taken) == 1 else f'these {len(found.taken)} stand-ins'}"
        if found.taken
        else "Without any"
    )
    pair = " and no pair" if found.cut_size > 1 and not found.pairs_left else ""
    if not found.left:
        return f"{head} nobody alone{pair} stops an end customer any more; now {counted(len(found.before), 'party does', 'parties do')}."
    who = listed([words.the(each) for each in found.left])
    return f"{head} {counted(len(found.left), 'party', 'parties')} instead of {len(found.before)} can stop an end customer alone: {who}."


def pairs(names: Sequence[str], *, more: int) -> str:
    """What still stops somebody together."""
    rest = f" and {more} more" if more else ""
    return f"Together these still stop an end customer: {'; '.join(names)}{rest}."


def proof(found: _StandIns) -> str:
    """Whether that is proven."""
    return "Proven best." if found.proven else "The best that was found; not proven best."
