"""Names in English sentences: as the map has them, with *the* only where that is safe; and how a clause becomes a sentence.

The map's author wrote names, not grammar: an article stands only before plain lower-case words of a map in English, never
before a person, a system or a supplier, a code, a single letter or a name with capitals, digits or signs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from icmap.locations import Span
from icmap.measures.needs import Need, needs
from icmap.model import OrgMap, Party
from icmap.model.quantities import Seconds
from icmap.study import Study
from icmap.text.characters import shown
from icmap.text.english import is_english, is_plural, takes_article
from icmap.wording.durations import Durations
from icmap.wording.lists import join, listed

__all__ = ["Quoted", "Words", "place", "sentence", "sentence_case"]

_ARTICLES = ("The", "All", "Our")


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(*clauses: str) -> str:
    """Clauses as sentences, each with a large letter and a full stop; empty ones are left out."""
    return " ".join(f"{sentence_case(each)}{'' if each.endswith(('.', ':')) else '.'}" for each in clauses if each)


def place(span: Span) -> str:
    """Where something is written, as `file:line`; nothing for what was not read from a file."""
    return f"{span.file}:{span.line}" if span.line else span.file


class Words:
    """How the parties, services and times of one study are named for people: `the kitchen`, `jeff`, `HR`."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._times = Durations(study.org)
        self._english = is_english(_names(study.org))
        self._shared = Counter(_first_part(party.name) for party in study.org.parties.values())

    def the(self, party: str) -> str:
        """A party in the middle of a sentence: `the kitchen`, but `jeff`, `HR` and `payroll`."""
        name, nature = self.short(party), self._party(party).nature
        if name.partition(" ")[0] in _ARTICLES:
            return name[0].lower() + name[1:]
        bare = nature.is_person or nature.is_one or nature.name in {"supplier", "partner"}
        return name if bare else self._with_article(name)

    def _with_article(self, name: str) -> str:
        return f"the {name}" if self._english and takes_article(name) else name

    def short(self, party: str) -> str:
        """Its name; of `Jane, payroll` and `Jane (payroll)` the first part, if nobody else has the same."""
        name = self._party(party).name
        first = _first_part(name)
        return first if self._shared[first] == 1 else name

    def verb(self, party: str, one: str, many: str) -> str:
        """The verb that goes with the party's name: *the guests wait*, *the kitchen waits*."""
        return many if self.is_plural(party) else one

    def is_plural(self, party: str) -> bool:
        """Whether the name sounds like several: `guests`, `ward doctors`, `all staff`."""
        if self._party(party).is_one:
            return False
        return is_plural(self.short(party))

    def thing(self, node: str) -> str:
        """What a node delivers: `medicines`, `the board pack`; of an unnamed service what its party does."""
        step = self.study.step(node)
        if step.service:
            return self._thing(step.service.name)
        return f"what {self.the(step.party.id)} {self.verb(step.party.id, 'delivers', 'deliver')}"

    def thing_of(self, node: str) -> str:
        """What a node delivers and whose it is: `medicines from the pharmacy`; of an unnamed service its party."""
        step = self.study.step(node)
        party = self.the(step.party.id)
        return f"{self._thing(step.service.name)} from {party}" if step.service else party

    def _thing(self, service: str) -> str:
        return service if is_plural(service) else self._with_article(service)

    def things(self, node: str, one: str, many: str) -> str:
        """The word that goes with what a node delivers: `it` for the board pack, `them` for medicines."""
        service = self.study.step(node).service
        return many if service and is_plural(service.name) else one

    def verb_of(self, node: str, one: str, many: str) -> str:
        """The verb that goes with `thing_of`: *medicines from the pharmacy are*, and of an unnamed service *the guests are*."""
        step = self.study.step(node)
        return self.things(node, one, many) if step.service else self.verb(step.party.id, one, many)

    def service(self, node: str) -> str:
        """A service in a table: `Wait staff (table service)`, or only the party where it has no named services."""
        step = self.study.step(node)
        party = self.short(step.party.id)
        return party if step.service is None else f"{party} ({step.service.name})"

    def need(self, need: Need) -> str:
        """A need in a table: the end customer, and what it gets where it has several needs."""
        name = self.short(need.end)
        return f"{name}: {self._got(need)}" if self.has_several(need.end) and need.goal.tokens else name

    def has_several(self, end: str) -> bool:
        """Whether an end customer has several needs, so that one of them must be named."""
        return sum(each.end == end for each in self.study.of(needs)) > 1

    def _got(self, need: Need) -> str:
        """What a need is for, in a table."""
        if need.provider is None:
            members = dict.fromkeys(self.service(link.provider) for link in need.links)
            return f"one of {listed(list(members))}"
        return self.service(need.provider) if need.provider in self.study.steps else self.short(need.provider)

    def what(self, need: Need) -> str:
        """What a need is for, in a sentence: `medicines from the pharmacy`, `one of the grocer and the market`."""
        if need.provider is None:
            members = dict.fromkeys(self.thing_of(link.provider) for link in need.links)
            return f"one of {join(list(members))}"
        return (
            self.thing_of(need.provider) if need.provider in self.study.steps else f"all from {self.the(need.provider)}"
        )

    def what_verb(self, need: Need, one: str, many: str) -> str:
        """The word that goes with `what`."""
        provider = need.provider or ""
        return self.verb_of(provider, one, many) if provider in self.study.steps else one

    def apart(self, taken: Seconds, allowed: Seconds) -> tuple[str | None, str]:
        """Two times that differ, in words; None for the first where that does not show."""
        shown = self._times.beside(taken, allowed), self.time(allowed)
        return (None if shown[0] == shown[1] else shown[0]), shown[1]

    def parties(self, parties: Iterable[str], most: int = 2, *, more: int = 0) -> str:
        """Several parties: `the kitchen, Jeff and 3 more`."""
        return listed([self.the(each) for each in parties], most, more=more)

    def time(self, seconds: Seconds, *, at_least: bool = False) -> str:
        """A duration, of a lower bound with *at least*."""
        return ("at least " if at_least else "") + self._times.of(seconds)

    def _party(self, party: str) -> Party:
        return self.study.org.parties[party]


class Quoted(Words):
    """The same for messages about a file: ids in quotes, as they are written there, always one thing."""

    def the(self, party: str) -> str:
        """A party by its id: `'jeff'`."""
        return f"'{shown(party)}'"

    short = the

    def is_plural(self, party: str) -> bool:  # noqa: ARG002 - an id is one thing, whatever it is called
        """Never."""
        return False

    def thing(self, node: str) -> str:
        """A node by its name: `'pharmacy/medicines'`."""
        return f"'{shown(node)}'"

    thing_of = thing

    def things(self, node: str, one: str, many: str) -> str:  # noqa: ARG002 - a node is one thing
        """Always one."""
        return one


def _names(org: OrgMap) -> Iterator[str]:
    for party in org.parties.values():
        yield party.name
        yield from (service.name for service in party.services)


def _first_part(name: str) -> str:
    return name.partition(",")[0].partition(" (")[0].strip() or name
