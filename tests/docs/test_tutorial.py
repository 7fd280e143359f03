"""The tutorial, followed step by step: its maps are written, its commands run, and they print what the page shows.

`ICMAP_GOLDEN=write` renews what the page shows.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

from processes import ICMAP, environment

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
STEP = re.compile(r"^```(yaml|sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ONLY_SHOWN = "uvx"


def test_the_tutorial_can_be_followed_and_shows_what_is_printed(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")

    followed = _followed(page, tmp_path)

    if os.environ.get("ICMAP_GOLDEN") == "write":
        PAGE.write_text(followed, encoding="utf-8")
    assert followed == PAGE.read_text(encoding="utf-8")
    assert (tmp_path / "critical.svg").exists()


def _followed(page: str, folder: Path) -> str:
    """The page with what its commands print in this folder."""
    printed = ""

    def step(found: re.Match[str]) -> str:
        nonlocal printed
        language, text = found[1], found[2]
        if language == "yaml":
            (folder / "org.yaml").write_text(text, encoding="utf-8")
        elif language == "sh":
            printed = "".join(_run(line, folder) for line in text.splitlines())
        elif not text.startswith(_ONLY_SHOWN):
            return f"```text\n{printed}```"
        return found[0]

    return STEP.sub(step, page)


def _run(line: str, folder: Path) -> str:
    name, *arguments = shlex.split(line)
    assert name == "icmap"
    done = subprocess.run(
        [*ICMAP, *arguments], cwd=folder, capture_output=True, encoding="utf-8", env=environment(), check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr
