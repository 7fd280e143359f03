"""How the files of an import are read."""

from __future__ import annotations

from icmap.exchange.tables.meaning import Asked
from icmap.exchange.tables.workbook import Guard, unguarded
from icmap.limits import LIMITS
from icmap.records import dataclass

__all__ = ["Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked of columns and sheets, which way foreign arrows point, how large a file may be.

    `arrows_serve`: an arrow of a foreign graph points the way work flows, from provider to customer; else the customer
    points to whom it depends on, as the graphs of icmap do.
    """

    asked: Asked
    sheets: tuple[str, ...] = ()
    arrows_serve: bool = False
    most: int = LIMITS.imported
    guard: Guard = unguarded
