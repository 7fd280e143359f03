"""Finished files: the same bytes every time, readable by others, dressed as asked."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from outbreaks import drawing_of, grid_of

from icmap import loading
from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Picture
from icmap.pictures.make import FORMATS, make
from icmap.pictures.options import Style
from icmap.pictures.order import Order
from icmap.pictures.paint import png as png_module
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.svg import svg_of
from icmap.pictures.paint.theme import DARK, LIGHT
from icmap.pictures.views import VIEWS, Wish, view_named
from icmap.study import Study

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
EMBEDDED = Engine("embedded")
SLIDE = Style(proportions=(16, 9))
PICTURES = ROOT / "docs" / "pictures"
COMMITTED = {"restaurant-map.svg": ("restaurant", "map"), "payday-critical.svg": ("payday", "critical")}


def picture(example: str, view: str, **wish: str) -> Picture:
    study = Study(loading.load(ROOT / "examples" / f"{example}.yaml").org)
    return view_named(view).draw(study, Wish(**wish))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_every_example_is_a_picture(path: Path, view: str) -> None:
    study = Study(loading.load(path).org)
    wish = Wish(focus=study.ends[0] if view == "neighbourhood" else None)

    text = svg_of(view_named(view).draw(study, wish), Order(SLIDE, EMBEDDED)).text

    root = ET.fromstring(text)
    assert (root.get("width"), root.get("height")) == ("1280", "720")
    assert not [number for each in root.iter() for number in each.attrib.values() if number in ("nan", "inf", "-inf")]
    assert "graphviz" not in text.lower()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("view", ["map", "matrix"])
def test_the_same_input_gives_the_same_bytes(form: str, view: str) -> None:
    if view == "matrix" and form in ("dot", "mermaid", "d2"):
        pytest.skip("a matrix is no graph")
    for module in {"pdf": ["typst"], "pptx": ["pptx"]}.get(form, []):
        pytest.importorskip(module)
    program = (
        "import sys; from icmap import loading; from icmap.pictures.views import Wish, view_named; from icmap.study import Study\n"
        "from icmap.pictures.make import make; from icmap.pictures.order import Order; from icmap.pictures.paint.engines import Engine\n"
        "study = Study(loading.load('examples/airline.yaml').org)\n"
        f"sys.stdout.buffer.write(make(view_named('{view}').draw(study, Wish()), '{form}', Order(engine=Engine('embedded'))).content)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
        ).stdout
        for seed in ("1", "77")
    }

    assert len(runs) == 1
    assert len(runs.pop()) > 500


@pytest.mark.parametrize("name", COMMITTED)
def test_the_pictures_of_the_manual_are_what_the_embedded_engine_draws(name: str) -> None:
    text = svg_of(picture(*COMMITTED[name]), Order(Style(theme="auto", proportions=(16, 9)), EMBEDDED)).text
    if os.environ.get("ICMAP_GOLDEN") == "write":
        (PICTURES / name).write_text(text, encoding="utf-8")

    assert (PICTURES / name).read_text(encoding="utf-8") == text


def test_a_png_has_the_size_of_the_page_times_the_scale() -> None:
    found = make(picture("payday", "map"), "png", Order(SLIDE, EMBEDDED, scale=1.5)).content

    assert found.startswith(b"\x89PNG")
    assert (int.from_bytes(found[16:20], "big"), int.from_bytes(found[20:24], "big")) == (1920, 1080)


def test_a_png_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(IcmapError, match="million pixels"):
        make(picture("payday", "map"), "png", Order(SLIDE, EMBEDDED, scale=20))


def test_a_machine_without_fonts_gets_a_sentence_and_no_picture_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png_module, "_PROBE", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")

    with pytest.raises(IcmapError, match="this machine has none"):
        make(picture("payday", "map"), "png", Order(SLIDE, EMBEDDED))


def test_a_pdf_is_one() -> None:
    pytest.importorskip("typst")

    assert make(picture("payday", "matrix"), "pdf", Order(SLIDE, EMBEDDED)).content.startswith(b"%PDF-")


def test_without_typst_a_pdf_names_the_line_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(IcmapError) as caught:
        make(picture("payday", "map"), "pdf", Order(SLIDE, EMBEDDED))
    assert caught.value.hint == 'pip install "icmap[pdf]"'


@pytest.mark.skipif(shutil.which("dot") is None, reason="the system's Graphviz is not installed")
def test_without_typst_the_systems_graphviz_draws_a_plain_pdf_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    found = make(picture("payday", "map"), "pdf", Order())

    assert found.content.startswith(b"%PDF-")
    assert "drawn plainly" in found.remarks[-1]


def test_without_python_pptx_a_slide_names_the_line_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)

    with pytest.raises(IcmapError) as caught:
        make(picture("payday", "matrix"), "pptx", Order())
    assert caught.value.hint == 'pip install "icmap[pptx]"'


def test_a_slide_is_native_shapes_glued_connectors_and_tables() -> None:
    pptx = pytest.importorskip("pptx")
    drawing = picture("restaurant", "map")
    assert isinstance(drawing, Drawing)

    graph = pptx.Presentation(io.BytesIO(make(drawing, "pptx", Order(engine=EMBEDDED)).content)).slides[0].shapes
    table = (
        pptx.Presentation(io.BytesIO(make(picture("restaurant", "matrix"), "pptx", Order()).content)).slides[0].shapes
    )

    texts = [" ".join(shape.text_frame.text.split("\n")) for shape in graph if shape.has_text_frame]
    assert all(any(node.name in text for text in texts) for node in drawing.nodes)
    glued = [shape for shape in graph if shape.element.xpath(".//a:stCxn") and shape.element.xpath(".//a:endCxn")]
    lines = [shape for shape in graph if shape.name.startswith("line ")]
    assert len(lines) == len(drawing.arrows)
    assert glued
    assert sum(shape.has_table for shape in table) == 1


def test_hostile_names_are_plain_text_on_a_slide() -> None:
    pytest.importorskip("pptx")
    names = ["</a:t><evil/>", "javascript:alert(1)", "\u202ex", "\x00\x1b", '"><script>']

    for made in (drawing_of(names), grid_of(names)):
        content = make(made, "pptx", Order(engine=EMBEDDED)).content
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            slide = file.read("ppt/slides/slide1.xml")
            links = file.read("ppt/slides/_rels/slide1.xml.rels").decode()
        ET.fromstring(slide)
        assert b"<evil" not in slide
        assert "hyperlink" not in links
        assert "TargetMode" not in links


def test_light_dark_and_auto_are_the_same_picture_in_other_inks() -> None:
    made = picture("payday", "map")
    light, dark, auto = (svg_of(made, Order(Style(theme=theme), EMBEDDED)).text for theme in ("light", "dark", "auto"))

    assert LIGHT["ink"] in light
    assert DARK["page"] in dark
    assert f'fill="{LIGHT["page"]}"' not in dark
    assert "prefers-color-scheme:dark" in auto
    assert "<style" not in light + dark
    assert light.count("<text") == dark.count("<text") == auto.count("<text")


def test_a_legend_can_be_left_out() -> None:
    made = picture("payday", "map")

    assert 'id="legend"' in svg_of(made, Order(engine=EMBEDDED)).text
    assert 'id="legend"' not in svg_of(made, Order(Style(legend=False), EMBEDDED)).text


@pytest.mark.parametrize("names", [[], ["alone"]])
def test_a_map_of_nobody_and_of_one_is_a_picture(names: list[str]) -> None:
    for form in ("svg", "dot", "mermaid", "d2"):
        assert make(drawing_of(names), form, Order(SLIDE, EMBEDDED)).content


def test_a_page_holds_the_picture_and_allows_nothing_but_its_own_style() -> None:
    made = picture("restaurant", "map")
    page = make(made, "html", Order(Style(theme="auto"), EMBEDDED)).content.decode("utf-8")

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert html.unescape(policy[1]).startswith("default-src 'none'; style-src 'sha256-")
    sheets = re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
    assert len(sheets) == len(re.findall(r"sha256-", policy[1])) == 2
    assert "<script" not in page
    assert " style=" not in page
    assert f"<title>{html.escape(made.title)}</title>" in page
    assert svg_of(made, Order(Style(theme="auto"), EMBEDDED)).text.partition("<svg")[2].strip() in page
