"""Catalogues, compose files, graphs, traces and event logs as maps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx
from test_client_sheets import edges

from icmap.loading import parse
from icmap.model import OrgMap
from icmap.model.entries import written
from processes import run

SECOND = 10**9


def brought(folder: Path, *arguments: str) -> tuple[OrgMap, str]:
    done = run("import", *arguments, "-o", "org.yaml", cwd=folder)
    assert done.returncode == 0, done.stderr
    loaded = parse((folder / "org.yaml").read_text("utf-8"))
    assert loaded.ok
    return loaded.org, done.stderr


CATALOG = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, title: The shop, tags: [web]}
spec: {type: website, owner: group:default/front, system: sales, consumesApis: [orders-api], dependsOn: ["resource:default/db"]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: orders, description: Takes orders}
spec: {type: service, owner: back, providesApis: [orders-api]}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: orders-api}
spec: {type: openapi, owner: back}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: db}
spec: {type: database, owner: back}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: sales}
spec: {owner: front}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: front}
spec: {type: squad, children: []}
"""


def test_a_catalogue_of_many_documents_in_folders(tmp_path: Path) -> None:
    first, _, rest = CATALOG.partition("---\n")
    for folder, text in (("a", first), ("b/c", rest)):
        (tmp_path / "catalog" / folder).mkdir(parents=True)
        (tmp_path / "catalog" / folder / "catalog-info.yaml").write_text(text)

    org, _ = brought(tmp_path, "catalog")

    assert edges(org) == {"shop > orders/orders-api", "shop > db"}
    assert (org.parties["shop"].label, org.parties["shop"].kind, org.parties["shop"].part_of) == (
        "The shop",
        "system",
        "sales",
    )
    assert (org.parties["shop"].owner, org.parties["front"].kind) == ("front", "team")


def test_a_compose_file_with_anchors_and_merged_services(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text(
        "x-base: &base {restart: always, depends_on: [db]}\n"
        "services:\n  web:\n    <<: *base\n    links: ['cache:redis']\n"
        "  worker: {depends_on: {db: {condition: service_healthy}, mail: {required: false}}}\n  db: {}\n  cache:\n  mail:\n"
    )

    org, _ = brought(tmp_path, "compose.yaml")

    assert edges(org) == {"web > db", "web > cache", "worker > db", "worker > mail"}
    assert [each.optional for each in written(org.parties["worker"])] == [False, True]


def test_a_foreign_graph_in_each_format_and_turned_round(tmp_path: Path) -> None:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_node(0, label="sales", kind="team")
    graph.add_node(1, label="legal", **{"lead time (days)": 2})
    graph.add_edge(0, 1, frequency="daily", weight=3)
    nx.write_graphml(graph, tmp_path / "g.graphml")
    nx.write_gexf(graph, tmp_path / "g.gexf")
    (tmp_path / "g.json").write_text(json.dumps(nx.node_link_data(graph, edges="links")))

    for name in ("g.graphml", "g.gexf", "g.json"):
        org, _ = brought(tmp_path, name)
        assert edges(org) == {"sales > legal"}, name
        assert org.parties["sales"].kind == "team"
        assert str(next(written(org.parties["sales"])).frequency) == "1/day"
    org, said = brought(tmp_path, "g.graphml", "--arrows", "serves")

    assert edges(org) == {"legal > sales"}
    assert "an edge points the way work flows" in said


def span(
    trace: str, id_: str, parent: str, start: float, end: float, kind: int = 2, **attributes: str
) -> dict[str, Any]:
    listed = [{"key": key.replace("_", "."), "value": {"stringValue": value}} for key, value in attributes.items()]
    times = {"startTimeUnixNano": str(int(start * SECOND)), "endTimeUnixNano": str(int(end * SECOND))}
    return {"traceId": trace, "spanId": id_, "parentSpanId": parent, "kind": kind, "attributes": listed, **times}


def otlp(**services: list[dict[str, Any]]) -> str:
    return json.dumps(
        {
            "resourceSpans": [
                {
                    "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": name}}]},
                    "scopeSpans": [{"spans": spans}],
                }
                for name, spans in services.items()
            ]
        }
    )


def test_traces_give_dependencies_rates_and_measured_times(tmp_path: Path) -> None:
    shop = [
        each
        for n in range(10)
        for each in (span(f"t{n}", "a", "", n * 60, n * 60 + 5, 2), span(f"t{n}", "b", "a", n * 60 + 1, n * 60 + 4, 3))
    ]
    orders = [span(f"t{n}", "c", "b", n * 60 + 1, n * 60 + 4) for n in range(10)]
    database = [span(f"t{n}", "d", "c", n * 60 + 2, n * 60 + 3, 3, peer_service="postgres") for n in range(10)]
    (tmp_path / "traces.json").write_text(otlp(shop=shop, orders=orders + database))

    org, _ = brought(tmp_path, "traces.json")

    assert edges(org) == {"shop > orders", "orders > postgres"}
    (call,) = written(org.parties["shop"])
    assert call.actual is not None
    assert (call.actual.median, call.actual.p90, call.actual.n, call.actual.from_start) == (3, 3, 10, True)
    own = org.parties["orders"].actual
    assert own is not None
    assert (own.median, own.from_start) == (2, False)
    assert (org.calendar.hours_per_day, org.calendar.days_per_week) == (24, 7)


def test_what_is_put_in_a_queue_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(
        otlp(web=[span("t", "a", "", 0, 9, 4)]) + "\n" + otlp(mailer=[span("t", "b", "a", 5, 8, 5)]) + "\n"
    )

    org, _ = brought(tmp_path, "t.jsonl")

    assert [each.waits for each in written(org.parties["web"])] == [False]


def test_an_event_log_gives_handovers_times_and_touch_times(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "Case ID,Activity,Resource,Start Timestamp,Complete Timestamp\n"
        "1,enter,Ann,2026-01-05 09:00,2026-01-05 10:00\n"
        "1,check,Bob,2026-01-05 11:00,2026-01-05 12:00\n"
        "1,pay,Cyd,2026-01-06 12:00,2026-01-06 13:00\n"
        "2,enter,Ann,2026-01-07 09:00,2026-01-07 10:00\n"
        "2,check,Bob,2026-01-07 13:00,2026-01-07 14:00\n"
    )

    org, _ = brought(tmp_path, "log.csv")

    assert edges(org) == {"Bob > Ann/enter", "Cyd > Bob/check"}
    (check,) = org.parties["Bob"].services
    assert check.actual is not None
    assert (check.actual.median, check.actual.n) == (3 * 3600, 2)
    assert check.effort is not None
    assert check.effort.mean == 3600
