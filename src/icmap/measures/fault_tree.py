"""The service graph as it counts in outages: numbered services with needs, gates and backups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from icmap.graph import Bundle, Choice, Input, Link, Step
from icmap.kernels.blocking import Gate, Member, Network, leaves, network
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["FaultTree", "fault_tree", "gate_of"]


@dataclass(frozen=True, slots=True)
class FaultTree:
    """Services and parties by number, both sorted by name.

    `owner` is each service's party; `nodes_of` each party's services; `touched` are the parties whose outage alone
    touches an alternative or a backup, so that plain reachability does not tell what it blocks.
    """

    nodes: tuple[str, ...]
    parties: tuple[str, ...]
    nodes_of: tuple[tuple[int, ...], ...]
    services: Network
    touched: frozenset[int]

    def number(self) -> dict[str, int]:
        """The number of each party."""
        return {party: number for number, party in enumerate(self.parties)}


def fault_tree(study: Study) -> FaultTree:
    """What counts in outages: every entry that is not optional, in the chosen situations.

    An alternative counts its members that are not optional; one of a single member, or that needs all of its members,
    is as good as plain needs. A backup that is a group without services is always up.
    """
    nodes = tuple(study.services)
    number = {node: place for place, node in enumerate(nodes)}
    steps = [study.step(node) for node in nodes]
    parties = tuple(sorted({step.party.id for step in steps}))
    party_number = {party: place for place, party in enumerate(parties)}
    owner = [party_number[step.party.id] for step in steps]
    nodes_of = _by_owner(owner, len(parties))
    members = [tuple(_members(step.inputs, number)) for step in steps]
    services = network(
        owner,
        [tuple(sorted({each for each in found if isinstance(each, int)})) for found in members],
        [tuple(each for each in found if isinstance(each, Gate)) for found in members],
        [_backups(step, number, party_number, nodes_of) for step in steps],
    )
    return FaultTree(nodes, parties, nodes_of, services, frozenset(_touched(services)))


def _by_owner(owner: Sequence[int], parties: int) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(parties)]
    for node, party in enumerate(owner):
        found[party].append(node)
    return tuple(tuple(each) for each in found)


def _members(inputs: Iterable[Input], number: dict[str, int]) -> Iterator[Member]:
    """What a service needs all of; alternatives that leave no choice are opened."""
    for each in inputs:
        if isinstance(each, Link):
            if not each.dependency.optional:
                yield number[each.provider]
            continue
        if gate := gate_of(each, number):
            yield from _opened(gate)


def gate_of(each: Bundle | Choice, number: dict[str, int]) -> Gate | None:
    """The gate of an alternative or bundle; None where nothing in it counts."""
    members = tuple(_one(found) for member in each.members if (found := tuple(_members((member,), number))))
    if not members:
        return None
    needed = min(each.at_least, len(members)) if isinstance(each, Choice) else len(members)
    return Gate(len(members) - needed + 1, members)


def _one(members: tuple[Member, ...]) -> Member:
    return members[0] if len(members) == 1 else Gate(1, members)


def _opened(gate: Gate) -> tuple[Member, ...]:
    """A gate that any blocked member shuts is as good as its members."""
    return gate.members if gate.limit == 1 else (gate,)


def _backups(
    step: Step, number: dict[str, int], party_number: dict[str, int], nodes_of: Sequence[tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    return tuple(_nodes_named(backup, number, party_number, nodes_of) for backup in step.backup)


def _nodes_named(
    reference: str, number: dict[str, int], party_number: dict[str, int], nodes_of: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    if reference in party_number:
        return nodes_of[party_number[reference]]
    return (number[reference],) if reference in number else ()


def _touched(services: Network) -> Iterator[int]:
    """The owners of what an alternative or a backup reads, further down along plain needs, and who has a backup."""
    gated = [node for node in range(len(services.owner)) if not services.is_plain(node)]
    found = {each for node in gated for each in leaves(services.gates[node])}
    found.update(each for node in gated for backup in services.backups[node] for each in backup)
    waiting = sorted(found)
    while waiting:
        fresh = [each for each in services.needs[waiting.pop()] if each not in found]
        found.update(fresh)
        waiting += fresh
    yield from (services.owner[node] for node in found)
    yield from (services.owner[node] for node in gated if services.backups[node])
