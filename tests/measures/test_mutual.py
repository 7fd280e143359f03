from __future__ import annotations

import pytest

from icmap.measures.mutual import balance, coupled_groups, mutual_pairs, rate_of, services_given
from icmap.study import Question
from worlds import a_study, need


def test_pilots_and_cabin_crew_are_a_mutual_pair() -> None:
    (pair,) = mutual_pairs(a_study("pilots -> cabin -> pilots", "pilots -> ops"))

    assert (pair.first, pair.second) == ("cabin", "pilots")
    assert [each.customer for each in pair.second_serves_first.dependencies] == ["cabin"]


def test_services_of_two_parties_make_a_pair_though_no_service_waits_for_itself() -> None:
    study = a_study("waiters/service -> kitchen/plates", "kitchen/menu -> waiters/orders")

    assert len(mutual_pairs(study)) == 1


def test_a_ring_of_three_is_a_coupled_group_without_a_pair() -> None:
    study = a_study("a -> b -> c -> a", "d -> a")

    assert mutual_pairs(study) == ()
    assert coupled_groups(study) == (("a", "b", "c"),)


def test_the_largest_coupled_group_comes_first() -> None:
    assert coupled_groups(a_study("a -> b -> a", "x -> y -> z -> x")) == (("x", "y", "z"), ("a", "b"))


def test_nobody_serves_back_in_small_or_one_way_maps() -> None:
    for study in (a_study(), a_study(a={}), a_study("a -> b"), a_study("a/x -> a/y")):
        assert mutual_pairs(study) == ()
        assert coupled_groups(study) == ()


def test_a_level_folds_a_pair_within_one_department_away() -> None:
    study = a_study("a -> b -> a", question=Question(level=1), a={"part_of": "d"}, b={"part_of": "d"}, d={})

    assert mutual_pairs(study) == ()


def test_a_rate_is_unknown_where_one_frequency_is() -> None:
    known, unknown = need("x", frequency="8/day"), need("x")

    assert rate_of([known, known]) == 2
    assert rate_of([known, unknown]) is None
    assert rate_of([need("x", frequency="on demand")]) is None


def test_the_balance_doubles_by_ones_and_is_unknown_with_a_rate() -> None:
    assert balance(2, 8) == pytest.approx(2)
    assert balance(8, 8) == 0
    assert balance(None, 8) is None
    assert balance(0, 8) is None


def test_a_bare_party_gives_all_that_it_lists() -> None:
    study = a_study("a -> it", "b -> it/accounts", "c -> it/laptops")

    assert services_given(study, study.parties.edges["a", "it"]["dependencies"]) == ("accounts", "laptops")
