"""Names in English sentences: with or without *the*, singular or plural, short lists; plain words for times.

The map's author wrote names, not grammar, so these are rules of thumb; where they fail, a sentence sounds clumsy but
stays true.
"""

from __future__ import annotations

from collections.abc import Sequence

from icmap.model import Party
from icmap.quantities import Seconds, format_duration
from icmap.study import Study

__all__ = ["Words", "counted", "listed", "sentence_case"]

_WITHOUT_ARTICLE = frozenset(
    """accounting checkout compliance controlling customs engineering finance hr it legal logistics login maintenance management
    marketing operations payroll planning procurement production purchasing quality reception research runtime sales search
    security support training transport treasury""".split()  # noqa: SIM905 - a list of words is read as words
)
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics", "news", "series")
_PLURAL_WORDS = frozenset(("people", "staff", "police", "women", "men", "children"))
_FEW = 2


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str], *, more: int = 0) -> str:
    """`a`, `a and b`, `a, b and 3 others`; `more` are counted but not given."""
    shown, left = list(names[:_FEW]), max(0, len(names) - _FEW) + more
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

    def the(self, party: str) -> str:
        """A party in the middle of a sentence: `the kitchen`, but `Jeff`, `HR` and `payroll`."""
        return _with_article(self.short(party), self._party(party))

    def short(self, party: str) -> str:
        """Its name; of `Jane, payroll` the part before the comma."""
        name = self._party(party).name
        return name.partition(",")[0].strip() or name

    def verb(self, party: str, one: str, many: str) -> str:
        """The verb that goes with the party's name: *the guests wait*, *the kitchen waits*."""
        return many if self.is_plural(party) else one

    def is_plural(self, party: str) -> bool:
        """Whether the name sounds like several: `guests`, `ward doctors`, `all staff`."""
        if self._party(party).kind.lower() in {"person", "system"}:
            return False
        return _is_plural(self.short(party))

    def thing(self, node: str) -> str:
        """What a node delivers: the name of the service, or what the party does."""
        step = self._study.step(node)
        return step.service.name if step.service else f"what {self.the(step.party.id)} {self._delivers(step.party)}"

    def thing_of(self, node: str) -> str:
        """What a node delivers and whose it is: `medicines from the pharmacy`; of an unnamed service its party."""
        step = self._study.step(node)
        party = self.the(step.party.id)
        return f"{step.service.name} from {party}" if step.service else party

    def time(self, seconds: Seconds) -> str:
        """A duration for people."""
        return format_duration(seconds, self._study.org.calendar)

    def _delivers(self, party: Party) -> str:
        return self.verb(party.id, "delivers", "deliver")

    def _party(self, party: str) -> Party:
        return self._study.org.parties[party]


def _with_article(name: str, party: Party) -> str:
    words = name.lower().split()
    if not words or not name[:1].islower() or not name.isascii():
        return name
    if len(words) == 1 and party.kind.lower() == "person":
        return sentence_case(name)
    return name if words[-1] in _WITHOUT_ARTICLE or words[0] in {"the", "all", "our"} else f"the {name}"


def _is_plural(name: str) -> bool:
    last = (name.lower().split() or [""])[-1]
    return last in _PLURAL_WORDS or (last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS))
