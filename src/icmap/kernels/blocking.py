"""Which outages block which services: many outages at once, one bit for each, to the least fixpoint.

Fault-tree semantics (Vesely et al. 1981), from the outage outwards: a service is blocked if its owner is out and no
backup of it is up (one whose own owner is out stands in for nobody, even if another stands in for it), if a plain need of it is blocked, or if one of its gates has too many blocked members. All of it is
monotone and bitwise, so one sweep over the services, providers first, answers for as many outages as an integer has
bits; only what lies on cycles is swept until nothing changes, so a cycle blocks nobody by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from icmap.kernels.condensation import Condensation, condense
from icmap.records import dataclass

__all__ = ["Gate", "Member", "Network", "blocked_by", "down", "leaves", "network", "shut", "value"]

_SWEEPS = 100
"""So often may every service on a cycle be looked at, on average, before the answer is left incomplete."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Shut as soon as `limit` of its members are blocked: 1 for *all are needed*, n - k + 1 for *any k of n*."""

    limit: int
    members: tuple[Member, ...]


Member = int | Gate
"""A service by its number, or a gate again."""


@dataclass(frozen=True, slots=True)
class Network:
    """Services by number: the owner of each, what each needs, its gates, and the services of each of its backups."""

    owner: Sequence[int]
    needs: Sequence[Sequence[int]]
    gates: Sequence[Sequence[Gate]]
    backups: Sequence[Sequence[Sequence[int]]]
    order: Condensation

    def is_plain(self, node: int) -> bool:
        """Whether a service has neither gates nor backups: what blocks one provider blocks it."""
        return not self.gates[node] and not self.backups[node]

    def reads(self, node: int) -> Iterator[int]:
        """Every service on which it depends whether this one is blocked."""
        yield from self.needs[node]
        yield from leaves(self.gates[node])
        for backup in self.backups[node]:
            yield from backup

    def width(self, node: int) -> int:
        """How many services a look at this one takes in."""
        return sum(1 for _ in self.reads(node))


def network(
    owner: Sequence[int],
    needs: Sequence[Sequence[int]],
    gates: Sequence[Sequence[Gate]],
    backups: Sequence[Sequence[Sequence[int]]],
) -> Network:
    """The network with its services in order, providers first."""
    unordered = Network(owner, needs, gates, backups, condense([]))
    order = condense([tuple(unordered.reads(node)) for node in range(len(owner))])
    return Network(owner, needs, gates, backups, order)


def leaves(members: Iterable[Member]) -> Iterator[int]:
    """The services in these members, gates opened."""
    for member in members:
        if isinstance(member, Gate):
            yield from leaves(member.members)
        else:
            yield member


def blocked_by(services: Network, out: Sequence[int]) -> tuple[list[int], bool]:
    """For each service the bits of the outages that block it; `out` has for each owner the bits in which it is out.

    The second value is False if sweeping the cycles was cut short: then some bits may be missing, none is wrong.
    """
    state = [0] * len(services.owner)
    complete = True
    for members, cyclic in zip(services.order.members, services.order.cyclic, strict=True):
        if not cyclic:
            node = members[0]
            state[node] = value(services, node, out.__getitem__, state.__getitem__)
        elif all(services.is_plain(node) for node in members):
            _share(services, members, out, state)
        else:
            complete &= _sweep(services, members, out, state)
    return state, complete


def value(services: Network, node: int, out: Callable[[int], int], look: Callable[[int], int]) -> int:
    """The outages that block a service, from those in which owners are out and those that block what it reads."""
    blocked = out(services.owner[node])
    for backup in services.backups[node] if blocked else ():
        blocked &= down(services, backup, out, look)
    for each in services.needs[node]:
        blocked |= look(each)
    for gate in services.gates[node]:
        blocked |= shut(gate, look)
    return blocked


def down(services: Network, backup: Sequence[int], out: Callable[[int], int], look: Callable[[int], int]) -> int:
    """The outages in which a backup does not stand in: its owner is out, or one of its services is blocked."""
    bits = 0
    for each in backup:
        bits |= look(each) | out(services.owner[each])
    return bits


def shut(gate: Gate, look: Callable[[int], int]) -> int:
    """The outages that block at least `limit` of a gate's members: counted in binary, a bit of all counts at a time."""
    counts: list[int] = []
    for member in gate.members:
        carry = shut(member, look) if isinstance(member, Gate) else look(member)
        for place, digit in enumerate(counts):
            counts[place], carry = digit ^ carry, digit & carry
            if not carry:
                break
        if carry:
            counts.append(carry)
    return _at_least(gate.limit, counts)


def _at_least(limit: int, counts: Sequence[int]) -> int:
    """Where a count, given by its binary digits from the lowest, is not below the limit (1 or more)."""
    reached = -1
    for place in range(max(len(counts), limit.bit_length())):
        digit = counts[place] if place < len(counts) else 0
        reached = digit & reached if limit >> place & 1 else digit | reached
    return reached


def _share(services: Network, members: Sequence[int], out: Sequence[int], state: list[int]) -> None:
    """A cycle of plain needs: what blocks one blocks all."""
    bits = 0
    for node in members:
        bits |= value(services, node, out.__getitem__, state.__getitem__)
    for node in members:
        state[node] = bits


def _sweep(services: Network, members: Sequence[int], out: Sequence[int], state: list[int]) -> bool:
    """A cycle with gates or backups: looked at again whatever reads a service that has changed."""
    readers = _readers(services, members)
    waiting, queued = deque(members), set(members)
    steps = _SWEEPS * sum(1 + services.width(node) for node in members)
    while waiting and steps > 0:
        node = waiting.popleft()
        steps -= 1 + services.width(node)
        queued.discard(node)
        bits = value(services, node, out.__getitem__, state.__getitem__)
        if bits != state[node]:
            state[node] = bits
            waiting.extend(each for each in readers[node] if each not in queued)
            queued.update(readers[node])
    return not waiting


def _readers(services: Network, members: Sequence[int]) -> dict[int, list[int]]:
    readers: dict[int, list[int]] = {node: [] for node in members}
    for node in members:
        for each in sorted(set(services.reads(node))):
            if each in readers:
                readers[each].append(node)
    return readers
