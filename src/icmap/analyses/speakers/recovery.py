"""Who comes back too late.

The bed board takes 6 h to come back; bed management can go without it for 2 h.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.speakers._candidate import Candidate, Evidence, Hit
from icmap.measures.outages import outages
from icmap.measures.recovery import slow_recoveries
from icmap.study import Study
from icmap.wording.names import Words
from icmap.wording.outage import slow_recovery

__all__ = ["recovery"]


def recovery(study: Study) -> Iterator[Candidate]:
    """One candidate per slow recovery; the weight is the share of the outage that is felt."""
    words = study.of(Words)
    ends = {each.party: each.end_customer_count for each in study.of(outages).parties}
    for slow in study.of(slow_recoveries):
        yield Candidate(
            partial(slow_recovery, words, slow),
            subject=slow.party,
            about="slow-recovery",
            number=None,
            span=study.org.parties[slow.party].span,
            hits=Hit.ON_THE_WAY if ends.get(slow.party) else Hit.ELSEWHERE,
            evidence=Evidence.STRUCTURAL,
            weight=float(1 - (slow.hit or 0) / (slow.recovery or 1)) / 2,
            things=(("outage", slow.party),),
        )
