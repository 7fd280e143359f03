from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.measures.scores import ProviderScore, pair_rating, scores
from icmap.model import Dependency, Satisfaction
from icmap.study import Study
from worlds import a_map, a_study, need


def _rated(score: int, answers: int | None, importance: str = "medium", **more: Any) -> Dependency:
    return need("it", importance=importance, satisfaction=Satisfaction(score, answers=answers), **more)


def _it(**customers: Any) -> ProviderScore:
    needs: dict[str, Any] = {
        name: {"needs": [given] if isinstance(given, Dependency) else given} for name, given in customers.items()
    }
    return scores(a_study(**needs))["it"]


def test_the_mean_is_weighted_by_importance_from_one_to_four() -> None:
    found = _it(a=_rated(5, 5, "low"), b=_rated(1, 5, "critical"))

    assert found.rating.score == pytest.approx((5 * 1 + 1 * 4) / 5)
    assert found.rating.answers == 10
    assert found.importance == 2.5


def test_below_the_least_number_of_answers_a_score_is_hidden() -> None:
    found = _it(a=_rated(2, 4))

    assert found.rating.hidden
    assert found.rating.score is None
    assert found.quadrant is None
    assert not found.dissatisfied


def test_hidden_scores_that_are_enough_together_are_told_together() -> None:
    found = _it(a=_rated(2, 3), b=_rated(4, 3))

    assert found.rating.score == 3
    assert [each.rating.score for each in found.dependencies] == [None, None]


def test_what_one_person_said_cannot_be_reckoned_from_the_mean() -> None:
    found = _it(a=_rated(5, 20), b=_rated(1, 1))

    assert found.rating.score == 5
    assert found.rating.answers == 20


def test_what_one_customer_keeps_back_does_not_show_in_the_mean_over_all() -> None:
    first = [_rated(5, 8), need("it/repair", satisfaction=Satisfaction(1, answers=2))]

    found = scores(a_study(a={"needs": first}, b={"needs": [_rated(5, 8)]}))["it"]

    assert found.rating.score == 5


def test_a_score_of_an_unknown_number_of_answers_is_shown_for_groups_but_is_no_finding() -> None:
    found = _it(a=_rated(1, None))

    assert found.rating.score == 1
    assert not found.rating.enough
    assert not found.dissatisfied


@pytest.mark.parametrize("one", [{"kind": "person"}, {"kind": "role"}, {"headcount": 1}])
def test_a_score_of_an_unknown_number_of_answers_about_one_person_is_hidden(one: dict[str, Any]) -> None:
    about = scores(a_study(a={"needs": [_rated(1, None)]}, it=one))["it"]
    by = scores(a_study(a={"needs": [_rated(1, None)], **one}))["it"]

    assert about.rating.hidden
    assert by.rating.hidden


def test_a_role_of_many_is_not_one_person() -> None:
    assert not scores(a_study(a={"needs": [_rated(1, None)]}, it={"kind": "role", "headcount": 8}))["it"].rating.hidden


@pytest.mark.parametrize(
    ("score", "importance", "quadrant"),
    [
        (2, "high", "concentrate here"),
        (3, "high", "keep up"),
        (2, "medium", "low priority"),
        (4, "low", "possible overkill"),
    ],
)
def test_quadrants_part_at_the_middle_of_both_scales(score: int, importance: str, quadrant: str) -> None:
    assert _it(a=_rated(score, 9, importance)).quadrant == quadrant


def test_dissatisfied_is_below_the_middle_of_the_scale_on_enough_answers() -> None:
    assert _it(a=_rated(2, 5)).dissatisfied
    assert not _it(a=_rated(3, 5)).dissatisfied


def test_each_aspect_stands_on_its_own_answers() -> None:
    told = Satisfaction(communication=4, responsiveness=2, answers=6)

    found = _it(a=need("it", satisfaction=told), b=_rated(1, 6))

    assert found.rating.score == 2
    assert (found.rating.communication, found.rating.productivity, found.rating.responsiveness) == (4, None, 2)


def test_the_scale_and_the_least_number_of_answers_are_those_of_the_survey() -> None:
    org = a_map(a={"needs": [_rated(40, 2)]})
    survey = replace(org.survey, low=0, high=100, min_answers=2)

    assert scores(Study(replace(org, survey=survey)))["it"].dissatisfied


def test_who_is_not_rated_has_no_score() -> None:
    study = a_study("a -> it")

    assert scores(study) == {}
    assert pair_rating(study, customer="it", provider="a").score is None


_answers = st.none() | st.integers(0, 8)


@given(st.lists(st.tuples(st.integers(1, 5), _answers), min_size=1, max_size=6))
def test_no_mean_over_fewer_than_the_least_number_of_known_answers(rated: list[tuple[int, int | None]]) -> None:
    customers = {f"c{place}": _rated(score, answers) for place, (score, answers) in enumerate(rated)}

    found = _it(**customers)

    assert (
        found.rating.score is None
        or found.rating.answers is None
        or found.rating.answers >= 5
        or not found.rating.enough
    )
