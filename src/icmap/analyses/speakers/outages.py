"""Whose outage stops end customers: those without a stand-in, and those who come back too late."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import hurt_on_the_way, outages_by_party, stopped_share, weight_of
from icmap.measures.common_cause import CommonCause, common_causes
from icmap.measures.outages import outages
from icmap.measures.recovery import slow_recoveries
from icmap.model.quantities import hours
from icmap.study import Study
from icmap.wording import outage as wording
from icmap.wording.names import Words

__all__ = ["common_cause", "no_stand_in", "slow_recovery"]


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


def common_cause(study: Study) -> Iterator[Item]:
    """One item per party that stops everybody who is meant to stand in for one another, with the most important of these."""
    worst: dict[str, CommonCause] = {}
    for found in study.of(common_causes):
        for party in found.causes[:1]:
            if party not in worst or found.importance > worst[party].importance:
                worst[party] = found
    for party, found in worst.items():
        yield Item(
            kind="common-cause",
            about="common-cause",
            subject=party,
            covers=(("party", party), *(("together", each) for each in found.members)),
            hurt=Hurt.END_THEN,
            bad=stopped_share(study, study.of(outages_by_party).get(party)),
            weight=int(found.importance) + 1,
            sure=Sure.STRUCTURAL,
            span=found.written.span if found.written else study.org.parties[found.customer].span,
            clause=partial(wording.common_cause, study.of(Words), found, party),
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
