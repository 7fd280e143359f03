"""Graph files (GraphML, GEXF, node-link JSON): nodes are parties, edges dependencies, attributes what their names mean."""

from __future__ import annotations

import html
import io
import json
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import networkx as nx

from icmap.errors import IcmapError
from icmap.exchange.gathered import Gathered
from icmap.exchange.order import Order
from icmap.exchange.sources.xml_guard import refuse_entities
from icmap.exchange.tables.delimited import decoded
from icmap.exchange.tables.find import Table
from icmap.exchange.tables.meaning import Column, heading_meaning
from icmap.exchange.tables.own import about_map
from icmap.exchange.tables.rows import declare, take_rows
from icmap.exchange.tables.sheet import CellValue, Sheet

__all__ = ["take_gexf", "take_graphml", "take_node_link"]

_NO_ATTRIBUTES = frozenset({"networkx_key", "id", "viz", "pid"})
_ENDS = {"customer", "provider"}


def take_graphml(path: str, content: bytes, order: Order, gathered: Gathered) -> list[str]:
    """Read a GraphML file by networkx."""
    refuse_entities(path, content)

    def read() -> Any:
        return nx.read_graphml(io.BytesIO(content))

    return _take(path, _guarded(path, "GraphML", read), order, gathered)


def take_gexf(path: str, content: bytes, order: Order, gathered: Gathered) -> list[str]:
    """Read a GEXF file by networkx."""
    refuse_entities(path, content)

    def read() -> Any:
        graph = nx.read_gexf(io.BytesIO(content), version=_gexf_version(content))
        graph.graph.update(_described(content))
        return graph

    return _take(path, _guarded(path, "GEXF", read), order, gathered)


def _described(content: bytes) -> dict[str, Any]:
    """What an export of icmap says of the whole map; GEXF has no other place for it."""
    found = re.search(rb"<description>(\{.*?\})</description>", content[:65536], re.DOTALL)
    try:
        value = json.loads(html.unescape(found[1].decode("utf-8"))) if found else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _gexf_version(content: bytes) -> str:
    return next((each for each in ("1.3", "1.1draft", "1.2draft") if each.encode() in content[:2000]), "1.2draft")


def take_node_link(path: str, content: bytes, order: Order, gathered: Gathered) -> list[str]:
    """Read node-link JSON (`nodes`, and `edges` or `links`)."""
    text = decoded(path, content, gathered.remarks)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise IcmapError(f"'{path}' is no JSON that can be read: {error}") from None
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), list):
        raise IcmapError(
            f"'{path}' is no graph: it has no 'nodes'", hint="node-link JSON has nodes, and edges or links"
        )

    def read() -> Any:
        return nx.node_link_graph(value, edges="edges" if "edges" in value else "links")

    return _take(path, _guarded(path, "node-link JSON", read), order, gathered)


def _guarded(path: str, what: str, read: Callable[[], Any]) -> nx.Graph[Any]:
    """The graph that networkx reads; its many ways to fail are one sentence."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return read()  # type: ignore[no-any-return]
        except Exception as error:  # noqa: BLE001 - the readers raise what their parsers raise
            told = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise IcmapError(f"'{path}' is no {what} that can be read: {told}") from None


def _take(path: str, graph: nx.Graph[Any], order: Order, gathered: Gathered) -> list[str]:
    """A graph as two tables, read as those of a workbook are; an arrow without a direction is refused."""
    if not graph.is_directed():
        raise IcmapError(
            f"the edges of '{path}' have no direction", hint="it must be a directed graph: customer to provider"
        )
    about_map(
        Sheet(
            path,
            "",
            [("key", "what holds for the whole map"), *((str(key), str(value)) for key, value in graph.graph.items())],
        ),
        gathered,
    )
    labels = {node: str(values.get("label") or values.get("name") or node) for node, values in graph.nodes(data=True)}
    names = labels if len(set(labels.values())) == len(labels) else {node: str(node) for node in graph}
    own = graph.graph.get("icmap") is not None
    nodes = [
        {"id": str(node), "party": values.get("name") or names[node], **_plain(values, "label", "name")}
        for node, values in graph.nodes(data=True)
    ]
    if not own:
        nodes = [{**each, "id": each["party"]} for each in nodes]
        names = {node: str(nodes[number]["party"]) for number, node in enumerate(graph)}
    ends = ("customer", "provider") if own or not order.arrows_serve else ("provider", "customer")
    key: Callable[[Any], str] = str if own else (lambda node: str(names[node]))
    edges = [
        {ends[0]: key(source), ends[1]: key(target), **_plain(values)}
        for source, target, values in graph.edges(data=True)
    ]
    parties, links = _table(path, "nodes", nodes), _table(path, "edges", edges)
    declare(parties, gathered)
    services = [each for values in nodes for each in _services(values)]
    count = take_rows(parties, gathered, "parties")
    if services:
        take_rows(_table(path, "services", services), gathered, "services")
    arrows = (
        "an edge points from customer to provider" if ends[0] == "customer" else "an edge points the way work flows"
    )
    found = take_rows(links, gathered, "edges") if edges else 0
    return [
        f"{path}: {count} nodes, {found} edges ({arrows}; --arrows turns it)"
        if not own
        else f"{path}: {count} parties, {found} dependencies"
    ]


def _plain(values: Mapping[str, Any], *left_out: str) -> dict[str, CellValue]:
    return {
        str(key): value
        for key, value in values.items()
        if isinstance(value, str | int | float | bool)
        and key not in _NO_ATTRIBUTES
        and key not in left_out
        and value != ""
    }


def _services(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The services that a node of icmap's own export lists as JSON."""
    text = node.pop("services", None)
    if isinstance(text, str) and text.startswith("["):
        try:
            listed = json.loads(text)
        except (ValueError, RecursionError):
            return
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict):
                yield {"party": node["id"], **_plain(each)}


def _table(path: str, name: str, rows: list[dict[str, Any]]) -> Table:
    """Rows of attributes as a table; each attribute is a column by its name."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    sheet = Sheet(path, name, [tuple(headings), *(tuple(row.get(key) for key in headings) for row in rows)])
    taken: set[str] = set()
    columns = []
    for number, heading in enumerate(headings):
        target, unit, _ = _meaning(heading, name)
        columns.append(Column(number, heading, "" if target in taken else target, unit, "heading" if target else ""))
        taken.add(target)
    return Table(sheet, tuple(columns), 0, range(1, len(rows) + 1))


def _meaning(heading: str, name: str) -> tuple[str, str, str]:
    if heading in {"id", "party"} and name != "edges":
        return heading, "", "heading"
    target, unit, why = heading_meaning(heading)
    is_end = target in _ENDS and (heading not in _ENDS or name != "edges")
    return ("", unit, "") if is_end or why == "part" else (target, unit, why)
