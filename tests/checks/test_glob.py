"""Patterns mean what shells mean by them, and nothing a stranger writes makes them slow."""

from __future__ import annotations

import re
from fnmatch import translate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icmap.text.globs import Glob

TEXTS = st.text("ab", max_size=12)


@given(pattern=st.text("ab*?", max_size=12), text=TEXTS)
def test_a_pattern_means_the_same_as_in_a_shell(pattern: str, text: str) -> None:
    assert Glob(pattern).matches(text) is bool(re.fullmatch(translate(pattern), text))


@pytest.mark.parametrize("text", ["[ab]", "a.b", "(a|b)", "^a$", "a\\b", "ä*"])
def test_everything_but_star_and_question_mark_is_itself(text: str) -> None:
    assert Glob(text).matches(text)
    assert not Glob(text.rstrip("*") + "x").matches(text)


def test_a_pattern_that_makes_backtracking_matchers_explode_is_answered_at_once() -> None:
    pattern, text = "*a" * 100 + "b", "a" * 128

    assert not Glob(pattern).matches(text)
