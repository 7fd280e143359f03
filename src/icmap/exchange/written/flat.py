"""The model as rows of plain values: one for each party, service and dependency, under names that `icmap import` knows.

The names are those of `icmap.model.plain` (`lead_time_hours`, `promise_from`); what it makes into one number is written
here in a way that can be read back: the likely time of an estimate, a frequency as the map writes it, scores that may be
shown. What belongs to an alternative has its number (`alternative`) and how many of them are enough (`at_least`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from icmap.model import AnyOf, Dependency, Entry, OrgMap, Party, Service
from icmap.model.attributes import DEPENDENCY, PARTY, SERVICE, said
from icmap.model.keys import Keys, Type
from icmap.model.plain import Plain, plain_attributes
from icmap.model.quantities import Estimate, Seconds, hours
from icmap.model.written import in_map_words, written_number
from icmap.records import dataclass

__all__ = ["Flat", "flat"]

_OF_OPTIONS = frozenset({Type.SERVICE_OPTIONS, Type.DEPENDENCY_OPTIONS})


@dataclass(frozen=True, slots=True)
class Flat:
    """All rows of a map, and what holds for the whole of it."""

    about: tuple[tuple[str, str], ...]
    parties: tuple[Plain, ...]
    services: tuple[Plain, ...]
    dependencies: tuple[Plain, ...]


def flat(org: OrgMap) -> Flat:
    """The rows, parties by id and what is theirs in the order written."""
    parties = org.parties.values()
    return Flat(
        tuple(_about(org)),
        tuple(_party(org, each) for each in parties),
        tuple(_service(org, each) for party in parties for each in party.services if not each.implicit),
        tuple(row for number, party in enumerate(parties) for row in _dependencies(org, party, number)),
    )


def _about(org: OrgMap) -> Iterator[tuple[str, str]]:
    calendar, survey = org.calendar, org.survey
    yield "icmap", "1"
    yield from ((key, text) for key, text in (("name", org.name), ("description", org.description)) if text)
    yield "hours_per_day", _number(calendar.hours_per_day)
    yield "days_per_week", _number(calendar.days_per_week)
    yield "scale_low", _number(survey.low)
    yield "scale_high", _number(survey.high)
    yield "min_answers", str(survey.min_answers)
    yield from ((f"kind {word}", kind) for word, kind in org.kinds.items())
    for each in org.situations:
        yield f"situation {each.name}", "-" if each.share is None else f"{_number(each.share * 100)}%"


def _number(number: Seconds) -> str:
    return written_number(number)


def _party(org: OrgMap, party: Party) -> Plain:
    return {"id": party.id, "name": party.name, **_without(_said(org, party, PARTY), "name")}


def _service(org: OrgMap, service: Service) -> Plain:
    return {"party": service.party, "service": service.name, **_said(org, service, SERVICE)}


def _without(plain: Plain, *names: str) -> Plain:
    return {name: value for name, value in plain.items() if name not in names}


def _said(org: OrgMap, thing: Any, keys: Keys) -> Plain:
    keys = tuple(key for key in said(keys) if key.type not in _OF_OPTIONS)
    plain = plain_attributes(lambda key: _value(thing, key.attribute), keys, org.calendar)
    for key in keys:
        value = _value(thing, key.attribute)
        if isinstance(value, Estimate) and value.is_range:
            plain[f"{key.name}_likely_hours"] = hours(value.likely) or 0.0
        if key.type is Type.FREQUENCY and value is not None:
            plain[key.name] = in_map_words(key.type, value, org.calendar)
            rate = plain.pop(f"{key.name}_per_hour", None)
            if rate is not None:
                plain[f"{key.name}_per_working_hour"] = rate
    return plain


def _value(thing: Any, name: str) -> Any:
    """What is written; what holds where nothing is written is left out."""
    value = getattr(thing, name)
    if isinstance(thing, Dependency) and value == _DEFAULTS.get(name, _NO_DEFAULT):
        return None
    return value


_NO_DEFAULT = object()
_DEFAULTS: dict[str, object] = {"optional": False, "waits": True, "handoff": 0, "importance": 1}


def _dependencies(org: OrgMap, party: Party, number: int) -> Iterator[Plain]:
    for owner, entries in ((None, party.depends_on), *((each.name, each.depends_on) for each in party.services)):
        for place, entry in enumerate(entries):
            yield from _entry(org, entry, f"{number}.{owner or ''}.{place}", "", 1)


_RENAMED = {
    f"lead_time{part}_hours": f"own_lead_time{part}_hours" for part in ("", "_optimistic", "_likely", "_pessimistic")
} | {"source": "said_by"}
"""What a dependency says in words of its own: the lead time is the provider's elsewhere, and the source of an edge is a node."""


def _entry(org: OrgMap, entry: Entry, place: str, alternative: str, at_least: int) -> Iterator[Plain]:
    """The dependencies of an entry; an alternative inside another one counts as part of the outer one."""
    if isinstance(entry, AnyOf):
        for member in entry.members:
            yield from _entry(org, member, place, alternative or place, at_least if alternative else entry.at_least)
        return
    row: Plain = {
        "customer": entry.customer,
        "customer_service": entry.customer_service or "",
        "provider": entry.provider,
    }
    said = {_RENAMED.get(name, name): value for name, value in _said(org, entry, DEPENDENCY).items()}
    row |= {"service": entry.service or "", **said, **_scores(org, entry)}
    if alternative:
        row |= {"alternative": alternative} | ({"at_least": at_least} if at_least > 1 else {})
    yield row


def _scores(org: OrgMap, entry: Dependency) -> Plain:
    """Scores that may be shown: none of too few answers, none of an unknown number where one person stands at an end."""
    found = entry.satisfaction
    if found is None or _is_thin(org, entry):
        return {}
    parts = {"overall": found.overall, "communication": found.communication, "productivity": found.productivity}
    parts |= {"responsiveness": found.responsiveness}
    told: Plain = {
        ("satisfaction" if name == "overall" else f"satisfaction_{name}"): float(each)
        for name, each in parts.items()
        if each is not None
    }
    return told | ({} if found.answers is None else {"satisfaction_answers": found.answers})


def _is_thin(org: OrgMap, entry: Dependency) -> bool:
    answers = entry.satisfaction.answers if entry.satisfaction else None
    if answers is not None:
        return answers < org.survey.min_answers
    ends = (org.parties.get(entry.customer), org.parties.get(entry.provider))
    return any(each is not None and each.is_one_person for each in ends)
