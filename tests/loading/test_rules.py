"""The manual is the test: of every rule, what its page calls wrong is reported, and what it calls right is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from icmap.diagnostics import Rule
from icmap.loading import RULES, Loaded, load, parse
from icmap.loading.manual import snippets


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_the_manual_calls_wrong_is_reported_and_what_it_calls_right_is_not(rule: Rule, tmp_path: Path) -> None:
    wrong, right = snippets(rule)

    reported = [found.rule for found in _read(wrong, tmp_path).findings.diagnostics]

    assert rule.name in reported
    assert _read(right, tmp_path).findings.diagnostics == ()


def _read(text: str, folder: Path) -> Loaded:
    """Read a snippet as the file that its first line names, with the bytes and characters that a page cannot show."""
    named = re.match(r"# (\S+\.yaml)\n", text)
    path = folder / (named[1] if named else "map.yaml")
    path.write_bytes(text.encode().replace(rb"\xe9", b"\xe9").replace(rb"\u2028", "\u2028".encode()))
    return load(path)


def test_rules_have_one_kebab_case_name_each() -> None:
    names = [rule.name for rule in RULES]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_summary_is_one_sentence_in_lower_case_without_a_full_stop(rule: Rule) -> None:
    assert re.match(r"[a-zA-Z]", rule.summary)
    assert not rule.summary.endswith(".")


def test_messages_are_sentences_in_lower_case_without_a_full_stop() -> None:
    found = parse("icmap: 2\nparties:\n  A: {lead_time: 3, kind: [x], end: yes, y: 1, depends_on: [b, A]}\n")

    assert len(found.findings) == 7
    for each in found.findings.diagnostics:
        assert each.message[0] == "'" or each.message[0].islower()
        assert not each.message.endswith(".")
