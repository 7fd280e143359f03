"""A comment suppresses a finding on its line or on the line below; text that looks like a comment does not."""

from __future__ import annotations

import pytest

from checking import outcome

MAP = """\
icmap: 1
parties:
  staff: {{kind: external customer, depends_on: [payroll]}}
  payroll: {{kind: team, depends_on: [jeff]}}
{above}
  jeff: {{kind: person{inside}}}{behind}
"""


def rules(above: str = "  # -", inside: str = "", behind: str = "") -> list[tuple[str, int]]:
    text = MAP.format(above=above, inside=inside, behind=behind)
    return [(each.rule, each.span.line) for each in outcome(text).findings.diagnostics]


def test_it_holds_for_its_own_line_and_alone_for_the_line_below() -> None:
    assert rules() == [("no-stand-in", 6)]
    assert rules(behind="  # icmap: ignore[no-stand-in] leave is planned") == []
    assert rules(above="  # icmap: ignore[no-stand-in] leave is planned") == []
    assert rules(above="  #icmap:ignore[no-stand-in]: leave is planned") == []


def test_several_rules_and_several_comments_may_stand_together() -> None:
    both = "  # icmap: ignore[no-stand-in, missing-owner] leave is planned"

    assert rules(above=both) == [("unused-suppression", 5)]
    assert rules(above="  # icmap: ignore[no-stand-in] planned\n  # icmap: ignore[layers] none yet") == []


@pytest.mark.parametrize(
    "comment",
    ["# icmap: ignore", "# icmap: ignore[]", "# icmap: ignore [no-stand-in]", "# icmap: ignore[no-stand-in] - "],
)
def test_without_rule_or_reason_it_suppresses_nothing_and_is_told(comment: str) -> None:
    assert sorted(rules(behind=f"  {comment}")) == [("bare-suppression", 6), ("no-stand-in", 6)]


def test_an_unknown_rule_or_a_mistake_cannot_be_suppressed() -> None:
    assert sorted(rules(behind="  # icmap: ignore[nostandin] x")) == [("bare-suppression", 6), ("no-stand-in", 6)]
    assert sorted(rules(behind="  # icmap: ignore[unknown-party] x")) == [("bare-suppression", 6), ("no-stand-in", 6)]


def test_what_suppresses_nothing_is_told() -> None:
    assert rules(above="  # icmap: ignore[no-stand-in] a\n") == [("unused-suppression", 5), ("no-stand-in", 7)]
    assert ("unused-suppression", 6) in rules(behind="  # icmap: ignore[waiting-loop] a")


@pytest.mark.parametrize(
    "inside",
    [
        ', name: "x # icmap: ignore[no-stand-in] y"',
        ", name: 'x # icmap: ignore[no-stand-in] y'",
        ", name: x#icmap:ignore",
        ', description: "a\n    # icmap: ignore[no-stand-in] y\n    b"',
    ],
)
def test_a_hash_inside_a_text_is_no_comment(inside: str) -> None:
    assert [rule for rule, _ in rules(inside=inside)] == ["no-stand-in"]


def test_a_hash_inside_a_block_text_is_no_comment_but_behind_its_header_it_is() -> None:
    block = """\
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [jeff]}
  jeff:  # icmap: ignore[no-stand-in] leave is planned
    kind: person
    description: |  # icmap: ignore[layers]
      # icmap: ignore
      text # icmap: ignore
    # icmap: ignore
    owner: ""
""".replace('    owner: ""\n', "    tags: [a]\n")

    found = [(each.rule, each.span.line) for each in outcome(block).findings.diagnostics]

    assert found == [("bare-suppression", 6), ("bare-suppression", 9)]
