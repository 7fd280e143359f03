"""Who is asked for more than they can do.

Accounts payable is asked for 97 % of what it can do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.measures.load import loads
from icmap.measures.outages import outages
from icmap.study import Study
from icmap.wording.load import busy
from icmap.wording.names import Words

__all__ = ["overload"]


def overload(study: Study) -> Iterator[Candidate]:
    """One candidate per party at or above the threshold of utilisation; the weight is the utilisation, at most 1."""
    words = study.of(Words)
    stops_ends = {each.party for each in study.of(outages).parties if each.end_customer_count}
    for party, load in study.of(loads).items():
        if load.utilisation is not None and load.utilisation >= study.question.thresholds.utilisation:
            yield Candidate(
                partial(busy, words, load),
                subject=party,
                about="overloaded",
                number=load.utilisation,
                span=study.org.parties[party].span,
                hits=Hit.ON_THE_WAY if party in stops_ends or party in study.end_set else Hit.ELSEWHERE,
                evidence=Evidence.COMPUTED,
                weight=min(load.utilisation, 1.0),
                things=(("load", party),),
            )
