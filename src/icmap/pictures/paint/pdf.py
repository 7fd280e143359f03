"""SVG to PDF, by Typst where the extra is installed; else the graph as the system's Graphviz draws it."""

from __future__ import annotations

import shutil

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Picture
from icmap.pictures.paint.engine import Engine, NoLayout, run_graphviz
from icmap.pictures.text.dot import to_dot

__all__ = ["INSTALL", "to_pdf"]

INSTALL = 'pip install "icmap[pdf]"'
_PAGE = """#set page(width: float(sys.inputs.wide) * 1pt, height: float(sys.inputs.tall) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
_POINTS_PER_PIXEL = 0.75


def to_pdf(svg: str, size: tuple[float, float], picture: Picture, engine: Engine) -> tuple[bytes, tuple[str, ...]]:
    """The picture as PDF, and what is to be said about it."""
    try:
        import typst
    except ImportError:
        return _by_graphviz(picture, engine)
    wide, tall = (f"{length * _POINTS_PER_PIXEL:.2f}" for length in size)
    inputs = {"svg": svg, "wide": wide, "tall": tall}
    return bytes(typst.compile(_PAGE.encode(), format="pdf", sys_inputs=inputs, timestamp=0)), ()


def _by_graphviz(picture: Picture, engine: Engine) -> tuple[bytes, tuple[str, ...]]:
    if not isinstance(picture, Drawing) or engine.choice == "embedded" or shutil.which("dot") is None:
        raise IcmapError("a PDF of this needs Typst, which is not installed", hint=INSTALL)
    try:
        found = run_graphviz(to_dot(picture), ["-Tpdf"], engine)
    except NoLayout as reason:
        raise IcmapError(f"the system's Graphviz made no PDF: {reason}", hint=INSTALL) from reason
    return found, (f"drawn plainly by the system's Graphviz; {INSTALL} makes the picture that svg and png show",)
