"""Maps of any size for the benchmarks: the same bytes for the same arguments."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

_KINDS = ("team", "role", "department", "system", "person")


def layered(parties: int, dependencies: int, *, seed: int = 1) -> str:
    """A company: everybody depends on people further down, with times, rates and now and then a look back up."""
    draw = random.Random(seed)
    per_party, extra = divmod(dependencies, parties)
    lines = ["icmap: 1", "name: Benchmark company", "parties:"]
    for number in range(parties):
        lines += [f"  p{number}:", f"    name: Party number {number}", f"    kind: {_KINDS[number % len(_KINDS)]}"]
        lines += [
            f"    lead_time: {draw.randrange(1, 40)}h",
            f"    headcount: {draw.randrange(1, 12)}",
            "    depends_on:",
        ]
        wanted = per_party + (number < extra)
        for provider in _providers(draw, number, parties, wanted):
            optional = ", optional: true" if provider < number else ""
            lines.append(
                f"      - p{provider}: {{frequency: {draw.randrange(1, 60)}/day, within: {draw.randrange(1, 80)}h, "
                f"importance: {draw.choice(('low', 'medium', 'high'))}{optional}}}"
            )
    return "\n".join(lines) + "\n"


def _providers(draw: random.Random, number: int, parties: int, wanted: int) -> list[int]:
    """Mostly further down (work flows up), one in twenty further up (a relation in both directions)."""
    found: set[int] = set()
    while len(found) < min(wanted, parties - 1):
        up = number and (number > parties - 2 * wanted - 2 or draw.random() < 0.05)
        found.add(draw.randrange(number) if up else draw.randrange(number + 1, parties))
    return sorted(found)


def arrows(pairs: Iterable[tuple[int, int]]) -> str:
    """A map of bare dependencies, customer and provider by number."""
    needs: dict[int, list[int]] = {}
    for customer, provider in pairs:
        needs.setdefault(customer, []).append(provider)
        needs.setdefault(provider, [])
    lines = ["icmap: 1", "name: Shape", "parties:"]
    for number in sorted(needs):
        providers = ", ".join(f"n{provider}" for provider in needs[number])
        lines.append(f"  n{number}: {{lead_time: 1h, depends_on: [{providers}]}}")
    return "\n".join(lines) + "\n"


def shapes() -> dict[str, str]:
    """The shapes on which graph programs die: deep, wide, round, and with too many paths to list."""
    diamonds = [pair for n in range(0, 900, 3) for pair in ((n, n + 1), (n, n + 2), (n + 1, n + 3), (n + 2, n + 3))]
    return {
        "chain of 100,000": arrows((n, n + 1) for n in range(99_999)),
        "star of 100,000": arrows((n, 0) for n in range(1, 100_000)),
        "loop of 10,000": arrows((n, (n + 1) % 10_000) for n in range(10_000)),
        "300 diamonds": arrows(diamonds),
    }


def sized(megabytes: float) -> str:
    """A layered map of about so many megabytes."""
    sample = len(layered(500, 3000)) / 500
    parties = int(megabytes * 1e6 / sample)
    return layered(parties, 6 * parties)


def write(folder: Path, name: str, text: str) -> Path:
    """The map as a file."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
