"""Keys of mappings: texts, written once."""

from __future__ import annotations

import pytest

from icmap.loading import parse

KEYS = ["[a]", "{a: b}", "{a: [b]}", "[]", "{}", "!!str x", "*none", "[{a: b}]"]


@pytest.mark.parametrize("parser", ["libyaml", "pure"])
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "around",
    ["? {}\n: 1\n", "parties:\n  ? {}\n  : x\n", "parties:\n  a:\n    ? {}\n    : x\n", "checks:\n  ? {}\n  : x\n"],
)
def test_a_key_that_is_no_text_is_a_mistake_wherever_it_stands(around: str, key: str, parser: str) -> None:
    loaded = parse("icmap: 1\n" + around.replace("{}", key, 1), pure=parser == "pure")

    assert not loaded.ok


@pytest.mark.parametrize("value", ["!!str x", "*none", "[!x y]", "{a: !x y}"])
@pytest.mark.parametrize(
    "key", ["checks", "x-own", "parties", "situations", "name", "include", "dependencies", "survey"]
)
def test_a_value_that_cannot_be_read_is_told_once(key: str, value: str) -> None:
    loaded = parse(f"icmap: 1\n{key}: {value}\n")

    assert {found.rule for found in loaded.errors} & {"yaml-tag", "undefined-alias"}
