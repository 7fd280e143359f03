"""What a key of the map file is: its name, how its value is read, what it means, and what becomes of it."""

from __future__ import annotations

from enum import StrEnum

from icmap.records import dataclass

__all__ = ["Key", "Keys", "Type"]


class Type(StrEnum):
    """How the value of a key is read; types come from here, never from the text."""

    VERSION = "version"
    NAME = "name"
    TEXT = "text"
    WORDS = "words"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    DURATION = "duration"
    ESTIMATE = "estimate"
    TIMED = "timed"
    ACTUAL = "actual"
    FREQUENCY = "frequency"
    SHARE = "share"
    NUMBER = "number"
    COUNT = "count"
    POSITIVE = "positive"
    SCALE = "scale"
    DATE = "date"
    IMPORTANCE = "importance"
    SATISFACTION = "satisfaction"
    PARTY = "party"
    PARTIES_NAMED = "parties_named"
    REFERENCE = "reference"
    SERVICE = "service"
    WHEN = "when"
    PATHS = "paths"
    CALENDAR = "calendar"
    SURVEY = "survey"
    KINDS = "kinds"
    SITUATIONS = "situations"
    SCENARIOS = "scenarios"
    PARTIES = "parties"
    SERVICES = "services"
    ENTRIES = "entries"
    MEMBERS = "members"
    SERVICE_OPTIONS = "service_options"
    DEPENDENCY_OPTIONS = "dependency_options"
    FLAT = "flat"
    CHECKS = "checks"
    SELECTOR = "selector"
    SELECTORS = "selectors"
    ANYTHING = "anything"

    @property
    def is_structure(self) -> bool:
        """Whether the value is made of parties, services or entries, which are walked for themselves."""
        return self in _STRUCTURES

    @property
    def is_unordered(self) -> bool:
        """Whether the value is several words whose order says nothing."""
        return self in _UNORDERED


_STRUCTURES = frozenset({Type.SERVICES, Type.ENTRIES, Type.MEMBERS, Type.PARTIES, Type.FLAT})
_UNORDERED = frozenset({Type.WORDS, Type.PARTIES_NAMED, Type.WHEN})


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping: how its value is read and what it means, in a sentence for editors.

    `field` is what the model calls it where that is not the key's own name. A service takes what is `inherited` from
    its party where it says nothing itself. `choices` are the words that a choice may be.
    """

    name: str
    type: Type
    about: str
    field: str = ""
    inherited: bool = False
    choices: tuple[str, ...] = ()

    @property
    def attribute(self) -> str:
        """The attribute of the model in which the value is kept."""
        return self.field or self.name


Keys = tuple[Key, ...]
