"""Whatever a name holds, it stays a name: each format is read back by a parser that is not ours."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from outbreaks import OUTBREAKS, drawing_of, grid_of, naughty_names

from icmap.pictures.make import make
from icmap.pictures.order import Order
from icmap.pictures.paint.canvas import escaped
from icmap.pictures.paint.engines import Engine
from icmap.pictures.paint.layout.widths import ELLIPSIS
from icmap.pictures.paint.svg import svg_of
from icmap.pictures.text.escaping import one_line

SVG = "{http://www.w3.org/2000/svg}"
EMBEDDED = Order(engine=Engine("embedded"))
BATCH = 60
ALLOWED = {"svg", "g", "path", "rect", "circle", "text", "title"}


def batches(names: list[str]) -> Iterator[list[str]]:
    return (names[start : start + BATCH] for start in range(0, len(names), BATCH))


def as_xml_reads(text: str) -> str:
    """What is left of a text after XML has normalised nothing but what it must."""
    return "".join(ET.fromstring(f"<x>{escaped(text)}</x>").itertext())


def test_svg_holds_every_name_as_text_and_nothing_else() -> None:
    for names in batches(naughty_names()):
        root = ET.fromstring(svg_of(drawing_of(names), EMBEDDED).text)

        assert {each.tag.removeprefix(SVG) for each in root.iter()} <= ALLOWED
        titles = {group.get("id"): group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")}
        for place, name in enumerate(names):
            assert (titles[f"n{place}"] or "") == as_xml_reads(name or "")


def test_svg_shows_what_fits_of_each_name() -> None:
    for names in batches(naughty_names()):
        root = ET.fromstring(svg_of(drawing_of(names), EMBEDDED).text)
        groups = {group.get("id"): group for group in root.iter(f"{SVG}g")}

        for place, name in enumerate(names):
            shown = [each.text or "" for each in groups[f"n{place}"].iter(f"{SVG}text")]
            first = shown[0].removesuffix(ELLIPSIS)
            assert as_xml_reads(name).startswith(first) or first in as_xml_reads(name)


def test_svg_has_no_attribute_that_runs_or_loads_anything() -> None:
    for names in batches(naughty_names()):
        for picture in (drawing_of(names), grid_of(names)):
            root = ET.fromstring(svg_of(picture, EMBEDDED).text)

            names_of_attributes = {name for each in root.iter() for name in each.attrib}
            assert not [
                name for name in names_of_attributes if name.startswith("on") or "href" in name or name == "style"
            ]


def test_no_invisible_or_bidirectional_character_reaches_a_picture() -> None:
    drawing = drawing_of(naughty_names()[:BATCH] + list(OUTBREAKS))
    unseen = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

    for form in ("svg", "dot", "mermaid", "d2"):
        assert not unseen.search(make(drawing, form, EMBEDDED).content.decode("utf-8")), form


@pytest.mark.skipif(shutil.which("dot") is None, reason="the system's Graphviz is the parser, and is not installed")
def test_dot_declares_exactly_the_nodes_edges_and_boxes_of_the_drawing() -> None:
    for names in batches(naughty_names()):
        drawing = drawing_of(names)
        text = make(drawing, "dot", Order()).content

        done = subprocess.run(["dot", "-Kdot", "-Tjson0"], input=text, capture_output=True, check=True, timeout=60)

        found = json.loads(done.stdout)
        objects = [each["name"] for each in found["objects"]]
        assert sorted(objects) == sorted(
            [node.id for node in drawing.nodes] + [f"cluster_{box.id}" for box in drawing.boxes]
        )
        assert len(found["edges"]) == len(drawing.arrows)
        assert all(key in KNOWN for each in (*found["objects"], *found["edges"]) for key in each), (
            "an attribute from data"
        )


KNOWN = {
    "_gvid", "name", "bb", "color", "fillcolor", "fontcolor", "fontname", "fontsize", "label", "labeljust", "lheight", "lp", "lwidth", "nodes",
    "nodesep", "rankdir", "ranksep", "style", "height", "width", "pos", "margin", "penwidth", "shape", "tail", "head", "arrowsize",
    "arrowhead", "dir", "constraint", "labelloc", "rects", "subgraphs", "edges",
}  # fmt: skip


def test_dot_strings_are_shorter_than_graphviz_can_scan() -> None:
    text = make(drawing_of(["\u4e2d" * 30_000, '"' * 30_000, "&" * 30_000]), "dot", Order()).content

    assert max(len(each) for each in re.findall(rb'"(?:[^"\\]|\\.)*"', text, re.DOTALL)) < 16_384


def test_d2_is_ids_and_single_quoted_labels_and_nothing_else() -> None:
    label = r"'(?:[^'\n]|'')*'"
    path = r"(?:b\d+\.)*n\d+"
    lines = (
        r"direction: (?:right|down)",
        rf"\s*n\d+: {label} \{{",
        rf"\s*b\d+: {label} \{{",
        r"\s*\}",
        r'\s*(?:shape|style\.[a-z-]+): (?:[a-z]+|\d+|"#[0-9a-fA-F]{6}")',
        rf"{path} (?:->|<->|--) {path}:(?: {label})? \{{style\.stroke: \"#[0-9a-fA-F]{{6}}\"(?:; style\.[a-z-]+: \d+)*\}}",
    )
    strict = re.compile("|".join(f"(?:{line})" for line in lines))

    for names in batches(naughty_names()):
        for line in make(drawing_of(names), "d2", Order()).content.decode("utf-8").splitlines():
            assert strict.fullmatch(line), line


def test_mermaid_labels_hold_no_punctuation_that_could_mean_anything() -> None:
    for names in batches(naughty_names()):
        text = make(drawing_of(names), "mermaid", Order()).content.decode("utf-8")

        for label in re.findall(r'"([^"\n]*)"', text):
            assert not re.search(r"[<>`\"'\\\[\]{}()|%:&*_$=~^]", label.replace("<br/>", " ")), label


MERMAID = Path(__file__).parents[2] / "node_modules" / "mermaid"
READER = """
import {JSDOM} from 'jsdom';
const dom = new JSDOM('<body></body>');
globalThis.window = dom.window; globalThis.document = dom.window.document;
const {default: mermaid} = await import('mermaid');
let text = ''; for await (const part of process.stdin) text += part;
await mermaid.parse(text);
const found = await mermaid.mermaidAPI.getDiagramFromText(text);
const db = found.db;
const nodes = db.getVertices();
console.log(JSON.stringify({type: found.type, nodes: [...nodes.keys()], labels: [...nodes.values()].map(n => n.text),
  edges: db.getEdges().map(e => [e.start, e.end]), boxes: db.getSubGraphs().map(s => s.id), clicks: [...nodes.values()].filter(n => n.link || n.haveCallback).length}));
"""


@pytest.mark.skipif(not MERMAID.is_dir(), reason="Mermaid's own parser is not installed (npm install mermaid jsdom)")
@pytest.mark.parametrize("start", range(0, 540, BATCH))
def test_mermaids_own_parser_finds_exactly_the_nodes_edges_and_boxes_of_the_drawing(start: int) -> None:
    names = naughty_names()[start : start + BATCH]
    drawing = drawing_of(names)
    text = make(drawing, "mermaid", Order()).content

    done = subprocess.run(
        ["node", "--input-type=module", "-e", READER],
        input=text,
        capture_output=True,
        timeout=120,
        cwd=MERMAID.parents[1],
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode()[-600:]
    found = json.loads(done.stdout)
    assert sorted(found["nodes"]) == sorted(node.id for node in drawing.nodes)
    assert found["edges"] == [[arrow.tail, arrow.head] for arrow in drawing.arrows]
    assert sorted(found["boxes"]) == sorted(box.id for box in drawing.boxes)
    assert found["clicks"] == 0


PAGE = """<!doctype html><meta charset="utf-8"><title>quiet</title><script>window.alert = () => {{ document.title = 'ran'; }};</script>
<script src="{script}"></script><pre id="text" hidden>{text}</pre><div id="drawn"></div><script>
mermaid.initialize({{startOnLoad: false}});
mermaid.render('m', document.getElementById('text').textContent).then(done => {{
  document.getElementById('drawn').innerHTML = done.svg;
  const drawn = document.getElementById('drawn');
  const found = {{nodes: drawn.querySelectorAll('.node').length, foreign: drawn.querySelectorAll('img, script, iframe, a, [onerror]').length}};
  document.body.innerHTML = '<output>' + JSON.stringify(found) + '</output>';
}}, error => {{ document.body.innerHTML = '<output>"' + String(error).slice(0, 300) + '"</output>'; }});
</script>"""


@pytest.mark.skipif(
    not MERMAID.is_dir() or shutil.which("chromium") is None,
    reason="Mermaid (npm install mermaid) or chromium is not installed",
)
def test_mermaid_drawn_by_a_browser_is_inert(tmp_path: Path) -> None:
    drawing = drawing_of([*OUTBREAKS, *naughty_names()[400:420]])
    text = html.escape(make(drawing, "mermaid", Order()).content.decode("utf-8"))
    page = tmp_path / "page.html"
    page.write_text(
        PAGE.format(script=(MERMAID / "dist" / "mermaid.min.js").resolve().as_uri(), text=text), encoding="utf-8"
    )

    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=60000",
        "--dump-dom",
        page.as_uri(),
    ]
    done = subprocess.run(
        [*command, f"--user-data-dir={tmp_path}"], capture_output=True, text=True, timeout=120, check=True
    )

    found = re.search("<output>(.*)</output>", done.stdout)
    assert found, done.stdout[:500]
    assert json.loads(found[1]) == {"nodes": len(drawing.nodes), "foreign": 0}
    assert "<title>quiet</title>" in done.stdout


@pytest.mark.parametrize("name", OUTBREAKS)
def test_a_name_is_on_one_line_in_every_language(name: str) -> None:
    assert "\n" not in one_line(name)
    assert "\r" not in one_line(name)
