"""JSON: the typed results of a Report as one object, whatever analyses there are.

A dataclass becomes an object with a key for each field (`hours_field` and `named` fields under the name they ask for),
exact times become hours, floats have at most nine decimals, unknown is null, and so is what is no number.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any

from icmap.diagnostics import Findings
from icmap.document import UNIT, Report
from icmap.formats._as_objects import counts, finding
from icmap.formats._format import Format, Page
from icmap.model.quantities import hours
from icmap.version import __version__

__all__ = ["FORMAT", "SCHEMA_VERSION", "encoded", "json_name"]

SCHEMA_VERSION = 1
"""Grows when a key changes its meaning or goes away; new keys may come at any time."""

_DECIMALS = 9


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
    text = json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False)
    return text.replace("##[", "#\\u0023[") + "\n"


def join(texts: Sequence[str]) -> str:
    """Several reports are a list of objects."""
    return "[\n" + ",\n".join(text.rstrip("\n") for text in texts) + "\n]\n"


def encoded(value: Any) -> Any:
    """A result as plain JSON types."""
    if value is None or (isinstance(value, bool | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, int | float | Fraction):
        return _number(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: as_json(getattr(value, attribute)) for attribute, name, as_json in _members(type(value))}
    return _collection(value)


def _number(value: float | Fraction) -> float | int | None:
    if isinstance(value, int):
        return value
    number = float(value)
    return round(number, _DECIMALS) + 0.0 if math.isfinite(number) else None


def _collection(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): encoded(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return [encoded(each) for each in sorted(value)]
    if hasattr(value, "_asdict"):
        return {key: encoded(each) for key, each in value._asdict().items()}
    if isinstance(value, Sequence):
        return [encoded(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a result holds a {type(value).__name__}, which JSON has no word for")


@cache
def _members(kind: type) -> tuple[tuple[str, str, Callable[[Any], Any]], ...]:
    return tuple((each.name, json_name(each), _encoder(each)) for each in fields(kind))


def _encoder(each: Any) -> Callable[[Any], Any]:
    return _hours if each.metadata.get(UNIT) == "hours" else encoded


def _hours(value: Any) -> Any:
    """An exact time in hours; several of them (a tuple, a mapping) each for itself."""
    if value is None or isinstance(value, int | Fraction):
        return hours(value)
    if isinstance(value, float):
        return _number(value / 3600)
    if isinstance(value, Mapping):
        return {str(key): _hours(each) for key, each in value.items()}
    return [_hours(each) for each in value]


def json_name(field: Any) -> str:
    """The name of a dataclass's field in JSON: as it says itself, with its unit, else its Python name."""
    if UNIT in field.metadata:
        return f"{field.name}_{field.metadata[UNIT]}"
    return str(field.metadata.get("json", field.name))


FORMAT = Format(
    "json", "every result, for programs", (".json",), report=write_report, findings=write_findings, join=join
)
