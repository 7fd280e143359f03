"""Indented JSON, four times as fast as the standard library's: that has its encoder in C only for text on one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring_ascii as quoted
from math import isfinite
from typing import Any

__all__ = ["indented"]


def indented(value: Any, margin: str = "\n") -> str:
    """The same text as `json.dumps(value, indent=2, allow_nan=False)`, of values whose keys are texts."""
    plain = _PLAIN.get(type(value))
    if plain:
        return plain(value)
    inner = f"{margin}  "
    if isinstance(value, dict):
        parts = [f"{inner}{quoted(key)}: {indented(each, inner)}" for key, each in value.items()]
        return f"{{{','.join(parts)}{margin}}}" if parts else "{}"
    if isinstance(value, list | tuple):
        parts = [inner + indented(each, inner) for each in value]
        return f"[{','.join(parts)}{margin}]" if parts else "[]"
    return json.dumps(value, allow_nan=False)


def _number(value: float) -> str:
    return float.__repr__(value) if isfinite(value) else json.dumps(value, allow_nan=False)


_PLAIN: dict[type, Callable[[Any], str]] = {
    str: quoted,
    int: int.__repr__,
    float: _number,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}
"""How the values of most classes are written."""
