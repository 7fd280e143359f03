"""A sentence about a change, and how grave it is."""

from __future__ import annotations

from enum import IntEnum

from icmap.document import Sentence
from icmap.records import dataclass

__all__ = ["Grave", "Told"]


class Grave(IntEnum):
    """What a change touches, the gravest first."""

    NOBODY_STARTS = 0
    FELT = 1
    LATER = 2
    ALONE = 3
    AGREED = 4
    BUSY = 5
    WIDER = 6
    UNCLEAR = 7


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its weight among those that are as grave."""

    grave: Grave
    weight: float
    sentence: Sentence

    @property
    def rank(self) -> tuple[Grave, float, str, str]:
        """Sorts the gravest first, then the heaviest, then by subject."""
        return (self.grave, -self.weight, self.sentence.subject, self.sentence.text)
