"""Maps and reports in notebooks: they show themselves, become dictionaries and frames, and say what an option is called."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import icmap

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSPITAL = EXAMPLES / "university-hospital" / "hospital.yaml"


def test_the_example_notebook_runs_and_has_its_pictures() -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    notebook = nbformat.read(EXAMPLES / "notebook.ipynb", as_version=4)

    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(EXAMPLES)}}).execute()

    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = {kind for output in outputs for kind in output.get("data", {})}
    assert {"image/svg+xml", "text/html"} <= shown
    assert any("did you mean 'situations'?" in output.get("text", "") for output in outputs)


def test_a_map_shows_itself_as_a_picture_however_large_it_is() -> None:
    org = icmap.load(HOSPITAL)
    bundle = org._repr_mimebundle_()

    assert ET.fromstring(bundle["image/svg+xml"]).tag.endswith("svg")
    assert bundle["text/plain"] == repr(org)


def test_a_report_in_a_notebook_is_its_first_screen_and_tables_and_never_endless() -> None:
    for path in (EXAMPLES / "payday.yaml", HOSPITAL):
        report = icmap.analyze(path)
        text = report._repr_html_()

        assert report.sections[0].title in text
        assert "<table>" in text
        assert len(text) < 50_000
        assert len(repr(report)) < 400


def test_names_made_to_hurt_are_text_in_a_notebook() -> None:
    org = icmap.parse(
        'icmap: 1\nparties:\n  a: {name: "<script>evil()</script>", depends_on: [b]}\n  b: {lead_time: 2d}\n'
    )

    assert "<script" not in icmap.analyze(org)._repr_html_()
    assert "<script" not in org._repr_svg_()


def test_everything_becomes_plain_values_that_json_can_write() -> None:
    org = icmap.load(EXAMPLES / "restaurant.yaml")

    assert json.loads(json.dumps(org.to_dict()))["parties"][0]["id"] == next(iter(org.parties))
    assert "drag_hours" in json.loads(json.dumps(icmap.analyze(org).to_dict()))["bottlenecks"]["parties"][0]


def test_results_and_maps_become_frames() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    org = icmap.load(EXAMPLES / "restaurant.yaml")
    report = icmap.analyze(org)

    assert next(iter(report.to_frame("bottlenecks")["party"])) == report.results["bottlenecks"].parties[0].party  # type: ignore[attr-defined]
    assert set(org.to_frame("parties")["id"]) == set(org.parties)
    with pytest.raises(icmap.IcmapError, match="no result 'botlenecks'") as caught:
        report.to_frame("botlenecks")
    assert caught.value.hint == "did you mean 'bottlenecks'?"
    with pytest.raises(icmap.IcmapError, match="no table 'needz'"):
        org.to_frame("needz")


def test_an_unknown_option_is_a_type_error_with_the_nearest_name() -> None:
    org = icmap.load(EXAMPLES / "payday.yaml")

    with pytest.raises(TypeError, match=r"icmap\.analyze has no option 'situatons': did you mean 'situations'"):
        icmap.analyze(org, situatons=["x"])  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"icmap\.render has no option 'themes': did you mean 'theme'"):
        icmap.render(org, themes="dark")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"icmap\.to_graphviz has no option 'zzz': options are"):
        icmap.to_graphviz(org, zzz=1)  # type: ignore[call-arg]


def test_a_graph_of_graphviz_can_be_restyled_and_is_what_dot_text_is_made_of() -> None:
    graphviz = pytest.importorskip("graphviz")
    org = icmap.load(EXAMPLES / "payday.yaml")
    graph = icmap.to_graphviz(org)

    assert isinstance(graph, graphviz.Digraph)
    assert graph.source.replace("\t", "  ") == icmap.render(org, form="dot").decode()
    with pytest.raises(icmap.IcmapError, match="the view 'matrix' is no graph"):
        icmap.to_graphviz(org, view="matrix")


def test_a_picture_shows_itself_and_is_the_bytes_of_its_file() -> None:
    for form, kind in (("svg", "image/svg+xml"), ("png", "image/png")):
        picture = icmap.render(EXAMPLES / "payday.yaml", form=form)

        assert kind in picture._repr_mimebundle_()
        assert repr(picture).startswith(f"<icmap.Picture {form}: ")
        assert isinstance(picture, bytes)


def test_records_are_short_when_they_are_shown() -> None:
    org = icmap.load(EXAMPLES / "restaurant.yaml")
    kitchen = org.parties["kitchen"]
    shown = [repr(each) for each in (kitchen, *kitchen.services, *kitchen.depends_on, org, org.findings, *org.needs())]

    assert all(len(each) < 100 for each in shown)
    assert shown[0] == "<Party 'kitchen'>"
