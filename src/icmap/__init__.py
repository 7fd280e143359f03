"""The internal-customer map as code.

`load` a map file, `analyze` it, `render` it, or go on with its networkx graphs. The names are loaded when they are first used, so
that `import icmap` costs next to nothing.
"""

from __future__ import annotations

from icmap.version import __version__

TYPE_CHECKING = False  # `typing` is not imported: a Ctrl-C in its seven milliseconds would be a traceback
if TYPE_CHECKING:
    from icmap.api import Map, MapError, analyze, check, impact, load, parse, plan, render, simulate, to_graphviz
    from icmap.errors import IcmapError

__all__ = [
    "IcmapError", "Map", "MapError", "__version__", "analyze", "check", "impact", "load", "parse", "plan", "render", "simulate",
    "to_graphviz",
]  # fmt: skip

_HOMES = {
    "IcmapError": "icmap.errors",
    "Map": "icmap.api",
    "MapError": "icmap.api",
    "analyze": "icmap.api",
    "check": "icmap.api",
    "impact": "icmap.api",
    "load": "icmap.api",
    "parse": "icmap.api",
    "plan": "icmap.api",
    "render": "icmap.api",
    "simulate": "icmap.api",
    "to_graphviz": "icmap.api",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'icmap' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
