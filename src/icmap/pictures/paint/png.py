"""A picture as PNG, from its SVG by resvg: no browser, no cairo, 96 dots per inch times a scale."""

from __future__ import annotations

from icmap.errors import IcmapError
from icmap.pictures.drawing import Picture
from icmap.pictures.order import Made, Order, PictureFormat
from icmap.pictures.paint.svg import svg_of

__all__ = ["FORMAT", "MOST_PIXELS", "pixels"]

_DPI = 96
MOST_PIXELS = 100_000_000
"""More pixels than any screen or poster needs, and 400 MB of memory."""
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
    '<text x="0" y="14" font-size="16" font-family="{}">{}</text></svg>'
)


def _write(picture: Picture, order: Order) -> Made:
    done = svg_of(picture, order)
    return Made(pixels(done.text, done.size, order.scale), done.remarks)


def pixels(svg: str, size: tuple[float, float], scale: float) -> bytes:
    """The picture in pixels: its size in the SVG times the scale.

    Raises `IcmapError` where it would be too large, or where the machine has no font at all and words would be missing.
    """
    import resvg_py

    pixels = size[0] * size[1] * scale * scale
    if pixels > MOST_PIXELS:
        raise IcmapError(
            f"the picture would have {pixels / 1e6:,.0f} million pixels",
            hint="make it smaller with --scale, or write svg",
        )
    family = _family()
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, dpi=_DPI, zoom=scale, sans_serif_family=family))


def _family() -> str:
    """A font of this machine with the widths that were reckoned with, else any."""
    import resvg_py

    for family in ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "DejaVu Sans", "sans-serif"):
        empty, drawn = (resvg_py.svg_to_bytes(svg_string=_PROBE.format(family, text)) for text in (" ", "M"))
        if empty != drawn:
            return "Liberation Sans" if family == "sans-serif" else family
    raise IcmapError(
        "a PNG needs a font, and this machine has none",
        hint="install one (apt-get install fonts-liberation), or write svg, which brings its words as text",
    )


FORMAT = PictureFormat("png", (".png",), _write, binary=True)
