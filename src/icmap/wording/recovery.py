"""Who comes back too late.

The bed board takes 6 h to come back; bed management can go without it for 2 h.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.measures.outages import outages
from icmap.measures.recovery import SlowRecovery, slow_recoveries
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words, sentence_case

__all__ = ["recovery"]


def recovery(study: Study) -> Iterator[Candidate]:
    """One candidate per slow recovery; the weight is the share of the outage that is felt."""
    words = study.of(Words)
    ends = {each.party: each.end_customer_count for each in study.of(outages).parties}
    for slow in study.of(slow_recoveries):
        yield Candidate(
            partial(_sentence, words, slow),
            subject=slow.party,
            about="slow-recovery",
            number=None,
            span=study.org.parties[slow.party].span,
            hits=Hit.ON_THE_WAY if ends.get(slow.party) else Hit.ELSEWHERE,
            evidence=Evidence.STRUCTURAL,
            weight=float(1 - (slow.hit or 0) / (slow.recovery or 1)) / 2,
            things=(("outage", slow.party),),
        )


def _sentence(words: Words, slow: SlowRecovery) -> str:
    away = words.verb(slow.party, "takes", "take")
    party = sentence_case(words.the(slow.party))
    customer = words.the(slow.customer)
    if not slow.hit:
        return f"{party} {away} {words.time(slow.recovery or 0)} to come back after an outage; {customer} cannot go without at all."
    return (
        f"{party} {away} {words.time(slow.recovery or 0)} to come back after an outage; "
        f"{customer} can go without for {words.time(slow.hit)}."
    )
