from __future__ import annotations

import random
import sys

import networkx as nx
import pytest

from icmap.kernels import betweenness as kernel
from icmap.kernels.betweenness import betweenness
from icmap.kernels.pivots import moments

Graph = list[list[int]]


def a_graph(nodes: int, edges: int, seed: int) -> Graph:
    draw = random.Random(seed)  # noqa: S311 - a test graph, not a secret
    heads: list[set[int]] = [set() for _ in range(nodes)]
    for _ in range(edges):
        tail, head = draw.randrange(nodes), draw.randrange(nodes)
        if tail != head:
            heads[tail].add(head)
    return [sorted(each) for each in heads]


def by_networkx(graph: Graph) -> list[float]:
    compared: nx.DiGraph[int] = nx.DiGraph()
    compared.add_nodes_from(range(len(graph)))
    compared.add_edges_from((tail, head) for tail, heads in enumerate(graph) for head in heads)
    found = nx.betweenness_centrality(compared, normalized=False)
    return [found[node] for node in range(len(graph))]


@pytest.mark.parametrize("seed", range(6))
def test_every_way_to_compute_it_gives_the_definition(seed: int) -> None:
    graph = a_graph(30, 30 * (seed + 1), seed)
    expected = pytest.approx(by_networkx(graph), abs=1e-9)
    everyone = range(len(graph))

    assert kernel._plain(graph, everyone) == expected
    assert kernel._compiled(graph) == expected
    assert moments(graph, everyone)[0] == expected
    assert kernel._plain_moments(graph, everyone)[0] == expected


def test_both_samplers_agree_on_sums_and_squares() -> None:
    graph, pivots = a_graph(40, 120, 7), [1, 5, 9, 20]

    for array, plain in zip(moments(graph, pivots), kernel._plain_moments(graph, pivots), strict=True):
        assert array == pytest.approx(plain)


def test_large_graphs_are_sampled_and_say_how_far_off_they_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = a_graph(300, 1200, 3)
    exact = by_networkx(graph)
    monkeypatch.setattr(kernel, "PLAIN_UP_TO", 0)
    monkeypatch.setattr(kernel, "EXACT_UP_TO", 0)
    monkeypatch.setattr(kernel, "_STEPS", 100 * 1500)

    found = betweenness(graph, seed=5)

    assert found.pivots == 100
    assert found == betweenness(graph, seed=5)
    assert found.sums != betweenness(graph, seed=6).sums
    off = sum((sampled - true) ** 2 for sampled, true in zip(found.sums, exact, strict=True))
    assert 0.5 < off / sum(error * error for error in found.errors) < 2


def test_all_pivots_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = a_graph(50, 150, 3)
    monkeypatch.setattr(kernel, "PLAIN_UP_TO", 0)
    monkeypatch.setattr(kernel, "EXACT_UP_TO", 0)

    found = betweenness(graph)

    assert found.sums == pytest.approx(by_networkx(graph))
    assert max(found.errors) == 0


def test_very_deep_graphs_are_sampled_too() -> None:
    size = 30_000
    found = betweenness([[node + 1] if node + 1 < size else [] for node in range(size)])

    assert 0 < found.pivots < 100
    assert found.sums[0] == 0


def diamonds(levels: int, width: int) -> Graph:
    """Every node of a level leads to all of the next: width ** levels shortest paths."""
    nodes = levels * width
    return [
        list(range(start, start + width)) if start < nodes else []
        for node in range(nodes)
        for start in [(node // width + 1) * width]
    ]


@pytest.mark.parametrize("exact_up_to", [10_000_000, 0])
def test_more_shortest_paths_than_a_float_can_count(monkeypatch: pytest.MonkeyPatch, exact_up_to: int) -> None:
    levels, width = 400, 8
    monkeypatch.setattr(kernel, "EXACT_UP_TO", 10 * exact_up_to)
    found = betweenness(diamonds(levels, width), seed=3)

    middle = levels // 2 * width
    expected = middle * (levels * width - middle - width) / width
    assert abs(found.sums[middle] - expected) < 4 * found.errors[middle]


def test_plain_counting_is_exact_however_many_paths_there_are() -> None:
    levels, width = 600, 4
    graph = diamonds(levels, width)

    assert kernel._plain(graph, [0])[width] == pytest.approx((levels - 2) * width / width)


def test_small_graphs() -> None:
    assert betweenness([]).sums == []
    assert betweenness([[]]).sums == [0]
    assert betweenness([[1], [0]]).sums == [0, 0]
    assert betweenness([[1], [2], []]).sums == [0, 1, 0]


def test_without_the_compiled_library_the_sums_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = a_graph(40, 160, 3)
    expected = pytest.approx(kernel._compiled(graph), abs=1e-9)

    monkeypatch.setitem(sys.modules, "rustworkx", None)

    assert kernel._compiled(graph) == expected
