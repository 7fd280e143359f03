"""Names that want out, in a drawing with everything in it: each is the name of a node, a box, a label and the title."""

from __future__ import annotations

import json

from icmap.pictures.drawing import Arrow, Box, Cell, Drawing, Grid, Header, LegendItem, Node, Shape
from worlds import shared

__all__ = ["OUTBREAKS", "drawing_of", "grid_of", "naughty_names"]

OUTBREAKS = (
    "</script><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    '"]; evil [label="x"]; n9 -> n8 [color="',
    "\\N \\G \\E \\L \\T end\\",
    "\\",
    '\\"',
    "<b>bold</b>",
    "&#x202e;&lt;script&gt;",
    "\u202egnirts desrever\u2066 x",
    "`**markdown** [link](javascript:alert(1))`",
    "1. a list",
    "- another",
    '"]:::evil; click n0 "javascript:alert(1)"',
    "%%{init: {'theme':'evil'}}%%",
    "end",
    "subgraph x",
    "n0 --> n1",
    "' } evil: { shape: circle } #",
    "${evil} | md # x |",
    "]]><![CDATA[",
    "--><!--",
    "line\nbreak\r\x00\x1b[31m",
    "\ud800 half",
    "x" * 20_000,
)
SHAPES: tuple[Shape, ...] = (
    "person", "role", "team", "department", "process", "system", "supplier", "authority", "customer", "party",
)  # fmt: skip


def naughty_names() -> list[str]:
    """The strings of the shared list, and our own."""
    found: list[str] = json.loads(shared("hostile", "naughty_names.json").read_text(encoding="utf-8"))
    return [*found, *OUTBREAKS]


def drawing_of(names: list[str] | tuple[str, ...]) -> Drawing:
    """A chain of nodes with these names, every second one in a box of its own with the same name."""
    boxes = tuple(Box(f"b{place}", name) for place, name in enumerate(names) if place % 2)
    nodes = tuple(
        Node(
            f"n{place}", name, name, SHAPES[place % len(SHAPES)], (name,), f"b{place}" if place % 2 else None,
            end=place % 7 == 0, critical=place % 5 == 0, loop=place % 3 == 0, rank=place if place % 11 == 0 else None, note=name, tip=name,
        )
        for place, name in enumerate(names)
    )  # fmt: skip
    edges = tuple(
        Arrow(f"e{place}", f"n{place}", f"n{place + 1}", name, critical=place % 5 == 0, mutual=place % 4 == 0, tip=name)
        for place, name in enumerate(names[:-1])
    )
    first = names[0] if names else ""
    return Drawing(first, first, nodes, edges, boxes, (LegendItem("critical", first),))


def grid_of(names: list[str] | tuple[str, ...]) -> Grid:
    """A square grid with these names on both sides."""
    heads = tuple(Header(name, name) for name in names)
    cells = tuple(Cell(place, max(0, place - 1), "need", tip=name, text=name[:3]) for place, name in enumerate(names))
    return Grid(names[0], names[0], names[0], names[0], names[0], heads, heads, cells, square=True)
