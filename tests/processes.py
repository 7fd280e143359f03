"""icmap as a process of its own: how it is started, in which surroundings, and on which map."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

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
        "GITHUB_STEP_SUMMARY",
        "PYTHONHASHSEED",
        "PYTHONIOENCODING",
        "TERM",
        "CI",
    }
    kept = {name: value for name, value in os.environ.items() if name not in changing}
    return {**kept, "PYTHONUTF8": "1", **more}


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`icmap` with these arguments, in plain surroundings, to its end."""
    return subprocess.run(
        [*ICMAP, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", env=environment(), check=False
    )
