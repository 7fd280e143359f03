"""The JSON Schema for editors says the same as the loader, where a schema can say it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.loading import RULES, parse
from icmap.loading.manual import snippets
from icmap.schemas.map import map_schema

SCHEMA = map_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ROOT = Path(__file__).resolve().parents[2]
MAPS = [*sorted((ROOT / "examples").glob("*.yaml")), ROOT / "tests/fuzz/full.yaml"]

BEYOND_A_SCHEMA = {
    "invalid-encoding", "forbidden-character", "invalid-yaml", "limit-exceeded", "second-document", "yaml-tag",
    "undefined-alias", "circular-alias", "duplicate-key", "missing-include", "include-outside", "include-circle",
    "invalid-text", "invalid-estimate", "invalid-alternative", "score-off-scale", "hours-beyond-day", "unknown-party",
    "unlisted-service", "self-dependency", "duplicate-dependency", "duplicate-party", "unknown-situation",
    "part-of-circle", "self-backup", "dependency-on-group", "unknown-kind", "unknown-option",
}  # fmt: skip
"""What a schema cannot say: it needs the whole map, the order of values, or the text before it was read."""


def as_an_editor_reads(text: str) -> Any:
    """The text as YAML 1.2 programs read it: numbers, truth values and nulls, everything else a text."""
    return yaml.load(text, Loader=_Core)  # noqa: S506 - a SafeLoader


class _Core(yaml.SafeLoader):
    """YAML 1.2's core types: dates, sexagesimals and yes/no are texts."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^<<$", "<"),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", __import__("re").compile(_pattern), list(_first))
_Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(str(node.value), 10))


def is_valid(text: str) -> bool:
    return bool(VALIDATOR.is_valid(_with_texts_as_keys(as_an_editor_reads(text))))


def _with_texts_as_keys(value: Any) -> Any:
    """Keys are texts to an editor."""
    if isinstance(value, dict):
        return {_written(key): _with_texts_as_keys(each) for key, each in value.items()}
    return [_with_texts_as_keys(each) for each in value] if isinstance(value, list) else value


def _written(key: Any) -> str:
    return key if isinstance(key, str) else json.dumps(key)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_healthy_maps_are_valid(path: Path) -> None:
    assert is_valid(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "rule", [each for each in RULES if each.name not in BEYOND_A_SCHEMA], ids=lambda rule: rule.name
)
def test_what_the_manual_calls_wrong_is_invalid_and_what_it_calls_right_is_valid(rule: Any) -> None:
    wrong, right = snippets(rule)

    assert not is_valid(wrong)
    assert is_valid(right)


def test_every_key_has_a_description() -> None:
    def keys(schema: Any) -> list[tuple[str, Any]]:
        if isinstance(schema, list):
            return [each for item in schema for each in keys(item)]
        if not isinstance(schema, dict):
            return []
        own = list(schema.get("properties", {}).items())
        return own + [each for value in schema.values() for each in keys(value)]

    assert [name for name, each in keys(SCHEMA) if not each.get("description") and name != "$schema"] == []


DURATIONS = st.sampled_from(
    [
        "4h",
        "1d 4h",
        "30 s",
        "1.5 hours",
        "0",
        ".5 d",
        "2 Weeks",
        "1 MIN",
        "3",
        "-1h",
        "4x",
        "h",
        "1h 2",
        "soon",
        "1e3h",
        "1 m",
    ]
)
FREQUENCIES = st.sampled_from(
    ["120/day", "3 per week", "daily", "On Demand", "2 a day", "3/fortnight", "often", "/day", "3"]
)
TEXTS = st.sampled_from(["a", "on", "007", "1.10", "true", "[x]", "{x: 1}", "12:30"])
NUMBERS = st.sampled_from(["0", "3", "2.5", "-1", "many", "[1]", "0x3"])
SHARES = st.sampled_from(["5%", "0.05", "1", "100%", "5 %", "half", "-1"])
BOOLEANS = st.sampled_from(["true", "FALSE", "yes", "1", "[]"])
REFERENCES = st.sampled_from(
    ["b", "b/x", "{b: }", "{b: {via: mail}}", "{any_of: [b, c]}", "{any_of: b}", "[b]", "{}", "{b: 1}"]
)
KEYS = {
    "name": TEXTS, "kind": TEXTS, "description": TEXTS, "headcount": NUMBERS, "lead_time": DURATIONS, "every": DURATIONS,
    "promise": st.one_of(DURATIONS, DURATIONS.map(lambda time: f"{{time: {time}, from: start}}")), "capacity": FREQUENCIES,
    "actual": DURATIONS.map(lambda time: f"{{median: {time}, n: 3}}"), "external": BOOLEANS, "tags": st.sampled_from(["x", "[x, y]", "{}"]),
    "depends_on": REFERENCES.map(lambda entry: f"[{entry}]"), "reviewed": st.sampled_from(["2026-01-31", "soon", "2026"]),
    "x-own": TEXTS, "lead_tme": TEXTS,
}  # fmt: skip
ATTRIBUTES = {
    "within": DURATIONS, "frequency": FREQUENCIES, "rework": SHARES, "waits": BOOLEANS, "satisfaction": NUMBERS, "via": TEXTS,
    "importance": st.sampled_from(["low", "HIGH", "critical", "1"]), "when": st.sampled_from(["s", "[s]", "{s: }"]), "by": TEXTS,
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(KEYS)), st.none(), max_size=4),
    st.dictionaries(st.sampled_from(sorted(ATTRIBUTES)), st.none(), max_size=3),
    st.data(),
)
def test_a_map_is_valid_by_the_schema_exactly_when_the_loader_finds_no_mistake(
    keys: dict[str, None], attributes: dict[str, None], data: st.DataObject
) -> None:
    party = ", ".join(f"{key}: {data.draw(KEYS[key])}" for key in keys)
    entry = ", ".join(f"{key}: {data.draw(ATTRIBUTES[key])}" for key in attributes)
    text = (
        "icmap: 1\nsituations: [s]\nsurvey: {scale: [0, 10]}\n"
        f"parties:\n  a: {{{party}}}\n  b: {{depends_on: {{c: {{{entry}}}}}}}\n  c:\n"
    )

    assert is_valid(text) is parse(text).ok


SERVER = "ICMAP_YAML_LANGUAGE_SERVER"


def test_the_yaml_language_server_reports_the_same_mistakes(tmp_path: Path) -> None:
    server = os.environ.get(SERVER) or shutil.which("yaml-language-server")
    if server is None or shutil.which("node") is None:
        pytest.skip(f"no yaml-language-server here: npm install it and set {SERVER} to its path")
    good = (ROOT / "examples/restaurant.yaml").read_text(encoding="utf-8")
    bad = "icmap: 1\nparties:\n  a: {lead_time: 3, kinds: team}\n"
    (tmp_path / "map.json").write_text(json.dumps(SCHEMA), encoding="utf-8")

    found = _asked(server, tmp_path, {"good.yaml": good, "bad.yaml": bad})

    assert found["good.yaml"] == []
    assert {each["range"]["start"]["line"] for each in found["bad.yaml"]} == {2}
    assert any("kinds" in each["message"] for each in found["bad.yaml"])


def _asked(server: str, folder: Path, texts: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """What the language server says about each text, spoken to over its standard streams."""
    schema = (folder / "map.json").as_uri()
    process = subprocess.Popen([server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
    told: dict[str, list[dict[str, Any]]] = {}
    try:
        yaml_settings = {"yaml": {"schemas": {schema: "*.yaml"}, "validate": True, "schemaStore": {"enable": False}}}
        start = {"processId": None, "rootUri": folder.as_uri(), "capabilities": {"workspace": {"configuration": True}}}
        _say(process, {"id": 1, "method": "initialize", "params": start})
        _hear(process, lambda message: message.get("id") == 1)
        _say(process, {"method": "initialized", "params": {}})
        _say(process, {"method": "workspace/didChangeConfiguration", "params": {"settings": yaml_settings}})
        for name, text in texts.items():
            uri = (folder / name).as_uri()
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
            _say(process, {"method": "textDocument/didOpen", "params": {"textDocument": document}})
            told[name] = _diagnostics(process, uri, yaml_settings)
    finally:
        process.kill()
        process.communicate()
    return told


def _diagnostics(process: subprocess.Popen[bytes], uri: str, yaml_settings: dict[str, Any]) -> list[dict[str, Any]]:
    """What is published about a document, after the server's questions about its settings are answered."""
    while True:
        message = _hear(process, lambda _: True)
        if message.get("method") == "workspace/configuration":
            asked = [each.get("section", "") for each in message["params"]["items"]]
            _say(process, {"id": message["id"], "result": [yaml_settings.get(section, {}) for section in asked]})
        elif "id" in message and "method" in message:
            _say(process, {"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
            found: list[dict[str, Any]] = message["params"]["diagnostics"]
            return found


def _say(process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
    assert process.stdin is not None
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    process.stdin.flush()


def _hear(process: subprocess.Popen[bytes], wanted: Any) -> dict[str, Any]:
    assert process.stdout is not None
    while True:
        length = 0
        while line := process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(process.stdout.read(length))
        if wanted(message):
            return message
