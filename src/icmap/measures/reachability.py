"""Who serves whom, directly and further along: on the service graph, folded into parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from icmap.graph import fold
from icmap.kernels.condensation import Condensation, condense
from icmap.kernels.reach import bit_numbers, blocks, reached, reaching
from icmap.study import Study

__all__ = ["Interdependence", "Neighbourhood", "Pair", "Reachability", "Side", "reachability"]

_LISTED = 20


@dataclass(frozen=True, slots=True)
class Side:
    """The providers of a party, or its customers: all direct ones by id, and the first 20 of the indirect ones.

    Indirect is everyone further along who is not a direct one. `complete` tells whether all indirect ones are listed.
    """

    direct: tuple[str, ...]
    indirect: tuple[str, ...]
    complete: bool
    direct_inside: int
    direct_outside: int
    indirect_inside: int
    indirect_outside: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One party with its providers and customers."""

    party: str
    providers: Side
    customers: Side


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties with a direct dependency, by id; `reciprocal` if a path leads both ways, else sequential."""

    customer: str
    provider: str
    reciprocal: bool


@dataclass(frozen=True, slots=True)
class Interdependence:
    """Thompson's (1967) kinds over all pairs of parties; `independent` are those of no kind."""

    reciprocal: int
    sequential: int
    pooled: int
    independent: int


@dataclass(frozen=True, slots=True)
class Reachability:
    """Every party's neighbourhood by id, the counts over all pairs, and the pairs with a direct dependency.

    A pair with dependencies both ways is listed once, with the lesser id as its customer.
    """

    parties: tuple[Neighbourhood, ...]
    interdependence: Interdependence
    pairs: tuple[Pair, ...]


def reachability(study: Study) -> Reachability:
    """Direct and indirect providers and customers, and Thompson's interdependence.

    Paths are those of the service graph, all entries of the chosen situations, so that a need of one service is not
    charged to another; services are then folded into parties, and these to the level asked for. Two parties are
    *reciprocal* if a path leads both ways, *sequential* if one way, *pooled* if no way but they have a direct provider
    in common. A party is never its own provider. One pass per direction over the condensation, no traversal per party.
    """
    found = _Collector(study)
    for block in blocks(len(found.parties), len(found.order.members)):
        found.collect(block)
    return found.result()


class _Collector:
    """Goes through the parties in blocks of bits and adds up what each block tells."""

    def __init__(self, study: Study) -> None:
        self.parties = tuple(study.parties)
        place = {party: number for number, party in enumerate(self.parties)}
        self._owner = _owners(study, place)
        self.order = _condensed(study)
        self._components = self._components_of()
        self._direct = (
            [[place[each] for each in study.parties.successors(party)] for party in self.parties],
            [sorted(place[each] for each in study.parties.predecessors(party)) for party in self.parties],
        )
        inside = (not study.parties.nodes[party]["party"].is_external for party in self.parties)
        self._inside = _bits(number for number, is_inside in enumerate(inside) if is_inside)
        self._indirect: tuple[list[list[int]], ...] = tuple([[] for _ in self.parties] for _ in range(2))
        self._counts = [[[0, 0, 0, 0] for _ in self.parties] for _ in range(2)]
        self._pairs: list[Pair] = []
        self._both = self._path = self._pooled = 0

    def _components_of(self) -> list[list[int]]:
        found: list[set[int]] = [set() for _ in self.parties]
        for node, party in enumerate(self._owner):
            found[party].add(self.order.of[node])
        return [sorted(each) for each in found]

    def collect(self, block: range) -> None:
        """Add what leads to and from the parties of one block."""
        bits = [0] * len(self.order.members)
        for node, party in enumerate(self._owner):
            if party in block:
                bits[self.order.of[node]] |= 1 << (party - block.start)
        ahead, behind = reached(self.order, bits), reaching(self.order, bits)
        direct = [[_in_block(each, block) for each in side] for side in self._direct]
        for party in range(len(self.parties)):
            own = 1 << (party - block.start) if party in block else 0
            providers = _any_of(ahead, self._components[party]) & ~own
            customers = _any_of(behind, self._components[party]) & ~own
            self._count(0, party, providers, direct[0][party], block)
            self._count(1, party, customers, direct[1][party], block)
            self._relate(party, providers, customers, direct, block)

    def _count(self, side: int, party: int, reach: int, direct: int, block: range) -> None:
        inside = self._inside >> block.start
        indirect = reach & ~direct
        near, far = (direct & inside).bit_count(), (indirect & inside).bit_count()
        counts = self._counts[side][party]
        for place, more in enumerate((near, direct.bit_count() - near, far, indirect.bit_count() - far)):
            counts[place] += more
        listed = self._indirect[side][party]
        if indirect and len(listed) < _LISTED:
            listed += [block.start + each for each in bit_numbers(indirect, _LISTED - len(listed))]

    def _relate(
        self, party: int, providers: int, customers: int, direct: Sequence[Sequence[int]], block: range
    ) -> None:
        """Count the pairs of this party with those of the block, each pair from both of its ends."""
        self._both += (providers & customers).bit_count()
        self._path += (providers | customers).bit_count()
        shared = _any_of(direct[1], self._direct[0][party])
        own = 1 << (party - block.start) if party in block else 0
        self._pooled += (shared & ~(providers | customers | own)).bit_count()
        for provider in bit_numbers(direct[0][party]):
            is_reciprocal = bool(customers >> provider & 1)
            mutual = bool(direct[1][party] >> provider & 1)
            if not mutual or party < block.start + provider:
                self._pairs.append(Pair(self.parties[party], self.parties[block.start + provider], is_reciprocal))

    def result(self) -> Reachability:
        """What all blocks together tell."""
        size = len(self.parties)
        both, sequential, pooled = self._both // 2, (self._path - self._both) // 2, self._pooled // 2
        rest = size * (size - 1) // 2 - both - sequential - pooled
        pairs = tuple(sorted(self._pairs, key=lambda pair: (pair.customer, pair.provider)))
        return Reachability(
            tuple(Neighbourhood(self.parties[number], self._side(0, number), self._side(1, number)) for number in range(size)),
            Interdependence(both, sequential, pooled, rest),
            pairs,
        )  # fmt: skip

    def _side(self, side: int, number: int) -> Side:
        counts = self._counts[side][number]
        listed = self._indirect[side][number]
        return Side(
            tuple(self.parties[each] for each in self._direct[side][number]),
            tuple(self.parties[each] for each in listed),
            len(listed) == counts[2] + counts[3],
            *counts,
        )


def _owners(study: Study, place: Mapping[str, int]) -> list[int]:
    """The party on the party graph to which each service belongs."""
    level = study.question.level
    folded = fold(study.org, level) if level is not None else {}
    owners = (study.step(node).party.id for node in study.services)
    return [place[folded.get(owner, owner)] for owner in owners]


def _condensed(study: Study) -> Condensation:
    number = {node: place for place, node in enumerate(study.services)}
    return condense([[number[each] for each in study.services.successors(node)] for node in study.services])


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in numbers)


def _in_block(numbers: Iterable[int], block: range) -> int:
    bits = 0
    for number in numbers:
        if number in block:
            bits |= 1 << (number - block.start)
    return bits


def _any_of(bits: Sequence[int], places: Iterable[int]) -> int:
    found = 0
    for place in places:
        found |= bits[place]
    return found
