"""The card as a SIPOC: suppliers, inputs, process, outputs, customers, a table for each service."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from icmap.card.facts import PartyCard, ServiceCard
from icmap.card.lines import Line
from icmap.card.words import duration, party_of, service_of, time
from icmap.document import Column, Paragraph, Section, Table
from icmap.study import Study

__all__ = ["sipoc_sections"]

_COLUMNS = tuple(Column(title) for title in ("Suppliers", "Inputs", "Process", "Outputs", "Customers"))


def sipoc_sections(study: Study, card: PartyCard) -> tuple[Section, ...]:
    """One section with a table for each service, inputs on the left, outputs on the right; requirements in brackets."""
    tables = tuple(_table(study, card, service) for service in card.services)
    nothing = Paragraph("It has neither services nor dependencies on the map.")
    return (Section("sipoc", "Suppliers, inputs, process, outputs, customers", tables or (nothing,)),)


def _table(study: Study, card: PartyCard, service: ServiceCard) -> Table:
    inputs = [line for line in card.providers if line.customer == service.service]
    outputs = [line for line in card.customers if line.provider == service.service]
    rows = zip_longest(
        [_input(study, line) for line in inputs],
        _process(study, service),
        [_output(study, line) for line in outputs],
    )
    blank = ("", "")
    return Table(
        _COLUMNS,
        tuple((*(left or blank), middle or "", *(right or blank)) for left, middle, right in rows),
        service_of(study, service.service),
    )


def _input(study: Study, line: Line) -> tuple[str, str]:
    return party_of(study, line.provider), _with_requirements(study, line)


def _output(study: Study, line: Line) -> tuple[str, str]:
    return _with_requirements(study, line), party_of(study, line.customer)


def _with_requirements(study: Study, line: Line) -> str:
    """The service, and in brackets what its customer requires of it."""
    within = f"within {time(study, line.need)}" if line.need else ""
    asked = ", ".join(each for each in (within, line.expects, line.frequency or "") if each)
    what = service_of(study, line.provider) or party_of(study, line.provider)
    return f"{what} ({asked})" if asked else what


def _process(study: Study, service: ServiceCard) -> Iterator[str]:
    yield service_of(study, service.service) or party_of(study, service.service)
    if service.lead_time is not None:
        yield f"takes {duration(study, service.lead_time)}"
    if service.every:
        yield f"once in {duration(study, service.every)}"
    if service.promise is not None:
        start = " from start" if service.promise_clock == "start" else ""
        yield f"promised in {duration(study, service.promise)}{start}"
