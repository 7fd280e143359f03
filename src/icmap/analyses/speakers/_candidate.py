"""A sentence that may stand on the first screen, and what decides whether it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import IntEnum

from icmap.document import Sentence
from icmap.locations import Span
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording.names import sentence

__all__ = ["Candidate", "Evidence", "Hit", "Speaker"]


class Hit(IntEnum):
    """Whom it hits, worst first."""

    FELT = 0
    """An end customer feels it: its own need is not met."""
    ON_THE_WAY = 1
    """It lies on what an end customer waits for, or stops one."""
    ELSEWHERE = 2


class Evidence(IntEnum):
    """What a sentence rests on, best first."""

    DOUBT = 0
    """Measured times contradict the map: to be settled before any computed time is believed."""
    MEASURED = 1
    COMPUTED = 2
    STRUCTURAL = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that is put into words only if it is chosen: whom it hits, what it rests on, how much is at stake (0 to 1).

    `about` is the word that `icmap explain` explains, `number` the measure (times in hours), `span` its place in the file. `things` are what no
    second sentence may be about: `("time", "pharmacy")`. A candidate is left out where one of its things is taken; `covers`
    are things that it takes too, without being left out for them.
    """

    clause: Callable[[], str]
    subject: str
    about: str
    number: float | None
    span: Span
    hits: Hit
    evidence: Evidence
    weight: float
    things: tuple[tuple[str, str], ...]
    covers: tuple[tuple[str, str], ...] = ()

    @property
    def rank(self) -> tuple[bool, Hit, Evidence, float, str]:
        """Sorts the most important first: doubts, then whom it hits, then what was measured, then the most at stake."""
        return (self.evidence != Evidence.DOUBT, self.hits, self.evidence, -self.weight, self.subject)

    @property
    def sentence(self) -> Sentence:
        """The candidate in words."""
        return Sentence(sentence(self.clause()), self.subject, self.number, self.span, self.about)


Speaker = Callable[[Study], Iterator[Candidate]]
"""Says everything of one kind that there is to say about a study."""
