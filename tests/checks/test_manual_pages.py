"""The docstring of a rule is its manual page: what it shows as wrong is found at that line, what it shows as right is not."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from icmap import rules
from icmap.checking import MISTAKES, Wanted, check
from icmap.loading import parse
from icmap.rules import CHECKS, Check, check_named

HERE = "← here"
TODAY = date(2026, 6, 30)
WITH_MAPS = [name for name in CHECKS if name != "stale-baseline"]


def blocks(manual: str, heading: str) -> list[str]:
    """The maps shown after a heading."""
    return re.findall(rf"^\*{heading}\*.*?^```yaml\n(.*?)^```", manual, re.MULTILINE | re.DOTALL)


def lines_found(text: str, rule: str) -> list[int]:
    loaded = parse(text, "org.yaml")
    assert loaded.ok, loaded.findings.diagnostics
    findings = check([loaded], Wanted(as_of=TODAY)).findings
    return [each.span.line for each in findings.diagnostics if each.rule == rule]


@pytest.mark.parametrize("name", WITH_MAPS)
def test_what_the_page_shows_as_wrong_is_found_at_that_line(name: str) -> None:
    manual = check_named(name).manual

    wrong = blocks(manual, "Wrong")

    assert wrong
    for text in wrong:
        marked = [number for number, line in enumerate(text.splitlines(), 1) if HERE in line]
        assert marked
        assert lines_found(text, name) == marked


@pytest.mark.parametrize("name", WITH_MAPS)
def test_what_the_page_shows_as_right_is_not_found(name: str) -> None:
    right = blocks(check_named(name).manual, "Right")

    assert right
    for text in right:
        assert lines_found(text, name) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_is_named_as_its_module_and_says_in_its_first_line_what_it_finds(name: str) -> None:
    rule = check_named(name)

    assert isinstance(rule, Check)
    assert rule.name == name
    assert rule.manual.splitlines()[0].endswith(".")
    assert len(rule.summary) < 120


def test_the_list_of_rules_holds_every_module_of_the_folder() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py")}

    assert modules == set(CHECKS)
    assert len(CHECKS) == len(set(CHECKS))


def test_no_rule_imports_another() -> None:
    folder = Path(rules.__file__).parent
    imports = re.compile(r"^from icmap\.rules(?:\.([a-z]\w*))? import", re.MULTILINE)

    guilty = [path.name for path in folder.glob("[a-z]*.py") if imports.search(path.read_text(encoding="utf-8"))]

    assert not guilty


def test_every_option_of_a_rule_says_what_it_means_and_limits_say_their_default() -> None:
    for name in CHECKS:
        options = check_named(name).options
        for each in fields(options) if options else ():
            assert each.metadata["means"]
            if isinstance(each.default, int):
                assert "default" in each.metadata["means"]


def test_the_mistake_about_checks_shows_a_wrong_and_a_right_map() -> None:
    manual = next(rule.explanation for rule in MISTAKES if rule.name == "invalid-checks")

    (wrong,), (right,) = blocks(manual, "Wrong"), blocks(manual, "Right")

    assert [each.rule for each in check([parse(wrong)]).findings.diagnostics] == ["invalid-checks"]
    assert not [each for each in check([parse(right)]).findings.diagnostics if each.rule == "invalid-checks"]
