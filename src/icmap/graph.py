"""From the model to networkx: the service graph (times, outages) and the party graph (structure).

Every edge points from customer to provider, nodes and edges stand in sorted order. A node of the service graph is
`party/service`, or `party` where the party has no services; an outside party that both receives (`depends_on`) and
gives (`services`) has a node `party` for what it receives besides one for each thing it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, Literal

import networkx as nx

from icmap.encoding import Hidden, Inline
from icmap.locations import Span
from icmap.model import Actual, AnyOf, Dependency, Entry, OrgMap, Party, Service
from icmap.model.attributes import INHERITED
from icmap.model.entries import groups, leaves, written
from icmap.model.quantities import Estimate, Seconds, Timed
from icmap.records import dataclass

__all__ = [
    "Bundle",
    "Choice",
    "Input",
    "Level",
    "Link",
    "Step",
    "Times",
    "end_customers",
    "fold",
    "groups",
    "links_of",
    "node_name",
    "nodes_of",
    "party_graph",
    "receiving_nodes",
    "service_graph",
]

Level = int | str
"""A depth in the tree of `part_of` (roots are 1), or a kind to whose nearest ancestor a party is folded."""


Times = Literal["stated", "measured", "promised"]
"""Which number stands for a time where there are several: what is stated, measured or promised (from request)."""

Basis = Literal["stated", "measured", "promised", "unknown"]
"""What a time of a step is taken from."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """One need of one service of one provider: an edge of the service graph with its dependency as written."""

    customer: str
    provider: str
    dependency: Hidden[Dependency]

    @property
    def span(self) -> Inline[Span]:
        """Where the dependency is written."""
        return self.dependency.span


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """All of its members are needed: a bare party with several services as one member of an alternative."""

    members: tuple[Link, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """An alternative: any `at_least` of the members are enough."""

    members: tuple[Input, ...]
    at_least: int
    written: AnyOf


Input = Link | Bundle | Choice
"""What a service needs: all of its inputs."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A node of the service graph: one service with all that it takes from its party, and what it needs.

    Where an outside party receives (its own `depends_on`) apart from what it gives, the times are those of what it
    gives, and the node at which it receives has none.

    `basis` is what `lead_time` is taken from. A measured or promised time holds the wait for a batch too, so `every` is
    None beside it.
    """

    node: str
    party: Party
    service: Service | None
    inputs: tuple[Input, ...]
    lead_time: Estimate | None
    every: Seconds | None
    effort: Estimate | None
    promise: Timed | None
    actual: Actual | None
    recovery: Seconds | None
    backup: tuple[str, ...]
    confidence: str = ""
    basis: Basis = "unknown"

    def inherited(self, attribute: str) -> Any:
        """What the service says under an attribute of the map, or, where it says nothing and may take it, its party."""
        own = getattr(self.service or self.party, attribute)
        return _or_its(own, getattr(self.party, attribute)) if attribute in INHERITED else own


def node_name(party: str, service: str | None) -> str:
    """The name of a node: `party/service`, or `party`."""
    return party if service is None else f"{party}/{service}"


def end_customers(org: OrgMap) -> tuple[str, ...]:
    """For whom the work is done in the end, sorted; chosen with every situation on, before any folding.

    Whoever depends on somebody and stands outside; and inside, whoever depends on somebody, on whom nobody depends, and
    who stands in for nobody. By its kind a supplier, a partner, a contractor, a system and a process is none. `end: true` adds a
    party, `end: false` takes one out. If that leaves nobody, every party of each coupled group on which nobody outside it
    depends (of a party alone: on which nobody depends), whatever its kind.
    """
    needs = {party.id: [each.provider for each in written(party)] for party in org.parties.values()}
    served = {provider for party, providers in needs.items() for provider in providers if provider != party}
    inside_ends = needs.keys() - served - _stand_ins(org)
    boxes = groups(org)
    found = [
        party.id
        for party in org.parties.values()
        if party.id not in boxes
        and (_is_end_by_rule(party, needs[party.id], inside_ends) if party.end is None else party.end)
    ]
    if found:
        return tuple(sorted(found))
    return tuple(each for each in _members_of_source_groups(_all_dependencies(org)) if org.parties[each].end is None)


def _is_end_by_rule(party: Party, providers: list[str], inside_ends: Collection[str]) -> bool:
    depends = party.nature.may_be_end and any(each != party.id for each in providers)
    return depends and (party.is_external or party.id in inside_ends)


def _stand_ins(org: OrgMap) -> set[str]:
    """The parties that are somebody's backup: work is not done for them in the end."""
    own = {each for party in org.parties.values() for each in party.backup}
    return own | {each for party in org.parties.values() for service in party.services for each in service.backup}


def _all_dependencies(org: OrgMap) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for party in org.parties.values():
        graph.add_edges_from((party.id, each.provider) for each in written(party) if each.provider != party.id)
    return graph


def _members_of_source_groups(graph: nx.DiGraph[str]) -> tuple[str, ...]:
    members: list[str] = []
    for component in nx.strongly_connected_components(graph):
        customers = {customer for node in component for customer in graph.predecessors(node)}
        if customers <= component:
            members.extend(component)
    return tuple(sorted(members))


def nodes_of(party: Party) -> tuple[str, ...]:
    """The nodes that stand for what a party delivers: what a bare reference to it means."""
    if not party.services:
        return (party.id,)
    return tuple(sorted(node_name(party.id, service.name) for service in party.services))


def receiving_nodes(party: Party) -> tuple[str, ...]:
    """The nodes at which an end customer's time is taken: where it receives, else all that it delivers."""
    return (party.id,) if _only_receives(party) else nodes_of(party)


def _only_receives(party: Party) -> bool:
    return party.is_external and bool(party.services) and bool(party.depends_on)


def service_graph(org: OrgMap, situations: Collection[str] = (), times: Times = "stated") -> nx.DiGraph[str]:
    """The service graph with the dependencies that hold in the given situations.

    Node attribute `step` is a `Step`; edge attribute `links` is the tuple of `Link` between the two services.
    """
    graph: nx.DiGraph[str] = nx.DiGraph(name=org.name)
    steps = sorted(_steps(_Case(org, frozenset(situations), times)), key=lambda step: step.node)
    for step in steps:
        graph.add_node(step.node, step=step)
    for step in steps:
        _connect(graph, step)
    return graph


def _connect(graph: nx.DiGraph[str], step: Step) -> None:
    by_provider: dict[str, list[Link]] = {}
    for link in links_of(step.inputs):
        by_provider.setdefault(link.provider, []).append(link)
    for provider in sorted(by_provider):
        graph.add_edge(step.node, provider, links=tuple(by_provider[provider]))


def links_of(inputs: tuple[Input, ...]) -> Iterator[Link]:
    """Every single link among the inputs, alternatives and bundles opened, in the order written."""
    for each in inputs:
        if isinstance(each, Link):
            yield each
        else:
            yield from links_of(each.members)


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """The map in the situations that hold, with the numbers that its times are taken from."""

    org: OrgMap
    situations: frozenset[str]
    times: Times = "stated"

    def holds(self, entry: Dependency) -> bool:
        return not entry.when or not self.situations.isdisjoint(entry.when)


def _steps(case: _Case) -> Iterator[Step]:
    boxes = groups(case.org)
    for party in case.org.parties.values():
        if party.id in boxes:
            continue
        if not party.services or _only_receives(party):
            yield _step(party, None, _inputs_of(case, party.id, party.depends_on), case.times)
        for service in party.services:
            yield _step(party, service, _needs(case, party, service), case.times)


def _needs(case: _Case, party: Party, service: Service) -> tuple[Input, ...]:
    """What a service needs: its own entries and those of its party; what an outside party receives is no need of what it gives.

    An entry of the service stands in for its party's for the same provider and service, a bare one for all of its party's
    for that provider, each only while it holds.
    """
    node = node_name(party.id, service.name)
    own = _inputs_of(case, node, service.depends_on)
    if not party.depends_on or party.is_external:
        return own
    named = {(each.provider, each.service) for each in leaves(service.depends_on) if case.holds(each)}
    taken = _inputs_of(case, node, party.depends_on)
    return own + (tuple(each for each in taken if not _is_replaced(each, named)) if named else taken)


def _is_replaced(taken: Input, named: Collection[tuple[str, str | None]]) -> bool:
    """Whether a plain need that a service takes from its party is one that its own entries name."""
    if not isinstance(taken, Link):
        return False
    party, _, service = taken.provider.partition("/")
    return (party, None) in named or (party, service or None) in named


def _step(party: Party, service: Service | None, inputs: tuple[Input, ...], times: Times) -> Step:
    node = node_name(party.id, service.name if service else None)
    if service is None and party.services:
        return Step(node, party, None, inputs, None, None, None, None, None, None, party.backup)
    theirs = _TAKEN(party)
    values = theirs if service is None else map(_or_its, _TAKEN(service), theirs)
    taken = dict(zip(_TAKEN_NAMES, values, strict=True))
    basis, time = _time(taken["lead_time"], taken["promise"], taken["actual"], times)
    if basis in {"measured", "promised"}:
        taken |= {"lead_time": time, "every": None}
    return Step(node, party, service, inputs, **taken, basis=basis)


_TAKEN_NAMES = tuple(each for each in INHERITED if each in Step.__slots__)
_TAKEN = attrgetter(*_TAKEN_NAMES)
"""What a step takes from its service or party."""

_TEXTS = frozenset({tuple, str})


def _or_its(own: Any, its_party: Any) -> Any:
    """What a service says, or its party where it says nothing."""
    return its_party if own is None or (not own and own.__class__ in _TEXTS) else own


def _time(
    stated: Estimate | None, promise: Timed | None, actual: Actual | None, times: Times
) -> tuple[Basis, Estimate | None]:
    """The lead time out of what is asked for; where there is no such number the stated one, else the measured."""
    if times == "promised" and promise is not None and promise.clock == "request":
        return "promised", Estimate.of(promise.time)
    if stated is None or times == "measured":
        median = _median(actual)
        if median is not None:
            return "measured", Estimate.of(median)
    return ("unknown" if stated is None else "stated"), stated


def _median(actual: Actual | None) -> Seconds | None:
    return None if actual is None or actual.from_start else actual.median


def _inputs_of(case: _Case, node: str, entries: tuple[Entry, ...]) -> tuple[Input, ...]:
    return tuple(found for entry in entries for found in _inputs(case, node, entry))


def _inputs(case: _Case, node: str, entry: Entry) -> tuple[Input, ...]:
    if isinstance(entry, AnyOf):
        choice = _choice(case, node, entry)
        return (choice,) if choice else ()
    return _links(case, node, entry) if case.holds(entry) else ()


def _links(case: _Case, node: str, entry: Dependency) -> tuple[Link, ...]:
    """The links of an entry; a party's entry for one of its own services holds for the others, not for that one."""
    provider = case.org.parties[entry.provider]
    named = nodes_of(provider) if entry.service is None else (node_name(entry.provider, entry.service),)
    told = entry if case.times != "measured" else _measured(entry)
    return tuple(Link(node, each, told) for each in named if each != node or entry.customer_service is not None)


def _measured(entry: Dependency) -> Dependency:
    """The entry with what its customer measured, the way to it included, in place of lead time and handoff."""
    median = _median(entry.actual)
    return entry if median is None else replace(entry, lead_time=Estimate.of(median), handoff=0)


def _choice(case: _Case, node: str, entry: AnyOf) -> Choice | None:
    """The alternative among the members that hold now; None where none does."""
    members: list[Input] = []
    for member in entry.members:
        found = _inputs(case, node, member)
        if found:
            members.append(found[0] if len(found) == 1 else Bundle(tuple(links_of(found))))
    return Choice(tuple(members), min(entry.at_least, len(members)), entry) if members else None


def party_graph(org: OrgMap, situations: Collection[str] = (), level: Level | None = None) -> nx.DiGraph[str]:
    """The party graph: services folded into their party, a party's dependency on itself dropped.

    Node attribute `party` is the `Party`; edge attribute `dependencies` the tuple of `Dependency` between the two.
    """
    case = _Case(org, frozenset(situations))
    folded = fold(org, level) if level is not None else {}
    edges: dict[tuple[str, str], list[Dependency]] = {}
    for party in org.parties.values():
        for each in written(party):
            ends = folded.get(party.id, party.id), folded.get(each.provider, each.provider)
            if ends[0] != ends[1] and case.holds(each):
                edges.setdefault(ends, []).append(each)
    graph: nx.DiGraph[str] = nx.DiGraph(name=org.name)
    boxes = groups(org)
    nodes = {folded.get(party, party) for party in org.parties if party not in boxes}
    graph.add_nodes_from((node, {"party": org.parties[node]}) for node in sorted(nodes))
    graph.add_edges_from((*ends, {"dependencies": tuple(edges[ends])}) for ends in sorted(edges))
    return graph


def fold(org: OrgMap, level: Level) -> dict[str, str]:
    """Into which party each party is folded: its nearest ancestor of a kind, or its ancestor at a depth (roots are 1).

    A party without such an ancestor stays itself; so does one whose own depth or kind it is. Every party is looked at once.
    """
    found: dict[str, _Folded] = {}
    for party in org.parties:
        line: dict[str, None] = {}
        each: str | None = party
        while each is not None and each in org.parties and each not in found and each not in line:
            line[each] = None
            each = org.parties[each].part_of
        for below in reversed(line):
            found[below] = _folded(org.parties[below], found.get(org.parties[below].part_of or ""), level)
    return {party: found[party].into or party for party in org.parties}


@dataclass(frozen=True, slots=True)
class _Folded:
    """How deep a party stands, and into which it is folded; '' where none of its line is meant."""

    depth: int
    into: str


def _folded(party: Party, above: _Folded | None, level: Level) -> _Folded:
    depth = above.depth + 1 if above else 1
    is_meant = depth == level if isinstance(level, int) else party.kind.lower() == level.lower()
    return _Folded(depth, party.id if is_meant else above.into if above else "")
