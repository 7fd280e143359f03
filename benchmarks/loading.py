"""How fast and in how much memory a large map is read, beside PyYAML's fastest loader: `python benchmarks/loading.py`.

Each measurement runs in a process of its own, in turn, and the best of several counts; memory is the peak of the
process less what it needs without reading. Both read the same file; icmap checks it, follows its references and knows
where every value stands, `yaml.load(text, Loader=yaml.CSafeLoader)` makes lists and dictionaries of it.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROUNDS = 3
KINDS = ("team", "role", "person", "system", "department", "supplier")


def lines_of_a_map(size: int, seed: int = 1) -> Iterator[str]:
    """The text of a realistic map of about so many characters: parties with services and attributed dependencies."""
    chance = random.Random(seed)
    parties = max(2, size // 640)
    yield "icmap: 1\nname: A large organisation\ncalendar: {hours_per_day: 8, days_per_week: 5}\nparties:\n"
    for number in range(parties):
        yield (
            f"  party {number}:\n    name: Party number {number}\n    kind: {chance.choice(KINDS)}\n"
            f"    owner: Owner {number % 97}\n    headcount: {chance.randint(1, 9)}\n    services:\n"
            f"      service {number}:\n        lead_time: {chance.randint(1, 8)}h\n        promise: {chance.randint(2, 5)}d\n"
            f"        depends_on:\n"
        )
        for other in chance.sample(range(parties), 4):
            if other != number:
                yield (
                    f"          - party {other}/service {other}: {{frequency: {chance.randint(1, 40)}/day, "
                    f"within: {chance.randint(1, 8)}h, importance: high, via: mail}}\n"
                )


def read_with_icmap(path: str) -> None:
    """Read a map as icmap does."""
    from icmap.loading import load  # noqa: PLC0415 - only this child imports it

    if not load(path).ok:
        raise SystemExit("the map has mistakes")


def read_with_yaml(path: str) -> None:
    """Read a map with PyYAML's loader on libyaml."""
    import yaml  # noqa: PLC0415 - as above

    yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


READERS: dict[str, Callable[[str], None]] = {"icmap": read_with_icmap, "CSafeLoader": read_with_yaml}


def measured(reader: str, path: Path) -> tuple[float, float]:
    """Processor seconds and peak megabytes of one reading, in a process of its own."""
    command = [sys.executable, __file__, "--read", reader, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def read_and_tell(reader: str, path: str) -> None:
    """In the child: warm the imports with a tiny map, read, print seconds and megabytes."""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as tiny:
        tiny.write("icmap: 1\n")
        tiny.flush()
        READERS[reader](tiny.name)
    before = _peak()
    begun = time.process_time()
    READERS[reader](path)
    print(time.process_time() - begun, _peak() - before)


def _peak() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How fast a large map is read.")
    parser.add_argument("--megabytes", type=float, default=20.0)
    parser.add_argument("--read", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        read_and_tell(*asked.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.yaml")
        path.write_text("".join(lines_of_a_map(int(asked.megabytes * 1e6))), encoding="utf-8")
        print(f"{path.stat().st_size / 1e6:.1f} MB of YAML, best of {ROUNDS} rounds in turn")
        rounds = [{reader: measured(reader, path) for reader in READERS} for _ in range(ROUNDS)]
    best = {reader: tuple(min(each[reader][n] for each in rounds) for n in (0, 1)) for reader in READERS}
    print(f"{'':12} {'seconds':>9} {'peak MB':>9}")
    for reader, (seconds, megabytes) in best.items():
        print(f"{reader:12} {seconds:9.2f} {megabytes:9.0f}")
    mine, other = best["icmap"], best["CSafeLoader"]
    print(f"icmap is {other[0] / mine[0]:.1f} times as fast and takes {mine[1] / other[1]:.2f} of the memory")


if __name__ == "__main__":
    main()
