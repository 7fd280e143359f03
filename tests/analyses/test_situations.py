from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from icmap.analyses.situations import compute, describe
from icmap.document import Bullets
from icmap.measures.situations import Case
from icmap.model import Situation
from icmap.study import Question, Study
from worlds import a_map, need


def _restaurant(*needs: Any, share: Fraction | None = None, **more: Any) -> Study:
    kitchen = {"lead_time": "40 min", "needs": list(needs)}
    org = a_map(
        "guests -> kitchen",
        **{"kitchen": kitchen, "linen": {"lead_time": "15 min"}, "guests": {"kind": "customer"}, **more},
    )
    return Study(replace(org, situations=(Situation("banquet", share),)))


def _banquet(study: Study) -> Case:
    (case,) = compute(study).cases
    return case


def _told(study: Study) -> str:
    (block,) = describe(study).blocks
    assert isinstance(block, Bullets)
    return block.sentences[0].text


def test_a_banquet_makes_guests_wait_and_a_supplier_block_them() -> None:
    study = _restaurant(need("linen", when=("banquet",)), share=Fraction(1, 20))

    assert _told(study) == (
        "With banquet (5 % of the time): the guests wait 55 min instead of 40 min; the linen can then stop the guests."
    )


def test_times_before_and_after_are_those_of_the_end_customer() -> None:
    (changed,) = _banquet(_restaurant(need("linen", when=("banquet",)))).needs

    assert changed.before
    assert changed.after
    assert (changed.need.end, changed.before.arrival, changed.after.arrival) == ("guests", 2400, 3300)


def test_a_time_of_which_nothing_is_known_is_not_compared() -> None:
    study = _restaurant(need("linen", when=("banquet",)), kitchen={"needs": [need("linen", when=("banquet",))]})

    assert _told(study).startswith("With banquet: the guests wait at least 15 min; the linen can then")


def test_an_end_customer_of_the_situation_alone_has_no_time_without_it() -> None:
    study = _restaurant(visitors={"kind": "customer", "needs": [need("linen", when=("banquet",))]})

    assert _told(study) == "With banquet: the visitors wait 15 min; the linen can then stop the visitors."
    assert _banquet(study).needs[0].before is None


def test_a_loop_that_is_there_only_then_is_told() -> None:
    study = _restaurant(need("linen"), linen={"needs": [need("kitchen", when=("banquet",))], "lead_time": "1 min"})

    (loop,) = _banquet(study).new_loops

    assert loop.services == ("kitchen", "linen")
    assert "kitchen and linen then serve each other" in _told(study)


def test_a_situation_without_dependencies_changes_nothing() -> None:
    study = _restaurant()

    assert _told(study) == "With banquet: nothing that an end customer would notice changes."
    assert describe(study).healthy


def test_a_situation_that_is_already_on_is_not_told_again() -> None:
    study = _restaurant(need("linen", when=("banquet",)))

    assert compute(Study(study.org, Question(situations=("banquet",)))).cases == ()


def test_maps_of_nobody_and_of_one_have_nothing_to_compare() -> None:
    for org in (a_map(), a_map(jeff={}), a_map(situations=("banquet",))):
        study = Study(org)

        assert compute(study).complete
        assert describe(study).healthy
