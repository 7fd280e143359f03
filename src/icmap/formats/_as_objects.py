"""Findings as plain JSON types, for the formats that are JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping

from icmap.diagnostics import Diagnostic, Findings, Related, Severity
from icmap.locations import Span

__all__ = ["counts", "finding", "one_line", "place"]

Plain = Mapping[str, object]


def place(span: Span) -> Plain:
    """Where something stands; a file as a whole has no line."""
    if not span.line:
        return {"file": span.file, "line": None, "column": None, "end_column": None}
    return {"file": span.file, "line": span.line, "column": span.column, "end_column": span.column + span.width}


def finding(found: Diagnostic) -> Plain:
    """One finding; columns count characters from 1, `end_column` is the one after the last."""
    return {
        "rule": found.rule,
        "severity": str(found.severity),
        "message": found.message,
        "hint": found.hint,
        **place(found.span),
        "subjects": list(found.subjects),
        "number": found.number,
        "related": [_related(each) for each in found.related],
    }


def _related(related: Related) -> Plain:
    return {"message": related.message, **place(related.span)}


def counts(findings: Findings) -> dict[str, int]:
    """How many findings there are of each severity, the worst first."""
    found = [each.severity for each in findings.diagnostics]
    return {str(severity): found.count(severity) for severity in reversed(Severity)}


def one_line(value: object) -> str:
    """A value as JSON on one line, ASCII, in which nothing is a workflow command to whoever prints it."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False).replace("##[", "#\\u0023[")
