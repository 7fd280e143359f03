"""Names in English sentences: with or without *the*, singular or plural, short lists; plain words for times.

The map's author wrote names, not grammar, so these are rules of thumb; where they fail, a sentence sounds clumsy but
stays true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from icmap.model import Party
from icmap.model.quantities import Seconds, format_duration
from icmap.study import Study

__all__ = ["Words", "counted", "listed", "sentence_case"]

_WITHOUT_ARTICLE = frozenset(
    """checkout compliance finance hr it legal logistics login maintenance marketing media operations payable payroll
    quality receivable research runtime sales search security staff support transport treasury""".split()  # noqa: SIM905 - a list of words is read as words
)
_WITHOUT_ARTICLE_ENDINGS = ("ing", "logy", "ment", "tion", "ics", "therapy")
_WITH_ARTICLE = frozenset(("building", "department", "equipment", "section", "station", "clinic", "instrument"))
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics", "news", "series")
_PLURAL_WORDS = frozenset(("people", "staff", "police", "women", "men", "children"))
_FEW = 2


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str], *, more: int = 0) -> str:
    """`a`, `a and b`, `a, b and c`, `a, b and 3 others`; `more` are counted but not given."""
    few = _FEW if len(names) + more > _FEW + 1 else _FEW + 1
    shown, left = list(names[:few]), max(0, len(names) - few) + more
    if left:
        shown.append("1 other" if left == 1 else f"{left} others")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 service`, `3 services`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Words:
    """How the parties, services and times of one study are told: `jeff`, a person, is Jeff; `head waiter` is not."""

    def __init__(self, study: Study) -> None:
        self._study = study
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
        step = self._study.step(node)
        if step.service:
            return _thing(step.service.name)
        return f"what {self.the(step.party.id)} {self.verb(step.party.id, 'delivers', 'deliver')}"

    def thing_of(self, node: str) -> str:
        """What a node delivers and whose it is: `medicines from the pharmacy`; of an unnamed service its party."""
        step = self._study.step(node)
        party = self.the(step.party.id)
        return f"{_thing(step.service.name)} from {party}" if step.service else party

    def things(self, node: str, one: str, many: str) -> str:
        """The word that goes with what a node delivers: `it` for the board pack, `them` for medicines."""
        service = self._study.step(node).service
        return many if service and _is_plural(service.name) else one

    def verb_of(self, node: str, one: str, many: str) -> str:
        """The verb that goes with `thing_of`: *medicines from the pharmacy are*, and of an unnamed service *the guests are*."""
        step = self._study.step(node)
        return self.things(node, one, many) if step.service else self.verb(step.party.id, one, many)

    def time(self, seconds: Seconds) -> str:
        """A duration for people."""
        return format_duration(seconds, self._study.org.calendar)

    def _party(self, party: str) -> Party:
        return self._study.org.parties[party]


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
