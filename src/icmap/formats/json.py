"""JSON: the typed results of a Report as one object, whatever analyses there are; see `icmap.encoding`."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.diagnostics import Findings
from icmap.document import Report
from icmap.encoding import SCHEMA_VERSION, encoded
from icmap.formats._as_objects import counts, finding
from icmap.formats._format import Format, Page
from icmap.formats._indented import indented
from icmap.version import __version__

__all__ = ["FORMAT"]


def write_report(report: Report, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """The report's results as one JSON object: ASCII, indented, with a final newline."""
    whole = {"schema_version": SCHEMA_VERSION} | {key: encoded(value) for key, value in report.results.items()}
    return written(whole)


def write_findings(findings: Findings, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """All findings, how many there are of each severity, and the rules that ran."""
    rules = [{"name": each.name, "severity": str(each.severity), "summary": each.summary} for each in findings.rules]
    whole = {
        "schema_version": SCHEMA_VERSION,
        "icmap": __version__,
        "counts": counts(findings),
        "findings": [finding(each) for each in findings.diagnostics],
        "rules": rules,
    }
    return written(whole)


def written(value: object) -> str:
    """A value of plain JSON types as text, in which nothing is a workflow command to whoever prints it."""
    return indented(value).replace("##[", "#\\u0023[") + "\n"


def join(texts: Sequence[str]) -> str:
    """Several reports are a list of objects."""
    return "[\n" + ",\n".join(text.rstrip("\n") for text in texts) + "\n]\n"


FORMAT = Format(
    "json", "every result, for programs", (".json",), write_report, write_findings, join=join, programs=True
)
