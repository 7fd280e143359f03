"""What `icmap plan` was asked for, and its answer as a page or a picture; Ctrl-C ends the search, not the answer."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from icmap.cli._progress import Work, progress
from icmap.cli._what_if import edited_study
from icmap.document import Report
from icmap.errors import IcmapError
from icmap.model import Edit, OrgMap
from icmap.records import dataclass
from icmap.study import Study

if TYPE_CHECKING:
    from icmap.pictures.charts import Chart

__all__ = ["Answer", "Asking", "answer"]

_STAND_INS = "stand-ins"


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of the command."""

    budget: float | None
    most: int | None
    until_kept: bool
    assume: str | None
    customer: str | None
    need: str | None
    cut_size: int
    seconds: float
    quiet: bool


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The answer: made into a page or a picture when asked for; whether somebody stopped the search."""

    page: Callable[[], Report]
    chart: Callable[[], Chart]
    interrupted: bool


def answer(org: OrgMap, asked: Sequence[Edit], scenarios: Iterable[str], wanted: Asking, top: int) -> Answer:
    """The plan that was asked for."""
    _refuse(wanted)
    study = edited_study(org, asked, scenarios)
    with _stopping() as stop, progress("planning", quiet=wanted.quiet) as work:
        if wanted.customer == _STAND_INS and _STAND_INS not in org.parties:
            return _stand_ins(study, wanted, top)
        return _changes(_narrowed(study, wanted), wanted, top, stop, work)


def _refuse(wanted: Asking) -> None:
    limits = [wanted.budget is not None, wanted.most is not None, wanted.until_kept]
    if not any(limits):
        raise IcmapError("how much may be done is not said", hint="--budget COST, --most K or --until-kept")
    if wanted.until_kept and any(limits[:2]):
        raise IcmapError("--until-kept has no other limit", hint="leave out --budget and --most, or --until-kept")
    if wanted.need is not None and wanted.customer is None:
        raise IcmapError("--need says which need, but not whose", hint="add --for CUSTOMER")


def _narrowed(study: Study, wanted: Asking) -> Study:
    """The same with the needs of one customer, or one of them."""
    if wanted.customer is None:
        return study
    from icmap.model.meant import meant
    from icmap.report import ask

    who = meant(study.org, wanted.customer, "--for")
    return ask(study.org, replace(study.question, to=who.party, need=wanted.need))


def _changes(study: Study, wanted: Asking, top: int, stop: Callable[[], bool], work: Work) -> Answer:
    from icmap.pictures.what_if import frontier_chart, with_frontier
    from icmap.whatif.offers import assumed, assumed_share, offers
    from icmap.whatif.plan import Wanted, plan
    from icmap.whatif.plan_page import impossible_report, plan_report

    found = offers(study.org)
    if wanted.assume is not None:
        found += assumed(study, assumed_share(wanted.assume), beside=found)
    limits = Wanted(wanted.budget, wanted.most, wanted.until_kept, wanted.seconds, stop, work.say)
    best = plan(study, found, limits)
    if best is None:
        return Answer(lambda: impossible_report(study, len(found)), _nothing_to_draw, stop())
    return Answer(
        lambda: with_frontier(plan_report(study, best, top), study, best), lambda: frontier_chart(study, best), stop()
    )


def _stand_ins(study: Study, wanted: Asking, top: int) -> Answer:
    from icmap.whatif.stand_ins import stand_ins
    from icmap.whatif.stand_ins_page import stand_ins_report

    found = stand_ins(
        study, budget=wanted.budget, most=wanted.most, until_kept=wanted.until_kept, cut_size=wanted.cut_size
    )
    return Answer(lambda: stand_ins_report(study, found, top), _nothing_to_draw, interrupted=False)


def _nothing_to_draw() -> Chart:
    raise IcmapError("there is no picture of this", hint="write it as md, json or html")


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """While this holds, Ctrl-C only says that the search should end."""
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)
