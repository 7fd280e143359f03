"""An editor for tests: it starts `icmap lsp` as editors do, and speaks JSON-RPC with it over stdin and stdout."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Any, Self

from processes import ICMAP, environment

Json = dict[str, Any]
_PATIENCE = 120
"""Seconds until a test gives up; a busy machine is slow."""


class Refused(Exception):  # noqa: N818 - the server refuses, which is no mistake
    """The server answered with an error."""


class Editor:
    """One editor with one server; columns are those of UTF-16, as in most editors."""

    def __init__(self, folder: Path, capabilities: Json | None = None) -> None:
        self._process = subprocess.Popen(
            [*ICMAP, "lsp"], cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._received: Queue[Json] = Queue()
        self._kept: list[Json] = []
        self._number = 0
        self._versions: dict[str, int] = {}
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        wanted = {"rootUri": folder.as_uri(), "capabilities": capabilities or {}, "processId": None}
        self.capabilities = self.ask("initialize", wanted)["capabilities"]
        self._send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.ask("shutdown", None)
                self._send({"method": "exit"})
                assert self._process.wait(_PATIENCE) == 0
        finally:
            self._process.kill()
            self._process.wait()
            self._listener.join()
            for stream in (self._process.stdin, self._process.stdout):
                assert stream is not None
                stream.close()

    def open(self, path: Path, text: str | None = None) -> list[Json]:
        """Open a file, with what stands in it or with another text; gives what is found in it."""
        text = path.read_text(encoding="utf-8") if text is None else text
        uri = path.as_uri()
        self._versions[uri] = 1
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return self.found(path)

    def change(self, path: Path, text: str) -> list[Json]:
        """Type until the text is this one; gives what is found in it."""
        self.type(path, text)
        return self.found(path)

    def type(self, path: Path, text: str) -> None:
        """Type until the text is this one, and do not wait."""
        uri = path.as_uri()
        self._versions[uri] += 1
        params = {"textDocument": {"uri": uri, "version": self._versions[uri]}, "contentChanges": [{"text": text}]}
        self._send({"method": "textDocument/didChange", "params": params})

    def close(self, path: Path) -> list[Json]:
        """Close a file; gives what is then told of it."""
        self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": path.as_uri()}}})
        return self._published(path.as_uri(), None)

    def found(self, path: Path) -> list[Json]:
        """What is found in the present version of a file."""
        return self._published(path.as_uri(), self._versions[path.as_uri()])

    def found_beside(self, path: Path) -> list[Json]:
        """What is found in a file that is not open."""
        return self._published(path.as_uri(), None)

    def at(self, method: str, path: Path, line: int, column: int, **more: Any) -> Any:
        """Ask about a place, counted from 0."""
        where = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return self.ask(f"textDocument/{method}", {**where, **more})

    def ask(self, method: str, params: Any) -> Any:
        """Ask, and wait for the answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        answer = self._first(lambda message: message.get("id") == self._number)
        if "error" in answer:
            raise Refused(answer["error"]["message"])
        return answer["result"]

    def _published(self, uri: str, version: int | None) -> list[Json]:
        def is_it(message: Json) -> bool:
            params = message.get("params") or {}
            return params.get("uri") == uri and params.get("version") == version

        found: list[Json] = self._first(is_it)["params"]["diagnostics"]
        return found

    def _first(self, is_it: Any) -> Json:
        for number, message in enumerate(self._kept):
            if is_it(message):
                return self._kept.pop(number)
        while True:
            message = self._received.get(timeout=_PATIENCE)
            if is_it(message):
                return message
            self._kept.append(message)

    def _send(self, message: Json) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        for body in self._bodies():
            self._received.put(json.loads(body))

    def _bodies(self) -> Iterator[bytes]:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = stream.readline()
            yield stream.read(length)
