"""What can be asked of the page's server: the page, its script and styles, the stream of news, and three questions."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pkgutil
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from icmap.card import card
from icmap.errors import IcmapError
from icmap.formats.page.blocks import block
from icmap.formats.page.elements import element, joined
from icmap.formats.page.links import Links
from icmap.records import dataclass
from icmap.serving.gate import WRITES, Gate
from icmap.serving.places import Where, where
from icmap.serving.room import Room
from icmap.serving.screen import timeline_of
from icmap.serving.what_if import Supposed, answer
from icmap.study import Study

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["application"]

_FILES = {
    "": ("icmap.serving", "page.html", "text/html"),
    "room.js": ("icmap.serving", "room.js", "text/javascript"),
    "stream.js": ("icmap.serving", "stream.js", "text/javascript"),
    "map.js": ("icmap.serving", "map.js", "text/javascript"),
    "room.css": ("icmap.serving", "room.css", "text/css"),
    "report.css": ("icmap.formats.page", "style.css", "text/css"),
    "icon.svg": ("icmap.serving", "icon.svg", "image/svg+xml"),
}
"""The files of the page by their address: package, name, kind."""
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class CardShown:
    """A party's card as HTML, what it is called, and where it is written."""

    key: str
    name: str
    subtitle: str
    html: str
    where: Where | None


def application(room: Room, secret: str, hosts: tuple[str, ...]) -> Gate:
    """The application for one room, behind its gate."""
    api = _Questions(room)
    routes = [
        *(Route(f"/{name}", _served(*file)) for name, file in _FILES.items()),
        Route("/events", api.events),
        Route("/card", api.card),
        Route("/timeline", api.timeline),
        Route(f"/{WRITES}", api.what_if, methods=["POST"]),
    ]

    @contextlib.asynccontextmanager
    async def following(_app: Starlette) -> AsyncIterator[None]:
        work = asyncio.create_task(room.work())
        yield
        work.cancel()

    return Gate(Starlette(routes=[Mount(f"/{secret}", routes=routes)], lifespan=following), secret, hosts)


def _served(package: str, name: str, kind: str) -> Any:
    content = pkgutil.get_data(package, name)
    if content is None:
        raise IcmapError(f"the file '{name}' of icmap is missing", hint="install icmap again")

    async def serve(_request: Request) -> Response:
        return Response(content, media_type=kind)

    return serve


class _Questions:
    """What a tab asks about the last valid map."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def events(self, _request: Request) -> Response:
        """Everything that is shown, now and from now on."""
        return StreamingResponse(self._room.events(), media_type="text/event-stream")

    async def card(self, request: Request) -> Response:
        """The card of one party, by its id."""
        return await self._answered(_card, request.query_params.get("party", ""))

    async def timeline(self, request: Request) -> Response:
        """The timeline of one need, by its key."""
        return await self._answered(timeline_of, request.query_params.get("need", ""))

    async def what_if(self, request: Request) -> Response:
        """What some suppositions do; nothing is written."""
        supposed = await _supposed(request)
        if supposed is None:
            return JSONResponse({"error": "this is no question", "hint": ""}, 400)
        return await self._answered(answer, supposed)

    async def _answered(self, question: Any, *asked: object) -> Response:
        try:
            found = await self._room.ask(question, *asked)
        except IcmapError as error:
            return JSONResponse({"error": error.message, "hint": error.hint}, 422)
        return JSONResponse({"html": found} if isinstance(found, str) else asdict(found))


def _card(study: Study, party: str) -> CardShown:
    report = card(study, party)
    sections = (
        joined(element("h3", section.title), *(block(each, Links()) for each in section.blocks))
        for section in report.sections
        if section.blocks
    )
    own = study.org.parties.get(party)
    place = where(own.span, study.org.file) if own else None
    return CardShown(party, report.title, report.subtitle, joined(*sections), place)


async def _supposed(request: Request) -> Supposed | None:
    """What is supposed, from JSON; None where it is none, or too much of it."""
    content = b""
    async for piece in request.stream():
        content += piece
        if len(content) > _LARGEST:
            return None
    try:
        asked = json.loads(content)
        late = tuple((_text(who), _text(time)) for who, time in asked.get("late", []))
        return Supposed(late, tuple(map(_text, asked.get("away", []))), tuple(map(_text, asked.get("options", []))))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
