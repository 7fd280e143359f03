"""JSON, one finding a line: for programs that read as it comes."""

from __future__ import annotations

from icmap.diagnostics import Findings
from icmap.formats._as_objects import finding, one_line
from icmap.formats._format import Format, Page

__all__ = ["FORMAT"]


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """A JSON object a line; nothing where nothing was found."""
    return "".join(f"{one_line(finding(each))}\n" for each in findings.diagnostics)


FORMAT = Format("json-lines", "a JSON object for each finding", (".jsonl", ".ndjson"), findings=write_findings)
