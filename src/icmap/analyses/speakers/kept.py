"""What is well: at most two needs of end customers, counted from the start, that are met for certain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from icmap.measures.agreements import Agreement, Verdict, agreements
from icmap.study import Study
from icmap.wording.names import Words, sentence
from icmap.wording.promise import kept_need

__all__ = ["kept"]

_MOST = 2


def kept(study: Study) -> Iterator[str]:
    """These needs in sentences, by customer and provider."""
    found = (each for each in study.of(agreements).dependencies if _is_kept(study, each))
    for each in islice(found, _MOST):
        yield sentence(kept_need(study.of(Words), each))


def _is_kept(study: Study, agreement: Agreement) -> bool:
    need, computed = agreement.need, agreement.computed
    from_start = need is not None and computed is not None and need.clock == computed.clock == "start"
    customer = study.step(agreement.link.customer).party.id
    return from_start and customer in study.end_set and agreement.verdict is Verdict.KEPT
