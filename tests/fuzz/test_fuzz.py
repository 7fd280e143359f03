"""A short run of the fuzzer; the long one is `python tests/fuzz/mutate.py`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutate import FULL, fuzz, seeds

from icmap.loading import load, parse


def test_mutated_maps_end_in_diagnostics_and_never_in_an_exception() -> None:
    assert fuzz(1200, seed=7) == []


def test_all_seeds_are_healthy() -> None:
    assert all(parse(text).ok for text in seeds())


def test_the_full_seed_uses_every_key_of_the_format() -> None:
    from icmap.loading.schema import TOP  # noqa: PLC0415 - only this test needs it
    from icmap.model.attributes import ALTERNATIVE, FLAT, PARTY  # noqa: PLC0415 - as above

    text = FULL.read_text(encoding="utf-8")

    assert [key.name for keys in (TOP, PARTY, ALTERNATIVE, FLAT) for key in keys if f"{key.name}:" not in text] == [
        "include"
    ]
    assert load(str(FULL)).ok
