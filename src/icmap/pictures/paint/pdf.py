"""A picture as PDF: its SVG by Typst where the extra is installed; else the graph as the system's Graphviz draws it."""

from __future__ import annotations

import shutil

from icmap.errors import IcmapError
from icmap.pictures.drawing import Drawing, Picture
from icmap.pictures.order import Made, Order, PictureFormat
from icmap.pictures.paint.engines import Engine, NoLayout, run_graphviz
from icmap.pictures.paint.svg import svg_of
from icmap.pictures.text.dot import to_dot

__all__ = ["FORMAT"]

_INSTALL = 'pip install "icmap[pdf]"'
_PAGE = """#set page(width: float(sys.inputs.wide) * 1pt, height: float(sys.inputs.tall) * 1pt, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""
_POINTS_PER_PIXEL = 0.75


def _write(picture: Picture, order: Order) -> Made:
    try:
        import typst
    except ImportError:
        return _by_graphviz(picture, order.engine)
    done = svg_of(picture, order)
    wide, tall = (f"{length * _POINTS_PER_PIXEL:.2f}" for length in done.size)
    inputs = {"svg": done.text, "wide": wide, "tall": tall}
    return Made(bytes(typst.compile(_PAGE.encode(), format="pdf", sys_inputs=inputs, timestamp=0)), done.remarks)


def _by_graphviz(picture: Picture, engine: Engine) -> Made:
    if not isinstance(picture, Drawing) or engine.choice == "embedded" or shutil.which("dot") is None:
        raise IcmapError("a PDF of this needs Typst, which is not installed", hint=_INSTALL)
    try:
        found = run_graphviz(to_dot(picture), ["-Tpdf"], engine)
    except NoLayout as reason:
        raise IcmapError(f"the system's Graphviz made no PDF: {reason}", hint=_INSTALL) from reason
    said = f"drawn plainly by the system's Graphviz; {_INSTALL} makes the picture that svg and png show"
    return Made(found, (*picture.remarks, said))


FORMAT = PictureFormat("pdf", (".pdf",), _write, binary=True)
