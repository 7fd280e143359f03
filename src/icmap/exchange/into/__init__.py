"""Bringing what was gathered into a map that is there: only what changes is touched, everything else stays byte for byte."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping

from icmap.errors import IcmapError
from icmap.exchange.gathered import Gathered
from icmap.exchange.into.plan import Changes, Plan
from icmap.exchange.written.yaml import map_text
from icmap.loading import Loaded, load_from, parse
from icmap.loading.files import DISK
from icmap.model.quantities import Seconds, format_number
from icmap.records import dataclass

__all__ = ["Update", "updated"]


@dataclass(frozen=True, slots=True)
class Update:
    """The new text of each file that changes, the texts before, and what was done."""

    texts: Mapping[str, str]
    before: Mapping[str, str]
    changes: Changes

    @property
    def diff(self) -> str:
        """The changes as a unified diff."""
        lines: list[str] = []
        for name, text in self.texts.items():
            old, new = self.before[name].splitlines(keepends=True), text.splitlines(keepends=True)
            lines += [
                line if line.endswith("\n") else line + "\n" for line in difflib.unified_diff(old, new, name, name)
            ]
        return "".join(lines)


def updated(path: str, loaded: Loaded, gathered: Gathered, *, prune: bool = False) -> Update:
    """What bringing in makes of a map. Raises `IcmapError` where the result would not load as it did before.

    Only the values, entries, services and parties that the import names are touched.
    """
    calendar, survey = loaded.org.calendar, loaded.org.survey
    gathered.top.clear()
    gathered.top["calendar"] = {
        "hours_per_day": _number(calendar.hours_per_day),
        "days_per_week": _number(calendar.days_per_week),
    }
    gathered.top["survey"] = {"scale": (_number(survey.low), _number(survey.high))}
    if loaded.org.situations:
        gathered.top["situations"] = tuple(each.name for each in loaded.org.situations)
    new = parse(map_text(gathered), "the import")
    if not new.ok:
        found = new.errors[0]
        raise IcmapError(f"what was read makes no map: {found.message}", hint=found.hint)
    plan = Plan(loaded, gathered, new.org)
    texts = plan.made(prune=prune)
    before = {source.name: source.text for source in loaded.sources}
    _prove(path, texts)
    return Update(texts, before, plan.changes)


def _number(number: Seconds) -> str:
    return format_number(number, 6)


def _prove(path: str, texts: Mapping[str, str]) -> None:
    """Read the map once more as it will be."""
    if not texts:
        return
    again = load_from(_Overlay(texts), path, path)
    if not again.ok:
        found = again.errors[0]
        hint = "nothing was written; change this place by hand, or leave --prune out"
        raise IcmapError(f"{found.span}: the change would break the map: {found.message}", hint=hint)


class _Overlay:
    """The files of the disk, some of them with another text."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = {os.path.realpath(name): text for name, text in texts.items()}

    def read(self, path: str, limit: int) -> bytes:
        text = self._texts.get(os.path.realpath(path))
        return DISK.read(path, limit) if text is None else text.encode()

    def real(self, path: str) -> str:
        return DISK.real(path)

    def is_quotable(self, path: str) -> bool:
        return DISK.is_quotable(path)

    def listed(self, folder: str) -> Iterator[tuple[str, bool]]:
        return DISK.listed(folder)
