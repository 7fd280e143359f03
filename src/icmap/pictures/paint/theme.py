"""The palette: what each part of a picture is painted with, in light and in dark.

The four strong colours are those of Okabe & Ito (2008), told apart by everybody; each also has a line, a weight or a
shape of its own, so that a picture printed in grey says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from icmap.pictures.drawing import Arrow, Node
from icmap.pictures.options import ThemeName

__all__ = ["DARK", "LIGHT", "STATES", "Ink", "arrow_ink", "node_rim", "palette", "style_sheet"]

Ink = Literal[
    "page", "card", "ink", "muted", "faint", "line", "rim", "box", "boxrim", "end", "endink", "endmuted",
    "critical", "criticalsoft", "mutual", "situational", "loop", "focus", "strong", "stronginks", "shade",
    "changed",
]  # fmt: skip
"""What a colour is for."""

LIGHT: Mapping[Ink, str] = {
    "page": "#ffffff",
    "card": "#ffffff",
    "ink": "#1b2430",
    "muted": "#5a6675",
    "faint": "#e3e7ec",
    "line": "#7a8694",
    "rim": "#9aa5b1",
    "box": "#f4f6f8",
    "boxrim": "#d5dbe1",
    "end": "#1b2430",
    "endink": "#ffffff",
    "endmuted": "#c3ccd6",
    "critical": "#D55E00",
    "criticalsoft": "#fbdcc6",
    "mutual": "#0072B2",
    "situational": "#007d5b",
    "loop": "#b5588d",
    "focus": "#0072B2",
    "strong": "#1b2430",
    "stronginks": "#ffffff",
    "shade": "#0072B2",
    "changed": "#b07800",
}
DARK: Mapping[Ink, str] = {
    "page": "#12181f",
    "card": "#1e2731",
    "ink": "#f1f4f7",
    "muted": "#a9b4c0",
    "faint": "#2b3642",
    "line": "#8593a1",
    "rim": "#5e6c7a",
    "box": "#18202a",
    "boxrim": "#33404d",
    "end": "#f1f4f7",
    "endink": "#12181f",
    "endmuted": "#47525e",
    "critical": "#ff8a3d",
    "criticalsoft": "#5a3015",
    "mutual": "#56b4e9",
    "situational": "#2fc79a",
    "loop": "#e3a1c6",
    "focus": "#56b4e9",
    "strong": "#f1f4f7",
    "stronginks": "#12181f",
    "shade": "#56b4e9",
    "changed": "#e6b33d",
}


STATES: Mapping[str, Ink] = {"added": "situational", "gone": "critical", "changed": "changed"}
"""The ink of what is new, gone or changed; gone is dashed as well."""


def arrow_ink(arrow: Arrow) -> Ink:
    """The ink of an arrow: the most remarkable thing about it; a pair keeps its own, the chain being a band under it."""
    if arrow.state:
        return STATES[arrow.state]
    if arrow.mutual:
        return "loop" if arrow.loop else "mutual"
    if arrow.critical:
        return "critical"
    if arrow.loop:
        return "loop"
    return "situational" if arrow.line == "dotted" else "line"


def node_rim(node: Node) -> tuple[Ink, float]:
    """The ink of a card's rim, and how wide it is: the most remarkable thing about it."""
    if node.state:
        return STATES[node.state], 2.6
    if node.rank is not None:
        return "strong", 3.0
    if node.critical:
        return "critical", 2.2
    if node.loop:
        return "loop", 2.2
    return ("end" if node.end else "rim"), 1.3


def palette(theme: ThemeName) -> Mapping[Ink, str]:
    """The colours written into a picture; `auto` writes the light ones and lets a style sheet darken them."""
    return DARK if theme == "dark" else LIGHT


def style_sheet() -> str:
    """The style sheet of `auto`: every ink in dark, where whoever looks prefers dark."""
    rules = "".join(f".f-{ink}{{fill:{colour}}}.s-{ink}{{stroke:{colour}}}" for ink, colour in DARK.items())
    return f"@media (prefers-color-scheme:dark){{{rules}}}"
