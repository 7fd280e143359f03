"""One line per dependency of a party: need, promise, measured and computed side by side, and how it is rated."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.encoding import Hidden, Inline
from icmap.measures.agreements import Agreement, agreements
from icmap.measures.scores import Rating, dependency_rating
from icmap.model import Dependency
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Line", "customer_lines", "provider_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """One dependency on one service, its times and verdicts, and its rating (hidden: too few answers to be shown)."""

    agreement: Inline[Agreement]
    rating: Inline[Rating]

    @property
    def written(self) -> Hidden[Dependency]:
        """The dependency as written."""
        return self.agreement.link.dependency

    @property
    def customer(self) -> Hidden[str]:
        """The node of the customer."""
        return self.agreement.link.customer

    @property
    def provider(self) -> Hidden[str]:
        """The node of the provider."""
        return self.agreement.link.provider

    @property
    def optional(self) -> bool:
        """Whether work goes on without it."""
        return self.written.optional

    @property
    def waits(self) -> bool:
        """Whether a request waits for it."""
        return self.written.waits

    @property
    def when(self) -> tuple[str, ...]:
        """The situations in which it holds; none: always."""
        return self.written.when

    @property
    def frequency(self) -> str | None:
        """How often it is asked for."""
        return None if self.written.frequency is None else str(self.written.frequency)

    @property
    def via(self) -> str:
        """The channel."""
        return self.written.via

    @property
    def expects(self) -> str:
        """What is accepted."""
        return self.written.expects


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
            yield Line(each, dependency_rating(study, each.link.dependency))
