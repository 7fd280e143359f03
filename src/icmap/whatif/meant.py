"""Who is meant on the command line: a party or a service by id, `party/service`, or a name where it is the only one."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.errors import IcmapError
from icmap.model import OrgMap
from icmap.records import dataclass
from icmap.text.characters import normal, shown
from icmap.text.suggestions import Names

__all__ = ["Meant", "meant"]


@dataclass(frozen=True, slots=True)
class Meant:
    """A party (no `service`: all that it delivers), or one of its services."""

    party: str
    service: str | None = None

    def __str__(self) -> str:
        return self.party if self.service is None else f"{self.party}/{self.service}"


def meant(org: OrgMap, text: str, place: str) -> Meant:
    """Who a text means: an id, then `party/service`, then a name, then a service that only one party delivers.

    An `IcmapError` where it is nobody or several; `place` is the option or the line that says it.
    """
    wanted = normal(text.strip())
    found = _by_id(org, wanted) or _by_party_and_service(org, wanted) or _only_one(org, wanted, place)
    if found is None:
        raise IcmapError(f"{place}: the map has nobody called '{shown(wanted[:60])}'", hint=_hint(org, wanted))
    return found


def _by_id(org: OrgMap, text: str) -> Meant | None:
    return Meant(text) if text in org.parties else None


def _by_party_and_service(org: OrgMap, text: str) -> Meant | None:
    for at, letter in enumerate(text):
        if letter == "/":
            owner = _named(org, text[:at].strip())
            service = text[at + 1 :].strip()
            if len(owner) == 1 and any(each.name == service for each in org.parties[owner[0]].services):
                return Meant(owner[0], service)
    return None


def _named(org: OrgMap, text: str) -> list[str]:
    """The party of this id, else those of this name."""
    if text in org.parties:
        return [text]
    return [party.id for party in org.parties.values() if party.name == text]


def _only_one(org: OrgMap, text: str, place: str) -> Meant | None:
    found = [Meant(party) for party in _named(org, text)] or list(_services_called(org, text))
    if len(found) > 1:
        several = ", ".join(shown(str(each)) for each in found[:4])
        raise IcmapError(f"{place}: '{shown(text[:60])}' may be {several}", hint="say which by its id or party/service")
    return found[0] if found else None


def _services_called(org: OrgMap, text: str) -> Iterator[Meant]:
    for party in org.parties.values():
        yield from (Meant(party.id, each.name) for each in party.services if each.name == text)


def _hint(org: OrgMap, text: str) -> str:
    names = [(party.id, party.id) for party in org.parties.values()]
    names += [(party.name, party.id) for party in org.parties.values()]
    names += [(f"{party.id}/{each.name}",) * 2 for party in org.parties.values() for each in party.services]
    names += [(each.name, f"{party.id}/{each.name}") for party in org.parties.values() for each in party.services]
    near = Names(names).nearest(text[:200])
    return f"did you mean '{shown(near)}'?" if near else "give a party by its id or name, a service as party/service"
