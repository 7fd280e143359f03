"""Which shape a party is drawn as: by its kind."""

from __future__ import annotations

from icmap.model import Party
from icmap.model.kinds import Shape

__all__ = ["shape_of"]


def shape_of(party: Party) -> Shape:
    """The shape of a party's kind; a kind that icmap does not know is a plain party."""
    return party.nature.shape
