"""Docker compose: each service is a system that depends on those it names under `depends_on` and `links`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from icmap.errors import IcmapError
from icmap.exchange.gathered import Gathered, Link
from icmap.exchange.order import Order
from icmap.exchange.sources.plain_yaml import documents, listed, mapped, texted
from icmap.exchange.tables.delimited import decoded

__all__ = ["take"]


def take(path: str, content: bytes, _order: Order, gathered: Gathered) -> list[str]:
    """Read a compose file. Raises `IcmapError` where it lists no services."""
    file = mapped(next(documents(path, decoded(path, content, gathered.remarks)), None))
    services = mapped(file.get("services"))
    if not services:
        raise IcmapError(f"'{path}' lists no services", hint="a compose file has them under 'services:'")
    if texted(file.get("name")):
        gathered.top.setdefault("name", texted(file["name"])[:200])
    count = 0
    for name, about in services.items():
        party = gathered.party(name, path)
        if party:
            gathered.put(gathered.parties[party], "kind", "system", path)
            count += sum(
                _depend(gathered, party, needed, path, optional=optional) for needed, optional in _needed(mapped(about))
            )
    return [f"{path}: {len(services)} services of a compose file, {count} dependencies"]


def _depend(gathered: Gathered, party: str, name: str, path: str, *, optional: bool) -> bool:
    provider = gathered.party(name, path)
    if not provider or provider == party:
        return False
    record, is_new = gathered.link(Link(party, "", provider, ""))
    if optional:
        gathered.put(record, "optional", "true", path)
    return is_new


def _needed(about: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """What a service needs, and whether it starts without it."""
    depends = about.get("depends_on")
    for name, condition in mapped(depends).items():
        yield name, texted(mapped(condition).get("required")).lower() == "false"
    for name in filter(None, map(texted, listed(depends))):
        yield name, False
    for name in filter(None, map(texted, listed(about.get("links")))):
        yield name.partition(":")[0], False
