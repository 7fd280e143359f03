"""The JSON Schema of what `icmap check --format json` writes; a line of json-lines is one of its `findings`."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.diagnostics import Severity

__all__ = ["findings_schema"]

Schema = dict[str, object]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SEVERITY: Schema = {"enum": [str(each) for each in Severity]}
_NUMBERED: Schema = {"type": ["integer", "null"], "minimum": 1}
_PLACE: Mapping[str, Schema] = {
    "file": _TEXT,
    "line": _NUMBERED | {"description": "From 1; null is the file as a whole."},
    "column": _NUMBERED | {"description": "In characters, from 1."},
    "end_column": _NUMBERED | {"description": "The column after the last one."},
}


def findings_schema() -> Schema:
    """The schema, as plain JSON types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What icmap check found",
        **_object(
            {
                "schema_version": {"const": 1},
                "icmap": _TEXT | {"description": "The version of icmap."},
                "counts": _object({str(each): _COUNT for each in reversed(Severity)}),
                "findings": _list(_finding()),
                "rules": _list(_object({"name": _TEXT, "severity": _SEVERITY, "summary": _TEXT})),
            }
        ),
    }


def _finding() -> Schema:
    number: Schema = {
        "type": ["number", "null"],
        "description": "The measure of the finding where it has one: more is worse.",
    }
    subjects = _list(_TEXT) | {"description": "What it is about: party ids, or party/service."}
    related = _list(_object({"message": _TEXT, **_PLACE}))
    texts = {"rule": _TEXT, "severity": _SEVERITY, "message": _TEXT, "hint": _TEXT}
    return _object({**texts, **_PLACE, "subjects": subjects, "number": number, "related": related})


def _object(members: Mapping[str, Schema]) -> dict[str, object]:
    return {"type": "object", "required": list(members), "properties": dict(members)}


def _list(items: Schema) -> dict[str, object]:
    return {"type": "array", "items": items}
