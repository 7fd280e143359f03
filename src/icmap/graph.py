"""From the model to networkx: the service graph (times, outages) and the party graph (structure).

Every edge points from customer to provider, nodes and edges stand in sorted order. A node of the service graph is
`party/service`, or `party` where the party has no services; an outside party that both receives (`depends_on`) and
gives (`services`) has a node `party` for what it receives besides one for each thing it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import networkx as nx

from icmap.encoding import Hidden, Inline
from icmap.locations import Span
from icmap.model import Actual, AnyOf, Dependency, Entry, OrgMap, Party, Service
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


def node_name(party: str, service: str | None) -> str:
    """The name of a node: `party/service`, or `party`."""
    return party if service is None else f"{party}/{service}"


def end_customers(org: OrgMap) -> tuple[str, ...]:
    """For whom the work is done in the end, sorted; chosen with every situation on, before any folding.

    The parties marked `end`; else the external customers and whoever depends on somebody and on whom nobody depends (nor
    counts as a stand-in); else every party of each coupled group on which nobody outside it depends.
    """
    marked = tuple(sorted(party.id for party in org.parties.values() if party.end))
    if marked:
        return marked
    needs = {party.id: [each.provider for each in written(party)] for party in org.parties.values()}
    served = {provider for party, providers in needs.items() for provider in providers if provider != party}
    served |= _stand_ins(org)
    found = [
        party
        for party, providers in needs.items()
        if any(each != party for each in providers) and (org.parties[party].is_external or party not in served)
    ]
    return tuple(sorted(found)) or _members_of_source_groups(_all_dependencies(org))


def _stand_ins(org: OrgMap) -> set[str]:
    """The parties that are somebody's backup: work is not done for them in the end."""
    own = (each for party in org.parties.values() for each in party.backup)
    theirs = (each for party in org.parties.values() for service in party.services for each in service.backup)
    return {each.partition("/")[0] for each in (*own, *theirs)}


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


def service_graph(org: OrgMap, situations: Collection[str] = ()) -> nx.DiGraph[str]:
    """The service graph with the dependencies that hold in the given situations.

    Node attribute `step` is a `Step`; edge attribute `links` is the tuple of `Link` between the two services.
    """
    graph: nx.DiGraph[str] = nx.DiGraph(name=org.name)
    steps = sorted(_steps(org, frozenset(situations)), key=lambda step: step.node)
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


def _steps(org: OrgMap, situations: frozenset[str]) -> Iterator[Step]:
    boxes = groups(org)
    for party in org.parties.values():
        if party.id in boxes:
            continue
        if not party.services or _only_receives(party):
            yield _step(org, party, None, party.depends_on, situations)
        for service in party.services:
            yield _step(org, party, service, _entries(party, service, situations), situations)


def _entries(party: Party, service: Service, situations: frozenset[str]) -> tuple[Entry, ...]:
    """A service's own entries and those of its party; what an outside party receives is no need of what it gives.

    An entry of the service stands in for its party's for the same provider only while it holds.
    """
    if not party.depends_on or party.is_external:
        return service.depends_on
    own = {each.provider for each in leaves(service.depends_on) if _holds(each, situations)}
    if not own:
        return party.depends_on
    inherited = tuple(each for each in party.depends_on if not (isinstance(each, Dependency) and each.provider in own))
    return service.depends_on + inherited


def _step(
    org: OrgMap, party: Party, service: Service | None, entries: tuple[Entry, ...], situations: frozenset[str]
) -> Step:
    node = node_name(party.id, service.name if service else None)
    inputs = tuple(found for entry in entries for found in _inputs(org, node, entry, situations))
    if service is None and party.services:
        return Step(node, party, None, inputs, None, None, None, None, None, None, party.backup)
    own = service or party
    return Step(
        node, party, service, inputs,
        lead_time=party.lead_time if own.lead_time is None else own.lead_time,
        every=party.every if own.every is None else own.every,
        effort=party.effort if own.effort is None else own.effort,
        promise=party.promise if own.promise is None else own.promise,
        actual=party.actual if own.actual is None else own.actual,
        recovery=party.recovery if own.recovery is None else own.recovery,
        backup=own.backup or party.backup,
    )  # fmt: skip


def _inputs(org: OrgMap, node: str, entry: Entry, situations: frozenset[str]) -> tuple[Input, ...]:
    if isinstance(entry, AnyOf):
        choice = _choice(org, node, entry, situations)
        return (choice,) if choice else ()
    return _links(org, node, entry) if _holds(entry, situations) else ()


def _holds(entry: Dependency, situations: frozenset[str]) -> bool:
    return not entry.when or not situations.isdisjoint(entry.when)


def _links(org: OrgMap, node: str, entry: Dependency) -> tuple[Link, ...]:
    """The links of an entry; a party's entry for one of its own services holds for the others, not for that one."""
    provider = org.parties[entry.provider]
    named = nodes_of(provider) if entry.service is None else (node_name(entry.provider, entry.service),)
    return tuple(Link(node, each, entry) for each in named if each != node or entry.customer_service is not None)


def _choice(org: OrgMap, node: str, entry: AnyOf, situations: frozenset[str]) -> Choice | None:
    """The alternative among the members that hold now; None where none does."""
    members: list[Input] = []
    for member in entry.members:
        found = _inputs(org, node, member, situations)
        if found:
            members.append(found[0] if len(found) == 1 else Bundle(tuple(links_of(found))))
    return Choice(tuple(members), min(entry.at_least, len(members)), entry) if members else None


def party_graph(org: OrgMap, situations: Collection[str] = (), level: Level | None = None) -> nx.DiGraph[str]:
    """The party graph: services folded into their party, a party's dependency on itself dropped.

    Node attribute `party` is the `Party`; edge attribute `dependencies` the tuple of `Dependency` between the two.
    """
    active = frozenset(situations)
    folded = fold(org, level) if level is not None else {}
    edges: dict[tuple[str, str], list[Dependency]] = {}
    for party in org.parties.values():
        for each in written(party):
            ends = folded.get(party.id, party.id), folded.get(each.provider, each.provider)
            if ends[0] != ends[1] and _holds(each, active):
                edges.setdefault(ends, []).append(each)
    graph: nx.DiGraph[str] = nx.DiGraph(name=org.name)
    boxes = groups(org)
    nodes = {folded.get(party, party) for party in org.parties if party not in boxes}
    graph.add_nodes_from((node, {"party": org.parties[node]}) for node in sorted(nodes))
    graph.add_edges_from((*ends, {"dependencies": tuple(edges[ends])}) for ends in sorted(edges))
    return graph


def fold(org: OrgMap, level: Level) -> dict[str, str]:
    """Into which party each party is folded: its nearest ancestor of a kind, or its ancestor at a depth.

    A party without such an ancestor stays itself; so does one whose own depth or kind it is.
    """
    return {party: _ancestor(org, party, level) for party in org.parties}


def _ancestor(org: OrgMap, party: str, level: Level) -> str:
    line = [party]
    while (above := org.parties[line[-1]].part_of) is not None and above in org.parties and above not in line:
        line.append(above)
    if isinstance(level, int):
        return line[-level] if level <= len(line) else party
    return next((each for each in line if org.parties[each].kind.lower() == level.lower()), party)
