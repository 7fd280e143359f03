"""What if, in sentences: what is supposed, who is later or stops, what is absorbed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from icmap.model.quantities import Seconds, exact, format_duration, format_number
from icmap.study import Study
from icmap.wording.lists import counted, listed
from icmap.wording.names import Words, sentence_case

__all__ = [
    "about",
    "absorbed",
    "if_late",
    "if_out",
    "if_serving",
    "if_set",
    "if_without",
    "joined",
    "later_or_sooner",
    "need_later",
    "need_stopped",
    "not_shown",
    "nothing_changes",
    "of_need",
    "only_inside",
    "others_hit",
    "overridden",
    "seldom_needed",
    "signed",
    "size",
    "stops",
]  # fmt: skip


_FEW = 3
"""So many parties are named one by one."""


def joined(conditions: Sequence[str]) -> str:
    """`if Jeff is 2 d late and IT is down`."""
    return " and ".join([conditions[0], *(each.removeprefix("if ") for each in conditions[1:])]) if conditions else ""


def if_late(study: Study, party: str, node: str | None, delay: Seconds) -> str:
    """`if Jeff is 2 d late`, `if the timesheets from Jeff are 1 d sooner`."""
    words = study.of(Words)
    who = words.thing_of(node) if node else words.the(party)
    verb = words.verb_of(node, "is", "are") if node else words.verb(party, "is", "are")
    return f"if {who} {verb} {words.time(size(delay))} {'late' if delay >= 0 else 'quicker'}"


def if_out(study: Study, party: str, node: str | None) -> str:
    """`if Jeff is away`, `if the servers are down`."""
    words = study.of(Words)
    if node:
        return f"if {words.thing_of(node)} {words.verb_of(node, 'fails', 'fail')}"
    nature = study.org.parties[party].nature
    return f"if {words.the(party)} {nature.out_many if words.is_plural(party) else nature.out}"


def if_without(study: Study, party: str, node: str | None) -> str:
    """`if nobody depends on Jeff any more`."""
    words = study.of(Words)
    return f"if nobody depends on {words.thing_of(node) if node else words.the(party)} any more"


def if_serving(study: Study, provider: str, customer: str) -> str:
    """`if IT serves sales`."""
    words = study.of(Words)
    return f"if {words.the(provider)} also {words.verb(provider, 'serves', 'serve')} {words.the(customer)}"


def if_set(text: str) -> str:
    """`with jeff.lead_time = 2d`."""
    return f"with {text}"


def of_need(study: Study, provider: str | None, customer: str) -> str:
    """What a need is of, to whom it goes: `the pay run from Jane reaches all staff` without its verb's rest."""
    words = study.of(Words)
    if provider is None or provider not in study.steps:
        return f"{words.the(customer)} {words.verb(customer, 'is served', 'are served')}"
    thing = words.thing_of(provider)
    service = study.step(provider).service
    if service is None:
        return f"{thing} {words.verb_of(provider, 'serves', 'serve')} {words.the(customer)}"
    return f"{thing} {words.things(provider, 'reaches', 'reach')} {words.the(customer)}"


def need_later(study: Study, what: str, *, later: Seconds, after: Seconds, at_least: bool, judged: str) -> str:
    """`the pay run reaches all staff 2 d later, after 6 d; that is too late: needed within 3 d`."""
    words = study.of(Words)
    how = later_or_sooner(study, later)
    return f"{what} {how}, after {'at least ' if at_least else ''}{words.time(after)}{judged}"


def later_or_sooner(study: Study, time: Seconds) -> str:
    """`2 d later`, `1 h sooner`."""
    return f"{study.of(Words).time(size(time))} {'later' if time > 0 else 'sooner'}"


def need_stopped(what: str) -> str:
    """A need that is not met at all any more."""
    return f"{what} no longer"


def nothing_changes(condition: str) -> str:
    """Nobody in the end notices."""
    return (
        f"{sentence_case(condition)}, no need is met at another time."
        if condition
        else "No need is met at another time."
    )


def overridden(study: Study, party: str, key: str, service: str) -> str:
    """A party's own value does not count where its services have one."""
    who = study.of(Words).the(party)
    return f"All services of {who} have a {key} of their own, which counts: set '{party}/{service}.{key}'."


def seldom_needed(study: Study, party: str, share: float) -> str:
    """What is asked for in a part of the cases only."""
    words = study.of(Words)
    is_needed = (
        f"{words.the(party)} {words.verb(party, 'is', 'are')} needed in {100 * share:.0f} % of the cases at most"
    )
    return f"{sentence_case(is_needed)}; icmap simulate draws these."


def only_inside(study: Study, parties: Sequence[str]) -> str:
    """Who is later though no need is."""
    words = study.of(Words)
    verb = "is" if len(parties) == 1 and not words.is_plural(parties[0]) else "are"
    return f"Later {verb} {words.parties(parties, _FEW)}; on paper that reaches no end customer."


def others_hit(number: int, broken: int, named: Sequence[str] = ()) -> str:
    """`2 more needs are later; 1 of them is newly broken`; `named` are the critical ones, in words."""
    told = f"{counted(number, 'more need')} {'changes' if number == 1 else 'change'}"
    if named:
        told += f", critical among them: {listed(list(named))}"
    if broken:
        told += f", {broken} of them newly broken"
    return f"{sentence_case(told)}."


def absorbed(study: Study, parts: Sequence[tuple[str, Seconds]], *, all_of_it: bool) -> str:
    """`4 h are absorbed before contract changes`."""
    words = study.of(Words)
    head = "All of it is" if all_of_it and len(parts) == 1 else f"{words.time(parts[0][1])} of it are"
    rest = [f"{words.time(time)} before {words.thing_of(node)}" for node, time in parts[1:]]
    more = f", {listed(rest)}" if rest else ""
    return f"{head} absorbed before {words.thing_of(parts[0][0])}{more}: something else comes later there anyway."


def stops(study: Study, parties: Sequence[str], ends: Sequence[str]) -> str:
    """`Jane and 4 others stop, all staff and the tax office among them`."""
    words = study.of(Words)
    if not parties:
        return "Nobody else stops."
    first = [each for each in parties if each not in ends] or list(parties)
    who = (
        listed([words.the(each) for each in first], more=len(parties) - len(first))
        if len(parties) > _FEW
        else (listed([words.the(each) for each in parties]))
    )
    verb = "stop" if len(parties) > 1 or words.is_plural(parties[0]) else "stops"
    rest = [each for each in ends if each in parties] if len(first) < len(parties) else []
    among = "" if len(parties) <= _FEW or not rest else f", {listed([words.the(each) for each in rest])} among them"
    return f"{sentence_case(who)} {verb}{among}."


def size(time: Seconds) -> Seconds:
    """A difference without its sign."""
    return time if time >= 0 else -time


class _Timed(Protocol):
    @property
    def clock(self) -> str | None: ...


def clock(need: _Timed) -> str:
    """From where what is needed counts, where that is not the start."""
    return " from request" if need.clock == "request" else ""


def beside(study: Study, time: Seconds, *others: Seconds, at_least: bool = False) -> str:
    """A time in the unit in which others beside it in a row are told: months beside months."""
    words, month = study.of(Words), study.org.calendar.unit("month")
    told = words.time(time, at_least=at_least)
    if time < month or "month" in told or not any("month" in words.time(each) for each in others):
        return told
    return f"{'at least ' if at_least else ''}{format_number(Fraction(time) / month)} months"


def not_shown(left: int) -> str:
    """`1 more is not shown.`; nothing where all is shown."""
    return f"{left:,} more {'is' if left == 1 else 'are'} not shown." if left > 0 else ""


def signed(study: Study, time: Seconds | None) -> str:
    """A difference with its sign: `+2 d`, `-1 h`; nothing where there is none."""
    if not time:
        return "" if time is None else "the same"
    told = study.of(Words).time(size(time))
    return f"+{told}" if time > 0 else f"−{told}"


def about(study: Study, time: Seconds, *, beside: Seconds = 0) -> str:
    """A simulated time, no finer than it is worth: whole minutes of hours, whole hours of days, tenths of days of weeks.

    In months where what stands beside it is told in months.
    """
    calendar = study.org.calendar
    month = calendar.unit("month")
    if 3 * month <= beside and month <= time < 3 * month:
        return f"{format_number(Fraction(time) / month)} months"
    for unit, above in (
        (calendar.day / 10, 20 * calendar.day),
        (3600, 2 * calendar.day),
        (900, 36_000),
        (60, 600),
        (1, 10),
    ):
        if time >= above:
            return format_duration(exact(Fraction(round(Fraction(time) / Fraction(unit))) * Fraction(unit)), calendar)
    return format_duration(exact(Fraction(round(time * 10), 10)), calendar)
