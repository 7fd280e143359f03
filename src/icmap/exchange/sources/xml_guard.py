"""XML from strangers: what declares entities or a document type is refused before any reader sees it."""

from __future__ import annotations

from xml.parsers import expat

from icmap.errors import IcmapError

__all__ = ["refuse_entities"]

_DEEPEST = 64


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    pass


def refuse_entities(path: str, content: bytes) -> None:
    """Nothing for plain XML. Raises `IcmapError` for entities, document types, deep nesting, and what is no XML."""
    parser = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> None:
        raise _Refused("it declares a document type or entities")

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _Refused(f"it is nested deeper than {_DEEPEST} levels")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(content, True)
    except _Refused as why:
        raise IcmapError(f"'{path}' is refused: {why}", hint="a graph file needs neither") from None
    except expat.ExpatError as error:
        raise IcmapError(
            f"{path}:{error.lineno}:{error.offset + 1}: this is no XML: {expat.ErrorString(error.code)}"
        ) from None
