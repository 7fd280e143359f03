"""Twenty-odd tables as clients make them, written on purpose in as many ways, each with what a map of it must say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

Write = Callable[[Path], None]


@dataclass(frozen=True)
class Sheet:
    """A table: the file it makes, who depends on whom in it (`a > b/service`), values by `path`, remarks that are said."""

    name: str
    write: Write
    edges: frozenset[str]
    values: dict[str, Any] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def workbook(**sheets: list[list[Any]]) -> Write:
    def write(path: Path) -> None:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            clock = book.add_format({"num_format": "[h]:mm"})
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name.replace("_", " "))
                for number, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if isinstance(value, dt.timedelta):
                            sheet.write_datetime(number, column, value, clock)
                        elif isinstance(value, dt.date):
                            sheet.write_datetime(number, column, value, day)
                        elif value is not None:
                            sheet.write(number, column, value)

    return write


def text(content: str, encoding: str = "utf-8") -> Write:
    return lambda path: path.write_bytes(content.encode(encoding))  # type: ignore[return-value]


def _merged(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Übersicht"
    sheet["A1"] = "Interne Kunden und Lieferanten, Stand März"
    sheet.merge_cells("A1:G1")
    for cell, value in {"A3": "Kunde", "B3": "Lieferant", "C3": "Durchlaufzeit (Tage)", "F3": "Zufriedenheit", "C4": "min", "D4": "wahrscheinlich", "E4": "max",
                        "F4": "Kommunikation", "G4": "Reaktion"}.items():  # fmt: skip
        sheet[cell] = value
    for area in ("C3:E3", "F3:G3", "A3:A4", "B3:B4"):
        sheet.merge_cells(area)
    for row in (
        ["Vertrieb", "Recht", 1, 2, 5, 4.5, 2],
        [None, "IT", 0.5, 1, 3, 3, 3],
        ["Lager", "Einkauf", 2, 3, 4, 5, 5],
    ):
        sheet.append(row)
    sheet.merge_cells("A5:A6")
    book.save(path)


def _hidden_rows(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Edges"
    for row in (["Customer", "Provider"], ["sales", "legal"], ["sales", "it"], ["legal", "it"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    lists = book.create_sheet("Lists")
    lists.append(["Customer", "Provider"])
    lists.append(["nobody", "no one"])
    lists.sheet_state = "hidden"
    book.save(path)


def _formulas(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Calc")
        for column, heading in enumerate(["Customer", "Provider", "Lead time (h)", "Requests per week"]):
            sheet.write(0, column, heading)
        sheet.write_row(1, 0, ["sales", "legal"])
        sheet.write_formula(1, 2, "=2*4", None, 8)
        sheet.write_formula(1, 3, "=SUM(1,2)", None, 3)
        sheet.write_row(2, 0, ["legal"])
        sheet.write_formula(2, 1, '=CONCATENATE("i","t")', None, "it")
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")


def _pivot(path: Path) -> None:
    rows: list[list[Any]] = [
        ["Sum of Tickets per month", "Column Labels", None, None, None],
        ["Row Labels", "HR", "IT", "Legal", "Grand Total"],
        ["HR", None, 12, None, 12],
        ["IT", 3, None, None, 3],
        ["Sales", None, 40, 5, 45],
        ["Grand Total", 3, 52, 5, 60],
    ]
    workbook(Pivot=rows)(path)


LONG = [
    ["Team", "Braucht von", "Was", "Häufigkeit"],
    *([f"Team {n}", f"Team {(n * 7 + 1) % 500}", f"Ware {n % 9}", "täglich"] for n in range(5000)),
]

SHEETS = [
    Sheet(
        "plain.xlsx",
        workbook(Edges=[["Customer", "Provider", "Service", "Lead time (days)", "How often", "Importance"], ["sales", "legal", "contract", 2, "3 per week", "high"], ["legal", "it", "laptop", 0.5, "daily", "low"]]),
        frozenset({"sales > legal/contract", "legal > it/laptop"}),
        {"legal/contract.lead_time": "2d", "it/laptop.lead_time": "4h", "sales > legal/contract.frequency": "3/week", "sales > legal/contract.importance": "high"},
    ),
    Sheet(
        "german.csv",
        text("Lieferant;Kunde;Leistung;Dauer;Wie oft;Zufriedenheit\r\nRecht;Vertrieb;Vertrag;3 Tage;täglich;4,2\r\nIT;Recht;;1,5 Std.;2 x pro Woche;\r\n"),
        frozenset({"Vertrieb > Recht/Vertrag", "Recht > IT"}),
        {"Recht/Vertrag.lead_time": "3d", "IT.lead_time": "1.5h", "Vertrieb > Recht/Vertrag.satisfaction": 4.2, "Recht > IT.frequency": "2/week"},
    ),
    Sheet(
        "french.csv",
        text("Client;Fournisseur;Prestation;Délai (jours);Fréquence;Importance\nVentes;Juridique;contrat;2;mensuel;élevée\nJuridique;Informatique;poste;1,5;3 par semaine;faible\n"),
        frozenset({"Ventes > Juridique/contrat", "Juridique > Informatique/poste"}),
        {"Juridique/contrat.lead_time": "2d", "Ventes > Juridique/contrat.importance": "high", "Juridique > Informatique/poste.frequency": "3/week"},
    ),
    Sheet(
        "spanish.csv",
        text("cliente\tproveedor\tservicio\tplazo\tfrecuencia\tprioridad\nVentas\tLegal\tcontrato\t3 días\tdiario\talta\nLegal\tTI\tequipo\t1 semana\tcada mes\tmedia\n"),
        frozenset({"Ventas > Legal/contrato", "Legal > TI/equipo"}),
        {"Legal/contrato.lead_time": "3d", "TI/equipo.lead_time": "1 week", "Ventas > Legal/contrato.frequency": "1/day"},
    ),
    Sheet(
        "merged.xlsx",
        _merged,
        frozenset({"Vertrieb > Recht", "Vertrieb > IT", "Lager > Einkauf"}),
        {"Recht.lead_time": ["1d", "2d", "5d"], "Einkauf.lead_time": ["2d", "3d", "4d"], "Vertrieb > Recht.satisfaction.communication": 4.5},
    ),
    Sheet(
        "utf16.csv",
        text("﻿Kunde,Lieferant,Bemerkung\nKüche,Bäcker,frisch\nKüche,Metzger,\n", "utf-16-le"),
        frozenset({"Küche > Bäcker", "Küche > Metzger"}),
    ),
    Sheet(
        "windows.csv",
        text("Kunde;Lieferant\nKüche;Bäcker\n", "cp1252"),
        frozenset({"Küche > Bäcker"}),
        said=("it is not UTF-8: read as Windows-1252",),
    ),
    Sheet(
        "trailing_blanks.xlsx",
        workbook(Liste=[["Kunde ", " Lieferant"], ["Vertrieb ", "Recht"], ["Vertrieb", "IT  Service"], ["vertrieb", "IT Service"], ["Recht", "IT"]]),
        frozenset({"Vertrieb > Recht", "Vertrieb > IT Service", "Recht > IT"}),
        said=("'IT Service'", "differ in capitals only", "repeats an earlier one"),
    ),
    Sheet(
        "matrix.xlsx",
        workbook(Matrix=[["Kunde \\ Lieferant", "Vertrieb", "Recht", "IT"], ["Vertrieb", None, "x", "x"], ["Recht", None, None, "X"], ["IT", None, None, None]]),
        frozenset({"Vertrieb > Recht", "Vertrieb > IT", "Recht > IT"}),
        said=("a matrix of 3 customers (down) and 3 providers (across)",),
    ),
    Sheet(
        "matrix_of_rates.ods.csv",
        text("per week,Sales,Legal,IT\nSales,,5,2\nLegal,,,0.5\nIT,,1,\n"),
        frozenset({"Sales > Legal", "Sales > IT", "Legal > IT", "IT > Legal"}),
        {"Sales > Legal.frequency": "5/week", "Legal > IT.frequency": "0.5/week"},
    ),
    Sheet(
        "two_below.xlsx",
        workbook(Both=[["Customer", "Provider"], ["a", "b"], ["b", "c"], [None, None], [None, None], ["Customer", "Provider", "Frequency"], ["c", "d", "weekly"]]),
        frozenset({"a > b", "b > c", "c > d"}),
        {"c > d.frequency": "1/week"},
    ),
    Sheet(
        "two_beside.xlsx",
        workbook(Both=[["Customer", "Provider", None, "Customer", "Provider", "Within"], ["a", "b", None, "c", "d", "2 h"], ["b", "c", None, "d", "e", "3 h"]]),
        frozenset({"a > b", "b > c", "c > d", "d > e"}),
        {"c > d.within": "2h"},
    ),
    Sheet(
        "dates_for_durations.xlsx",
        workbook(Zeiten=[["Customer", "Provider", "Lead time (days)"], ["a", "b", dt.date(2026, 3, 1)], ["b", "c", 2], ["c", "d", "1-3"]]),
        frozenset(),
        said=("Zeiten!C2", "is a date, 2026-03-01, and no duration", "write it as text"),
    ),
    Sheet(
        "times_of_day.xlsx",
        workbook(Zeiten=[["Customer", "Provider", "Turnaround time"], ["a", "b", dt.timedelta(hours=2, minutes=30)], ["b", "c", dt.timedelta(hours=30)]]),
        frozenset({"a > b", "b > c"}),
        {"b.lead_time": "2h 30 min", "c.lead_time": "30h"},
    ),
    Sheet(
        "pivot.xlsx",
        _pivot,
        frozenset({"HR > IT", "IT > HR", "Sales > IT", "Sales > Legal"}),
        {"Sales > IT.frequency": "40/month"},
    ),
    Sheet(
        "hidden_rows.xlsx",
        _hidden_rows,
        frozenset({"sales > legal", "sales > it", "legal > it"}),
        said=("1 row is hidden: read as the others", "Lists", "hidden and was not read"),
    ),
    Sheet("five_thousand.xlsx", workbook(Alle=LONG), frozenset()),
    Sheet(
        "formulas.xlsx",
        _formulas,
        frozenset({"sales > legal", "legal > it"}),
        {"legal.lead_time": "8h", "sales > legal.frequency": "3/week"},
    ),
    Sheet(
        "three_sheets.xlsx",
        workbook(
            Parties=[["Name", "Art", "Abteilung", "Leitung", "Mitarbeiter (FTE)"], ["Recht", "Team", "Zentrale", "Eva", 3], ["Kunde X", "Externer Kunde", None, None, None], ["Zentrale", "Abteilung", None, None, None], ["Vertrieb", "Team", "Zentrale", None, 7.5]],
            Services=[["Party", "Service", "Lead time (h)", "SLA (h)", "Actual (h)", "P90 (h)", "n"], ["Recht", "Vertrag", 16, 8, 20, 40, 12]],
            Needs=[["Customer", "Provider", "Service", "Within (h)", "Communication", "Productivity", "Responsiveness", "Answers"], ["Vertrieb", "Recht", "Vertrag", 24, 4, 3.5, 2, 6], ["Kunde X", "Vertrieb", "Angebot", 40, None, None, None, None]],
        ),
        frozenset({"Vertrieb > Recht/Vertrag", "Kunde X > Vertrieb/Angebot"}),
        {"Recht.kind": "team", "Recht.part_of": "Zentrale", "Recht.owner": "Eva", "Vertrieb.headcount": 7.5, "Kunde X.kind": "external customer", "Recht/Vertrag.promise": "8h",
         "Recht/Vertrag.actual.median": "20h", "Vertrieb > Recht/Vertrag.within": "24h", "Vertrieb > Recht/Vertrag.satisfaction.answers": 6},
    ),
    Sheet(
        "grouped.xlsx",
        workbook(Liste=[["Who needs it", "From whom", "What"], ["Sales", "Legal", "contract"], [None, "IT", "laptop"], [None, "HR", "contract"], ["Legal", "IT", "laptop"], ["Total", 4, None]]),
        frozenset({"Sales > Legal/contract", "Sales > IT/laptop", "Sales > HR/contract", "Legal > IT/laptop"}),
        said=("2 rows name no customer: they take the one of the row above", "left out: 'Total'"),
    ),
    Sheet(
        "list_in_a_cell.xlsx",
        workbook(Teams=[["Team", "Art", "Benötigt", "Durchlaufzeit (Std)"], ["Vertrieb", "Team", "Recht, IT", 4], ["Recht", "Team", "IT", 8], ["IT", "Team", None, None]]),
        frozenset({"Vertrieb > Recht", "Vertrieb > IT", "Recht > IT"}),
        {"Vertrieb.lead_time": "4h", "Recht.lead_time": "8h"},
    ),
    Sheet(
        "unknown_words.xlsx",
        workbook(X=[["Customer", "Provider", "Lead time", "Within (days)", "Cost centre"], ["a", "b", "tbd", "k.A.", 4711], ["b", "c", "?", "n/a", None], ["c", "d", "ca. 2 Tage", 3, "x"]]),
        frozenset({"a > b", "b > c", "c > d"}),
        {"d.lead_time": "2d", "c > d.within": "3d"},
        said=("not known: kept as x-cost-centre",),
    ),
    Sheet(
        "no_unit.xlsx",
        workbook(X=[["Customer", "Provider", "Lead time"], ["a", "b", 3], ["b", "c", 4]]),
        frozenset(),
        said=("X!C2", "'3' has no unit", "name the unit in the heading"),
    ),
    Sheet(
        "asked_columns.xlsx",
        workbook(X=[["Wen bedienen wir", "Wir", "Tempo"], ["a", "b", 3], ["b", "c", 4]]),
        frozenset({"a > b", "b > c"}),
        {"b.lead_time": "3d"},
        options=("--columns", "Wen bedienen wir=customer, Wir=provider, Tempo=lead_time (days)"),
    ),
    Sheet(
        "one_end_only.xlsx",
        workbook(X=[["Customer", "Farbe"], ["a", "rot"], ["b", "blau"]]),
        frozenset(),
        said=("no column says the provider", "--columns 'Farbe=provider'"),
    ),
]  # fmt: skip
