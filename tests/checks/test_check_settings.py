"""Defaults, the map's checks and policies lie over one another; every mistake in them is told with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checking import found, outcome, told
from icmap.checking import Wanted, check
from icmap.checking.policy import read_policies
from icmap.checking.selection import rules_named
from icmap.diagnostics import Severity
from icmap.errors import IcmapError
from icmap.loading import parse
from icmap.rules import NAMES

MAP = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, lead_time: 4h, depends_on: [jeff]}
  jeff: {kind: person, lead_time: 2d}
"""


def with_checks(checks: str) -> str:
    return f"{MAP}checks:\n" + "".join(f"  {line}\n" for line in checks.splitlines())


def test_a_rule_has_its_own_severity_until_somebody_sets_one(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("no-stand-in: error\n")

    assert [each.severity for each in found(MAP, "no-stand-in")] == [Severity.WARNING]
    assert [each.severity for each in found(with_checks("no-stand-in: note"), "no-stand-in")] == [Severity.NOTE]
    by_policy = found(with_checks("no-stand-in: note"), "no-stand-in", policy=policy)
    assert [each.severity for each in by_policy] == [Severity.ERROR]


def test_a_rule_that_is_off_finds_nothing_unless_it_is_selected() -> None:
    text = with_checks("no-stand-in: off")

    assert not found(text, "no-stand-in")
    assert found(text, "no-stand-in", select=frozenset({"no-stand-in"}))


def test_setting_an_option_switches_a_rule_on_and_keeps_the_severity_that_was_set() -> None:
    assert not found(MAP, "missing-promise")
    assert [each.severity for each in found(with_checks("missing-promise: {}"), "missing-promise")] == [
        Severity.WARNING
    ] * 2
    given = with_checks("missing-promise: {severity: note, except: jeff}")
    assert [(each.severity, each.subjects) for each in found(given, "missing-promise")] == [
        (Severity.NOTE, ("payroll",))
    ]


def test_items_of_the_map_and_of_the_policy_both_hold(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        "checks:\n  forbidden-dependency: [{customer: payroll, provider: {kind: person}, because: of the audit}]\n"
    )
    text = with_checks("forbidden-dependency: {customer: staff, provider: payroll}")

    assert told(text, "forbidden-dependency", policy=policy) == [
        "the dependency of 'staff' on 'payroll' is forbidden by the checks",
        "the dependency of 'payroll' on 'jeff' is forbidden by the checks, because of the audit",
    ]


def test_a_policy_is_read_with_the_calendar_of_each_map(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("longest-chain: {limit: 1d}\n")

    assert told(MAP, "longest-chain", policy=policy) == [
        "'staff' has to wait 2 d 4 h for 'payroll', longer than the 1 d that the checks allow"
    ]
    assert not told(f"calendar: {{hours_per_day: 24}}\n{MAP}".replace("2d", "12h"), "longest-chain", policy=policy)


def test_fail_on_is_the_map_s_until_the_policy_or_the_command_line_says_otherwise(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("fail_on: note\n")

    assert not outcome(MAP).failed
    assert outcome(with_checks("fail_on: warning")).failed
    assert outcome(MAP, policy=policy).failed
    assert not outcome(MAP, policy=policy, fail_on=Severity.ERROR).failed


def test_mistakes_in_the_map_come_alone_and_cannot_be_set() -> None:
    broken = MAP.replace("[jeff]", "[jef]")

    assert {each.rule for each in outcome(broken).findings.diagnostics} == {"unknown-party"}
    assert told(with_checks("unknown-party: off"), "invalid-checks") == [
        "'unknown-party' is a mistake, it cannot be set"
    ]


@pytest.mark.parametrize(
    ("checks", "place", "message", "hint"),
    [
        ("nostandin: error", "7:3", "there is no rule 'nostandin'", "did you mean 'no-stand-in'?"),
        ("no_stand_in: error", "7:3", "there is no rule 'no_stand_in'", "did you mean 'no-stand-in'?"),
        (
            "no-stand-in: loud",
            "7:16",
            "the severity 'loud' is not error, warning, note or off",
            "write",
        ),
        ("no-stand-in: {except: [jef]}", "7:26", "there is no party 'jef'", "did you mean 'jeff'?"),
        ("no-stand-in: {limit: 3}", "7:17", "'limit' is not a known key", "known keys: severity, except, because"),
        (
            "no-stand-in: [jeff]",
            "7:16",
            "'no-stand-in' must be a severity or a mapping, not a list",
            "write `no-stand-in: warning`",
        ),
        ("fail_on: never", "7:12", "the fail_on 'never' is not error, warning or note", "write error, warning or note"),
        (
            "longest-chain: {to: staff}",
            "7:18",
            "'longest-chain' needs 'limit'",
            "write `longest-chain: [{limit: …, to: …}]`",
        ),
        ("longest-chain: {limit: 5}", "7:26", "the limit '5' has no unit", "write 5 min, 5h, 5d or 5 weeks"),
        ("layers: {layers: [a]}", "7:21", "there is no party 'a'", ""),
        ("too-many-customers: {limit: -1}", "7:31", "the limit '-1' is not a whole number", "write it in digits"),
        ("no-stand-in: {because: }", "7:26", "'because' has no value", "give it one, or leave it out"),
    ],
)
def test_a_wrong_setting_is_a_mistake_at_its_place(checks: str, place: str, message: str, hint: str) -> None:
    (mistake,) = outcome(with_checks(checks)).findings.diagnostics

    assert f"{mistake.span.line}:{mistake.span.column}" == place
    assert mistake.message == message
    assert mistake.hint.startswith(hint)
    assert mistake.severity is Severity.ERROR


def test_checks_that_are_no_mapping_are_a_mistake() -> None:
    (mistake,) = outcome(f"{MAP}checks: [a]\n").findings.diagnostics

    assert mistake.message == "'checks' must be a mapping, not a list"
    assert not outcome(f"{MAP}checks:\n").findings.diagnostics[1:]


def test_all_mistakes_of_all_policies_are_told_at_once(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml"))
    first.write_text("no-stand-in: x\nlayers: 3\nx-mine: anything\n")
    second.write_text("layers: [a\n")
    third.write_text("")

    _, mistakes = read_policies([str(each) for each in (first, second, third)])

    assert [f"{Path(each.span.file).name}:{each.span.line}" for each in mistakes] == [
        "a.yaml:1",
        "a.yaml:2",
        "b.yaml:2",
        "c.yaml:1",
    ]


def test_a_policy_that_is_a_link_to_a_secret_does_not_tell_it(tmp_path: Path) -> None:
    secret, policy = tmp_path / "secret", tmp_path / "policy.yaml"
    secret.write_text("token: TOKEN\nno-stand-in: TOKEN\n")
    policy.symlink_to(secret)

    _, mistakes = read_policies([str(policy)])

    assert mistakes
    assert not any("TOKEN" in each.message + each.hint for each in mistakes)


def test_rules_are_selected_by_name_and_pattern() -> None:
    assert rules_named(["missing-*,layers"]) >= {"missing-owner", "missing-lead-time", "missing-promise", "layers"}
    assert rules_named(["missing-owne?"]) == {"missing-owner"}
    assert rules_named(["*"]) == set(NAMES)
    assert rules_named(["unknown-party"]) == frozenset()
    with pytest.raises(IcmapError, match="there is no rule 'nostand-in'"):
        rules_named(["nostand-in"])


def test_stale_review_runs_only_where_somebody_says_what_day_it_is() -> None:
    text = MAP.replace("kind: team,", "kind: team, reviewed: 2024-01-01,")

    assert not told(text, "stale-review", select=frozenset({"stale-review"}))
    assert check([parse(text)], Wanted(select=frozenset({"stale-review"}))).no_day == ("stale-review",)
    done = told(text, "stale-review", select=frozenset({"stale-review"}), as_of=date(2025, 1, 1))
    assert done == ["'payroll' was last reviewed on 2024-01-01, 366 days before 2025-01-01"]


def test_owners_are_asked_for_where_the_map_names_one_or_somebody_asks() -> None:
    assert not found(MAP, "missing-owner")
    assert found(MAP, "missing-owner", select=frozenset({"missing-owner"}))
    assert found(with_checks("missing-owner: note"), "missing-owner")


def test_a_mapping_without_a_severity_leaves_a_rule_that_is_on_as_bad_as_it_is() -> None:
    findings = found(with_checks("missing-owner: {except: payroll}"), "missing-owner")

    assert [(each.severity, each.subjects) for each in findings] == []
    by_default = found(with_checks("missing-owner: {except: jeff}"), "missing-owner")
    assert [(each.severity, each.subjects) for each in by_default] == [(Severity.NOTE, ("payroll",))]
