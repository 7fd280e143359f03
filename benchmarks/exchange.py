"""From a spreadsheet to an answer: `python benchmarks/exchange.py [rows|fresh]`.

`rows`: 100,000 rows of a workbook become a map, against `pandas.read_excel` of the same file (which only reads it), with
openpyxl, its usual engine, and with calamine, the one that icmap reads with. `fresh`: on a machine with nothing but Python,
from `python -m venv` to *what to fix first* on one's own spreadsheet.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
ROWS = 100_000
HEADS = ["Customer", "Provider", "Service", "Lead time (days)", "How often", "Importance", "Score", "Remark"]
PANDAS = "import sys, pandas; assert len(pandas.read_excel(sys.argv[1], engine=sys.argv[2]))"


def write_sheet(path: Path, rows: int) -> None:
    """A workbook of so many dependencies among a twelfth as many parties."""
    dice = random.Random(1)
    parties = rows // 12
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Edges")
        sheet.write_row(0, 0, HEADS)
        for number in range(1, rows + 1):
            customer = dice.randrange(parties)
            provider = (customer + dice.randrange(1, parties)) % parties
            ends = [f"Team {customer}", f"Team {provider}", f"Service {dice.randrange(5)}"]
            numbers = [
                dice.randrange(1, 40) / 2,
                f"{dice.randrange(1, 9)} per week",
                dice.choice(["low", "high"]),
                dice.randrange(10, 50) / 10,
            ]
            sheet.write_row(number, 0, [*ends, *numbers, "a remark"])


def seconds(*command: str, cwd: Path | None = None) -> float:
    """How long a whole process takes; it must end well."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[:4]}: {done.stderr[-500:]}")
    return time.perf_counter() - started


def rows() -> None:
    """Import and pandas in turn, the median of the ratios pair by pair."""
    with tempfile.TemporaryDirectory() as folder:
        sheet, made = Path(folder) / "big.xlsx", Path(folder) / "big.yaml"
        write_sheet(sheet, ROWS)
        engines: dict[str, list[float]] = {"openpyxl": [], "calamine": []}
        times: list[float] = []
        for _ in range(ROUNDS):
            times.append(seconds(sys.executable, "-m", "icmap", "import", str(sheet), "-o", str(made), "-q"))
            for engine, ratios in engines.items():
                ratios.append(times[-1] / seconds(sys.executable, "-W", "ignore", "-c", PANDAS, str(sheet), engine))
        print(f"import of {ROWS:,} rows: {statistics.median(times):.1f} s, best {min(times):.1f} s")
        for engine, ratios in engines.items():
            print(f"  {statistics.median(ratios):.2f} times pandas.read_excel with {engine}")


def fresh() -> None:
    """Each step of the way from nothing to the first answer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sheet(folder / "mine.xlsx", 200)
        steps: list[tuple[str, float]] = []
        started = time.perf_counter()
        venv.create(folder / "env", with_pip=True)
        steps.append(("python -m venv", time.perf_counter() - started))
        scripts = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin")
        steps.append(("pip install icmap", seconds(str(scripts / "python"), "-m", "pip", "install", "-q", str(ROOT))))
        icmap = str(scripts / "icmap")
        steps.append(
            ("icmap import mine.xlsx", seconds(icmap, "import", "mine.xlsx", "-o", "org.yaml", "-q", cwd=folder))
        )
        steps.append(("icmap analyze org.yaml", seconds(icmap, "analyze", "org.yaml", cwd=folder)))
        for step, took in steps:
            print(f"{step:<24} {took:6.1f} s")
        total = sum(took for _, took in steps)
        print(f"{'from nothing':<24} {total:6.1f} s  ({'within' if total <= 60 else 'longer than'} 60 s)")


if __name__ == "__main__":
    asked = sys.argv[1:] or ["rows", "fresh"]
    for each in asked:
        {"rows": rows, "fresh": fresh}[each]()
