"""Which words of a report are somebody on the map: their links lead to a row of the table, and into the picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from icmap.document import Report, Sentence
from icmap.figures import Actor, PartyMap
from icmap.formats.page.elements import Markup, element, joined

__all__ = ["Links", "links_of", "network_of", "row_id"]

_ARROW = " → "


@dataclass(frozen=True, slots=True)
class Links:
    """Places of the actors by id and by name (only names that nobody shares), and titles of sections by name."""

    by_key: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, str] = field(default_factory=dict)

    def words(self, text: str) -> Markup:
        """The text, in which somebody's name, alone, in `name (service)` or on either side of an arrow, is a link."""
        if text in self.by_name or _ARROW not in text:
            return self._one(text)
        first, *others = text.split(_ARROW)
        return joined(self._one(first), *(joined(_ARROW, self._one(other)) for other in others))

    def _one(self, text: str) -> Markup:
        cuts = [len(text), *(found.start() for found in re.finditer(r" \(", text) if text.endswith(")"))]
        cut = max((cut for cut in cuts if text[:cut] in self.by_name), default=0)
        return joined(party_link(self.by_name[text[:cut]], text[:cut]), text[cut:]) if cut else joined(text)

    def subject(self, sentence: Sentence) -> int | None:
        """The place of whom a sentence is about; its subject is a party or one of its services."""
        place = self.by_key.get(sentence.subject)
        return self.by_key.get(sentence.subject.partition("/")[0]) if place is None else place

    def section(self, sentence: Sentence) -> str | None:
        """The section that tells more about a sentence, if it is on the page."""
        name = self.topics.get(sentence.about, "")
        return name if name in self.sections else None


def party_link(place: int, words: str, class_: str | None = None) -> Markup:
    """A link to somebody's row, which the script makes a link into the picture."""
    return element("a", words, href=f"#{row_id(place)}", class_=class_, data_party=str(place))


def row_id(place: int) -> str:
    """The id of the row of an actor; made from a number, never from a name."""
    return f"p{place}"


def network_of(report: Report) -> PartyMap | None:
    """The report's map, if it has one."""
    return next((each.shown for each in report.figures if isinstance(each.shown, PartyMap)), None)


def links_of(report: Report) -> Links:
    """The links of a report; none where it has no map."""
    network = network_of(report)
    actors = network.actors if network else ()
    sections = {section.name: section.title for section in report.sections}
    return Links({actor.key: place for place, actor in enumerate(actors)}, _unique(actors), sections, report.topics)


def _unique(actors: Iterable[Actor]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    shared: set[str] = set()
    for place, actor in enumerate(actors):
        if actor.name in found:
            shared.add(actor.name)
        found[actor.name] = place
    return {name: place for name, place in found.items() if name not in shared}
