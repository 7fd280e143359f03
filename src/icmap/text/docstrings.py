"""What a module says about itself in its docstring, whether Python was told to forget docstrings or not."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module

__all__ = ["docstring_of"]


def docstring_of(module: str) -> str:
    """The docstring of an icmap module; read from its source under `python -OO` (PYTHONOPTIMIZE=2), which drops it."""
    found = import_module(module)
    if found.__doc__ is not None:
        return found.__doc__
    return ast.get_docstring(ast.parse(inspect.getsource(found)), clean=False) or ""
