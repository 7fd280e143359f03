"""Who serves whom, directly and further along: on the service graph, folded into parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from icmap.graph import fold
from icmap.kernels.condensation import Condensation, condense
from icmap.kernels.reach import bit_numbers, blocks, reached, reaching
from icmap.records import dataclass
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
    """Two parties with a direct dependency, by id; `reciprocal` if a path leads both ways, else `sequential`."""

    customer: str
    provider: str
    kind: Literal["reciprocal", "sequential"]


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
        self._is_inside = [not study.parties.nodes[party]["party"].is_external for party in self.parties]
        self._inside = sum(1 << number for number, inside in enumerate(self._is_inside) if inside)
        successors, predecessors = study.parties.successors, study.parties.predecessors
        self._providers = [_Reached(sorted(place[each] for each in successors(party))) for party in self.parties]
        self._customers = [_Reached(sorted(place[each] for each in predecessors(party))) for party in self.parties]
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
        inside, together = self._inside >> block.start, self._customers_in(block)
        for party, components in enumerate(self._components):
            providers, customers = _any_of(ahead, components), _any_of(behind, components)
            shared = _any_of(together, self._providers[party].direct)
            if party in block:
                others = ~(1 << (party - block.start))
                providers, customers, shared = providers & others, customers & others, shared & others
            self._providers[party].add(providers, inside, block.start)
            self._customers[party].add(customers, inside, block.start)
            self._relate(providers, customers, shared)
        self._pairs += self._pairs_in(block, behind)

    def _customers_in(self, block: range) -> list[int]:
        """The direct customers of each party among those of the block, as bits."""
        found = [0] * len(self.parties)
        for party in block:
            bit = 1 << (party - block.start)
            for provider in self._providers[party].direct:
                found[provider] |= bit
        return found

    def _relate(self, providers: int, customers: int, shared: int) -> None:
        """Count the pairs of this party with those of the block, each pair from both of its ends."""
        either = providers | customers
        if either:
            self._path += either.bit_count()
            self._both += (providers & customers).bit_count() if providers and customers else 0
        if shared:
            self._pooled += (shared & ~either).bit_count() if either else shared.bit_count()

    def _pairs_in(self, block: range, behind: Sequence[int]) -> Iterator[Pair]:
        """The pairs with a direct dependency whose provider is in the block."""
        for provider in block:
            back = 1 << (provider - block.start)
            for customer in self._customers[provider].direct:
                if customer < provider or customer not in self._providers[provider].direct_set:
                    reciprocal = bool(_any_of(behind, self._components[customer]) & back)
                    yield self._pair(customer, provider, reciprocal)

    def _pair(self, customer: int, provider: int, reciprocal: bool) -> Pair:  # noqa: FBT001 - the fact itself
        return Pair(self.parties[customer], self.parties[provider], "reciprocal" if reciprocal else "sequential")

    def result(self) -> Reachability:
        """What all blocks together tell."""
        size = len(self.parties)
        both, sequential, pooled = self._both // 2, (self._path - self._both) // 2, self._pooled // 2
        rest = size * (size - 1) // 2 - both - sequential - pooled
        return Reachability(
            tuple(self._neighbourhood(number) for number in range(size)),
            Interdependence(both, sequential, pooled, rest),
            tuple(sorted(self._pairs, key=lambda pair: (pair.customer, pair.provider))),
        )

    def _neighbourhood(self, number: int) -> Neighbourhood:
        return Neighbourhood(
            self.parties[number], self._side(self._providers[number]), self._side(self._customers[number])
        )

    def _side(self, found: _Reached) -> Side:
        direct_inside = sum(map(self._is_inside.__getitem__, found.direct))
        name = self.parties.__getitem__
        direct_outside = len(found.direct) - direct_inside
        return Side(
            tuple(map(name, found.direct)),
            tuple(map(name, found.listed)),
            len(found.listed) == found.count - len(found.direct),
            direct_inside,
            direct_outside,
            found.inside - direct_inside,
            found.count - found.inside - direct_outside,
        )


class _Reached:
    """What one party reaches in one direction: the direct ones, the first indirect ones, and how many in all."""

    __slots__ = ("count", "direct", "direct_set", "inside", "listed")

    def __init__(self, direct: list[int]) -> None:
        self.direct = direct
        self.direct_set = frozenset(direct)
        self.listed: list[int] = []
        self.count = self.inside = 0

    def add(self, reach: int, inside: int, start: int) -> None:
        """Take in a block of parties that begins with number `start`."""
        if not reach:
            return
        self.count += reach.bit_count()
        self.inside += (reach & inside).bit_count()
        missing = _LISTED - len(self.listed)
        if missing:
            first, direct = bit_numbers(reach, missing + len(self.direct)), self.direct_set
            self.listed += [start + each for each in first if start + each not in direct][:missing]


def _owners(study: Study, place: Mapping[str, int]) -> list[int]:
    """The party on the party graph to which each service belongs."""
    level = study.question.level
    folded = fold(study.org, level) if level is not None else {}
    owners = (study.step(node).party.id for node in study.services)
    return [place[folded.get(owner, owner)] for owner in owners]


def _condensed(study: Study) -> Condensation:
    number = {node: place for place, node in enumerate(study.services)}
    return condense([[number[each] for each in study.services.successors(node)] for node in study.services])


def _any_of(bits: Sequence[int], places: Sequence[int]) -> int:
    if len(places) == 1:
        return bits[places[0]]
    found = 0
    for place in places:
        found |= bits[place]
    return found
