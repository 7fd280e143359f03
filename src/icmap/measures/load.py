"""How much of what a party can do is asked of it: demand, utilisation, and the wait that follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from icmap.graph import Choice, Input, Link, Step
from icmap.kernels.queueing import queueing_wait
from icmap.model import Dependency, Party
from icmap.model.quantities import Frequency, Seconds, exact
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Load", "loads"]

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked of a party with all its services, per working hour, and the share of what it can do.

    `utilisation` is None where capacity is unknown, or where nobody said how often; `peak_utilisation` with all demand
    at its `peak`, whether or not it is known how often usually. A `lower_bound` counts what is known; `ask` are the customers who have not said how often,
    by id; whoever asks itself is not one of its customers. `wait` is the queueing wait in seconds (a rounded estimate), None where unknown or `unstable`.
    """

    party: str
    demand_per_hour: float | None
    utilisation: float | None
    peak_utilisation: float | None
    lower_bound: bool
    customers: int
    ask: tuple[str, ...]
    wait: Seconds | None = None
    unstable: bool = False


@dataclass(frozen=True, slots=True)
class _Ask:
    """One entry as written, as one provider's service sees it: who asks, and how often per hour if known."""

    dependency: Dependency
    per_hour: Seconds | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has said how often; `on demand` is an answer."""
        return self.per_hour is None and self.dependency.frequency is None


@dataclass(frozen=True, slots=True)
class _Work:
    """What one service, or a party as a whole, is asked: per hour as far as known, whether that is all, at the peak.

    `known` tells whether anybody said how often, or nobody asks.
    """

    per_hour: Seconds
    whole: bool
    known: bool
    peak: Seconds | None


@dataclass(frozen=True, slots=True)
class _Use:
    """A share of what can be done, the same at the peak, and whether all that is asked is in it."""

    share: Seconds
    peak: Seconds
    whole: bool


def loads(study: Study) -> dict[str, Load]:
    """The load of every party by id; of services only within their party.

    Demand is the sum of the frequencies of the entries as written, optional ones too, in the chosen situations: one
    that holds for several services of its customer counts once, and so does one on a bare party where the party's
    capacity is for all its services together. A member of a k-of-n alternative without its own frequency gets k/n of the group's.
    `on demand` has no rate: it makes the demand a lower bound, but there is nobody to ask.
    """
    asked: dict[str, dict[int, _Ask]] = {node: {} for node in study.services}
    for node in study.services:
        for each in study.step(node).inputs:
            for provider, ask in _asks(each, None):
                asked[provider].setdefault(id(ask.dependency), ask)
    steps: dict[str, list[Step]] = {}
    for node in study.services:
        steps.setdefault(study.step(node).party.id, []).append(study.step(node))
    return {party: _load(own, asked) for party, own in sorted(steps.items())}


def _asks(each: Input, share: Seconds | None) -> Iterator[tuple[str, _Ask]]:
    """Every entry with its rate per hour; `share` is what falls to it of the alternative that it stands in."""
    if isinstance(each, Link):
        own = each.dependency.frequency
        yield each.provider, _Ask(each.dependency, share if own is None else own.per_hour)
    elif isinstance(each, Choice):
        written = each.written.frequency
        whole = share if written is None else written.per_hour
        part = None if whole is None else Fraction(whole * each.at_least, len(each.members))
        for member in each.members:
            yield from _asks(member, part)
    else:
        for link in each.members:
            yield from _asks(link, share)


def _load(steps: Sequence[Step], asked: Mapping[str, Mapping[int, _Ask]]) -> Load:
    party = steps[0].party
    entries = list({key: ask for step in steps for key, ask in asked[step.node].items()}.values())
    total = _total(party, steps, entries)
    if party.services:
        own = [(step, _work_of(step, list(asked[step.node].values()))) for step in steps]
    else:
        own = [(steps[0], total)]
    able = _by_capacity(party, total) or _by_service(party, own, total)
    use = able if total.known else None
    peaks = total.peak is not None or any(work.peak is not None for _, work in own)
    return Load(
        party.id,
        float(total.per_hour) if total.known else None,
        float(use.share) if use else None,
        float(able.peak) if able and peaks else None,
        not (total.whole and (use is None or use.whole)),
        len({ask.dependency.customer for ask in entries} - {party.id}),
        tuple(sorted({ask.dependency.customer for ask in entries if ask.is_open} - {party.id})),
        _wait(party, own) if total.known else None,
        unstable=bool(use and use.share >= 1),
    )


def _total(party: Party, steps: Sequence[Step], entries: Sequence[_Ask]) -> _Work:
    """All that is asked of a party, each entry once."""
    services = [step.service for step in steps if step.service]
    work = _work(entries, [party.other_demand, *(each.other_demand for each in services)], party.peak)
    peaks = [rate for each in services if (rate := _rate(each.peak)) is not None]
    return replace(work, peak=sum(peaks)) if work.peak is None and peaks and len(peaks) == len(services) else work


def _work_of(step: Step, entries: Sequence[_Ask]) -> _Work:
    """What is asked of one service; a party without services is one."""
    source = step.service or step.party
    return _work(entries, [source.other_demand], source.peak)


def _work(entries: Sequence[_Ask], others: Sequence[Frequency | None], peak: Frequency | None) -> _Work:
    rates = [ask.per_hour for ask in entries if ask.per_hour is not None]
    more = [rate for each in others if (rate := _rate(each)) is not None]
    return _Work(_sum([*rates, *more]), len(rates) == len(entries), bool(rates or more or not entries), _rate(peak))


def _sum(numbers: Sequence[Seconds]) -> Seconds:
    """The exact sum, over one common denominator: rates are fractions, and adding them one by one takes long."""
    denominator = lcm(*{each.denominator for each in numbers})
    return exact(Fraction(sum(each.numerator * (denominator // each.denominator) for each in numbers), denominator))


def _rate(frequency: Frequency | None) -> Seconds | None:
    return frequency.per_hour if frequency else None


def _by_capacity(party: Party, total: _Work) -> _Use | None:
    """The use of a capacity that is the party's for all its services together."""
    capacity = _rate(party.capacity)
    if not capacity:
        return None
    peak = total.per_hour if total.peak is None else total.peak
    return _Use(Fraction(total.per_hour) / capacity, Fraction(peak) / capacity, whole=True)


def _by_service(party: Party, own: Sequence[tuple[Step, _Work]], total: _Work) -> _Use | None:
    """The sum over the services, each by its own capacity or by the effort of the party's people."""
    shares = [(_share(party, step), work) for step, work in own]
    known = [(share, work) for share, work in shares if share is not None]
    if not known:
        return None
    peaks = (share * (work.per_hour if work.peak is None else work.peak) for share, work in known)
    idle = all(share is not None or (work.known and not work.per_hour) for share, work in shares)
    unplaced = party.services and party.other_demand is not None
    whole = idle and total.whole and not unplaced
    return _Use(sum(share * work.per_hour for share, work in known), sum(peaks), whole)


def _share(party: Party, step: Step) -> Seconds | None:
    """The part of what can be done that one request per hour takes."""
    capacity = _rate(step.service.capacity) if step.service else None
    if capacity:
        return 1 / Fraction(capacity)
    return _by_effort(party, step)


def _by_effort(party: Party, step: Step) -> Seconds | None:
    people = party.people
    return Fraction(step.effort.mean) / _HOUR / people if step.effort and people else None


def _wait(party: Party, own: Sequence[tuple[Step, _Work]]) -> Seconds | None:
    """The wait before a request is taken up, for the mean request; as exact as a float."""
    people = party.people
    parts = [(share, work.per_hour) for step, work in own if (share := _by_effort(party, step)) is not None]
    busy = sum(share * rate for share, rate in parts)
    rate = sum(rate for _, rate in parts)
    if not people or not parts or busy >= 1:
        return None
    if not rate:
        return 0
    effort = busy * people * _HOUR / rate
    wait = queueing_wait(float(busy), servers=float(people), service=float(effort))
    return None if wait is None else Fraction(wait)
