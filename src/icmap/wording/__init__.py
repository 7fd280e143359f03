"""What may be said first: one kind of sentence a module, each true, with its number and its place in the file."""

from __future__ import annotations

from icmap.wording._candidate import Candidate, Evidence, Hit, Speaker
from icmap.wording.dissatisfaction import dissatisfaction
from icmap.wording.doubts import doubts
from icmap.wording.kept import kept
from icmap.wording.lateness import lateness
from icmap.wording.missing import missing
from icmap.wording.overload import overload
from icmap.wording.recovery import recovery
from icmap.wording.savings import savings
from icmap.wording.stand_ins import stand_ins
from icmap.wording.waiting import waiting

__all__ = ["SPEAKERS", "Candidate", "Evidence", "Hit", "Speaker", "kept", "missing"]

SPEAKERS: tuple[Speaker, ...] = (doubts, lateness, savings, dissatisfaction, overload, stand_ins, recovery, waiting)
"""Everyone who may have something to say; who is heard first is decided by what they say."""
