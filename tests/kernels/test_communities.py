from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icmap.kernels.communities import communities, modularity


def symmetric(pairs: set[tuple[int, int]], size: int) -> list[dict[int, float]]:
    weights: list[dict[int, float]] = [{} for _ in range(size)]
    for one, other in sorted(pairs):
        weights[one][other] = weights[other][one] = 1.0
    return weights


def test_two_triangles_with_one_tie_are_two_communities() -> None:
    pairs = {(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)}

    assert communities(symmetric(pairs, 6)) == [0, 0, 0, 1, 1, 1]


def test_who_knows_nobody_is_alone() -> None:
    assert communities([]) == []
    assert communities([{}, {}]) == [0, 1]
    assert modularity([{}], [0]) is None


def test_the_karate_club_parts_as_well_as_published() -> None:
    club = nx.karate_club_graph()
    weights = symmetric({(min(pair), max(pair)) for pair in club.edges}, 34)

    assert modularity(weights, communities(weights)) == pytest.approx(0.42, abs=0.01)  # the best is 0.4198


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), max_size=20))
@settings(max_examples=80, deadline=None)
def test_modularity_is_that_of_networkx_and_no_worse_than_all_in_one(pairs: set[tuple[int, int]]) -> None:
    weights = symmetric(pairs, 9)
    labels = communities(weights)
    found = modularity(weights, labels)

    if pairs:
        plain = nx.Graph(sorted(pairs))
        plain.add_nodes_from(range(9))
        parts = [{node for node in range(9) if labels[node] == label} for label in set(labels)]
        assert found == pytest.approx(nx.community.modularity(plain, parts))
        assert found is not None
        assert found >= -1e-9
