"""What may be said first: one kind of sentence a module, each true, with its number and its place in the file."""

from __future__ import annotations

from icmap.sentences._candidate import Candidate, Evidence, Hit, Speaker
from icmap.sentences.dissatisfaction import dissatisfaction
from icmap.sentences.doubts import doubts
from icmap.sentences.kept import kept
from icmap.sentences.lateness import lateness
from icmap.sentences.missing import missing
from icmap.sentences.overload import overload
from icmap.sentences.recovery import recovery
from icmap.sentences.savings import savings
from icmap.sentences.stand_ins import stand_ins
from icmap.sentences.waiting import waiting

__all__ = ["SPEAKERS", "Candidate", "Evidence", "Hit", "Speaker", "kept", "missing"]

SPEAKERS: tuple[Speaker, ...] = (doubts, lateness, savings, dissatisfaction, overload, stand_ins, recovery, waiting)
"""Everyone who may have something to say; who is heard first is decided by what they say."""
