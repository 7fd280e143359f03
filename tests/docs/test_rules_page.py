"""The page of all rules is what the rules' own pages say. `ICMAP_GOLDEN=write` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path

from icmap.checking.manual import manual
from icmap.rules import NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


def test_the_page_of_all_rules_is_current() -> None:
    if os.environ.get("ICMAP_GOLDEN") == "write":
        PAGE.write_text(manual(), encoding="utf-8", newline="\n")

    assert PAGE.read_text(encoding="utf-8") == manual()


def test_every_rule_has_its_place_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert all(f"\n## {name}\n" in text for name in NAMES)
