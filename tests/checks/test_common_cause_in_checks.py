"""An alternative that one other party stops altogether is reported at the alternative, with that party."""

from __future__ import annotations

from checking import found, outcome
from icmap.diagnostics import Severity

SUPPLIERS = """\
icmap: 1
parties:
  guests: {kind: external customer, depends_on: [kitchen]}
  kitchen:
    kind: team
    depends_on:
      - any_of: [green grocer, market]
  green grocer: {kind: supplier, depends_on: [carrier]}
  market: {kind: supplier, depends_on: [carrier]}
  carrier: {kind: supplier, depends_on: [depot]}
  depot: {kind: team}
"""


def test_two_suppliers_on_one_carrier_are_reported_where_the_choice_is_written() -> None:
    (only,) = found(SUPPLIERS, "common-cause")

    assert only.message == (
        "'kitchen' can choose between 'green grocer' and 'market', and if 'carrier' cannot deliver, none of them is left"
    )
    assert (only.severity, only.span.line, only.subjects) == (Severity.WARNING, 7, ("kitchen", "carrier"))
    assert [each.span.line for each in only.related] == [10]


def test_a_stand_in_that_rests_on_the_same_system_is_reported_where_it_is_named() -> None:
    text = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [jeff]}
  jeff:
    kind: person
    backup: [amy]
    depends_on: [erp]
  amy: {kind: person, depends_on: [erp]}
  erp: {kind: system}
"""
    (only,) = found(text, "common-cause")

    assert only.message == "'jeff' has a stand-in, and if 'erp' is down, 'jeff' and 'amy' all stop"
    assert only.span.line == 6


def test_of_several_that_are_needed_together_too_few_are_left() -> None:
    text = (
        SUPPLIERS.replace("any_of: [green grocer, market]", "{any_of: [green grocer, market, farm], at_least: 2}")
        + "  farm: {kind: supplier}\n"
    )

    assert "if 'carrier' cannot deliver, fewer than the 2 it needs are left" in found(text, "common-cause")[0].message


def test_a_stand_in_for_the_carrier_makes_it_right_and_the_exempt_are_left_out() -> None:
    covered = SUPPLIERS.replace("depends_on: [depot]}", "backup: [post]}") + "  post: {kind: supplier}\n"

    assert not found(covered, "common-cause")
    assert not found(f"{SUPPLIERS}checks: {{common-cause: {{except: carrier}}}}\n", "common-cause")


def test_the_cause_itself_is_a_finding_of_its_own() -> None:
    rules = [
        each.rule
        for each in outcome(
            SUPPLIERS.replace("carrier: {kind: supplier", "carrier: {kind: person")
        ).findings.diagnostics
    ]

    assert rules == ["common-cause", "no-stand-in"]
