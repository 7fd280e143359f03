"""A picture as one page for a browser: the SVG inside, nothing else, and a policy that lets nothing in or out."""

from __future__ import annotations

import base64
import hashlib
import html
import re

from icmap.pictures.drawing import Picture
from icmap.pictures.order import Made, Order, PictureFormat
from icmap.pictures.paint.svg import svg_of

__all__ = ["FORMAT"]

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
"""The style sheet of our own SVG; no name of a map can look like one, each is escaped."""

_SHEET = (
    "html{height:100%}body{margin:0;min-height:100%;display:grid;place-items:center}svg{max-width:100%;height:auto}"
)


def _write(picture: Picture, order: Order) -> Made:
    done = svg_of(picture, order)
    return Made(_page(done.text, picture.title).encode("utf-8"), done.remarks)


def _page(svg: str, title: str) -> str:
    """The page round an SVG: no script, no request; only the two style sheets in it are allowed, by their hashes."""
    sheets = [_SHEET, *_STYLE.findall(svg)]
    allowed = " ".join(f"'sha256-{_hash(sheet)}'" for sheet in sheets)
    policy = html.escape(f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'", quote=True)
    head = (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{html.escape(title)}</title>\n<style>{_SHEET}</style>'
    )
    drawn = svg[svg.index("<svg") :]
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n<main>\n{drawn.strip()}\n</main>\n</body>\n</html>\n'


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


FORMAT = PictureFormat("html", (".html",), _write)
