"""Floats, against delaying one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import given, settings

from icmap.graph import Link, receiving_nodes
from icmap.measures.loops import opening
from icmap.measures.slack import Slack, Slacks, slacks
from icmap.model import OrgMap
from icmap.model.quantities import Seconds
from icmap.study import Study
from times_worlds import a_network, as_written, drawn_maps, own_time_of, plainly_ready
from worlds import a_study, any_of

MORE_THAN_ANY = 1000
Late = tuple[dict[str, Seconds], dict[str, Seconds]]
"""Ready per service and done per end."""


def times(study: Study, delayed: str | Link | None = None, delay: Seconds = 0) -> Late:
    plain = as_written(study)

    def taken(link: Link) -> Seconds:
        return plain(link) + (delay if delayed in (link, link.provider) else 0)

    ready = plainly_ready(study, taken, study.of(opening))
    done = {}
    for end in study.ends:
        nodes = receiving_nodes(study.org.parties[end])
        if all(node in ready for node in nodes):
            done[end] = max(ready[n] + own_time_of(study.step(n)) + (delay if n == delayed else 0) for n in nodes)
    return ready, done


def largest(harmless: Callable[[Seconds], bool]) -> Seconds | None:
    """The largest harmless delay in quarters of a second; None: any is."""
    if harmless(MORE_THAN_ANY):
        return None
    low, high = 0, MORE_THAN_ANY * 4
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if harmless(Fraction(middle, 4)) else (low, middle)
    return Fraction(low, 4)


def leads_to_an_end(study: Study, thing: str | Link) -> bool:
    met = study.of(opening)
    if thing in met:
        return False
    seen = set()
    waiting = [thing.customer if isinstance(thing, Link) else thing]
    ends = {node for end in study.ends for node in receiving_nodes(study.org.parties[end])}
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for customer in study.services.predecessors(node):
            links = study.services.edges[customer, node]["links"]
            if any(each.dependency.waits and not each.dependency.optional and each not in met for each in links):
                waiting.append(customer)
    return bool(seen & ends)


def agrees(study: Study, thing: str | Link, found: Slack) -> None:
    ready, done = times(study)

    def no_end_later(delay: Seconds) -> bool:
        return times(study, thing, delay)[1] == done

    def nobody_later(delay: Seconds) -> bool:
        later, late = times(study, thing, delay)
        return later == ready and late == done

    total = largest(no_end_later)
    free = largest(nobody_later)
    assert found.free == free, thing
    if not leads_to_an_end(study, thing):
        assert (found.total, found.covered) == (None, False)
    else:
        assert (found.total, found.covered) == (total, total is None), thing
    late = [end for end, time in times(study, thing, Fraction(1, 4))[1].items() if time > done[end]]
    assert list(found.critical_for) == (late if total == 0 else []), thing


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


def test_what_leads_to_no_end_has_no_total_float() -> None:
    study = a_study("end -> a", "b -> a", end={"end": True}, b={"lead_time": "1h", "end": False})

    assert study.of(slacks).services["b"] == Slack()


def test_an_alternative_covers_any_delay() -> None:
    study = a_study(end={"needs": [any_of("x", "y")], "lead_time": "1h"}, x={"lead_time": "2h"}, y={"lead_time": "2h"})
    found = study.of(slacks).services

    assert found["x"].covered
    assert found["x"].total is None
    assert found["end"].critical_for == ("end",)


def test_a_delay_counts_only_until_the_other_member_takes_over() -> None:
    study = a_study(end={"needs": [any_of("x", "y"), "z"][:1]}, x={"lead_time": "2h"}, y={"lead_time": "5h"})
    found = study.of(slacks)

    assert found.services["x"].critical
    assert found.services["y"].covered
    assert found.complete


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
