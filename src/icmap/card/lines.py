"""One line per dependency of a party: need, promise, measured and computed side by side, and how it is rated."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.measures.agreements import Agreement, Measured, agreements
from icmap.measures.scores import dependency_rating
from icmap.model import Dependency
from icmap.model.quantities import Seconds, Timed
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["At", "Line", "customer_lines", "provider_lines"]


@dataclass(frozen=True, slots=True)
class At:
    """A time, the clock it counts from, and whether it may be more than that."""

    clock: str
    lower_bound: bool
    time: Seconds


@dataclass(frozen=True, slots=True)
class Line:
    """One dependency on one service, by node names; times of different clocks are not compared.

    `margin` is the least that is left of anything that was agreed (below 0: missing); `verdict` is kept, broken or
    undecided. A hidden score has too few answers to be shown.
    """

    customer: str
    provider: str
    importance: str
    optional: bool
    waits: bool
    when: tuple[str, ...]
    frequency: str | None
    via: str
    expects: str
    need: At | None
    promise: At | None
    actual: At | None
    computed: At | None
    verdict: str | None
    problems: tuple[str, ...]
    score: float | None
    answers: int | None
    hidden: bool
    file: str
    line: int
    margin: Seconds | None = None


def customer_lines(study: Study, party: str) -> tuple[Line, ...]:
    """What others get from this party, by customer and service; its own services are no customers of it."""
    return tuple(line for line in _lines(study, party) if _party(study, line.provider) == party)


def provider_lines(study: Study, party: str) -> tuple[Line, ...]:
    """What this party gets from others, by its own service and provider."""
    return tuple(line for line in _lines(study, party) if _party(study, line.customer) == party)


def _party(study: Study, node: str) -> str:
    return study.step(node).party.id


def _lines(study: Study, party: str) -> Iterator[Line]:
    for each in study.of(agreements).dependencies:
        ends = _party(study, each.link.customer), _party(study, each.link.provider)
        if party in ends and ends[0] != ends[1]:
            yield _line(study, each)


def _line(study: Study, agreement: Agreement) -> Line:
    link, written = agreement.link, agreement.link.dependency
    rated = dependency_rating(study, written)
    return Line(
        link.customer, link.provider, str(written.importance), written.optional, written.waits, written.when,
        _frequency(written), written.via, written.expects,
        _timed(agreement.need), _timed(agreement.promise), _measured(agreement.actual), _measured(agreement.computed),
        agreement.verdict and str(agreement.verdict), tuple(dict.fromkeys(str(each.kind) for each in agreement.breaches)),
        rated.score, rated.answers, rated.hidden, written.span.file, written.span.line, agreement.margin,
    )  # fmt: skip


def _frequency(written: Dependency) -> str | None:
    return None if written.frequency is None else str(written.frequency)


def _timed(time: Timed | None) -> At | None:
    return None if time is None else At(time.clock, lower_bound=False, time=time.time)


def _measured(time: Measured | None) -> At | None:
    return None if time is None else At(time.clock, time.lower_bound, time.time)
