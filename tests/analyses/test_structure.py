"""Bottlenecks, outages, internal customers and the network: what is told, on small worlds and on hard shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from icmap.analyses import bottlenecks, internal_customers, network, outages
from icmap.analyses._analysis import Analysis
from icmap.document import Bullets, Paragraph, Section, Table
from icmap.measures.bottlenecks import Bottleneck
from icmap.model import Actual, Dependency, OrgMap, Party, Satisfaction
from icmap.study import Question, Study
from worlds import a_study, any_of, need

ANALYSES = (bottlenecks.ANALYSIS, outages.ANALYSIS, internal_customers.ANALYSIS, network.ANALYSIS)


def told(analysis: Analysis, study: Study) -> Section:
    return analysis.describe(study)


def text(section: Section) -> str:
    """Everything a section says, in one string."""
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Table):
            lines += [block.title, block.note, *(" | ".join(row) for row in block.rows)]
        elif isinstance(block, Bullets):
            lines += [sentence.text for sentence in block.sentences]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return "\n".join(lines)


def row(study: Study, party: str) -> Bottleneck:
    return next(each for each in bottlenecks.compute(study).parties if each.party == party)


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda each: each.name)
@pytest.mark.parametrize(
    "arrows", [(), ("a -> b",), ("a -> b -> a",), ("a -> b -> c",), ("a -> b", "b -> c", "c -> a")]
)
def test_maps_of_no_to_three_parties_are_told(analysis: Analysis, arrows: tuple[str, ...]) -> None:
    assert told(analysis, a_study(*arrows)).blocks
    assert told(analysis, a_study(*arrows, alone={})).blocks


def test_the_slowest_step_tells_for_whom_and_who_is_next() -> None:
    study = a_study("staff -> payroll -> jeff", "payroll -> hr", jeff={"lead_time": "5h"}, hr={"lead_time": "2h"})

    assert row(study, "jeff").drag == 3 * 3600
    assert row(study, "jeff").reasons == ("slowest step",)
    assert "slowest step for staff, then hr is slower" in text(told(bottlenecks.ANALYSIS, study))


def test_a_busy_party_is_overloaded_from_85_percent_on() -> None:
    def used(rate: str) -> Bottleneck:
        return row(a_study(a={"needs": [need("x", frequency=rate)]}, x={"capacity": "100/day"}), "x")

    assert used("84/day").reasons == ()
    assert used("85/day").reasons == ("overloaded",)


def test_a_person_without_a_stand_in_is_a_bottleneck_with_its_reach() -> None:
    found = row(a_study("staff -> payroll -> jeff", jeff={"kind": "person"}), "jeff")

    assert [(why.reason, why.number) for why in found.why] == [("no stand-in", 2.0)]
    assert (found.reach, found.reach_share) == (2, 1.0)


def test_a_missed_promise_tells_both_times() -> None:
    study = a_study("staff -> x", x={"promise": "2h", "actual": Actual(median=3 * 3600)})

    assert [(why.reason, why.number) for why in row(study, "x").why] == [
        ("slowest step", 3.0),
        ("breaks its promise", -1.0),
    ]
    assert "(2 h promised, takes 3 h)" in text(told(bottlenecks.ANALYSIS, study))


def test_low_scores_count_only_with_enough_answers() -> None:
    def rated(answers: int) -> Bottleneck:
        score = Satisfaction(overall=2, answers=answers)
        return row(a_study(a={"needs": [need("x", satisfaction=score)]}, x={}), "x")

    assert rated(5).reasons == ("dissatisfied customers",)
    assert rated(4).reasons == ()
    assert rated(4).satisfaction is None


def test_a_hub_is_told_with_its_share() -> None:
    study = a_study(*(f"c{number} -> hub -> p{number}" for number in range(6)))

    assert "hub" in row(study, "hub").reasons
    assert "of all ways lead through it" in text(told(bottlenecks.ANALYSIS, study))


def test_more_reasons_come_first_then_reach() -> None:
    person = {"kind": "person"}
    study = a_study(
        "staff -> a -> b", "staff -> c", a=person, b={**person, "capacity": "1/day", "other_demand": "1/day"}, c=person
    )

    assert [each.party for each in bottlenecks.compute(study).parties] == ["b", "a", "c", "staff"]


@pytest.mark.parametrize(
    ("by", "first"), [("reach", "jeff"), ("brokerage", "payroll"), ("utilisation", "x"), ("drag", "hr")]
)
def test_by_orders_by_one_number(by: str, first: str) -> None:
    study = a_study(
        "staff -> payroll -> timekeeping -> jeff", "payroll -> hr", "other -> x", "tax -> payroll", question=Question(by=by),
        x={"capacity": "1/day", "other_demand": "1/day"}, hr={"lead_time": "1d"},
    )  # fmt: skip

    table = told(bottlenecks.ANALYSIS, study).blocks[0]

    assert isinstance(table, Table)
    assert table.rows[0][0] == first


def test_a_fold_shows_its_largest() -> None:
    it: dict[str, Any] = {"part_of": "it"}
    study = a_study(
        "staff -> ann", "staff -> bob -> carl", question=Question(level=1), it={"kind": "department"}, ann=it, bob=it,
        carl={**it, "kind": "person", "capacity": "1/day", "other_demand": "1/day"},
    )  # fmt: skip

    assert (row(study, "it").reach, row(study, "it").utilisation) == (2, 1.0)
    assert row(study, "it").reasons == ("overloaded", "no stand-in")
    assert [each.party for each in bottlenecks.compute(study).parties] == ["it", "staff"]


def test_load_asks_who_has_not_said_how_often() -> None:
    study = a_study(a={"needs": [need("x", frequency="4/day")]}, b={"needs": [need("x")]}, x={"capacity": "8/day"})

    assert "x | at least 4/day | at least 50 % |  | b" in text(told(bottlenecks.ANALYSIS, study))


def test_long_tables_say_how_many_more() -> None:
    study = a_study(*(f"staff -> p{number}" for number in range(12)), question=Question(top=3))

    assert "The 3 widest of 12 are shown." in text(told(outages.ANALYSIS, study))
    assert "The first 3 of 12 are shown." in text(told(internal_customers.ANALYSIS, study))


def test_outages_tell_what_only_stops_together_and_who_is_slow_to_come_back() -> None:
    study = a_study(
        a={"needs": [any_of("x", "y"), need("z", tolerates="1h")]}, z={"recovery": "2h", "kind": "system"}
    )  # fmt: skip
    section = told(outages.ANALYSIS, study)

    assert "x and y | a" in text(section)
    assert "Z takes 2 h to come back; a can go without for 1 h." in text(section)
    assert "z | 1 | 33 % | a | none named" in text(section)
    assert not section.healthy


def test_the_network_always_says_which_reciprocity_it_prints() -> None:
    study = a_study("pilots -> cabin -> pilots", "pilots -> ops -> ground -> cabin")
    said = text(told(network.ANALYSIS, study))

    assert "Edge reciprocity 2M/(2M+A): 0.4000" in said
    assert "Dyadic reciprocity M/(M+A): 0.2500" in said
    assert "ρ: -0.0286" in said
    assert "1 mutual, 3 asymmetric, 2 null" in said


def test_the_network_is_told_only_when_asked_for() -> None:
    assert not network.ANALYSIS.usual


@dataclass(frozen=True)
class Shape:
    name: str
    size: int
    arrows: Callable[[int], list[tuple[int, int]]]


SHAPES = [
    Shape("everybody with everybody", 30, lambda n: [(a, b) for a in range(n) for b in range(n) if a != b]),
    Shape("a star", 20_000, lambda n: [(leaf, 0) for leaf in range(1, n)]),
    Shape("a chain", 20_000, lambda n: [(place, place + 1) for place in range(n - 1)]),
    Shape("a loop", 10_000, lambda n: [(place, (place + 1) % n) for place in range(n)]),
    Shape(
        "diamonds", 901,
        lambda n: [pair for x in range(0, n - 1, 3) for pair in ((x, x + 1), (x, x + 2), (x + 1, x + 3), (x + 2, x + 3))],
    ),
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_hard_shapes_are_no_trouble(shape: Shape) -> None:
    study = Study(_world(shape))

    found = outages.compute(study)
    assert len(found.parties) == shape.size
    assert found.exact
    assert len(internal_customers.compute(study).parties) == shape.size
    assert len(network.compute(study).parties) == shape.size


def _world(shape: Shape) -> OrgMap:
    needs: dict[int, list[int]] = {party: [] for party in range(shape.size)}
    for customer, provider in shape.arrows(shape.size):
        needs[customer].append(provider)
    ids = {party: f"p{party:06}" for party in needs}
    return OrgMap(
        parties={
            ids[party]: Party(ids[party], depends_on=tuple(Dependency(ids[party], None, ids[each]) for each in found))
            for party, found in needs.items()
        }
    )
