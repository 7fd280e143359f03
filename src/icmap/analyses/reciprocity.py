"""Reciprocal relationships: who serves each other, who waits for each other, and where work goes round."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.analyses import _reciprocity_told as words
from icmap.analyses._analysis import Analysis
from icmap.document import Paragraph, Section
from icmap.graph import Link
from icmap.measures.census import Dyads, census
from icmap.measures.loops import WaitingLoop, openings, waiting_loops
from icmap.measures.mutual import MutualPair, balance, coupled_groups, mutual_pairs, rate_of, services_given
from icmap.measures.rework import ReworkGroup, rework_groups
from icmap.measures.scores import pair_rating
from icmap.model import Dependency
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["ANALYSIS", "Direction", "MutualPairRow", "OpenedRow", "Reciprocity", "ReworkRow", "WaitingLoopRow"]


@dataclass(frozen=True, slots=True)
class Direction:
    """What one party of a pair gives the other: services, requests per working hour, and how that is rated."""

    services: tuple[str, ...]
    per_hour: float | None
    score: float | None
    answers: int | None
    hidden: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class MutualPairRow:
    """Two parties that serve each other.

    `balance`: log₂ of how much more often the first serves the second; `gap`: by how much better the first is rated.
    """

    first: str
    second: str
    first_serves_second: Direction
    second_serves_first: Direction
    balance: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class WaitingLink:
    """One dependency of a waiting loop: the services at its ends and where it is written."""

    customer: str
    provider: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class WaitingLoopRow:
    """Services that wait for one another; `certain` if all are named ones; `example` one short way round."""

    services: tuple[str, ...]
    certain: bool
    example: tuple[WaitingLink, ...]


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """A dependency taken as met at the start; `exact` if no smaller set would open its loop."""

    customer: str
    provider: str
    importance: str
    exact: bool
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ServiceWork:
    """How often a service does its work in the end, rework included (1: once)."""

    service: str
    times: float


@dataclass(frozen=True, slots=True)
class ReworkRow:
    """A group of services in which rework goes round; see `icmap.measures.rework`."""

    services: tuple[str, ...]
    converges: bool | None
    spectral_radius: float | None
    total_work: tuple[ServiceWork, ...]
    drivers: tuple[str, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """All reciprocal relationships of a map, and the census of its pairs."""

    mutual_pairs: tuple[MutualPairRow, ...]
    coupled_groups: tuple[tuple[str, ...], ...]
    waiting_loops: tuple[WaitingLoopRow, ...]
    opened: tuple[OpenedRow, ...]
    rework: tuple[ReworkRow, ...]
    dyads: Dyads
    edge_reciprocity: float | None
    dyad_reciprocity: float | None
    rho: float | None


def compute(study: Study) -> Reciprocity:
    """Every reciprocal relationship of the map; empty where nobody serves back."""
    counted = study.of(census)
    return Reciprocity(
        tuple(_pair(study, pair) for pair in study.of(mutual_pairs)),
        study.of(coupled_groups),
        tuple(_loop(loop) for loop in study.of(waiting_loops)),
        tuple(_opened(each.link, exact=each.exact) for each in study.of(openings)),
        tuple(_rework(group) for group in study.of(rework_groups)),
        counted.dyads,
        counted.edge_reciprocity,
        counted.dyad_reciprocity,
        counted.rho,
    )


def _pair(study: Study, pair: MutualPair) -> MutualPairRow:
    first = _direction(study, pair.second, pair.first, pair.second_gets)
    second = _direction(study, pair.first, pair.second, pair.first_gets)
    gap = None if first.score is None or second.score is None else first.score - second.score
    even = balance(rate_of(pair.first_gets), rate_of(pair.second_gets))
    return MutualPairRow(pair.first, pair.second, first, second, even, gap)


def _direction(study: Study, customer: str, provider: str, dependencies: Sequence[Dependency]) -> Direction:
    rated, rate = pair_rating(study, customer=customer, provider=provider), rate_of(dependencies)
    span = dependencies[0].span
    return Direction(
        services_given(study, dependencies),
        None if rate is None else float(rate),
        rated.score,
        rated.answers,
        rated.hidden,
        span.file,
        span.line,
    )


def _loop(loop: WaitingLoop) -> WaitingLoopRow:
    return WaitingLoopRow(loop.services, loop.certain, tuple(_waiting_link(link) for link in loop.example))


def _waiting_link(link: Link) -> WaitingLink:
    span = link.dependency.span
    return WaitingLink(link.customer, link.provider, span.file, span.line)


def _opened(link: Link, *, exact: bool) -> OpenedRow:
    span = link.dependency.span
    return OpenedRow(link.customer, link.provider, str(link.dependency.importance), exact, span.file, span.line)


def _rework(group: ReworkGroup) -> ReworkRow:
    work = zip(group.services, group.total_work or (), strict=False)  # no work where it does not converge
    return ReworkRow(
        group.services,
        group.converges,
        group.radius,
        tuple(ServiceWork(service, times) for service, times in work),
        group.drivers,
        group.unknown,
    )


def describe(study: Study) -> Section:
    """Waiting loops first, what was assumed, then pairs, groups and rework; one line where nobody serves back."""
    result = study.of(compute)
    blocks = tuple(words.blocks(study))
    nothing = Paragraph("No two parties serve each other, directly or through others.")
    return Section(ANALYSIS.name, ANALYSIS.title, blocks or (nothing,), healthy=not result.waiting_loops)


ANALYSIS = Analysis(
    "reciprocity",
    "Reciprocal relationships",
    "who serves each other, who waits for each other, and where work goes round",
    compute,
    describe,
    words.TERMS,
)
