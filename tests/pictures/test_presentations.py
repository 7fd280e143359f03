"""Presentations as LibreOffice shows them: every word on its slide, nothing broken, nothing beyond the edge."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from icmap import loading
from icmap.cli._run import run
from icmap.errors import IcmapError
from icmap.pictures.change import change_picture
from icmap.pictures.deck import deck_of
from icmap.pictures.fitting import fitting
from icmap.pictures.options import Style, Wish
from icmap.pictures.order import Order
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.pptx import FORMAT
from icmap.report import build_report
from icmap.study import Study

pptx = pytest.importorskip("pptx")

MAPS = sorted((Path(__file__).parent / "maps").glob("*.yaml"))
ORDER = Order(Style(proportions=(16.0, 9.0)), Engine("auto"))
OFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice Impress (libreoffice-impress) or pdftotext (poppler-utils) is not installed",
)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>')


def a_study(path: Path) -> Study:
    return Study(loading.load(path).org)


def a_deck(path: Path, template: str | None = None) -> bytes:
    study = a_study(path)
    return deck_of(study, build_report(study), Order(ORDER.style, ORDER.engine, template=template)).content


def slides(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(content)).slides


def shown(
    folder: Path, *contents: bytes
) -> Iterator[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Width, height and the words with their places of every page that LibreOffice makes."""
    names = []
    for place, content in enumerate(contents):
        (folder / f"{place}.pptx").write_bytes(content)
        names.append(f"{place}.pptx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", *names],
        cwd=folder, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for place in range(len(contents)):
        text = subprocess.run(
            ["pdftotext", "-bbox", f"{place}.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True
        ).stdout
        for page in text.split("<page ")[1:]:
            size = re.search(r'width="([\d.]+)" height="([\d.]+)"', page)
            assert size
            words = [(*map(float, found[:4]), found[4]) for found in WORD.findall(page)]
            yield float(size[1]), float(size[2]), words


@OFFICE
def test_every_word_is_on_its_slide_and_large_enough_to_be_read(tmp_path: Path) -> None:
    contents = [a_deck(path) for path in MAPS]
    contents += [
        FORMAT.write(fitting(a_study(MAPS[0]), view, Wish(), ORDER), ORDER).content
        for view in ("matrix", "heat", "swimlane", "critical")
    ]

    for wide, tall, words in shown(tmp_path, *contents):
        assert words
        for left, top, right, bottom, word in words:
            assert -1 < left < right < wide + 1, word
            assert -1 < top < bottom < tall + 1, word
            assert bottom - top > 8.0, word


@OFFICE
def test_no_name_is_broken_in_the_middle(tmp_path: Path) -> None:
    study = a_study(MAPS[1])
    content = FORMAT.write(fitting(study, "map", Wish(), ORDER), ORDER).content
    ((_, _, words),) = shown(tmp_path, content)
    found = {word for *_, word in words}

    for shape in slides(content)[0].shapes:
        if shape.has_text_frame:
            assert set(shape.text_frame.text.split()) <= found


def test_a_deck_is_six_slides_with_a_title_each_and_notes_that_say_where_numbers_stand() -> None:
    found = slides(a_deck(MAPS[1]))
    titles = [slide.shapes.title.text_frame.text for slide in found]

    assert len(found) == 6
    assert titles[0] == "What to fix first at Merchant incidents"
    assert "needed within 30 min" in titles[1].replace("\n", " ")
    assert re.fullmatch(r"Severity decision costs (the )?merchants 22 min", titles[2])
    assert "incidents.yaml:" in found[0].notes_slide.notes_text_frame.text


def test_a_template_brings_its_size_and_its_title(tmp_path: Path) -> None:
    corporate = pptx.Presentation()
    corporate.slide_width, corporate.slide_height = 9144000, 5143500
    corporate.slides.add_slide(corporate.slide_layouts[0])
    corporate.save(tmp_path / "corporate.pptx")

    made = pptx.Presentation(io.BytesIO(a_deck(MAPS[0], str(tmp_path / "corporate.pptx"))))

    assert (made.slide_width, made.slide_height) == (9144000, 5143500)
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Only"}
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= made.slide_width + 9525
            assert shape.top + shape.height <= made.slide_height + 9525


def test_what_is_no_presentation_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_text("no")

    with pytest.raises(IcmapError, match="is no presentation that can be a template"):
        a_deck(MAPS[0], str(tmp_path / "a.pptx"))


def test_a_table_that_is_longer_than_a_slide_goes_on_on_the_next() -> None:
    content = FORMAT.write(fitting(a_study(MAPS[0]), "matrix", Wish(), ORDER), ORDER).content
    tables = [shape.table for slide in slides(content) for shape in slide.shapes if shape.has_table]

    assert len(tables) == len(slides(content)) == 2
    assert sum(len(table.rows) - 1 for table in tables) == len(a_study(MAPS[0]).parties)
    assert all(cell._tc.xpath(".//a:endParaRPr/@sz") for table in tables for row in table.rows for cell in row.cells)


def test_a_change_is_one_picture_of_what_is_new_gone_and_changed(tmp_path: Path) -> None:
    text = MAPS[2].read_text(encoding="utf-8")
    assert "Hillside" in text
    changed = text.replace("lead_time: 1h 10 min", "lead_time: 39 min").replace(
        "  hardware store: {kind: supplier}\n", "  farm: {kind: supplier}\n"
    )
    changed = changed.replace("depends_on: [hardware store: {waits: false}]", "depends_on: [farm: {waits: false}]")
    old, new = a_study(MAPS[2]), Study(loading.parse(changed).org)

    drawing = change_picture(old, new, Order())
    states = {node.key: node.state for node in drawing.nodes if node.state}

    assert states["farm"] == "added"
    assert states["hardware store"] == "gone"
    assert states["cat keepers"] == "changed"
    assert any("1 h 10 min → 39 min" in line for node in drawing.nodes for line in node.lines)
    assert {arrow.state for arrow in drawing.arrows} == {"", "added", "gone"}
    assert {item.sample for item in drawing.legend} >= {"added", "gone", "changed"}


@pytest.mark.parametrize("name", ["deck.pptx", "change.svg", "change.html"])
def test_the_suffix_is_enough(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["analyze", str(MAPS[2])] if name.startswith("deck") else ["diff", str(MAPS[2]), str(MAPS[2])]

    assert run([*command, "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).stat().st_size > 2000


def test_a_picture_like_an_older_one_leaves_every_card_where_it_was(tmp_path: Path) -> None:
    old, new = tmp_path / "old.svg", tmp_path / "new.svg"
    changed = tmp_path / "changed.yaml"
    changed.write_text(
        MAPS[2].read_text(encoding="utf-8") + "  gift shop: {kind: team, depends_on: [ticket office]}\n",
        encoding="utf-8",
    )

    assert run(["render", str(MAPS[2]), "-q", "-o", str(old)]) == 0
    assert run(["render", str(changed), "--like", str(old), "-q", "-o", str(new)]) == 0

    at = re.compile(r'data-key="([^"]*)" data-at="([-\d.]+) ([-\d.]+)"')
    before, after = (
        {key: (float(x), float(y)) for key, x, y in at.findall(each.read_text(encoding="utf-8"))} for each in (old, new)
    )
    moves = {(round(after[key][0] - x), round(after[key][1] - y)) for key, (x, y) in before.items()}
    assert len(moves) == 1
    assert "gift shop" in after


def test_what_is_no_picture_of_ours_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.svg").write_text("<svg/>")

    assert run(["render", str(MAPS[2]), "--like", str(tmp_path / "a.svg")]) == 2
    assert "is no picture by icmap" in capsys.readouterr().err
