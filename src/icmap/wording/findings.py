"""The sentences of `icmap check` about what was measured: one sentence, lower case, no full stop, names in quotes.

What only one rule has to say stands in that rule; here is what the first screen and the sections say too, each function
for one kind of record.
"""

from __future__ import annotations

from collections.abc import Sequence

from icmap.graph import Link
from icmap.measures.agreements import Agreement, Breach, ServicePromise
from icmap.measures.common_cause import CommonCause
from icmap.measures.load import Load
from icmap.measures.loops import WaitingLoop
from icmap.measures.needs import Need
from icmap.measures.outages import Outage
from icmap.measures.parts import Part
from icmap.measures.recovery import SlowRecovery
from icmap.measures.scores import ProviderScore
from icmap.model import Party, Survey
from icmap.model.quantities import Calendar, Clock, Seconds, Timed, format_duration, format_number, format_share
from icmap.text.characters import quoted

__all__ = [
    "broken_chain",
    "chain_part",
    "common_cause",
    "impossible_promise",
    "inversion",
    "link_need",
    "link_wait",
    "long_wait",
    "loop",
    "low_rating",
    "missed_promise",
    "no_agreed_time",
    "no_stand_in",
    "overload",
    "promise",
    "slow_recovery",
    "unmet_need",
]  # fmt: skip

_NAMED = 3
_STEPS = 4
_TAKES = {
    ("promise", "request"): "which promises {}",
    ("actual", "request"): "which takes {}, as measured",
    ("computed", "request"): "which takes {}, as the map computes it",
    ("promise", "start"): "which promises {} from the start",
    ("actual", "start"): "and gets it after {}, as measured",
    ("computed", "start"): "and gets it after {}, as the map computes it",
}


def unmet_need(need: Agreement, breach: Breach, calendar: Calendar) -> str:
    """Needed sooner than it is promised, else measured, else computed."""
    takes = _TAKES[breach.against, breach.clock].format(_time(breach.taken, calendar))
    return f"{_needs(need.link)} within {_time(breach.allowed, calendar)}{_from(breach.clock)}, {takes}"


def broken_chain(need: Agreement, breach: Breach, calendar: Calendar) -> str:
    """Too late even if everybody keeps their promise, and the part of it that takes longest."""
    allowed, taken = (_time(each, calendar) for each in (breach.allowed, breach.taken))
    part = breach.chain.largest if breach.chain else None
    longest = f", {_time(part.time, calendar)} of it {chain_part(part)}" if part else ""
    return f"{_needs(need.link)} within {allowed} from the start; if everybody just keeps their promise it is {taken}{longest}"


def chain_part(part: Part) -> str:
    """A part of a chain: a promise, a step without one, a wait for a turn, a way."""
    return _PARTS[part.kind].format(quoted(part.service))


_PARTS = {
    "promise": "the promise of {}",
    "step": "the time of {}, which promises none",
    "batch": "the wait for the turn of {}",
    "handoff": "the way from {}",
}


def no_agreed_time(link: Link) -> str:
    """Rated high or critical, and neither promise nor need."""
    rated = link.dependency.importance
    return f"{quoted(link.customer)} rates {quoted(link.provider)} {rated}, and nobody says when it is due"


def missed_promise(node: str, breach: Breach, calendar: Calendar, *, customer: str | None = None) -> str:
    """A promise shorter than what was measured, by the customer itself where one is given."""
    promised, taken = _time(breach.allowed, calendar), _time(breach.taken, calendar)
    whom = "" if customer is None else f" to {quoted(customer)}"
    return f"{quoted(node)} promises {promised}{_from(breach.clock)} and takes {taken}{whom}, as measured"


def impossible_promise(each: ServicePromise, breach: Breach, calendar: Calendar) -> str:
    """A promise shorter than the provider's own time, or from the start than its whole chain."""
    promised, taken = _time(breach.allowed, calendar), _time(breach.taken, calendar)
    needs = f"is done only {taken} after it" if breach.clock == "start" else f"takes {taken} by itself"
    return f"{quoted(each.node)} promises {promised}{_from(breach.clock)}, but {needs}"


def promise(node: str, promised: Timed | None, calendar: Calendar) -> str:
    """What a service promises, beside the place where it does."""
    if promised is None:
        return quoted(node)
    return f"{quoted(node)} promises {_time(promised.time, calendar)}{_from(promised.clock)}"


def long_wait(need: Need, limit: Seconds, calendar: Calendar) -> str:
    """A need that takes longer than the checks allow; where the entries are one need together, for all of it."""
    takes, allowed = _time(need.at_least, calendar), _time(limit, calendar)
    what = f" for {quoted(need.key.partition(' <- ')[2])}" if need.goal.tokens else ""
    return f"{quoted(need.end)} has to wait {takes}{what}, longer than the {allowed} that the checks allow"


def no_stand_in(party: Party, outage: Outage) -> str:
    """Who stops if a party is out, and that nobody is named to stand in."""
    stops = "1 other stops" if outage.reach == 1 else f"{outage.reach} others stop"
    ends = _few(outage.end_customers, outage.end_customer_count)
    whom = f", {ends} among them" if outage.reach > outage.end_customer_count else f": {ends}"
    return f"if {quoted(party.id)} {party.nature.out}, {stops}{whom}; the map names no stand-in"


def common_cause(found: CommonCause, causes: Sequence[Party]) -> str:
    """Several that stand in for one another, and who stops them all."""
    members = _few(found.members, len(found.members))
    first = causes[0]
    others = f" (or {_few(found.causes[1:], len(causes) - 1)})" if len(causes) > 1 else ""
    out = f"if {quoted(first.id)} {first.nature.out}{others}"
    if found.written is None:
        return f"{quoted(found.customer)} has a stand-in, and {out}, {members} all stop"
    needed = found.written.at_least
    left = "none of them is left" if needed == 1 else f"fewer than the {needed} it needs are left"
    return f"{quoted(found.customer)} can choose between {members}, and {out}, {left}"


def slow_recovery(slow: SlowRecovery, calendar: Calendar) -> str:
    """How long a party takes to come back, and how long its first customer can go without."""
    takes, can_wait = _time(slow.recovery, calendar), _time(slow.hit, calendar)
    return (
        f"{quoted(slow.party)} takes {takes} to come back, and {quoted(slow.customer)} can go without it for {can_wait}"
    )


def overload(load: Load) -> str:
    """What is asked of a party, of what it can do; and what at its peak, where that is more."""
    usual, peak = load.utilisation, load.peak_utilisation or 0.0
    if usual is None:
        return f"at its peak {quoted(load.party)} is asked for {format_share(peak)} of what it can do"
    at_peak = f", and at its peak for {format_share(peak)}" if peak > usual else ""
    ever = ", so the queue grows without end" if load.unstable else ""
    least = "at least " if load.lower_bound else ""
    return f"{quoted(load.party)} is asked for {least}{format_share(usual)} of what it can do{at_peak}{ever}"


def low_rating(score: ProviderScore, survey: Survey) -> str:
    """A provider's score below the middle of the scale."""
    rated, high, middle = (format_number(each or 0) for each in (score.rating.score, survey.high, survey.midpoint))
    answers = f"{score.rating.answers} answers rate {quoted(score.provider)}"
    return f"{answers} {rated} of {high}, below the middle of the scale ({middle})"


def inversion(link: Link, critical: Link) -> str:
    """A rating below that of something further on that rests on it."""
    rates = f"{quoted(link.customer)} rates {quoted(link.provider)} {link.dependency.importance}"
    goes = f"{quoted(critical.customer)} goes without {quoted(critical.provider)}"
    return f"{rates}; if it is out, {goes}, which it rates critical"


def loop(found: WaitingLoop) -> str:
    """Who waits for whom, in a circle; of parties that may simply serve each other nobody says that they wait."""
    return _waiting(found) if found.certain else _serving([quoted(link.customer) for link in found.example])


def _waiting(found: WaitingLoop) -> str:
    first, *others = found.example
    if not others:
        return f"{quoted(first.customer)} waits for itself"
    on = "".join(f", which waits for {quoted(link.provider)}" for link in others[:_STEPS])
    left = len(others) - _STEPS
    more = f", and so on over {left} more back to {quoted(first.customer)}" if left > 0 else ""
    is_part = len(found.services) > len(found.example)
    rest = f" ({len(found.services)} services are caught in one another like this)" if is_part else ""
    return link_wait(first) + on + more + rest


def _serving(names: Sequence[str]) -> str:
    if len(names) == 2:
        return f"{names[0]} and {names[1]} serve each other, and the map does not say which waits for which"
    more = f" and {len(names) - _STEPS} more" if len(names) > _STEPS else ""
    return (
        f"{', '.join(names[:_STEPS])}{more} serve one another in a circle, and the map does not say who waits for whom"
    )


def link_wait(link: Link) -> str:
    """That one waits for the other, beside the place where it says so."""
    return f"{quoted(link.customer)} waits for {quoted(link.provider)}"


def link_need(link: Link) -> str:
    """That one needs the other, with the rating where one is written, beside the place where it says so."""
    return _needs(link) + (
        f", and rates it {link.dependency.importance}" if "importance" in link.dependency.places else ""
    )


def _needs(link: Link) -> str:
    return f"{quoted(link.customer)} needs {quoted(link.provider)}"


def _time(time: Seconds | None, calendar: Calendar) -> str:
    return format_duration(time or 0, calendar)


def _from(clock: Clock) -> str:
    """What a time counts from, where that is not the request."""
    return " from the start" if clock == "start" else ""


def _few(names: Sequence[str], count: int) -> str:
    """`'a'`, `'a' and 'b'`, `'a', 'b', 'c' and 4 more`: the first of some names, and how many more there are."""
    *before, last = [*map(quoted, names[:_NAMED]), *([f"{count - _NAMED} more"] if count > _NAMED else [])]
    return f"{', '.join(before)} and {last}" if before else last
