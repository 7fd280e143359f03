"""Whatever stands in a file, an import is a map that loads, or sentences; never anything else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_other_sources import CATALOG, otlp, span

from icmap.errors import IcmapError
from icmap.exchange.importing import import_files
from icmap.exchange.order import Order
from icmap.exchange.tables.words import HEADINGS
from icmap.loading import parse

CELLS = st.one_of(
    st.sampled_from(["", " ", "x", "Recht", "IT", "it ", "3 Tage", "1,5", "2/week", "täglich", "hoch", "4,2", "?", "=1+1", "Total", "a;b", "31.12.2026", "-3", "1e400", "99999999999999999999", "\u202e", "no", "~", "{a: b}", "- x", "any_of"]),
    st.text(max_size=8),
    st.integers().map(str),
)  # fmt: skip
SHAPES = st.lists(st.sampled_from(sorted(HEADINGS)), min_size=1, max_size=7)


def brought(path: Path) -> None:
    try:
        found = import_files([str(path)], Order({}))
    except IcmapError:
        return
    loaded = parse(found.text)
    assert loaded.ok or not found.ok, loaded.errors


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headings=SHAPES, data=st.data())
def test_a_table_of_whatever(headings: list[str], data: st.DataObject, tmp_path: Path) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings) + 1), max_size=6))
    text = "\n".join(";".join('"' + cell.replace('"', "'") + '"' for cell in row) for row in [headings, *rows])
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    brought(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=300), suffix=st.sampled_from(["csv", "graphml", "gexf", "json", "yaml", "jsonl", "txt"])
)
def test_a_file_of_whatever_bytes(content: bytes, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"f.{suffix}"
    path.write_bytes(content)

    brought(path)


GRAPHML = """<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="k" for="node" attr.name="kind" attr.type="string"/>
<graph edgedefault="directed"><node id="a"><data key="k">team</data></node><node id="b"/><edge source="a" target="b"/></graph></graphml>"""
WHOLE: dict[str, Callable[[], str]] = {
    "a.graphml": lambda: GRAPHML,
    "a.json": lambda: json.dumps({"directed": True, "nodes": [{"id": "a", "kind": "team"}, {"id": "b"}], "links": [{"source": "a", "target": "b", "frequency": "daily"}]}),
    "t.json": lambda: otlp(a=[span("t", "1", "", 0, 2)], b=[span("t", "2", "1", 0, 1)]),
    "catalog-info.yaml": lambda: CATALOG,
    "compose.yaml": lambda: "services:\n  a: {depends_on: [b]}\n  b: {depends_on: {c: {required: false}}}\n  c:\n",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_file_of_another_system_with_pieces_missing_doubled_or_changed(name: str, tmp_path: Path) -> None:
    dice = random.Random(name)  # noqa: S311 - which pieces, not a secret
    text = WHOLE[name]()
    path = tmp_path / name
    for _ in range(150):
        start, end = sorted(dice.randrange(len(text)) for _ in range(2))
        end = min(end, start + 25)
        changed = dice.choice(
            [
                text[:start] + text[end:],
                text[:end] + text[start:],
                text[:start] + dice.choice("[]{}<>\"'&:,0x\n") + text[end:],
            ]
        )
        path.write_text(changed)

        brought(path)
