"""What is well: whom the work reaches in time.

The bread from the shop reaches the townspeople 4 h after the start; it is needed within 5 h.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from icmap.measures.agreements import Agreement, Verdict, agreements
from icmap.study import Study
from icmap.wording.words import Words, sentence_case

__all__ = ["kept"]

_MOST = 2


def kept(study: Study) -> Iterator[str]:
    """At most two needs of end customers, counted from the start, that are met for certain."""
    found = (
        _sentence(study, agreement) for agreement in study.of(agreements).dependencies if _is_kept(study, agreement)
    )
    yield from islice(found, _MOST)


def _is_kept(study: Study, agreement: Agreement) -> bool:
    need, computed = agreement.need, agreement.computed
    from_start = need is not None and computed is not None and need.clock == computed.clock == "start"
    customer = study.step(agreement.link.customer).party.id
    return from_start and customer in study.end_set and agreement.verdict is Verdict.KEPT


def _sentence(study: Study, agreement: Agreement) -> str:
    words, node = study.of(Words), agreement.link.provider
    reaches = (
        words.verb_of(node, "reaches", "reach") if study.step(node).service else words.verb_of(node, "serves", "serve")
    )
    customer = words.the(study.step(agreement.link.customer).party.id)
    took = words.time(agreement.computed.time if agreement.computed else 0)
    within = words.time(agreement.need.time if agreement.need else 0)
    return (
        f"{sentence_case(words.thing_of(node))} {reaches} {customer} {took} after the start; "
        f"{words.things(node, 'it is', 'they are')} needed within {within}."
    )
