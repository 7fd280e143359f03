"""Who is asked for more than they can do.

Accounts payable is asked for 97 % of what it can do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.measures.load import Load, loads
from icmap.measures.outages import outages
from icmap.model.quantities import format_share
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words, sentence_case

__all__ = ["overload", "said_of_load"]


def overload(study: Study) -> Iterator[Candidate]:
    """One candidate per party at or above the threshold of utilisation; the weight is the utilisation, at most 1."""
    stops_ends = {each.party for each in study.of(outages).parties if each.end_customer_count}
    for party, load in study.of(loads).items():
        if load.utilisation is not None and load.utilisation >= study.question.thresholds.utilisation:
            yield Candidate(
                partial(said_of_load, study, load, load.utilisation),
                subject=party,
                about="overloaded",
                number=load.utilisation,
                span=study.org.parties[party].span,
                hits=Hit.ON_THE_WAY if party in stops_ends or party in study.end_set else Hit.ELSEWHERE,
                evidence=Evidence.COMPUTED,
                weight=min(load.utilisation, 1.0),
                things=(("load", party),),
            )


def said_of_load(study: Study, load: Load, utilisation: float) -> str:
    """How busy a party is, in a sentence."""
    words = study.of(Words)
    party, bound = sentence_case(words.the(load.party)), "at least " if load.lower_bound else ""
    share = format_share(utilisation)
    if utilisation >= 1:
        can = "they" if words.is_plural(load.party) else "it"
        return (
            f"{party} {words.verb(load.party, 'is', 'are')} asked for {bound}{share} of what {can} can do; "
            f"the queue grows as long as that lasts."
        )
    return f"{party} {words.verb(load.party, 'is', 'are')} {bound}{share} busy{_consequence(words, load)}."


def _consequence(words: Words, load: Load) -> str:
    if load.peak_utilisation is not None and load.peak_utilisation > 1:
        whose = "their" if words.is_plural(load.party) else "its"
        return f", and at {whose} peak asked for {format_share(load.peak_utilisation)} of what can be done"
    if load.wait:
        return f": a request waits about {words.time(load.wait)} before anybody takes it up"
    return ": the smallest disturbance makes a queue"
