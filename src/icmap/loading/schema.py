"""The keys of the map file outside parties, services and dependencies: the top level and the small mappings in it.

Both the reading of maps and the JSON Schema for editors are driven by these tables and those of `icmap.model.attributes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from icmap.model.attributes import DEPENDENCY, ENTRY, PARTY, SERVICE
from icmap.model.keys import Key, Keys, Type

__all__ = ["ACTUAL", "CALENDAR", "EDIT", "ELSEWHERE", "INCLUDED", "SATISFACTION", "SITUATION", "SURVEY", "TIMED", "TOP"]

_CLOCKS = ("request", "start")

TOP: Keys = (
    Key("icmap", Type.VERSION, "The version of the format: 1."),
    Key("name", Type.NAME, "What the map is of."),
    Key("description", Type.TEXT, "What a reader should know first."),
    Key("calendar", Type.CALENDAR, "Working time; 8 hours a day and 5 days a week where nothing is said."),
    Key("survey", Type.SURVEY, "The scale of satisfaction scores, and how many answers a score needs to be shown."),
    Key("kinds", Type.KINDS, "Words of your own for known kinds: {squad: team}."),
    Key("situations", Type.SITUATIONS, "States of affairs in which further dependencies hold: year end, hiring."),
    Key("scenarios", Type.SCENARIOS, "Edits of this map by name, to try out: [{late: jeff=1d}]."),
    Key("include", Type.PATHS, "Further files of this map: paths or patterns relative to this file."),
    Key("parties", Type.PARTIES, "Everyone who serves or is served, by id."),
    Key("dependencies", Type.FLAT, "Dependencies as a flat list, as they come out of a spreadsheet."),
    Key("checks", Type.CHECKS, "Which rules `icmap check` runs, how strictly, and rules of your own."),
)

INCLUDED = frozenset({"icmap", "include", "parties", "dependencies"})
"""The keys that an included file may have."""

CALENDAR: Keys = (
    Key("hours_per_day", Type.POSITIVE, "Hours in a working day, up to 24."),
    Key("days_per_week", Type.POSITIVE, "Days in a working week, up to 7."),
)
SURVEY: Keys = (
    Key("scale", Type.SCALE, "The lowest and the highest score: [1, 5]."),
    Key("min_answers", Type.COUNT, "Below this many answers a score is hidden."),
)
SITUATION: Keys = (Key("share", Type.SHARE, "How much of the time it holds: 5% or 0.05."),)
TIMED: Keys = (
    Key("time", Type.DURATION, "How long."),
    Key(
        "from",
        Type.CHOICE,
        "From when it counts: request (the provider has all it needs) or start (of the whole chain).",
        choices=_CLOCKS,
    ),
)
ACTUAL: Keys = (
    Key("median", Type.DURATION, "Half of the requests took this long or less."),
    Key("time", Type.DURATION, "The same as median."),
    Key("p90", Type.DURATION, "Nine of ten requests took this long or less."),
    Key("n", Type.COUNT, "How many requests were measured."),
    Key("from", Type.CHOICE, "From when it was measured: request or start.", choices=_CLOCKS),
)
SATISFACTION: Keys = (
    Key("communication", Type.NUMBER, "Score for communication."),
    Key("productivity", Type.NUMBER, "Score for productivity."),
    Key("responsiveness", Type.NUMBER, "Score for responsiveness."),
    Key("answers", Type.COUNT, "How many people answered."),
)

EDIT: Keys = (
    Key("set", Type.NAME, "An attribute and its value: pharmacy.headcount=2."),
    Key("late", Type.NAME, "By how much a party or service is later: jeff=1d."),
    Key("down", Type.NAME, "A party that is out."),
    Key("without", Type.NAME, "A party that is gone; its customers lose the entry."),
    Key("serve", Type.NAME, "A provider that serves somebody else too, who is named under for."),
    Key("for", Type.NAME, "The customer who is served."),
    Key("situation", Type.NAME, "A situation that holds."),
)
"""One edit of a scenario: one of these keys; only serve has a second one, for."""


def _elsewhere() -> Iterator[tuple[str, str]]:
    """Where each key belongs that only one sort of thing has."""
    of_services, of_entries = {key.name for key in SERVICE}, {key.name for key in ENTRY}
    for key in TOP:
        yield key.name, f"'{key.name}' stands at the top of the map"
    for key in PARTY:
        if key.name not in of_entries:
            owner = "a party or service" if key.name in of_services else "a party"
            yield key.name, f"'{key.name}' is said of {owner}"
    for key in DEPENDENCY:
        if key.name not in of_services and key.name not in {each.name for each in PARTY}:
            yield key.name, f"'{key.name}' is said of a dependency: write it in the customer's entry under depends_on"


ELSEWHERE = {
    **dict(_elsewhere()),
    "frequency": "how often a customer asks is said in its entry under depends_on; what customers who are not on the map ask for is other_demand",
}
"""Of each known key the hint where it belongs, for whoever writes it where it does not."""
