"""The keys of parties, services and dependencies, once: what reads, inherits, describes, compares or shows them walks these lists.

A key that is added here is read from the map, inherited where it is marked so, in the JSON Schema, in `icmap diff`, on
the card and in what is exported; the record in this folder that keeps it needs a field of its name.
"""

from __future__ import annotations

from icmap.model.keys import Key, Keys, Type

__all__ = [
    "ALTERNATIVE", "DEPENDENCY", "DEPENDENCY_OPTION", "ENTRY", "FLAT", "INHERITED", "PARTY", "SERVICE", "SERVICE_OPTION", "said",
]  # fmt: skip

_SURE = ("low", "medium", "high")

_SOURCE = Key("source", Type.NAME, "Who said so, or where it was read.")
_CONFIDENCE = Key("confidence", Type.CHOICE, "How sure the numbers are: low, medium or high.", choices=_SURE)

SERVICE: Keys = (
    Key("description", Type.TEXT, "What is delivered."),
    Key("owner", Type.NAME, "Who answers for it."),
    Key(
        "lead_time", Type.ESTIMATE, "From the moment all inputs are there until delivery, waiting in the queue included: one duration, a range or three.",
        inherited=True,
    ),
    Key("every", Type.DURATION, "Done in batches, once in this period; a request waits half of it on average.", inherited=True),
    Key("effort", Type.ESTIMATE, "Touch time of one person per request: one duration, a range or three.", inherited=True),
    Key("capacity", Type.FREQUENCY, "How much can be done at most."),
    Key("other_demand", Type.FREQUENCY, "Demand from customers who are not on the map."),
    Key("peak", Type.FREQUENCY, "All demand at its highest."),
    Key("promise", Type.TIMED, "What the provider commits to (service standard, OLA).", inherited=True),
    Key("actual", Type.ACTUAL, "What was measured; where no lead time is stated, its median stands for it.", inherited=True),
    Key("recovery", Type.DURATION, "How long it takes to be back after an outage.", inherited=True),
    Key("backup", Type.PARTIES_NAMED, "Who stands in; counts in outages, not in times.", inherited=True),
    Key("options", Type.SERVICE_OPTIONS, "What could be done about it, each with what it changes and what it costs."),
    _SOURCE,
    Key("confidence", Type.CHOICE, _CONFIDENCE.about, inherited=True, choices=_SURE),
    Key("depends_on", Type.ENTRIES, "What is needed: a list of references, or a mapping of reference to attributes."),
)  # fmt: skip
"""What a service may say; a party may say it too, for all its services."""

PARTY: Keys = (
    Key("name", Type.NAME, "What people call it; without it, the id.", field="label"),
    Key("kind", Type.NAME, "Free text. Known kinds decide the picture and whether it stands inside or outside."),
    Key("external", Type.BOOLEAN, "Whether it stands outside the organisation, whatever its kind says."),
    Key("end", Type.BOOLEAN, "true: the work is done for it in the end; false: it is no end customer, whatever the rule says."),
    Key("part_of", Type.PARTY, "The party it belongs to."),
    Key("headcount", Type.NUMBER, "How many people."),
    Key("tags", Type.WORDS, "Words to select by."),
    Key("reviewed", Type.DATE, "When this was last looked at: 2026-01-31."),
    Key("services", Type.SERVICES, "What it delivers, by name; one that lists none is one unnamed service."),
    *SERVICE,
)  # fmt: skip

_OF_ALL: Keys = (
    Key("optional", Type.BOOLEAN, "true: work goes on without it."),
    Key("waits", Type.BOOLEAN, "false: it must be working or in stock, but a request does not wait for it."),
    Key("when", Type.WHEN, "The situation, or a list of them, in which it holds; without it, always."),
    Key("share", Type.SHARE, "In which share of the cases it is needed; below 50% the normal case does not wait for it."),
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
    _SOURCE,
    _CONFIDENCE,
)  # fmt: skip

DEPENDENCY: Keys = (
    *_OF_ALL,
    Key(
        "options", Type.DEPENDENCY_OPTIONS, "What could be done about it, each with what it changes and what it costs."
    ),
)
"""What may be said of one dependency."""

ENTRY: Keys = (Key("service", Type.SERVICE, "The same as writing party/service."), *DEPENDENCY)
ALTERNATIVE: Keys = (
    Key("any_of", Type.MEMBERS, "Any `at_least` of these entries are enough."),
    Key("at_least", Type.COUNT, "How many of them are needed; 1 where nothing is said."),
    *_OF_ALL,
)
"""An alternative; what it says holds for all its members."""

FLAT: Keys = (
    Key("customer", Type.REFERENCE, "Who depends: party or party/service."),
    Key("provider", Type.REFERENCE, "On whom: party or party/service."),
    *ENTRY,
)

_ANY_OPTION: Keys = (
    Key("do", Type.NAME, "What would be done, in a line."),
    Key("cost", Type.NUMBER, "What it costs, in any unit that is the same for all options; 1 where nothing is said."),
    Key("partly", Type.BOOLEAN, "true: any part of the improvement can be had for that part of the cost."),
    Key("needs", Type.WORDS, "Other options, by what they do, without which this one cannot be taken."),
    Key("excludes", Type.WORDS, "Other options, by what they do, beside which this one cannot be taken."),
    Key("lead_time", Type.ESTIMATE, "The lead time there would be."),
)
SERVICE_OPTION: Keys = (
    *_ANY_OPTION,
    Key("every", Type.DURATION, "The period there would be between batches."),
    Key("effort", Type.ESTIMATE, "The effort there would be."),
    Key("capacity", Type.FREQUENCY, "The capacity there would be."),
    Key("headcount", Type.NUMBER, "How many people there would be."),
    Key("backup", Type.PARTIES_NAMED, "Who would stand in."),
    Key("recovery", Type.DURATION, "The recovery time there would be."),
    Key("promise", Type.TIMED, "The promise there would be."),
)
"""What could be done about a service or a party."""

DEPENDENCY_OPTION: Keys = (
    *_ANY_OPTION,
    Key("handoff", Type.DURATION, "The time on the way there would be."),
    Key("waits", Type.BOOLEAN, "false: a request would no longer wait for it."),
    Key("optional", Type.BOOLEAN, "true: work would go on without it."),
)
"""What could be done about a dependency."""

INHERITED: tuple[str, ...] = tuple(key.attribute for key in SERVICE if key.inherited)
"""What a service takes from its party where it says nothing itself."""


def said(keys: Keys) -> Keys:
    """The keys that say something of the thing itself, without the services and entries that stand in it."""
    return tuple(key for key in keys if not key.type.is_structure)
