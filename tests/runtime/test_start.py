"""What icmap loads before it needs it: little. Time is not measured here, modules are."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("networkx", "yaml", "rich.table", "rich.console", "numpy", "rustworkx", "icmap.loading", "icmap.graph")


def loaded_by(statement: str) -> set[str]:
    script = f"import sys\ntry:\n    {statement}\nexcept SystemExit:\n    pass\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, encoding="utf-8")
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], [], ["analyze", "--help"], ["show", "-h"], ["init", "-"]]
)
def test_help_and_version_load_none_of_the_heavy_libraries(arguments: list[str]) -> None:
    loaded = loaded_by(f"from icmap.cli._run import run; run({arguments!r})")

    assert loaded.isdisjoint(HEAVY)


def test_importing_icmap_loads_next_to_nothing() -> None:
    assert loaded_by("import icmap").isdisjoint({*HEAVY, "typer", "rich", "icmap.api"})


def test_a_small_map_is_analyzed_without_the_compiled_libraries() -> None:
    loaded = loaded_by("from icmap.cli._run import run; run(['analyze', 'examples/payday.yaml', '-q'])")

    assert loaded.isdisjoint({"numpy", "rustworkx", "rich.markdown", "typer.rich_utils"})
