"""What some edits do, as a page: first the sentences, then every need before and after, who is hit when, who stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from icmap.document import Block, Bullets, Column, Paragraph, Report, Section, Sentence, Table
from icmap.graph import links_of
from icmap.model import Importance
from icmap.model.quantities import Seconds, hours
from icmap.study import Study
from icmap.version import __version__
from icmap.whatif.edits import Done
from icmap.whatif.impact import Hit, Impact, NeedChange, Stopped
from icmap.whatif.sides import Side
from icmap.wording import what_if
from icmap.wording.lists import listed
from icmap.wording.names import Words, sentence_case
from icmap.wording.what_if import size

__all__ = ["condition", "impact_report", "side_by_side"]

_SAID, _NAMES = 3, 5
_NONE = "–"


def impact_report(before: Side, after: Side, found: Impact, top: int = 10) -> Report:
    """The page of one impact."""
    study = after.whole if found.edits else before.whole
    title = f"What if: {found.scenario or sentence_case(condition(before.whole, after.whole, found))}"
    sections = (
        Section(
            "what-if", "What it does", (Bullets(tuple(_sentences(before, after, found))),), healthy=not found.changed
        ),
        *_needs_section(study, found, top),
        *_hits_section(after.study, found, top),
        *_stopped_section(after.whole, found, top),
    )
    return Report(title, _subtitle(study), sections, {"icmap": __version__, "impact": found})


def _subtitle(study: Study) -> str:
    return study.org.name or study.org.file or "Map"


def condition(before: Study, after: Study, found: Impact) -> str:
    """What is supposed, as the beginning of a sentence."""
    told = [each for done in found.edits if (each := _condition(before, after, done))]
    return what_if.joined(told)


def _condition(before: Study, after: Study, done: Done) -> str:
    about, customer = done.about, done.customer
    if done.verb == "situation":
        return f"in the situation {done.text}"
    if done.verb == "set" or about is None:
        return what_if.if_set(done.text)
    node = str(about) if about.service is not None else None
    if done.verb == "late":
        return what_if.if_late(before, about.party, node, done.delay)
    if done.verb == "down":
        return what_if.if_out(before, about.party, node)
    if done.verb == "without":
        return what_if.if_without(before, about.party, node)
    return what_if.if_serving(after, about.party, customer.party if customer else "")


def _sentences(before: Side, after: Side, found: Impact) -> Iterator[Sentence]:
    supposed = condition(before.whole, after.whole, found)
    worst, study = sorted(found.changed, key=_gravity), after.whole
    if not worst:
        yield Sentence(what_if.nothing_changes(supposed), about="impact")
        yield from _why_nothing(before, after, found)
    else:
        head = f"{sentence_case(supposed)}, " if supposed else ""
        text = f"{head}{_of(after.whole if worst[0].verdict_after != 'gone' else before.whole, worst[0])}."
        yield _sentence(text if head else sentence_case(text), worst[0])
        for need in worst[1:_SAID]:
            yield _sentence(
                f"{sentence_case(_of(after.whole if need.verdict_after != 'gone' else before.whole, need))}.", need
            )
        rest = worst[_SAID:]
        if rest:
            grave = [_named(study, each) for each in rest if each.importance >= Importance.CRITICAL]
            yield Sentence(what_if.others_hit(len(rest), sum(each.breaks for each in rest), grave), about="impact")
    if found.absorbed:
        parts = [(each.service, each.time) for each in found.absorbed[:2]]
        all_of_it = not any(each.later for each in found.needs)
        yield Sentence(what_if.absorbed(after.study, parts, all_of_it=all_of_it), about="absorbed")
    if after.out:
        others = [each.party for each in found.stopped if not each.out]
        ends = [each.party for each in found.stopped if each.end_customer]
        yield Sentence(what_if.stops(after.whole, others, ends), about="outages")


def _named(study: Study, need: NeedChange) -> str:
    """A need in few words."""
    who = study.of(Words).the(need.end_customer) if need.end_customer in study.org.parties else need.end_customer
    return f"{need.provider or need.need.rpartition('<- ')[2]} for {who}"


def _why_nothing(before: Side, after: Side, found: Impact) -> Iterator[Sentence]:
    """Why an edit makes no difference to any need, where that can be seen on the map; who is hit all the same."""
    org = before.whole.org
    for done in found.edits:
        party = org.parties.get(done.about.party) if done.about else None
        if party is None or done.about is None:
            continue
        own = [each for each in party.services if getattr(each, done.key, None) is not None]
        if done.verb == "set" and done.about.service is None and own and len(own) == len(party.services):
            yield Sentence(what_if.overridden(before.whole, party.id, done.key, own[0].name), about="impact")
        shares = [
            link.dependency.share
            for step in before.whole.steps.values()
            for link in links_of(step.inputs)
            if link.dependency.provider == party.id and link.dependency.share is not None
        ]
        if shares and done.verb in {"late", "set"}:
            yield Sentence(what_if.seldom_needed(before.whole, party.id, float(max(shares))), about="impact")
    later = [hit.party for hit in found.hits if hit.later > 0]
    if later:
        yield Sentence(what_if.only_inside(after.whole, later), about="impact")


def _sentence(text: str, need: NeedChange) -> Sentence:
    return Sentence(text, need.end_customer, hours(need.later), about="impact")


def _gravity(need: NeedChange) -> tuple[object, ...]:
    """Newly broken or stopped first, then what is or was broken, each by importance, then by how much it changes."""
    return (
        not need.breaks and (need.verdict_after != "stopped" or need.verdict_before == "stopped"),
        need.verdict_after not in {"broken", "stopped"} and need.verdict_before != "broken",
        -need.importance,
        -size(need.later or 0),
        need.need,
    )


def _of(study: Study, need: NeedChange) -> str:
    what = what_if.of_need(study, need.provider, need.end_customer)
    if need.verdict_after in {"stopped", "gone"}:
        return what_if.need_stopped(what)
    if need.verdict_after != "new" and need.later is not None and need.after is not None:
        judged = _judged(study, need)
        if not need.later:
            return f"{what} at the same time{judged}"
        return what_if.need_later(
            study, what, later=need.later, after=need.after, at_least=need.lower_bound_after, judged=judged
        )
    time = "it is not known when" if need.after is None else f"after {study.of(Words).time(need.after)}"
    return f"{what} {time}"


def _judged(study: Study, need: NeedChange) -> str:
    if need.within is None:
        return ""
    words = study.of(Words)
    allowed, whole = words.time(need.within), "it has to be within"
    if need.clock == "request":
        took = words.time(need.taken_after or 0, at_least=need.is_at_least_after)
        whole = f"from request it takes {took}, and has to be within"
    if need.verdict_after == "broken":
        was = "" if need.verdict_before == "broken" else " now"
        return f"; that is{was} too late: {whole} {allowed}"
    if need.verdict_after == "undecided":
        return f"; whether that is soon enough cannot be said: {whole} {allowed}"
    if need.verdict_before == "broken":
        return f", soon enough now: {whole} {allowed}"
    if need.verdict_after != "kept" or (need.later or 0) <= 0:
        return ""
    return (
        f"; {whole.replace(', and has to be', ', still')} {allowed}"
        if need.clock == "request"
        else f", still within {allowed}"
    )


def _needs_section(study: Study, found: Impact, top: int) -> tuple[Section, ...]:
    if not found.needs:
        return ()
    shown = found.changed or found.needs
    columns = (
        Column("who"), Column("needs"), Column("before", "number"), Column("after", "number"), Column("later by", "number"),
        Column("within", "number"), Column("verdict"),
    )  # fmt: skip
    rows = tuple(_need_row(study, each) for each in shown[:top])
    same = len(found.needs) - len(found.changed)
    notes = [
        what_if.not_shown(len(shown) - top).removesuffix("."),
        f"{same} {'stays as it is' if same == 1 else 'stay as they are'}" if same and found.changed else "",
    ]
    note = "; ".join(each for each in notes if each)
    return (Section("needs", "Needs, before and after", (Table(columns, rows, note=f"{note}." if note else ""),)),)


def _need_row(study: Study, need: NeedChange) -> tuple[str, ...]:
    changed = need.verdict_before != need.verdict_after
    return (
        study.name(need.end_customer) if need.end_customer in study.org.parties else need.end_customer,
        need.provider or need.need.rpartition("<- ")[2],
        *_before_after(study, need),
        what_if.signed(study, need.later) or _NONE,
        _NONE if need.within is None else study.of(Words).time(need.within) + what_if.clock(need),
        f"{need.verdict_before} → {need.verdict_after}" if changed else need.verdict_after,
    )


def _before_after(study: Study, need: NeedChange) -> tuple[str, str]:
    """Both times in one unit; with what counts from request told beside them, where that is what is compared."""
    cells = [
        what_if.beside(study, time, need.before or 0, need.after or 0, at_least=bound) if time is not None else _NONE
        for time, bound in ((need.before, need.lower_bound_before), (need.after, need.lower_bound_after))
    ]
    if need.clock == "request":
        taken = (
            (need.taken_before, need.is_at_least_before),
            (need.taken_after, need.is_at_least_after),
        )
        for place, (time, bound) in enumerate(taken):
            if time is not None and cells[place] != _NONE:
                cells[place] += f" ({_time(study, time, at_least=bound)} from request)"
    return cells[0], cells[1]


def _time(study: Study, time: Seconds | None, *, at_least: bool = False) -> str:
    if time is None:
        return _NONE
    return study.of(Words).time(time, at_least=at_least)


def _hits_section(study: Study, found: Impact, top: int) -> tuple[Section, ...]:
    if not found.hits:
        return ()
    columns = (
        Column("who"), Column("was done after", "number"), Column("now after", "number"), Column("later by", "number"), Column("through"),
    )  # fmt: skip
    rows = tuple(_hit_row(study, each) for each in found.hits[:top])
    left = len(found.hits) - top
    note = "In the order in which they would have been done. " + what_if.not_shown(left)
    return (Section("hits", "Who is hit, and when", (Table(columns, rows, note=note.strip()),)),)


def _hit_row(study: Study, hit: Hit) -> tuple[str, ...]:
    return (
        study.name(hit.party),
        _time(study, hit.before),
        _time(study, hit.after),
        what_if.signed(study, hit.later),
        _path(study, hit.chain),
    )


def _path(study: Study, nodes: Sequence[str]) -> str:
    """As work flows; of a long way both ends."""
    names = [study.of(Words).short(study.step(node).party.id) for node in nodes if node in study.steps]
    alone = [name for place, name in enumerate(names) if not place or names[place - 1] != name]
    if len(alone) > _NAMES:
        alone = [*alone[:2], f"{len(alone) - 4} more", *alone[-2:]]
    return " → ".join(alone) or _NONE


def _stopped_section(study: Study, found: Impact, top: int) -> tuple[Section, ...]:
    if not found.stopped:
        return ()
    rows = tuple(_stopped_row(study, each) for each in found.stopped[:top])
    left = len(found.stopped) - top
    table: Block = Table((Column("who stops"), Column("how"), Column("because of")), rows)
    more = (Paragraph(what_if.not_shown(left), "remark"),) if left > 0 else ()
    return (Section("stopped", "Who stops", (table, *more)),)


def _stopped_row(study: Study, each: Stopped) -> tuple[str, ...]:
    how = "is out" if each.out else "partly" if each.partly else "wholly"
    return study.name(each.party), how, _NONE if each.out else _path(study, each.path)


def side_by_side(before: Side, impacts: Sequence[tuple[Side, Impact]], top: int = 10) -> Report:
    """Several scenarios: the needs in one table, a column for each, then what each does in its sentences."""
    keys = list(dict.fromkeys(need.need for _, found in impacts for need in found.needs))
    known = {(found.scenario, need.need): need for _, found in impacts for need in found.needs}
    study = before.whole
    columns = (
        Column("who"), Column("needs"), Column("now", "number"), *(Column(found.scenario, "number") for _, found in impacts),
    )  # fmt: skip
    rows = tuple(_compared(study, key, impacts, known) for key in keys[:top])
    note = what_if.not_shown(len(keys) - top)
    parts = tuple(
        Section(f"scenario-{place}", found.scenario, (Bullets(tuple(_sentences(before, side, found))),))
        for place, (side, found) in enumerate(impacts, 1)
    )
    names = listed([found.scenario for _, found in impacts])
    return Report(
        f"What if: {names}",
        _subtitle(study),
        (Section("needs", "Needs, side by side", (Table(columns, rows, note=note),)), *parts),
        {"icmap": __version__, "impacts": tuple(found for _, found in impacts)},
    )


def _compared(
    study: Study, key: str, impacts: Sequence[tuple[Side, Impact]], known: dict[tuple[str, str], NeedChange]
) -> tuple[str, ...]:
    each = [known.get((found.scenario, key)) for _, found in impacts]
    first = next(need for need in each if need)
    cells = [_NONE if need is None else _cell(study, need) for need in each]
    who = study.name(first.end_customer) if first.end_customer in study.org.parties else first.end_customer
    return (
        who,
        first.provider or key.rpartition("<- ")[2],
        _mark(_time(study, first.before), first.verdict_before),
        *cells,
    )


def _cell(study: Study, need: NeedChange) -> str:
    if need.verdict_after in {"stopped", "gone"}:
        return need.verdict_after
    return _mark(_time(study, need.after), need.verdict_after)


def _mark(time: str, verdict: str) -> str:
    return f"{time} (broken)" if verdict == "broken" else time
