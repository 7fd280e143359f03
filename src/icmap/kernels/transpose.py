"""Rows of bits turned into columns of bits."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["transpose"]

_SMALL = 4_000_000


def transpose(rows: Sequence[int], width: int) -> list[int]:
    """The columns of a matrix of bits, as integers: bit r of column c is bit c of row r.

    `width` is the number of columns; no row has a bit beyond it.
    """
    if not width or not rows:
        return [0] * width
    return _by_text(rows, width) if len(rows) * width <= _SMALL else _by_array(rows, width)


def _by_text(rows: Sequence[int], width: int) -> list[int]:
    """Without numpy, whose import takes longer than this up to some 2,000 rows and columns."""
    lines = [f"{row:0{width}b}" for row in reversed(rows)]
    return [int("".join(column), 2) for column in zip(*lines, strict=True)][::-1]


def _by_array(rows: Sequence[int], width: int) -> list[int]:
    import numpy as np  # noqa: PLC0415 - only for large maps

    stride = -(-width // 64) * 8
    packed = np.frombuffer(b"".join(row.to_bytes(stride, "little") for row in rows), dtype=np.uint8)
    packed = packed.reshape(len(rows), stride)
    columns: list[int] = []
    for start in range(0, stride, 8):
        bits = np.unpackbits(packed[:, start : start + 8], axis=1, bitorder="little")
        turned = np.packbits(np.ascontiguousarray(bits.T), axis=1, bitorder="little")
        columns += [int.from_bytes(column.tobytes(), "little") for column in turned]
    return columns[:width]
