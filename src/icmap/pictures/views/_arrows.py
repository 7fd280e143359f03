"""Lines between parties or services: how they look, by the dependencies that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log10
from typing import TYPE_CHECKING

from icmap.model import Dependency, Party
from icmap.model.quantities import Seconds
from icmap.pictures.drawing import Arrow, Line
from icmap.pictures.views._marks import Pair
from icmap.pictures.views._order import sequence
from icmap.records import dataclass
from icmap.study import Study

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["ArrowMarks", "arrows", "line_of", "service_stand_ins", "stand_ins", "weight_of", "with_situations"]

_SELDOM, _DECADES = -3.5, 5.0
"""Once a year is about 10^-3.3 times in a working hour; five decades more is a hundred times a minute's worth."""


@dataclass(frozen=True, slots=True)
class ArrowMarks:
    """What is told about pairs: when each node is done at last, which are critical or in a loop, which nodes are ends, and whether services are named."""

    done: Mapping[str, Seconds]
    critical: frozenset[Pair]
    loops: frozenset[Pair]
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


def arrows(
    study: Study, between: Mapping[Pair, Sequence[Dependency]], ids: Mapping[str, str], told: ArrowMarks
) -> tuple[Arrow, ...]:
    """One line for each pair (provider, customer), one for both where they serve each other.

    `ids` are the drawn nodes by key; the lines are in the order of their keys.
    """
    places = _places(between, ids, told)
    found: list[Arrow] = []
    for pair in sorted(between):
        back = (pair[1], pair[0])
        if back in between and _leads(back, pair, between, places):
            continue
        found.append(_arrow(study, f"e{len(found)}", pair, between, ids, told, places))
    return tuple(found)


def with_situations(study: Study) -> Study:
    """The study whose lines are drawn: where no situation is asked for, that of all situations, their lines dotted."""
    asked = study.question.situations
    return study if asked else study.under(*(situation.name for situation in study.org.situations))


def stand_ins(study: Study, ids: Mapping[str, str], first: int) -> tuple[Arrow, ...]:
    """A quiet line from whoever stands in to whom, numbered from `first`; not where work flows between them anyway."""
    pairs = {(backup, party) for party in ids for backup in _backups(study.org.parties[party])}
    graph = study.of(with_situations).parties
    return _stand_in_arrows(study, (pair for pair in pairs if not _touching(graph, *pair)), ids, first)


def service_stand_ins(study: Study, ids: Mapping[str, str], first: int) -> tuple[Arrow, ...]:
    """The same between services; a party with several services stands in as none of them, and is left out."""
    pairs = {(backup, node) for node in ids for backup in study.step(node).backup}
    graph = study.of(with_situations).services
    return _stand_in_arrows(study, (pair for pair in pairs if not _touching(graph, *pair)), ids, first)


def _touching(graph: nx.DiGraph[str], one: str, other: str) -> bool:
    return graph.has_edge(one, other) or graph.has_edge(other, one)


def _stand_in_arrows(study: Study, pairs: Iterable[Pair], ids: Mapping[str, str], first: int) -> tuple[Arrow, ...]:
    shown = sorted(pair for pair in pairs if pair[0] in ids and pair[1] in ids and pair[0] != pair[1])
    return tuple(
        Arrow(f"e{first + place}", ids[one], ids[other], line="standin", tip=f"{study.name(one)} stands in")
        for place, (one, other) in enumerate(shown)
    )


def _backups(party: Party) -> Iterator[str]:
    yield from party.backup
    for service in party.services:
        yield from service.backup


def _places(
    between: Mapping[Pair, Sequence[Dependency]], ids: Mapping[str, str], told: ArrowMarks
) -> Mapping[str, int]:
    """The order of work; whatever runs out of an end customer runs backwards."""
    waits = [pair for pair, needs in between.items() if line_of(needs) == "solid" and pair[0] not in told.ends]
    known = set(waits)
    others = [pair for pair in between if pair not in known and pair[0] not in told.ends]
    found = sequence(ids, waits, others, told.done)
    return {node: place + (len(found) if node in told.ends else 0) for node, place in found.items()}


def _leads(one: Pair, other: Pair, between: Mapping[Pair, Sequence[Dependency]], places: Mapping[str, int]) -> bool:
    """Whether of two directions the first gives its name to the line: what is waited for, then what runs forward."""

    def key(pair: Pair) -> tuple[bool, bool, Pair]:
        return line_of(between[pair]) != "solid", places[pair[0]] > places[pair[1]], pair

    return key(one) < key(other)


def _arrow(  # noqa: PLR0913, PLR0917 - all that a line is made of
    study: Study,
    arrow_id: str,
    pair: Pair,
    between: Mapping[Pair, Sequence[Dependency]],
    ids: Mapping[str, str],
    told: ArrowMarks,
    places: Mapping[str, int],
) -> Arrow:
    provider, customer = pair
    back = (customer, provider)
    mutual = back in between
    needs = list(between[pair]) + list(between.get(back, ()))
    return Arrow(
        arrow_id,
        ids[provider],
        ids[customer],
        label=_label(between[pair], between.get(back, ())) if told.named else "",
        line=line_of(needs) if mutual else line_of(between[pair]),
        weight=weight_of(needs),
        critical=bool({pair, back} & told.critical) if mutual else pair in told.critical,
        mutual=mutual,
        loop=bool({pair, back} & told.loops),
        backward=places[provider] > places[customer],
        tip=_tip(study, needs),
    )


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
