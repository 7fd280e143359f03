"""Who stops everybody if away.

If Henk is away, 6 others stop, the board among them; the map names no stand-in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.measures.outages import Outage, outages
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words, counted, listed

__all__ = ["if_away", "stand_ins"]


def stand_ins(study: Study) -> Iterator[Candidate]:
    """One candidate per party without a stand-in; the weight is the share of the others that stop."""
    for outage in study.of(outages).parties:
        if outage.stand_in is False:
            yield Candidate(
                partial(_sentence, study, outage),
                subject=outage.party,
                about="no-stand-in",
                number=float(outage.reach),
                span=study.org.parties[outage.party].span,
                hits=Hit.ON_THE_WAY,
                evidence=Evidence.STRUCTURAL,
                weight=outage.share,
                things=(("outage", outage.party),),
            )


def _sentence(study: Study, outage: Outage) -> str:
    return f"{if_away(study, outage)}; the map names no stand-in."


def if_away(study: Study, outage: Outage) -> str:
    """`If Jeff is away, 5 others stop, staff among them`; of an outage that stops an end customer."""
    words, party = study.of(Words), study.org.parties[outage.party]
    away = party.nature.out_many if words.is_plural(party.id) else party.nature.out
    return f"If {words.the(party.id)} {away}, {_stopped(words, outage)}"


def _stopped(words: Words, outage: Outage) -> str:
    ends = listed(
        [words.the(end) for end in outage.end_customers], more=outage.end_customer_count - len(outage.end_customers)
    )
    if outage.reach == outage.end_customer_count:
        several = outage.reach > 1 or words.is_plural(outage.end_customers[0])
        return f"{ends} {'stop' if several else 'stops'} too"
    return f"{counted(outage.reach, 'other')} {'stops' if outage.reach == 1 else 'stop'}, {ends} among them"
