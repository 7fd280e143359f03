"""Which shape a party is drawn as: by its kind."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.model import Party
from icmap.pictures.drawing import Shape

__all__ = ["shape_of"]

_SHAPES: Mapping[str, Shape] = {
    "person": "person", "employee": "person", "contractor": "person", "temporary worker": "person", "role": "role", "team": "team",
    "department": "department", "unit": "department", "process": "process", "system": "system", "supplier": "supplier",
    "partner": "supplier", "regulator": "authority", "shareholder": "authority", "creditor": "authority",
    "external customer": "customer", "customer": "customer", "applicant": "customer",
}  # fmt: skip


def shape_of(party: Party) -> Shape:
    """The shape of a party's kind; a kind that icmap does not know is a plain party."""
    return _SHAPES.get(party.kind.lower(), "party")
