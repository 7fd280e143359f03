"""A fuzzer of map files: `python tests/fuzz/mutate.py --runs 200000`.

Seeds are maps that use the whole format; each run changes one at a few places (characters, lines, words of the format,
pieces of another seed) and reads it. The only exception that may end a reading is `IcmapError`, the map that comes out
must be usable, and on every tenth input pure Python must come to the same verdict as libyaml.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from icmap.errors import IcmapError
from icmap.graph import end_customers, party_graph, service_graph
from icmap.loading import Loaded, parse

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FULL = Path(__file__).with_name("full.yaml")

WORDS = (
    "any_of", "at_least", "depends_on", "services", "part_of", "when", "backup", "service", "parties", "dependencies",
    "include", "calendar", "survey", "scale", "share", "x-a", "<<", "*a", "&a ", "*b", "&b ", "!!str ", "! ", "~", "null",
    "[", "]", "{", "}", ": ", ",", "- ", "? ", "| ", ">", "#", "'", '"', "\t", "\n", "\r", "\n\n", "  ", "---\n", "...\n",
    "%YAML 1.1\n", "0", "-1", "1e9", ".nan", "999999999999999999999", "4h", "1d 4h", "24h", "120/day", "5%", "true", "no",
    "\u00e9", "e\u0301", "\u202e", "\u2028", "\ufeff", "\x00", "\x1b", "\U000e0041", "\ud800", "\\u202e", "\\uD800", "/", "\\",
)  # fmt: skip


def seeds() -> tuple[str, ...]:
    """The texts to begin with: the examples and a map with every key."""
    return tuple(path.read_text(encoding="utf-8") for path in [*sorted(EXAMPLES.glob("*.yaml")), FULL])


def mutated(texts: tuple[str, ...], chance: random.Random) -> str:
    """One of the texts, changed at one to six places."""
    text = chance.choice(texts)
    for _ in range(chance.randint(1, 6)):
        text = chance.choice(CHANGES)(text, texts, chance)
    return text


def _word(text: str, _texts: tuple[str, ...], chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(WORDS) + text[at + chance.choice((0, 0, 1, 5)) :]


def _cut(text: str, _texts: tuple[str, ...], chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.randint(1, 40) :]


def _repeated(text: str, _texts: tuple[str, ...], chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    piece = text[at : at + chance.randint(1, 80)]
    return text[:at] + piece * chance.randint(2, 5) + text[at:]


def _lines_swapped(text: str, _texts: tuple[str, ...], chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _spliced(text: str, texts: tuple[str, ...], chance: random.Random) -> str:
    other = chance.choice(texts)
    at, start = chance.randint(0, len(text)), chance.randint(0, len(other))
    return text[:at] + other[start : start + chance.randint(1, 200)] + text[at:]


def _value_changed(text: str, _texts: tuple[str, ...], chance: random.Random) -> str:
    """What stands after one colon goes after another: values of the wrong type, well formed."""
    parts = text.split(": ")
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    parts[one] = parts[other]
    return ": ".join(parts)


def _indented(text: str, _texts: tuple[str, ...], chance: random.Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = chance.randrange(len(lines))
    lines[at] = "  " + lines[at] if chance.random() < 0.5 else lines[at].lstrip(" ")
    return "".join(lines)


Change = Callable[[str, tuple[str, ...], random.Random], str]
CHANGES: tuple[Change, ...] = (_word, _word, _cut, _repeated, _lines_swapped, _spliced, _value_changed, _indented)


def check(text: str, *, both: bool) -> None:
    """Read a text; whatever comes out must be usable, and pure Python must say the same where `both` is asked."""
    loaded = _read(text, pure=False)
    if loaded is None:
        return
    end_customers(loaded.org)
    service_graph(loaded.org)
    party_graph(loaded.org)
    if both:
        other = _read(text, pure=True)
        if other is None or other.ok != loaded.ok:
            raise AssertionError("libyaml and pure Python do not come to the same verdict")


def _read(text: str, *, pure: bool) -> Loaded | None:
    try:
        return parse(text, pure=pure)
    except IcmapError:
        return None


def fuzz(runs: int, seed: int = 1) -> list[tuple[int, str, str]]:
    """Run so many mutations; gives those that failed: number, exception, text."""
    texts, failed = seeds(), []
    for number in range(runs):
        text = mutated(texts, random.Random(f"{seed}/{number}"))  # noqa: S311 - not for secrets
        try:
            check(text, both=number % 10 == 0)
        except Exception as error:  # noqa: BLE001 - finding them is what this is for
            failed.append((number, repr(error), text))
    return failed


def main() -> int:
    """Run, tell what failed, and exit with 1 where something did."""
    parser = argparse.ArgumentParser(description="Read mutated maps.")
    parser.add_argument("--runs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begun = time.monotonic()
    failed = fuzz(asked.runs, asked.seed)
    for number, error, text in failed[:5]:
        sys.stdout.write(f"--- {number}: {error}\n{text!a}\n")
    sys.stdout.write(f"{asked.runs} inputs, {len(failed)} failures, {time.monotonic() - begun:.0f} s\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
