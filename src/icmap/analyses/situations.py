"""Situations: what each of them changes against the normal case, for whom the work is done in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icmap.analyses._analysis import Analysis
from icmap.analyses._telling import listed, service_name
from icmap.document import Bullets, Paragraph, Section, Sentence
from icmap.graph import Link
from icmap.kernels.firing import NEVER
from icmap.measures.loops import waiting_loops
from icmap.measures.outages import outages
from icmap.measures.schedule import schedule
from icmap.measures.targets import Target, targets
from icmap.model import Situation
from icmap.model.quantities import Seconds, format_duration, format_share
from icmap.records import dataclass
from icmap.study import Study
from icmap.wording.words import Words

__all__ = ["ANALYSIS", "Blocking", "NewLoop", "OtherTime", "SituationChange", "Situations"]

STEPS = 2_000_000
"""So many services are looked at over all situations together; what is left out then is said."""

_SHOWN = 3

TERMS = {
    "situation": "A state of affairs in which further dependencies hold. Each is compared, by itself, with the normal "
    "case (or with the situations asked for): when the end customers are served, and who then stops one of them.",
    "newly-blocking": "A party whose outage stops more end customers in the situation than it does without it.",
}


@dataclass(frozen=True, slots=True)
class OtherTime:
    """An end customer whose time is another one; None where it needs nothing, or is never done.

    `lower_bound`: the time in the situation has unknown parts.
    """

    end_customer: str
    lower_bound: bool
    before: Seconds | None
    after: Seconds | None


@dataclass(frozen=True, slots=True)
class Blocking:
    """A party whose outage stops more end customers than before; `end_customers` are the first of the further ones."""

    party: str
    end_customers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewLoop:
    """Services that wait for one another only in this situation."""

    services: tuple[str, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class SituationChange:
    """What one situation changes; all three are empty where no end customer notices it."""

    situation: str
    share: float | None
    end_customers: tuple[OtherTime, ...]
    newly_blocking: tuple[Blocking, ...]
    new_loops: tuple[NewLoop, ...]


@dataclass(frozen=True, slots=True)
class Situations:
    """The situations that are not already on, as the file lists them; `complete` if none had to be left out."""

    changes: tuple[SituationChange, ...]
    complete: bool


def compute(study: Study) -> Situations:
    """Each situation by itself against the study as it is; of the end customers the one with the longest delay first."""
    wanted = [each for each in study.org.situations if each.name not in study.question.situations]
    affordable = max(1, STEPS // max(1, len(study.services)))
    return Situations(tuple(_change(study, each) for each in wanted[:affordable]), len(wanted) <= affordable)


def _change(study: Study, situation: Situation) -> SituationChange:
    then = study.under(situation.name)
    share = None if situation.share is None else float(situation.share)
    if not _holds_somewhere(then, situation.name):
        return SituationChange(situation.name, share, (), (), ())
    return SituationChange(
        situation.name, share, tuple(_other_times(study, then)), tuple(_blocking(study, then)), _new_loops(study, then)
    )


def _holds_somewhere(study: Study, situation: str) -> bool:
    """Whether any dependency waits for the situation."""
    edges: Iterable[tuple[str, str, tuple[Link, ...]]] = study.services.edges.data("links")
    return any(situation in link.dependency.when for *_, links in edges for link in links)


def _other_times(study: Study, then: Study) -> list[OtherTime]:
    pairs = zip(study.of(targets), then.of(targets), strict=True)
    changed = (_other_time(study, then, before, after) for before, after in pairs)
    found = [each for each in changed if each.before != each.after]
    return sorted(found, key=lambda each: ((each.before or 0) - (each.after or 0), each.end_customer))


def _other_time(study: Study, then: Study, before: Target, after: Target) -> OtherTime:
    return OtherTime(before.end, _is_lower_bound(then, after), _done(study, before), _done(then, after))


def _is_lower_bound(study: Study, target: Target) -> bool:
    plan = study.of(schedule)
    return any(plan.moment(plan.compiled.nodes[node]).lower_bound for node in target.nodes)


def _done(study: Study, target: Target) -> Seconds | None:
    """When an end customer is served; None if never, or if it needs nothing then."""
    compiled = study.of(schedule).compiled
    needs = any(study.services.out_degree(compiled.nodes[node]) for node in target.nodes)
    return compiled.seconds(target.done) if needs and target.done != NEVER else None


def _blocking(study: Study, then: Study) -> Iterator[Blocking]:
    before = {each.party: each for each in study.of(outages).parties}
    for each in then.of(outages).parties:
        known = before.get(each.party)
        if known is None or each.end_customer_count > known.end_customer_count:
            old = known.end_customers if known else ()
            further = tuple(end for end in each.end_customers if end not in old)
            if further:
                yield Blocking(each.party, further)


def _new_loops(study: Study, then: Study) -> tuple[NewLoop, ...]:
    old = {loop.services for loop in study.of(waiting_loops)}
    return tuple(NewLoop(loop.services, loop.certain) for loop in then.of(waiting_loops) if loop.services not in old)


def describe(study: Study) -> Section:
    """One line for each situation; a remark where the map has none or some were left out."""
    result = study.of(compute)
    lines = tuple(_sentence(study, change) for change in result.changes)
    nothing = "Every situation of the map is on." if study.org.situations else "The map names no situations."
    blocks = [Bullets(lines)] if lines else [Paragraph(nothing)]
    cut = [] if result.complete else [Paragraph("The map is large: not every situation was looked at.", "remark")]
    return Section(ANALYSIS.name, ANALYSIS.title, (*blocks, *cut), healthy=not any(map(_changes, result.changes)))


def _changes(change: SituationChange) -> bool:
    return bool(change.end_customers or change.newly_blocking or change.new_loops)


def _sentence(study: Study, change: SituationChange) -> Sentence:
    share = "" if change.share is None else f" ({format_share(change.share)} of the time)"
    parts = [*_times_in_words(study, change), *_blocking_in_words(study, change), *_loops_in_words(study, change)]
    text = "; ".join(parts) or "nothing that an end customer would notice changes"
    span = next(each.span for each in study.org.situations if each.name == change.situation)
    return Sentence(f"With {change.situation}{share}: {text}.", change.situation, change.share, span, "situation")


def _times_in_words(study: Study, change: SituationChange) -> Iterator[str]:
    for each in change.end_customers[:_SHOWN]:
        least = "at least " if each.lower_bound else ""
        instead = _instead(study, each)
        yield f"serving {study.of(Words).the(each.end_customer)} takes {least}{_time(study, each.after)}{instead}"
    if (more := len(change.end_customers) - _SHOWN) > 0:
        yield f"{more} more end customers are served at another time"


def _instead(study: Study, other: OtherTime) -> str:
    """What the end customer waits without the situation; nothing where no time of that is known."""
    target = next(each for each in study.of(targets) if each.end == other.end_customer)
    lower = _is_lower_bound(study, target)
    if other.before is None or (lower and not other.before):
        return ""
    return f" instead of {'at least ' if lower else ''}{_time(study, other.before)}"


def _time(study: Study, time: Seconds | None) -> str:
    return "an unknown time" if time is None else format_duration(time, study.org.calendar)


def _blocking_in_words(study: Study, change: SituationChange) -> Iterator[str]:
    """Those who stop the same end customers in one part, in the order of the first of them."""
    by_ends: dict[tuple[str, ...], list[str]] = {}
    for each in change.newly_blocking:
        by_ends.setdefault(each.end_customers, []).append(study.of(Words).the(each.party))
    for ends, parties in list(by_ends.items())[:_SHOWN]:
        yield f"{listed(parties)} can then stop {listed([study.of(Words).the(end) for end in ends])}"
    if len(by_ends) > _SHOWN:
        yield f"{sum(map(len, list(by_ends.values())[_SHOWN:]))} more parties can then stop an end customer"


def _loops_in_words(study: Study, change: SituationChange) -> Iterator[str]:
    for loop in change.new_loops[:_SHOWN]:
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
