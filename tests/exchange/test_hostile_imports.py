"""Files made to hurt: a clear sentence, nothing written, nothing run."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sysconfig
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from test_other_sources import otlp, span

from processes import run

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{}"/><sheetData>{}</sheetData></worksheet>'


def a_workbook(path: Path, rows: list[list[str]], **parts: bytes) -> None:
    """A workbook of one sheet in which some files are others."""
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as book:
        sheet = book.add_worksheet("Edges")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(Path(name).stem, source.read(name)))


EDGES = [["Customer", "Provider"], ["a", "b"]]


def refused(folder: Path, *arguments: str) -> str:
    """What is said of files that are refused; and nothing was written."""
    before = sorted(folder.rglob("*"))
    done = run("import", *arguments, "-o", "org.yaml", cwd=folder)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert sorted(folder.rglob("*")) == before
    return done.stderr


def test_a_zip_bomb(tmp_path: Path) -> None:
    a_workbook(tmp_path / "bomb.xlsx", EDGES, sharedStrings=b"<sst>" + b" " * (600 << 20) + b"</sst>")

    assert "'bomb.xlsx' unpacks to more than 512 MiB" in refused(tmp_path, "bomb.xlsx")


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    a_workbook(tmp_path / "lie.xlsx", EDGES, sharedStrings=b"<sst>" + b" " * (600 << 20) + b"</sst>")
    content = bytearray((tmp_path / "lie.xlsx").read_bytes())
    size = struct.pack("<I", (600 << 20) + 11)
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = struct.pack("<I", 1000)
    (tmp_path / "lie.xlsx").write_bytes(content)

    assert "unpacks to more than 512 MiB" in refused(tmp_path, "lie.xlsx")


def test_a_claim_of_ten_gigabytes(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>Customer</v></c></row><row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    a_workbook(tmp_path / "claim.xlsx", EDGES, sheet1=SHEET.format("A1:XFD1048576", rows).encode())

    assert "its cells need more than 4 GiB of memory" in refused(tmp_path, "claim.xlsx")


def test_a_sheet_of_16384_columns(tmp_path: Path) -> None:
    a_workbook(tmp_path / "wide.xlsx", [[f"h{n}" for n in range(16_384)], ["x"] * 16_384])
    (tmp_path / "wide.csv").write_text(",".join(f"h{n}" for n in range(16_384)) + "\n")

    assert "has 16,384 columns" in refused(tmp_path, "wide.xlsx")
    assert "has 16,384 columns" in refused(tmp_path, "wide.csv")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"not a workbook"])
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "xlsb", "ods"])
def test_what_is_no_workbook(tmp_path: Path, content: bytes, suffix: str) -> None:
    (tmp_path / f"no.{suffix}").write_bytes(content)

    assert "hint:" in refused(tmp_path, f"no.{suffix}")


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("name", ["bomb.graphml", "bomb.gexf", "bomb.xml"])
def test_an_xml_bomb_and_a_secret(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(BOMB + "<graphml>&b;</graphml>")
    assert "it declares a document type or entities" in refused(tmp_path, name)

    (tmp_path / name).write_text('<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml>&x;</graphml>')
    assert "it declares a document type or entities" in refused(tmp_path, name)


def test_deep_nesting_in_xml_json_and_yaml(tmp_path: Path) -> None:
    (tmp_path / "deep.graphml").write_text("<a>" * 100_000)
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "catalog-info.yaml").write_text("a: " + "[" * 1000)

    assert "nested deeper than 64 levels" in refused(tmp_path, "deep.graphml")
    assert "is no JSON that can be read" in refused(tmp_path, "deep.json")
    assert "nest" in refused(tmp_path, "catalog-info.yaml")


def test_a_formula_is_a_name_and_runs_nowhere(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("Customer,Provider\n=cmd|' /C calc'!A1,legal\n@SUM(1),legal\n")

    done = run("import", "f.csv", "-o", "org.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "cmd|' -C calc'!A1" in (tmp_path / "org.yaml").read_text()


def test_a_trace_with_cycles(tmp_path: Path) -> None:
    (tmp_path / "t.json").write_text(otlp(a=[span("t", "1", "2", 0, 1)], b=[span("t", "2", "1", 0, 1)]))

    assert "is its own ancestor" in refused(tmp_path, "t.json")


def test_a_map_that_would_be_a_link_to_a_secret_or_a_device(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    assert "holds no entity of a catalogue" in refused(tmp_path, "folder")
    assert "there is no such file" in refused(tmp_path, "gone.xlsx")
    assert "cannot read '/dev/null'" in refused(tmp_path, "/dev/null")


def test_a_module_in_the_working_folder_is_not_run(tmp_path: Path) -> None:
    a_workbook(tmp_path / "e.xlsx", EDGES)
    for name in ("python_calamine", "pickle", "zipfile", "html"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\n")
    icmap = Path(sysconfig.get_path("scripts")) / "icmap"

    done = subprocess.run([icmap, "import", "e.xlsx", "-o", "org.yaml"], cwd=tmp_path, check=False, capture_output=True)

    assert done.returncode == 0
    assert not (tmp_path / "ran").exists()


def test_yaml_that_grows_by_aliases(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (tmp_path / "compose.yaml").write_text("\n".join([*lines, "services: {web: {depends_on: *a29}}"]))

    done = run("import", "compose.yaml", "-o", "org.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "org.yaml").read_text()) < 10_000


def test_json_that_is_a_graph_of_nothing_known(tmp_path: Path) -> None:
    (tmp_path / "g.json").write_text(json.dumps({"nodes": [{"id": [1]}], "links": 5}))

    assert "is no node-link JSON" in refused(tmp_path, "g.json")
