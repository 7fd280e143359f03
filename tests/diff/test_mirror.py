from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comparing import of
from icmap.comparison import Comparison, compare, comparison_report
from icmap.model import OrgMap
from worlds import a_map, any_of, need

PARTIES = ("a", "b", "c", "d", "e")
TIMES = ("1h", "4h", "1d", "3d")


@st.composite
def maps(draw: st.DrawFn) -> OrgMap:
    """Five parties at most, who need, promise and stand in as it happens."""
    names = draw(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=5, unique=True))
    parties: dict[str, Any] = {name: draw(attributes(name, names)) for name in sorted(names)}
    return a_map(**parties)


@st.composite
def attributes(draw: st.DrawFn, party: str, names: list[str]) -> dict[str, Any]:
    others = [each for each in names if each != party]
    said: dict[str, Any] = {"kind": draw(st.sampled_from(("", "person", "team", "external customer")))}
    if draw(st.booleans()):
        said["lead_time"] = draw(st.sampled_from(TIMES))
    if draw(st.booleans()):
        said["promise"] = draw(st.sampled_from((*TIMES, ("2d", "start"))))
    if draw(st.booleans()) and others:
        said["backup"] = (draw(st.sampled_from(others)),)
    wanted: list[str] = draw(st.lists(st.sampled_from(others), max_size=3, unique=True)) if others else []
    said["needs"] = [draw(needs(each)) for each in wanted]
    if len(others) > 1 and draw(st.booleans()):
        said["needs"].append(any_of(*sorted(others)[:2], at_least=draw(st.integers(1, 2))))
    return said


@st.composite
def needs(draw: st.DrawFn, provider: str) -> Any:
    within = draw(st.sampled_from((None, "2h", ("2d", "start"))))
    return need(provider, within=within, optional=draw(st.booleans()), waits=draw(st.booleans()))


def mirrored(found: Comparison) -> Any:
    """What can be seen from both sides, as the other side sees it: no places, which are those of the new map."""
    other: dict[str, Any] = {
        "added": "removed",
        "removed": "added",
        "changed": "changed",
        "broken": "mended",
        "mended": "broken",
    }
    other |= {"by more": "by less", "by less": "by more"}

    def turned(each: Any) -> Any:
        swapped = {"attributes": tuple(replace(one, before=one.after, after=one.before) for one in each.attributes)}
        return replace(each, change=other[each.change], **swapped)

    written, effects = found.written, found.effects
    return (
        [turned(each) for each in (*written.parties, *written.services, *written.dependencies)],
        sorted(((each.end_customer, each.after, each.before) for each in effects.needs if each.later), key=str),
        {(each.end_customer, -each.later) for each in effects.needs if each.later is not None},
        {(each.party, each.reach_after, each.reach_before, each.no_longer, each.further) for each in effects.reach},
        {(each.loop.services, each.loop.certain, other[each.change]) for each in effects.waiting_loops},
        [replace(each, change=other[each.change], before=each.after, after=each.before) for each in effects.agreements],
        [(each.party, each.after, each.before) for each in effects.load],
    )


def seen(found: Comparison) -> Any:
    written, effects = found.written, found.effects
    return (
        [*written.parties, *written.services, *written.dependencies],
        sorted(((each.end_customer, each.before, each.after) for each in effects.needs if each.later), key=str),
        {(each.end_customer, each.later) for each in effects.needs if each.later is not None},
        {(each.party, each.reach_before, each.reach_after, each.further, each.no_longer) for each in effects.reach},
        {(each.loop.services, each.loop.certain, each.change) for each in effects.waiting_loops},
        list(effects.agreements),
        [(each.party, each.before, each.after) for each in effects.load],
    )


@settings(max_examples=60, deadline=None)
@given(maps())
def test_a_map_compared_with_itself_has_nothing_to_tell(org: OrgMap) -> None:
    found, report = comparison_report(of(org), of(org))

    assert found.unchanged
    assert not found.worse
    assert not any(seen(found))
    assert report.sections == ()


@settings(max_examples=60, deadline=None)
@given(maps(), maps())
def test_seen_from_the_other_side_everything_is_turned_round(one: OrgMap, other: OrgMap) -> None:
    there, back = compare(of(one), of(other)), compare(of(other), of(one))

    assert mirrored(there) == seen(back)


@settings(max_examples=60, deadline=None)
@given(maps(), maps())
def test_any_two_maps_make_a_page_and_what_fails_the_gate_is_told(one: OrgMap, other: OrgMap) -> None:
    found, report = comparison_report(of(one), of(other), top=1000)

    told = [section for section in report.sections if section.name == "worse" and not section.healthy]
    assert bool(found.worse) <= bool(told)
