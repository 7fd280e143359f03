"""Whatever stands in a sheet and is not read is named: nothing is dropped silently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from client_sheets import workbook

from icmap.diagnostics import Severity
from icmap.exchange.importing import Imported, import_files
from icmap.exchange.order import Order
from icmap.loading import parse

PAIRS = [["Kunde", "Lieferant"], ["Montage", "Lager"], ["Lager", "Einkauf"]]


def taken(folder: Path, rows: list[list[Any]]) -> Imported:
    workbook(Blatt=rows)(folder / "sheet.xlsx")
    return import_files([str(folder / "sheet.xlsx")], Order({}))


def said(found: Imported, severity: Severity) -> list[str]:
    return [f"{each.where.rpartition('/')[2]}: {each.message}" for each in found.remarks if each.severity is severity]


def test_a_list_of_departments_above_the_dependencies_is_a_list_of_parties(tmp_path: Path) -> None:
    heads: list[list[Any]] = [["Abteilung", "Leiter", "Köpfe", "Vertretung"], ["Lager", "Frau Sommer", 9, "Einkauf"]]

    found = taken(tmp_path, [["Workshop"], [], *heads, [], *PAIRS])

    lager = parse(found.text).org.parties["Lager"]
    assert (lager.owner, lager.headcount, lager.backup) == ("Frau Sommer", 9, ("Einkauf",))
    assert said(found, Severity.NOTE) == ["sheet.xlsx: Blatt!A1: it belongs to no table and was not read: 'Workshop'"]


def test_a_table_that_says_not_whom_it_is_about_is_an_error(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Farbe", "Leiter", "Köpfe"], ["rot", "Frau Sommer", 9], [], *PAIRS])

    assert [each.partition(";")[0] for each in said(found, Severity.ERROR)] == [
        "sheet.xlsx: Blatt!A1:C2: this table was not read: no column says whom it is about"
    ]


def test_cells_beside_a_table_are_named(tmp_path: Path) -> None:
    found = taken(tmp_path, [["rot", "ja"], ["gelb", "nein"], [], *PAIRS])

    assert said(found, Severity.WARNING) == [
        "sheet.xlsx: Blatt!A1:B2: this belongs to no table and was not read: 'rot', 'ja', 'gelb', …"
    ]


def test_a_column_that_means_nothing_in_this_list_is_named(tmp_path: Path) -> None:
    found = taken(tmp_path, [["Name", "Art", "Frist"], ["Lager", "Team", "2 h"], ["Einkauf", "Team", "1 d"]])

    assert said(found, Severity.WARNING) == [
        "sheet.xlsx: Blatt!C1: the column 'Frist' was not read: a list of parties has no within"
    ]


def test_one_row_is_one_row(tmp_path: Path) -> None:
    found = taken(tmp_path, [*PAIRS, [None, "Versand"]])

    assert said(found, Severity.NOTE) == [
        "sheet.xlsx: Blatt: 1 row names no customer: it takes the one of the row above"
    ]
