"""The JSON Schema of a map file, made from the same tables that drive its reading: editors complete and check with it.

It is as strict as an editor can be about keys and shapes. What it cannot know (whether a party exists, whether an id
is well formed) is told by icmap itself.
"""

from __future__ import annotations

from typing import Any

from icmap.loading import schema as tables
from icmap.loading.schema import Keys, Type
from icmap.model import INSIDE_KINDS, OUTSIDE_KINDS, Importance

__all__ = ["map_schema"]

Schema = dict[str, Any]

_NAME: Schema = {"type": ["string", "number", "boolean"]}
"""A name is text exactly as written; an editor reads `007` and `no` as something else."""
_NUMBER: Schema = {"type": ["number", "string"]}
_DURATION: Schema = {"type": ["string", "number"], "examples": ["15 min", "4h", "2d", "1 week"]}
_NAMES: Schema = {"type": "array", "items": _NAME}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _either(*options: Schema) -> Schema:
    return {"anyOf": list(options)}


def _by_name(value: Schema) -> Schema:
    return {"type": "object", "additionalProperties": value}


_TYPES: dict[Type, Schema] = {
    Type.VERSION: {"enum": [1, "1"]},
    Type.NAME: _NAME,
    Type.TEXT: _NAME,
    Type.WORDS: _either(_NAME, _NAMES),
    Type.BOOLEAN: {"type": "boolean"},
    Type.DURATION: _ref("duration"),
    Type.ESTIMATE: _either(
        _ref("duration"), {"type": "array", "items": _ref("duration"), "minItems": 3, "maxItems": 3}
    ),
    Type.TIMED: _either(_ref("duration"), _ref("timed")),
    Type.ACTUAL: _either(_ref("duration"), _ref("actual")),
    Type.CLOCK: {"enum": ["request", "start"]},
    Type.FREQUENCY: {"type": "string", "examples": ["120/day", "3 per week", "daily", "monthly", "on demand"]},
    Type.SHARE: {"type": ["number", "string"], "examples": ["5%", 0.05]},
    Type.NUMBER: _NUMBER,
    Type.COUNT: {"type": ["integer", "string"]},
    Type.POSITIVE: _NUMBER,
    Type.SCALE: {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
    Type.DATE: {"type": "string", "format": "date"},
    Type.IMPORTANCE: {"enum": [str(each) for each in Importance]},
    Type.SATISFACTION: _either(_NUMBER, _ref("satisfaction")),
    Type.PARTY: _NAME,
    Type.PARTIES_NAMED: _either(_NAME, _NAMES),
    Type.REFERENCE: _NAME,
    Type.SERVICE: _NAME,
    Type.WHEN: _either(_NAME, _NAMES),
    Type.PATHS: _either(_NAME, _NAMES),
    Type.CALENDAR: _ref("calendar"),
    Type.SURVEY: _ref("survey"),
    Type.SITUATIONS: _either(_NAMES, _by_name(_either(_ref("situation"), {"type": "null"}))),
    Type.PARTIES: _by_name(_either(_ref("party"), {"type": "null"})),
    Type.SERVICES: _either(_NAMES, _by_name(_either(_ref("service"), {"type": "null"}))),
    Type.ENTRIES: _either(
        {"type": "array", "items": _ref("entry")},
        _by_name(_either(_ref("attributes"), {"type": "null"})),
        {"type": "null"},
    ),
    Type.MEMBERS: {"type": "array", "items": _ref("entry"), "minItems": 1},
    Type.FLAT: {"type": "array", "items": _ref("dependency")},
    Type.ANYTHING: {},
}

_MAPPINGS: dict[str, Keys] = {
    "actual": tables.ACTUAL,
    "alternative": tables.ALTERNATIVE,
    "attributes": tables.ENTRY,
    "calendar": tables.CALENDAR,
    "dependency": tables.FLAT,
    "party": tables.PARTY,
    "satisfaction": tables.SATISFACTION,
    "service": tables.SERVICE,
    "situation": tables.SITUATION,
    "survey": tables.SURVEY,
    "timed": tables.TIMED,
}


def map_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a map file."""
    definitions = {name: _mapping(keys) for name, keys in _MAPPINGS.items()}
    definitions |= {"duration": _DURATION, "entry": _entry()}
    definitions["party"]["properties"]["kind"] |= {"examples": [*INSIDE_KINDS, *OUTSIDE_KINDS]}
    whole = _mapping(tables.TOP)
    whole["properties"]["$schema"] = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An icmap map",
        **whole,
        "$defs": dict(sorted(definitions.items())),
    }


def _mapping(keys: Keys) -> Schema:
    """A mapping whose keys the format fixes; those that begin with `x-` are the user's own."""
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about} | _TYPES[key.type] for key in keys},
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
    }


def _entry() -> Schema:
    """A reference, an alternative, or one reference with its attributes."""
    one = {"type": "object", "minProperties": 1, "maxProperties": 1, "not": {"required": ["any_of"]}}
    one["additionalProperties"] = _either(_ref("attributes"), {"type": "null"})
    return _either(_NAME, _ref("alternative"), one)
