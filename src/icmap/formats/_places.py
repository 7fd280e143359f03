"""What formats for other programs need of a finding: a relative address, columns in bytes, a lasting fingerprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from urllib.parse import quote

from icmap.diagnostics import Diagnostic, Findings
from icmap.formats.escaping import printable
from icmap.locations import Span

__all__ = ["byte_column", "fingerprinted", "path_of", "uri_of", "xml_text"]

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def path_of(span: Span) -> str:
    """The file with forward slashes, on one line, without a leading `./`."""
    path = printable(span.file.replace("\\", "/"))
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return path or "-"


def uri_of(span: Span) -> str:
    """The file as a relative URI reference, percent-encoded.

    An absolute path loses its first slash: a reader would take what stands there for the name of a machine.
    """
    path = span.file.replace("\\", "/").lstrip("/")
    while path.startswith("./"):
        path = path[2:].lstrip("/")
    return quote(path.encode("utf-8", "surrogateescape"), safe="/._-~") or "-"


def byte_column(findings: Findings, span: Span, column: int) -> int:
    """A column counted in UTF-8 bytes, as some readers want it; in characters where the line is not known."""
    line = findings.lines.get((span.file, span.line))
    if line is None:
        return column
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1 + max(0, column - 1 - len(line))


def fingerprinted(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str]]:
    """Each finding with a fingerprint that does not depend on its line: rule, file, subjects (else the message).

    The second of two that are alike gets another one, so that none is lost.
    """
    seen: dict[str, int] = {}
    for found in diagnostics:
        about = found.subjects or (found.message,)
        key = "\0".join((found.rule, path_of(found.span), *about))
        seen[key] = seen.get(key, 0) + 1
        whole = f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")
        yield found, sha256(whole).hexdigest()


def xml_text(text: str) -> str:
    """The text for XML, in elements and in double-quoted attributes; what XML has no way to write is an escape."""
    safe = _NOT_XML.sub("\ufffd", printable(text))
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        safe = safe.replace(character, entity)
    return safe
