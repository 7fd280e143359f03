"""Arrows between parties or services: how they look, by the dependencies that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log10
from typing import TYPE_CHECKING

from icmap.model import Dependency, Party
from icmap.pictures.drawing import Arrow, Line
from icmap.pictures.views._marks import Marks, Pair
from icmap.pictures.views._order import sequence
from icmap.records import dataclass
from icmap.study import Study

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Between", "arrows", "line_of", "service_stand_ins", "stand_ins", "weight_of", "with_situations"]

_SELDOM, _DECADES = -3.5, 5.0
"""Once a year is about 10^-3.3 times in a working hour; five decades more is a hundred times a minute's worth."""


@dataclass(frozen=True, slots=True)
class Between:
    """What arrows are made of: needs by (provider, customer), ids of drawn nodes by key, end customers, whether to name services."""

    needs: Mapping[Pair, Sequence[Dependency]]
    ids: Mapping[str, str]
    ends: frozenset[str]
    named: bool


def line_of(dependencies: Iterable[Dependency]) -> Line:
    """Dotted if all hold only in situations, dashed if nobody waits for any, else solid."""
    listed = list(dependencies)
    if all(each.when for each in listed):
        return "dotted"
    return "solid" if any(each.waits and not each.optional for each in listed) else "dashed"


def weight_of(dependencies: Iterable[Dependency]) -> float | None:
    """How often it is asked, from 0 to 1 by the logarithm of the rate; None where nobody said."""
    rates = [each.frequency.per_hour for each in dependencies if each.frequency and each.frequency.per_hour]
    if not rates:
        return None
    return min(1.0, max(0.0, (log10(float(sum(rates))) - _SELDOM) / _DECADES))


def arrows(study: Study, between: Between, marked: Marks) -> tuple[Arrow, ...]:
    """One arrow for each pair (provider, customer), one for both where they serve each other, in the order of their keys."""
    places = _places(between, marked)
    found: list[Arrow] = []
    for pair in sorted(between.needs):
        back = (pair[1], pair[0])
        if back in between.needs and _leads(back, pair, between, places):
            continue
        found.append(_arrow(study, f"e{len(found)}", pair, between, marked, places))
    return tuple(found)


def with_situations(study: Study) -> Study:
    """The study whose arrows are drawn: where no situation is asked for, that of all situations, their lines dotted."""
    asked = study.question.situations
    return study if asked else study.under(*(situation.name for situation in study.org.situations))


def stand_ins(study: Study, ids: Mapping[str, str], first: int) -> tuple[Arrow, ...]:
    """A quiet line from whoever stands in to whom, numbered from `first`; not where work flows between them anyway."""
    pairs = {
        (backup, party) for party in ids if party in study.org.parties for backup in _backups(study.org.parties[party])
    }
    return _stand_ins(study, study.of(with_situations).parties, pairs, ids, first)


def service_stand_ins(study: Study, ids: Mapping[str, str], first: int) -> tuple[Arrow, ...]:
    """The same between services; a party with several services stands in as none of them, and is left out."""
    pairs = {(backup, node) for node in ids if node in study.steps for backup in study.step(node).backup}
    return _stand_ins(study, study.of(with_situations).services, pairs, ids, first)


def _stand_ins(
    study: Study, graph: nx.DiGraph[str], pairs: Iterable[Pair], ids: Mapping[str, str], first: int
) -> tuple[Arrow, ...]:
    shown = sorted(
        (one, other)
        for one, other in pairs
        if one in ids
        and other in ids
        and one != other
        and not graph.has_edge(one, other)
        and not graph.has_edge(other, one)
    )
    return tuple(
        Arrow(f"e{first + place}", ids[one], ids[other], line="standin", tip=f"{study.name(one)} stands in")
        for place, (one, other) in enumerate(shown)
    )


def _backups(party: Party) -> Iterator[str]:
    yield from party.backup
    for service in party.services:
        yield from service.backup


def _places(between: Between, marked: Marks) -> Mapping[str, int]:
    """The order of work; whatever runs out of an end customer runs backwards."""
    waits = [pair for pair, needs in between.needs.items() if line_of(needs) == "solid" and pair[0] not in between.ends]
    known = set(waits)
    others = [pair for pair in between.needs if pair not in known and pair[0] not in between.ends]
    found = sequence(between.ids, waits, others, marked.done)
    return {node: place + (len(found) if node in between.ends else 0) for node, place in found.items()}


def _leads(one: Pair, other: Pair, between: Between, places: Mapping[str, int]) -> bool:
    """Whether of two directions the first gives its name to the line: what is waited for, then what runs forward."""

    def key(pair: Pair) -> tuple[bool, bool, Pair]:
        return line_of(between.needs[pair]) != "solid", places[pair[0]] > places[pair[1]], pair

    return key(one) < key(other)


def _arrow(
    study: Study, arrow_id: str, pair: Pair, between: Between, marked: Marks, places: Mapping[str, int]
) -> Arrow:
    provider, customer = pair
    forth, back = between.needs[pair], between.needs.get((customer, provider), ())
    needs = [*forth, *back]
    critical = any(_is_critical(each, between, marked) for each in (pair, (customer, provider)))
    return Arrow(
        arrow_id,
        between.ids[provider],
        between.ids[customer],
        label=_label(forth, back) if between.named and "//" not in provider else "",
        line=line_of(needs),
        weight=weight_of(needs),
        critical=critical,
        mutual=bool(back),
        loop=bool({pair, (customer, provider)} & marked.loop_pairs),
        backward=places[provider] > places[customer],
        tip=_tip(study, needs),
    )


def _is_critical(pair: Pair, between: Between, marked: Marks) -> bool:
    """Whether one of a pair's needs is on the slowest chain."""
    return pair in marked.chain_pairs and any(each in marked.chain_needs for each in between.needs.get(pair, ()))


def _label(forth: Sequence[Dependency], back: Sequence[Dependency]) -> str:
    one, other = _named(forth), _named(back)
    return f"{one} ↔ {other}" if one and other else one or other


def _named(needs: Sequence[Dependency]) -> str:
    names = sorted({each.service for each in needs if each.service})
    if not names:
        return ""
    when = sorted({name for each in needs for name in each.when}) if line_of(needs) == "dotted" else []
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "") + (f" ({', '.join(when)})" if when else "")


def _tip(study: Study, needs: Sequence[Dependency]) -> str:
    told = [
        f"{study.name(each.customer)} needs {each.service or 'it'} from {study.name(each.provider)}"
        + (f", {each.frequency}" if each.frequency else "")
        + (", optional" if each.optional else "" if each.waits else ", nobody waits for it")
        + (f", only when {' or '.join(each.when)}" if each.when else "")
        for each in needs[:4]
    ]
    more = len(needs) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more > 0 else "")
