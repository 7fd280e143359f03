"""Small worlds for tests: a map from a few arrows, a study of it, and where the shared cases lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from icmap.model import AnyOf, Dependency, Entry, Importance, OrgMap, Party, Service, Situation
from icmap.model.quantities import (
    Calendar,
    Estimate,
    Timed,
    parse_duration,
    parse_frequency,
)
from icmap.study import Question, Study

_DAY = Calendar()


def shared(*parts: str) -> Path:
    """A file of the folder `shared` that lies beside the checkout; the test is skipped where there is none."""
    for folder in Path(__file__).resolve().parents:
        found = folder.joinpath("shared", *parts)
        if found.exists():
            return found
    pytest.skip(f"the folder with shared cases is not beside this checkout: {'/'.join(parts)}")


def a_study(*arrows: str, question: Question | None = None, **more: Any) -> Study:
    """A study of `a_map(...)`."""
    return Study(a_map(*arrows, **more), question or Question())


def a_map(
    *arrows: str, calendar: Calendar = _DAY, situations: tuple[str, ...] = (), **parties: dict[str, Any]
) -> OrgMap:
    """A map from arrows customer -> provider (`"staff -> payroll -> jeff"`, `"a/x -> b/y"`) and attributes of parties.

    A keyword's underscores stand for blanks in the party's name. An attribute is a field of `Party`; times are texts
    (`lead_time="2h"` or three of them), a promise a text or `("35 min", "start")`. `needs=[...]` adds entries made by
    `need` and `any_of`. Services that an arrow names are there.
    """
    world: dict[str, dict[str, Any]] = {}
    for keyword, attributes in parties.items():
        world.setdefault(keyword.replace("_", " "), {}).update(_read(attributes, calendar))
    entries: dict[tuple[str, str | None], list[Entry]] = {}
    for arrow in arrows:
        stops = [_reference(stop) for stop in arrow.split("->")]
        for customer, provider in pairwise(stops):
            entries.setdefault(customer, []).append(Dependency(*customer, *provider))
    for party, attributes in world.items():
        for entry in attributes.pop("needs", ()):
            owner = _owned(entry, party)
            entries.setdefault((party, _service_of(owner)), []).append(owner)
    return _assemble(world, entries, calendar, situations)


def need(
    provider: str,
    *,
    by: str | None = None,
    handoff: str = "0",
    within: Any = None,
    importance: str = "medium",
    **more: Any,
) -> Dependency:
    """An entry of `depends_on`; `by` names the customer's own service, times are texts."""
    name, service = _reference(provider)
    fields = _read(more, _DAY)
    if within is not None:
        fields["within"] = _timed(within, _DAY)
    return Dependency(
        "",
        by,
        name,
        service,
        handoff=parse_duration(handoff, _DAY),
        importance=Importance[importance.upper()],
        **fields,
    )


def any_of(*members: Entry | str, at_least: int = 1, frequency: str | None = None) -> AnyOf:
    """An alternative; a text is a plain need."""
    return AnyOf(
        tuple(need(each) if isinstance(each, str) else each for each in members),
        at_least,
        parse_frequency(frequency, _DAY) if frequency else None,
    )


def _reference(text: str) -> tuple[str, str | None]:
    party, _, service = text.strip().partition("/")
    return party, service or None


def _read(attributes: dict[str, Any], calendar: Calendar) -> dict[str, Any]:
    return {key: _READ[key](value, calendar) if key in _READ else value for key, value in attributes.items()}


def _estimate(value: Any, calendar: Calendar) -> Estimate:
    if isinstance(value, str):
        return Estimate.of(parse_duration(value, calendar))
    optimistic, likely, pessimistic = (parse_duration(each, calendar) for each in value)
    return Estimate(optimistic, likely, pessimistic)


def _timed(value: Any, calendar: Calendar) -> Timed:
    if isinstance(value, str):
        return Timed(parse_duration(value, calendar))
    return Timed(parse_duration(value[0], calendar), value[1])


def _frequency(value: str, calendar: Calendar) -> Any:
    return parse_frequency(value, calendar)


_READ: dict[str, Callable[[Any, Calendar], Any]] = {
    "lead_time": _estimate,
    "effort": _estimate,
    "every": parse_duration,
    "recovery": parse_duration,
    "tolerates": parse_duration,
    "promise": _timed,
    "frequency": _frequency,
    "capacity": _frequency,
    "other_demand": _frequency,
    "peak": _frequency,
}


def _owned(entry: Entry, party: str) -> Any:
    if isinstance(entry, AnyOf):
        return replace(entry, members=tuple(_owned(member, party) for member in entry.members))
    return replace(entry, customer=party)


def _service_of(entry: Entry) -> str | None:
    while isinstance(entry, AnyOf):
        entry = entry.members[0]
    return entry.customer_service


def _named(entries: list[Entry]) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for entry in entries:
        found += _named(list(entry.members)) if isinstance(entry, AnyOf) else [(entry.provider, entry.service)]
    return found


def _assemble(
    world: dict[str, dict[str, Any]],
    entries: dict[tuple[str, str | None], list[Entry]],
    calendar: Calendar,
    situations: tuple[str, ...],
) -> OrgMap:
    named = sorted({*entries, *(each for listed in entries.values() for each in _named(listed))}, key=str)
    ids = sorted({*world, *(party for party, _ in named)})
    parties = {}
    for party in ids:
        attributes = dict(world.get(party, {}))
        told: dict[str, dict[str, Any]] = {
            name: _read(value, calendar) for name, value in attributes.pop("services", {}).items()
        }
        listed = sorted({*told, *(service for owner, service in named if owner == party and service)})
        services = tuple(
            Service(party, name, depends_on=tuple(entries.get((party, name), ())), **told.get(name, {}))
            for name in listed
        )
        attributes["depends_on"] = tuple(entries.get((party, None), ()))
        parties[party] = Party(party, services=services, **attributes)
    return OrgMap("Test", calendar=calendar, situations=tuple(Situation(name) for name in situations), parties=parties)
