"""Harm to an end customer is never below housekeeping, and one problem of one subject is reported once."""

from __future__ import annotations

import pytest

from checking import found, outcome, told
from icmap.checking.baseline import Accepted, Baseline
from icmap.diagnostics import Severity
from icmap.formats import Page, findings_format
from icmap.rules import NAMES, check_named

END = "icmap: 1\nparties:\n  staff: {{kind: external customer, depends_on: [{{payroll: {{{0}}}}}]}}\n  payroll: {{kind: team, {1}}}\n"
INSIDE = END.replace("[{{payroll", "[hr]}}\n  hr: {{kind: team, depends_on: [{{payroll")
HOUSEKEEPING = (
    "unlisted-service", "missing-owner", "stale-review", "orphan-party", "missing-lead-time", "missing-promise",
    "bare-suppression", "unused-suppression", "stale-baseline", "hours-beyond-day", "dependency-on-group", "unknown-kind",
)  # fmt: skip

PLANTED = [
    ("unmet-need", "within: 1d", "lead_time: 2d"),
    ("unmet-need", "within: 1d, importance: low", "lead_time: 2d"),
    ("unmet-need", "within: 1d, importance: critical", "actual: 2d"),
    ("broken-chain", "within: {time: 1d, from: start}", "promise: 2d"),
    ("impossible-promise", "within: 3d", "lead_time: 2d, promise: 1d"),
    ("missed-promise", "importance: low", "actual: 2d, promise: 1d"),
    ("low-satisfaction", "satisfaction: {responsiveness: 1, answers: 20}", "lead_time: 1d"),
    ("slow-recovery", "tolerates: 1h", "recovery: 1d"),
    ("overloaded", "frequency: 9/day", "capacity: 8/day"),
    ("no-stand-in", "importance: low", "headcount: 1"),
    (
        "common-cause",
        "importance: low",
        "depends_on: [{any_of: [a, b]}]}\n  a: {depends_on: [c]}\n  b: {depends_on: [c]}\n  c: {kind: team",
    ),
]


@pytest.mark.parametrize(("rule", "needed", "provider"), PLANTED)
def test_what_hurts_an_end_customer_is_at_least_a_warning(rule: str, needed: str, provider: str) -> None:
    assert [each.severity for each in found(END.format(needed, provider), rule)] == [Severity.WARNING]


@pytest.mark.parametrize("name", HOUSEKEEPING)
def test_housekeeping_is_at_most_a_warning(name: str) -> None:
    severity = check_named(name).severity

    assert severity is None or severity.rank <= Severity.WARNING.rank


def test_every_rule_that_is_on_by_itself_is_about_harm_housekeeping_or_others() -> None:
    others = {"waiting-loop", "importance-inversion", "no-agreed-time", "one-sided-promise"}
    on = {name for name in NAMES if check_named(name).severity and not check_named(name).must_be_asked}

    assert on <= {rule for rule, _, _ in PLANTED} | set(HOUSEKEEPING) | others


@pytest.mark.parametrize(
    ("rule", "needed", "provider", "severity"),
    [
        ("unmet-need", "within: 1d", "lead_time: 2d", Severity.NOTE),
        ("unmet-need", "within: 1d, importance: high", "lead_time: 2d", Severity.WARNING),
        ("unmet-need", "within: 1d", "promise: 2d", Severity.WARNING),
        ("impossible-promise", "via: mail", "lead_time: 2d, promise: 1d", Severity.NOTE),
        ("impossible-promise", "importance: critical", "lead_time: 2d, promise: 1d", Severity.WARNING),
        ("low-satisfaction", "satisfaction: {responsiveness: 1, answers: 20}", "lead_time: 1d", Severity.NOTE),
    ],
)
def test_what_hurts_others_is_as_bad_as_it_matters_to_them(
    rule: str, needed: str, provider: str, severity: Severity
) -> None:
    assert [each.severity for each in found(INSIDE.format(needed, provider), rule)] == [severity]


def test_a_critical_broken_need_fails_a_run_that_fails_on_warnings() -> None:
    text = END.format("within: 15 min, importance: critical", "lead_time: 2h")

    assert not outcome(text).failed
    assert outcome(text, fail_on=Severity.WARNING).failed


TWICE = END.format("within: {time: 1d, from: start}", "lead_time: 2d, promise: 3d")
"""Too late as computed, and too late even if the promise is kept: one need, one problem."""


def test_of_two_rules_about_one_problem_the_first_of_the_gravest_is_reported_with_the_other_beside_it() -> None:
    (late,) = [each for each in outcome(TWICE).findings.diagnostics if each.rule in {"unmet-need", "broken-chain"}]
    noted = found(f"{TWICE}checks: {{unmet-need: note}}\n", "unmet-need")

    assert late.rule == "unmet-need"
    assert [each.message.partition(":")[0] for each in late.related] == ["its own time is written here", "broken-chain"]
    assert noted == ()
    (chain,) = found(f"{TWICE}checks: {{unmet-need: note}}\n", "broken-chain")
    assert chain.related[-1].message.startswith("unmet-need: 'staff' needs 'payroll' within 1 d from the start")


def test_a_promise_that_is_impossible_and_missed_is_one_finding() -> None:
    text = END.format("via: mail", "lead_time: 2d, actual: 3d, promise: 1d")

    findings = [each.rule for each in outcome(text).findings.diagnostics]

    assert findings == ["missed-promise"]


def test_whoever_suppresses_the_reported_one_has_both_and_whoever_names_the_other_still_hears_of_it() -> None:
    lines = TWICE.splitlines()
    lines[2] += "  # icmap: ignore[{0}] agreed with the union"
    text = "\n".join(lines).replace("{kind", "{{kind").replace("}", "}}").replace("{{kind", "{kind").replace("}}", "}")

    both = outcome(text.replace("{0}", "unmet-need")).findings.diagnostics
    other = outcome(text.replace("{0}", "broken-chain")).findings.diagnostics

    assert [each.rule for each in both] == []
    assert [each.rule for each in other] == ["unmet-need"]
    assert not [each for each in other[0].related if each.message.startswith("broken-chain")]


def test_a_baseline_that_accepts_the_reported_one_accepts_what_stands_beside_it() -> None:
    accepted = Baseline((Accepted("unmet-need", ("staff", "payroll")),))

    assert outcome(TWICE, baseline=accepted).findings.diagnostics == ()


def test_an_entry_for_all_services_of_a_party_is_one_finding_about_the_worst() -> None:
    text = END.format("within: 1d", "services: {slips: {promise: 2d}, advances: {promise: 4d}}")

    assert told(text, "unmet-need") == ["'staff' needs 'payroll/advances' within 1 d, which promises 4 d"]
    assert [each.subjects for each in found(text, "unmet-need")] == [("staff", "payroll")]


def test_a_severity_that_somebody_sets_holds_for_all_findings_of_a_rule() -> None:
    for text in (INSIDE.format("within: 1d", "lead_time: 2d"), END.format("within: 1d", "lead_time: 2d")):
        (only,) = found(f"{text}checks: {{unmet-need: error}}\n", "unmet-need")

        assert only.severity is Severity.ERROR


def test_the_place_of_two_rules_is_shown_once() -> None:
    text = END.format("via: mail", "lead_time: 2d, actual: 3d, promise: 1d")

    written = findings_format("full", None).findings
    shown = written(outcome(text).findings, Page()) if written else ""

    assert shown.count("impossible-promise: 'payroll' promises 1 d") == 1
    assert shown.count("   4 |   payroll:") == 2
