"""Reading what holds for the whole map: calendar, survey, situations, and what is only text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from icmap.loading.nodes import Node, Unread
from icmap.loading.schema import CALENDAR, SITUATION, SURVEY
from icmap.loading.texts import is_empty
from icmap.loading.values import Aside, Values
from icmap.locations import Place
from icmap.model import Scenario, Situation, Survey
from icmap.model.keys import Type
from icmap.model.kinds import is_known, near_kind
from icmap.model.quantities import Calendar, Seconds
from icmap.text.characters import normal, shown

__all__ = ["Settings", "read_calendar", "read_kinds", "read_situations", "read_survey"]


@dataclass(slots=True)
class Settings:
    """What the first file says about the map as a whole."""

    name: str = ""
    description: str = ""
    calendar: Calendar = Calendar()
    survey: Survey = Survey()
    kinds: dict[str, str] = field(default_factory=dict)
    situations: tuple[Situation, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    aside: Aside = field(default_factory=Aside)
    checks: Unread | None = None


def read_calendar(values: Values, node: Node) -> Calendar:
    """The calendar; what is missing or wrong in it is the default's."""
    fields: dict[str, Any] = {}
    places: dict[str, Place] = {}
    values.read(
        values.mapping(node, "calendar"), values.readers(CALENDAR, {Type.POSITIVE: values.number}), fields, places
    )
    for key, most in (("hours_per_day", 24), ("days_per_week", 7)):
        if key in fields and not 0 < fields[key] <= most:
            message = f"'{key}' is above 0 and at most {most}"
            values.desk.report("invalid-number", message, places[key], "working time, not opening hours")
            del fields[key]
    return Calendar(**fields)


def read_survey(values: Values, node: Node) -> Survey:
    """The survey; what is missing or wrong in it is the default's."""
    fields: dict[str, Any] = {}
    places: dict[str, Place] = {}
    own = {Type.SCALE: lambda scale, key: _scale(values, scale, key)}
    values.read(values.mapping(node, "survey"), values.readers(SURVEY, own), fields, places)
    low, high = fields.pop("scale", (Survey().low, Survey().high))
    if fields.get("min_answers") == 0:
        message = "'min_answers' is at least 1"
        values.desk.report("invalid-number", message, places["min_answers"], "a score needs an answer")
        del fields["min_answers"]
    return Survey(low, high, **fields)


def _scale(values: Values, node: Node, key: str) -> tuple[Seconds, Seconds] | None:
    if type(node[0]) is not list:
        values.wrong_type(node, key, "a list", "write it like [1, 5]")
        return None
    ends = [values.number(each, key) for each in node[0]]
    if None in ends:
        return None
    if len(ends) != 2 or ends[0] >= ends[1]:
        message = "the scale is not two numbers, the lower one first"
        values.desk.report("invalid-number", message, node[1], "write it like [1, 5]")
        return None
    return ends[0], ends[1]


def read_kinds(values: Values, node: Node) -> dict[str, str]:
    """The map's own words for known kinds, in lower case."""
    found: dict[str, str] = {}
    for key, value in values.mapping(node, "kinds"):
        word, known = values.name(key, "kinds"), values.name(value, str(key[0]))
        if word is None or known is None:
            continue
        if is_known(known):
            found[normal(word).lower()] = known.lower()
        else:
            near = near_kind(known)
            hint = f"did you mean '{near}'?" if near else "`icmap explain kind` lists the known kinds"
            values.invalid("invalid-choice", value, f"kind of '{shown(word)}'", "is not a known kind", hint)
    return found


def read_situations(values: Values, node: Node) -> tuple[Situation, ...]:
    """The situations: a list of names, or a mapping from name to `{share}`."""
    found: dict[str, Situation] = {}
    for key, value in _named(values, node):
        name = values.name(key, "situations")
        if name is None:
            continue
        name = normal(name)
        if name in found:
            values.desk.report("duplicate-key", f"'{shown(name)}' is written twice", key[1], "keep one of the two")
            continue
        fields: dict[str, Any] = {}
        values.read(values.mapping(value, name), values.readers(SITUATION, {}), fields, {})
        found[name] = Situation(name, fields.get("share"), values.desk.span(key[1]))
    return tuple(found.values())


def _named(values: Values, node: Node) -> list[tuple[Node, Node]]:
    if type(node[0]) is list:
        return [(each, ("", each[1])) for each in node[0]]
    if type(node[0]) is tuple:
        return list(node[0])
    if not is_empty(node):
        values.wrong_type(node, "situations", "a list or a mapping", "write [year end, hiring]")
    return []
