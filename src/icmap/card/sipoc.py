"""The card as a SIPOC: suppliers, inputs, process, outputs, customers, a table for each service."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from icmap.card.facts import PartyCard
from icmap.card.lines import Line
from icmap.card.tables import party_of, service_of
from icmap.document import Column, Paragraph, Section, Table
from icmap.study import Study
from icmap.wording.card import NOTHING
from icmap.wording.names import Words, sentence
from icmap.wording.promise import in_cell

__all__ = ["sipoc_sections"]

_COLUMNS = tuple(Column(title) for title in ("Suppliers", "Inputs", "Process", "Outputs", "Customers"))


def sipoc_sections(study: Study, card: PartyCard) -> tuple[Section, ...]:
    """One section with a table for each service, inputs on the left, outputs on the right; requirements in brackets."""
    tables = tuple(_table(study, card, each.service) for each in card.services)
    return (
        Section("sipoc", "Suppliers, inputs, process, outputs, customers", tables or (Paragraph(sentence(NOTHING)),)),
    )


def _table(study: Study, card: PartyCard, node: str) -> Table:
    inputs = [(party_of(study, each.provider), _asked(study, each)) for each in card.providers if each.customer == node]
    outputs = [
        (_asked(study, each), party_of(study, each.customer)) for each in card.customers if each.provider == node
    ]
    rows = zip_longest(inputs, _process(study, node), outputs)
    blank = ("", "")
    cells = tuple((*(left or blank), middle or "", *(right or blank)) for left, middle, right in rows)
    return Table(_COLUMNS, cells, service_of(study, node))


def _asked(study: Study, line: Line) -> str:
    """The service, and in brackets what its customer requires of it."""
    need = line.agreement.need
    within = f"within {in_cell(study.of(Words), need)}" if need else ""
    asked = ", ".join(each for each in (within, line.expects, line.frequency or "") if each)
    what = service_of(study, line.provider) or party_of(study, line.provider)
    return f"{what} ({asked})" if asked else what


def _process(study: Study, node: str) -> Iterator[str]:
    step, words = study.step(node), study.of(Words)
    yield service_of(study, node) or party_of(study, node)
    if step.lead_time is not None:
        yield f"takes {words.time(step.lead_time.mean)}"
    if step.every:
        yield f"once in {words.time(step.every)}"
    if step.promise is not None:
        yield f"promised in {in_cell(words, step.promise)}"
