from __future__ import annotations

from fractions import Fraction

import pytest

from icmap.measures.rework import rework_groups
from worlds import a_study, need


def _because_of(provider: str, percent: int | None = None) -> dict[str, list[object]]:
    return {"needs": [need(provider, optional=True, rework=None if percent is None else Fraction(percent, 100))]}


def test_rework_both_ways_adds_up_to_the_published_total_work() -> None:
    b = {"needs": [need("a", rework=Fraction(1, 5)), need("c", rework=Fraction(2, 5))]}

    (group,) = rework_groups(a_study(a=_because_of("b", 30), b=b, c=_because_of("b", 50)))

    assert group.spectral_radius == pytest.approx(0.50990, abs=1e-5)
    assert group.total_work == pytest.approx({"a": 1.648649, "b": 2.162162, "c": 2.081081}, abs=1e-6)
    assert group.converges


def test_a_share_that_nobody_gave_counts_nothing_and_is_counted() -> None:
    (group,) = rework_groups(a_study(a=_because_of("b", 50), b=_because_of("a")))

    assert group.total_work == {"a": 1.5, "b": 1.0}
    assert group.unknown == 1


def test_work_that_always_comes_back_does_not_end() -> None:
    (group,) = rework_groups(a_study(a=_because_of("b", 100), b=_because_of("a", 100)))

    assert group.total_work is None
    assert group.converges is False
    assert group.drivers == ("a", "b")


def test_rework_on_a_one_way_street_does_not_go_round() -> None:
    assert rework_groups(a_study(a=_because_of("b", 50))) == ()


def test_a_circle_without_rework_is_no_group() -> None:
    assert rework_groups(a_study("a -> b -> a")) == ()


def test_the_share_of_a_bare_party_is_divided_among_its_services() -> None:
    study = a_study("b/x -> a", "b/y -> a", a=_because_of("b", 30))

    (group,) = rework_groups(study)

    assert group.total_work == pytest.approx({"a": 1.3, "b/x": 1.0, "b/y": 1.0})
