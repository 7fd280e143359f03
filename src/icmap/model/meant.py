"""Who is meant where a person names a party or a service: by id, by `party/service`, or by a name that only one has."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.errors import IcmapError
from icmap.model.organisation import OrgMap
from icmap.records import dataclass
from icmap.text.characters import normal, shown
from icmap.text.suggestions import Names

__all__ = ["Meant", "meant", "party_meant"]

_SHOWN = 4
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Meant:
    """A party (no `service`: all that it delivers), or one of its services."""

    party: str
    service: str | None = None

    def __str__(self) -> str:
        """The reference by which a map names it."""
        return self.party if self.service is None else f"{self.party}/{self.service}"


def party_meant(org: OrgMap, text: str, place: str = "") -> str:
    """The id of the party that a text means: its id, else its name where no other party has the same.

    An `IcmapError` where it is nobody or several; `place`, if given, is the option or line that says it.
    """
    found = _parties_called(org, normal(text.strip()))
    return _only_one(org, text, [Meant(each) for each in found], place, "party").party


def meant(org: OrgMap, text: str, place: str = "") -> Meant:
    """The party or service that a text means: an id, then `party/service`, then a name, then a service that only one party has.

    An `IcmapError` where it is nobody or several; `place`, if given, is the option or line that says it.
    """
    wanted = normal(text.strip())
    found = [Meant(wanted)] if wanted in org.parties else list(_by_both(org, wanted))
    found = found or [Meant(each) for each in _parties_called(org, wanted)] or list(_services_called(org, wanted))
    return _only_one(org, text, found, place, "party or service")


def _parties_called(org: OrgMap, text: str) -> list[str]:
    """The party of this id, else those of this name."""
    return [text] if text in org.parties else [party.id for party in org.parties.values() if party.name == text]


def _by_both(org: OrgMap, text: str) -> Iterator[Meant]:
    """`party/service`; a name may have a stroke in it, so that each is tried as the one that parts the two."""
    for at, letter in enumerate(text):
        if letter == "/":
            service = text[at + 1 :].strip()
            for party in _parties_called(org, text[:at].strip()):
                if any(each.name == service for each in org.parties[party].services):
                    yield Meant(party, service)


def _services_called(org: OrgMap, text: str) -> Iterator[Meant]:
    for party in org.parties.values():
        yield from (Meant(party.id, each.name) for each in party.services if each.name == text)


def _only_one(org: OrgMap, text: str, found: list[Meant], place: str, what: str) -> Meant:
    where = f"{place}: " if place else ""
    if not found:
        raise IcmapError(f"{where}the map has no {what} '{shown(text)}'", hint=_hint(org, text, what))
    if len(found) > 1:
        more = f" or one of {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        several = ", ".join(f"'{shown(str(each))}'" for each in found[:_SHOWN])
        raise IcmapError(f"{where}'{shown(text)}' may be {several}{more}", hint="say which by its id")
    return found[0]


def _hint(org: OrgMap, text: str, what: str) -> str:
    names = [(word, party.id) for party in org.parties.values() for word in (party.id, party.name)]
    if what != "party":
        both = ((f"{party.id}/{each.name}", each.name) for party in org.parties.values() for each in party.services)
        names += [(word, reference) for reference, service in both for word in (reference, service)]
    near = Names(names).nearest(text[:_LONGEST])
    return f"did you mean '{shown(near)}'?" if near else _some(org)


def _some(org: OrgMap) -> str:
    """What there is, where nothing is near."""
    listed = list(org.parties)
    more = f" and {len(listed) - 2 * _SHOWN} more" if len(listed) > 2 * _SHOWN else ""
    return f"there is {', '.join(map(shown, listed[: 2 * _SHOWN]))}{more}" if listed else ""
