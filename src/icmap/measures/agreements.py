"""What customers need against what providers promise, what was measured and what the map computes; per clock.

*unmet need*: `within` < the provider's promise, or where it promises nothing < its measured median, or else < its lead
time + every/2 + handoff; from start: < its promise from start, or else the measured median from start, or else `done`
of that arrival. *impossible promise*: promise < own lead time + every/2; from start: < `done`. *missed promise*:
measured median > promise. *broken chain*: a need's `within` from start is exceeded when everybody just keeps their
promise; a dependency by which it comes has that comparison. *no agreed time*: importance high or critical, and neither promise nor within. Only times of the same
clock are compared. Against a lower bound a time is broken if the bound breaks it, otherwise undecided, never kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from icmap.encoding import Hidden, Inline
from icmap.graph import Link, Step, links_of
from icmap.locations import NOWHERE, Span, span_of
from icmap.measures.kept import KeptChain, kept_promises
from icmap.measures.needs import Need
from icmap.measures.network import link_time, own_time
from icmap.measures.schedule import Moment, schedule
from icmap.measures.verdicts import Measured, Verdict, judged
from icmap.model import Actual, Importance
from icmap.model.quantities import Clock, Seconds, Timed, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = [
    "Agreement",
    "Agreements",
    "Breach",
    "Kind",
    "Measured",
    "ServicePromise",
    "Verdict",
    "agreements",
    "least_margin",
    "worst",
]


class Kind(StrEnum):
    """What can be wrong between a customer and a provider."""

    UNMET_NEED = "unmet need"
    IMPOSSIBLE_PROMISE = "impossible promise"
    MISSED_PROMISE = "missed promise"
    BROKEN_CHAIN = "broken chain"
    NO_AGREED_TIME = "no agreed time"


@dataclass(frozen=True, slots=True)
class Breach:
    """One comparison: what was allowed, what it takes, `margin` = allowed - taken in seconds (below 0: too long).

    `against` says what is compared: 'promise', 'actual', 'computed' or 'promises' (of the whole chain). The margin of
    *no agreed time* is None. For a broken chain `chain` has the parts of it.
    """

    kind: Kind
    verdict: Verdict
    clock: Clock
    allowed: Seconds | None = None
    taken: Seconds | None = None
    against: str = ""
    chain: KeptChain | None = None

    @property
    def margin(self) -> Seconds | None:
        """What is left (below 0: what is missing)."""
        if self.allowed is None or self.taken is None:
            return None
        left = self.allowed - self.taken
        return left if isinstance(left, int) else exact(left)

    @property
    def excess_time(self) -> Seconds | None:
        """By how much it is too long."""
        return None if self.margin is None else -self.margin

    @property
    def excess(self) -> float:
        """Which share of the time that it takes is too much, at most 1; 0 where there is nothing to compare."""
        return float(1 - self.allowed / self.taken) if self.taken and self.allowed is not None else 0.0


class Compared:
    """What several comparisons of one thing come to."""

    __slots__ = ()
    comparisons: tuple[Breach, ...]

    @property
    def margin(self) -> Seconds | None:
        """The least margin of all comparisons; None where there is nothing to compare."""
        return least_margin(self.comparisons)

    @property
    def verdict(self) -> Verdict | None:
        """Broken if one comparison is, else undecided if one is, else kept; None where there is nothing to compare."""
        return worst(self.comparisons)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What is broken, each kind once."""
        return tuple(dict.fromkeys(each.kind for each in self.breaches))

    @property
    def breaches(self) -> Hidden[tuple[Breach, ...]]:
        """The comparisons that are broken."""
        return tuple([each for each in self.comparisons if each.verdict is Verdict.BROKEN])


@dataclass(frozen=True, slots=True)
class ServicePromise(Compared):
    """What a service promises, and how that stands against its own times; `node` is its name."""

    node: Hidden[str]
    promise: Timed
    actual: Measured | None
    computed: Measured | None
    comparisons: tuple[Breach, ...]
    span: Inline[Span] = NOWHERE

    @property
    def customer(self) -> None:
        """Nobody: the promise is to whoever asks."""
        return

    @property
    def provider(self) -> str:
        """The service that promises."""
        return self.node

    @property
    def need(self) -> Timed | None:
        """Nobody's need is compared with it here."""
        return None

    def breach_of(self, kind: Kind) -> Breach | None:
        """How the promise is broken from request in this way, if it is."""
        return next((each for each in self.breaches if each.kind is kind and each.clock == "request"), None)


@dataclass(frozen=True, slots=True)
class Agreement(Compared):
    """One dependency on one service: need, promise, actual and computed side by side, and all comparisons.

    `computed` is of the clock of the need, else of the promise, else from request; unknown: None.
    """

    link: Inline[Link]
    need: Timed | None
    promise: Timed | None
    actual: Measured | None
    computed: Measured | None
    comparisons: tuple[Breach, ...]

    @property
    def provider(self) -> Hidden[str]:
        """The service that is depended on; as of a promise."""
        return self.link.provider

    @property
    def importance(self) -> str:
        """How much its customer says that it matters."""
        return str(self.link.dependency.importance)


def least_margin(comparisons: Sequence[Breach]) -> Seconds | None:
    """The least margin of several comparisons; None where there is nothing to compare."""
    if len(comparisons) == 1:
        return comparisons[0].margin
    return min([margin for each in comparisons if (margin := each.margin) is not None], default=None)


def worst(comparisons: Sequence[Breach]) -> Verdict | None:
    """Broken if one comparison is, else undecided if one is, else kept; None where there is none."""
    if len(comparisons) == 1:
        return comparisons[0].verdict
    verdicts = {each.verdict for each in comparisons}
    return next((each for each in (Verdict.BROKEN, Verdict.UNDECIDED, Verdict.KEPT) if each in verdicts), None)


@dataclass(frozen=True, slots=True, eq=False)
class Agreements:
    """All dependencies in the order of (customer, provider), and all services that promise something, by name."""

    dependencies: tuple[Agreement, ...]
    services: tuple[ServicePromise, ...]


def agreements(study: Study) -> Agreements:
    """Every need and promise of a study; empty for an empty map. Optional dependencies count too."""
    promised = {each.node: each for node in study.services if (each := _promise(study, study.step(node)))}
    links = sorted(_links(study), key=lambda link: (link.customer, link.provider, link.dependency.place))
    return Agreements(
        tuple(_agreement(study, link, promised.get(link.provider)) for link in links), tuple(promised.values())
    )


def _links(study: Study) -> Iterator[Link]:
    for node in study.services:
        yield from links_of(study.step(node).inputs)


def _promise(study: Study, step: Step) -> ServicePromise | None:
    if step.promise is None:
        return None
    clock = step.promise.clock
    actual, computed = _actual(step.actual, clock), _own_computed(study, step, clock)
    found = []
    if computed:
        found.append(_compare(Kind.IMPOSSIBLE_PROMISE, step.promise, computed, "computed"))
    if actual:
        found.append(_compare(Kind.MISSED_PROMISE, step.promise, actual, "actual"))
    written = step.service if step.service and step.service.promise else step.party
    return ServicePromise(step.node, step.promise, actual, computed, tuple(found), span_of(written, "promise"))


def _actual(actual: Actual | None, clock: Clock | None = None) -> Measured | None:
    """The measured median, if it is of that clock (None: of any)."""
    if actual is None or actual.median is None:
        return None
    own: Clock = "start" if actual.from_start else "request"
    return Measured(actual.median, own) if clock in {None, own} else None


def _own_computed(study: Study, step: Step, clock: Clock) -> Measured | None:
    """What a service takes by the map: from request its own time, from start until it is done."""
    if clock == "start":
        return _from_start(study.of(schedule).moment(step.node))
    unknown = _is_unknown(study, step)
    return None if unknown and not step.every else Measured(own_time(step), clock, unknown)


def _is_unknown(study: Study, step: Step) -> bool:
    compiled = study.of(schedule).compiled
    return compiled.index[step.node] in compiled.unknown


def _from_start(moment: Moment, more: Seconds = 0) -> Measured | None:
    """When it is there at the earliest, or None if it never is, or nothing at all is known of it."""
    if moment.at_least is None:
        return None
    return Measured(exact(moment.at_least + more), "start", moment.lower_bound)


def _compare(kind: Kind, allowed: Timed, taken: Measured, against: str) -> Breach:
    return Breach(kind, judged(allowed.time, taken), allowed.clock, allowed.time, taken.time, against)


def _agreement(study: Study, link: Link, promised: ServicePromise | None) -> Agreement:
    step, need = study.step(link.provider), link.dependency.within
    promise = step.promise
    clock: Clock = need.clock if need else promise.clock if promise else "request"
    actual = _actual(link.dependency.actual) or _actual(step.actual)
    computed = _computed(study, link, step, clock)
    found = [*_need(link, step, computed)]
    if broken := study.of(_broken_chains).get(link):
        found.append(broken)
    found += [*_own(link, promised), *_unagreed(link, step)] if promised or not need else ()
    return Agreement(link, need, promise, actual, computed, tuple(found))


def _computed(study: Study, link: Link, step: Step, clock: Clock) -> Measured | None:
    """What a dependency takes by the map: from request the provider's time and the way, from start its arrival."""
    unknown = link.dependency.lead_time is None and _is_unknown(study, step)
    time = link_time(step, link)
    if clock == "request":
        return None if unknown and not time else Measured(time, clock, unknown)
    return _arrival(study, link, time, unknown=unknown)


def _arrival(study: Study, link: Link, time: Seconds, *, unknown: bool) -> Measured | None:
    moment = study.of(schedule).moment(link.provider)
    if moment.at_least is None:
        return None
    own = study.of(schedule).own(link.provider)
    others = moment.unknown - _is_unknown(study, study.step(link.provider))
    lower = unknown or moment.assumed or others > 0 or moment.at_least != moment.done
    return Measured(exact(moment.at_least - own + time), "start", lower)


def _need(link: Link, step: Step, computed: Measured | None) -> Iterator[Breach]:
    """Whether what the customer needs is promised, or else was measured, or else is computed (on the clock of the need)."""
    need = link.dependency.within
    if need is None:
        return
    if step.promise and step.promise.clock == need.clock:
        yield _compare(Kind.UNMET_NEED, need, Measured(step.promise.time, need.clock), "promise")
    elif actual := _actual(link.dependency.actual, need.clock) or _actual(step.actual, need.clock):
        yield _compare(Kind.UNMET_NEED, need, actual, "actual")
    elif computed:
        yield _compare(Kind.UNMET_NEED, need, computed, "computed")
    else:
        yield Breach(Kind.UNMET_NEED, Verdict.UNDECIDED, need.clock, need.time)


def _own(link: Link, promised: ServicePromise | None) -> Iterator[Breach]:
    """The provider's own comparisons; where this customer has measured for itself, that stands against the promise."""
    if promised is None:
        return
    seen = _actual(link.dependency.actual, promised.promise.clock)
    for each in promised.comparisons:
        if not (seen and each.kind is Kind.MISSED_PROMISE):
            yield each
    if seen:
        yield _compare(Kind.MISSED_PROMISE, promised.promise, seen, "actual")


def _unagreed(link: Link, step: Step) -> Iterator[Breach]:
    important = link.dependency.importance >= Importance.HIGH
    if important and step.promise is None and link.dependency.within is None:
        yield Breach(Kind.NO_AGREED_TIME, Verdict.BROKEN, "request")


def _broken_chains(study: Study) -> Mapping[Link, Breach]:
    """For each need that rests on a promise, at the dependency by which it comes last, whether kept promises meet it."""
    found: dict[Link, Breach] = {}
    for need, kept in study.of(kept_promises).items():
        if kept.promises and need.within:
            found[_last(need)] = Breach(
                Kind.BROKEN_CHAIN, kept.verdict, "start", need.within.time, kept.at_least, "promises", kept
            )
    return found


def _last(need: Need) -> Link:
    """The last dependency of the slowest chain; where the entries are one need, the one that needs it soonest."""
    if need.chain and need.goal.tokens:
        return need.chain[-1]
    stated = [link for link in need.links if link.dependency.within == need.within]
    return (stated or need.links)[0]
