from __future__ import annotations

import json

import pytest

from icmap.card import PartyCard, View, card
from icmap.document import Block, Bullets, Chain, Report, Table
from icmap.encoding import encoded
from icmap.errors import IcmapError
from icmap.model import Satisfaction
from icmap.study import Study
from worlds import a_study, need


def _kitchen() -> Study:
    waiters = need(
        "kitchen/plates", within="15 min", frequency="120/day", expects="hot", satisfaction=Satisfaction(2, answers=9)
    )
    kitchen = {
        "services": {"plates": {"lead_time": "18 min", "promise": "20 min"}},
        "kind": "team",
        "backup": ("canteen",),
    }
    return a_study(
        "guests -> waiters", "kitchen/plates -> grocer -> farmer",
        waiters={"needs": [waiters], "lead_time": "2 min"}, kitchen=kitchen, grocer={"lead_time": "1h"}, canteen={},
    )  # fmt: skip


def _blocks(report: Report, section: str) -> tuple[Block, ...]:
    return next(each for each in report.sections if each.name == section).blocks


def _table(report: Report, section: str) -> Table:
    return next(block for block in _blocks(report, section) if isinstance(block, Table))


def _standing(report: Report) -> list[str]:
    (block,) = _blocks(report, "standing")
    assert isinstance(block, Bullets)
    return [sentence.text for sentence in block.sentences]


def _facts(report: Report) -> PartyCard:
    found = report.results["card"]
    assert isinstance(found, PartyCard)
    return found


def test_need_promise_and_computed_stand_on_one_line_with_margin_and_rating() -> None:
    table = _table(card(_kitchen(), "kitchen"), "customers")

    assert [column.title for column in table.columns] == [
        "Customer", "Gets", "Needed within", "Promised", "By the map", "Margin", "How often", "Rated",
    ]  # fmt: skip
    assert table.rows == (("waiters", "plates", "15 min", "20 min", "18 min", "-5 min", "120/day", "2 (9)"),)


def test_the_card_names_who_is_further_along_and_who_stands_in() -> None:
    found = _facts(card(_kitchen(), "kitchen"))

    assert found.indirect_customers == ("guests",)
    assert found.indirect_providers == ("farmer",)
    assert found.outage.stand_ins == ("canteen",)
    assert _facts(card(_kitchen(), "canteen")).outage.stands_in_for == ("kitchen",)


def test_the_chain_runs_through_the_party_to_the_end_customer() -> None:
    (chain,) = _blocks(card(_kitchen(), "kitchen"), "chain")

    assert isinstance(chain, Chain)
    assert [step.label for step in chain.steps] == ["farmer", "grocer", "kitchen (plates)", "waiters", "guests"]
    assert [step.critical for step in chain.steps] == [False, False, True, False, False]


def test_a_party_on_the_slowest_chain_says_so_and_what_it_can_save() -> None:
    told = _standing(card(_kitchen(), "grocer"))

    assert "It lies on the slowest chain to an end customer: any delay of it delays them." in told
    assert "Time saved here is saved for the guests, up to 1 h." in told


def test_a_party_off_the_slowest_chain_says_how_late_it_may_be() -> None:
    study = a_study(
        "end -> slow", "end -> quick", end={"lead_time": "0"}, slow={"lead_time": "5h"}, quick={"lead_time": "2h"}
    )

    assert "It may be 3 h late before that delays end or another end customer." in _standing(card(study, "quick"))


def test_the_card_says_who_stops_without_the_party() -> None:
    study = a_study("end -> a -> b", "c -> b")

    assert "If it is away, 3 others stop, c and end among them." in _standing(card(study, "b"))


def test_a_waiting_loop_and_a_mutual_pair_are_told_apart() -> None:
    stuck = a_study("a/x -> b/y -> a/x")
    served = a_study("a -> b", b={"needs": [need("a", optional=True)]})

    assert "It waits in a circle with b." in _standing(card(stuck, "a"))
    assert not any("circle" in text for text in _standing(card(served, "a")))
    assert "It serves and is served by b." in _standing(card(served, "a"))


def test_a_sipoc_reads_from_suppliers_to_customers() -> None:
    (table,) = _blocks(card(_kitchen(), "kitchen", "sipoc"), "sipoc")

    assert isinstance(table, Table)
    assert table.title == "plates"
    assert table.rows[0] == ("grocer", "grocer", "plates", "plates (within 15 min, hot, 120/day)", "waiters")


def test_a_promise_sheet_ends_with_what_is_to_be_agreed() -> None:
    report = card(_kitchen(), "kitchen", "promise")
    (block,) = _blocks(report, "open")

    assert isinstance(block, Bullets)
    assert [sentence.text for sentence in block.sentences] == [
        "The waiters, plates from the kitchen: needed within 15 min, promised in 20 min.",
        "The kitchen, the grocer: no time is agreed.",
    ]


def test_a_hidden_score_is_not_on_the_card() -> None:
    thin = need("it", satisfaction=Satisfaction(2, answers=1))

    found = card(a_study(a={"needs": [thin]}), "it")

    assert _facts(found).customers[0].rating.score is None
    assert _table(found, "customers").rows == (("a", "too few answers"),)


def test_an_unknown_party_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(IcmapError, match="the map has no party 'kitchn'") as refused:
        card(_kitchen(), "kitchn")

    assert refused.value.hint == "did you mean 'kitchen'?"


def test_a_party_is_suggested_by_what_people_call_it() -> None:
    with pytest.raises(IcmapError) as refused:
        card(a_study(ws={"label": "Wait staff"}), "wait staff")

    assert refused.value.hint == "did you mean 'ws'?"


@pytest.mark.parametrize("view", ["card", "sipoc", "promise"])
def test_every_party_has_every_card_and_its_json(view: View) -> None:
    worlds = [_kitchen(), a_study(jeff={}), a_study("a -> b -> a"), a_study("a -> b", a={"part_of": "box"}, box={})]
    for study in worlds:
        for party in study.org.parties:
            report = card(study, party, view)

            assert report.sections
            assert json.dumps(encoded(report.results), allow_nan=False)
