"""What may stand on the first screen: one kind of finding a module, each with its number and its place in the file."""

from __future__ import annotations

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit, Speaker
from icmap.analyses.speakers.dissatisfaction import dissatisfaction
from icmap.analyses.speakers.doubts import doubts
from icmap.analyses.speakers.kept import kept
from icmap.analyses.speakers.lateness import lateness
from icmap.analyses.speakers.missing import missing
from icmap.analyses.speakers.overload import overload
from icmap.analyses.speakers.recovery import recovery
from icmap.analyses.speakers.savings import savings
from icmap.analyses.speakers.stand_ins import stand_ins
from icmap.analyses.speakers.waiting import waiting

__all__ = ["SPEAKERS", "Candidate", "Evidence", "Hit", "Speaker", "kept", "missing"]

SPEAKERS: tuple[Speaker, ...] = (doubts, lateness, savings, dissatisfaction, overload, stand_ins, recovery, waiting)
"""Everyone who may have something to say; who is heard first is decided by what they say."""
