"""Other systems: catalogues, graph files, traces; each module reads one kind of file into what was gathered."""

from __future__ import annotations

from icmap.exchange.sources import backstage, compose, graphs, traces

__all__ = ["SOURCES"]

SOURCES = {
    "backstage": backstage.take,
    "compose": compose.take,
    "graphml": graphs.take_graphml,
    "gexf": graphs.take_gexf,
    "node_link": graphs.take_node_link,
    "traces": traces.take,
}
"""Who reads what: path, content, how it is read, and where what it says goes; gives the lines that say what was taken."""
