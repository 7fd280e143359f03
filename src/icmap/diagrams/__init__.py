"""The pictures, one a module; this tuple is the whole list, in the order in which help shows them."""

from __future__ import annotations

from icmap.diagrams._diagram import Diagram, Labels, Wish
from icmap.diagrams.critical import DIAGRAM as CRITICAL
from icmap.diagrams.heat import DIAGRAM as HEAT
from icmap.diagrams.map import DIAGRAM as MAP
from icmap.diagrams.matrix import DIAGRAM as MATRIX
from icmap.diagrams.neighbourhood import DIAGRAM as NEIGHBOURHOOD
from icmap.diagrams.service import DIAGRAM as SERVICE

__all__ = ["DIAGRAMS", "Diagram", "Labels", "Wish"]

DIAGRAMS: tuple[Diagram, ...] = (MAP, SERVICE, MATRIX, CRITICAL, NEIGHBOURHOOD, HEAT)
"""Every picture that `icmap render --view` knows."""
