"""Which parties are meant: `payroll`, `hr-*`, `{kind: team, part_of: sales}`."""

from __future__ import annotations

from icmap.locations import NOWHERE, Span
from icmap.model import OrgMap, Party
from icmap.model.keys import Key, Keys, Type
from icmap.records import dataclass
from icmap.text.globs import glob

__all__ = ["SELECTOR", "Selector", "selected"]

SELECTOR: Keys = (
    Key(
        "party",
        Type.PARTIES_NAMED,
        "Parties by id, or by a pattern like hr-*; those that are part of them are not meant.",
    ),
    Key("part_of", Type.PARTIES_NAMED, "Whoever is part of one of these, directly or further up."),
    Key("kind", Type.WORDS, "Parties of one of these kinds."),
    Key("tags", Type.WORDS, "Parties with one of these tags."),
    Key("external", Type.BOOLEAN, "Whether it stands outside the organisation."),
)


@dataclass(frozen=True, slots=True)
class Selector:
    """All that is given must hold; of several patterns under one key one is enough.

    `who` is a plain text: the party of that id, and whoever is part of it. `party` is the id alone, `part_of` the ids
    above it, `kind` is compared in lower case, as written and as what it counts as (a squad is a team). An empty selector means every party.
    """

    who: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    external: bool | None = None
    span: Span = NOWHERE

    def __str__(self) -> str:
        """The selector as one would write it."""
        keys = ("party", "part_of", "kind", "tags")
        keyed = [f"{key}: {', '.join(patterns)}" for key in keys if (patterns := getattr(self, key))]
        outside = [] if self.external is None else [f"external: {str(self.external).lower()}"]
        return ", ".join([*self.who, *keyed, *outside]) or "every party"


def selected(org: OrgMap, selector: Selector) -> frozenset[str]:
    """The ids of all parties that are meant."""
    found = {party.id for party in org.parties.values() if _is_such(selector, party)}
    if selector.who:
        found &= _within(org, selector.who)
    if selector.part_of:
        inside = _within(org, selector.part_of)
        found = {each for each in found if org.parties[each].part_of in inside}
    return frozenset(found)


def _is_such(selector: Selector, party: Party) -> bool:
    """Whether a party is what is asked for, wherever it belongs; a kind is asked for as it is written, or as what it counts as."""
    if selector.external is not None and party.is_external is not selector.external:
        return False
    if not _fits(selector.party, party.id) or (
        selector.tags and not any(_fits(selector.tags, tag) for tag in party.tags)
    ):
        return False
    return _fits(selector.kind, party.kind.lower()) or _fits(selector.kind, party.nature.name)


def _fits(patterns: tuple[str, ...], text: str) -> bool:
    return not patterns or any(glob(pattern).fullmatch(text) for pattern in patterns)


def _within(org: OrgMap, patterns: tuple[str, ...]) -> set[str]:
    """The parties that fit a pattern, and whoever is part of one that does."""
    members: dict[str | None, list[str]] = {}
    for party in org.parties.values():
        members.setdefault(party.part_of, []).append(party.id)
    found = {each for each in org.parties if _fits(patterns, each)}
    waiting = list(found)
    while waiting:
        further = [each for each in members.get(waiting.pop(), ()) if each not in found]
        found.update(further)
        waiting += further
    return found
