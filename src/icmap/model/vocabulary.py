"""The words of the map and its keys, explained for whoever writes one: what `icmap explain` prints of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from icmap.model.attributes import ALTERNATIVE, ENTRY, FLAT, PARTY, SERVICE, SERVICE_OPTION
from icmap.model.keys import Keys, Type
from icmap.model.kinds import KINDS, Kind

__all__ = ["KEYS", "WORDS"]


def _kinds() -> str:
    return "\n".join(f"* {', '.join((kind.name, *kind.aliases))}: {_meaning(kind)}." for kind in KINDS)


def _meaning(kind: Kind) -> str:
    alone = {
        "always": "one of a kind",
        "unless several": "one of a kind unless its headcount says otherwise",
        "outside": "one of a kind",
    }
    told = [
        "outside" if kind.outside else "inside",
        alone.get(kind.alone, ""),
        "" if kind.may_be_end else "no end customer by itself",
    ]
    return ", ".join(filter(None, told))


WORDS: Mapping[str, str] = {
    "about": "`~2 d` and `about 2 d` are 2 d; where the time is shown, it is shown as about.",
    "customer": "The one of the two ends of a dependency that needs something: the customer depends on the provider.",
    "dependency": "A customer's need of one service of a provider: an entry under `depends_on`.",
    "duration": "How long: `300 ms`, `30 s`, `15 min`, `4h`, `2d`, `1 week`, `1 month`, `1d 4h`. An hour is a working hour; a day and a week are by "
    "the map's `calendar`, 8 hours and 5 days where it says nothing; a month is 52/12 weeks, a quarter 13, a year 52. A number without a unit is refused.",
    "end-customer": "For whom the work is done in the end.\n\n"
    "* Outside: every party that depends on somebody (an external customer, an applicant, a shareholder, a creditor, a regulator).\n"
    "* Inside: every party that depends on somebody, on whom nobody depends, and who stands in for nobody.\n"
    "* `end: true` adds a party, `end: false` takes one out.\n"
    "* Never by itself: a supplier, a partner, a contractor, a system, a process.\n\n"
    "Where that leaves nobody, because all depend on one another, it is every party of each coupled group on which nobody outside the group "
    "depends. Situations and levels change nothing about it.",
    "estimate": "A lead time or effort as one duration, as a range (`1-3 d`: optimistic and pessimistic, with the middle as most likely) or as three "
    "(`[1d, 2d, 5d]`). Where one number is wanted it is the PERT mean (a + 4m + b)/6.",
    "float": "By how much something alone may be late before it matters. The total float makes no need later than it now arrives; the free float makes "
    "nobody else's start later; the spare breaks no stated need. `icmap explain total-float` and `icmap explain free-float` say how they are computed.",
    "frequency": "How often: `120/day`, `3 per week`, `daily`, `monthly`, `on demand` (no rate). A rate is per working time of the calendar; a month is "
    "52/12 weeks here too.",
    "group": "A party that others are `part_of` and that has no services, no dependencies and no customers: a box in pictures, in no count and in no finding.",
    "kind": f"What a party is, in a word of your own; these are known and decide the picture, the boundary and what is asked of the party.\n\n{_kinds()}\n\n"
    "Any other kind counts as a party inside. `kinds: {Behörde: regulator}` at the top of the map says which known kind a word of your own is like; "
    "`external` and `end` overrule the kind for one party.",
    "month": "52/12 weeks of the calendar (with 5 days of 8 hours: 21 and 2/3 days), in durations and in frequencies.",
    "need": "One thing that an end customer waits for: an entry of its `depends_on` that counts in times; an alternative is one need. An end customer's "
    "service that states a `lead_time` (0 too) works with what it gets: its entries together are one need, met when it is done. One that states none only "
    "receives: each entry is a need of its own, with its own time and its own `within`.",
    "party": "Anyone or anything that serves or is served: a person, role, team, department, system, supplier, regulator, external customer.",
    "provider": "The one of the two ends of a dependency that delivers: the provider serves the customer.",
    "service": "One thing that a provider delivers: payslips, checked plates, timesheets. A party that lists none is one unnamed service.",
    "times": "With which numbers times are computed. `stated`: the lead times of the map, and the measured median where no lead time is stated. "
    "`measured`: the median of `actual` (from request) wherever there is one. `promised`: the `promise` (from request) wherever there is one. "
    "A measured or promised time stands for lead time and batch together.",
}  # fmt: skip
"""The words of the format by their names in `icmap explain`."""

_VALUES: Mapping[Type, str] = {
    Type.NAME: "A text on one line.",
    Type.TEXT: "A text.",
    Type.WORDS: "A text, or a list of texts.",
    Type.WHEN: "A situation, or a list of them.",
    Type.BOOLEAN: "true or false.",
    Type.DURATION: "A duration: 30 min, 4h, 2d, 1 week, 1 month.",
    Type.ESTIMATE: "A duration (2d, ~2 d), a range (1-3 d), or [optimistic, most likely, pessimistic].",
    Type.TIMED: "A duration, from the request; or {time: 35 min, from: start}.",
    Type.ACTUAL: "A duration, the median; or {median: 2 min, p90: 5 min, n: 212, from: request}.",
    Type.FREQUENCY: "A rate: 120/day, 3 per week, monthly, on demand.",
    Type.SHARE: "A share: 5% or 0.05.",
    Type.NUMBER: "A number of 0 or more.",
    Type.COUNT: "A whole number.",
    Type.DATE: "A date: 2026-01-31.",
    Type.IMPORTANCE: "low, medium, high or critical; medium where nothing is said.",
    Type.SATISFACTION: "A score, or {communication, productivity, responsiveness, answers}.",
    Type.PARTY: "A party by its id.",
    Type.PARTIES_NAMED: "A party by its id, or a list of them.",
    Type.ENTRIES: "A list of references, or a mapping from reference to attributes.",
    Type.SERVICE_OPTIONS: "A list of {do: what would be done, lead_time: 2h, cost: 5000}.",
    Type.DEPENDENCY_OPTIONS: "A list of {do: what would be done, handoff: 0, cost: 5000}.",
}


def _keys() -> Mapping[str, str]:
    """Every key once, with what it means at each place where it may stand."""
    told: dict[str, list[str]] = {}
    for place, keys in (("a party or service", SERVICE), ("a party", PARTY), ("a dependency", ENTRY), ("an alternative", ALTERNATIVE), ("a line of `dependencies`", FLAT), ("an option", SERVICE_OPTION)):  # fmt: skip
        for name, text in _explained(place, keys):
            found = told.setdefault(name, [])
            if not any(text.split(": ", 1)[1] in each for each in found):
                found.append(text)
    return {name: "\n\n".join(texts) for name, texts in sorted(told.items())}


def _explained(place: str, keys: Keys) -> Iterator[tuple[str, str]]:
    for key in keys:
        value = _VALUES.get(key.type, "") if not key.choices else f"{', '.join(key.choices)}."
        inherited = " A service that says nothing takes it from its party." if key.inherited else ""
        yield key.name, f"In {place}: {' '.join(filter(None, (key.about, value)))}{inherited}"


KEYS: Mapping[str, str] = _keys()
"""The keys of parties, services, dependencies, alternatives and options, by name."""
