"""`icmap completion`: the script that makes a shell complete what icmap may be asked."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

__all__ = ["EXAMPLES", "completion"]

EXAMPLES = (
    'eval "$(icmap completion bash)"',
    "icmap completion zsh > ~/.zfunc/_icmap",
    "icmap completion fish > ~/.config/fish/completions/icmap.fish",
    "icmap completion powershell >> $PROFILE",
)

_FILES = {"bash": "icmap.bash", "zsh": "icmap.zsh", "fish": "icmap.fish", "powershell": "icmap.ps1"}


def completion(
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"],
        typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False),
    ],
) -> None:
    """Print a script that completes commands, options, and the parties of the map on the line."""
    from importlib.resources import files

    from icmap.cli._output import put

    put(files("icmap.cli").joinpath("shells", _FILES[shell]).read_text(encoding="utf-8"))
