"""Workbooks (xlsx, xlsm, xlsb, xls, ods): opened by a process of its own, within bounds of size, memory and time."""

from __future__ import annotations

import contextlib
import io
import pickle
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from icmap.errors import IcmapError
from icmap.exchange.tables.sheet import Sheet
from icmap.limits import LIMITS

__all__ = ["WORKBOOKS", "Guard", "read_workbook", "unguarded"]

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})

Guard = Callable[[Callable[[], object]], AbstractContextManager[object]]
"""Runs a function where icmap is stopped while a child of it lives."""

_SECONDS = 120
_MEMORY = 4 << 30
_CHUNK = 1 << 20
_CHILD = Path(__file__).with_name("child.py")


def unguarded(_undo: Callable[[], object]) -> AbstractContextManager[None]:
    """No guard: in a library whoever stops the program ends its children."""
    return contextlib.nullcontext()


def read_workbook(name: str, content: bytes, guard: Guard = unguarded) -> list[Sheet]:
    """The sheets of a workbook in their order. Raises `IcmapError` with a sentence for what cannot be read."""
    if content.startswith(b"PK"):
        _measure(name, content)
    answer = _asked(name, content, guard)
    if "problem" in answer:
        raise IcmapError(f"'{name}' {answer['problem']}", hint=answer["hint"])
    return [
        Sheet(name, title, rows, hidden_rows=max(0, hidden_rows), hidden=hidden)
        for title, hidden, hidden_rows, rows in answer["sheets"]
    ]


def _measure(name: str, content: bytes) -> None:
    """Unpack everything once, keeping nothing: what a workbook says about its own size is not believed."""
    left = LIMITS.unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise IcmapError(f"'{name}' is no workbook: it is a damaged archive", hint="save it once more") from error
    if sum(each.file_size for each in members) > left:
        raise _too_large(name)
    for each in members:
        left -= _inflated(content, each, left)
        if left < 0:
            raise _too_large(name)


def _inflated(content: bytes, member: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a member really has, at most one chunk more than `most`."""
    header = content[member.header_offset : member.header_offset + 30]
    start = (
        member.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    )
    packed = memoryview(content)[start : start + member.compress_size]
    if member.compress_type != zipfile.ZIP_DEFLATED:
        return len(packed)
    unpacker, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    try:
        rest: Any = packed
        while rest and size <= most and not unpacker.eof:
            size += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size


def _too_large(name: str) -> IcmapError:
    return IcmapError(
        f"'{name}' unpacks to more than {LIMITS.unpacked >> 20} MiB",
        hint="save the sheets with the map in a workbook of their own",
    )


def _asked(name: str, content: bytes, guard: Guard) -> dict[str, Any]:
    bounds = [str(each) for each in (_MEMORY, LIMITS.columns, LIMITS.rows, LIMITS.cells)]
    command = [sys.executable, "-P", str(_CHILD), *bounds]
    with (
        subprocess.Popen(  # noqa: S603 - our own script, by an argument list
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as child,
        guard(child.kill),
    ):
        try:
            answer, _ = child.communicate(content, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            raise IcmapError(f"'{name}' takes longer than {_SECONDS} s to open", hint="split it") from None
    if child.returncode:
        raise IcmapError(
            f"'{name}' cannot be opened: it is damaged, or its cells need more than {_MEMORY >> 30} GiB of memory",
            hint="copy the table into a new workbook",
        )
    return pickle.loads(answer)  # type: ignore[no-any-return]  # noqa: S301 - written by our own child
