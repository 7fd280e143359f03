"""Which figure a party is drawn as: by its kind."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.model import Party
from icmap.pictures.drawing import Figure

__all__ = ["figure_of", "kind_of"]

_FIGURES: Mapping[str, Figure] = {
    "person": "person",
    "employee": "person",
    "contractor": "person",
    "temporary worker": "person",
    "role": "role",
    "team": "team",
    "department": "department",
    "unit": "department",
    "process": "process",
    "system": "system",
    "supplier": "supplier",
    "partner": "supplier",
    "regulator": "authority",
    "shareholder": "authority",
    "creditor": "authority",
    "external customer": "customer",
    "customer": "customer",
    "applicant": "customer",
}


def figure_of(party: Party) -> Figure:
    """The figure of a party's kind; a kind that icmap does not know is a plain party."""
    return _FIGURES.get(party.kind.lower(), "party")


def kind_of(party: Party) -> str:
    """The kind as it is written, '' where nobody said."""
    return party.kind
