"""Which keys a party, a service and a dependency may have, in the order of the format, and how each is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from icmap.loading.schema import ATTRIBUTES, PARTY, SERVICE, TOP, Type

__all__ = ["IN_ENTRY", "IN_PARTY", "IN_SERVICE", "IN_TOP", "TYPES", "Type", "in_order"]

_ELSEWHERE = frozenset({"depends_on", "services"})

IN_TOP = tuple(key.name for key in TOP if key.name not in {"icmap", "parties", "dependencies"})
IN_PARTY = tuple(key.name for key in PARTY if key.name not in _ELSEWHERE)
IN_SERVICE = tuple(key.name for key in SERVICE if key.name not in _ELSEWHERE)
IN_ENTRY = tuple(key.name for key in ATTRIBUTES)
TYPES: Mapping[str, Type] = {key.name: key.type for key in (*ATTRIBUTES, *PARTY)}
"""The type of each key, whichever mapping it stands in."""


def in_order(record: Mapping[str, Any], order: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The pairs of a record in the order of the format; what is not of the format last, as it came."""
    for key in order:
        if key in record:
            yield key, record[key]
    known = frozenset(order)
    for key, value in record.items():
        if key not in known:
            yield key, value
