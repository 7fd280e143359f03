from __future__ import annotations

import re
from pathlib import Path

import pytest

from icmap.cli._run import run

PAGE = Path(__file__).parents[2] / "docs" / "diff.md"


def test_the_page_of_the_docs_is_what_its_two_maps_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    text = PAGE.read_text(encoding="utf-8")
    old, new = re.findall(r"^```yaml\n(icmap: 1.*?)^```", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "old.yaml").write_text(old, encoding="utf-8")
    (tmp_path / "new.yaml").write_text(new, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert run(["diff", "old.yaml", "new.yaml"]) == 0
    assert f"$ icmap diff old.yaml new.yaml\n{capsys.readouterr().out}```" in text
