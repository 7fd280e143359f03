"""Alternatives as gates: whoever is enough meets in one point, and one arrow leads on to who needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from icmap.graph import Choice, Input, Link, links_of
from icmap.model import Dependency
from icmap.pictures.drawing import Node
from icmap.pictures.views._marks import Marks, Pair
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording.picture import gate_words

__all__ = ["Gate", "gate_nodes", "gates", "marked_through", "through_gates"]


@dataclass(frozen=True, slots=True)
class Gate:
    """An alternative of one drawn customer: its members by key (others' gates among them), and how many are enough.

    `needs` are the dependencies by the member that they come from.
    """

    key: str
    customer: str
    at_least: int
    needs: Mapping[str, tuple[Dependency, ...]]
    size: int


def gates(study: Study, owner: Mapping[str, str], shown: Sequence[str]) -> tuple[Gate, ...]:
    """The alternatives between drawn nodes, `owner` being the drawn key of each service; those with one drawn member are none."""
    found: dict[str, Gate] = {}
    seen: set[tuple[int, str]] = set()
    keys = frozenset(shown)
    for node in study.services:
        customer = owner[node]
        if customer in keys:
            for each in study.step(node).inputs:
                if isinstance(each, Choice) and (id(each.written), customer) not in seen:
                    seen.add((id(each.written), customer))
                    _gather(each, customer, owner, keys, found)
    return tuple(found.values())


def _gather(
    choice: Choice, customer: str, owner: Mapping[str, str], keys: frozenset[str], found: dict[str, Gate]
) -> Gate | None:
    """The gate of an alternative, put among those found after the ones inside it."""
    needs: dict[str, list[Dependency]] = {}
    for member in choice.members:
        inner = _gather(member, customer, owner, keys, found) if isinstance(member, Choice) else None
        if inner is not None:
            needs.setdefault(inner.key, []).extend(each for some in inner.needs.values() for each in some)
            continue
        for link in _links(member):
            provider = owner[link.provider]
            if provider in keys and provider != customer:
                needs.setdefault(provider, []).append(link.dependency)
    if len(needs) < 2:
        return None
    gate = Gate(
        f"{customer}//{sum(each.customer == customer for each in found.values())}", customer, choice.at_least,
        {member: tuple(dict.fromkeys(some)) for member, some in needs.items()}, len(choice.members),
    )  # fmt: skip
    found[gate.key] = gate
    return gate


def _links(member: Input) -> Iterator[Link]:
    return links_of((member,))


def marked_through(marked: Marks, found: Sequence[Gate]) -> Marks:
    """The marks with the slowest chain led through the gates that it passes."""
    told = [
        ((member, gate.customer), (member, gate.key), (gate.key, gate.customer))
        for gate in found
        for member, needs in gate.needs.items()
        if any(each in marked.chain_needs for each in needs)
    ]
    return marked.through(told)


def gate_nodes(study: Study, found: Sequence[Gate], first: int, marked: Marks) -> tuple[Node, ...]:
    """The gates as nodes, numbered from `first`."""
    return tuple(
        Node(
            f"n{first + place}", gate.key, gate_words(gate.at_least, gate.size), "gate",
            critical=any((member, gate.key) in marked.chain_pairs for member in gate.needs),
            tip=f"{gate_words(gate.at_least, gate.size)}: {', '.join(_names(study, gate))}",
        )
        for place, gate in enumerate(found)
    )  # fmt: skip


def _names(study: Study, gate: Gate) -> list[str]:
    return sorted({study.name(each.provider) for some in gate.needs.values() for each in some})


def through_gates(
    between: Mapping[Pair, Sequence[Dependency]], found: Sequence[Gate]
) -> Mapping[Pair, Sequence[Dependency]]:
    """The needs by pair of provider and customer, those of an alternative led through its gate."""
    taken: dict[str, set[Dependency]] = {}
    for gate in found:
        taken.setdefault(gate.customer, set()).update(each for some in gate.needs.values() for each in some)
    kept = {
        pair: left
        for pair, needs in between.items()
        if (left := [each for each in needs if each not in taken.get(pair[1], ())])
    }
    inner = {member for gate in found for member in gate.needs if "//" in member}
    into = {(member, gate.key): needs for gate in found for member, needs in gate.needs.items()}
    out = {
        (gate.key, gate.customer): tuple(each for some in gate.needs.values() for each in some)
        for gate in found
        if gate.key not in inner
    }
    return {**kept, **into, **out}
