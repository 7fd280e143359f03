from __future__ import annotations

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.kernels.condensation import condense, strongly_connected
from icmap.kernels.cut_points import articulation_points
from icmap.kernels.reach import bit_numbers, blocks, reached, reaching
from icmap.kernels.transpose import _by_array, _by_text, transpose

Graph = list[list[int]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Directed graphs of up to ten nodes, loops included."""
    size = draw(st.integers(0, 10))
    heads = st.lists(st.integers(0, size - 1), max_size=3, unique=True).map(sorted) if size else st.just([])
    return [draw(heads) for _ in range(size)]


def as_networkx(graph: Graph) -> nx.DiGraph[int]:
    found: nx.DiGraph[int] = nx.DiGraph()
    found.add_nodes_from(range(len(graph)))
    found.add_edges_from((tail, head) for tail, heads in enumerate(graph) for head in heads)
    return found


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_components_are_those_of_networkx_each_after_what_it_leads_to(graph: Graph) -> None:
    found = condense(graph)

    expected = {frozenset(each) for each in nx.strongly_connected_components(as_networkx(graph))}
    assert {frozenset(each) for each in found.members} == expected
    assert all(found.of[head] <= found.of[tail] for tail, heads in enumerate(graph) for head in heads)


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_bits_tell_who_reaches_whom(graph: Graph) -> None:
    order = condense(graph)
    bits = [sum(1 << node for node in members) for members in order.members]
    ahead, behind = reached(order, bits), reaching(order, bits)

    compared = as_networkx(graph)
    for node in range(len(graph)):
        descendants = {head for step in graph[node] for head in nx.descendants(compared, step) | {step}}
        ancestors = {tail for tail, heads in enumerate(graph) if heads and _leads(compared, tail, node)}
        assert set(bit_numbers(ahead[order.of[node]])) == descendants
        assert set(bit_numbers(behind[order.of[node]])) == ancestors


def _leads(graph: nx.DiGraph[int], tail: int, node: int) -> bool:
    return any(nx.has_path(graph, head, node) for head in graph.successors(tail))


@given(graphs())
@settings(max_examples=100, deadline=None)
def test_cut_points_are_those_of_networkx(graph: Graph) -> None:
    neighbours: list[set[int]] = [set() for _ in graph]
    for tail, heads in enumerate(graph):
        for head in heads:
            if head != tail:
                neighbours[tail].add(head)
                neighbours[head].add(tail)

    plain = nx.Graph((tail, head) for tail, heads in enumerate(neighbours) for head in heads)
    assert articulation_points([sorted(each) for each in neighbours]) == sorted(nx.articulation_points(plain))


@given(st.integers(0, 1 << 300), st.integers(0, 30))
def test_bit_numbers_are_ascending_and_cut(bits: int, limit: int) -> None:
    every = [place for place in range(301) if bits >> place & 1]

    assert bit_numbers(bits) == every
    assert bit_numbers(bits, limit) == every[:limit]


def test_blocks_cover_every_number_once() -> None:
    found = list(blocks(5000, 10_000_000))

    assert [number for block in found for number in block] == list(range(5000))
    assert len(found) == 5
    assert list(blocks(0, 0)) == []


@given(st.integers(1, 130).flatmap(lambda width: st.tuples(st.just(width), st.lists(st.integers(0, (1 << width) - 1)))))
@settings(max_examples=50, deadline=None)
def test_columns_of_bits_are_its_rows_turned(shape: tuple[int, list[int]]) -> None:
    width, rows = shape
    expected = [sum((row >> column & 1) << place for place, row in enumerate(rows)) for column in range(width)]

    assert transpose(rows, width) == expected
    if rows:
        assert _by_text(rows, width) == _by_array(rows, width) == expected


def test_a_chain_of_100000_needs_no_recursion() -> None:
    size = 100_000
    chain = [[node + 1] if node + 1 < size else [] for node in range(size)]
    both = [[other for other in (node - 1, node + 1) if 0 <= other < size] for node in range(size)]

    assert len(strongly_connected(chain)) == size
    assert len(articulation_points(both)) == size - 2
    assert len(strongly_connected([*chain[:-1], [0]])) == 1
