"""The floors of CONTRIBUTING are those of the contract that the tests hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def contract() -> list[set[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [set(re.split(r" [|:] ", layer)) for layer in layers]


def page() -> list[set[str]]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([0-9]+) \| (.*?) \|", text, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(len(rows), 0, -1))
    return [set(re.findall(r"`(\w+)(?:/|\.py)`", rooms)) for _, rooms in rows]


def test_the_floors_of_contributing_are_those_of_the_contract() -> None:
    assert page() == contract()


def test_every_room_of_the_house_stands_on_a_floor() -> None:
    package = ROOT / "src" / "icmap"
    rooms = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}

    assert set().union(*contract()) == rooms - {"__init__"}
