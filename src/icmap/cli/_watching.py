"""`--watch`: the same command again after every save of what it has read, until it is stopped."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from icmap.cli._output import say
from icmap.errors import IcmapError

if TYPE_CHECKING:
    from icmap.loading import Loaded

__all__ = ["OPENED", "Opened", "watchable"]

Opened = Callable[..., "Loaded"]
"""Reads a map from what stands on the command line, as `icmap.loading.load` does."""

OPENED: ContextVar[Opened | None] = ContextVar("OPENED", default=None)
"""How a command that is watched opens its maps: everything that is read is remembered. None for any other."""

_NAMING_FILES = ("maps", "path", "policy", "baseline")
"""The parameters of commands that name files or folders to be watched."""

_Watch = Annotated[
    bool, typer.Option("--watch", help="Again after every save, until Ctrl-C.", rich_help_panel="Reading")
]


def watchable(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option `--watch`."""

    @functools.wraps(command)
    def watched(*, watch: bool = False, **arguments: Any) -> None:
        if watch:
            _again_and_again(functools.partial(command, **arguments), _named(arguments))
        else:
            command(**arguments)

    known = inspect.signature(command, eval_str=True)
    option = inspect.Parameter("watch", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=_Watch)
    watched.__signature__ = known.replace(parameters=[*known.parameters.values(), option])  # type: ignore[attr-defined]
    watched.__annotations__ = {**command.__annotations__, "watch": _Watch}
    return watched


def _named(arguments: dict[str, Any]) -> list[str]:
    """What the arguments name, folders with the separator at their end."""
    found: list[str] = []
    for name in _NAMING_FILES:
        value = arguments.get(name) or ()
        found += [value] if isinstance(value, str) else list(value)
    return [path + os.sep if Path(path).is_dir() else path for path in found]


def _again_and_again(run: Callable[[], None], named: list[str]) -> None:
    """Run, wait until a file is another, and run again; a run that cannot do it says why."""
    from icmap.serving.watching import Looked, Watcher, refuse_streams

    refuse_streams(named, "--watch")
    watcher = Watcher(Looked(*named))
    changes = watcher.changes()
    while True:
        looked = Looked(*named)
        OPENED.set(looked.load)
        _run(run)
        watcher.follow(looked)
        say("icmap: waits for the next save; Ctrl-C ends it")
        next(changes)


def _run(run: Callable[[], None]) -> None:
    try:
        run()
    except typer.Exit:
        return
    except IcmapError as error:
        say(f"icmap: {error.message}" + (f"\n  hint: {error.hint}" if error.hint else ""))
