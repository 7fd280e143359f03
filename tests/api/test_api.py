from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import networkx as nx
import pytest

import icmap
from icmap.encoding import encoded

ROOT = Path(__file__).parents[2]
PAYDAY = ROOT / "examples" / "payday.yaml"
WORLD = """
icmap: 1
name: World
situations: [year end]
parties:
  staff: {depends_on: [payroll, {auditors: {when: year end}}]}
  payroll: {kind: team, part_of: office, lead_time: 4h, depends_on: [jeff]}
  jeff: {kind: person, part_of: office, lead_time: 2d}
  office: {kind: department}
  auditors:
"""


def test_a_map_is_loaded_and_tells_what_it_is() -> None:
    org = icmap.load(PAYDAY)

    assert repr(org) == "<icmap.Map 'Payday': 10 parties>"
    assert org.end_customers == ("staff", "tax office")
    assert org.parties["jeff"].name == "Jeff (building sites)"


def test_a_map_gives_its_graphs_with_edges_from_customer_to_provider() -> None:
    org = icmap.parse(WORLD)

    graph = org.party_graph()

    assert isinstance(graph, nx.DiGraph)
    assert sorted(graph.edges) == [("payroll", "jeff"), ("staff", "payroll")]
    assert sorted(org.service_graph(situations="year end").edges)[1:] == [("staff", "auditors"), ("staff", "payroll")]
    assert sorted(org.party_graph(level="department")) == ["auditors", "office", "staff"]


def test_a_situation_that_the_map_does_not_list_is_an_error() -> None:
    org = icmap.parse(WORLD)

    with pytest.raises(icmap.IcmapError, match="no situation 'yearend'") as caught:
        org.party_graph(situations=["yearend"])

    assert caught.value.hint == "did you mean 'year end'?"


def test_mistakes_are_one_error_that_holds_them_all() -> None:
    text = "icmap: 1\nparties:\n  a: {depends_on: [b, c]}\n"

    with pytest.raises(icmap.MapError) as caught:
        icmap.parse(text)

    assert len(caught.value.findings.diagnostics) == 2
    assert "and 1 more mistake" in str(caught.value)


def test_what_could_be_read_of_a_map_with_mistakes_can_be_had() -> None:
    org = icmap.parse("icmap: 1\nparties:\n  a: {depends_on: [b]}\n", keep_going=True)

    assert list(org.parties) == ["a"]
    assert len(org.diagnostics) == 1


def test_an_analysis_takes_a_map_or_a_path_and_gives_typed_results() -> None:
    by_path = icmap.analyze(PAYDAY, sections=["critical-paths"])
    by_map = icmap.analyze(icmap.load(PAYDAY), ["critical-paths"], top=3)

    assert list(by_path.results) == ["icmap", "map", "critical_paths"]
    assert encoded(by_path.results["critical_paths"]) == encoded(by_map.results["critical_paths"])
    assert [section.name for section in by_path.sections] == ["critical-paths"]


def test_a_question_changes_the_answer() -> None:
    org = icmap.parse(WORLD)

    assert icmap.analyze(org, []).results["map"] != icmap.analyze(org, [], situations=["year end"]).results["map"]


@pytest.mark.parametrize("question", [{"to": "nobody"}, {"why_not": "nobody"}, {"level": "galaxy"}])
def test_a_question_about_what_is_not_there_is_an_error(question: dict[str, str]) -> None:
    with pytest.raises(icmap.IcmapError):
        icmap.analyze(icmap.parse(WORLD), **question)  # type: ignore[arg-type]


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(icmap.IcmapError, match="no-such-file"):
        icmap.load("no-such-file.yaml")


def test_every_public_name_can_be_had_and_no_other() -> None:
    for name in icmap.__all__:
        assert getattr(icmap, name) is not None
        assert name in dir(icmap)
    with pytest.raises(AttributeError):
        _ = icmap.nonsense


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == icmap.__version__


def test_the_example_that_goes_on_with_networkx_runs(tmp_path: Path) -> None:
    script = ROOT / "examples" / "continue_with_networkx.py"

    done = subprocess.run([sys.executable, script], check=True, cwd=tmp_path, capture_output=True, encoding="utf-8")

    assert "emergency department is served after 6.95 h" in done.stdout
    assert done.stderr == ""
