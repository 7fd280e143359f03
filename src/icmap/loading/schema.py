"""The format, once: which keys each mapping has, of which type, and what they mean.

Both the reading of maps and the JSON Schema for editors are driven by these tables.
"""

from __future__ import annotations

from enum import StrEnum

from icmap.records import dataclass

__all__ = [
    "ACTUAL", "ALTERNATIVE", "ATTRIBUTES", "CALENDAR", "ENTRY", "FLAT", "INCLUDED", "PARTY", "SATISFACTION", "SERVICE",
    "SITUATION", "SURVEY", "TIMED", "TOP", "Key", "Keys", "Type",
]  # fmt: skip


class Type(StrEnum):
    """How the value of a key is read; types come from here, never from the text."""

    VERSION = "version"
    NAME = "name"
    TEXT = "text"
    WORDS = "words"
    BOOLEAN = "boolean"
    DURATION = "duration"
    ESTIMATE = "estimate"
    TIMED = "timed"
    ACTUAL = "actual"
    CLOCK = "clock"
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
    SITUATIONS = "situations"
    PARTIES = "parties"
    SERVICES = "services"
    ENTRIES = "entries"
    MEMBERS = "members"
    FLAT = "flat"
    ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping: how its value is read and what it means, in a sentence for editors."""

    name: str
    type: Type
    about: str


Keys = tuple[Key, ...]

TOP: Keys = (
    Key("icmap", Type.VERSION, "The version of the format: 1."),
    Key("name", Type.NAME, "What the map is of."),
    Key("description", Type.TEXT, "What a reader should know first."),
    Key("calendar", Type.CALENDAR, "Working time; 8 hours a day and 5 days a week where nothing is said."),
    Key("survey", Type.SURVEY, "The scale of satisfaction scores, and how many answers a score needs to be shown."),
    Key("situations", Type.SITUATIONS, "States of affairs in which further dependencies hold: year end, hiring."),
    Key("include", Type.PATHS, "Further files of this map: paths or patterns relative to this file."),
    Key("parties", Type.PARTIES, "Everyone who serves or is served, by id."),
    Key("dependencies", Type.FLAT, "Dependencies as a flat list, as they come out of a spreadsheet."),
    Key("checks", Type.ANYTHING, "Which rules `icmap check` runs, how strictly, and rules of your own."),
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
        Type.CLOCK,
        "From when it counts: request (the provider has all it needs) or start (of the whole chain).",
    ),
)
ACTUAL: Keys = (
    Key("median", Type.DURATION, "Half of the requests took this long or less."),
    Key("time", Type.DURATION, "The same as median."),
    Key("p90", Type.DURATION, "Nine of ten requests took this long or less."),
    Key("n", Type.COUNT, "How many requests were measured."),
    Key("from", Type.CLOCK, "From when it was measured: request or start."),
)
SATISFACTION: Keys = (
    Key("communication", Type.NUMBER, "Score for communication."),
    Key("productivity", Type.NUMBER, "Score for productivity."),
    Key("responsiveness", Type.NUMBER, "Score for responsiveness."),
    Key("answers", Type.COUNT, "How many people answered."),
)

SERVICE: Keys = (
    Key("description", Type.TEXT, "What is delivered."),
    Key("owner", Type.NAME, "Who answers for it."),
    Key("lead_time", Type.ESTIMATE, "From the moment all inputs are there until delivery: one duration or three."),
    Key("every", Type.DURATION, "Done in batches, once in this period; a request waits half of it on average."),
    Key("effort", Type.ESTIMATE, "Touch time of one person per request: one duration or three."),
    Key("capacity", Type.FREQUENCY, "How much can be done at most."),
    Key("other_demand", Type.FREQUENCY, "Demand from customers who are not on the map."),
    Key("peak", Type.FREQUENCY, "All demand at its highest."),
    Key("promise", Type.TIMED, "What the provider commits to (service standard, OLA)."),
    Key("actual", Type.ACTUAL, "What was measured."),
    Key("recovery", Type.DURATION, "How long it takes to be back after an outage."),
    Key("backup", Type.PARTIES_NAMED, "Who stands in; counts in outages, not in times."),
    Key("depends_on", Type.ENTRIES, "What is needed: a list of references, or a mapping of reference to attributes."),
)
PARTY: Keys = (
    Key("name", Type.NAME, "What people call it; without it, the id."),
    Key("kind", Type.NAME, "Free text. Known kinds decide the picture and whether it stands inside or outside."),
    Key("external", Type.BOOLEAN, "Whether it stands outside the organisation, whatever its kind says."),
    Key("end", Type.BOOLEAN, "Whether the work is done for it in the end."),
    Key("part_of", Type.PARTY, "The party it belongs to."),
    Key("headcount", Type.NUMBER, "How many people."),
    Key("tags", Type.WORDS, "Words to select by."),
    Key("reviewed", Type.DATE, "When this was last looked at: 2026-01-31."),
    Key("services", Type.SERVICES, "What it delivers, by name; one that lists none is one unnamed service."),
    *SERVICE,
)

ATTRIBUTES: Keys = (
    Key("optional", Type.BOOLEAN, "true: work goes on without it."),
    Key("waits", Type.BOOLEAN, "false: it must be working or in stock, but a request does not wait for it."),
    Key("when", Type.WHEN, "The situation, or a list of them, in which it holds; without it, always."),
    Key("lead_time", Type.ESTIMATE, "For this customer instead of the provider's."),
    Key("handoff", Type.DURATION, "Time on the way."),
    Key("within", Type.TIMED, "How soon the customer needs it."),
    Key("frequency", Type.FREQUENCY, "How often it is asked for: 120/day, 3 per week, monthly, on demand."),
    Key("importance", Type.IMPORTANCE, "low, medium, high or critical."),
    Key("tolerates", Type.DURATION, "How long the customer can go without."),
    Key("satisfaction", Type.SATISFACTION, "A score, or one each for communication, productivity and responsiveness."),
    Key("rework", Type.SHARE, "Share of the customer's work done again because of this input."),
    Key("actual", Type.ACTUAL, "What was measured, seen from this customer."),
    Key("via", Type.NAME, "The channel."),
    Key("expects", Type.TEXT, "Acceptance criteria."),
    Key("description", Type.TEXT, "Free text."),
    Key("reviewed", Type.DATE, "When this was last looked at: 2026-01-31."),
)
ENTRY: Keys = (Key("service", Type.SERVICE, "The same as writing party/service."), *ATTRIBUTES)
ALTERNATIVE: Keys = (
    Key("any_of", Type.MEMBERS, "Any `at_least` of these entries are enough."),
    Key("at_least", Type.COUNT, "How many of them are needed; 1 where nothing is said."),
    *ATTRIBUTES,
)
FLAT: Keys = (
    Key("customer", Type.REFERENCE, "Who depends: party or party/service."),
    Key("provider", Type.REFERENCE, "On whom: party or party/service."),
    *ENTRY,
)
