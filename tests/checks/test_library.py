"""`icmap.check` gives scripts the findings that the command line prints."""

from __future__ import annotations

from pathlib import Path

import pytest

import icmap

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
