"""Reviewdog's diagnostic format: for comments on the changed lines of any code host. Columns count UTF-8 bytes."""

from __future__ import annotations

from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.formats._format import Format, Page
from icmap.formats._places import byte_column, path_of
from icmap.formats.escaping import printable
from icmap.formats.json import written
from icmap.locations import Span

__all__ = ["FORMAT"]

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """One DiagnosticResult."""
    diagnostics = [_diagnostic(each, findings) for each in findings.diagnostics]
    return written({"source": {"name": "icmap"}, "diagnostics": diagnostics})


def _diagnostic(found: Diagnostic, findings: Findings) -> object:
    hint = f"\nhint: {printable(found.hint)}" if found.hint else ""
    diagnostic: dict[str, object] = {
        "message": printable(found.message) + hint,
        "location": _location(found.span, findings),
        "severity": _SEVERITIES[found.severity],
        "code": {"value": printable(found.rule)},
    }
    if found.related:
        diagnostic["relatedLocations"] = [
            {"message": printable(each.message), "location": _location(each.span, findings)} for each in found.related
        ]
    return diagnostic


def _location(span: Span, findings: Findings) -> object:
    if not span.line:
        return {"path": path_of(span)}
    start, end = (byte_column(findings, span, column) for column in (span.column, span.column + span.width))
    return {
        "path": path_of(span),
        "range": {"start": {"line": span.line, "column": start}, "end": {"line": span.line, "column": end}},
    }


FORMAT = Format("rdjson", "reviewdog's diagnostic format", findings=write_findings)
