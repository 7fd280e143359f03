"""`icmap config show`: what is set, and by which line."""

from __future__ import annotations

from pathlib import Path

from icmap.checking import read_wanted
from icmap.checking.effective import Setting, effective
from icmap.loading import load

MAP = """\
icmap: 1
calendar: {hours_per_day: 10, days_per_week: 5}
parties:
  a: {depends_on: [b]}
  b:
checks:
  fail_on: note
  no-stand-in: {severity: error, except: [b], because: he is new}
  longest-chain: {to: a, limit: 2d}
  overloaded: off
"""
POLICY = "fail_on: warning\nno-stand-in: note\n"


def settings_of(tmp_path: Path, *policies: str) -> tuple[str, dict[str, Setting]]:
    path = tmp_path / "org.yaml"
    path.write_text(MAP, encoding="utf-8")
    files = []
    for number, text in enumerate(policies):
        files.append(tmp_path / f"policy{number}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    fail_on, rules = effective(load(path), read_wanted(policies=files).policies)
    return fail_on.replace(f"{tmp_path}/", ""), {each.rule: each for each in rules}


def test_each_rule_says_what_it_is_set_to_and_which_line_sets_it(tmp_path: Path) -> None:
    fail_on, rules = settings_of(tmp_path)

    assert fail_on == "note (org.yaml:7)"
    assert rules["no-stand-in"].severity == "error"
    assert rules["no-stand-in"].options == ("except: b; because: he is new",)
    assert rules["no-stand-in"].set_by.endswith("org.yaml:8")
    assert rules["longest-chain"].options == ("limit: 2 d; to: a",)
    assert rules["overloaded"].severity == "off"


def test_what_nobody_sets_is_the_default(tmp_path: Path) -> None:
    _, rules = settings_of(tmp_path)

    assert rules["missed-promise"] == Setting("missed-promise", "warning", (), "default")
    assert rules["stale-review"].severity == "off"
    assert rules["forbidden-dependency"].severity == "when asked"


def test_a_policy_holds_over_the_map(tmp_path: Path) -> None:
    fail_on, rules = settings_of(tmp_path, POLICY)

    assert fail_on == "warning (policy0.yaml:1)"
    assert rules["no-stand-in"].severity == "note"
    assert rules["no-stand-in"].options == ("except: b; because: he is new",)
    assert rules["no-stand-in"].set_by.endswith("policy0.yaml:2")
    assert rules["longest-chain"].set_by.endswith("org.yaml:9")
