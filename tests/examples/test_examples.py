"""Every example loads without a remark, and its first screen is the one that was read and kept.

`ICMAP_GOLDEN=write pytest tests/examples` writes the screens anew; read them critically before committing.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from processes import run

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
MAPS = sorted([*(ROOT / "examples").glob("*.yaml"), ROOT / "examples" / "university-hospital" / "hospital.yaml"])


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_more_than_eight_and_one_is_large() -> None:
    done = run("analyze", "--format", "json", "--section", "first", named(MAPS[-1]), cwd=ROOT)

    assert len(MAPS) > 8
    assert json.loads(done.stdout)["map"]["parties"] >= 300


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_first_screen_is_the_one_that_was_read(path: Path) -> None:
    done = run("analyze", "--section", "first", named(path), cwd=ROOT)

    golden = GOLDEN / f"{path.stem}.txt"
    if os.environ.get("ICMAP_GOLDEN") == "write":
        golden.write_text(done.stdout, encoding="utf-8", newline="\n")
    assert done.stderr == ""
    assert done.stdout == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_the_whole_report_is_written_in_every_format(path: Path, tmp_path: Path) -> None:
    for suffix in ("txt", "md", "json"):
        done = run("analyze", named(path), "--all", "-o", str(tmp_path / f"report.{suffix}"), cwd=ROOT)

        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"report.{suffix}").stat().st_size > 1000
