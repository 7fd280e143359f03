"""What if somebody is late or away, or an option is taken: asked on the page, answered by the engine of `icmap impact`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from icmap.errors import IcmapError
from icmap.formats.page.blocks import block
from icmap.formats.page.elements import element, joined
from icmap.formats.page.links import Links
from icmap.model import OrgMap
from icmap.records import dataclass
from icmap.study import Question, Study
from icmap.text.characters import shown
from icmap.whatif.edits import Edited, edited, edits_of
from icmap.whatif.impact import impact_of
from icmap.whatif.impact_page import impact_report
from icmap.whatif.offers import Offer, applied, groups_apart, needed, offers
from icmap.whatif.sides import Side
from icmap.wording.lists import listed

__all__ = ["Answer", "OptionShown", "Supposed", "answer", "options_of"]

_MOST = 40
"""So many suppositions at once; more is no question that a room can follow."""


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option of the map: whose it is, what would be done, and both together as its name in a question."""

    name: str
    of: str
    do: str


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed: who is late by how much (`2d`, `-1h`), who is away, which options are taken by their names."""

    late: tuple[tuple[str, str], ...] = ()
    away: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.late or self.away or self.options)


@dataclass(frozen=True, slots=True)
class Answer:
    """What it does, as HTML, and the parties that are later, sooner, or stop, by id."""

    html: str
    later: tuple[str, ...] = ()
    sooner: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()


def options_of(org: OrgMap) -> tuple[OptionShown, ...]:
    """The options that a map offers, in its order; none where one of them is wrong, as `icmap plan` says."""
    return tuple(OptionShown(_named(each), each.about, each.do) for each in _offers(org))


def _offers(org: OrgMap) -> Sequence[Offer]:
    try:
        return offers(org)
    except IcmapError:
        return ()


def _named(offer: Offer) -> str:
    return f"{offer.about}: {offer.do}"


def answer(study: Study, supposed: Supposed) -> Answer:
    """The answer about a map; nothing is written. What cannot be supposed is an `IcmapError`."""
    if len(supposed.late) + len(supposed.away) + len(supposed.options) > _MOST:
        raise IcmapError(f"more than {_MOST} things are supposed at once", hint="take some of them out")
    taken = _taken(study.org, supposed.options)
    org = applied(study.org, [(each, 1.0) for each in taken])
    asked = edits_of(late=[f"{who}={time}" for who, time in supposed.late], down=supposed.away)
    before, after = Side(Edited(study.org), Question()), Side(edited(org, asked), Question())
    found = impact_of(before, after)
    report = impact_report(before, after, found)
    options = element("p", f"With {listed([f'“{each.do}”' for each in taken])}:", class_="note") if taken else joined()
    sections = (
        joined(element("h3", section.title), *(block(each, Links()) for each in section.blocks))
        for section in report.sections
        if section.name != "needs" or found.changed
    )
    return Answer(
        joined(options, *sections),
        tuple(each.party for each in found.hits if each.later > 0),
        tuple(each.party for each in found.hits if each.later < 0),
        tuple(each.party for each in found.stopped),
    )


def _taken(org: OrgMap, names: Iterable[str]) -> tuple[Offer, ...]:
    """The options by their names; those that exclude one another, or miss what they need, are an `IcmapError`."""
    every, wanted = _offers(org), dict.fromkeys(names)
    known = {_named(each): place for place, each in enumerate(every)}
    for name in wanted:
        if name not in known:
            raise IcmapError(f"the map has no option '{shown(name[:60])}'", hint="it may have gone with the last save")
    places = {known[name] for name in wanted}
    for group in groups_apart(every):
        clash = sorted(places.intersection(group))
        if len(clash) > 1:
            both = " and ".join(f"'{shown(every[each].do[:60])}'" for each in clash[:2])
            raise IcmapError(f"{both} exclude one another", hint="take one of them")
    for place, other in needed(every):
        if place in places and other not in places:
            message = f"'{shown(every[place].do[:60])}' needs '{shown(every[other].do[:60])}'"
            raise IcmapError(message, hint="take both")
    return tuple(every[place] for place in sorted(places))
