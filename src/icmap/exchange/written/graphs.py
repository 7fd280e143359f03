"""Graph files: parties are nodes, every dependency an edge from customer to provider, all attributes plain."""

from __future__ import annotations

import io
import json
import re
from typing import Any
from xml.sax.saxutils import escape

import networkx as nx

from icmap.exchange.written.flat import flat
from icmap.model import OrgMap
from icmap.model.plain import Plain

__all__ = ["gexf", "graph_of", "graphml", "node_link"]


def graph_of(org: OrgMap) -> nx.MultiDiGraph[str]:
    """The map as a graph that every writer of networkx can write and `icmap import` reads back.

    What a party's services say stands in its attribute `services` as JSON; what holds for the whole map, in the graph's.
    """
    rows = flat(org)
    services: dict[str, list[Plain]] = {}
    for each in rows.services:
        services.setdefault(str(each["party"]), []).append(
            {name: value for name, value in each.items() if name != "party"}
        )
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update(rows.about)
    for party in rows.parties:
        id_ = str(party["id"])
        own = {name: value for name, value in party.items() if name != "id"}
        listed = {"services": json.dumps(services[id_], ensure_ascii=False)} if id_ in services else {}
        graph.add_node(id_, label=party["name"], **own, **listed)
    for number, row in enumerate(rows.dependencies):
        own = {name: value for name, value in row.items() if name not in {"customer", "provider"} and value != ""}
        graph.add_edge(str(row["customer"]), str(row["provider"]), key=f"d{number}", **own)
    return graph


def graphml(org: OrgMap) -> bytes:
    """The map as GraphML; keys of edges are their ids."""
    graph = _printable(graph_of(org))
    made = io.BytesIO()
    nx.write_graphml_xml(graph, made, named_key_ids=True, edge_id_from_attribute=None)
    return made.getvalue()


def gexf(org: OrgMap) -> bytes:
    """The map as GEXF 1.2, without the date that networkx would write; what holds for the whole map stands in its description."""
    made = io.BytesIO()
    graph = _printable(graph_of(org))
    for values in _attributes(graph):
        values.update({name: str(value).lower() for name, value in values.items() if isinstance(value, bool)})
    nx.write_gexf(graph, made, version="1.2draft")
    about = escape(json.dumps(graph.graph, ensure_ascii=True), {'"': "&quot;"})
    meta = f"\n  <meta><description>{about}</description></meta>".encode("ascii")
    return re.sub(rb"\s*<meta\b.*?</meta>", lambda _: meta, made.getvalue(), flags=re.DOTALL)


def node_link(org: OrgMap) -> str:
    """The map as node-link JSON."""
    value = nx.node_link_data(graph_of(org), edges="edges")
    return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def _printable(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph without what may not stand in XML; numbers of one name are of one type."""
    floats = {name for values in _attributes(graph) for name, value in values.items() if isinstance(value, float)}
    for values in (graph.graph, *_attributes(graph)):
        for name, value in values.items():
            values[name] = _clean(float(value) if name in floats and not isinstance(value, bool) else value)
    return graph


def _attributes(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """The attributes of each node and edge."""
    return [*(values for _, values in graph.nodes(data=True)), *(values for _, _, values in graph.edges(data=True))]


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(
        each
        for each in value
        if each in "\t\n\r" or (ord(each) >= 32 and not 0xD800 <= ord(each) < 0xE000 and each not in "\ufffe\uffff")
    )
