"""The library's graphs hold plain attributes: networkx's own writers and readers work on them."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

import icmap

EXAMPLES = Path(__file__).parents[2] / "examples"
MAPS = [*sorted(EXAMPLES.glob("*.yaml")), EXAMPLES / "university-hospital" / "hospital.yaml"]


def graphs_of(path: Path) -> list[nx.DiGraph[str]]:
    org = icmap.load(path)
    return [org.service_graph(), org.party_graph()]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_networkx_writes_every_graph_as_graphml_gexf_and_node_link_and_reads_the_same(path: Path) -> None:
    for graph in graphs_of(path):
        whole = io.BytesIO()
        nx.write_graphml(graph, whole)
        nx.write_gexf(graph, io.BytesIO())
        back = nx.parse_graphml(whole.getvalue().decode(), node_type=str)

        assert nx.utils.graphs_equal(nx.node_link_graph(nx.node_link_data(graph, edges="edges"), edges="edges"), graph)
        assert nx.utils.nodes_equal(back.nodes(data=True), graph.nodes(data=True))
        assert nx.utils.edges_equal(back.edges(data=True), graph.edges(data=True), directed=True)


def test_a_node_says_what_its_service_says_and_takes_from_its_party() -> None:
    org = icmap.parse(
        "icmap: 1\nparties:\n  staff: {depends_on: [payroll/payslips: {within: 2d, frequency: 2/day, importance: high, share: 80%}]}\n"
        "  payroll: {kind: team, lead_time: 1-3 d, headcount: 2, services: {payslips: {promise: {time: 4h, from: start}}}}\n"
    )

    node = org.service_graph().nodes["payroll/payslips"]

    assert node == {
        "label": "payroll (payslips)", "party": "payroll", "service": "payslips", "external": False, "end": False,
        "kind": "team", "headcount": 2.0, "lead_time_hours": 16.0, "lead_time_optimistic_hours": 8.0,
        "lead_time_pessimistic_hours": 24.0, "promise_hours": 4.0, "promise_from": "start",
    }  # fmt: skip
    assert org.service_graph().edges["staff", "payroll/payslips"] == {
        "dependencies": 1, "optional": False, "waits": True, "share": 0.8, "handoff_hours": 0.0, "within_hours": 16.0,
        "within_from": "request", "frequency_per_hour": 0.25, "importance": "high",
    }  # fmt: skip
    assert org.steps()["payroll/payslips"].lead_time is not None
    assert [each.reference for each in org.dependencies(customer="staff")] == ["payroll/payslips"]
    assert org.dependencies(provider="staff") == ()


def test_a_score_of_too_few_answers_is_in_no_graph() -> None:
    org = icmap.parse(
        "icmap: 1\nparties: {a: {depends_on: [b: {satisfaction: {communication: 2, answers: 1}}]}, b: }\n"
    )

    assert "satisfaction" not in org.party_graph().edges["a", "b"]
