"""Published networks written as maps: the command line's JSON gives their published lengths and measures."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from processes import run
from worlds import shared

END = "the end"


def a_map(times: dict[str, Any], edges: Iterable[tuple[str, str, Any]]) -> str:
    """A map in hours, whose one end customer is done when everybody is."""
    needs: dict[str, list[str]] = {node: [] for node in times}
    provided = set()
    for customer, provider, lag in edges:
        needs[customer].append(f"{{{provider}: {{handoff: {lag}h}}}}")
        provided.add(provider)
    last = ", ".join(node for node in times if node not in provided)
    lines = ["icmap: 1", "parties:", f"  {END}: {{end: true, depends_on: [{last}]}}"]
    for node, time in times.items():
        lead_time = f"[{', '.join(f'{each}h' for each in time)}]" if isinstance(time, list) else f"{time}h"
        lines.append(f"  {node}: {{lead_time: {lead_time}, depends_on: [{', '.join(needs[node])}]}}")
    return "\n".join(lines) + "\n"


def lengths(folder: Path, maps: dict[str, str]) -> dict[str, float]:
    """The time of the end customer of each map, from one run of the command line over all of them."""
    files = [folder / f"{number:03}.yaml" for number in range(len(maps))]
    for file, text in zip(files, maps.values(), strict=True):
        file.write_text(text, encoding="utf-8")

    done = run("analyze", "--quiet", "--format", "json", *(str(file) for file in files))

    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)
    found = [
        report["critical_paths"]["end_customers"] for report in (reports if isinstance(reports, list) else [reports])
    ]
    assert [[each["end_customer"] for each in ends] for ends in found] == [[END]] * len(maps)
    return {name: ends[0]["done_hours"] for name, ends in zip(maps, found, strict=True)}


def test_every_textbook_case_has_its_published_length(tmp_path: Path) -> None:
    cases = [
        case
        for case in json.loads(shared("cases", "critical_path.json").read_text())
        if "duration" in case["published"]
    ]
    maps = {
        case["name"]: a_map(
            {f"n {node['id']}": node["duration"] for node in case["nodes"]},
            [(f"n {edge['customer']}", f"n {edge['provider']}", edge["lag"]) for edge in case["edges"]],
        )
        for case in cases
    }

    assert lengths(tmp_path, maps) == {case["name"]: pytest.approx(case["published"]["duration"]) for case in cases}


def test_every_psplib_network_has_its_published_length(tmp_path: Path) -> None:
    cases = [json.loads(line) for line in shared("cases", "psplib.jsonl").read_text().splitlines()]
    maps = {
        case["name"]: a_map(
            {f"job {job}": time for job, time in enumerate(case["durations"], 1)},
            [(f"job {after}", f"job {job}", 0) for job, listed in enumerate(case["successors"], 1) for after in listed],
        )
        for case in cases
    }

    assert len(maps) == 60
    assert lengths(tmp_path, maps) == {case["name"]: case["mpm_time"] for case in cases}


def test_the_design_process_without_its_feedback_takes_133_days(tmp_path: Path) -> None:
    case = json.loads(shared("cases", "ucav.json").read_text())
    times = {node["id"]: node["duration"] for node in case["nodes"]}
    forward = [(edge["customer"], edge["provider"], 0) for edge in case["edges"] if not edge["feedback"]]

    found = lengths(tmp_path, {"ucav": a_map(times, forward)})

    assert found["ucav"] == pytest.approx(133.34, abs=0.005)


def test_the_advice_network_has_its_published_reciprocity_and_betweenness(tmp_path: Path) -> None:
    case = json.loads(shared("cases", "krackhardt_advice.json").read_text())
    needs: dict[str, list[str]] = {}
    for customer, provider in case["edges"]:
        needs.setdefault(customer, []).append(provider)
        needs.setdefault(provider, [])
    lines = [f"  {node}: {{depends_on: [{', '.join(providers)}]}}" for node, providers in needs.items()]
    file = tmp_path / "advice.yaml"
    file.write_text("\n".join(["icmap: 1", "parties:", *lines]) + "\n", encoding="utf-8")

    done = run("analyze", "--quiet", "--format", "json", str(file))

    report, computed = json.loads(done.stdout), case["computed"]
    assert report["map"]["parties"] == case["published"]["n_nodes"]
    assert report["reciprocity"]["dyad_reciprocity"] == pytest.approx(case["published"]["reciprocity_dyads"], abs=1e-6)
    assert report["reciprocity"]["edge_reciprocity"] == pytest.approx(computed["reciprocity_edges"], abs=1e-9)
    found = {row["party"]: row["brokerage"] for row in report["bottlenecks"]["parties"]}
    assert found == pytest.approx(computed["betweenness_directed_normalized"], abs=1e-8)
