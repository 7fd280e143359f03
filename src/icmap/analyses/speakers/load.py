"""Who is asked for more than they can do, always or at peak."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Item, Sure
from icmap.analyses.speakers._shares import hurt_on_the_way, weight_of
from icmap.measures.load import loads
from icmap.study import Study
from icmap.wording.load import busy
from icmap.wording.names import Words

__all__ = ["overload"]


def overload(study: Study) -> Iterator[Item]:
    """One item per party at or above the threshold of utilisation, or at its peak."""
    limit = study.question.thresholds.utilisation
    for party, load in study.of(loads).items():
        most = max(load.utilisation or 0.0, load.peak_utilisation or 0.0)
        if most >= limit:
            yield Item(
                kind="overloaded",
                about="overloaded",
                subject=party,
                covers=(("party", party),),
                hurt=hurt_on_the_way(study, party),
                bad=most - limit,
                weight=weight_of(study, party),
                sure=Sure.COMPUTED,
                span=study.org.parties[party].span,
                clause=partial(busy, study.of(Words), load),
                number=most,
            )
