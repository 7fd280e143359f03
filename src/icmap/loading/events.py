"""The parser of events: libyaml where it is there, else PyYAML in pure Python, with the same verdict."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType
from typing import Any, cast

import yaml

from icmap.locations import Place, pack

_libyaml: ModuleType | None
try:
    from yaml import _yaml as _libyaml
except ImportError:  # PyYAML was installed without libyaml
    _libyaml = None

__all__ = ["FORCE_PURE", "mark_place", "next_event"]

FORCE_PURE = "ICMAP_PURE_YAML"
"""The environment variable that makes icmap read with pure Python (for tests, and to rule libyaml out)."""


class _PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser without constructor, composer and resolver; tabs separate tokens as they do in libyaml."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def get_event(self) -> Any:
        try:
            return super().get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError):  # chr() of an escape beyond Unicode
            raise yaml.scanner.ScannerError(None, None, "unknown escape", self.get_mark()) from None


def next_event(text: str, *, pure: bool | None = None) -> Callable[[], Any]:
    """The function that gives the next event of a text each time it is called, None after the last.

    `pure` chooses the parser; None means libyaml unless `ICMAP_PURE_YAML` is set or there is none.
    """
    if pure is None:
        pure = bool(os.environ.get(FORCE_PURE))
    parser = _PureParser(text) if pure or _libyaml is None else _libyaml.CParser(text)
    return cast("Callable[[], Any]", parser.get_event)


def mark_place(mark: Any) -> Place:
    """The place of one of the parser's marks; the beginning of the file where there is none."""
    return pack(1, 1, 1) if mark is None else pack(mark.line + 1, mark.column + 1, 1)
