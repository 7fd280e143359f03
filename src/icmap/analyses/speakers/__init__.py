"""What may stand on the first screen: one kind of finding a speaker, each with its number and its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from icmap.analyses.ranking import Item
from icmap.analyses.speakers.cases import breaking_cases
from icmap.analyses.speakers.doubts import doubts
from icmap.analyses.speakers.importance import inverted, silent
from icmap.analyses.speakers.kept import kept
from icmap.analyses.speakers.load import overload
from icmap.analyses.speakers.loops import loops
from icmap.analyses.speakers.missing import missing
from icmap.analyses.speakers.needs import broken_needs
from icmap.analyses.speakers.outages import common_cause, no_stand_in, slow_recovery
from icmap.analyses.speakers.promises import broken_promises
from icmap.analyses.speakers.ratings import dissatisfaction
from icmap.study import Study

__all__ = ["SPEAKERS", "kept", "missing"]

Speaker = Callable[[Study], Iterator[Item]]
"""Finds everything of one kind that there is to say about a study."""

SPEAKERS: tuple[Speaker, ...] = (
    broken_needs, loops, broken_promises, dissatisfaction, overload, no_stand_in, common_cause, slow_recovery, breaking_cases, doubts, inverted, silent,
)  # fmt: skip
"""Everyone who may have something to say; who is heard first is decided by `icmap.analyses.ranking`."""
