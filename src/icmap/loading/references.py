"""Following references: whatever is named must be there; what leads nowhere is reported and left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import islice

from icmap.diagnostics import Related
from icmap.loading.drafts import Draft, ServiceDraft
from icmap.loading.kinds import Kinds
from icmap.loading.named_options import follow_options
from icmap.loading.parties import Read
from icmap.loading.problems import Desk, Pile
from icmap.loading.settings import Settings
from icmap.loading.unknown_parties import UnknownParties
from icmap.locations import Place, span_at
from icmap.model import AnyOf, Dependency, Entry
from icmap.text.characters import normal, shown
from icmap.text.suggestions import nearest

__all__ = ["References"]

_FEW = 10
_Need = tuple[str, str | None, tuple[str, ...]]


class References:
    """The references of a whole map, all of whose files are read."""

    def __init__(self, read: Read, settings: Settings, desks: Mapping[str, Desk], pile: Pile) -> None:
        self._read = read
        self._parties = read.parties
        self._settings = settings
        self._desks = desks
        self._pile = pile
        self._situations = {each.name for each in settings.situations}
        self._unknown = UnknownParties(read, desks, pile)
        self._groups: frozenset[str] = frozenset()
        self._kinds = Kinds(settings.kinds, desks, pile)
        self.implicit: dict[str, dict[str, Dependency]] = {}

    def follow(self) -> None:
        """Follow all references of all parties, in reading order."""
        self._take_flat()
        self._groups = self._boxes()
        self._judge_repeated()
        for draft in self._parties.values():
            self._attributes(draft)
            draft.entries = self._entries(draft.entries)
            for service in draft.services.values():
                service.entries = self._entries(service.entries)
                self._backup(service, draft.id)
        if self._settings.aside.options:
            follow_options(self._settings.aside.options, self._parties, self._desks, self._unknown)

    def _take_flat(self) -> None:
        """Give the lines of the flat list to their customers; without any `parties`, all that they name are there."""
        if not self._read.lists_parties:
            for line in self._read.flat:
                self._found(line.dependency.customer, line.dependency.file, line.customer_place)
                self._found(line.dependency.provider, line.dependency.file, line.dependency.place)
        for line in self._read.flat:
            needed = line.dependency
            customer = self._parties.get(needed.customer)
            if customer is None:
                self._unknown.say(needed.customer, needed.file, line.customer_place)
            elif needed.customer_service is None:
                customer.entries.append(needed)
            else:
                named = ServiceDraft(needed.customer_service, needed.file, line.customer_place)
                customer.services.setdefault(needed.customer_service, named).entries.append(needed)

    def _found(self, party: str, file: str, place: Place) -> None:
        self._parties.setdefault(party, Draft(party, file, place))

    def _boxes(self) -> frozenset[str]:
        """The parties that others are part of and of which nothing else is said: groups, unless somebody needs them."""
        above = {draft.fields["part_of"] for draft in self._parties.values() if "part_of" in draft.fields}
        return frozenset(
            each for each in above if (box := self._parties.get(each)) and not (box.services or box.entries)
        )

    def _judge_repeated(self) -> None:
        """A party that is written again is a mistake; a group may be, in another file, and the first says more."""
        for first, again in self._read.repeated:
            if first.id in self._groups and first.file != again.file and not (again.services or again.entries):
                first.fields = {**again.fields, **first.fields}
                continue
            related = (Related(span_at(first.file, first.place), "it is first written here"),)
            message = f"the party '{shown(again.id)}' is written twice"
            desk = self._desks[again.file]
            desk.report("duplicate-party", message, again.place, "keep one of the two", related=related)

    def _entries(self, entries: list[Entry]) -> list[Entry]:
        kept: list[Entry] = []
        seen: dict[_Need, Dependency] = {}
        for entry in entries:
            found = self._need(entry, seen) if type(entry) is Dependency else self._alternative(entry)
            if found is not None:
                kept.append(found)
        return kept

    def _alternative(self, entry: Entry) -> Entry | None:
        if not isinstance(entry, AnyOf):
            return None
        members = tuple(self._entries(list(entry.members)))
        if members == entry.members or not members:
            return entry if members else None
        return replace(entry, members=members, at_least=min(entry.at_least, len(members)))

    def _need(self, need: Dependency, seen: dict[_Need, Dependency]) -> Dependency | None:
        """The dependency if all that it names is there and it is not written twice."""
        provider = self._parties.get(need.provider)
        if provider is None:
            self._unknown.say(need.provider, need.file, need.place)
            return None
        when = need.when
        if when:
            when = self._when(need)
            if not when:
                return None
            if when != need.when:
                need = replace(need, when=when)
        key = (need.provider, need.service, tuple(sorted(when)) if when else when)
        if key in seen:
            self._say_twice(need, seen[key])
            return None
        seen[key] = need
        if need.provider == need.customer and self._is_itself(need, provider):
            return None
        if need.service is not None and need.service not in provider.services:
            self._unlisted(need, provider)
        if need.provider in self._groups:
            self._remark_on_group(need)
        if need.satisfaction is not None:
            self._on_scale(need)
        return need

    def _when(self, need: Dependency) -> tuple[str, ...]:
        known = []
        for name in map(normal, need.when):
            if name in self._situations:
                known.append(name)
            else:
                guess = self._guess(name, sorted(self._situations))
                hint = f"did you mean '{guess}'?" if guess else f"list it under situations: [{shown(name)}]"
                place = need.places.get("when", need.place)
                message = f"there is no situation '{shown(name)}'"
                self._desks[need.file].report("unknown-situation", message, place, hint)
        return tuple(dict.fromkeys(known))

    def _is_itself(self, need: Dependency, party: Draft) -> bool:
        own = list(party.services) if need.customer_service is None else [need.customer_service]
        if need.service is not None and own != [need.service]:
            return False
        message = f"'{shown(need.customer)}' depends on itself"
        hint = "name the service: `own party/other service`, or take the entry out"
        self._desks[need.file].report("self-dependency", message, need.place, hint, subjects=(need.customer,))
        return True

    def _unlisted(self, need: Dependency, provider: Draft) -> None:
        """The service exists because a customer names it; where the provider lists others that is a warning."""
        named = self.implicit.setdefault(need.provider, {})
        service = need.service or ""
        if service in named:
            return
        named[service] = need
        if provider.services:
            guess = self._guess(service, provider.services)
            hint = f"did you mean '{guess}'?" if guess else f"listed: {_few(provider.services)}"
            message = f"'{shown(need.provider)}' lists no service '{shown(service)}'"
            subjects = (need.customer, need.provider)
            self._desks[need.file].report("unlisted-service", message, need.place, hint, subjects=subjects)

    def _guess(self, name: str, names: Iterable[str]) -> str:
        """The nearest name, for the first few unknown ones: each costs a search through all."""
        return nearest(name, names) if self._pile.may_suggest() else ""

    def _remark_on_group(self, need: Dependency) -> None:
        message = f"'{shown(need.provider)}' is a group, and is meant itself here, not those who are part of it"
        hint = "name the party in it that does the work"
        self._desks[need.file].report("dependency-on-group", message, need.place, hint, subjects=(need.provider,))

    def _on_scale(self, need: Dependency) -> None:
        told, survey = need.satisfaction, self._settings.survey
        scores = told and (told.overall, told.communication, told.productivity, told.responsiveness)
        if any(score is not None and not survey.low <= score <= survey.high for score in scores or ()):
            message = f"a score lies outside the scale from {survey.low} to {survey.high}"
            place = need.places.get("satisfaction", need.place)
            hint = "set survey: {scale: [low, high]} where the scale is another"
            self._desks[need.file].report("score-off-scale", message, place, hint)

    def _say_twice(self, need: Dependency, first: Dependency) -> None:
        message = f"'{shown(need.customer)}' depends on '{shown(need.reference)}' twice"
        related = (Related(first.span, "it is first written here"),)
        subjects = (need.customer, need.provider)
        hint = "put both into one entry"
        desk = self._desks[need.file]
        desk.report("duplicate-dependency", message, need.place, hint, related=related, subjects=subjects)

    def _attributes(self, draft: Draft) -> None:
        self._backup(draft, draft.id)
        kind = draft.fields.get("kind")
        if kind is not None:
            self._kinds.settle(kind, draft)
        above = draft.fields.get("part_of")
        if above is None:
            return
        above = draft.fields["part_of"] = normal(above)
        if above not in self._parties:
            del draft.fields["part_of"]
            self._unknown.say(above, draft.file, draft.places.get("part_of", draft.place))

    def _backup(self, draft: Draft | ServiceDraft, party: str) -> None:
        named = draft.fields.get("backup")
        if not named:
            return
        known = []
        for each in dict.fromkeys(map(normal, named)):
            if each == party:
                message = f"'{shown(party)}' cannot stand in for itself"
                self._desks[draft.file].report(
                    "self-backup", message, draft.places.get("backup", draft.place), "name somebody else"
                )
            elif each in self._parties:
                known.append(each)
            else:
                self._say_no_backup(each, draft)
        draft.fields["backup"] = tuple(known)

    def _say_no_backup(self, named: str, draft: Draft | ServiceDraft) -> None:
        """A stand-in is a party that is there, and not one of its services."""
        place = draft.places.get("backup", draft.place)
        party = named.partition("/")[0]
        if "/" in named and party in self._parties:
            message = f"a stand-in is a party, and '{shown(named)}' is a service"
            self._desks[draft.file].report("invalid-id", message, place, f"write backup: [{shown(party)}]")
        else:
            self._unknown.say(named, draft.file, place)


def _few(names: Collection[str]) -> str:
    """The first names, and how many more there are."""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(map(shown, islice(names, _FEW))) + more
