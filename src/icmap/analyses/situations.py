"""Situations: what each of them changes against the normal case, for whom the work is done in the end."""

from __future__ import annotations

from collections.abc import Iterator

from icmap.analyses._analysis import Analysis
from icmap.analyses._telling import listed, service_name
from icmap.document import Bullets, Paragraph, Section, Sentence
from icmap.measures.needs import Need, needs
from icmap.measures.situations import Blocking, Case, NeedChange, situations
from icmap.model.quantities import Seconds, format_duration, format_share
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording.words import Words

__all__ = ["ANALYSIS", "NewLoop", "OtherTime", "SituationChange", "Situations"]

_SHOWN = 3

TERMS = {
    "situation": "A state of affairs in which further dependencies hold. Each is compared, by itself, with the normal "
    "case (or with the situations asked for): when the needs are met, and who then stops one of them.",
    "newly-blocking": "A party whose outage stops more end customers in the situation than it does without it.",
}


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A need that is met at another time; None where it is no need, or never met.

    `lower_bound`: the time in the situation has unknown parts.
    """

    end_customer: str
    need: str
    lower_bound: bool
    breaks: bool
    before: Seconds | None
    after: Seconds | None


@dataclass(frozen=True, slots=True)
class NewLoop:
    """Services that wait for one another only in this situation."""

    services: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class SituationChange:
    """What one situation, or one share of the cases, changes; all three are empty where no end customer notices it."""

    situation: str
    kind: str
    share: float | None
    needs: tuple[OtherTime, ...]
    newly_blocking: tuple[Blocking, ...]
    new_loops: tuple[NewLoop, ...]


@dataclass(frozen=True, slots=True)
class Situations:
    """The situations that are not already on, as the file lists them, then the shares; `complete` if none is left out."""

    changes: tuple[SituationChange, ...]
    complete: bool


def compute(study: Study) -> Situations:
    """Each case by itself against the study as it is."""
    found = study.of(situations)
    return Situations(tuple(_row(case) for case in found.cases), found.complete)


def _row(case: Case) -> SituationChange:
    loops = tuple(NewLoop(loop.services, loop.certain) for loop in case.new_loops)
    share = None if case.share is None else float(case.share)
    return SituationChange(case.name, case.kind, share, tuple(map(_time_row, case.needs)), case.newly_blocking, loops)


def _time_row(change: NeedChange) -> OtherTime:
    need, before, after = change.need, change.before, change.after
    return OtherTime(
        need.end, need.key, bool(after and after.lower_bound), change.breaks,
        before.arrival if before else None, after.arrival if after else None,
    )  # fmt: skip


def describe(study: Study) -> Section:
    """One line for each situation; a remark where the map has none or some were left out."""
    found = study.of(situations)
    lines = tuple(_sentence(study, case) for case in found.cases)
    nothing = "Every situation of the map is on." if study.org.situations else "The map names no situations."
    blocks = [Bullets(lines)] if lines else [Paragraph(nothing)]
    cut = [] if found.complete else [Paragraph("The map is large: not every situation was looked at.", "remark")]
    return Section(
        ANALYSIS.name, ANALYSIS.title, (*blocks, *cut), healthy=not any(case.changes for case in found.cases)
    )


def _sentence(study: Study, case: Case) -> Sentence:
    share = "" if case.share is None else f" ({format_share(case.share)} of the {_TIMES[case.kind]})"
    parts = [*_times_in_words(study, case), *_blocking_in_words(study, case), *_loops_in_words(study, case)]
    text = "; ".join(parts) or "nothing that an end customer would notice changes"
    number = None if case.share is None else float(case.share)
    return Sentence(f"With {case.name}{share}: {text}.", case.name, number, case.span, "situation")


_TIMES = {"situation": "time", "share": "cases"}


def _times_in_words(study: Study, case: Case) -> Iterator[str]:
    for each in case.needs[:_SHOWN]:
        after = each.after
        least = "at least " if after and after.lower_bound else ""
        yield f"{_serving(study, each.need)} takes {least}{_time(study, after.arrival if after else None)}{_instead(study, each)}"
    if (more := len(case.needs) - _SHOWN) > 0:
        yield f"{more} more needs are met at another time"


def _serving(study: Study, need: Need) -> str:
    """The end customer; where it has several needs also which one."""
    several = sum(each.end == need.end for each in study.of(needs)) > 1
    what = (
        f" with {service_name(study, need.provider)}"
        if several and need.provider and need.provider in study.steps
        else ""
    )
    return f"serving {study.of(Words).the(need.end)}{what}"


def _instead(study: Study, change: NeedChange) -> str:
    """What the end customer waits without the situation; nothing where no time of that is known."""
    before = change.before
    if before is None or before.arrival is None or (before.lower_bound and not before.arrival):
        return ""
    return f" instead of {'at least ' if before.lower_bound else ''}{_time(study, before.arrival)}"


def _time(study: Study, time: Seconds | None) -> str:
    return "an unknown time" if time is None else format_duration(time, study.org.calendar)


def _blocking_in_words(study: Study, case: Case) -> Iterator[str]:
    """Those who stop the same end customers in one part, in the order of the first of them."""
    by_ends: dict[tuple[str, ...], list[str]] = {}
    for each in case.newly_blocking:
        by_ends.setdefault(each.end_customers, []).append(study.of(Words).the(each.party))
    for ends, parties in list(by_ends.items())[:_SHOWN]:
        yield f"{listed(parties)} can then stop {listed([study.of(Words).the(end) for end in ends])}"
    if len(by_ends) > _SHOWN:
        yield f"{sum(map(len, list(by_ends.values())[_SHOWN:]))} more parties can then stop an end customer"


def _loops_in_words(study: Study, case: Case) -> Iterator[str]:
    for loop in case.new_loops[:_SHOWN]:
        names = listed([service_name(study, node) for node in loop.services])
        wait = "then wait for one another" if loop.certain else "then serve each other, and one of them may not wait"
        yield f"{names} {wait}"


ANALYSIS = Analysis(
    "situations",
    "Situations",
    "what each situation changes against the normal case",
    compute,
    describe,
    TERMS,
)
