"""The JSON Schema of the map file, for editors, made from the same tables that the reading is driven by."""

from __future__ import annotations

from typing import Any

from icmap.checking.settings import EXEMPT, FAIL_ON, ITEMS, REASON, SEVERITY
from icmap.limits import LIMITS
from icmap.loading.schema import ACTUAL, CALENDAR, EDIT, SATISFACTION, SITUATION, SURVEY, TIMED, TOP
from icmap.model.attributes import ALTERNATIVE, DEPENDENCY_OPTION, ENTRY, FLAT, PARTY, SERVICE, SERVICE_OPTION
from icmap.model.keys import Key, Keys, Type
from icmap.model.kinds import INSIDE_KINDS, OUTSIDE_KINDS
from icmap.model.selectors import SELECTOR
from icmap.rules import NAMES, Check, check_named
from icmap.schemas.snippets import DEFAULTS, value_of

__all__ = ["IDENTITY", "map_schema"]

IDENTITY = "urn:icmap:map:1"
"""What the schema is called; a name and no address, so that no editor looks for it on the net."""

Json = dict[str, Any]

_NUMBER = r"([0-9]+(\.[0-9]+)?|\.[0-9]+)"
_UNIT = (
    "([mM][sS]|[mM][sS][eE][cC]|[mM]illi[sS]econds?|[sS]|[sS][eE][cC][sS]?|[sS]econds?|[mM][iI][nN][sS]?|[mM]inutes?"
    "|[hH]|[hH][rR][sS]?|[hH]ours?|[dD]|[dD]ays?|[wW]|[wW][kK][sS]?|[wW]eeks?|[mM][oO]|[mM]onths?|[qQ]uarters?"
    "|[yY]|[yY][rR][sS]?|[yY]ears?)"
)
_ABOUT = r"\s*((~|≈|[aA][bB][oO][uU][tT]\s|[aA]pprox\.|[cC]irca\s|[cC]a\.)\s*)?"
_DURATION = rf"^{_ABOUT}({_NUMBER}\s*{_UNIT}[\s,]*)+$"
_RANGE = rf"^{_ABOUT}(0|{_NUMBER}\s*({_UNIT})?)\s*(-|–|[tT][oO]\s)\s*{_NUMBER}\s*{_UNIT}\s*$"
_RATE = rf"^\s*{_NUMBER}\s*(/|[pP][eE][rR]\b|[aA]\b|[tT]imes\s+([pP]er|[aA])\b)\s*{_UNIT}\s*$"
_NAMED_RATE = r"^\s*([oO]n\s+[dD]emand|[hH]ourly|[dD]aily|[wW]eekly|[mM]onthly|[qQ]uarterly|[yY]early|[aA]nnually)\s*$"
_SHARE = r"^\s*((0*(100(\.0+)?|[0-9]{1,2}(\.[0-9]+)?)|\.[0-9]+)\s*%|0*(0(\.[0-9]+)?|1(\.0+)?)|\.[0-9]+)\s*$"
_ID = r"""^[^/\\\s_.,:;!?@#%&*()\[\]{}<>|~^'"`$+=-][^/\\]*$"""
_REFERENCE = r"^[^/\\]+(/[^/\\]+)?$"
_OWN = "^x-"


def map_schema() -> Json:
    """The JSON Schema (draft 2020-12) of a map, as a value that `json.dumps` can write.

    It says what a schema can say: keys, kinds of values, how durations and frequencies look. What needs the whole map
    (references, duplicates, order of estimates) is said by `icmap check`.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTITY,
        "title": "icmap map, version 1",
        "description": "Who inside and around an organisation depends on whom, for what, how often, how fast and how well.",
        **_mapping(TOP, required=("icmap",), also={"$schema": {"type": "string"}}),
        "$defs": _definitions(),
    }


def _definitions() -> Json:
    """What occurs in many places, or in itself."""
    return {
        "duration": _duration(),
        "estimate": {
            "anyOf": [
                _ref("duration"),
                {"type": "string", "pattern": _RANGE},
                {"type": "array", "items": _ref("duration"), "minItems": 3, "maxItems": 3},
            ]
        },
        "frequency": {"type": "string", "anyOf": [{"pattern": _RATE}, {"pattern": _NAMED_RATE}]},
        "timed": {"anyOf": [_ref("duration"), _mapping(TIMED, required=("time",))]},
        "actual": {"anyOf": [_ref("duration"), _actual()]},
        "satisfaction": {"anyOf": [_number(), _mapping(SATISFACTION)]},
        "name": _text(LIMITS.name),
        "id": {"type": "string", "minLength": 1, "maxLength": LIMITS.id, "pattern": _ID},
        "reference": {"type": ["string", "number", "boolean"], "pattern": _REFERENCE},
        "entries": {"anyOf": [{"type": "null"}, _list_of_entries(), _mapping_of_entries()]},
        "entry": {"anyOf": [_ref("reference"), _ref("alternative"), _one_reference()]},
        "attributes": _may_be_empty(_mapping(ENTRY)),
        "alternative": _mapping(ALTERNATIVE, required=("any_of",)),
        "service": _may_be_empty(_mapping(SERVICE)),
        "party": _may_be_empty(_mapping(PARTY)),
        "calendar": _may_be_empty(_mapping(CALENDAR)),
        "survey": _may_be_empty(_mapping(SURVEY)),
        "situations": _situations(),
        "checks": _checks(),
        "selector": {"anyOf": [_one_or_more(_text(LIMITS.name)), _mapping(SELECTOR)]},
        "selectors": {"anyOf": [_ref("selector"), {"type": "array", "items": _ref("selector")}]},
        "scenarios": _scenarios(),
        "service_options": _options(SERVICE_OPTION),
        "dependency_options": _options(DEPENDENCY_OPTION),
        "flat": {
            "anyOf": [{"type": "null"}, {"type": "array", "items": _mapping(FLAT, required=("customer", "provider"))}]
        },
    }


def _mapping(keys: Keys, *, required: tuple[str, ...] = (), also: Json | None = None) -> Json:
    """A mapping of known keys; keys that begin with `x-` are the user's own."""
    schema: Json = {
        "type": "object",
        "properties": {key.name: {**_of_key(key), **_described(key)} for key in keys},
        "patternProperties": {_OWN: True},
        "additionalProperties": False,
    }
    schema["properties"] |= also or {}
    if required:
        schema["required"] = list(required)
    return schema


def _described(key: Key) -> Json:
    """What an editor shows and offers: what the key means, what holds without it, a value to begin with, known kinds."""
    shown: Json = {"description": key.about}
    if key.name in DEFAULTS:
        shown["default"] = DEFAULTS[key.name]
    if (body := value_of(key.type, key.choices)) != "$1":
        shown["defaultSnippets"] = [{"label": key.name, "description": key.about, "body": body}]
    if key.name == "kind":
        shown["examples"] = [*INSIDE_KINDS, *OUTSIDE_KINDS]
    return shown


def _may_be_empty(mapping: Json) -> Json:
    """The same, or nothing; not as two alternatives, of which an editor would report the wrong one."""
    return {**mapping, "type": ["object", "null"]}


def _of_key(key: Key) -> Json:
    return {"enum": list(key.choices)} if key.choices else _of_type(key.type)


def _of_type(type_: Type) -> Json:
    return _SIMPLE[type_] if type_ in _SIMPLE else _ref(_NAMED[type_])


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _text(longest: int) -> Json:
    """A text; YAML programs see numbers and truth values in some texts, which are names all the same."""
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": longest}


def _number() -> Json:
    return {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": rf"^\s*{_NUMBER}\s*$"}]}


def _count(least: int = 0) -> Json:
    return {"anyOf": [{"type": "integer", "minimum": least}, {"type": "string", "pattern": "^[0-9]{1,9}$"}]}


def _duration() -> Json:
    return {"anyOf": [{"type": "string", "pattern": _DURATION}, {"const": 0}, {"type": "string", "pattern": "^0+$"}]}


def _share() -> Json:
    percent = {"type": "string", "pattern": _SHARE}
    return {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, percent]}


def _boolean() -> Json:
    return {"anyOf": [{"type": "boolean"}, {"enum": ["true", "True", "TRUE", "false", "False", "FALSE"]}]}


def _one_or_more(item: Json) -> Json:
    return {"anyOf": [{"type": "null"}, item, {"type": "array", "items": item}]}


def _actual() -> Json:
    one_of = [{"required": [key]} for key in ("median", "time", "p90")]
    return {**_mapping(ACTUAL), "anyOf": one_of}


def _list_of_entries() -> Json:
    return {"type": "array", "items": _ref("entry")}


def _mapping_of_entries() -> Json:
    return {
        "type": "object",
        "propertyNames": {"pattern": _REFERENCE, "not": {"enum": ["any_of", "at_least"]}},
        "additionalProperties": _ref("attributes"),
    }


def _one_reference() -> Json:
    return {**_mapping_of_entries(), "minProperties": 1, "maxProperties": 1}


def _by_name(item: str) -> Json:
    return {"type": ["object", "null"], "propertyNames": _ref("id"), "additionalProperties": _ref(item)}


def _positive() -> Json:
    return {"type": ["number", "string"], "exclusiveMinimum": 0, "maximum": 24, "pattern": rf"^\s*{_NUMBER}\s*$"}


def _options(keys: Keys) -> Json:
    return {"anyOf": [{"type": "null"}, {"type": "array", "items": _mapping(keys, required=("do",))}]}


def _own_kinds() -> Json:
    known = {"type": "string", "examples": [*INSIDE_KINDS, *OUTSIDE_KINDS]}
    return {"anyOf": [{"type": "null"}, {"type": "object", "additionalProperties": known}]}


def _scenarios() -> Json:
    one = [{"required": [key.name]} for key in EDIT if key.name != "for"]
    edit = {**_mapping(EDIT), "oneOf": one, "dependentRequired": {"serve": ["for"], "for": ["serve"]}}
    edits = {"anyOf": [{"type": "null"}, {"type": "array", "items": edit}]}
    return {"anyOf": [{"type": "null"}, {"type": "object", "additionalProperties": edits}]}


def _checks() -> Json:
    """The rules with what may be set for each, from their registry."""
    rules = {name: _rule(check_named(name)) for name in NAMES}
    return _may_be_empty(_mapping((FAIL_ON,), also=rules))


def _rule(check: Check) -> Json:
    """A severity, a mapping, and where the rule takes one a list."""
    item = _mapping((*check.keys, EXEMPT, REASON), required=check.needed if check.many else ())
    items = {"type": "array", "items": item}
    word = {"enum": [*SEVERITY.choices, False]}  # what YAML 1.1 makes of `off`
    severity = {SEVERITY.name: word | {"description": SEVERITY.about}}
    whole = {**item, "properties": item["properties"] | severity}
    forms = [word, {key: value for key, value in whole.items() if key != "required"}]
    if check.many:
        forms += [items, _mapping((), also=severity | {ITEMS.name: items | {"description": ITEMS.about}})]
    forms += [_of_key(key) for key in check.keys if key.name == check.listed]
    return {"description": f"{check.summary}.", "anyOf": forms}


def _situations() -> Json:
    share = {"anyOf": [{"type": "null"}, _mapping(SITUATION)]}
    names = {"type": "array", "items": _text(LIMITS.name)}
    return {"anyOf": [{"type": "null"}, names, {"type": "object", "additionalProperties": share}]}


_SIMPLE: dict[Type, Json] = {
    Type.VERSION: {"enum": [1, "1"]},
    Type.TEXT: {"type": ["string", "number", "boolean"]},
    Type.WORDS: _one_or_more(_text(LIMITS.name)),
    Type.WHEN: _one_or_more(_text(LIMITS.name)),
    Type.PATHS: _one_or_more(_text(LIMITS.name)),
    Type.PARTIES_NAMED: _one_or_more(_text(LIMITS.name)),
    Type.BOOLEAN: _boolean(),
    Type.KINDS: _own_kinds(),
    Type.SHARE: _share(),
    Type.NUMBER: _number(),
    Type.COUNT: _count(),
    Type.POSITIVE: _positive(),
    Type.SCALE: {"type": "array", "items": _number(), "minItems": 2, "maxItems": 2},
    Type.DATE: {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Type.IMPORTANCE: {"enum": ["low", "medium", "high", "critical"]},
    Type.PARTIES: _by_name("party"),
    Type.SERVICES: _by_name("service"),
    Type.MEMBERS: {"type": "array", "items": _ref("entry"), "minItems": 1},
    Type.ANYTHING: {},
}

_NAMED: dict[Type, str] = {
    Type.DURATION: "duration", Type.ESTIMATE: "estimate", Type.FREQUENCY: "frequency", Type.TIMED: "timed",
    Type.ACTUAL: "actual", Type.SATISFACTION: "satisfaction", Type.NAME: "name", Type.PARTY: "name",
    Type.SERVICE: "id", Type.REFERENCE: "reference", Type.ENTRIES: "entries", Type.CALENDAR: "calendar",
    Type.SURVEY: "survey", Type.SITUATIONS: "situations", Type.SCENARIOS: "scenarios", Type.FLAT: "flat", Type.CHECKS: "checks",
    Type.SELECTOR: "selector", Type.SELECTORS: "selectors", Type.SERVICE_OPTIONS: "service_options",
    Type.DEPENDENCY_OPTIONS: "dependency_options",
}  # fmt: skip
