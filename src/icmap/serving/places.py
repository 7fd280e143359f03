"""Where something is written, for a page on this machine: the file and the line, and a link that opens an editor there."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from icmap.locations import Span
from icmap.records import dataclass

__all__ = ["Where", "where"]


@dataclass(frozen=True, slots=True)
class Where:
    """The place as people look for it (`org.yaml:12`), its line, and the address by which an editor opens it."""

    text: str
    line: int
    address: str


def where(span: Span, first: str) -> Where | None:
    """The place of a span in a map whose first file is given; None for what was written nowhere."""
    if not span.file or span.file.startswith("<"):
        return None
    path = Path(span.file).absolute().as_posix()
    start = f"vscode://file{quote(path if path.startswith('/') else f'/{path}')}"
    name = os.path.relpath(span.file, os.path.dirname(first) or ".")  # noqa: PTH120 - a path as text
    text = span._replace(file=name).short
    return Where(text, span.line, f"{start}:{span.line}:{span.column}" if span.line else start)
