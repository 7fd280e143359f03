"""Waiting loops that came or went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from icmap.encoding import Inline
from icmap.locations import Span
from icmap.measures.loops import WaitingLoop, waiting_loops
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["LoopChange", "loop_changes"]


@dataclass(frozen=True, slots=True)
class LoopChange:
    """Services that wait for one another in one map only; `certain`: nobody of them can start."""

    change: Literal["added", "removed"]
    loop: Inline[WaitingLoop]

    @property
    def span(self) -> Inline[Span]:
        """Where one of its dependencies is written."""
        return self.loop.example[0].span


def loop_changes(old: Study, new: Study) -> tuple[LoopChange, ...]:
    """New loops, then those that are gone, each in the order of its file.

    A loop is new if no loop of the other map holds all of its services: one that lost some of them is what is left of an
    old one. A certain loop is measured against certain ones only, another against all.
    """
    before, after = old.of(waiting_loops), new.of(waiting_loops)
    return (*_only_there("added", after, before), *_only_there("removed", before, after))


def _only_there(
    change: Literal["added", "removed"], loops: Iterable[WaitingLoop], others: Iterable[WaitingLoop]
) -> Iterator[LoopChange]:
    known = [(set(each.services), each.certain) for each in others]
    for loop in loops:
        if not any(services.issuperset(loop.services) and (certain or not loop.certain) for services, certain in known):
            yield LoopChange(change, loop)
