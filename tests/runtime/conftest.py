"""Runs icmap as its users do: as a process of its own, in a folder with a map."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

MAP = """\
icmap: 1
name: Zoë's 給与
parties:
  staff:      {end: true, depends_on: [payroll]}
  payroll:    {name: Løn 給与, lead_time: 4h, depends_on: [timesheets, contracts]}
  timesheets: {lead_time: 1d, depends_on: [jeff]}
  contracts:
  jeff:       {kind: person, lead_time: 2d}
"""

Run = Callable[..., subprocess.CompletedProcess[str]]
ICMAP = (sys.executable, "-m", "icmap")


def environment(**more: str) -> dict[str, str]:
    """This process's environment without what changes how things look, and with what is given."""
    changing = {
        "COLUMNS",
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_ACTIONS",
        "PYTHONHASHSEED",
        "PYTHONIOENCODING",
        "TERM",
        "CI",
    }
    kept = {name: value for name, value in os.environ.items() if name not in changing}
    return {**kept, "PYTHONUTF8": "1", **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ok.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(
        "icmap: 1\nparties:\n  staff: {depends_on: [payrol]}\n  payroll:\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def icmap(folder: Path) -> Run:
    """Run `icmap ARGUMENTS` in the folder, from the environment given, and return what came of it."""

    def run(
        *arguments: str, env: Mapping[str, str] | None = None, python: tuple[str, ...] = (), **options: Any
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *python, "-m", "icmap", *arguments]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8", "cwd": folder} | options
        return subprocess.run(command, check=False, env=environment(**(env or {})), timeout=120, **options)

    return run


@pytest.fixture
def shell(folder: Path) -> Run:
    """Run a line of shell in the folder, where `$ICMAP` is icmap."""

    def run(line: str, **env: str) -> subprocess.CompletedProcess[str]:
        known = environment(ICMAP=" ".join(ICMAP), **env)
        return subprocess.run(
            ["bash", "-c", line], check=False, cwd=folder, env=known, capture_output=True, encoding="utf-8", timeout=120
        )

    return run
