"""A map without names: `Person 7`, `Team 3`, the same number for the same party in every output of one map.

Numbers go by a hash of the ids, so that they tell nothing of the alphabet. Free text is left out, and so are places in
files. With `persons` only persons lose their names, and whatever holds one of these names; with `all` everything does.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from icmap.errors import IcmapError
from icmap.locations import NO_PLACES
from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party, Service, Situation
from icmap.records import dataclass

__all__ = ["WHO", "Disguise", "Who", "disguised", "who_of"]

Who = Literal["persons", "all"]
WHO = ("persons", "all")
_PERSONS = frozenset({"person", "contractor"})
_NAMED = {"": "Party", "external customer": "Customer"}
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True, eq=False)
class Disguise:
    """The map without names, and what each party, service and situation is called in it."""

    org: OrgMap
    parties: Mapping[str, str]
    services: Mapping[tuple[str, str], str]
    situations: Mapping[str, str]

    def party(self, name: str) -> str:
        """What a party is called; what is none stays, for a message that says so."""
        return self.parties.get(name, name)


def who_of(text: str | None) -> Who | None:
    """Whose names are left out. Raises `IcmapError` for a word that says nothing."""
    if text is None or text in WHO:
        return text  # type: ignore[return-value]
    raise IcmapError(
        f"'{text[:60]}' says not whose names to leave out", hint="write --anonymise persons or --anonymise all"
    )


def disguised(org: OrgMap, who: Who) -> Disguise:
    """The map with the names of persons, or of all, replaced."""
    return _Makes(org, who).disguise()


class _Makes:
    """The one transformation of a map."""

    def __init__(self, org: OrgMap, who: Who) -> None:
        self.org, self.who = org, who
        self.hidden = frozenset(_persons(org)) if who == "persons" else frozenset(org.parties)
        self.words = _words_of(org, self.hidden)
        if who == "persons":
            self.hidden |= {
                party.id for party in org.parties.values() if self._names_one(party.id) or self._names_one(party.name)
            }
        self.parties = self._numbered()
        self.services = self._services()
        self.situations = {
            each.name: f"Situation {number}" if self._hides(each.name) else each.name
            for number, each in enumerate(org.situations, 1)
        }

    def _hides(self, text: str) -> bool:
        return self.who == "all" or self._names_one(text)

    def _names_one(self, text: str) -> bool:
        """Whether a text holds the name of a person whose name is left out."""
        words = _WORD.findall(text.casefold())
        return bool(self.words) and (text.casefold() in self.words or any(word in self.words for word in words))

    def _numbered(self) -> dict[str, str]:
        counts: Counter[str] = Counter()
        taken = {party for party in self.org.parties if party not in self.hidden}
        found = {party: party for party in taken}
        for party in sorted(self.hidden, key=_shuffled):
            kind = self.org.parties[party].nature.name
            word = _NAMED.get(kind, kind.capitalize())
            counts[word] += 1
            while f"{word} {counts[word]}" in taken:
                counts[word] += 1
            found[party] = f"{word} {counts[word]}"
        return found

    def _services(self) -> dict[tuple[str, str], str]:
        names = sorted(
            {(party.id, each.name) for party in self.org.parties.values() for each in party.services},
            key=lambda pair: _shuffled("/".join(pair)),
        )
        hidden = [pair for pair in names if self._hides(pair[1]) or pair[0] in self.hidden]
        numbers = {pair: f"Service {number}" for number, pair in enumerate(hidden, 1)}
        return {pair: numbers.get(pair, pair[1]) for pair in names}

    def disguise(self) -> Disguise:
        parties = sorted((self._party(each) for each in self.org.parties.values()), key=lambda party: party.id)
        org = OrgMap(
            name="" if self._hides(self.org.name) else self.org.name,
            calendar=self.org.calendar,
            survey=self.org.survey,
            situations=tuple(Situation(self.situations[each.name], each.share) for each in self.org.situations),
            parties={party.id: party for party in parties},
            file="map",
            units=self.org.units,
        )
        return Disguise(org, self.parties, self.services, self.situations)

    def _party(self, party: Party) -> Party:
        is_hidden = party.id in self.hidden
        return replace(
            party,
            id=self.parties[party.id],
            label="" if is_hidden else party.label,
            kind=party.nature.name if self.who == "all" else party.kind,
            part_of=self.parties.get(party.part_of or "") if party.part_of else None,
            owner="",
            description="",
            tags=() if self.who == "all" else tuple(each for each in party.tags if not self._names_one(each)),
            source="",
            backup=self._backup(party.backup),
            options=(),
            depends_on=tuple(map(self._entry, party.depends_on)),
            services=tuple(sorted(map(self._service, party.services), key=lambda service: service.name)),
            file="",
            place=0,
            places=NO_PLACES,
        )

    def _backup(self, names: Iterable[str]) -> tuple[str, ...]:
        def new(name: str) -> str:
            party, slash, service = name.partition("/")
            return f"{self.parties.get(party, party)}{slash}{self.services.get((party, service), service)}"

        return tuple(map(new, names))

    def _service(self, service: Service) -> Service:
        return replace(
            service,
            party=self.parties[service.party],
            name=self.services[service.party, service.name],
            description="",
            owner="",
            source="",
            backup=self._backup(service.backup),
            options=(),
            depends_on=tuple(map(self._entry, service.depends_on)),
            file="",
            place=0,
            places=NO_PLACES,
        )

    def _entry(self, entry: Entry) -> Entry:
        if isinstance(entry, AnyOf):
            return replace(entry, members=tuple(map(self._entry, entry.members)), file="", place=0, places=NO_PLACES)
        return self._dependency(entry)

    def _dependency(self, each: Dependency) -> Dependency:
        own = self.services.get((each.customer, each.customer_service or ""), each.customer_service)
        return replace(
            each,
            customer=self.parties[each.customer],
            customer_service=own,
            provider=self.parties[each.provider],
            service=self.services.get((each.provider, each.service or ""), each.service),
            when=tuple(self.situations.get(name, name) for name in each.when),
            via="",
            expects="",
            description="",
            source="",
            options=(),
            file="",
            place=0,
            places=NO_PLACES,
        )


def _persons(org: OrgMap) -> Iterable[str]:
    return (party.id for party in org.parties.values() if party.nature.name in _PERSONS or party.nature.is_person)


def _words_of(org: OrgMap, hidden: Iterable[str]) -> frozenset[str]:
    """The names of those who are hidden: ids and labels as a whole, and of both the words that are written with a capital."""
    listed = list(hidden)
    called = {name for party in org.parties.values() if party.id not in listed for name in (party.id, party.label)}
    texts = [text for party in listed for text in (org.parties[party].id, org.parties[party].label) if text]
    owners = [
        *(party.owner for party in org.parties.values()),
        *(each.owner for party in org.parties.values() for each in party.services),
    ]
    texts += [owner for owner in owners if owner and owner not in called]
    capital = {word for text in texts for word in _WORD.findall(text) if word[0].isupper() and len(word) > 2}
    return frozenset(each.casefold() for each in (*texts, *capital))


def _shuffled(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
