"""Rules about time look at each need by itself: what an end customer waits for, one by one."""

from __future__ import annotations

from checking import found, told

MERCHANTS = """\
icmap: 1
calendar: {hours_per_day: 24, days_per_week: 7}
parties:
  merchants:
    kind: external customer
    depends_on:
      - support/status: {within: {time: 15 min, from: start}, importance: critical}
      - support/service: {within: {time: 1h, from: start}}
      - support/report
  support:
    services:
      status: {lead_time: 2h}
      service: {lead_time: 30 min}
      report: {lead_time: 20d}
"""


def with_checks(checks: str, text: str = MERCHANTS) -> str:
    return f"{text}checks: {{{checks}}}\n"


def test_each_need_is_held_to_the_limit_by_itself() -> None:
    assert told(with_checks("longest-chain: {limit: 1h}"), "longest-chain") == [
        "'merchants' has to wait 2 h for 'support/status', longer than the 1 h that the checks allow",
        "'merchants' has to wait 20 d for 'support/report', longer than the 1 h that the checks allow",
    ]
    assert [each.span.line for each in found(with_checks("longest-chain: {limit: 1h}"), "longest-chain")] == [7, 9]


def test_a_need_that_two_rules_find_too_late_is_one_finding_by_the_graver_rule() -> None:
    text = with_checks("longest-chain: {limit: 1h}")

    (status, report) = found(text, "longest-chain")

    assert not found(text, "unmet-need")
    assert status.related[-1].message == (
        "unmet-need: 'merchants' needs 'support/status' within 15 min from the start, and gets it after 2 h, as the map"
        " computes it"
    )
    assert report.related == ()


def test_a_slow_report_does_not_hide_a_broken_need_that_is_quick() -> None:
    assert [(each.subjects, str(each.severity)) for each in found(MERCHANTS, "unmet-need")] == [
        (("merchants", "support/status"), "warning")
    ]


def test_whoever_works_with_what_it_gets_has_one_wait_for_all_of_it() -> None:
    text = MERCHANTS.replace("    kind: external customer\n", "    kind: external customer\n    lead_time: 1h\n")

    (only,) = found(with_checks("longest-chain: {limit: 1h}", text), "longest-chain")

    assert only.message == "'merchants' has to wait 20 d, longer than the 1 h that the checks allow"
    assert (only.subjects, only.span.line) == (("merchants",), 10)


def test_any_party_can_be_held_to_a_limit_not_only_end_customers() -> None:
    asking = MERCHANTS.replace("lead_time: 2h}", "lead_time: 2h, depends_on: [shop]}") + "  shop: {lead_time: 3h}\n"

    assert told(with_checks("longest-chain: {to: support, limit: 4h}", asking), "longest-chain") == [
        "'support' has to wait 20 d, longer than the 4 h that the checks allow",
        "'support' has to wait 5 h, longer than the 4 h that the checks allow",
    ]


CHOICE = """\
icmap: 1
parties:
  guests: {kind: external customer, depends_on: [{any_of: [bakery, wholesaler, mill], at_least: 2, within: 1d}]}
  bakery: {kind: supplier, lead_time: 4h}
  wholesaler: {kind: supplier, lead_time: 1d}
  mill: {kind: supplier, lead_time: 5d}
"""


def test_a_late_member_is_no_unmet_need_while_enough_others_are_soon_enough() -> None:
    late = CHOICE.replace("lead_time: 1d", "lead_time: 2d")

    assert not found(CHOICE, "unmet-need")
    assert [each.subjects for each in found(late, "unmet-need")] == [("guests", "mill"), ("guests", "wholesaler")]
