"""What situations and seldom cases change, need by need."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from icmap.measures.situations import Case, situations
from icmap.study import Question, Study
from worlds import a_map, any_of, need

MINUTE = 60


def cases(question: Question = Question(), **parties: Any) -> tuple[Case, ...]:
    return Study(a_map(situations=("banquet",), **parties), question).of(situations).cases


def kitchen(*needs: Any) -> dict[str, Any]:
    guests = need("kitchen", within=("45 min", "start"))
    return {
        "guests": {"needs": [guests, need("bar")]}, "kitchen": {"lead_time": "40 min", "needs": list(needs)},
        "linen": {"lead_time": "15 min"}, "bar": {"lead_time": "1 min"},
    }  # fmt: skip


def test_a_situation_that_breaks_a_need_names_the_step_that_causes_it_and_no_other_need() -> None:
    (banquet,) = cases(**kitchen(need("linen", when=("banquet",), handoff="5 min")))
    (change,) = banquet.needs

    assert (change.need.key, change.breaks) == ("guests <- kitchen", True)
    assert change.before is not None
    assert change.after is not None
    assert (change.before.arrival, change.after.arrival) == (40 * MINUTE, 60 * MINUTE)
    assert change.cause is not None
    assert (change.cause.kind, change.cause.service, change.cause.time) == ("step", "linen", 15 * MINUTE)


def test_the_way_is_the_cause_where_it_takes_longest() -> None:
    (banquet,) = cases(**kitchen(need("linen", when=("banquet",), handoff="25 min")))

    assert banquet.needs[0].cause is not None
    assert (banquet.needs[0].cause.kind, banquet.needs[0].cause.customer) == ("handoff", "kitchen")


def test_what_is_needed_in_under_half_of_the_cases_is_a_case_of_its_own() -> None:
    banquet, seldom = cases(**kitchen(need("linen", share=Fraction(22, 100))))

    assert not banquet.changes
    assert (seldom.kind, seldom.name, seldom.share) == ("share", "kitchen <- linen", Fraction(22, 100))
    assert [(each.need.key, each.after and each.after.arrival) for each in seldom.needs] == [
        ("guests <- kitchen", 55 * MINUTE)
    ]


def test_what_is_needed_in_half_of_the_cases_is_the_normal_case() -> None:
    (banquet,) = cases(**kitchen(need("linen", share=Fraction(1, 2))))

    assert banquet.kind == "situation"


def test_seldom_members_of_one_alternative_are_one_case() -> None:
    rare = [need(each, share=Fraction(1, 5)) for each in ("linen", "bar")]
    found = [each for each in cases(**kitchen(any_of(*rare))) if each.kind == "share"]

    assert [each.name for each in found] == ["kitchen <- linen, bar"]
    assert [each.after and each.after.arrival for each in found[0].needs] == [41 * MINUTE]


def test_a_seldom_entry_of_a_situation_is_a_case_only_within_it() -> None:
    entry = need("linen", share=Fraction(1, 5), when=("banquet",))

    assert [each.kind for each in cases(**kitchen(entry))] == ["situation"]
    assert [each.kind for each in cases(Question(situations=("banquet",)), **kitchen(entry))] == ["share"]


def test_a_need_of_the_situation_alone_has_no_time_without_it() -> None:
    (banquet,) = cases(guests={"needs": [need("bar"), need("band", when=("banquet",))]}, bar={"lead_time": "1 min"})
    (change,) = banquet.needs

    assert (change.before, change.after and change.after.provider) == (None, "band")
