"""The workbook: readable by a second library and by LibreOffice, no formula, no link, filters, frozen headings, real numbers."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from icmap.encoding import encoded
from icmap.exchange.exporting import exported, folder_of_tables
from icmap.exchange.importing import import_files
from icmap.exchange.order import Order
from icmap.exchange.tables.own import RESULTS
from icmap.exchange.written.tabs import tabs
from icmap.exchange.written.template import template
from icmap.loading import load, parse
from icmap.model import OrgMap
from icmap.report import ask, build_report
from processes import run

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = ("=cmd|' /C calc'!A1", "@SUM(1)", "+1+1", "-2+3", "http://example.invalid", "\u200b=1", "0012", "1e5", "a\tb")


def book_of(org: OrgMap) -> bytes:
    study = ask(org)
    return exported("xlsx", study, lambda: (study, build_report(study)), "")


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def restaurant() -> bytes:
    return book_of(load(EXAMPLES / "restaurant.yaml").org)


def test_the_sheets_stand_in_the_order_of_what_matters(restaurant: bytes) -> None:
    assert opened(restaurant).sheetnames == [
        RESULTS[0], "Needs", "Parties", "Dependencies", "Services", "Bottlenecks", "Promises", "Satisfaction", "Outages", "Map",
    ]  # fmt: skip


def test_every_sheet_has_filters_frozen_headings_and_widths(restaurant: bytes) -> None:
    for sheet in opened(restaurant):
        assert sheet.auto_filter.ref, sheet.title
        assert sheet.freeze_panes in {"A2", "B2"}
        assert all(7 <= each.width <= 102 for each in sheet.column_dimensions.values())


def test_numbers_are_numbers_and_bad_rows_are_coloured(restaurant: bytes) -> None:
    book = opened(restaurant)
    heads = [each.value for each in book["Promises"][1]]
    margins = [row[heads.index("Margin (h)")] for row in book["Promises"].iter_rows(min_row=2)]
    assert all(isinstance(each.value, int | float | None) for each in margins)
    assert any(isinstance(each.value, float) for each in margins)
    results = list(book["Promises"].iter_rows(min_row=2))
    colours = {row[heads.index("Result")].value: row[0].fill.fgColor.rgb for row in results}
    assert colours["broken"] == "FFF8D7C8"
    assert colours.get("kept") != "FFF8D7C8"


def test_nothing_in_it_is_ever_a_formula_or_a_link() -> None:
    lines = ["icmap: 1", "parties:"]
    lines += [
        f"  p{n}: {{name: {name!r}, depends_on: [p{n + 1}]}}"
        for n, name in enumerate(each for each in HOSTILE if each.isprintable())
    ]
    org = parse("\n".join([*lines, "  p99:"]).replace("depends_on: [p8]", "depends_on: [p99]") + "\n").org
    content = book_of(org)

    for sheet in opened(content):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
    study = ask(org)
    for name, text in folder_of_tables(study, build_report(study)).items():
        for cell in text.decode("utf-8-sig").replace("\n", ",").split(","):
            assert cell[1:2] not in {"=", "@", "+"} or cell[:1] != '"', (name, cell)


def test_the_same_map_makes_the_same_bytes(restaurant: bytes) -> None:
    assert book_of(load(EXAMPLES / "restaurant.yaml").org) == restaurant


def test_analyze_writes_the_same_workbook(tmp_path: Path) -> None:
    for command, name in (("export", "a.xlsx"), ("analyze", "b.xlsx")):
        assert run(command, str(EXAMPLES / "restaurant.yaml"), "-o", name, cwd=tmp_path).returncode == 0

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("what", ["restaurant", "template"])
def test_libreoffice_opens_it_without_a_word_of_repair(tmp_path: Path, restaurant: bytes, what: str) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "book.xlsx").write_bytes(restaurant if what == "restaurant" else template())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "book.xlsx"),
    ]

    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    assert (tmp_path / "book.ods").exists(), done.stderr
    if what == "restaurant":  # and what LibreOffice saves is a map again
        found = import_files([str(tmp_path / "book.ods")], Order({}))
        assert found.ok, found.remarks
        assert set(parse(found.text).org.parties) == set(load(EXAMPLES / "restaurant.yaml").org.parties)


def test_the_empty_workbook_has_notes_and_lists_and_comes_back_as_a_map(tmp_path: Path) -> None:
    book = opened(template())
    assert book.sheetnames == ["Parties", "Needs", "Services"]
    assert all(cell.comment for sheet in book for cell in sheet[1])
    lists = [each.formula1 for sheet in book for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert any("team" in each for each in lists)
    assert "Parties!$A$2:$A$501" in [each.lstrip("=") for each in lists]
    for sheet, row in (
        ("Parties", ["Legal", "team", None, "Eva", 3]), ("Parties", ["Sales", "team"]),
        ("Needs", ["Sales", "Legal", "contract", 16, "weekly", "high", 4, 3, 2, 6]), ("Services", ["Legal", "contract", 4, 8, 24, 8]),
    ):  # fmt: skip
        book[sheet].append(row)
    book.save(tmp_path / "back.xlsx")

    done = run("import", "back.xlsx", "-o", "org.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    (service,) = parse((tmp_path / "org.yaml").read_text()).org.parties["Legal"].services
    assert service.lead_time is not None
    assert (service.lead_time.optimistic, service.lead_time.likely, service.lead_time.pessimistic) == (
        14_400,
        28_800,
        86_400,
    )


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_older_and_other_workbooks_are_read_too(tmp_path: Path, suffix: str) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    book = openpyxl.Workbook()
    for row in (["Customer", "Provider", "Lead time (days)"], ["sales", "legal", 2.5], ["legal", "it", 1]):
        book.active.append(row)
    book.save(tmp_path / "old.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(tmp_path / "old.xlsx")],
        capture_output=True, timeout=300, check=True,
    )  # fmt: skip

    done = run("import", f"old.{suffix}", "-o", "org.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "lead_time: 2.5d" in (tmp_path / "org.yaml").read_text()


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook: its kind, its size (both in sevens of bits), its content."""
    size = len(content)
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + (bytes([size]) if size < 128 else bytes([size & 127 | 128, size >> 7])) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _binary_workbook(rows: list[list[str | float]]) -> bytes:
    """An xlsb of one sheet, written by hand: nothing that is free to use writes them."""
    parts = [_record(129), _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, len(rows[0]) - 1)), _record(145)]
    for number, row in enumerate(rows):
        parts.append(_record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)))
        for column, value in enumerate(row):
            cell = struct.pack("<II", column, 0)
            parts.append(
                _record(6, cell + _wide(value))
                if isinstance(value, str)
                else _record(5, cell + struct.pack("<d", value))
            )
    sheet = b"".join([*parts, _record(146), _record(130)])
    bundle = _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Edges"))
    namespace = "http://schemas.openxmlformats.org/package/2006"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<?xml version="1.0"?><Types xmlns="{namespace}/content-types"/>')
        archive.writestr("xl/workbook.bin", _record(131) + _record(143) + bundle + _record(144) + _record(132))
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{namespace}/relationships">'
            f'<Relationship Id="rId1" Type="{relation}" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return made.getvalue()


def test_a_binary_workbook_is_read_too(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [
        ["Customer", "Provider", "Lead time (days)"],
        ["sales", "legal", 2.5],
        ["legal", "it", 1.0],
    ]
    (tmp_path / "book.xlsb").write_bytes(_binary_workbook(rows))

    done = run("import", "book.xlsb", "-o", "org.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "lead_time: 2.5d" in (tmp_path / "org.yaml").read_text()


def test_promises_have_their_times_and_only_findings_have_a_number_and_their_lever() -> None:
    study = ask(load(EXAMPLES / "restaurant.yaml").org)
    report = build_report(study)
    sheets = {each.title: each for each in tabs(study, report)}
    names = [each.name for each in sheets["Promises"].heads]
    for name in ("need_hours", "computed_hours"):
        assert any(isinstance(row[names.index(name)], int | float) for row in sheets["Promises"].rows), name
    first: Any = report.results["first"]
    said = [encoded(each) for each in first]
    findings = [each for each in said if each["kind"] != "missing"]
    shown = sheets[RESULTS[0]].rows
    assert [row[0] for row in shown] == [*range(1, len(findings) + 1), *[None] * (len(said) - len(findings))]
    assert [row[2] for row in shown] == [each["lever"] for each in said]
    assert any(row[2] for row in shown)
