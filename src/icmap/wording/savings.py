"""Where an hour saved is an hour won, and from where on it is not.

An hour saved at the pharmacy serves the emergency department an hour sooner, up to 1 h 39 min; then the signature from the
consultant is the slower branch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from icmap.measures.agreements import Kind, agreements
from icmap.measures.chains import EndCustomer, end_customers
from icmap.measures.drag import Drag, drags
from icmap.measures.needs import Need
from icmap.measures.verdicts import Verdict
from icmap.model.quantities import Calendar, Seconds, hours
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words

__all__ = ["savings"]

_IN_DAYS_FROM = 2
_REMEDY = 0.99
"""How late an end is comes just before its remedy."""


def savings(study: Study) -> Iterator[Candidate]:
    """The party with the largest drag for the worst broken need of each end customer, or the last one if none is stated.

    On the chain whoever misses a promise is named before whoever only takes longest. The weight is how late the need is,
    else the share of its time that can be saved. Nothing for a need that is met soon enough, nor for one whose time
    rests on an assumption about a waiting loop: the real answer is asked for first.
    """
    slow = _promise_breakers(study)
    for end in study.of(end_customers):
        need = _worth_saving(end)
        drag = _best(study, need, slow) if need else None
        if need and drag and need.arrival and not need.assumed:
            late = need.verdict is Verdict.BROKEN
            yield Candidate(
                partial(_sentence, study, drag),
                subject=drag.subject,
                about="drag",
                number=hours(drag.time),
                span=study.org.parties[drag.subject].span,
                hits=Hit.FELT if late else Hit.ON_THE_WAY,
                evidence=Evidence.COMPUTED,
                weight=(need.excess if late else float(drag.time / need.arrival)) * _REMEDY,
                things=(("saving", need.end), ("saving", drag.subject)),
            )


def _worth_saving(end: EndCustomer) -> Need | None:
    """The need from start that is broken worst; where none says how soon it is needed, the last one."""
    stated = [need for need in end.needs if need.clock == "start"]
    broken = [need for need in stated if need.verdict is Verdict.BROKEN]
    return max(broken, key=lambda need: need.excess) if broken else None if stated else end.last


def _best(study: Study, need: Need, slow: Collection[str]) -> Drag | None:
    """Whoever misses a promise, then the largest, the end's own part left out; of equal ones the first by id."""
    found = [drag for drag in study.of(drags).parties_for.get(need, ()) if drag.subject != need.end]
    return min(found, key=lambda each: (each.subject not in slow, -each.time, each.subject), default=None)


def _promise_breakers(study: Study) -> set[str]:
    return {
        study.step(service.node).party.id
        for service in study.of(agreements).services
        if any(each.kind is Kind.MISSED_PROMISE and each.verdict is Verdict.BROKEN for each in service.comparisons)
    }


def _sentence(study: Study, drag: Drag) -> str:
    words = study.of(Words)
    unit, article = _unit(drag.time, study.org.calendar)
    person = study.org.parties[drag.subject].is_person
    saved = f"{unit} saved {'by' if person else 'at'} {words.the(drag.subject)}"
    serves = f"serves {words.the(drag.need.end)} {article.lower()} {unit} sooner"
    known = ", as far as the times are known" if drag.need.lower_bound else ""
    if drag.branch is None:
        return f"Every {saved} {serves}{known}, all {words.time(drag.time)} of it."
    branch = words.thing_of(drag.branch)
    verb = words.verb_of(drag.branch, "is", "are")
    return f"{article} {saved} {serves}{known}, up to {words.time(drag.time)}; then {branch} {verb} the slower branch."


def _unit(time: Seconds, calendar: Calendar) -> tuple[str, str]:
    """The unit to speak of, with its article: days from two days on."""
    if time >= _IN_DAYS_FROM * calendar.day:
        return "day", "A"
    return ("hour", "An") if time >= calendar.unit("hour") else ("minute", "A")
