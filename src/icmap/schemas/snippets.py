"""What is typed first for each type of value, with places to fill in, as editors know them (`${1:2d}`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["DEFAULTS", "value_of"]

DEFAULTS: Mapping[str, object] = {
    "hours_per_day": 8, "days_per_week": 5, "scale": [1, 5], "min_answers": 5, "optional": False, "waits": True, "importance": "medium",
    "handoff": 0, "at_least": 1, "fail_on": "error", "from": "request",
}  # fmt: skip
"""What holds where a key is not written, of those that have such a value."""

_VALUES: Mapping[str, str] = {
    "version": "1",
    "duration": "${1:1d}",
    "estimate": "${1:1d}",
    "timed": "${1:2d}",
    "actual": "{median: ${1:2d}, p90: ${2:4d}, n: ${3:40}}",
    "frequency": "${1:10/day}",
    "share": "${1:10%}",
    "number": "${1:1}",
    "count": "${1:1}",
    "positive": "${1:8}",
    "scale": "[${1:1}, ${2:5}]",
    "date": "${1:2026-01-31}",
    "satisfaction": "{communication: ${1:4}, productivity: ${2:4}, responsiveness: ${3:4}, answers: ${4:10}}",
    "parties_named": "[$1]",
    "words": "[$1]",
    "paths": "[${1:teams/*.yaml}]",
    "members": "[$1]",
    "entries": "[$1]",
    "services": "{${1:name}: {lead_time: ${2:1d}}}",
    "situations": "[${1:year end}]",
    "calendar": "{hours_per_day: ${1:8}, days_per_week: ${2:5}}",
    "survey": "{scale: [${1:1}, ${2:5}], min_answers: ${3:5}}",
}


def value_of(type_: str | None, words: Sequence[str] = ()) -> str:
    """The value of a key of this type, or one of the words that it may be; where nothing is known, a place to type."""
    if type_ is not None and type_ in _VALUES:
        return _VALUES[type_]
    return f"${{1|{','.join(words)}|}}" if 0 < len(words) < 8 else "$1"
