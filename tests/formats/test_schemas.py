from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from icmap.encoding import encoded
from icmap.schemas.map import map_schema
from icmap.schemas.result import schema_of
from one_report import A_REPORT, Result

ROOT = Path(__file__).parents[2]
MAPS = [*sorted((ROOT / "examples").rglob("*.yaml")), ROOT / "src" / "icmap" / "cli" / "starter.yaml"]


def read_as_an_editor_does(path: Path) -> Any:
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


def mistakes(document: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(map_schema()).iter_errors(document)]


def test_the_schema_of_results_says_what_their_types_say() -> None:
    schema = schema_of({"first": Result})

    row = schema["$defs"]["Row"]["properties"]
    assert list(row) == ["party", "reach", "share", "done_hours", "null"]
    assert row["done_hours"] == {"type": ["number", "null"], "description": "In working hours."}
    Draft202012Validator(schema).validate(
        {"schema_version": 1, "icmap": "0", "map": None, "first": encoded(A_REPORT.results["first"])}
    )


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_schema_of_maps_knows_every_example(path: Path) -> None:
    assert mistakes(read_as_an_editor_does(path)) == []


@pytest.mark.parametrize(
    "document",
    [
        {"partys": {}},
        {"parties": {"a": {"lead_tine": "2d"}}},
        {"parties": {"a": {"depends_on": [{"b": {"wait": False}}]}}},
        {"parties": {"a": {"depends_on": [{"b": None, "c": None}]}}},
        {"parties": {"a": {"lead_time": ["1d", "2d"]}}},
        {"parties": {"a": {"end": "sometimes"}}},
    ],
)
def test_the_schema_of_maps_finds_what_an_editor_can_find(document: Any) -> None:
    assert mistakes(document)


def test_the_schema_of_maps_leaves_keys_of_ones_own_alone() -> None:
    assert mistakes({"icmap": 1, "$schema": "x", "x-mine": 1, "parties": {"x-ray": None, "a": {"x-mine": [1]}}}) == []
