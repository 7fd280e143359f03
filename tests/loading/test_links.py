"""A small file cannot ask for millions of links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icmap import limits
from icmap.loading import links, parse

if TYPE_CHECKING:
    import pytest


def a_map(services: int) -> str:
    listed = ", ".join(f"s{number}: " for number in range(services))
    return f"icmap: 1\nparties:\n  a:\n    services: {{{listed}}}\n    depends_on: [c, b]\n  b: {{services: {{{listed}}}}}\n  c:\n"


def test_the_entry_that_is_too_much_is_told_at_its_place_and_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "LIMITS", limits.Limits(links=39))

    loaded = parse(a_map(6))

    assert [(found.rule, *found.span[1:3]) for found in loaded.findings.diagnostics] == [("limit-exceeded", 5, 21)]
    assert [each.provider for each in loaded.org.parties["a"].depends_on] == ["c"]  # type: ignore[union-attr]


def test_as_many_as_the_limit_are_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "LIMITS", limits.Limits(links=42))

    assert parse(a_map(6)).ok


def test_three_thousand_services_that_need_three_thousand_are_refused_at_once() -> None:
    assert not parse(a_map(3000)).ok
