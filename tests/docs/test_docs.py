"""The documentation's own maps load, its Python runs, its commands print what it says, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from icmap import loading

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def fences(language: str) -> list[object]:
    """Every fenced block of a language, with the page and the line where it begins as its name."""
    found: list[object] = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match[1] == language:
                line = text.count("\n", 0, match.start()) + 1
                found.append(pytest.param(match[2], id=f"{page.relative_to(ROOT)}:{line}"))
    return found


@pytest.mark.parametrize(
    "text", [each for each in fences("yaml") if "icmap: 1" in str(each) and "rules.md" not in str(each)]
)
def test_every_map_in_the_docs_loads_without_a_mistake(text: str) -> None:
    loaded = loading.parse(text)

    assert not [found for found in loaded.findings.diagnostics if found.severity != "note"]


@pytest.mark.parametrize("text", fences("python"))
def test_every_python_snippet_runs(text: str) -> None:
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", fences("console"))
def test_every_command_prints_what_the_page_says(text: str) -> None:
    for block in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, expected = block.partition("\n")
        assert command.startswith("icmap ")

        printed = _icmap(shlex.split(command)[1:])

        assert _as_shown(printed, expected)


def _icmap(arguments: list[str]) -> str:
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    environment.pop("GITHUB_ACTIONS", None)
    done = subprocess.run(
        [sys.executable, "-m", "icmap", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    return done.stdout + done.stderr


def _as_shown(printed: str, expected: str) -> bool:
    """The page shows the output, with a line of `…` where it leaves some out."""
    parts = [part.strip("\n") for part in re.split(r"^…$", expected, flags=re.MULTILINE)]
    position = 0
    for part in parts:
        found = printed.find(part, position)
        assert found >= 0, f"not printed:\n{part}\n\nin:\n{printed[position:]}"
        position = found + len(part)
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [target for target in targets if not (page.parent / target).exists()] == []
