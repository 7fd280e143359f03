"""Matrices as clients have them: a title above, words in the corner, sums, ranges, brackets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from client_sheets import workbook

from icmap.diagnostics import Severity
from icmap.exchange.importing import Imported, import_files
from icmap.exchange.order import Order
from icmap.loading import parse
from icmap.model.entries import written
from processes import run

NAMES = ["Vertrieb", "Einkauf", "Montage"]


def matrix(corner: str, *rows: list[Any]) -> list[list[Any]]:
    named = [[name, *row] for name, row in zip([*NAMES, "Summe"], rows, strict=False)]
    return [[corner, *NAMES, "Summe"], *named]


def taken(folder: Path, rows: list[list[Any]]) -> Imported:
    workbook(Matrix=rows)(folder / "sheet.xlsx")
    return import_files([str(folder / "sheet.xlsx")], Order({}))


def rates(found: Imported) -> dict[str, str]:
    parties = parse(found.text).org.parties.values()
    return {f"{one.id} > {each.provider}": str(each.frequency or "") for one in parties for each in written(one)}


FULL = (["-", 5, "2-3", 7.5], ["täglich", "-", "x", None], ["(x)", None, "-", None], [1, 5, 2, 8])


@pytest.mark.parametrize("corner", ["Kunde \\ Lieferant", "customer \\ provider", "Lieferant → / Kunde ↓", "von/an"])
def test_a_matrix_with_a_title_sums_ranges_and_brackets_is_read(corner: str, tmp_path: Path) -> None:
    found = taken(tmp_path, [["Wer braucht wen? (pro Woche)"], [], *matrix(corner, *FULL)])

    assert found.ok, found.remarks
    one, two = ("{0} > {1}", "{1} > {0}") if corner != "von/an" else ("{1} > {0}", "{0} > {1}")
    assert set(rates(found)) == {
        one.format("Vertrieb", "Einkauf"), one.format("Vertrieb", "Montage"), one.format("Einkauf", "Vertrieb"),
        one.format("Einkauf", "Montage"), two.format("Vertrieb", "Montage"),
    }  # fmt: skip
    assert "frequency: 2.5/week" in found.text
    assert "frequency: daily" in found.text
    assert "a matrix of 3 " in found.said[0]
    assert [each.message[:40] for each in found.remarks if "cell is" in each.message] == [
        "1 cell is taken as the middle of its ran",
        "1 cell is in brackets and taken as any o",
    ]


def test_a_cell_of_a_matrix_that_says_nothing_known_is_named(tmp_path: Path) -> None:
    rows = (["-", 5, 2], ["selten?", "-", "x"], ["x", "x", "-"])

    found = taken(tmp_path, matrix("Kunde \\ Lieferant", *rows))

    (error,) = [each for each in found.remarks if each.severity is Severity.ERROR]
    assert error.where.endswith("Matrix!B3")
    assert "'selten?' is no mark" in error.message


def test_a_map_of_nobody_is_never_written(tmp_path: Path) -> None:
    workbook(X=[["rot", "gelb"], ["a", "b"]])(tmp_path / "sheet.xlsx")

    done = run("import", "sheet.xlsx", "--keep-going", "-o", "org.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert "no party could be read" in done.stderr
    assert not (tmp_path / "org.yaml").exists()
