"""Who stops when a party is out: the reach of every single outage, and whether the map names a stand-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.kernels.blocking import blocked_by
from icmap.kernels.condensation import condense
from icmap.kernels.reach import bit_numbers, blocks, reaching
from icmap.kernels.transpose import transpose
from icmap.measures.fault_tree import FaultTree, fault_tree
from icmap.model import Party
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["LISTED", "Outage", "Outages", "outages"]

LISTED = 20
"""So many blocked parties and end customers are listed by name; all are counted."""


@dataclass(frozen=True, slots=True)
class Outage:
    """One party out, alone: `reach` parties are blocked then, itself not counted, a `share` of the others.

    `blocked` and `end_customers` are the first 20 of each by id; `complete` tells whether `blocked` lists them all.
    `stand_in` is False where a party that is one of a kind blocks an end customer and the map names no stand-in, True
    where it names one, None where the question does not arise.
    """

    party: str
    reach: int
    share: float
    blocked: tuple[str, ...]
    complete: bool
    end_customers: tuple[str, ...]
    end_customer_count: int
    stand_in: bool | None


@dataclass(frozen=True, slots=True)
class Outages:
    """Every single outage, by party id; not `exact` if a tangle of alternatives was too large to finish: lower bounds."""

    parties: tuple[Outage, ...]
    exact: bool

    def of(self, party: str) -> Outage | None:
        """The outage of one party; None for a group."""
        return next((each for each in self.parties if each.party == party), None)


class _Found:
    """What one outage blocks, by number: how many, the first ones, and the same of the end customers among them."""

    __slots__ = ("ends", "first", "first_ends", "reach")

    def __init__(self) -> None:
        self.reach = self.ends = 0
        self.first: list[int] = []
        self.first_ends: list[int] = []

    def add(self, reach: int, ends: int, start: int) -> None:
        """Take in a block of parties that begins with number `start`; the party itself is no longer in it."""
        if not reach:
            return
        self.reach += reach.bit_count()
        _list(self.first, reach, start)
        blocked_ends = reach & ends
        if blocked_ends:
            self.ends += blocked_ends.bit_count()
            _list(self.first_ends, blocked_ends, start)


def _list(listed: list[int], bits: int, start: int) -> None:
    if len(listed) < LISTED:
        listed += [start + each for each in bit_numbers(bits, LISTED - len(listed))]


def outages(study: Study) -> Outages:
    """Every single outage, each party alone.

    Where no alternative and no backup is touched, reachability tells what it blocks, for all parties in one pass; the
    others are answered together, one bit each (see `kernels.blocking`). Parties that serve nobody have a reach of 0.
    """
    tree = study.of(fault_tree)
    places = tree.number()
    ends = sum(1 << places[end] for end in study.ends if end in places)
    found = [_Found() for _ in tree.parties]
    _plain(tree, ends, found)
    exact = _touched(tree, ends, found)
    others = max(len(tree.parties) - 1, 1)
    return Outages(tuple(_outage(study, tree, number, each, others) for number, each in enumerate(found)), exact)


def _plain(tree: FaultTree, ends: int, found: list[_Found]) -> None:
    """The parties whose outage only travels along plain needs."""
    wanted = [number for number in range(len(tree.parties)) if number not in tree.touched]
    if not wanted:
        return
    order = condense(tree.services.needs)
    components = [{order.of[node] for node in nodes} for nodes in tree.nodes_of]
    for block in blocks(len(tree.parties), len(order.members)):
        bits = [0] * len(order.members)
        for number in block:
            for node in tree.nodes_of[number]:
                bits[order.of[node]] |= 1 << (number - block.start)
        customers = reaching(order, bits)
        later_ends = ends >> block.start
        for number in wanted:
            reach = 0
            for component in components[number]:
                reach |= customers[component]
            own = 1 << (number - block.start) if number in block else 0
            found[number].add(reach & ~own if own else reach, later_ends, block.start)


def _touched(tree: FaultTree, ends: int, found: list[_Found]) -> bool:
    """The parties whose outage touches an alternative or a backup; whether all of it could be finished."""
    wanted = sorted(tree.touched)
    complete = True
    for block in blocks(len(wanted), len(tree.nodes)):
        columns = [wanted[place] for place in block]
        out = [0] * len(tree.parties)
        for place, number in enumerate(columns):
            out[number] = 1 << place
        state, finished = blocked_by(tree.services, out)
        complete &= finished
        for number, stopped in zip(columns, transpose(list(_by_party(tree, state)), len(columns)), strict=True):
            found[number].add(stopped & ~(1 << number), ends, 0)
    return complete


def _by_party(tree: FaultTree, state: Sequence[int]) -> Iterator[int]:
    """The outages that block each party: any of its services."""
    for nodes in tree.nodes_of:
        bits = 0
        for node in nodes:
            bits |= state[node]
        yield bits


def _outage(study: Study, tree: FaultTree, number: int, found: _Found, others: int) -> Outage:
    party = tree.parties[number]
    return Outage(
        party,
        found.reach,
        found.reach / others,
        tuple(tree.parties[each] for each in found.first),
        found.reach == len(found.first),
        tuple(tree.parties[each] for each in found.first_ends),
        found.ends,
        _stand_in(study.org.parties[party], all(tree.services.backups[node] for node in tree.nodes_of[number]), found),
    )


def _stand_in(party: Party, named: bool, found: _Found) -> bool | None:  # noqa: FBT001 - the fact itself
    if named:
        return True
    return False if found.ends and party.is_one_of_a_kind else None
