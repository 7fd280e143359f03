"""What an attribute says, as its author wrote it where the file is at hand and still says so, else in the words of a map."""

from __future__ import annotations

from typing import Any

from icmap.loading import Source
from icmap.locations import Located, span_of
from icmap.measures.scores import dependency_rating
from icmap.model import Dependency, Satisfaction
from icmap.model.keys import Key
from icmap.model.quantities import (
    Calendar,
    Estimate,
    NotAQuantity,
    Seconds,
    Timed,
    is_about,
    parse_duration,
    parse_estimate,
    parse_frequency,
)
from icmap.model.written import in_map_words
from icmap.records import dataclass
from icmap.study import Study

__all__ = ["Side", "in_words"]

_HIDDEN = "too few answers to show"


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two maps: its study, and the files it was read from, where they are at hand."""

    study: Study
    sources: tuple[Source, ...] = ()

    def written(self, thing: Located, attribute: str) -> str:
        """The rest of the line at the place of an attribute, in the file; empty where that is not at hand."""
        span = span_of(thing, attribute)
        if attribute not in thing.places or not span.line:
            return ""
        text = next((each.text for each in self.sources if each.name == span.file and each.quotable), "")
        lines = self.study.of(_Lines).of(span.file, text)
        line = lines[span.line - 1] if span.line <= len(lines) else ""
        return line[span.column - 1 : span.column - 1 + span.width].strip("\"'")


class _Lines:
    """The lines of the files of a study, each split once."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._lines: dict[str, list[str]] = {}

    def of(self, file: str, text: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = text.splitlines()
        return self._lines[file]


def in_words(side: Side, thing: Located, key: Key, value: Any) -> str:
    """The value of an attribute as its author wrote it, else written exactly; empty where there is none."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, Satisfaction) and isinstance(thing, Dependency):
        return (
            _HIDDEN
            if dependency_rating(side.study, thing).hidden
            else in_map_words(key.type, value, side.study.org.calendar)
        )
    calendar = side.study.org.calendar
    own = side.written(thing, key.attribute)
    if own and _means(own, calendar) == value:
        return own
    return in_map_words(key.type, value, calendar, side.study.org.units)


def _means(text: str, calendar: Calendar) -> Any:
    """The quantity that a text of the file stands for, in the type that its value has; None where it is none."""
    for read in (_reads_duration, parse_estimate, parse_frequency):
        try:
            return read(text, calendar)
        except NotAQuantity:
            continue
    return None


class _AnyTime:
    """A time as a number, an estimate or a promise from request: whatever it is compared with."""

    __slots__ = ("about", "seconds")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, seconds: Seconds, *, about: bool) -> None:
        self.seconds = seconds
        self.about = about

    def __eq__(self, other: object) -> bool:
        return other in (
            self.seconds,
            Estimate.of(self.seconds, about=self.about),
            Timed(self.seconds, about=self.about),
        )


def _reads_duration(text: str, calendar: Calendar) -> _AnyTime:
    return _AnyTime(parse_duration(text, calendar), about=is_about(text))
