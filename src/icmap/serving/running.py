"""Running the page's server: on this machine only, on a port of its own, until the program is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import secrets
import socket
from collections.abc import Callable, Iterator

from icmap.errors import IcmapError
from icmap.pictures.paint.engines import Guard
from icmap.serving.maker import Asked
from icmap.serving.watching import INSTALL

__all__ = ["serve"]

LOOPBACK = "127.0.0.1"


def serve(asked: Asked, port: int, ready: Callable[[str], object], guard: Guard | None = None) -> None:
    """Serve the page about a map until a signal ends the program; `ready` is given its address, secret included.

    `port` 0 is any that is free; one that is taken is an `IcmapError`, as are missing parts of the extra `serve`.
    """
    try:
        import uvicorn

        from icmap.serving.app import application
        from icmap.serving.room import Room
    except ImportError:
        raise IcmapError("nothing here can serve a page", hint=INSTALL) from None

    class Server(uvicorn.Server):
        """Uvicorn, but signals stay with whoever runs it: it would wait for every open tab before it ends."""

        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield

    with _listening(port) as listener:
        port = listener.getsockname()[1]
        secret = secrets.token_urlsafe(16)
        app = application(Room(asked, guard), secret, (f"{LOOPBACK}:{port}", f"localhost:{port}"))
        config = uvicorn.Config(
            app, log_config=None, access_log=False, server_header=False, date_header=False, http="h11", ws="none",
            loop="asyncio", lifespan="on",
        )  # fmt: skip
        gc.freeze()
        ready(f"http://{LOOPBACK}:{port}/{secret}/")
        asyncio.run(Server(config).serve([listener]))


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """A socket of this machine alone that listens already: who opens the address at once is served."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
            listener.listen(128)
        except (OSError, OverflowError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise IcmapError(f"cannot listen on port {port}: {reason}", hint="--port 0 takes any free one") from None
        yield listener
