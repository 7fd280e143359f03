"""Which keys a party, a service and a dependency may have, in the order of the format, and how each is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from icmap.loading.schema import TOP
from icmap.model.attributes import DEPENDENCY, PARTY, SERVICE, said
from icmap.model.keys import Key, Type

__all__ = ["FIELDS", "IN_ENTRY", "IN_PARTY", "IN_SERVICE", "IN_TOP", "TYPES", "Type", "in_order"]

IN_TOP = tuple(key.name for key in TOP if key.name not in {"icmap", "parties", "dependencies"})
IN_PARTY = tuple(key.name for key in said(PARTY))
IN_SERVICE = tuple(key.name for key in said(SERVICE))
IN_ENTRY = tuple(key.name for key in said(DEPENDENCY))
_KEYS: tuple[Key, ...] = (*DEPENDENCY, *PARTY)
TYPES: Mapping[str, Type] = {key.name: key.type for key in _KEYS}
"""The type of each key, whichever mapping it stands in."""
FIELDS: Mapping[str, str] = {key.name: key.attribute for key in _KEYS}
"""Where the model keeps the value of each key."""


def in_order(record: Mapping[str, Any], order: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The pairs of a record in the order of the format; what is not of the format last, as it came."""
    for key in order:
        if key in record:
            yield key, record[key]
    known = frozenset(order)
    for key, value in record.items():
        if key not in known:
            yield key, value
