"""`icmap serve`: the workshop, a live page that follows the file."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import MapPath, MaxSize, Quiet, Root, Situations, TimesFrom, read_size

__all__ = ["EXAMPLES", "serve"]

EXAMPLES = (
    "icmap serve org.yaml",
    "icmap serve org.yaml --port 8080 --no-open",
    "icmap serve org.yaml --situation 'year end'",
)

_PAGE = "The page"


def serve(  # noqa: PLR0913 - one parameter an option
    path: MapPath,
    *,
    port: Annotated[
        int, typer.Option(metavar="N", help="The port (else: any free one).", rich_help_panel=_PAGE, min=0, max=65535)
    ] = 0,
    opens: Annotated[
        bool, typer.Option("--open/--no-open", help="Open it in the browser.", rich_help_panel=_PAGE)
    ] = True,
    situation: Situations = None,
    times: TimesFrom = "stated",
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
) -> None:
    """Show the map on a page that follows the file, for a workshop; nothing leaves this machine."""
    from icmap.cli._output import put, say
    from icmap.cli._stopping import undone_when_stopped
    from icmap.serving.maker import Asked
    from icmap.serving.running import serve as run
    from icmap.serving.watching import refuse_streams
    from icmap.study import Question

    refuse_streams([path], "icmap serve")
    question = Question(tuple(sorted(set(situation or ()))), times=times)

    def ready(address: str) -> None:
        put(f"{address}\n")
        if not quiet:
            say(f"icmap: the page follows {path}; Ctrl-C ends it")
        if opens:
            _open(address)

    run(Asked(path, root, read_size(max_size), question), port, ready, guard=undone_when_stopped)


def _open(address: str) -> None:
    """Open the browser from a thread of its own: some are waited for until they are closed."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
