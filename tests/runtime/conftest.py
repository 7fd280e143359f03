"""Runs icmap as its users do: as a process of its own, in a folder with a map."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from processes import ICMAP, MAP, Run, environment


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
        usual: dict[str, Any] = {
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "encoding": "utf-8",
            "cwd": folder,
        }
        return subprocess.run(command, check=False, env=environment(**(env or {})), timeout=120, **(usual | options))

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
