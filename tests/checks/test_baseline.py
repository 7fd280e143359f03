"""A baseline accepts what was there; what is new, worse or past its date is told, what is better never fails."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checking import baseline_of, found, mistakes_of, outcome
from icmap.checking import Outcome, Wanted, check
from icmap.checking.baseline import Accepted, Baseline
from icmap.checking.baseline_file import baseline_text
from icmap.checking.policy import read_policies
from icmap.loading import load, parse

MAP = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll]}
  payroll: {kind: team, depends_on: [jeff]}
  jeff: {kind: person}
checks: {no-stand-in: error}
"""
LARGER = MAP.replace("checks:", "  office: {kind: external customer, depends_on: [payroll]}\nchecks:")


def accepted(**more: object) -> Baseline:
    return Baseline((Accepted("no-stand-in", ("jeff",), **more),))  # type: ignore[arg-type]


def accepting(text: str, baseline: Baseline) -> Outcome:
    """What `--write-baseline` does."""
    return check([parse(text)], Wanted(baseline=baseline), accept=True)


def test_an_accepted_finding_is_not_told_wherever_it_stands_now() -> None:
    moved = MAP.replace("parties:", "# a line more\nparties:")

    assert outcome(MAP).failed
    assert outcome(moved, baseline=accepted(number=2.0)).findings.diagnostics == ()


def test_worse_by_more_than_a_tenth_is_told_again_and_better_is_not() -> None:
    (again,) = found(LARGER, "no-stand-in", baseline=accepted(number=2.0))

    assert again.message.endswith("(it was accepted at 2, now it is 3)")
    assert not found(LARGER, "no-stand-in", baseline=accepted(number=2.8))
    assert not found(MAP, "no-stand-in", baseline=accepted(number=9.0))


def test_after_its_date_it_is_told_again_if_somebody_says_what_day_it_is() -> None:
    until = accepted(until=date(2026, 1, 31))

    assert not found(MAP, "no-stand-in", baseline=until)
    assert not found(MAP, "no-stand-in", baseline=until, as_of=date(2026, 1, 31))
    (again,) = found(MAP, "no-stand-in", baseline=until, as_of=date(2026, 2, 1))
    assert again.message.endswith("(accepted until 2026-01-31)")


def test_an_entry_accepts_one_finding_and_a_stale_one_is_told_without_failing() -> None:
    twice = Baseline(accepted().accepted * 2)

    done = outcome(MAP, baseline=twice)

    assert [each.rule for each in done.findings.diagnostics] == ["stale-baseline"]
    assert not done.failed
    assert len(done.baseline.accepted) == 1


def test_a_rule_that_did_not_run_makes_no_entry_stale() -> None:
    done = outcome(MAP, baseline=accepted(), select=frozenset({"layers", "stale-baseline"}))

    assert done.findings.diagnostics == ()
    assert done.baseline == accepted()


def test_pruning_lowers_the_number_of_what_got_better() -> None:
    done = outcome(MAP, baseline=accepted(number=9.0, reason="known"))

    assert done.baseline == accepted(number=2.0, reason="known")


def test_accepting_what_is_found_now_takes_out_what_is_found_no_more_unless_its_rule_did_not_run() -> None:
    gone = Accepted("no-stand-in", ("amy",), reason="she left")
    off = Accepted("missing-promise", ("payroll",))

    written = accepting(MAP, Baseline((off, gone, *accepted(number=2.0).accepted)))

    assert written.baseline.accepted == (off, *accepted(number=2.0).accepted)
    assert not written.failed


def test_mistakes_are_never_accepted() -> None:
    broken = MAP.replace("[jeff]", "[jef]")

    assert accepting(broken, accepted()).baseline == accepted()
    assert outcome(broken, baseline=Baseline((Accepted("unknown-party", ()),))).failed


def test_what_is_written_is_sorted_keeps_what_people_wrote_and_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    names = 'a "quoted" \\ name\u00e9\U0001f600'
    baseline = Baseline(
        (
            Accepted("b", ("y",), number=1.5, owner="Maria", reason=names, until=date(2026, 1, 1)),
            Accepted("a", ("x", "z")),
        )
    )

    path.write_text(baseline_text(baseline), encoding="utf-8")

    assert baseline_text(baseline_of(path)) == baseline_text(baseline)
    assert [each.rule for each in baseline_of(path).accepted] == ["a", "b"]
    assert baseline_of(path).accepted[1].reason == names
    kept = accepting(MAP, accepted(number=1.0, owner="Maria"))
    assert kept.baseline == accepted(number=2.0, owner="Maria")
    assert not kept.findings.diagnostics


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("", ["1:1 there is nothing in this file"]),
        ("[1]", ["1:1 this file is no mapping"]),
        ("{", ["2:1 no value can begin like this"]),
        ("icmap_baseline: 2", ["1:1 this is no baseline: it does not say 'icmap_baseline: 1'"]),
        ("icmap_baseline: 1\nfindings: {}", ["2:11 'findings' must be a list, not a mapping"]),
        (
            "icmap_baseline: 1\nfindings:\n- x\n- {rule: a}\n- {subjects: [b]}\n- {rule: a, subjects: [b], number: x, until: May, ownr: me}",
            [
                "3:3 'findings' must be a list of mappings, not a text",
                "4:3 this finding has no 'subjects'",
                "5:3 this finding has no 'rule'",
                "6:51 'ownr' is not a known key",
                "6:36 the number 'x' is not a number of 0 or more",
                "6:46 the until 'May' is not a date",
            ],
        ),
    ],
)
def test_a_corrupt_baseline_is_told_with_all_its_mistakes(text: str, mistakes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")

    assert sorted(mistakes_of(path)) == sorted(mistakes)


STALE_FAILS = "stale-baseline: warning\nfail_on: warning\n"


def test_stale_entries_fail_a_run_only_where_a_policy_gives_them_a_severity(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    gone = Baseline((Accepted("no-stand-in", ("amy",)), *accepted().accepted))

    policy.write_text(STALE_FAILS)
    grave = outcome(MAP, policy=policy, baseline=gone)
    policy.write_text("stale-baseline: off\nfail_on: note\n")
    off = outcome(MAP, policy=policy, baseline=gone)

    assert [(each.rule, str(each.severity)) for each in grave.findings.diagnostics] == [("stale-baseline", "warning")]
    assert grave.failed
    assert off.findings.diagnostics == ()
    assert not off.failed


def test_stale_entries_are_no_business_of_whoever_asks_about_one_file(tmp_path: Path) -> None:
    policy, path = tmp_path / "policy.yaml", tmp_path / "org.yaml"
    policy.write_text(STALE_FAILS)
    path.write_text(MAP)
    gone = Baseline((Accepted("no-stand-in", ("amy",)), *accepted().accepted))
    wanted = Wanted(policies=read_policies([str(policy)])[0], baseline=gone)

    whole, part = (check([load(path)], wanted, within=within) for within in ((), (str(path),)))

    assert whole.failed
    assert (part.failed, part.findings.diagnostics) == (False, ())


def test_pruning_leaves_an_entry_without_a_number_without_one() -> None:
    assert outcome(MAP, baseline=accepted()).baseline == accepted()


def test_of_two_entries_for_one_finding_the_one_with_the_larger_number_holds() -> None:
    both = Baseline((*accepted(number=9.0).accepted, *accepted(number=1.0).accepted))

    done = outcome(MAP, baseline=both)

    assert [each.rule for each in done.findings.diagnostics] == ["stale-baseline"]
    assert done.baseline == accepted(number=2.0)
