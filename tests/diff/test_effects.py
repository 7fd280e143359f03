from __future__ import annotations

import pytest

from comparing import compared, reasons, sentences, side
from icmap.comparison import compare

HOUR = 3600

PAYDAY = """
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [{payroll: {within: {time: 4d, from: start}}}]}
  payroll: {kind: team, lead_time: 4h, promise: 1d, depends_on: [timesheets]}
  timesheets: {kind: team, lead_time: 1d, depends_on: [jeff]}
  jeff: {kind: person, lead_time: 2d, backup: [amy]}
  amy: {kind: person}
"""
LOOP = """
icmap: 1
parties:
  customer: {kind: external customer, depends_on: [sales/offers]}
  sales: {services: {drafts: {}, offers: {depends_on: [legal/reviews]}}}
  legal: {services: {reviews: {depends_on: [sales/drafts]}}}
"""


def test_who_loses_the_stand_in_is_told_with_who_stood_in() -> None:
    new = PAYDAY.replace(", backup: [amy]", "")

    assert sentences(PAYDAY, new, "worse") == [
        "If jeff is away, 3 others stop, staff among them; the map names no stand-in. Before, nobody did: amy stood in."
    ]
    assert reasons(PAYDAY, new) == ["no stand-in"]
    assert sentences(new, PAYDAY, "better") == [
        "If jeff is away, no end customer stops any more; before, 3 others did, and nobody stood in."
    ]


def test_a_new_party_without_stand_in_is_new_on_the_map() -> None:
    new = PAYDAY.replace("[timesheets]", "[timesheets, bank]") + "  bank: {kind: system}\n"

    assert sentences(PAYDAY, new, "worse") == [
        "If bank is down, 2 others stop, staff among them; the map names no stand-in. Bank is new on the map."
    ]
    assert reasons(PAYDAY, new) == ["no stand-in"]


def test_what_had_no_stand_in_before_is_no_news() -> None:
    old = PAYDAY.replace(", backup: [amy]", "")
    new = old.replace("kind: team, lead_time: 1d", "kind: team, owner: Ann, lead_time: 1d")

    assert reasons(old, new) == []


def test_an_end_customer_later_is_told_with_the_cause() -> None:
    new = PAYDAY.replace("lead_time: 4h", "lead_time: 1d")

    assert sentences(PAYDAY, new, "worse")[0] == (
        "Staff are served 4 h later, after 4 d instead of 3 d 4 h: payroll takes 1 d instead of 4 h."
    )
    (end,) = compared(PAYDAY, new).effects.needs
    assert (end.later, end.causes[0].provider) == (4 * HOUR, "payroll")


def test_the_tolerance_is_what_is_not_yet_later() -> None:
    new = PAYDAY.replace("lead_time: 4h", "lead_time: 6h")

    assert reasons(PAYDAY, new) == ["later"]
    assert reasons(PAYDAY, new, tolerance=2 * HOUR) == []


def test_sooner_is_better() -> None:
    new = PAYDAY.replace("lead_time: 2d", "lead_time: 1d")

    assert sentences(PAYDAY, new, "better") == ["Staff are served 1 d sooner, after 2 d 4 h instead of 3 d 4 h."]
    assert reasons(PAYDAY, new) == []


def test_a_new_step_on_the_way_is_the_cause() -> None:
    new = (
        PAYDAY.replace("depends_on: [timesheets]", "depends_on: [timesheets, tax]")
        + "  tax: {kind: team, lead_time: 5d}\n"
    )

    assert "the tax takes 5 d, and is newly waited for" in sentences(PAYDAY, new, "worse")[1]


def test_a_lead_time_that_nobody_had_given_makes_nobody_later() -> None:
    old = PAYDAY.replace("lead_time: 2d, ", "")

    assert reasons(old, PAYDAY) == []
    (said,) = sentences(old, PAYDAY, "worse")
    assert said.endswith("But that only comes from times that nobody had given before.")


def test_of_what_is_learned_and_what_is_slower_only_the_slower_counts() -> None:
    old = PAYDAY.replace("lead_time: 2d, ", "")
    new = PAYDAY.replace("lead_time: 4h", "lead_time: 6h")

    assert reasons(old, new) == ["later"]
    assert reasons(old, new, tolerance=2 * HOUR) == []


def test_a_need_that_is_newly_broken_is_told_with_how_it_was() -> None:
    new = PAYDAY.replace("lead_time: 2d", "lead_time: 3d")

    assert sentences(PAYDAY, new, "worse")[0] == (
        "Payroll is there 4 d 4 h after the start; staff need it within 4 d. Before: 3 d 4 h, with 4 d allowed."
    )
    assert set(reasons(PAYDAY, new)) == {"unmet need", "broken chain", "later"}
    assert sentences(new, PAYDAY, "better")[0] == (
        "The need of staff for payroll is met now: 3 d 4 h, with 4 d allowed."
    )


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("promise: 1d", "promise: 1h", "broken promise"),
        ("promise: 1d", "promise: 1d, actual: {median: 2d}", "broken promise"),
        ("promise: 1d", "promise: 2d", "broken chain"),
        ("{time: 4d, from: start}", "4h", "unmet need"),
    ],
)
def test_every_kind_of_breach_fails_the_gate(was: str, now: str, reason: str) -> None:
    assert was in PAYDAY

    assert reason in reasons(PAYDAY, PAYDAY.replace(was, now))
    assert reasons(PAYDAY.replace(was, now), PAYDAY) == []


def test_what_is_missed_by_more_is_told_but_is_no_new_breach() -> None:
    old = PAYDAY.replace("promise: 1d", "promise: 1h")
    new = old.replace("lead_time: 4h", "lead_time: 5h")

    assert any("by its own times takes 5 h. Before: 4 h" in each for each in sentences(old, new, "worse"))
    assert reasons(old, new) == ["later"]


def test_a_new_waiting_loop_stops_everybody_and_comes_first() -> None:
    new = LOOP.replace("sales/drafts", "sales/offers")

    said = sentences(LOOP, new, "worse")
    assert (
        said[0].startswith("Legal and the sales each need the other to start") or "need the other to start" in said[0]
    )
    assert "waiting loop" in reasons(LOOP, new)
    assert "no longer wait for one another" in sentences(new, LOOP, "better")[0]


def test_a_loop_that_lost_a_member_is_not_a_new_one() -> None:
    big = """
icmap: 1
parties:
  end: {end: true, depends_on: [a/x]}
  a: {services: {x: {depends_on: [b/y, c/z]}}}
  b: {services: {y: {depends_on: [a/x]}}}
  c: {services: {z: {depends_on: [a/x]}}}
"""
    small = big.replace("[b/y, c/z]", "[b/y]")

    assert "waiting loop" not in reasons(big, small)
    assert "waiting loop" in reasons(small, big)


def test_a_loop_that_is_not_certain_is_told_last_and_passes_the_gate() -> None:
    old = "icmap: 1\nparties: {e: {end: true, depends_on: [pilots]}, pilots: {depends_on: [cabin]}, cabin: }\n"
    new = old.replace("cabin: }", "cabin: {depends_on: [pilots]}}")

    assert (
        sentences(old, new, "worse")[-1]
        == "The cabin and the pilots each serve the other; the map does not say who waits for what."
    )
    assert reasons(old, new) == []


def test_who_gets_overloaded_is_told_before_and_after() -> None:
    old = "icmap: 1\nparties: {e: {end: true, depends_on: [{desk: {frequency: 4/day}}]}, desk: {capacity: 10/day}}\n"
    new = old.replace("4/day", "9/day")

    assert sentences(old, new, "worse") == [
        "The desk is 90 % busy: the smallest disturbance makes a queue. Before: 40 %."
    ]
    assert sentences(new, old, "better") == ["The desk is no longer asked for too much: 40 % instead of 90 %."]


def test_with_no_effect_the_page_says_that_nothing_gets_worse() -> None:
    found = compare(side(PAYDAY), side(PAYDAY.replace("kind: team", "kind: team, owner: Ann", 1)))

    assert not found.unchanged
    assert not found.worse
    assert not any((found.effects.needs, found.effects.reach, found.effects.agreements, found.effects.load))


def test_a_situation_counts_on_both_sides() -> None:
    old = PAYDAY.replace("icmap: 1", "icmap: 1\nsituations: [year end]")
    new = (
        old.replace("[timesheets]", "[timesheets, {audit: {when: year end}}]")
        + "  audit: {kind: team, lead_time: 9d}\n"
    )

    assert compare(side(old), side(new)).worse == ()
    assert "later" in [each.reason for each in compare(side(old, "year end"), side(new, "year end")).worse]


def test_nobody_and_one_another_are_compared_without_a_fuss() -> None:
    empty, one = "icmap: 1\nparties: {}\n", "icmap: 1\nparties: {a: }\n"

    assert compared(empty, empty).unchanged
    assert [each.change for each in compared(empty, one).written.parties] == ["added"]
    assert [each.change for each in compared(one, empty).written.parties] == ["removed"]


MERCHANTS = """
icmap: 1
parties:
  merchants:
    kind: external customer
    depends_on:
      - ops/status: {within: {time: 1h, from: start}, importance: critical}
      - accounts/report
  ops: {name: Ops, kind: team, services: {status: {lead_time: 2h}}}
  accounts: {kind: team, services: {report: {lead_time: 22d}}}
"""


def test_a_broken_need_that_is_missed_by_more_is_told_with_both_numbers_though_another_need_takes_longer() -> None:
    new = MERCHANTS.replace("lead_time: 2h", "lead_time: 4h")

    assert reasons(MERCHANTS, new) == ["later"]
    assert sentences(MERCHANTS, new, "worse")[0] == (
        "The status from Ops reaches the merchants 2 h later, after 4 h instead of 2 h: the status from Ops takes 4 h "
        "instead of 2 h. It is needed within 1 h: that is missed by 3 h instead of 1 h."
    )


def test_a_broken_need_that_is_missed_by_less_is_better() -> None:
    new = MERCHANTS.replace("lead_time: 2h", "lead_time: 90 min")

    assert reasons(MERCHANTS, new) == []
    assert sentences(MERCHANTS, new, "worse") == []
    assert sentences(MERCHANTS, new, "better") == [
        (
            "The status from Ops reaches the merchants 30 min sooner, after 1 h 30 min instead of 2 h. "
            "It is needed within 1 h: that is missed by 30 min instead of 1 h."
        )
    ]


def test_a_need_that_is_asked_for_sooner_is_missed_by_more_without_being_later() -> None:
    new = MERCHANTS.replace("time: 1h", "time: 30 min")

    assert sentences(MERCHANTS, new, "worse") == [
        (
            "The status from Ops for the merchants is there after 2 h, as before. "
            "It is needed within 30 min: that is missed by 1 h 30 min instead of 1 h."
        )
    ]


def test_the_need_of_an_end_customer_that_works_fails_the_gate_too() -> None:
    old = """
icmap: 1
parties:
  clerk: {kind: external customer, lead_time: 1h, depends_on: [{forms: {within: {time: 4h, from: start}}}, notes]}
  forms: {kind: team, lead_time: 1h}
  notes: {kind: team, lead_time: 2h}
"""
    new = old.replace("lead_time: 2h", "lead_time: 9h")

    assert reasons(old, new) == ["unmet need", "later"]
    assert "needed within 4 h: that is missed by 6 h" in sentences(old, new, "worse")[0]


def test_a_stand_in_that_joins_an_alternative_makes_the_same_need_sooner() -> None:
    old = """
icmap: 1
parties:
  e: {kind: external customer, depends_on: [grocer]}
  grocer: {kind: supplier, lead_time: 2d}
  market: {kind: supplier, lead_time: 4h}
"""
    new = old.replace("[grocer]", "[{any_of: [grocer, market]}]")

    assert [(each.change, each.later) for each in compared(old, new).effects.needs] == [("changed", -12 * HOUR)]
    assert reasons(old, new) == []


def test_inside_a_need_from_start_that_is_missed_by_more_is_told_as_a_need() -> None:
    old = """
icmap: 1
parties:
  e: {kind: external customer, depends_on: [desk]}
  desk: {kind: team, lead_time: 1h, depends_on: [{files: {within: {time: 1h, from: start}}}]}
  files: {kind: team, lead_time: 2h}
"""
    new = old.replace("lead_time: 2h", "lead_time: 3h")

    assert any("desk needs them within 1 h. Before: 2 h" in each for each in sentences(old, new, "worse"))


def test_a_reach_that_shrinks_is_no_worse_and_one_that_grows_is() -> None:
    alone = PAYDAY.replace(", backup: [amy]", "")
    wider = alone.replace("staff: {kind", "auditors: {kind: external customer, depends_on: [jeff]}\n  staff: {kind")

    assert [each for each in sentences(alone, wider, "worse") if "Before, 3 others did." in each] != []
    assert sentences(wider, alone, "worse") == []
    assert reasons(alone, wider) == []


def test_a_load_that_falls_but_is_still_too_much_is_no_worse() -> None:
    old = "icmap: 1\nparties: {e: {end: true, depends_on: [{desk: {frequency: 19/day}}]}, desk: {capacity: 10/day}}\n"
    new = old.replace("19/day", "12/day")

    assert sentences(old, new, "worse") == []
    assert len(sentences(new, old, "worse")) == 1


def test_a_new_promise_that_is_broken_and_a_new_need_that_is_broken_are_told_as_what_they_are() -> None:
    bare = "icmap: 1\nparties: {e: {end: true, depends_on: [{p: {}}]}, p: {lead_time: 4h}}\n"
    promised = bare.replace("lead_time: 4h", "lead_time: 4h, promise: 1h")
    needed = bare.replace("{p: {}}", "{p: {within: 1h}}")

    assert [each[-23:] for each in sentences(bare, promised, "worse")] == [" 4 h. The promise is new."[-23:]]
    assert sentences(bare, needed, "worse")[0].endswith("The need is new.")
