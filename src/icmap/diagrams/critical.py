"""The critical path: the slowest chain to an end customer, and the next slower ones that join it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from icmap.diagrams._diagram import Diagram, Wish
from icmap.diagrams.service import draw_services
from icmap.diagrams._titles import title
from icmap.drawing import Drawing, Edge
from icmap.errors import IcmapError
from icmap.graph import Link
from icmap.measures.chains import Chain, chains
from icmap.quantities import format_duration
from icmap.study import Study

__all__ = ["DIAGRAM", "draw"]
