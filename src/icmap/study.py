"""One map under study: the two graphs for the chosen situations, what was asked, and every measure taken once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from icmap import graph as graphs
from icmap.model import OrgMap
from icmap.records import dataclass

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Question", "Study", "Thresholds"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a number is a reason to call a party a bottleneck (defaults are the documented ones)."""

    utilisation: float = 0.85
    hub_top: float = 0.05
    hub_times_mean: float = 3.0
    hub_parties: int = 10
    calibration: float = 0.25


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the map beyond the defaults: situations, level, a chosen customer or need, sizes of lists, budgets."""

    situations: tuple[str, ...] = ()
    level: graphs.Level | None = None
    to: str | None = None
    why_not: str | None = None
    by: str | None = None
    top: int = 10
    runners_up: int = 3
    cut_size: int = 2
    seed: int = 1
    need: str | None = None
    thresholds: Thresholds = Thresholds()
    times: graphs.Times = "stated"


@dataclass(eq=False)
class Study:
    """A map, a question, and a memory: `study.of(measure)` computes a measure once and keeps it."""

    org: OrgMap
    question: Question = Question()
    _taken: dict[Callable[[Study], object], object] = field(default_factory=dict, repr=False)

    @cached_property
    def services(self) -> nx.DiGraph[str]:
        """The service graph; see `icmap.graph.service_graph`."""
        return graphs.service_graph(self.org, self.question.situations, self.question.times)

    @cached_property
    def parties(self) -> nx.DiGraph[str]:
        """The party graph, folded to the level asked for; see `icmap.graph.party_graph`."""
        return graphs.party_graph(self.org, self.question.situations, self.question.level)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The end customers' ids, sorted; see `icmap.graph.end_customers`."""
        return graphs.end_customers(self.org)

    @cached_property
    def end_set(self) -> frozenset[str]:
        """The end customers' ids, to ask whether a party is one."""
        return frozenset(self.ends)

    @cached_property
    def steps(self) -> Mapping[str, graphs.Step]:
        """The steps of the service graph by node; asked for so often that the way through the graph would count."""
        return {node: attributes["step"] for node, attributes in self.services.nodes.items()}

    def of(self, measure: Callable[[Study], _T]) -> _T:
        """The measure of this study, taken at most once."""
        if measure not in self._taken:
            self._taken[measure] = measure(self)
        return cast("_T", self._taken[measure])

    def step(self, node: str) -> graphs.Step:
        """The step at a node of the service graph."""
        return self.steps[node]

    def name(self, party: str) -> str:
        """What people call a party, by its id."""
        return self.org.parties[party].name

    def under(self, *situations: str) -> Study:
        """The same question about the same map, with further situations on."""
        wanted = tuple(sorted({*self.question.situations, *situations}))
        return Study(self.org, replace(self.question, situations=wanted))

    def about(self, org: OrgMap) -> Study:
        """The same question about a map that lost something on the way to the same end customers."""
        other = Study(org, self.question)
        other.__dict__["ends"] = self.ends
        return other
