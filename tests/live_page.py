"""`icmap serve` as a process, asked over plain sockets or shown in Chromium; nothing here waits for a fixed time."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from html_page import EXAMPLES
from processes import ICMAP, environment

MAP = """\
icmap: 1
name: Pay day
parties:
  staff:
    kind: external customer
    depends_on:
      - payroll/pay run: {within: {time: 2d, from: start}}
  payroll:
    services: {pay run: {lead_time: 4h, depends_on: [timekeeping]}}
  timekeeping: {kind: team, lead_time: 2d, depends_on: [jeff], options: [{do: a second clerk, lead_time: 1d, cost: 9000}]}
  jeff: {kind: person, lead_time: 1d}
"""

SECONDS = 30.0
"""After so long a test gives up; nothing waits that long where it works."""


class Served:
    """A page that is served, by its process and its address."""

    def __init__(self, path: Path, *options: str) -> None:
        self.path = path
        command = [*ICMAP, "serve", str(path), "--no-open", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        if not self.address:
            assert self.process.stderr
            raise AssertionError(self.process.stderr.read())
        self.port = int(self.address.split(":")[2].split("/")[0])
        self.secret = self.address.split("/")[3]

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it, and say with which code it ended."""
        self.process.send_signal(number)
        code = self.process.wait(SECONDS)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return code

    def events(self) -> Iterator[tuple[str, Any]]:
        """What a tab is sent, by name."""
        name = ""
        with urlopen(self.address + "events", timeout=SECONDS) as stream:  # noqa: S310 - our own page
            for raw in stream:
                line = raw.decode("utf-8")
                if line.startswith("event: "):
                    name = line[7:].strip()
                elif line.startswith("data: "):
                    yield name, json.loads(line[6:])

    def until(self, name: str) -> Any:
        """The first part of a name that is sent."""
        return next(part for each, part in self.events() if each == name)

    def request(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """One raw request, with the headers that are given and no others; status, headers and body of the answer."""
        sent = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        if body:
            sent["Content-Length"] = str(len(body.encode()))
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items() if value)]
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as talk:
            talk.sendall(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
            answer = b"".join(iter(lambda: talk.recv(65536), b"")).decode("utf-8", "replace")
        head, _, content = answer.partition("\r\n\r\n")
        first, *others = head.split("\r\n")
        return int(first.split()[1]), dict(line.lower().split(": ", 1) for line in others), content


Serve = Callable[..., Served]


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[Serve]:
    """Serves maps by their text, or copies of examples, in a folder; whatever is still served at the end is stopped."""
    pytest.importorskip("uvicorn", reason="the extra serve is not installed")
    pytest.importorskip("watchfiles", reason="the extra serve is not installed")
    served: list[Served] = []

    def start(text: str = MAP, *options: str, example: str = "") -> Served:
        here = folder / f"map-{len(served)}"
        if example:
            shutil.copytree((EXAMPLES / example).parent, here)
        else:
            here.mkdir()
            (here / "org.yaml").write_text(text, encoding="utf-8")
        served.append(Served(here / (Path(example).name if example else "org.yaml"), *options))
        return served[-1]

    try:
        yield start
    finally:
        for each in served:
            if each.process.poll() is None:
                each.stop()


@pytest.fixture(name="serve")
def a_server(tmp_path: Path) -> Iterator[Serve]:
    """Serves for one test."""
    with serving(tmp_path) as start:
        yield start
