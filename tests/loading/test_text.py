"""The policy for characters in ids and names."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.loading import parse
from icmap.text.characters import id_problem, line_problem, normal, shown
from worlds import shared

FAMILY = "\U0001f468\u200d\U0001f469"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"


def quoted(text: str) -> str:
    """A YAML scalar that holds exactly this text."""
    return '"' + "".join(f"\\U{ord(each):08x}" for each in text) + '"'


@pytest.mark.parametrize("name", ["a b", "A-1.2", "1.5.6", "é", "日本", "CON", "x" * 128, "end", "²"])
def test_an_id_begins_with_a_letter_or_digit_and_may_hold_what_can_be_seen(name: str) -> None:
    assert id_problem(name) == ""


@pytest.mark.parametrize(
    "name",
    ["", "..", "-rf", "_x", "~", "a/b", "a\\b", "a\nb", "a\tb", "a\u200bb", "a\u202eb", "a\u2066b", "a\ufeff", "a\U000e0041",
     "a\ufffe", "a\x1b", "a\u200db", "a\ud800", "x" * 129, " a", "a ", "any_of", "at_least", "*", "\u200b"],
)  # fmt: skip
def test_an_id_may_not_hide_anything_or_lead_anywhere(name: str) -> None:
    assert id_problem(name)


@pytest.mark.parametrize("name", [FAMILY, PERSIAN, "a/b\\c", "[/]", "=1+1", "-", "\u200fא", "x" * 200])
def test_a_name_may_hold_anything_printable_on_one_line(name: str) -> None:
    assert line_problem(name) == ""


@pytest.mark.parametrize(
    "name", ["", "  ", "a\nb", "a\rb", "a\tb", "a\x1bb", "a\u202eb", "a\u200bb", "a\ufffe", "x" * 201]
)
def test_a_name_may_not_break_the_line_or_turn_it_around(name: str) -> None:
    assert line_problem(name)


@given(st.text(max_size=80))
def test_what_is_shown_can_be_printed_and_has_at_most_60_characters_of_the_value(text: str) -> None:
    assert shown(text).isprintable()
    assert shown(text).count("…") <= text.count("…") + 1


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=150))
def test_a_name_that_is_accepted_comes_out_exactly_as_it_went_in(name: str) -> None:
    loaded = parse(f"icmap: 1\nparties:\n  a: {{name: {quoted(name)}}}\n")

    assert loaded.ok is (line_problem(name) == "")
    assert loaded.org.parties["a"].label == (name if loaded.ok else "")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=130))
def test_an_id_that_is_accepted_comes_out_in_normal_form_from_both_parsers(name: str) -> None:
    text = f"icmap: 1\nparties:\n  ? {quoted(name)}\n  :\n"

    for pure in (False, True):
        loaded = parse(text, pure=pure)
        good = id_problem(normal(name)) == ""
        assert loaded.ok is good
        assert list(loaded.org.parties) == ([unicodedata.normalize("NFC", name)] if good else [])


def test_naughty_names_are_refused_in_words_or_come_out_as_they_went_in() -> None:
    for name in json.loads(shared("hostile", "naughty_names.json").read_text(encoding="utf-8")):
        loaded = parse(f"icmap: 1\nparties:\n  a: {{name: {quoted(name)}}}\n")

        assert loaded.ok is (line_problem(name) == "")
        assert loaded.org.parties["a"].label == (name if loaded.ok else "")
