"""HTML elements whose text and attributes are escaped: text becomes markup in this module and nowhere else."""

from __future__ import annotations

import json
from html import escape

from icmap.formats.escaping import printable

__all__ = ["Markup", "data_block", "element", "joined", "trusted", "void"]


class Markup(str):
    """Text that is HTML already; any other text is escaped before it goes into a page."""

    __slots__ = ()


def trusted(text: str) -> Markup:
    """Markup that icmap has written itself: its pictures, its style sheet, its script."""
    return Markup(text)


def joined(*parts: str) -> Markup:
    """The parts one after the other, whatever is no markup escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(printable(part), quote=True) for part in parts))


def element(name: str, /, *children: str, **attributes: str | bool | None) -> Markup:
    """One element. Attributes: `class_` is `class`, `aria_label` is `aria-label`; False and None are left out."""
    return Markup(f"<{name}{_attributes(attributes)}>{joined(*children)}</{name}>")


def void(name: str, /, **attributes: str | bool | None) -> Markup:
    """An element that has no content and no end."""
    return Markup(f"<{name}{_attributes(attributes)}>")


def _attributes(attributes: dict[str, str | bool | None]) -> str:
    return "".join(
        f" {_attribute(name)}" + ("" if value is True else f'="{escape(printable(str(value)), quote=True)}"')
        for name, value in attributes.items()
        if value is not None and value is not False
    )


def _attribute(name: str) -> str:
    return name if name in _IN_CAMEL_CASE else name.rstrip("_").replace("_", "-")


_IN_CAMEL_CASE = frozenset({"viewBox", "preserveAspectRatio"})
_UNSAFE_IN_JSON = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)


def data_block(name: str, value: object) -> Markup:
    """Plain data for the script, as JSON in which nothing can end the element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_UNSAFE_IN_JSON)
    return element("script", trusted(text), type="application/json", id=name)
