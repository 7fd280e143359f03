"""What is important and nobody looks after: rated below what rests on it, or without any agreed time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import stopped_share, weight_of_node
from icmap.locations import span_of
from icmap.measures.inversions import Inversion, inversions
from icmap.measures.outages import Outage, outages
from icmap.measures.silent import Silent, silent_dependencies
from icmap.study import Study
from icmap.wording import importance as wording
from icmap.wording.names import Words

__all__ = ["inverted", "silent"]

_LEVELS = 3


def inverted(study: Study) -> Iterator[Item]:
    """One item per provider that is rated below what rests on it, by its lowest rating."""
    worst: dict[str, Inversion] = {}
    for found in study.of(inversions):
        party = study.step(found.link.provider).party.id
        known = worst.get(party)
        if known is None or found.link.dependency.importance < known.link.dependency.importance:
            worst[party] = found
    by_party = study.of(_outages)
    for party, found in worst.items():
        apart = int(found.critical.dependency.importance) - int(found.link.dependency.importance)
        yield Item(
            kind="importance-inversion",
            about="importance-inversion",
            subject=party,
            covers=(("party", party),),
            hurt=Hurt.NOBODY,
            bad=(stopped_share(study, by_party[party]) if party in by_party else 0.0) * apart / _LEVELS,
            weight=weight_of_node(study, found.link.provider),
            sure=Sure.STRUCTURAL,
            span=span_of(found.link.dependency, "importance"),
            clause=partial(wording.inverted, study.of(Words), found),
        )


def _outages(study: Study) -> dict[str, Outage]:
    return {each.party: each for each in study.of(outages).parties}


def silent(study: Study) -> Iterator[Item]:
    """One item per provider of which nobody says how soon, with the step that takes the largest part of a need's time."""
    worst: dict[str, Silent] = {}
    for found in study.of(silent_dependencies):
        party = study.step(found.link.provider).party.id
        if party not in worst or found.share > worst[party].share:
            worst[party] = found
    for party, found in worst.items():
        yield Item(
            kind="silent-dependency",
            about="silent-dependency",
            subject=party,
            covers=(("party", party),),
            hurt=Hurt.NOBODY,
            bad=found.share,
            weight=int(found.link.dependency.importance) + 1,
            sure=Sure.STRUCTURAL,
            span=found.link.span,
            clause=partial(wording.silent, study.of(Words), found),
            number=found.share,
            need=found.need.key,
        )
