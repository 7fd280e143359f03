"""Load in words: what is asked of a party, how busy that makes it, and whom to ask where that is not known."""

from __future__ import annotations

from fractions import Fraction

from icmap.measures.load import Load
from icmap.model.quantities import Calendar, Frequency, Seconds, format_duration, format_share
from icmap.wording.names import Words

__all__ = ["busy", "demand", "queue", "rate", "share", "silent_customers"]

_UNITS = ("minute", "hour", "day", "week", "month", "year")


def busy(words: Words, load: Load) -> str:
    """`accounts payable is 97 % busy: the smallest disturbance makes a queue`; of a load that is known."""
    party, used = words.the(load.party), load.utilisation or 0.0
    is_ = words.verb(load.party, "is", "are")
    if used >= 1:
        can = words.verb(load.party, "it", "they")
        return f"{party} {is_} asked for {share(load)} of what {can} can do; the queue grows as long as that lasts"
    return f"{party} {is_} {share(load)} busy{_consequence(words, load)}"


def _consequence(words: Words, load: Load) -> str:
    peak, its = load.peak_utilisation or 0.0, words.verb(load.party, "its", "their")
    if peak >= 1:
        return f", and at {its} peak asked for {format_share(peak)} of what can be done"
    if peak > (load.utilisation or 0.0):
        return f", and {format_share(peak)} at {its} peak: the smallest disturbance makes a queue"
    if load.wait:
        return f": a request waits about {words.time(load.wait)} before anybody takes it up"
    return ": the smallest disturbance makes a queue"


def share(load: Load) -> str:
    """How busy it is: `97 %`, `at least 97 %` where not all customers have said how often they ask; empty if unknown."""
    if load.utilisation is None:
        return ""
    return _bound(load) + format_share(load.utilisation)


def demand(words: Words, load: Load) -> str:
    """How often it is asked, in a table: `at least 12/day`."""
    if load.demand_per_hour is None:
        return "nobody says"
    return _bound(load) + rate(load.demand_per_hour, words.study.org.calendar)


def rate(per_hour: float | Seconds, calendar: Calendar, unit: str | None = None) -> str:
    """A rate per working hour in a unit, or in the smallest one in which it is at least one: `2.5/month`."""
    counts = [(Fraction(per_hour) * calendar.unit(each) / 3600, each) for each in ([unit] if unit else _UNITS)]
    count, found = next((each for each in counts if each[0] >= 1), counts[-1])
    return str(Frequency(count, found, None))


def queue(words: Words, load: Load) -> str:
    """The wait before a request is taken up, in a table."""
    if load.unstable:
        return "grows without end"
    return "" if load.wait is None else _bound(load) + format_duration(round(load.wait), words.study.org.calendar)


def _bound(load: Load) -> str:
    return "at least " if load.lower_bound else ""


def silent_customers(load: Load) -> str:
    """`none of its 4 customers says how often it asks`."""
    silent = len(load.ask)
    if load.customers == 1:
        return "its only customer does not say how often it asks"
    if silent == load.customers:
        return f"none of its {silent} customers says how often it asks"
    does = "does not say how often it asks" if silent == 1 else "do not say how often they ask"
    return f"{silent} of its {load.customers} customers {does}"
