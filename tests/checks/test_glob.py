"""Patterns mean what shells mean by them, and nothing a stranger writes makes them slow."""

from __future__ import annotations

import re
from fnmatch import translate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.text.globs import glob, is_pattern

TEXTS = st.text("ab", max_size=12)


@given(pattern=st.text("ab*?", max_size=12), text=TEXTS)
def test_a_pattern_means_the_same_as_in_a_shell(pattern: str, text: str) -> None:
    assert bool(glob(pattern).fullmatch(text)) is bool(re.fullmatch(translate(pattern), text))


@pytest.mark.parametrize("text", ["[ab]", "a.b", "(a|b)", "^a$", "a\\b", "ä*"])
def test_everything_but_star_and_question_mark_is_itself(text: str) -> None:
    assert glob(text).fullmatch(text)
    assert not glob(text.rstrip("*") + "x").fullmatch(text)


def test_a_text_without_a_star_or_question_mark_is_no_pattern() -> None:
    assert [is_pattern(text) for text in ("a", "a*", "?", "[a]", "")] == [False, True, True, False, False]


@pytest.mark.parametrize(
    "pattern", ["*a" * 100 + "b", "*?a" * 60 + "b", "*a?" * 60 + "*b", "*?" * 100 + "b", "*" * 200 + "b"]
)
def test_a_pattern_that_makes_backtracking_matchers_explode_is_answered_at_once(pattern: str) -> None:
    text = "a" * 128

    assert not glob(pattern).fullmatch(text)
