"""Where an hour saved is an hour won, and from where on it is not.

An hour saved at the pharmacy serves the emergency department an hour sooner, up to 1 h 39 min; then the signature from the
consultant is the slower branch.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from icmap.graph import links_of
from icmap.measures.agreements import Kind, Verdict, agreements
from icmap.measures.drag import Drag, drags
from icmap.measures.schedule import Moment, schedule
from icmap.measures.targets import Target, targets
from icmap.model.quantities import Calendar, Seconds, hours
from icmap.study import Study
from icmap.wording._candidate import Candidate, Evidence, Hit
from icmap.wording.words import Words

__all__ = ["savings"]

_IN_DAYS_FROM = 2
_REMEDY = 0.99
"""How late an end is comes just before its remedy."""

_LATE = {Kind.UNMET_NEED, Kind.BROKEN_CHAIN}


def savings(study: Study) -> Iterator[Candidate]:
    """The party with the largest drag for each end customer that is late, or that does not say how soon it needs it.

    On the chain whoever misses a promise is named before whoever only takes longest. The weight is how late the end is,
    else the share of its time that can be saved. Nothing for an end that is served soon enough, nor for one whose time
    rests on an assumption about a waiting loop: the real answer is asked for first.
    """
    ends = {target.end: target for target in study.of(targets)}
    late = _late_ends(study)
    for drag in _best(study):
        moment = _moment(study, ends[drag.end])
        if moment.done and not moment.assumed and (drag.end in late or not _has_said(study, ends[drag.end])):
            yield Candidate(
                partial(_sentence, study, drag, moment),
                subject=drag.subject,
                about="drag",
                number=hours(drag.time),
                span=study.org.parties[drag.subject].span,
                hits=Hit.FELT if drag.end in late else Hit.ON_THE_WAY,
                evidence=Evidence.COMPUTED,
                weight=late.get(drag.end, float(drag.time / moment.done)) * _REMEDY,
                things=(("saving", drag.end), ("saving", drag.subject)),
            )


def _late_ends(study: Study) -> dict[str, float]:
    """The end customers that are served too late from the start, and by which share of the time that it takes."""
    found: dict[str, float] = {}
    for agreement in study.of(agreements).dependencies:
        party = study.step(agreement.link.customer).party.id
        if party in study.end_set:
            shares = [each.excess for each in agreement.breaches if each.kind in _LATE and each.clock == "start"]
            found[party] = max([*shares, found.get(party, 0.0)])
    return {party: share for party, share in found.items() if share}


def _has_said(study: Study, target: Target) -> bool:
    """Whether the end says how soon it needs anything, from the start."""
    nodes = (study.of(schedule).compiled.nodes[number] for number in target.nodes)
    links = (link for node in nodes for link in links_of(study.step(node).inputs))
    return any(link.dependency.within and link.dependency.within.clock == "start" for link in links)


def _best(study: Study) -> list[Drag]:
    """Per end whoever misses a promise, then the largest, the end's own part left out; of equal ones the first by id."""
    slow = _promise_breakers(study)
    best: dict[str, Drag] = {}
    found = study.of(drags).parties.values()
    for drag in sorted(found, key=lambda each: (each.subject not in slow, -each.time, each.subject)):
        if drag.subject != drag.end and drag.time:
            best.setdefault(drag.end, drag)
    return [best[end] for end in sorted(best)]


def _promise_breakers(study: Study) -> set[str]:
    return {
        study.step(service.node).party.id
        for service in study.of(agreements).services
        if any(each.kind is Kind.MISSED_PROMISE and each.verdict is Verdict.BROKEN for each in service.comparisons)
    }


def _moment(study: Study, target: Target) -> Moment:
    plan = study.of(schedule)
    moments = [plan.moment(plan.compiled.nodes[node]) for node in target.nodes]
    return max(moments, key=lambda moment: (moment.assumed, moment.done or 0))


def _sentence(study: Study, drag: Drag, moment: Moment) -> str:
    words = study.of(Words)
    unit, article = _unit(drag.time, study.org.calendar)
    person = study.org.parties[drag.subject].is_person
    saved = f"{unit} saved {'by' if person else 'at'} {words.the(drag.subject)}"
    serves = f"serves {words.the(drag.end)} {article.lower()} {unit} sooner"
    known = ", as far as the times are known" if moment.lower_bound else ""
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
