"""Whose outage stops end customers: those without a stand-in, and those who come back too late."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import hurt_on_the_way, stopped_share, weight_of
from icmap.measures.outages import outages
from icmap.measures.recovery import slow_recoveries
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import outage as wording
from icmap.wording.names import Words

__all__ = ["no_stand_in", "slow_recovery"]


def no_stand_in(study: Study) -> Iterator[Item]:
    """One item per party that is one of a kind, stops an end customer, and has no stand-in."""
    for outage in study.of(outages).parties:
        if outage.stand_in is False:
            yield Item(
                kind="no-stand-in",
                about="no-stand-in",
                subject=outage.party,
                covers=(("party", outage.party),),
                hurt=Hurt.END_THEN,
                bad=stopped_share(study, outage),
                weight=weight_of(study, outage.party),
                sure=Sure.STRUCTURAL,
                span=study.org.parties[outage.party].span,
                clause=partial(wording.if_away, study.of(Words), outage),
                number=float(outage.reach),
            )


def slow_recovery(study: Study) -> Iterator[Item]:
    """One item per party that takes longer to come back than its first customer can go without."""
    for slow in study.of(slow_recoveries):
        yield Item(
            kind="slow-recovery",
            about="slow-recovery",
            subject=slow.party,
            covers=(("party", slow.party),),
            hurt=hurt_on_the_way(study, slow.party),
            bad=float(1 - slow.hit / slow.recovery),
            weight=weight_of(study, slow.party),
            sure=Sure.STRUCTURAL,
            span=study.org.parties[slow.party].span,
            clause=partial(wording.slow_recovery, study.of(Words), slow),
            number=hours(slow.recovery),
        )
