"""The page about the map file names every key and every kind."""

from __future__ import annotations

import re
from pathlib import Path

from icmap.loading.schema import TOP
from icmap.model.attributes import ALTERNATIVE, DEPENDENCY_OPTION, FLAT, PARTY, SERVICE_OPTION
from icmap.model.kinds import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "format.md").read_text(encoding="utf-8")


def test_every_key_stands_on_the_page() -> None:
    keys = {key.name for keys in (TOP, PARTY, ALTERNATIVE, FLAT, SERVICE_OPTION, DEPENDENCY_OPTION) for key in keys}

    assert {name for name in keys if f"`{name}`" not in PAGE and f"{name}:" not in PAGE} == set()


def test_every_kind_stands_on_the_page_with_its_other_words_and_its_side() -> None:
    rows = {
        name: (set(filter(None, re.split(r",\s*", others))), side.strip() == "outside")
        for names, others, side in re.findall(
            r"^\| ([a-z, ]+?) \| ([a-z, ]*?) ?\| (inside|outside) \|", PAGE, re.MULTILINE
        )
        for name in names.split(", ")
    }

    assert rows == {kind.name: (set(kind.aliases), kind.outside) for kind in KINDS}
