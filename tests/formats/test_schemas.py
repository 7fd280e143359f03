from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from icmap.checking import check
from icmap.encoding import encoded
from icmap.loading import parse
from icmap.model.quantities import Calendar
from icmap.rules import NAMES, check_named
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


@pytest.mark.parametrize(
    "checks",
    [
        None,
        {"fail_on": "warning", "no-stand-in": "off", "hours-beyond-day": "note", "x-mine": 1},
        {"no-stand-in": {"severity": "error", "except": ["payroll", {"kind": "team"}], "because": "of the audit"}},
        {"layers": ["a", "b"]},
        {"layers": {"layers": [{"external": True}, {"part_of": ["a", "b"]}], "severity": "note"}},
        {"longest-chain": {"to": "staff", "limit": "5d"}},
        {"longest-chain": [{"limit": "5d"}, {"to": {"kind": "team"}, "limit": "5d"}]},
        {"forbidden-dependency": {"severity": "warning", "items": [{"customer": "a", "provider": {"tags": "b"}}]}},
        {"overloaded": {"limit": "90%"}, "too-many-customers": {"limit": 3}},
    ],
)
def test_what_icmap_takes_under_checks_the_schema_of_maps_takes(checks: Any) -> None:
    text = f"icmap: 1\nparties: {{a: {{}}, b: {{}}, staff: {{}}, payroll: {{}}}}\nchecks: {json.dumps(checks)}\n"

    assert mistakes({"icmap": 1, "checks": checks}) == []
    assert not [each for each in check([parse(text)]).findings.diagnostics if each.rule == "invalid-checks"]


@pytest.mark.parametrize(
    "checks",
    [
        {"no-standin": "error"},
        {"no-stand-in": "loud"},
        {"no-stand-in": ["a"]},
        {"no-stand-in": {"limit": 3}},
        {"fail_on": "never"},
        {"longest-chain": [{"to": "staff"}]},
        {"longest-chain": {"limit": 5}},
        {"layers": {"layers": [{"knd": "team"}]}},
        {"too-many-customers": {"limit": "many"}},
        ["no-stand-in"],
    ],
)
def test_what_is_wrong_under_checks_an_editor_can_find(checks: Any) -> None:
    assert mistakes({"icmap": 1, "checks": checks})
    assert "invalid-checks" in {
        each.rule
        for each in check([parse(f"icmap: 1\nparties: {{a: }}\nchecks: {json.dumps(checks)}\n")]).findings.diagnostics
    }


def test_every_rule_and_every_option_is_described_in_the_schema_of_maps() -> None:
    rules = map_schema()["$defs"]["checks"]["properties"]

    assert set(rules) == {"fail_on", *NAMES}
    for name in NAMES:
        described = {key for form in rules[name]["anyOf"] for key in form.get("properties", {})}
        assert {"severity", "except", "because", *(key.name for key in check_named(name).keys)} <= described
        assert rules[name]["description"]


def test_the_schema_of_maps_leaves_keys_of_ones_own_alone() -> None:
    assert mistakes({"icmap": 1, "$schema": "x", "x-mine": 1, "parties": {"x-ray": None, "a": {"x-mine": [1]}}}) == []


def test_the_schema_of_maps_is_one_for_programs_with_the_regular_expressions_of_javascript(tmp_path: Path) -> None:
    schema, good, bad = tmp_path / "map.schema.json", tmp_path / "good.yaml", tmp_path / "bad.yaml"
    schema.write_text(json.dumps(map_schema()), encoding="utf-8")
    good.write_text(MAPS[-1].read_text(encoding="utf-8"), encoding="utf-8")
    bad.write_text("icmap: 1\nparties:\n  a: {leadtime: 1d}\n", encoding="utf-8")
    program = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema)]

    assert subprocess.run([*program, str(good)], capture_output=True, check=False).returncode == 0
    refused = subprocess.run([*program, str(bad)], capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "'leadtime'" in refused.stdout
    assert "Expected null" not in refused.stdout


def test_every_key_says_what_it_means_and_defaults_are_those_of_the_reader() -> None:
    party = map_schema()["$defs"]["party"]["properties"]
    calendar = map_schema()["$defs"]["calendar"]["properties"]

    assert all(each["description"] for each in party.values())
    assert party["lead_time"]["defaultSnippets"][0]["body"] == "${1:1d}"
    assert (calendar["hours_per_day"]["default"], calendar["days_per_week"]["default"]) == (
        Calendar().hours_per_day, Calendar().days_per_week,
    )  # fmt: skip
