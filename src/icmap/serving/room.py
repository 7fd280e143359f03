"""Who watches: the tabs, what each still has to be shown, and the one run after another that makes it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import TypeVar

from icmap.errors import IcmapError
from icmap.pictures.paint.engines import Guard
from icmap.serving.maker import Asked, ChangesShown, Maker, Part, PictureShown, Shown
from icmap.serving.mistakes import Trouble
from icmap.serving.runs import Run, Superseded
from icmap.serving.watching import Looked, Watcher

__all__ = ["Room"]

_NAMES: dict[type, str] = {Shown: "screen", ChangesShown: "changes", PictureShown: "picture"}
_HEARTBEAT = 15.0
"""After so many seconds without news a tab is sent a blank line, so that one that has gone is noticed."""

T = TypeVar("T")


class _Tab:
    """One open tab: the parts it has not been sent yet, only the newest of each name."""

    def __init__(self, parts: dict[str, str]) -> None:
        self.waiting = dict(parts)
        self.news = asyncio.Event()
        self.news.set()

    def give(self, name: str, part: str) -> None:
        self.waiting.pop(name, None)
        self.waiting[name] = part
        self.news.set()

    async def take(self) -> list[tuple[str, str]]:
        try:
            await asyncio.wait_for(self.news.wait(), _HEARTBEAT)
        except TimeoutError:
            return []
        self.news.clear()
        taken, self.waiting = list(self.waiting.items()), {}
        return taken


class Room:
    """The room: it follows one file for any number of tabs. Everything but making runs on the loop's thread."""

    def __init__(self, asked: Asked, guard: Guard | None = None) -> None:
        self.maker = Maker(asked, self._show, self._follow, guard)
        self._watcher = Watcher(Looked(asked.path))
        self._tabs: set[_Tab] = set()
        self._parts: dict[str, str] = {}
        self._run = Run()
        self._saved = asyncio.Event()
        self._asking = asyncio.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def work(self) -> None:
        """Follow the file until cancelled: make what is shown now, and again after every save."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._watch, args=(self._loop,), daemon=True).start()
        self._saved.set()
        given_up = False
        while True:
            await self._saved.wait()
            self._saved.clear()
            self._run = Run(patient=given_up)
            given_up = not await asyncio.to_thread(self._make, self._run)

    def saved(self) -> None:
        """Something was saved: what is being made is old."""
        self._run.supersede()
        self._saved.set()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        for _ in self._watcher.changes():
            loop.call_soon_threadsafe(self.saved)

    def _make(self, run: Run) -> bool:
        """Whether the run was done; a defect is shown, and the next save is another chance."""
        try:
            self.maker.make(run)
        except Superseded:
            return False
        except Exception as error:  # noqa: BLE001 - the workshop goes on with what was valid
            words = f"internal error (please report): {type(error).__name__}: {error}"[:200]
            self._show(
                Shown(
                    revision=self.maker.shown.revision,
                    trouble=Trouble(broken=True, words=words),
                    screen=self.maker.shown.screen,
                )
            )
        return True

    def _follow(self, looked: Looked) -> None:
        self._watcher.follow(looked)

    def _show(self, part: Part) -> None:
        """Called by the maker in its thread."""
        text = json.dumps(asdict(part), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._publish, _NAMES[type(part)], text)

    def _publish(self, name: str, text: str) -> None:
        self._parts[name] = text
        for tab in self._tabs:
            tab.give(name, text)

    async def events(self) -> AsyncIterator[str]:
        """What a tab is sent, as server-sent events: all that is shown now, then whatever is new."""
        tab = _Tab(self._parts)
        self._tabs.add(tab)
        try:
            yield "retry: 500\n\n"
            while True:
                taken = await tab.take()
                yield "".join(f"event: {name}\ndata: {text}\n\n" for name, text in taken) or ": here\n\n"
        finally:
            self._tabs.discard(tab)

    async def ask(self, question: Callable[..., T], *asked: object) -> T:
        """The answer to a question about the last valid map, one question at a time; an `IcmapError` where there is none."""
        study = self.maker.study
        if study is None:
            raise IcmapError("there is no valid map yet", hint="the mistakes are on the page")
        async with self._asking:
            return await asyncio.to_thread(question, study, *asked)
