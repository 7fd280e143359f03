"""`icmap.check` gives scripts the findings that the command line prints."""

from __future__ import annotations

from pathlib import Path

import pytest

import icmap
from icmap.checking import statistics
from icmap.diagnostics import Diagnostic, Findings, Severity
from icmap.locations import Span

MAP = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [jeff]}
  jeff: {kind: person}
"""


def test_the_library_finds_what_the_command_line_prints(tmp_path: Path) -> None:
    path, policy = tmp_path / "org.yaml", tmp_path / "policy.yaml"
    path.write_text(MAP)
    policy.write_text("no-stand-in: error\n")

    (found,) = icmap.check(path, policies=[policy]).diagnostics

    assert (found.rule, str(found.severity), found.span.line) == ("no-stand-in", "error", 4)
    assert not icmap.check(path, ignore=["no-*"]).diagnostics
    assert not icmap.check(path, select=["layers"]).diagnostics


def test_mistakes_in_the_map_are_findings_and_mistakes_in_a_policy_an_error(tmp_path: Path) -> None:
    path, policy = tmp_path / "org.yaml", tmp_path / "policy.yaml"
    path.write_text(MAP.replace("[jeff]", "[jef]"))
    policy.write_text("nosuch: error\n")

    assert [each.rule for each in icmap.check(path).diagnostics] == ["unknown-party"]
    with pytest.raises(icmap.MapError, match="there is no rule 'nosuch'"):
        icmap.check(path, policies=[policy])


def test_statistics_count_by_rule_and_severity_the_most_frequent_first() -> None:
    def finding(rule: str, severity: Severity, times: int) -> list[Diagnostic]:
        return [Diagnostic(rule, severity, str(number), Span("a.yaml", number, 1, 1)) for number in range(1, times + 1)]

    notes, warnings = (
        finding("a", Severity.NOTE, 2),
        finding("b", Severity.WARNING, 12) + finding("c", Severity.NOTE, 2),
    )

    assert [*statistics(Findings((*notes, *warnings)))] == ["12  warning  b", " 2  note     a", " 2  note     c"]
    assert [*statistics(Findings(()))] == []
