"""What is important and nobody looks after: rated below what rests on it, or without any agreed time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.analyses.ranking import Hurt, Item, Sure
from icmap.analyses.speakers._shares import outages_by_party, stopped_share, weight_of_node
from icmap.locations import span_of
from icmap.measures.inversions import Inversion, inversions
from icmap.measures.network import link_time
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
    for party, found in worst.items():
        apart = int(found.critical.dependency.importance) - int(found.link.dependency.importance)
        yield Item(
            kind="importance-inversion",
            about="importance-inversion",
            subject=party,
            covers=(("party", party),),
            hurt=Hurt.NOBODY,
            bad=stopped_share(study, study.of(outages_by_party).get(party)) * apart / _LEVELS,
            weight=weight_of_node(study, found.link.provider),
            sure=Sure.STRUCTURAL,
            span=span_of(found.link.dependency, "importance"),
            clause=partial(wording.inverted, study.of(Words), found),
        )


def silent(study: Study) -> Iterator[Item]:
    """One item per provider of which nobody says how soon, with the step that takes the largest part of a need's time."""
    worst: dict[str, tuple[Silent, float]] = {}
    for found in study.of(silent_dependencies):
        party, share = study.step(found.link.provider).party.id, _share(study, found)
        inside = study.step(found.link.customer).party.id not in study.end_set
        if inside and (party not in worst or share > worst[party][1]):
            worst[party] = found, share
    for party, (found, share) in worst.items():
        yield Item(
            kind="silent-dependency",
            about="silent-dependency",
            subject=party,
            covers=(("party", party),),
            hurt=Hurt.NOBODY,
            bad=share,
            weight=int(found.link.dependency.importance) + 1,
            sure=Sure.STRUCTURAL,
            span=found.link.span,
            clause=partial(wording.silent, study.of(Words), found, share),
            number=share,
            need=found.needs[0].key,
        )


def _share(study: Study, found: Silent) -> float:
    """The part of the time of the first need that it decides."""
    whole = found.needs[0].arrival
    return float(link_time(study.step(found.link.provider), found.link) / whole) if whole else 0.0
