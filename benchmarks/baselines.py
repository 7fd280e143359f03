"""What a user would write instead: `python baselines.py load|analyze FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def load(path: str) -> dict[str, dict[str, dict[str, object]]]:
    """The whole file as dicts and lists, with PyYAML's compiled loader."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = Path(path).read_text(encoding="utf-8")
    return yaml.load(text, Loader=loader)  # type: ignore[no-any-return]  # noqa: S506 - it is one of the two safe ones


def analyze(path: str) -> None:
    """Betweenness, mutual pairs and the longest path; none of the rest of the report."""
    import networkx as nx  # noqa: PLC0415 - loading alone does not need it

    graph: nx.DiGraph[str] = nx.DiGraph()
    hours = {}
    for party, body in load(path)["parties"].items():
        graph.add_node(party)
        hours[party] = float(str(body["lead_time"]).rstrip("h"))
        for entry in body["depends_on"]:  # type: ignore[attr-defined]
            (provider, attributes), *_ = entry.items()
            graph.add_edge(party, provider, waits=not attributes.get("optional"))
    between = nx.betweenness_centrality(graph)
    mutual = [(a, b) for a, b in graph.edges if a < b and graph.has_edge(b, a)]
    acyclic: nx.DiGraph[str] = nx.DiGraph()
    needed = [(a, b, {"weight": hours[b]}) for a, b in graph.edges if graph.edges[a, b]["waits"]]
    acyclic.add_edges_from(needed)
    print(max(between, key=between.__getitem__), len(mutual), nx.dag_longest_path_length(acyclic))


if __name__ == "__main__":
    {"load": load, "analyze": analyze}[sys.argv[1]](sys.argv[2])
