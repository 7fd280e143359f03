"""A key or a kind that is added to its one list is found everywhere: tried in a copy of icmap."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "icmap"

OLD = """icmap: 1
parties:
  staff: {depends_on: [payroll/payslips: {contact: Ann}]}
  payroll: {kind: desk robot, room: 12, services: {payslips: }}
"""
NEW = OLD.replace("Ann", "Bob").replace("room: 12", "room: 14")

SCRIPT = """
import json, sys
from icmap.card import card
from icmap.graph import end_customers
from icmap.loading import parse
from icmap.comparison import Side, compare
from icmap.measures.plain_graphs import plain_service_graph
from icmap.schemas.map import map_schema
from icmap.study import Study

old, new = parse(sys.argv[1], "old.yaml"), parse(sys.argv[2], "new.yaml")
study = Study(old.org)
written = compare(Side(study, old.sources), Side(Study(new.org), new.sources)).written
party = old.org.parties["payroll"]
graph = plain_service_graph(study)
print(json.dumps({
    "findings": [each.message for each in old.findings.diagnostics],
    "read": old.org.parties["staff"].depends_on[0].contact,
    "inherited": study.step("payroll/payslips").inherited("room"),
    "schema": [
        "contact" in map_schema()["$defs"]["attributes"]["properties"],
        "room" in map_schema()["$defs"]["service"]["properties"],
        "robot" in map_schema()["$defs"]["party"]["properties"]["kind"]["examples"],
    ],
    "changed": [[one.attribute, one.before, one.after] for group in (written.parties, written.dependencies) for each in group for one in each.attributes],
    "card": [[each.key, each.text] for each in card(study, "payroll").results["card"].also],
    "plain": [graph.nodes["payroll/payslips"]["room"], graph.edges["staff", "payroll/payslips"]["contact"]],
    "kind": [party.nature.out, party.nature.shape, party.is_external, party.is_one_of_a_kind],
}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of icmap with two keys and a kind more says about a map that uses them."""
    folder = tmp_path_factory.mktemp("copy")
    model = shutil.copytree(SOURCE, folder / "icmap", ignore=shutil.ignore_patterns("__pycache__")) / "model"
    add(model / "attributes.py", "DEPENDENCY: Keys = (\n", '    Key("contact", Type.NAME, "Whom to ask."),\n')
    add(model / "attributes.py", "SERVICE: Keys = (\n", '    Key("room", Type.NAME, "Where it is.", inherited=True),\n')
    add(model / "dependencies.py", '    expects: str = ""\n', '    contact: str = ""\n')
    for name in ("services.py", "parties.py"):
        add(model / name, '    owner: str = ""\n', '    room: str = ""\n')
    add(
        model / "kinds.py", "KINDS: tuple[Kind, ...] = (\n",
        '    Kind("robot", outside=True, alone="always", shape="system", out="is flat", aliases=("desk robot",)),\n',
    )  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, OLD, NEW],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def add(file: Path, after: str, line: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(after) == 1
    file.write_text(text.replace(after, after + line), encoding="utf-8")


def test_a_new_key_is_read_and_inherited(found: dict[str, Any]) -> None:
    assert found["findings"] == []
    assert (found["read"], found["inherited"]) == ("Ann", "12")


def test_a_new_key_is_in_the_schema_that_editors_use(found: dict[str, Any]) -> None:
    assert found["schema"] == [True, True, True]


def test_a_key_that_nothing_is_computed_with_shows_as_changed(found: dict[str, Any]) -> None:
    assert found["changed"] == [["room", "12", "14"], ["contact", "Ann", "Bob"]]


def test_a_new_key_is_on_the_card_and_in_the_graphs_of_the_library(found: dict[str, Any]) -> None:
    assert found["card"] == [["room", "12"], ["contact", "Ann"]]
    assert found["plain"] == ["12", "Ann"]


def test_a_new_kind_means_what_its_row_says(found: dict[str, Any]) -> None:
    assert found["kind"] == ["is flat", "system", True, True]
