from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.kernels.feedback import EXACT_UP_TO, Arc, minimum_feedback
from icmap.kernels.orderings import best_ordering, greedy_ordering

_nodes = st.integers(0, 4)
_arcs = st.lists(st.builds(Arc, _nodes, _nodes, st.integers(0, 3), st.fractions(0, 2, max_denominator=3)), max_size=11)


def _plainly(arcs: list[Arc]) -> tuple[int, ...]:
    """The definition: over all orders, the fewest, the least important, the least frequent, the first arcs."""
    cuts = []
    for order in permutations(range(5)):
        cut = tuple(place for place, arc in enumerate(arcs) if order[arc.tail] >= order[arc.head])
        costs = [arcs[each] for each in cut]
        cuts.append((len(cut), sum(each.importance for each in costs), sum(each.frequency for each in costs), cut))
    return min(cuts)[3]


@settings(max_examples=150, deadline=None)
@given(_arcs)
def test_the_cut_is_the_best_over_all_orders(arcs: list[Arc]) -> None:
    found = minimum_feedback(arcs)

    assert found.exact
    assert found.cut == _plainly(arcs)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.builds(Arc, st.integers(0, 30), st.integers(0, 30)), max_size=150))
def test_without_the_cut_no_cycle_is_left_however_large_the_tangle(arcs: list[Arc]) -> None:
    cut = set(minimum_feedback(arcs, steps=0).cut)

    assert _has_an_order([arc for place, arc in enumerate(arcs) if place not in cut])


def _has_an_order(arcs: list[Arc]) -> bool:
    left = {arc.tail for arc in arcs}
    while left:
        first = {node for node in left if not any(arc.tail in left and arc.head == node for arc in arcs)}
        if not first:
            return False
        left -= first
    return True


def test_nothing_is_cut_where_there_is_nothing() -> None:
    assert minimum_feedback([]).cut == ()


def test_a_ring_of_ten_thousand_is_cut_exactly_at_its_least_important_arc() -> None:
    ring = [Arc(node, (node + 1) % 10_000, importance=0 if node == 7777 else 1) for node in range(10_000)]

    found = minimum_feedback(ring)

    assert (found.cut, found.exact) == ((7777,), True)


def test_a_ring_of_diamonds_is_cut_through_one_diamond() -> None:
    arcs: list[Arc] = []
    for corner in range(22):
        for side in (100 + corner, 200 + corner):
            arcs += [Arc(corner, side), Arc(side, (corner + 1) % 22)]

    found = minimum_feedback(arcs)

    assert (found.cut, found.exact) == ((0, 2), True)


def test_sixteen_that_all_need_each_other_are_solved_exactly_and_seventeen_are_not() -> None:
    def everybody(size: int) -> list[Arc]:
        return [Arc(tail, head) for tail in range(size) for head in range(size) if tail != head]

    assert minimum_feedback(everybody(EXACT_UP_TO)).exact
    assert len(minimum_feedback(everybody(EXACT_UP_TO)).cut) == 120
    assert not minimum_feedback(everybody(EXACT_UP_TO + 1)).exact


def test_thirty_that_all_need_each_other_lose_half_of_the_arcs() -> None:
    arcs = [Arc(tail, head) for tail in range(30) for head in range(30) if tail != head]

    assert len(minimum_feedback(arcs).cut) == len(arcs) // 2


def test_two_arcs_are_worse_than_one_however_important() -> None:
    arcs = [Arc(0, 1, importance=3), Arc(1, 0), Arc(1, 0)]

    assert minimum_feedback(arcs).cut == (0,)


def test_the_greedy_order_puts_sources_first_and_sinks_last() -> None:
    costs: list[dict[int, int]] = [{}, {0: 1, 2: 1}, {0: 1}]

    assert greedy_ordering(costs) == [1, 2, 0]
    assert best_ordering(costs) == [1, 2, 0]
