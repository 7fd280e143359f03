"""Waiting loops: services of which none can start before another has delivered, and where to open them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import networkx as nx

from icmap.encoding import Inline
from icmap.graph import Link
from icmap.kernels.feedback import STEPS, Arc, Feedback, minimum_feedback
from icmap.measures.cycles import short_cycle
from icmap.measures.firing import NEVER, Fired, Network, fire, network
from icmap.measures.stuck import Stuck
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Opened", "WaitingLoop", "nothing_assumed", "opening", "openings", "waiting_loops"]

_DROPPING = 5_000_000
"""How many services and links may be passed to see which opened dependencies are not needed."""


@dataclass(frozen=True, slots=True)
class WaitingLoop:
    """Services that wait for one another: `services` are node names, sorted; `example` one short way round.

    `certain` if every one is a named service: nobody can start. Otherwise a party without services is in it, of which
    it is only known that the two serve each other, not what waits for what.
    """

    services: tuple[str, ...]
    certain: bool
    example: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A dependency taken as met at time zero; `exact` if no smaller set would open its loop."""

    link: Inline[Link]
    exact: bool

    @property
    def importance(self) -> str:
        """How much its customer says that it matters."""
        return str(self.link.dependency.importance)


def nothing_assumed(study: Study) -> Fired:
    """The firing of the map as it is, no dependency taken as met."""
    return fire(study.of(network))


def waiting_loops(study: Study) -> tuple[WaitingLoop, ...]:
    """The strongly connected components of what never starts, over what each still waits for, nothing assumed.

    A service of several entries waits for the unmet ones; an alternative that has not enough, for all members. What
    only waits for a loop is no loop. In the order of the file; empty where everything can start.
    """
    graph = _unmet_graph(stuck) if (stuck := _stuck(study)) else nx.DiGraph()
    loops = [_loop(study, graph, members) for members in _tangles(graph)]
    return tuple(sorted(loops, key=lambda loop: (loop.example[0].dependency.span[:3], loop.services)))


def _loop(study: Study, graph: nx.DiGraph[str], members: Sequence[str]) -> WaitingLoop:
    certain = all(study.step(node).service is not None for node in members)
    return WaitingLoop(tuple(members), certain, short_cycle(graph, members))


def _stuck(study: Study) -> Stuck | None:
    """What does not fire by itself; None where everything does."""
    fired = study.of(nothing_assumed)
    return Stuck(study.of(network), fired) if NEVER in fired.ready else None


def _unmet_graph(stuck: Stuck) -> nx.DiGraph[str]:
    return _as_graph(link for node in stuck.nodes() for link in stuck.unmet(node))


def _as_graph(links: Iterable[Link]) -> nx.DiGraph[str]:
    """The services that wait, in sorted order; the edge attribute `link` is the first one between the two."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for link in sorted(links, key=_by_name):
        if not graph.has_edge(link.customer, link.provider):
            graph.add_edge(link.customer, link.provider, link=link)
    return graph


def _by_name(link: Link) -> tuple[str, str, str, int]:
    return link.customer, link.provider, link.dependency.file, link.dependency.place


def _tangles(graph: nx.DiGraph[str]) -> list[list[str]]:
    """The strongly connected components with a cycle, each sorted, those that wait for others after these."""
    found = [sorted(component) for component in nx.strongly_connected_components(graph)]
    return [each for each in found if len(each) > 1 or graph.has_edge(each[0], each[0])]


def opening(study: Study) -> tuple[Link, ...]:
    """The dependencies assumed met at time zero so that everything can start, by (customer, provider)."""
    return tuple(each.link for each in study.of(openings))


def openings(study: Study) -> tuple[Opened, ...]:
    """Where to open the waiting loops, so that everything can start, by (customer, provider).

    Per loop the fewest dependencies; then the least important, the least frequent (unknown: 0), the first by name. An
    alternative counts as the first members that it still needs. Loops on which others wait are opened first, since
    that may let these start through another alternative. One without which everything still fires is dropped again:
    the most important are tried first, then the most frequent, then the last by name, as far as the steps go.
    """
    stuck = _stuck(study)
    return _without_needless(study.of(network), _open_all(stuck)) if stuck else ()


def _without_needless(compiled: Network, opened: Sequence[Opened]) -> tuple[Opened, ...]:
    kept = dict.fromkeys(opened)
    cost = compiled.gates.size + len(compiled.links)
    by_weight = sorted(opened, key=lambda each: _by_name(each.link), reverse=True)
    by_weight.sort(key=lambda each: (-int(each.link.dependency.importance), -_rate(each.link)))
    for each in by_weight[: _DROPPING // cost]:
        others = [other.link for other in kept if other is not each]
        if NEVER not in fire(compiled, opened=others).ready:
            del kept[each]
    return tuple(kept)


def _open_all(stuck: Stuck) -> tuple[Opened, ...]:
    opened: list[Opened] = []
    steps = STEPS
    for members in _tangles(_unmet_graph(stuck)):
        while held := [node for node in members if stuck.holds(node)]:
            for links in _within_tangles([link for node in held for link in stuck.needed(node)]):
                if all(stuck.holds(link.customer) for link in links):  # else another alternative has opened it
                    cut = _cut(links, steps)
                    steps -= cut.steps
                    opened += [Opened(links[position], cut.exact) for position in cut.cut]
                    stuck.take_as_met(links[position] for position in cut.cut)
    return tuple(sorted(opened, key=lambda each: _by_name(each.link)))


def _within_tangles(links: Sequence[Link]) -> list[list[Link]]:
    """The links inside each strongly connected component of these links, by (customer, provider)."""
    tangles = _tangles(_as_graph(links))
    of = {node: number for number, members in enumerate(tangles) for node in members}
    inside: list[list[Link]] = [[] for _ in tangles]
    for link in sorted(links, key=_by_name):
        if link.customer in of and of[link.customer] == of.get(link.provider):
            inside[of[link.customer]].append(link)
    return inside


def _cut(links: Sequence[Link], steps: int) -> Feedback:
    numbers = {node: number for number, node in enumerate(sorted({link.customer for link in links}))}
    arcs = [
        Arc(numbers[link.customer], numbers[link.provider], int(link.dependency.importance), _rate(link))
        for link in links
    ]
    return minimum_feedback(arcs, steps=steps)


def _rate(link: Link) -> int | Fraction:
    frequency = link.dependency.frequency
    return (frequency and frequency.per_hour) or 0
