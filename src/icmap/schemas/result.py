"""The JSON Schema of a report's JSON, read off the types of the results; nothing is written down twice."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from icmap.analyses import ANALYSES
from icmap.comparison import Comparison
from icmap.encoding import HOURS, KEYED, SCHEMA_VERSION, Member, is_record, members
from icmap.report import MapFacts

__all__ = ["comparison_schema", "result_schema", "schema_of"]

Schema = dict[str, Any]

_PLAIN: dict[object, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Fraction: {"type": "number"},
    str: {"type": "string"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    Any: {},
    object: {},
}


def result_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of what `icmap analyze --format json` prints for one map."""
    return schema_of({"map": MapFacts} | {each.key: _result_type(each.compute) for each in ANALYSES})


def comparison_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of what `icmap diff --format json` prints."""
    return schema_of({"diff": Comparison}, "icmap diff --format json")


def schema_of(results: Mapping[str, Any], title: str = "icmap analyze --format json") -> Schema:
    """The schema of a report whose results have these types, by key; `map` is always there, the others if asked for."""
    definitions: dict[str, Schema] = {}
    properties: Schema = {
        "schema_version": {"const": SCHEMA_VERSION},
        "icmap": {"type": "string", "description": "The version of icmap that wrote this."},
    }
    properties |= {key: _of(kind, definitions) for key, kind in results.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "required": [key for key in ("schema_version", "icmap", "map", "diff") if key in properties],
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def _result_type(compute: Callable[..., Any]) -> Any:
    return get_type_hints(compute).get("return", Any)


def _of(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if get_origin(kind) in (Annotated, Union, types.UnionType):
        options = get_args(kind)[:1] if get_origin(kind) is Annotated else get_args(kind)
        return _union([_of(each, definitions) for each in options])
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return {"enum": [str(each) for each in kind]}
    if inspect.isclass(kind) and is_record(kind):
        return _reference(kind, definitions)
    return _collection(kind, definitions)


def _union(options: list[Schema]) -> Schema:
    """Plain types side by side; `integer` goes into `number`."""
    unique = [each for index, each in enumerate(options) if each not in options[:index]]
    if len(unique) == 1:
        return unique[0]
    plain = _names_of_types([each for each in unique if list(each) == ["type"]])
    if all(list(each) == ["type"] for each in unique):
        return {"type": plain[0] if len(plain) == 1 else plain}
    return {"anyOf": [each for each in unique if each != {"type": "integer"} or "number" not in plain]}


def _names_of_types(options: list[Schema]) -> list[str]:
    names: list[str] = []
    for each in options:
        names += each["type"] if isinstance(each["type"], list) else [each["type"]]
    return [each for each in dict.fromkeys(names) if each != "integer" or "number" not in names]


def _collection(kind: Any, definitions: dict[str, Schema]) -> Schema:
    origin, inner = get_origin(kind) or kind, get_args(kind)
    if not inspect.isclass(origin):
        raise TypeError(f"no schema for {kind!r}")
    if issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _of(inner[1], definitions) if inner else {}}
    if issubclass(origin, tuple) and inner and inner[-1] is not Ellipsis:
        return {"type": "array", "prefixItems": [_of(each, definitions) for each in inner], "items": False}
    if issubclass(origin, Sequence | set | frozenset):
        return {"type": "array", "items": _of(inner[0], definitions) if inner else {}}
    raise TypeError(f"no schema for {kind!r}")


def _reference(kind: Any, definitions: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # a placeholder, for a type that holds itself
        definitions[name] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _object(kind: Any, definitions: dict[str, Schema]) -> Schema:
    properties: Schema = {}
    for each in members(kind):
        if each.is_opened:
            properties |= {each.key_of(key): kind for key, kind in _inlined(each.type, definitions).items()}
        else:
            properties[each.key] = _member(each, definitions)
    described = {"description": " ".join(kind.__doc__.split("\n\n")[0].split())} if kind.__doc__ else {}
    return described | {"type": "object", "required": list(properties), "properties": properties}


def _inlined(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """The properties of a record whose keys stand in place of one; all may be null where it may be missing."""
    options = get_args(get_args(hint)[0]) or get_args(hint)[:1]
    kind = next(each for each in options if each is not type(None))
    properties: Schema = _object(kind, definitions)["properties"]
    if type(None) not in options:
        return properties
    return {key: _union([each, {"type": "null"}]) for key, each in properties.items()}


def _member(each: Member, definitions: dict[str, Schema]) -> Schema:
    if each.mark == KEYED:
        return _key(get_args(each.type)[0])
    schema = _nullable_numbers(_of(each.type, definitions))
    return schema | {"description": "In working hours."} if each.mark == HOURS else schema


def _key(kind: Any) -> Schema:
    """What a reference to a record, or to several, is written as."""
    if get_origin(kind) is tuple:
        return {"type": "array", "items": {"type": "string"}}
    return {"type": ["string", "null"] if type(None) in get_args(kind) else "string"}


def _nullable_numbers(schema: Schema) -> Schema:
    """A float that is no number is written as null."""
    return schema | {"type": ["number", "null"]} if schema.get("type") == "number" else schema
