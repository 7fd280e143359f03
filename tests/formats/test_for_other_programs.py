"""What the formats for other programs write is read back by parsers of others, on hostile names too."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.checking import MISTAKES
from icmap.diagnostics import Diagnostic, Findings, Related, Severity
from icmap.formats import Page, findings_format, findings_formats
from icmap.locations import Span
from icmap.rules import NAMES as NAMES_OF_RULES
from icmap.rules import check_named
from icmap.schemas.findings import findings_schema
from one_report import EVIL, SOME_FINDINGS
from worlds import shared

PAGE = Page()
NAMES = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=30)


def written(name: str, findings: Findings = SOME_FINDINGS) -> str:
    write = findings_format(name, None).findings
    assert write is not None
    return write(findings, PAGE)


def one(name: str, file: str = "org.yaml", hint: str = "") -> Findings:
    span = Span(file, 3, 5, 4)
    related, message = (Related(span, name),), f"if '{name}' is away"
    found = Diagnostic("no-stand-in", Severity.ERROR, message, span, hint, related=related, subjects=(name,))
    return Findings((found,))


def runner_reads(text: str) -> list[tuple[str, str, str]]:
    """What the GitHub Actions runner would obey, by the port of its parser that lies beside the checkout."""
    source = shared("hostile", "run_corpus.py").read_text(encoding="utf-8")
    scope: dict[str, Any] = {}
    exec(source[: source.index("\na = sys.argv")], scope)  # noqa: S102 - the parser, without the script behind it
    found: list[tuple[str, str, str]] = scope["gh_parse"](text)
    return found


def test_the_runner_reads_one_annotation_for_each_finding_and_nothing_else() -> None:
    commands = runner_reads(written("github"))

    assert [command for command, _, _ in commands] == ["error", "error", "warning", "notice", "warning"]
    assert "file=org.yaml,line=12,col=3,endColumn=7,title=icmap unknown-party" in commands[0][1]
    assert commands[0][2] == "'jef' is not a party%0Ahint: did you mean 'jeff'?"


def test_a_closing_line_says_how_many_annotations_the_runner_leaves_out() -> None:
    (found,) = one("jeff").diagnostics
    findings = [replace(found, span=Span("org.yaml", line, 1, 1)) for line in range(1, 24)]
    notes = [replace(each, severity=Severity.NOTE) for each in findings[:11]]

    text = written("github", Findings((*findings, *notes)))
    few = written("github", Findings(tuple(findings[:10])))

    assert text.splitlines()[-1] == (
        "icmap: GitHub shows 10 of 23 errors and 10 of 11 notes beside the lines; all 34 findings stand in this log"
    )
    assert len(runner_reads(text)) == 34
    assert len(few.splitlines()) == 10


@settings(max_examples=60, deadline=None)
@given(name=NAMES, file=NAMES, hint=NAMES)
def test_no_name_becomes_a_command_or_a_property_of_its_own(name: str, file: str, hint: str) -> None:
    ((command, properties, _),) = runner_reads(written("github", one(name, file, hint)))

    assert command == "error"
    assert len(properties.split(",")) == 5


def test_junit_is_xml_whose_numbers_agree_with_its_cases() -> None:
    suites = ET.fromstring(written("junit").encode())

    cases = suites.findall("./testsuite/testcase")
    assert int(suites.get("tests", "")) == len(cases) == 6
    assert int(suites.get("failures", "")) == len(suites.findall(".//failure")) == 4
    assert [case.get("name") for case in cases if not len(case)] == ["layers"]


@settings(max_examples=60, deadline=None)
@given(name=NAMES)
def test_junit_keeps_every_name_well_formed(name: str) -> None:
    suites = ET.fromstring(written("junit", one(name)).encode("utf-8"))

    assert len(suites.findall(".//failure")) == 1


def test_gitlab_gets_the_fields_it_documents_and_no_fingerprint_twice() -> None:
    twice = Findings(SOME_FINDINGS.diagnostics + SOME_FINDINGS.diagnostics)

    issues = json.loads(written("gitlab", twice))

    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 10
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))


def test_a_fingerprint_does_not_change_with_the_line() -> None:
    moved = Diagnostic(
        "no-stand-in", Severity.ERROR, "if 'jeff' is away", Span("org.yaml", 99, 1, 1), subjects=("jeff",)
    )

    first, second = (json.loads(written("gitlab", each)) for each in (one("jeff"), Findings((moved,))))

    assert first[0]["fingerprint"] == second[0]["fingerprint"]


def test_reviewdog_columns_count_bytes() -> None:
    diagnostics = json.loads(written("rdjson"))["diagnostics"]

    last = diagnostics[-1]["location"]
    line = "  給料: {kind: person}".encode()
    begin, end = last["range"]["start"]["column"], last["range"]["end"]["column"]
    assert line[begin - 1 : end - 1].decode() == ": {k"
    assert {each["severity"] for each in diagnostics} == {"ERROR", "WARNING", "INFO"}


def test_json_is_what_its_schema_says_and_json_lines_are_its_findings() -> None:
    schema = json.loads(json.dumps(findings_schema()))
    whole = json.loads(written("json"))

    jsonschema.validate(whole, schema)
    assert [json.loads(line) for line in written("json-lines").splitlines()] == whole["findings"]
    assert set(whole["findings"][0]) == set(schema["properties"]["findings"]["items"]["properties"])


def test_sarif_has_what_code_scanning_needs() -> None:
    log = json.loads(written("sarif"))

    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert re.fullmatch(r"[0-9a-f]{32}:1", result["partialFingerprints"]["primaryLocationLineHash"])
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert not re.match(r"[a-z]+:|/", location["physicalLocation"]["artifactLocation"]["uri"])
    for rule in rules:
        assert all(rule[part]["text"] for part in ("shortDescription", "fullDescription", "help"))
    assert run["columnKind"] == "unicodeCodePoints"


def test_sarif_says_of_every_rule_why_it_is_one() -> None:
    rules = (*(check_named(name).rule for name in NAMES_OF_RULES), *MISTAKES)

    described = json.loads(written("sarif", Findings((), rules)))["runs"][0]["tool"]["driver"]["rules"]

    for rule, shown in zip(rules, described, strict=True):
        text = shown["fullDescription"]["text"]
        assert re.fullmatch(r"[^a-z].{20,}[.?]", text), (rule.name, text)
        assert not text.startswith(("Wrong", "*", "```")), rule.name
        assert text != shown["shortDescription"]["text"], rule.name


def test_the_address_of_the_project_is_in_sarif_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    without = json.loads(written("sarif"))["runs"][0]["tool"]["driver"]
    monkeypatch.setattr("icmap.formats.sarif.ADDRESS", "https://example.org/icmap")
    driver = json.loads(written("sarif"))["runs"][0]["tool"]["driver"]

    assert "informationUri" not in without
    assert not [each for each in without["rules"] if "helpUri" in each]
    assert driver["informationUri"] == "https://example.org/icmap"
    assert driver["rules"][0]["helpUri"] == "https://example.org/icmap/blob/main/docs/rules.md#no-stand-in"


@settings(max_examples=60, deadline=None)
@given(name=NAMES, file=NAMES)
def test_sarif_places_are_relative_and_messages_neither_hold_placeholders_nor_links(name: str, file: str) -> None:
    (result,) = json.loads(written("sarif", one(name, file)))["runs"][0]["results"]

    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", uri)
    assert not uri.startswith("/")
    assert unquote(uri)
    text = result["message"]["text"]
    assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", text)
    assert "](" not in text


@pytest.mark.parametrize("name", [each.name for each in findings_formats()])
def test_findings_that_are_none_are_written_as_nothing_or_as_an_empty_document(name: str) -> None:
    text = written(name, Findings(()))

    assert text == "" or text.endswith("\n")
    assert EVIL not in text


def test_microsofts_multitool_finds_nothing_that_code_scanning_would_refuse(tmp_path: Path) -> None:
    tool = os.environ.get("SARIF_MULTITOOL") or shutil.which("sarif-multitool")
    if not tool:
        pytest.skip("npm install @microsoft/sarif-multitool, and name it in SARIF_MULTITOOL")
    log, verdict = tmp_path / "icmap.sarif", tmp_path / "verdict.sarif"
    log.write_text(written("sarif"), encoding="utf-8")

    for kind, level in (("Sarif", "Error"), ("Ghas", "Note")):
        command = [tool, "validate", str(log), "--rule-kind", kind, "--level", level, "-o", str(verdict)]
        subprocess.run([*command, "--log", "ForceOverwrite"], check=True, capture_output=True)
        results = json.loads(verdict.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
        assert [each["ruleId"] for each in results] == []
