"""A plan in sentences: what to do, what it gives together, how sure that nothing is better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from icmap.model.quantities import Seconds
from icmap.study import Study
from icmap.wording.lists import counted, listed
from icmap.wording.names import Words, sentence_case
from icmap.wording.what_if import of_need

__all__ = [
    "adds", "amount", "frontier", "how_sure", "impossible", "looks_good", "need_now", "nothing_helps", "sooner", "still_broken", "title", "together",
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


def nothing_helps(offered: int) -> str:
    """The empty plan."""
    return (
        f"None of the {counted(offered, 'option')} makes a need come sooner, or all are kept for nothing."
        if offered
        else "There are no options."
    )


def together(study: Study, found: _Plan) -> str:
    """`Together these 3 cost 65,000 and cut what needs are missed by from 2 d to 3 h`."""
    words = study.of(Words)
    these = "It costs" if len(found.taken) == 1 else f"Together these {len(found.taken)} cost"
    head = f"{these} {amount(found.cost)}"
    if found.lateness_before:
        if not found.lateness_after:
            return f"{head}, and every need is kept."
        before, after = words.time(found.lateness_before), words.time(found.lateness_after)
        return f"{head}, and needs are missed by {after} instead of {before} (weighted by importance)."
    before, after = words.time(found.arrival_before), words.time(found.arrival_after)
    return (
        f"{head}; no need is missed, and they come after {after} instead of {before} (summed, weighted by importance)."
    )


def need_now(study: Study, need: _Need) -> str:
    """`The pay run reaches all staff after 3 d instead of 4 d, needed within 3 d`."""
    words = study.of(Words)
    what = sentence_case(of_need(study, need.provider, need.end_customer))
    now = f"{what} after {words.time(need.after or 0)} instead of {words.time(need.before or 0)}"
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
    gap = study.of(Words).time(found.gap) if found.gap else ""
    return f"The best that was found ({why}; {among}). Not proven best: " + (
        f"another set may be better by up to {gap}." if gap else "another set may do the same for less."
    )


def adds(*, late: bool) -> str:
    """What the column means."""
    what = "time by which stated needs are missed" if late else "arrivals of all needs"
    return f"Adds: by how much each, done in this order, cuts the {what}, weighted by importance (low 1 … critical 4)."


def sooner(study: Study, time: Seconds) -> str:
    """What an option adds where nothing is missed any more: arrivals come sooner."""
    return f"sooner by {study.of(Words).time(time)}"


def looks_good() -> str:
    """What the table means."""
    return "Each gives much alone and next to nothing beside the plan: another chain then decides."


def frontier(found: _Plan) -> str:
    """What the table means."""
    del found
    return "The best set for each amount; missed by: over all stated needs, weighted by importance."
