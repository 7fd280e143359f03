"""How long the what-if commands take on 1,000 services and 6,000 entries: `python benchmarks/whatif.py`.

Each figure stands beside the script that a user would write with numpy or networkx, in the same run on the same machine.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np

from icmap.kernels.criticality import Criticality
from icmap.kernels.draws import pert, stream
from icmap.kernels.firings import Columns, Net, fire

SERVICES, ENTRIES, RUNS, BLOCK = 1000, 6000, 10_000, 2500


def layered(seed: int = 1) -> list[tuple[int, int]]:
    """Entries as (provider, customer): everybody depends on some of the sixty before."""
    draw = random.Random(seed)
    found: set[tuple[int, int]] = set()
    while len(found) < ENTRIES:
        customer = draw.randrange(1, SERVICES)
        found.add((draw.randrange(max(0, customer - 60), customer), customer))
    return sorted(found, key=lambda each: (each[1], each[0]))


def a_map(*, options: int = 0, estimates: bool = False, seed: int = 1) -> str:
    """The text of such a map, its last twenty services needed by customers."""
    draw = random.Random(seed)
    needs: dict[int, list[int]] = {}
    for provider, customer in layered(seed):
        needs.setdefault(customer, []).append(provider)
    offered = set(draw.sample(range(SERVICES), options))
    lines = ["icmap: 1", "parties:"]
    for number in range(SERVICES):
        low = draw.randint(1, 40)
        lead = f"[{low}h, {2 * low}h, {5 * low}h]" if estimates else f"{low}h"
        option = (
            f", options: [{{do: quicker {number}, lead_time: {low // draw.choice((2, 4))}h}}]"
            if number in offered
            else ""
        )
        wanted = ", ".join(f"p{each}" for each in needs.get(number, ()))
        lines.append(f"  p{number}: {{kind: team, end: false, lead_time: {lead}{option}, depends_on: [{wanted}]}}")
    for number in range(20):
        within = f"within: {{time: {draw.randint(300, 900)}h, from: start}}, importance: {draw.choice(('low', 'high', 'critical'))}"
        lines.append(f"  c{number}: {{kind: customer, depends_on: {{p{SERVICES - 1 - number}: {{{within}}}}}}}")
    return "\n".join(lines) + "\n"


def timed(call: Callable[[], object]) -> float:
    """The best of three."""
    found = []
    for _ in range(3):
        started = time.perf_counter()
        call()
        found.append(time.perf_counter() - started)
    return min(found)


def kernel() -> None:
    """Draws, firing and criticality in the kernel, against plain numpy with triangular draws and no criticality."""
    entries = layered()
    draw = random.Random(2)
    lows = [draw.randint(1, 40) for _ in range(SERVICES)]
    needs: list[list[int]] = [[] for _ in range(SERVICES)]
    for place, (_, customer) in enumerate(entries):
        needs[customer].append(place)
    net = Net(
        [provider for provider, _ in entries], [customer for _, customer in entries], [tuple(each) for each in needs],
        [([each], False) for each in range(SERVICES)], {},
    )  # fmt: skip

    def ours() -> None:
        streams = [stream(1, f"p{number}") for number in range(SERVICES)]
        for _ in range(0, RUNS, BLOCK):
            own = [pert(dice.random(BLOCK), low, 2 * low, 5 * low) for dice, low in zip(streams, lows, strict=True)]
            runs = fire(net, Columns(own, [0.0] * ENTRIES))
            Criticality(runs, BLOCK).of_node(SERVICES - 1)

    def theirs() -> None:
        dice = np.random.default_rng(1)
        done = np.zeros((SERVICES, RUNS))
        for number in range(SERVICES):
            before = [entries[place][0] for place in needs[number]]
            ready = done[before].max(axis=0) if before else 0.0
            done[number] = ready + dice.triangular(lows[number], 2 * lows[number], 5 * lows[number], RUNS)

    row("simulate, kernel", timed(ours), timed(theirs), "numpy, triangular, no criticality")


def command(name: str, text: str, arguments: list[str], theirs: Callable[[], object], other: str) -> None:
    """A whole command, against a script's own part."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "org.yaml"
        path.write_text(text, encoding="utf-8")
        line = [sys.executable, "-m", "icmap", arguments[0], str(path), *arguments[1:], "-q", "--format", "json"]
        ours = timed(lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL))
    row(name, ours, timed(theirs), other)


def longest_paths(times: int) -> Callable[[], object]:
    """The longest path of the same graph with networkx, so often."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_weighted_edges_from((provider, customer, float(provider % 40 + 1)) for provider, customer in layered())
    return lambda: [nx.dag_longest_path_length(graph) for _ in range(times)]


def row(name: str, ours: float, theirs: float, other: str) -> None:
    """One line of the table."""
    print(f"{name:34}{ours:8.2f} s   {other}: {theirs:.2f} s   time × {ours / theirs:.2f}", flush=True)


def main() -> None:
    """All of them."""
    kernel()
    command(
        "impact --late p0=5h", a_map(), ["impact", "--late", "p0=5h"], longest_paths(2), "networkx, two longest paths"
    )
    command("impact (everybody in turn)", a_map(), ["impact"], longest_paths(SERVICES), "networkx, a longest path each")
    command("simulate", a_map(estimates=True), ["simulate"], longest_paths(2), "networkx, two longest paths")
    five = ["plan", "--most", "5", "--time-limit", "60"]
    command(
        "plan --most 5 of 200", a_map(options=200), five, longest_paths(1000), "networkx, five rounds of greedy choice"
    )


if __name__ == "__main__":
    main()
