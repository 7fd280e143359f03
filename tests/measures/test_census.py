from __future__ import annotations

import pytest

from icmap.measures.census import Dyads, census
from worlds import a_study


def test_pilots_and_cabin_crew_are_one_mutual_pair_among_three_one_sided() -> None:
    found = census(a_study("pilots -> cabin -> pilots", "pilots -> ops -> ground -> cabin"))

    assert found.dyads == Dyads(1, 3, 2)
    assert found.edge_reciprocity == pytest.approx(0.4)
    assert found.dyad_reciprocity == pytest.approx(0.25)
    assert found.rho == pytest.approx(-0.0285714, abs=1e-7)


def test_without_dependencies_reciprocity_is_unknown() -> None:
    for world in (a_study(), a_study(a={}), a_study(a={}, b={})):
        found = census(world)

        assert (found.edge_reciprocity, found.dyad_reciprocity, found.rho) == (None, None, None)


def test_where_everybody_needs_everybody_rho_is_undefined() -> None:
    found = census(a_study("a -> b -> a"))

    assert (found.edge_reciprocity, found.rho) == (1.0, None)
