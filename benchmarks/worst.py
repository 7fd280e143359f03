"""The worst inputs of 100 KB: each command on each shape that has hurt graph programs, with time and memory.

Run `python benchmarks/worst.py [command …]`; `--write` puts the table into docs/limits.md. No run may take more than
10 seconds of processor time or 1 GB: those that do are marked, and the exit code is 1.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

BYTES, SECONDS, MEGABYTES = 100_000, 10.0, 1000.0
PAGE = Path(__file__).resolve().parents[1] / "docs" / "limits.md"
BEGIN, END = "<!-- worst: begin -->", "<!-- worst: end -->"
KILL_AFTER = 60

COMMANDS: dict[str, tuple[str, ...]] = {
    "analyze": ("analyze", "org.yaml", "--all", "-o", "out.md"),
    "show": ("show", "org.yaml", "a0", "-o", "out.md"),
    "check": ("check", "org.yaml", "--exit-zero", "-o", "out.json"),
    "render": ("render", "org.yaml", "-o", "out.svg"),
    "render --level 1": ("render", "org.yaml", "--level", "1", "-o", "out.svg"),
    "render --view matrix": ("render", "org.yaml", "--view", "matrix", "-o", "out.svg"),
    "diff": ("diff", "org.yaml", "org.yaml", "-o", "out.md"),
    "impact": ("impact", "org.yaml", "--down", "a0", "-o", "out.md"),
    "simulate": ("simulate", "org.yaml", "--runs", "1000", "-o", "out.md"),
    "plan": ("plan", "org.yaml", "--most", "2", "--assume", "halve", "--time-limit", "5", "-o", "out.md"),
    "export": ("export", "org.yaml", "-o", "out.xlsx"),
    "fmt": ("fmt", "--check", "org.yaml"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One command on one shape: seconds of processor time, megabytes at most, and the exit code."""

    command: str
    shape: str
    seconds: float
    megabytes: float
    code: int

    @property
    def is_over(self) -> bool:
        """Whether it broke a limit."""
        return self.seconds > SECONDS or self.megabytes > MEGABYTES or self.code not in (0, 1, 2)


def shapes() -> dict[str, str]:
    """Maps of at most 100 KB, each large in another way."""
    return {
        "complete digraph": _fitting(lambda n: _map((i, [j for j in range(n) if j != i]) for i in range(n))),
        "chain": _fitting(lambda n: _map((i, [i + 1] if i + 1 < n else []) for i in range(n))),
        "ring": _fitting(lambda n: _map((i, [(i + 1) % n]) for i in range(n))),
        "star": _fitting(lambda n: _map((i, list(range(1, n)) if i == 0 else []) for i in range(n))),
        "diamonds": _fitting(lambda n: _map(_diamonds(n))),
        "part_of, deep": _fitting(
            lambda n: _head() + "".join(f"  a{i}: {{part_of: a{i + 1}, depends_on: [a{n}]}}\n" for i in range(n)) + f"  a{n}:\n"
        ),
        "services × services": _fitting(
            lambda n: _head() + "".join(
                f"  a{p}: {{services: {{{', '.join(f's{i}: ' for i in range(n))}}}, depends_on: [a{1 - p}]}}\n" for p in (0, 1)
            )
        ),
        "alternatives": _fitting(
            lambda n: _map(
                ((0, []),),
                f"  b: {{end: true, depends_on: [{', '.join(f'{{any_of: [c{i}, d{i}, a0], at_least: 2}}' for i in range(n))}]}}\n"
                + "".join(f"  c{i}: {{lead_time: 1d}}\n  d{i}: {{lead_time: 2d}}\n" for i in range(n)),
            )
        ),
        "one wide alternative": _fitting(
            lambda n: _map(
                ((i, []) for i in range(n)), f"  b: {{depends_on: [{{any_of: [{', '.join(f'a{i}' for i in range(n))}], at_least: {n // 2}}}]}}\n"
            )
        ),
        "empty parties": _fitting(lambda n: _map((i, []) for i in range(n))),
        "situations": _fitting(
            lambda n: f"icmap: 1\nsituations: [{', '.join(f's{i}' for i in range(n))}]\nparties:\n  a0:\n  b: {{depends_on: [{', '.join(f'{{a0: {{when: s{i}}}}}' for i in range(n))}]}}\n"
        ),
        "aliases": _head() + "  a0: &x {depends_on: [" + ", ".join(f"c{i}" for i in range(60)) + "]}\n"
        + "".join(f"  c{i}:\n" for i in range(60)) + "".join(f"  b{i}: *x\n" for i in range(4000)),
    }  # fmt: skip


def _head() -> str:
    return "icmap: 1\nparties:\n"


def _map(needs: Iterable[tuple[int, Sequence[int]]], more: str = "") -> str:
    lines = [
        f"  a{party}: {{lead_time: 1d, depends_on: [{', '.join(f'a{each}' for each in providers)}]}}\n"
        if providers
        else f"  a{party}:\n"
        for party, providers in needs
    ]
    return _head() + "".join(lines) + more


def _diamonds(n: int) -> Iterable[tuple[int, Sequence[int]]]:
    for start in range(0, 3 * n, 3):
        yield start, [start + 1, start + 2]
        yield start + 1, [start + 3]
        yield start + 2, [start + 3]
    yield 3 * n, []


def _fitting(made: object) -> str:
    """The largest of its kind that fits into 100 KB."""
    low, high = 1, 2
    while len(made(high)) <= BYTES:  # type: ignore[operator]
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if len(made(middle)) <= BYTES else (low, middle)  # type: ignore[operator]
    return str(made(low))  # type: ignore[operator]


def run(command: str, shape: str, text: str, folder: Path) -> Run:
    """One command on one map, in a process of its own that is ended after a minute."""
    (folder / "org.yaml").write_text(text, encoding="utf-8")
    program = (
        "import resource, runpy, sys, os\n"
        "from icmap.cli import _run\n"
        f"code = _run.run({list(COMMANDS[command])!r})\n"
        "own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "spent = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime\n"
        "sys.stderr.write('\\nPEAK %d %d %f' % (code, own.ru_maxrss, spent))\n"
        "sys.stderr.flush()\nos._exit(0)\n"
    )
    begun = time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False, timeout=KILL_AFTER,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30)),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Run(command, shape, time.perf_counter() - begun, 0, -1)
    told = done.stderr.rpartition("PEAK ")[2].split()
    if len(told) != 3:
        return Run(command, shape, 0, 0, 70)
    return Run(command, shape, float(told[2]), int(told[1]) / 1024, int(told[0]))


def main() -> int:
    """Run all, print a line each, then the worst of each command."""
    wanted = [each for each in sys.argv[1:] if not each.startswith("--")] or list(COMMANDS)
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        for shape, text in shapes().items():
            for command in wanted:
                runs.append(run(command, shape, text, Path(folder)))
                print(_row(runs[-1]), flush=True)
    table = _table(runs, wanted)
    print(table)
    if "--write" in sys.argv:
        _write(table)
    return int(any(each.is_over for each in runs))


def _row(each: Run) -> str:
    time_told = f"over {KILL_AFTER} s" if each.code == -1 else f"{each.seconds:.1f} s"
    mark = " **over**" if each.is_over else ""
    return f"| `{each.command}` | {each.shape} | {time_told} | {each.megabytes:.0f} MB |{mark}"


def _table(runs: Sequence[Run], commands: Sequence[str]) -> str:
    worst = [
        max((each for each in runs if each.command == command), key=lambda each: each.seconds) for command in commands
    ]
    return "\n".join(["| command | its worst 100 KB | time | memory |", "|---|---|---|---|", *map(_row, worst)])


def _write(table: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
