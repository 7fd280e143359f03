"""Who may come in: only a browser on this machine that was given the address, secret included, and only from the page itself.

A page of somebody else cannot know the secret. Beyond that a request must name this machine by its number (so a name that
was rebound to it gets nothing), must not come from another page, and may only read, but for the one question of what-if.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "WRITES", "Gate"]

WRITES = "what-if"
"""The one address to which something may be posted."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says: nothing from elsewhere, nothing in a frame, nothing kept, no address passed on; and no CORS."""

_FROM_ELSEWHERE = frozenset({"cross-site", "same-site"})


class Gate:
    """The application behind a gate: `hosts` are the names by which it may be asked for, with the port."""

    def __init__(self, app: ASGIApp, secret: str, hosts: Iterable[str]) -> None:
        self._app = app
        self._prefix = f"/{secret}/"
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refused(scope)
        app = self._app if refused is None else PlainTextResponse(*refused)
        await app(scope, receive, guarded)

    def _refused(self, scope: Scope) -> tuple[str, int] | None:
        """Why a request is not let in, and the status that says so; None where it is."""
        headers = _headers(scope)
        if headers.get("host", []) not in [[host] for host in self._hosts]:
            return "this page is called otherwise\n", 421
        if not secrets.compare_digest(scope["path"].encode()[: len(self._prefix)], self._prefix.encode()):
            return "there is nothing here\n", 404
        origins = headers.get("origin", [])
        from_elsewhere = not _FROM_ELSEWHERE.isdisjoint(headers.get("sec-fetch-site", []))
        if not self._origins.issuperset(origins) or from_elsewhere:
            return "this page only talks to itself\n", 403
        return self._wrong_method(scope, posted_by=origins)

    def _wrong_method(self, scope: Scope, posted_by: list[str]) -> tuple[str, int] | None:
        if scope["path"] == self._prefix + WRITES:
            if scope["method"] != "POST":
                return "this is asked by POST\n", 405
            return None if len(posted_by) == 1 else ("this page only talks to itself\n", 403)
        return None if scope["method"] in ("GET", "HEAD") else ("this can only be read\n", 405)


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found
