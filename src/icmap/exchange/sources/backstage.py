"""A Backstage catalogue: components and resources are systems, groups are teams, APIs are services of who provides them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from icmap.errors import IcmapError
from icmap.exchange.gathered import Gathered, Link
from icmap.exchange.names import tidy
from icmap.exchange.order import Order
from icmap.exchange.sources.plain_yaml import documents, listed, mapped, texted
from icmap.exchange.tables.delimited import decoded
from icmap.limits import LIMITS
from icmap.loading.reading import read_bytes
from icmap.records import dataclass

__all__ = ["take"]

_NAMES = ("catalog-info.yaml", "catalog-info.yml")
_KINDS = {
    "component": "system", "resource": "system", "api": "system", "system": "unit", "domain": "unit", "group": "team", "user": "person",
}  # fmt: skip
_GROUPS = {
    "team": "team",
    "squad": "team",
    "department": "department",
    "business-unit": "unit",
    "division": "unit",
    "organization": "unit",
    "root": "unit",
}
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Entity:
    kind: str
    namespace: str
    name: str
    metadata: dict[str, Any]
    spec: dict[str, Any]
    path: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.namespace, self.name


Entities = dict[tuple[str, str, str], _Entity]


def take(path: str, content: bytes, order: Order, gathered: Gathered) -> list[str]:
    """Read a catalogue file, or every `catalog-info.yaml` of a folder. Raises `IcmapError` where there is no entity."""
    entities: Entities = {}
    for name, text in _files(path, content, order, gathered):
        for document in documents(name, text):
            entity = _entity(document, name)
            if entity is not None:
                entities.setdefault(entity.key, entity)
    if not entities:
        raise IcmapError(
            f"'{path}' holds no entity of a catalogue", hint="an entity has apiVersion, kind and metadata.name"
        )
    ids = _parties(entities, gathered)
    before = len(gathered.links)
    for entity in entities.values():
        if entity.key in ids:
            _relate(entity, entities, ids, gathered)
    return [f"{path}: {len(entities)} entities of a catalogue, {len(gathered.links) - before} dependencies"]


def _files(path: str, content: bytes, order: Order, gathered: Gathered) -> Iterator[tuple[str, str]]:
    if not os.path.isdir(path):  # noqa: PTH112 - the path stays as it was given
        yield path, decoded(path, content, gathered.remarks)
        return
    left = LIMITS.files
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(set(names) & set(_NAMES)):
            if not left:
                raise IcmapError(
                    f"'{path}' holds more than {LIMITS.files:,} catalogue files", hint="import its folders one by one"
                )
            left -= 1
            file = os.path.join(folder, name)  # noqa: PTH118 - as above
            yield file, decoded(file, read_bytes(file, order.most, streams=False), gathered.remarks)


def _entity(document: Any, path: str) -> _Entity | None:
    about = mapped(document)
    metadata = mapped(about.get("metadata"))
    kind, name = texted(about.get("kind")).lower(), texted(metadata.get("name"))
    if not name or kind not in _KINDS or "apiVersion" not in about:
        return None
    return _Entity(
        kind, texted(metadata.get("namespace")) or "default", name, metadata, mapped(about.get("spec")), path
    )


def _parties(entities: Entities, gathered: Gathered) -> dict[tuple[str, str, str], str]:
    """A party for every entity but APIs that somebody provides; two kinds of one name are told apart by their kind."""
    provided = {key for each in entities.values() for key in _references(each, "providesApis", "api")}
    named: dict[str, int] = {}
    for key in entities:
        named[key[2].casefold()] = named.get(key[2].casefold(), 0) + (key not in provided)
    ids = {}
    for key, entity in entities.items():
        if key in provided and any(
            key in _references(each, "providesApis", "api") for each in entities.values() if each.kind == "component"
        ):
            continue
        name = (
            f"{entity.name} ({entity.kind})"
            if named[entity.name.casefold()] > 1 and entity.kind != "component"
            else entity.name
        )
        ids[key] = gathered.party(name, entity.path)
        _describe(entity, ids[key], gathered)
    return ids


def _describe(entity: _Entity, party: str, gathered: Gathered) -> None:
    record, path = gathered.parties[party], entity.path
    title = tidy(texted(entity.metadata.get("title")) or texted(mapped(entity.spec.get("profile")).get("displayName")))
    kind = (
        _GROUPS.get(texted(entity.spec.get("type")).lower(), "team") if entity.kind == "group" else _KINDS[entity.kind]
    )
    tags = [tidy(texted(each)) for each in listed(entity.metadata.get("tags"))]
    values: dict[str, Any] = {"name": title[:_MOST], "kind": kind, "tags": tuple(filter(None, tags))}
    values["description"] = tidy(texted(entity.metadata.get("description")))
    values["owner"] = tidy(texted(entity.spec.get("owner"))).rpartition(":")[2].rpartition("/")[2][:_MOST]
    for key, value in values.items():
        if value:
            gathered.put(record, key, value, path)


def _references(entity: _Entity, key: str, kind: str) -> list[tuple[str, str, str]]:
    """The references `[kind:][namespace/]name` of a key, be it one or a list."""
    value = entity.spec.get(key)
    texts = [value] if isinstance(value, str) else [each for each in listed(value) if isinstance(each, str)]
    found = []
    for text in texts:
        before, _, rest = text.rpartition(":")
        space, _, name = rest.rpartition("/")
        found.append(((before or kind).lower(), space or entity.namespace, name))
    return found


def _relate(entity: _Entity, entities: Entities, ids: dict[tuple[str, str, str], str], gathered: Gathered) -> None:
    above = {
        "component": ("system", "system"),
        "resource": ("system", "system"),
        "api": ("system", "system"),
        "system": ("domain", "domain"),
    }
    above |= {"group": ("parent", "group"), "user": ("memberOf", "group")}
    me = ids[entity.key]
    if entity.kind in above:
        key, kind = above[entity.kind]
        for reference in _references(entity, key, kind)[:1]:
            box = ids.get(reference)
            if box and box != me:
                gathered.put(gathered.parties[me], "part_of", box, entity.path)
    for reference in _references(entity, "dependsOn", "component"):
        _depend(me, reference, "", ids, entity, gathered)
    for reference in _references(entity, "consumesApis", "api"):
        providers = [
            each
            for each in entities.values()
            if each.kind == "component" and reference in _references(each, "providesApis", "api")
        ]
        for each in providers:
            _depend(me, each.key, reference[2], ids, entity, gathered)
        if not providers:
            _depend(me, reference, "", ids, entity, gathered)


def _depend(
    me: str,
    reference: tuple[str, str, str],
    service: str,
    ids: dict[tuple[str, str, str], str],
    entity: _Entity,
    gathered: Gathered,
) -> None:
    provider = ids.get(reference) or gathered.party(reference[2], entity.path)
    if not provider or provider == me:
        return
    ids.setdefault(reference, provider)
    name = gathered.service(provider, service, entity.path) if service else ""
    gathered.link(Link(me, "", provider, name))
