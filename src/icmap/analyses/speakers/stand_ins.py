"""Who stops everybody if away.

If Henk is away, 6 others stop, the board among them; the map names no stand-in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.measures.outages import outages
from icmap.study import Study
from icmap.wording.names import Words
from icmap.wording.outage import if_away

__all__ = ["stand_ins"]


def stand_ins(study: Study) -> Iterator[Candidate]:
    """One candidate per party without a stand-in; the weight is the share of the others that stop."""
    for outage in study.of(outages).parties:
        if outage.stand_in is False:
            yield Candidate(
                partial(if_away, study.of(Words), outage),
                subject=outage.party,
                about="no-stand-in",
                number=float(outage.reach),
                span=study.org.parties[outage.party].span,
                hits=Hit.ON_THE_WAY,
                evidence=Evidence.STRUCTURAL,
                weight=outage.share,
                things=(("outage", outage.party),),
            )
