"""An SVG being written: elements with escaped text and attributes, painted with inks rather than with colours."""

from __future__ import annotations

from collections.abc import Mapping

from icmap.formats.escaping import printable
from icmap.pictures.options import ThemeName
from icmap.pictures.paint.theme import Ink, palette, style_sheet

__all__ = ["FONTS", "Canvas", "escaped", "number"]

FONTS = "Helvetica Neue, Helvetica, Arial, Liberation Sans, Noto Sans, DejaVu Sans, sans-serif"

_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escaped(text: str) -> str:
    """Text for XML, in elements and in quoted attributes; what is no character or turns the direction is shown."""
    return printable(text).translate(_SPECIAL)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


class Canvas:
    """Elements in the order in which they are painted. In the theme `auto` each ink is a class as well."""

    def __init__(self, theme: ThemeName) -> None:
        self._colours = palette(theme)
        self._auto = theme == "auto"
        self._parts: list[str] = []

    def open(self, name: str, attributes: Mapping[str, str | float] | None = None) -> None:
        """Begin an element; attributes are escaped."""
        self._parts.append(f"<{name}{_attributes(attributes or {})}>")

    def close(self, name: str) -> None:
        """End an element."""
        self._parts.append(f"</{name}>")

    def title(self, text: str) -> None:
        """What a reader is told on hovering, and a screen reader reads."""
        if text:
            self._parts.append(f"<title>{escaped(text)}</title>")

    def shape(
        self, name: str, attributes: Mapping[str, str | float], *, fill: Ink | None = None, stroke: Ink | None = None
    ) -> None:
        """One shape, painted."""
        self._parts.append(f"<{name}{_attributes(attributes)}{self._paint(fill, stroke)}/>")

    def path(
        self, data: str, *, fill: Ink | None = None, stroke: Ink | None = None, wide: float = 1.0, **more: str | float
    ) -> None:
        """A path."""
        attributes: dict[str, str | float] = {"d": data}
        if stroke:
            attributes["stroke-width"] = wide
        self.shape(
            "path", attributes | {key.replace("_", "-"): value for key, value in more.items()}, fill=fill, stroke=stroke
        )

    def rect(
        self,
        x: float,
        y: float,
        wide: float,
        tall: float,
        *,
        fill: Ink | None = None,
        stroke: Ink | None = None,
        **more: str | float,
    ) -> None:
        """A rectangle."""
        place: dict[str, str | float] = {"x": x, "y": y, "width": wide, "height": tall}
        self.shape(
            "rect", place | {key.replace("_", "-"): value for key, value in more.items()}, fill=fill, stroke=stroke
        )

    def words(  # noqa: PLR0913 - a line of text has that many things
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        ink: Ink = "ink",
        bold: bool = False,
        anchor: str = "start",
        **more: str | float,
    ) -> None:
        """One line of text on its baseline."""
        attributes: dict[str, str | float] = {"x": x, "y": y, "font-size": size}
        if bold:
            attributes["font-weight"] = "bold"
        if anchor != "start":
            attributes["text-anchor"] = anchor
        attributes |= {key.replace("_", "-"): value for key, value in more.items()}
        self._parts.append(f"<text{_attributes(attributes)}{self._paint(ink, None, text=True)}>{escaped(text)}</text>")

    def _paint(self, fill: Ink | None, stroke: Ink | None, *, text: bool = False) -> str:
        paint = f' fill="{self._colours[fill]}"' if fill else "" if text else ' fill="none"'
        paint += f' stroke="{self._colours[stroke]}"' if stroke else ""
        classes = " ".join(([f"f-{fill}"] if fill else []) + ([f"s-{stroke}"] if stroke else []))
        return paint + (f' class="{classes}"' if self._auto and classes else "")

    def inner(self) -> str:
        """The elements alone, to be put into a page that has an `svg` and a style sheet of its own."""
        return "".join(self._parts)

    def text(self, wide: float, tall: float, label: str) -> str:
        """The finished SVG, with the page's width and height."""
        style = f"<style>{style_sheet()}</style>" if self._auto else ""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(wide)}" height="{number(tall)}" '
            f'viewBox="0 0 {number(wide)} {number(tall)}" role="img" aria-label="{escaped(label)}" font-family="{FONTS}">'
        )
        return "\n".join([head + style, *self._parts, "</svg>"]) + "\n"


def _attributes(attributes: Mapping[str, str | float]) -> str:
    return "".join(
        f' {key}="{escaped(value) if isinstance(value, str) else number(value)}"' for key, value in attributes.items()
    )
