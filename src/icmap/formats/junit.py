"""JUnit XML, which every build server shows: a failed test for each error and warning, a passed one for each clean rule."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats._format import Format, Page
from icmap.formats._places import path_of, xml_text
from icmap.formats.concise import in_a_line

__all__ = ["FORMAT"]


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """One suite. A note is a passed test that says it in its output."""
    cases = list(_cases(findings))
    failures = sum(each.severity is not Severity.NOTE for each in findings.diagnostics)
    numbers = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<testsuites name="icmap" {numbers}>',
        f'  <testsuite name="icmap" {numbers} skipped="0">',
        *cases,
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _cases(findings: Findings) -> Iterator[str]:
    broken = {each.rule for each in findings.diagnostics}
    for found in findings.diagnostics:
        yield _case(found)
    for rule in findings.rules:
        if rule.name not in broken:
            yield f'    <testcase classname="icmap" name="{xml_text(rule.name)}"/>'


def _case(found: Diagnostic) -> str:
    path, place = xml_text(path_of(found.span)), f"{found.span.line}:{found.span.column}"
    line = f' line="{found.span.line}"' if found.span.line else ""
    head = f'    <testcase classname="{path}" name="{xml_text(found.rule)} at {place}" file="{path}"{line}>'
    return f"{head}\n      {_body(found)}\n    </testcase>"


def _body(found: Diagnostic) -> str:
    body = "\n".join(map(xml_text, _lines(found)))
    if found.severity is Severity.NOTE:
        return f"<system-out>{body}</system-out>"
    return f'<failure type="{found.severity}" message="{xml_text(found.message)}">{body}</failure>'


def _lines(found: Diagnostic) -> Iterator[str]:
    yield in_a_line(found)
    if found.hint:
        yield f"hint: {found.hint}"
    for each in found.related:
        yield f"{each.span}: {each.message}"


FORMAT = Format("junit", "JUnit XML for build servers", (".xml",), findings=write_findings)
