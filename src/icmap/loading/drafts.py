"""Parties and services while the map is still being read: what the file says of them, before references are followed."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from icmap.locations import Place
from icmap.model import Dependency, Entry
from icmap.records import dataclass

__all__ = ["Draft", "Flat", "ServiceDraft"]


@dataclass(slots=True)
class ServiceDraft:
    """A service that its party lists."""

    name: str
    file: str
    place: Place
    fields: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """A party: the fields of the model that it has, its entries, its services."""

    id: str
    file: str
    place: Place
    fields: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    services: dict[str, ServiceDraft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flat:
    """One line of `dependencies`, with where its customer is written."""

    dependency: Dependency
    customer_place: Place
