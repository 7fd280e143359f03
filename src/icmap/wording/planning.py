"""A plan in sentences: what to do, what it gives together, how sure that nothing is better."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from icmap.model.quantities import Seconds, format_number
from icmap.study import Study
from icmap.wording.lists import counted, listed
from icmap.wording.names import Words, sentence_case
from icmap.wording.what_if import beside, of_need

__all__ = [
    "adds", "amount", "frontier", "how_sure", "impossible", "kept_then", "looks_good", "need_now", "nothing_helps", "points", "still_broken", "title", "together",
]  # fmt: skip


class _Need(Protocol):
    """A need before and after."""

    @property
    def end_customer(self) -> str: ...
    @property
    def provider(self) -> str | None: ...
    @property
    def before(self) -> Seconds | None: ...
    @property
    def after(self) -> Seconds | None: ...
    @property
    def within(self) -> Seconds | None: ...
    @property
    def lower_bound_before(self) -> bool: ...
    @property
    def lower_bound_after(self) -> bool: ...
    @property
    def verdict_after(self) -> str: ...


class _Plan(Protocol):
    """What is said of a plan."""

    @property
    def offered(self) -> int: ...
    @property
    def worthless(self) -> int: ...
    @property
    def cost(self) -> float: ...
    @property
    def taken(self) -> Sequence[object]: ...
    @property
    def keeps(self) -> bool | None: ...
    @property
    def proven(self) -> bool: ...
    @property
    def exact(self) -> bool: ...
    @property
    def interrupted(self) -> bool: ...
    @property
    def gap(self) -> Seconds | None: ...
    @property
    def lateness_before(self) -> Seconds: ...
    @property
    def needs(self) -> Sequence[_Need]: ...
    @property
    def frontier_whole(self) -> bool: ...
    @property
    def most(self) -> int | None: ...
    @property
    def until_kept(self) -> bool: ...
    @property
    def lateness_after(self) -> Seconds: ...
    @property
    def arrival_before(self) -> Seconds: ...
    @property
    def arrival_after(self) -> Seconds: ...


def amount(cost: float) -> str:
    """A cost, in whatever unit the map has it: `60,000`, `2.5`."""
    return f"{cost:,.2f}".rstrip("0").rstrip(".")


def title(*, budget: float | None, most: int | None, until_kept: bool) -> str:
    """What was asked for."""
    if until_kept:
        return "Plan: keep every need for the least"
    limits = [f"{counted(most, 'option')} at most"] if most is not None else []
    limits += [f"a budget of {amount(budget)}"] if budget is not None else []
    return f"Plan: {' and '.join(limits)}" if limits else "Plan"


def impossible(offered: int) -> str:
    """No set keeps all."""
    return f"Not even all {counted(offered, 'option')} together keep every need."


def nothing_helps(found: _Plan) -> str:
    """The empty plan, and why it is empty."""
    if not found.until_kept or found.lateness_before:
        return f"None of the {counted(found.offered, 'option')} makes a need come sooner."
    told = f"Nothing has to be done: {_kept(found)}"
    return told if found.keeps is None else "Nothing has to be done: every need is kept already."


def together(study: Study, found: _Plan) -> str:
    """`Together these 3 cost 65,000 and cut what needs are missed by from 2 d to 3 h`."""
    these = "It costs" if len(found.taken) == 1 else f"Together these {len(found.taken)} cost"
    head = f"{these} {amount(found.cost)}"
    if found.lateness_before:
        if not found.lateness_after:
            return f"{head}, and {_kept(found)}"
        before, after = points(study, found.lateness_before), points(study, found.lateness_after)
        return f"{head}, and needs are missed by {after} points instead of {before}."
    before, after = points(study, found.arrival_before), points(study, found.arrival_after)
    sure = "" if found.keeps is not None else " as far as the times are known"
    return f"{head}; no need is missed{sure}, and all together they come after {after} points instead of {before}."


def _kept(found: _Plan) -> str:
    """Whether every need is then kept, as far as that can be said."""
    if found.keeps:
        return "every need is kept."
    number = sum(each.verdict_after == "undecided" for each in found.needs)
    one = number == 1
    return (
        f"no need is missed as far as the times are known; whether {counted(number, 'need')} {'is' if one else 'are'} kept "
        f"cannot be said: {'it rests' if one else 'they rest'} on a loop or on times that nobody gave."
    )


def points(study: Study, weighted: Seconds) -> str:
    """A time weighted by importance: no duration any more, but a number of points, one for each day and step of importance."""
    return format_number(Fraction(weighted) / study.org.calendar.day)


def kept_then(study: Study, need: _Need, share: str) -> str:
    """`In at most 52 % of the cases only is the building permit … in time: the times are estimates.`, and where to read more."""
    what = of_need(study, need.provider, need.end_customer)
    return f"{sentence_case(what)} in time in {share} of the cases only: the times are estimates (see icmap simulate)."


def need_now(study: Study, need: _Need) -> str:
    """`The pay run reaches all staff after 3 d instead of 4 d, needed within 3 d`."""
    words = study.of(Words)
    what = sentence_case(of_need(study, need.provider, need.end_customer))
    was, then = need.before or 0, need.after or 0
    after = beside(study, then, was, at_least=need.lower_bound_after)
    now = f"{what} after {after} instead of {beside(study, was, then, at_least=need.lower_bound_before)}"
    return now + (f", needed within {words.time(need.within)}." if need.within is not None else ".")


def still_broken(study: Study, needs: Sequence[_Need]) -> str:
    """What the plan leaves broken."""
    words = study.of(Words)
    who = listed(list(dict.fromkeys(words.the(each.end_customer) for each in needs)))
    return f"{counted(len(needs), 'need')} of {who} {'stays' if len(needs) == 1 else 'stay'} broken."


def how_sure(study: Study, found: _Plan) -> str:
    """Whether it is proven that nothing is better, and over how many options."""
    left = f"; {found.worthless} of them can be proven to help nobody" if found.worthless else ""
    among = f"{counted(found.offered, 'option')} looked at{left}"
    if found.proven:
        return f"Proven best: {among}."
    if not found.exact:
        return f"The best that was found ({among}). Not proven: with these options another loop opens or another time is known, and the map says so only then."
    why = "stopped" if found.interrupted else "the time was over"
    gap = f"{points(study, found.gap)} points" if found.gap else ""
    return f"The best that was found ({why}; {among}). Not proven best: " + (
        f"another set may be better by up to {gap}." if gap else "another set may do the same for less."
    )


def adds(*, late: bool) -> str:
    """What the columns mean."""
    what = "by which stated needs are missed" if late else "after which needs come"
    return (
        "Done in this order; brings sooner: the need that gains most. Points, what is compared: "
        f"the days {what}, times importance (low 1 … critical 4)."
    )


def looks_good() -> str:
    """What the table means."""
    return (
        "In points; each gives much alone and next to nothing beside the plan: what it would save is saved already, "
        "or another chain decides then."
    )


def frontier(found: _Plan) -> str:
    """What the table means, and how whole it is."""
    sets = f"The best set of {counted(found.most, 'option')} at most" if found.most is not None else "The best set"
    head = (
        f"{sets} for each amount: between two rows more money buys nothing."
        if found.frontier_whole
        else f"{sets} for some amounts; between them others may be best."
    )
    return f"{head} Missed by: the need that is missed most; points: over all stated needs, days times importance."
