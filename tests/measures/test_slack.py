"""Floats, against delaying one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from hypothesis import given, settings

from icmap.graph import Choice, Input, Link, Step, receiving_nodes
from icmap.measures.loops import opening
from icmap.measures.needs import Need, needs
from icmap.measures.slack import Slack, Slacks, slacks, slacks_towards
from icmap.model import OrgMap
from icmap.model.quantities import Seconds
from icmap.study import Study
from times_worlds import (
    a_network,
    as_written,
    drawn_maps,
    entry_of,
    is_waited_for,
    leaves,
    own_time_of,
    plain_key,
    plain_needs,
    plainly_ready,
    waited_links,
)
from worlds import a_study, any_of, need

MORE_THAN_ANY = 1000
Late = tuple[dict[str, Seconds], dict[str, Seconds]]
"""Ready per service and arrival per need."""


def times(study: Study, delayed: str | Link | None = None, delay: Seconds = 0) -> Late:
    plain, names = as_written(study), {plain_key(each): each.key for each in study.of(needs)}

    def taken(link: Link) -> Seconds:
        return plain(link) + (delay if delayed in (link, link.provider) else 0)

    def own(step: Step) -> Seconds:
        return own_time_of(step) + (delay if step.node == delayed else 0)

    met = plain_needs(study, taken, study.of(opening), own=own)
    arrived = {names[key]: time for key, time in met.items() if time is not None}
    return plainly_ready(study, taken, study.of(opening)), arrived


def from_request(study: Study, need: Need, delayed: str | Link | None = None, delay: Seconds = 0) -> Seconds:
    """What a need takes from request, by the definition, with one thing late."""
    plain = as_written(study)

    def taken(each: Input) -> Seconds:
        if isinstance(each, Link):
            return plain(each) + (delay if delayed in (each, each.provider) else 0)
        members = [member for member in each.members if not leaves(member)]
        times = sorted(taken(member) if is_waited_for(member) else 0 for member in members)
        return times[min(each.at_least, len(times)) - 1] if isinstance(each, Choice) else times[-1]

    return max(taken(each) for each in need.inputs if is_waited_for(each))


def largest(harmless: Callable[[Seconds], bool]) -> Seconds | None:
    """The largest harmless delay in quarters of a second; None: any is."""
    if harmless(MORE_THAN_ANY):
        return None
    low, high = 0, MORE_THAN_ANY * 4
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if harmless(Fraction(middle, 4)) else (low, middle)
    return Fraction(low, 4)


def leads_to_a_need(study: Study, thing: str | Link) -> bool:
    """Whether a way leads from it to a need over links that count in times, whether they won or lost."""
    waited = {link for node in study.services for link in waited_links(study.step(node).inputs)} - set(
        study.of(opening)
    )
    last = waited & {link for need in study.of(needs) for link in all_links(study, need)}
    if thing in last:
        return True
    works = {need.customer for need in study.of(needs) if need.goal.node >= 0}
    seen: set[str] = set()
    nodes = [thing] if isinstance(thing, str) else [thing.customer] if thing in waited else []
    while nodes:
        node = nodes.pop()
        if node not in seen:
            seen.add(node)
            onward = [link for link in waited if link.provider == node]
            if last & set(onward):
                return True
            nodes += [link.customer for link in onward]
    return bool(seen & works)


def all_links(study: Study, need: Need) -> set[Link]:
    """The links of a need at every service of its end that receives it."""
    if need.goal.node >= 0:
        return set()
    nodes = [node for node in receiving_nodes(study.org.parties[need.end]) if study.step(node).lead_time is None]
    inputs = [each for node in nodes for each in study.step(node).inputs if entry_of(each) in need.entries]
    return set(waited_links(inputs))


def agrees(study: Study, thing: str | Link, found: Slack) -> None:
    ready, done = times(study)

    def no_need_later(delay: Seconds) -> bool:
        return times(study, thing, delay)[1] == done

    def nobody_later(delay: Seconds) -> bool:
        later, late = times(study, thing, delay)
        return later == ready and late == done

    total = largest(no_need_later)
    free = largest(nobody_later)
    assert found.free == free, thing
    assert found.spare == spare(study, thing), thing
    if not leads_to_a_need(study, thing):
        assert (found.total, found.covered) == (None, False)
    else:
        assert (found.total, found.covered) == (total, total is None), thing
    late = {need for need, time in times(study, thing, Fraction(1, 4))[1].items() if time > done[need]}
    assert {each.key for each in found.critical_for} == (late if total == 0 else set()), thing


def spare(study: Study, thing: str | Link) -> Seconds | None:
    """The largest delay that breaks no stated need which is kept, by trying out; 0 if it makes a broken one worse."""
    now, ever = times(study)[1], times(study, thing, MORE_THAN_ANY)[1]
    found: list[Seconds] = []
    for each in study.of(needs):
        if each.within is None:
            continue
        start, allowed = each.within.clock == "start", each.within.time
        before = now[each.key] if start else from_request(study, each)
        after = ever[each.key] if start else from_request(study, each, thing, MORE_THAN_ANY)
        if before > allowed:
            found += [0] if after > before else []
        elif after > allowed:
            found.append(largest(partial(keeps, study, thing, each)) or 0)
    return min(found, default=None)


def keeps(study: Study, thing: str | Link, need: Need, delay: Seconds) -> bool:
    assert need.within is not None
    if need.within.clock == "start":
        return times(study, thing, delay)[1][need.key] <= need.within.time
    return from_request(study, need, thing, delay) <= need.within.time


def all_agree(study: Study, found: Slacks) -> None:
    for node, slack in found.services.items():
        agrees(study, node, slack)
    for link, slack in found.links.items():
        agrees(study, link, slack)


def test_the_textbook_example_with_three_branches() -> None:
    study = a_network(
        {"A": 3, "B": 3, "C": 4, "D": 6, "E": 5},
        [("B", "A", 0), ("C", "A", 0), ("D", "A", 0), ("E", "B", 0), ("E", "C", 0), ("E", "D", 0)],
    )

    assert {node: each.total for node, each in study.of(slacks).services.items()} == {
        "A": 0, "B": 3, "C": 2, "D": 0, "E": 0,
    }  # fmt: skip


def test_the_textbook_example_with_free_float() -> None:
    study = a_network(
        {"A": 2, "B": 3, "C": 1, "D": 10, "E": 1}, [("B", "A", 0), ("C", "B", 0), ("E", "C", 0), ("E", "D", 0)]
    )
    found = study.of(slacks).services

    assert {node: found[node].total for node in "ABCDE"} == {"A": 4, "B": 4, "C": 4, "D": 0, "E": 0}
    assert {node: found[node].free for node in "ABCDE"} == {"A": 0, "B": 0, "C": 4, "D": 0, "E": 0}


def test_what_leads_to_no_need_has_no_total_float() -> None:
    study = a_study("end -> a", "b -> a", end={"end": True}, b={"lead_time": "1h", "end": False})

    assert study.of(slacks).services["b"] == Slack()


def test_an_alternative_covers_any_delay() -> None:
    study = a_study(end={"needs": [any_of("x", "y")], "lead_time": "1h"}, x={"lead_time": "2h"}, y={"lead_time": "2h"})
    found = study.of(slacks).services

    assert found["x"].covered
    assert found["x"].total is None
    assert [each.key for each in found["end"].critical_for] == ["end"]


def test_a_delay_counts_only_until_the_other_member_takes_over() -> None:
    study = a_study(end={"needs": [any_of("x", "y"), "z"][:1]}, x={"lead_time": "2h"}, y={"lead_time": "5h"})
    found = study.of(slacks)

    assert found.services["x"].critical
    assert found.services["y"].covered
    assert found.complete


def test_what_may_be_late_is_told_by_the_needs_that_are_stated_and_kept() -> None:
    study = a_study(
        "a -> x", "b -> x",
        end={"needs": [need("a", within=("6h", "start")), need("b", within=("2h", "start")), need("c")]},
        a={"lead_time": "1h"}, b={"lead_time": "2h"}, x={"lead_time": "1h"}, c={"lead_time": "9h"},
    )  # fmt: skip
    found = study.of(slacks).services

    assert {node: found[node].spare for node in "abcx"} == {"a": 4 * 3600, "b": 0, "c": None, "x": 0}


def test_what_an_alternative_takes_over_in_time_spares_any_delay() -> None:
    members = [need("slow", within=("2h", "start")), need("quick", within=("2h", "start"))]
    study = a_study(
        "quick -> x",
        end={"needs": [any_of(*members)]},
        slow={"lead_time": "1h"},
        quick={"lead_time": "30 min"},
        x={"lead_time": "0"},
    )
    found = study.of(slacks).services

    assert [(found[node].total, found[node].covered, found[node].spare) for node in ("quick", "x", "slow")] == [
        (0, False, None), (0, False, None), (None, True, None),
    ]  # fmt: skip


def test_a_need_from_request_spares_only_its_own_provider() -> None:
    study = a_study("a -> x", end={"needs": [need("a", within="3h")]}, a={"lead_time": "1h"}, x={"lead_time": "1h"})
    found = study.of(slacks).services

    assert (found["a"].spare, found["x"].spare) == (2 * 3600, None)


def test_floats_towards_one_need_leave_the_others_out() -> None:
    study = a_study(
        "end -> a -> x", "end -> b -> x", a={"lead_time": "5h"}, b={"lead_time": "2h"}, x={"lead_time": "1h"}
    )
    towards = {each.provider: slacks_towards(study, each) for each in study.of(needs)}

    assert study.of(slacks).services["b"].total == 0
    assert (towards["a"].services["b"].total, towards["b"].services["b"].total) == (None, 0)
    assert [each.provider for each in study.of(slacks).services["x"].critical_for] == ["a", "b"]


@settings(max_examples=60, deadline=None)
@given(drawn_maps(alternatives=False, cycles=False))
def test_floats_of_a_plain_map_are_what_delaying_finds(org: OrgMap) -> None:
    study = Study(org)
    found = study.of(slacks)

    all_agree(study, found)


@settings(max_examples=60, deadline=None)
@given(drawn_maps())
def test_floats_with_alternatives_and_loops_are_what_delaying_finds(org: OrgMap) -> None:
    study = Study(org)
    found = study.of(slacks)

    assert found.complete
    all_agree(study, found)
