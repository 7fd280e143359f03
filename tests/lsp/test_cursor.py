"""Where the cursor is, in texts as they are while somebody types: `|` is the cursor."""

from __future__ import annotations

import pytest

from icmap.lsp.cursor import Where, where

_PARTY = "parties:\n  a:\n"


def at(text: str) -> Where:
    """The place of the cursor that the text shows as `|`."""
    before, after = text.split("|")
    lines = before.split("\n")
    return where((before + after).split("\n"), len(lines) - 1, len(lines[-1]))


@pytest.mark.parametrize(
    ("text", "path", "typed"),
    [
        ("|", "", ""),
        ("par|", "", "par"),
        ("parties:\n  |", "parties", ""),
        (_PARTY + "    ki|", "parties a", "ki"),
        (_PARTY + "    kind: te|", "parties a kind", "te"),
        (_PARTY + "    kind: te|am", "parties a kind", "te"),
        ("parties:\n  a: {|", "parties a", ""),
        ("parties:\n  a: {kind: team, dep|", "parties a", "dep"),
        (_PARTY + "    depends_on:\n      - |", "parties a depends_on -", ""),
        (_PARTY + "    depends_on:\n    - b\n    - c|", "parties a depends_on -", "c"),
        (_PARTY + "    depends_on: [b, c/x|]", "parties a depends_on -", "c/x"),
        (_PARTY + "    depends_on: [b: {within: |", "parties a depends_on - b within", ""),
        (_PARTY + "    depends_on:\n      - b/s: {importance: h|}", "parties a depends_on - b/s importance", "h"),
        (_PARTY + "    depends_on:\n      - b/s:\n          wi|", "parties a depends_on - b/s", "wi"),
        (_PARTY + "    depends_on:\n      - any_of: [b, |", "parties a depends_on - any_of -", ""),
        (_PARTY + "    depends_on:\n      - any_of:\n          - b\n          - |", "parties a depends_on - any_of -", ""),
        ("parties:\n  a: {kind: x,\n      depends_on: [b: {wi|", "parties a depends_on - b", "wi"),
        ("parties:\n  a: {kind: x, # in [ a comment\n      depends_on: [\n        c|", "parties a depends_on -", "c"),
        ('parties:\n  "a:b":\n    kind: "te|', "parties a:b kind", '"te'),
        ("dependencies:\n  - {customer: a, provider: b|}", "dependencies - provider", "b"),
        ("dependencies:\n  - customer: a\n    pro|", "dependencies -", "pro"),
        ("parties:\n  a: {kind: team}\n  b:\n    |\n  c:", "parties b", ""),
    ],
)  # fmt: skip
def test_the_way_from_the_top_to_the_cursor_follows_from_indentation_and_brackets(
    text: str, path: str, typed: str
) -> None:
    found = at(text)

    assert found.path == tuple(path.split(" ") if path else ())
    assert found.typed == typed


@pytest.mark.parametrize(
    ("text", "siblings"),
    [
        (_PARTY + "    kind: team\n    |\n    owner: x\n  b:\n    end: true", {"kind", "owner"}),
        (_PARTY + "    depends_on:\n      - b:\n          within: 2d\n          |\n", {"within"}),
        ("dependencies:\n  - customer: a\n    |\n  - provider: b", {"customer"}),
        ("parties:\n  a: {kind: team, |", {"kind"}),
    ],
)
def test_keys_that_stand_beside_the_cursor_are_known(text: str, siblings: set[str]) -> None:
    assert at(text).siblings == siblings


@pytest.mark.parametrize(
    "text", [_PARTY + "    owner: jo # co|", "# |", _PARTY + "    description: >-\n      many\n      words|"]
)
def test_in_a_comment_and_in_a_text_of_several_lines_nothing_is_proposed(text: str) -> None:
    assert at(text).in_text


def test_a_hash_in_quotes_begins_no_comment() -> None:
    assert not at(_PARTY + '    owner: "a # b|').in_text
