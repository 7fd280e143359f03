"""Names in English sentences: with or without *the*, singular or plural; and how a clause becomes a sentence.

The map's author wrote names, not grammar, so these are rules of thumb; where they fail, a sentence sounds clumsy but
stays true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from icmap.locations import Span
from icmap.measures.needs import Need, needs
from icmap.model import Party
from icmap.model.quantities import Seconds, format_duration
from icmap.study import Study
from icmap.text.characters import shown
from icmap.wording.lists import join, listed

__all__ = ["Quoted", "Words", "place", "sentence", "sentence_case"]

_WITHOUT_ARTICLE = frozenset(
    """checkout compliance finance hr it legal logistics login maintenance marketing media operations payable payroll
    quality receivable research runtime sales search security staff support transport treasury""".split()  # noqa: SIM905 - a list of words is read as words
)
_WITHOUT_ARTICLE_ENDINGS = ("ing", "logy", "ment", "tion", "ics", "therapy")
_WITH_ARTICLE = frozenset(("building", "department", "equipment", "section", "station", "clinic", "instrument"))
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics", "news", "series")
_PLURAL_WORDS = frozenset(("people", "staff", "police", "women", "men", "children"))


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(*clauses: str) -> str:
    """Clauses as sentences, each with a large letter and a full stop; empty ones are left out."""
    return " ".join(f"{sentence_case(each)}{'' if each.endswith('.') else '.'}" for each in clauses if each)


def place(span: Span) -> str:
    """Where something is written, as `file:line`; nothing for what was not read from a file."""
    return f"{span.file}:{span.line}" if span.line else span.file


class Words:
    """How the parties, services and times of one study are named for people: `jeff`, a person, is Jeff; `head waiter` is not."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._shared = Counter(_first_part(party.name) for party in study.org.parties.values())

    def the(self, party: str) -> str:
        """A party in the middle of a sentence: `the kitchen`, but `Jeff`, `HR` and `payroll`."""
        name = self.short(party)
        alone = len(name.split()) == 1 and self._party(party).is_person
        return sentence_case(name) if alone else _with_article(name)

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
        return _is_plural(self.short(party))

    def thing(self, node: str) -> str:
        """What a node delivers: `medicines`, `the board pack`; of an unnamed service what its party does."""
        step = self.study.step(node)
        if step.service:
            return _thing(step.service.name)
        return f"what {self.the(step.party.id)} {self.verb(step.party.id, 'delivers', 'deliver')}"

    def thing_of(self, node: str) -> str:
        """What a node delivers and whose it is: `medicines from the pharmacy`; of an unnamed service its party."""
        step = self.study.step(node)
        party = self.the(step.party.id)
        return f"{_thing(step.service.name)} from {party}" if step.service else party

    def things(self, node: str, one: str, many: str) -> str:
        """The word that goes with what a node delivers: `it` for the board pack, `them` for medicines."""
        service = self.study.step(node).service
        return many if service and _is_plural(service.name) else one

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
        if sum(each.end == need.end for each in self.study.of(needs)) <= 1 or not need.goal.tokens:
            return name
        return f"{name}: {self._got(need)}"

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
        shown = self.time(taken), self.time(allowed)
        return (None if shown[0] == shown[1] else shown[0]), shown[1]

    def parties(self, parties: Iterable[str], most: int = 2, *, more: int = 0) -> str:
        """Several parties: `the kitchen, Jeff and 3 more`."""
        return listed([self.the(each) for each in parties], most, more=more)

    def time(self, seconds: Seconds, *, at_least: bool = False) -> str:
        """A duration, of a lower bound with *at least*."""
        return ("at least " if at_least else "") + format_duration(seconds, self.study.org.calendar)

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


def _first_part(name: str) -> str:
    return name.partition(",")[0].partition(" (")[0].strip() or name


def _thing(service: str) -> str:
    return service if _is_plural(service) else _with_article(service)


def _with_article(name: str) -> str:
    words = name.split()
    if words and words[0] in {"The", "All", "Our"}:
        return name[0].lower() + name[1:]
    if not words or not name.isascii() or words[0].lower() in {"the", "all", "our", "a", "an"} or not _is_common(words):
        return name
    last = words[-1].lower()
    bare = last in _WITHOUT_ARTICLE or (last.endswith(_WITHOUT_ARTICLE_ENDINGS) and last not in _WITH_ARTICLE)
    return name if bare else f"the {name}"


def _is_common(words: Sequence[str]) -> bool:
    """`kitchen`, and `IT help desk`, which only begins with an abbreviation; not `Riverside kitchen`."""
    return words[0][0].islower() or (words[0].isupper() and words[-1].islower())


def _is_plural(name: str) -> bool:
    last = (name.lower().split() or [""])[-1]
    return last in _PLURAL_WORDS or (last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS))
