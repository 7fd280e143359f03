"""Critical paths: how long each end customer waits, through which chain, and where an hour saved is an hour won."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from icmap.analyses import _critical_paths_told as told
from icmap.analyses._analysis import Analysis
from icmap.document import Section
from icmap.graph import Link
from icmap.locations import line_of
from icmap.measures import chains as measured
from icmap.measures.calibration import Calibration, calibration
from icmap.measures.chains import Chain, WhyNot, chains, end_customers, why_not
from icmap.measures.drag import Drag, drags
from icmap.measures.loops import opening
from icmap.measures.network import batch_wait
from icmap.measures.schedule import schedule
from icmap.measures.slack import slacks
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Clock, Seconds
from icmap.records import dataclass
from icmap.rows import Rows
from icmap.study import Study

__all__ = [
    "ANALYSIS",
    "CalibrationRow",
    "ChainLink",
    "CriticalPaths",
    "DependencyTimes",
    "EndCustomer",
    "NeedRow",
    "OnTheWay",
    "ServiceTimes",
    "SlowerChain",
    "WhyNotRow",
]


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A dependency by the node names at its ends, and where it is written."""

    customer: str
    provider: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One dependency of a chain: what the provider takes for this customer, its wait for a batch, and the way.

    The times of a chain and the end's own add up to its `done`; `lead_time` is None where it is unknown (counted as 0).
    """

    customer: str
    provider: str
    file: str
    line: int
    lead_time: Seconds | None
    batch_wait: Seconds
    handoff: Seconds


@dataclass(frozen=True, slots=True)
class SlowerChain:
    """The slowest chain through a dependency that is not critical, and how much it lacks to the slowest of all."""

    chain: tuple[ChainLink, ...]
    slack: Seconds


@dataclass(frozen=True, slots=True)
class EndCustomer:
    """When an end customer has everything, and the chain of its last need; see `measures.chains.EndCustomer`."""

    end_customer: str
    service: str | None
    last_need: str | None
    lower_bound: bool
    unknown: int
    assumed: bool
    chain: tuple[ChainLink, ...]
    done: Seconds | None
    at_least: Seconds | None
    own: Seconds | None


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One thing that an end customer waits for; see `measures.needs.Need` and `measures.chains.Chain`.

    `taken` is what `within` is compared with, on its clock.
    """

    key: str
    end_customer: str
    customer: str
    provider: str | None
    service: str | None
    importance: str
    lower_bound: bool
    unknown: int
    assumed: bool
    clock: Clock | None
    verdict: Verdict
    chain: tuple[ChainLink, ...]
    slowest_chains: int
    critical: tuple[OnTheWay, ...]
    runners_up: tuple[SlowerChain, ...]
    complete: bool
    arrival: Seconds | None
    at_least: Seconds | None
    within: Seconds | None
    taken: Seconds | None
    margin: Seconds | None


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """The times of one service; see `measures.schedule.Moment`, `measures.slack.Slack` and `measures.drag.Drag`.

    `drag` is the largest over the needs, `drag_need` the key of that need, `takes_over` the service whose chain is then the
    slowest. `critical` is None where the budget of steps did not reach.
    """

    service: str
    lower_bound: bool
    unknown: int
    assumed: bool
    critical: bool | None
    critical_for: tuple[str, ...]
    covered: bool
    drag_need: str | None
    takes_over: str | None
    ready: Seconds | None
    done: Seconds | None
    at_least: Seconds | None
    total_float: Seconds | None
    free_float: Seconds | None
    spare: Seconds | None
    drag: Seconds | None


@dataclass(frozen=True, slots=True)
class DependencyTimes:
    """The floats of one dependency that counts in times."""

    customer: str
    provider: str
    critical: bool | None
    critical_for: tuple[str, ...]
    covered: bool
    file: str
    line: int
    total_float: Seconds | None
    free_float: Seconds | None
    spare: Seconds | None


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """Computed against measured for one service, on one clock; `off` by more than the threshold.

    `moved` are the keys of the needs that the measured time would change.
    """

    service: str
    moved: tuple[str, ...]
    clock: Clock
    lower_bound: bool
    ratio: float | None
    off: bool
    widest: str | None
    computed: Seconds
    measured: Seconds


@dataclass(frozen=True, slots=True)
class WhyNotRow:
    """By how much a party stays off the slowest chain to one need, and both chains."""

    party: str
    need: str
    through: tuple[ChainLink, ...]
    slower: tuple[ChainLink, ...]
    slack: Seconds | None


@dataclass(frozen=True, slots=True)
class CriticalPaths:
    """All times of a map; `assumptions` are the dependencies taken as met at the start, `complete` if nothing was cut."""

    needs: Sequence[NeedRow]
    end_customers: Sequence[EndCustomer]
    services: Sequence[ServiceTimes]
    dependencies: Sequence[DependencyTimes]
    assumptions: tuple[OnTheWay, ...]
    calibration: tuple[CalibrationRow, ...]
    why_not: tuple[WhyNotRow, ...]
    complete: bool


def compute(study: Study) -> CriticalPaths:
    """All times, ends by id, services and dependencies by name; empty in, empty out."""
    floats, drag = study.of(slacks), study.of(drags)
    links = sorted(floats.links, key=lambda each: (each.customer, each.provider))
    return CriticalPaths(
        needs=Rows(partial(_need, study), study.of(chains)),
        end_customers=Rows(partial(_end, study), study.of(end_customers)),
        services=Rows(partial(_service, study), tuple(study.services)),
        dependencies=Rows(partial(_dependency, study), links),
        assumptions=_on_the_way(study.of(opening)),
        calibration=tuple(_calibration(each) for each in study.of(calibration)),
        why_not=tuple(_why_not(study, each) for each in study.of(why_not)),
        complete=floats.complete and drag.complete,
    )


def _need(study: Study, chain: Chain) -> NeedRow:
    need = chain.need
    return NeedRow(
        key=need.key, end_customer=need.end, customer=need.customer, provider=need.provider, service=need.service,
        importance=str(need.importance), lower_bound=need.lower_bound, unknown=need.unknown, assumed=need.assumed,
        clock=need.clock, verdict=need.verdict, chain=_chain(study, need.chain), slowest_chains=need.ties,
        critical=_on_the_way(chain.critical),
        runners_up=tuple(SlowerChain(_chain(study, each.links), each.slack) for each in chain.runners_up),
        complete=chain.complete, arrival=need.arrival, at_least=need.at_least,
        within=need.within.time if need.within else None, taken=need.taken.time if need.taken else None,
        margin=need.margin,
    )  # fmt: skip


def _end(study: Study, end: measured.EndCustomer) -> EndCustomer:
    last = end.last
    return EndCustomer(
        end_customer=end.end, service=last.customer if last else None, last_need=last.key if last else None,
        lower_bound=end.lower_bound, unknown=end.unknown, assumed=end.assumed,
        chain=_chain(study, last.chain) if last else (),
        done=end.done, at_least=end.at_least,
        own=study.of(schedule).own(last.customer) if last and last.goal.node >= 0 else None,
    )  # fmt: skip


def _chain(study: Study, links: Iterable[Link]) -> tuple[ChainLink, ...]:
    return tuple(_chain_link(study, link) for link in links)


def _chain_link(study: Study, link: Link) -> ChainLink:
    step = study.step(link.provider)
    estimate = link.dependency.lead_time or step.lead_time
    written = link.dependency
    return ChainLink(
        link.customer,
        link.provider,
        written.file,
        line_of(written),
        estimate.mean if estimate else None,
        batch_wait(step),
        link.dependency.handoff,
    )


def _on_the_way(links: Iterable[Link]) -> tuple[OnTheWay, ...]:
    written = ((link, link.dependency) for link in links)
    return tuple(OnTheWay(link.customer, link.provider, each.file, line_of(each)) for link, each in written)


def _service(study: Study, node: str) -> ServiceTimes:
    moment, slack = study.of(schedule).moment(node), study.of(slacks).services[node]
    drag = study.of(drags).services.get(node)
    return ServiceTimes(
        node,
        moment.lower_bound,
        moment.unknown,
        moment.assumed,
        slack.critical if slack.known else None,
        tuple(need.key for need in slack.critical_for),
        slack.covered,
        drag.need.key if drag else None,
        drag.branch if drag else None,
        moment.ready,
        moment.done,
        moment.at_least,
        slack.total,
        slack.free,
        slack.spare,
        _drag_time(study, drag),
    )


def _drag_time(study: Study, drag: Drag | None) -> Seconds | None:
    """0 for what saves nobody anything; None where the budget may have left it out."""
    if drag is None:
        return 0 if study.of(drags).complete else None
    return drag.time


def _dependency(study: Study, link: Link) -> DependencyTimes:
    slack, written = study.of(slacks).links[link], link.dependency
    return DependencyTimes(
        link.customer,
        link.provider,
        slack.critical if slack.known else None,
        tuple(need.key for need in slack.critical_for),
        slack.covered,
        written.file,
        line_of(written),
        slack.total,
        slack.free,
        slack.spare,
    )


def _calibration(each: Calibration) -> CalibrationRow:
    widest = each.widest.service if each.widest else None
    return CalibrationRow(
        each.service,
        tuple(moved.need.key for moved in each.moved),
        each.clock,
        each.lower_bound,
        each.ratio,
        each.off,
        widest,
        each.computed,
        each.measured,
    )


def _why_not(study: Study, each: WhyNot) -> WhyNotRow:
    return WhyNotRow(each.party, each.need.key, _chain(study, each.through), _chain(study, each.slower), each.slack)


def describe(study: Study) -> Section:
    """Doubts first, then the chains, what saving helps, and who is almost as slow."""
    return Section(ANALYSIS.name, ANALYSIS.title, told.blocks(study))


ANALYSIS = Analysis(
    "critical-paths",
    "Critical paths",
    "how long each end customer waits, through which chain, and where saving time helps",
    compute,
    describe,
    told.TERMS,
)
