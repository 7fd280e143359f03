"""What reaches what: for all nodes at once, as bits of Python integers over the condensation.

One pass over the edges instead of a traversal per node. What a bit stands for is up to the caller, who also cuts the
bits into blocks (`blocks`), so that memory stays bounded whatever the number of nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, count, islice

from icmap.kernels.condensation import Condensation

__all__ = ["bit_numbers", "blocks", "reached", "reaching"]

_BITS_AT_ONCE = 1_280_000_000
"""160 MB for one family of bits: 35,000 nodes in one block, 100,000 in eight."""

_CHUNK = 4096
_SMALL_CHUNK = 64
_DIGITS = bytes.maketrans(b"01", b"\0\1")


def blocks(wanted: int, rows: int) -> Iterator[range]:
    """The numbers 0 to wanted in blocks of which a bit for each and every row fits into 160 MB."""
    width = max(1024, _BITS_AT_ONCE // max(rows, 1))
    return (range(start, min(start + width, wanted)) for start in range(0, wanted, width))


def reached(graph: Condensation, bits: Sequence[int]) -> list[int]:
    """For each component the bits of all components that one step or more lead to, its own if it is cyclic."""
    full: list[int] = []
    strict: list[int] = []
    for heads, own, cyclic in zip(graph.successors, bits, graph.cyclic, strict=True):
        found = own if cyclic else 0
        for head in heads:
            found |= full[head]
        strict.append(found)
        full.append(found | own if own else found)
    return strict


def reaching(graph: Condensation, bits: Sequence[int]) -> list[int]:
    """For each component the bits of all components from which one step or more lead to it, its own if it is cyclic."""
    strict = [own if cyclic else 0 for own, cyclic in zip(bits, graph.cyclic, strict=True)]
    for number in range(len(bits) - 1, -1, -1):
        full = strict[number] | bits[number]
        if full:  # most are 0 in a block of a large map
            for head in graph.successors[number]:
                strict[head] |= full
    return strict


def bit_numbers(bits: int, limit: int | None = None) -> list[int]:
    """The numbers of the bits that are set, ascending, at most `limit` of them."""
    found: list[int] = []
    wanted = bits.bit_count() if limit is None else min(limit, bits.bit_count())
    width = _SMALL_CHUNK if wanted < _SMALL_CHUNK else _CHUNK
    base = 0
    while len(found) < wanted:
        empty = (bits & -bits).bit_length() - 1
        bits >>= empty
        base += empty
        found += _of_chunk(bits & ((1 << width) - 1), base, wanted - len(found))
        bits >>= width
        base += width
    return found


def _of_chunk(chunk: int, base: int, wanted: int) -> list[int]:
    is_set = f"{chunk:b}"[::-1].encode().translate(_DIGITS)
    return list(islice(compress(count(base), is_set), wanted))
