"""How long it takes from a save to the page: `python benchmarks/serve.py`.

Starts `icmap serve` on a copy of the university hospital (398 parties, 492 services), writes a lead time differently again
and again, and takes the time until each part of the page has arrived: the screen (findings, timeline, places), what got
better or worse, and the picture.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parent.parent / "examples" / "university-hospital"
SAVES = 15
_STARTS, _GOES_ON = "lead_time: 15 min", "lead_time: 25 min"


def events(address: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The server-sent events of a room, one by one."""
    name = ""
    with urllib.request.urlopen(address + "events") as stream:  # noqa: S310 - our own server on this machine
        for raw in stream:
            line = raw.decode()
            if line.startswith("event: "):
                name = line[7:].strip()
            elif line.startswith("data: "):
                yield name, json.loads(line[6:])


def _processor_time(process: int) -> float:
    """Milliseconds of processor time that a process and its children have taken; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return 1000 * sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def measured(changed: Path, news: Iterator[tuple[str, dict[str, Any]]]) -> dict[str, list[float]]:
    """Milliseconds from a save until each part is there."""
    found: dict[str, list[float]] = {"screen": [], "changes": [], "picture": []}
    for number in range(SAVES):
        time.sleep(0.4)
        old, new = (_STARTS, _GOES_ON) if number % 2 == 0 else (_GOES_ON, _STARTS)
        text = changed.read_text(encoding="utf-8")
        if old not in text:
            raise SystemExit(f"'{old}' is not in {changed}")
        begun = time.perf_counter()
        changed.write_text(text.replace(old, new, 1), encoding="utf-8")
        until_picture(news, begun, found)
    return found


def until_picture(news: Iterator[tuple[str, dict[str, Any]]], begun: float, found: dict[str, list[float]]) -> None:
    """Read on until the picture, and note when each part has come."""
    for name, _ in news:
        found.setdefault(name, []).append(1000 * (time.perf_counter() - begun))
        if name == "picture":
            return


def main() -> None:
    """Measure, and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(EXAMPLE, Path(folder) / "map")
        path = Path(folder) / "map" / "hospital.yaml"
        changed = next(
            each for each in sorted(path.parent.rglob("*.yaml")) if _STARTS in each.read_text(encoding="utf-8")
        )
        command = [sys.executable, "-m", "icmap", "serve", str(path), "--no-open", "--quiet"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None  # noqa: S101 - it was asked for above
            address = process.stdout.readline().strip()
            news = events(address)
            until_picture(news, 0.0, {})
            begun = _processor_time(process.pid)
            found = measured(changed, news)
            used = (_processor_time(process.pid) - begun) / SAVES
        finally:
            process.terminate()
            process.wait()
    print(f"{SAVES} saves; the server itself took {used:.0f} ms of processor time for each")
    for name, times in found.items():
        print(
            f"{name:8} median {statistics.median(times):6.0f} ms, best {min(times):6.0f} ms, worst {max(times):6.0f} ms"
        )


if __name__ == "__main__":
    main()
