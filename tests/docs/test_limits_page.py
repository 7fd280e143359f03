"""The page about limits says what the code does."""

from __future__ import annotations

from pathlib import Path

from icmap.limits import LIMITS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "limits.md").read_text(encoding="utf-8")


def test_the_page_has_the_numbers_of_the_code() -> None:
    rows = dict(
        line.strip("| ").split(" | ")[:2]
        for line in PAGE.splitlines()
        if line.startswith("| ") and line.count("|") == 4
    )

    assert rows["size"] == f"{LIMITS.size >> 20} MiB"
    assert rows["depth"] == str(LIMITS.depth)
    assert rows["text"] == f"{LIMITS.scalar >> 10} KiB"
    assert rows["id"] == str(LIMITS.id)
    assert rows["name"] == str(LIMITS.name)
    assert rows["aliases"] == f"{LIMITS.expansion_times} times or {LIMITS.expansion // 10**6} MB"
    assert rows["files"] == f"{LIMITS.files:,}"
    assert rows["include"] == f"{LIMITS.searched:,}"
    assert rows["links"] == f"{LIMITS.links:,}"
    assert rows["findings"] == f"{LIMITS.told:,}"
    assert rows["suggestions"] == str(LIMITS.suggestions)
    assert rows["imported"] == f"{LIMITS.imported >> 20} MiB"
    assert rows["unpacked"] == f"{LIMITS.unpacked >> 20} MiB"
    assert rows["columns"] == f"{LIMITS.columns:,}"
    assert rows["rows"] == f"{LIMITS.rows:,}"
    assert rows["cells"] == f"{LIMITS.cells:,}"
