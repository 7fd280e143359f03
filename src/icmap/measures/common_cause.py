"""Common cause: an alternative, or a party with stand-ins, that one other party stops altogether.

Two suppliers that both rest on the same carrier are no alternative when the carrier is out. Looked at is what lies on
the way of an end customer, or is asked for by one. Of several causes those are named that do not stop by another of
them: the carrier, not what the carrier rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Literal

from icmap.encoding import Hidden
from icmap.graph import Choice, Input, Link, links_of
from icmap.kernels.blocking import Gate, blocked_by, down, shut
from icmap.kernels.reach import bit_numbers, blocks
from icmap.measures.fault_tree import FaultTree, fault_tree, gate_of
from icmap.measures.on_the_way import on_the_way
from icmap.model import AnyOf, Importance
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["CommonCause", "common_causes"]


@dataclass(frozen=True, slots=True, eq=False)
class CommonCause:
    """What is meant to stand in for one another, and the parties of which each alone stops all of it.

    An *alternative* is that of the service `customer`, its `members` are nodes, and `written` is its entry; too few of
    them are left then. *stand-ins* are those of the party `customer`, with itself among the `members`, parties by id.
    `causes` are parties by id, a team or department too; `count` is how many there are, with those that only stop one
    of these. `importance` is that of what it is on the way of.
    """

    kind: Literal["alternative", "stand-ins"]
    customer: str
    members: tuple[str, ...]
    causes: tuple[str, ...]
    count: int
    importance: Importance
    written: Hidden[AnyOf | None]


def common_causes(study: Study) -> tuple[CommonCause, ...]:
    """Every alternative with a common cause by its customer, in the order written, then the parties with stand-ins.

    All single outages at once, one bit each; as far as these could be finished (`Outages.exact`).
    """
    tree = study.of(fault_tree)
    redundant = [*_alternatives(study, tree), *_stand_ins(study, tree)]
    if not redundant:
        return ()
    causes = _causes(tree, redundant)
    nearest = _Nearest(tree, sorted({number for found in causes for number in found}))
    return tuple(
        CommonCause(
            each.kind, each.customer, each.members, tuple(tree.parties[number] for number in nearest.of(found)),
            count=len(found), importance=each.importance, written=each.written,
        )
        for each, found in zip(redundant, causes, strict=True)
        if found
    )  # fmt: skip


_Stops = Callable[[Sequence[int], Sequence[int]], int]
"""The outages that stop all of it, from those that block each service and those in which each party is out."""


@dataclass(frozen=True, slots=True, eq=False)
class _Redundant:
    """Several that stand in for one another, as in `CommonCause`, and which outages stop them all."""

    kind: Literal["alternative", "stand-ins"]
    customer: str
    members: tuple[str, ...]
    importance: Importance
    written: AnyOf | None
    stops: _Stops


def _alternatives(study: Study, tree: FaultTree) -> Iterator[_Redundant]:
    """The choices of all that is on the way of an end customer, or an end customer itself."""
    number = {node: place for place, node in enumerate(tree.nodes)}
    for node in tree.nodes:
        importance = _importance(study, node)
        for choice in _choices(study.step(node).inputs) if importance is not None else ():
            gate = gate_of(choice, number)
            if importance is not None and gate and gate.limit > 1:
                links = [link for link in links_of(choice.members) if not link.dependency.optional]
                members = tuple(dict.fromkeys(link.provider for link in links))
                stops = partial(_shut, gate, tree.services.owner[number[node]])
                yield _Redundant("alternative", node, members, importance, choice.written, stops)


def _importance(study: Study, node: str) -> Importance | None:
    """How much it matters what this service needs; None where no end customer needs it."""
    on_way = study.of(on_the_way)
    party = study.step(node).party.id
    own = [link.dependency.importance for link in links_of(study.step(node).inputs)] if party in study.end_set else []
    return max([*own, *([on_way.services[node]] if node in on_way.services else [])], default=None)


def _choices(inputs: Iterable[Input]) -> Iterator[Choice]:
    """Every alternative, those inside others too."""
    for each in inputs:
        if isinstance(each, Choice):
            yield each
        if not isinstance(each, Link):
            yield from _choices(each.members)


def _shut(gate: Gate, own: int, state: Sequence[int], out: Sequence[int]) -> int:
    """The outages that leave too few members; that of the customer itself left out."""
    return shut(gate, state.__getitem__) & ~out[own]


def _stand_ins(study: Study, tree: FaultTree) -> Iterator[_Redundant]:
    """The parties on the way of an end customer that somebody stands in for."""
    for party, nodes in zip(tree.parties, tree.nodes_of, strict=True):
        importance = study.of(on_the_way).parties.get(party)
        covered = [node for node in nodes if tree.services.backups[node]]
        if importance is not None and covered:
            names = {backup for node in covered for backup in study.step(tree.nodes[node]).backup}
            yield _Redundant(
                "stand-ins", party, (party, *sorted(names)), importance, None, partial(_all_down, tree, covered)
            )


def _all_down(tree: FaultTree, nodes: Sequence[int], state: Sequence[int], out: Sequence[int]) -> int:
    """The outages that stop one of these services and all that stand in for it, the party's own left out."""
    found = 0
    for node in nodes:
        bits = state[node]
        for backup in tree.services.backups[node]:
            bits &= down(tree.services, backup, out.__getitem__, state.__getitem__)
        found |= bits & ~out[tree.services.owner[node]]
    return found


def _causes(tree: FaultTree, redundant: Sequence[_Redundant]) -> list[list[int]]:
    """By number the parties that stop each of them: only outages that touch an alternative or a stand-in can."""
    found: list[list[int]] = [[] for _ in redundant]
    for columns, out, state in _outages(tree, sorted(tree.touched)):
        for causes, each in zip(found, redundant, strict=True):
            causes += [columns[place] for place in bit_numbers(each.stops(state, out))]
    return found


def _outages(tree: FaultTree, parties: Sequence[int]) -> Iterator[tuple[Sequence[int], Sequence[int], Sequence[int]]]:
    """Blocks of single outages: the parties that are out, one bit each, and which services each of them blocks."""
    for block in blocks(len(parties), len(tree.nodes)):
        columns = [parties[place] for place in block]
        out = [0] * len(tree.parties)
        for place, number in enumerate(columns):
            out[number] = 1 << place
        yield columns, out, blocked_by(tree.services, out)[0]


class _Nearest:
    """Which of several causes stop by no other of them."""

    def __init__(self, tree: FaultTree, causes: Sequence[int]) -> None:
        self._stopped_by: dict[int, set[int]] = {number: set() for number in causes}
        for columns, _, state in _outages(tree, causes):
            for number in causes:
                bits = 0
                for node in tree.nodes_of[number]:
                    bits |= state[node]
                self._stopped_by[number].update(columns[place] for place in bit_numbers(bits))

    def of(self, causes: Sequence[int]) -> list[int]:
        """Those that stop no other of them; of some that stop one another the first by name."""
        return [each for each in causes if not any(self._is_behind(each, other) for other in causes)]

    def _is_behind(self, cause: int, other: int) -> bool:
        """Whether the other stops when this one is out, and is no worse to name."""
        if cause == other or cause not in self._stopped_by[other]:
            return False
        return other not in self._stopped_by[cause] or other < cause
