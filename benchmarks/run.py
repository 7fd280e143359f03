"""Runs the benchmarks and prints a table: `python benchmarks/run.py [NAME ...]`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import maps

HERE = Path(__file__).parent
ICMAP = [sys.executable, "-m", "icmap"]
IMPORTS = "import typer, rich.table, yaml, networkx"
LOAD = "import sys, icmap.loading; assert icmap.loading.load(sys.argv[1]).org.parties"


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: elapsed seconds and the largest resident memory in MB."""

    seconds: float
    megabytes: float


def measure(command: list[str]) -> Run:
    """Start a process, wait for it, and ask the system what it took."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None  # noqa: S101 - it was asked for on the line above
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}: {said.decode(errors='replace')[-500:]}")
    return Run(elapsed, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


def paired(name: str, ours: list[str], theirs: list[str], *, runs: int = 5) -> None:
    """Both in turn; the median of the ratios pair by pair."""
    measure(ours), measure(theirs)
    pairs = [(measure(ours), measure(theirs)) for _ in range(runs)]
    seconds = statistics.median(a.seconds / b.seconds for a, b in pairs)
    memory = statistics.median(a.megabytes / b.megabytes for a, b in pairs)
    row(name, *(statistics.median(each) for each in zip(*((a.seconds, a.megabytes) for a, _ in pairs), strict=True)))
    print(f"{'':24}{'other side':>12}{statistics.median(b.seconds for _, b in pairs):10.2f} s", end="")
    print(f"{statistics.median(b.megabytes for _, b in pairs):10.0f} MB   time × {seconds:.2f}, memory × {memory:.2f}")


def row(name: str, seconds: float, megabytes: float) -> None:
    """One line of the table."""
    print(f"{name:24}{'icmap':>12}{seconds:10.2f} s{megabytes:10.0f} MB", flush=True)


def start(folder: Path) -> None:
    """A small map against the imports that any such tool needs."""
    small = maps.write(folder, "small", maps.layered(12, 30))
    paired("start", [*ICMAP, "analyze", str(small)], [sys.executable, "-c", IMPORTS], runs=15)


def loading(folder: Path) -> None:
    """20 MB of YAML against CSafeLoader."""
    path = str(maps.write(folder, "loading", maps.sized(20)))
    paired(
        "loading 20 MB",
        [sys.executable, "-c", LOAD, path],
        [sys.executable, str(HERE / "baselines.py"), "load", path],
        runs=3,
    )


def analyze(folder: Path) -> None:
    """The whole report against three measures of networkx."""
    path = str(maps.write(folder, "middle", maps.layered(1000, 6000)))
    paired(
        "analyze 1,000/6,000", [*ICMAP, "analyze", path], [sys.executable, str(HERE / "baselines.py"), "analyze", path]
    )


def check(folder: Path) -> None:
    """All findings against the same three measures."""
    path = str(maps.write(folder, "middle", maps.layered(1000, 6000)))
    ours = [*ICMAP, "check", path, "--format", "json", "--exit-zero"]
    paired("check 1,000/6,000", ours, [sys.executable, str(HERE / "baselines.py"), "analyze", path])


def large(folder: Path) -> None:
    """The whole report of a very large map."""
    run = measure([*ICMAP, "analyze", str(maps.write(folder, "large", maps.layered(20_000, 120_000)))])
    row("large 20,000/120,000", run.seconds, run.megabytes)


def shapes(folder: Path) -> None:
    """Shapes on which recursion, path lists and closures die."""
    for name, text in maps.shapes().items():
        run = measure([*ICMAP, "analyze", str(maps.write(folder, name.replace(" ", "-"), text))])
        row(name, run.seconds, run.megabytes)


BENCHMARKS: tuple[Callable[[Path], None], ...] = (start, loading, analyze, check, large, shapes)


def main(names: list[str]) -> None:
    """Run those named, or all."""
    with tempfile.TemporaryDirectory() as folder:
        for benchmark in BENCHMARKS:
            if not names or benchmark.__name__ in names:
                benchmark(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
