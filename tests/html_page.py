"""The page about a map, and the system's Chromium to open it in, driven by playwright; skipped where one is missing."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from icmap import loading
from icmap.formats import Page, report_format
from icmap.model import OrgMap
from icmap.pictures.in_report import illustrated
from icmap.pictures.paint.engines import Engine
from icmap.report import build_report
from icmap.study import Study
from worlds import a_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

EVIL = (
    "</script><img src=x onerror=alert(1)>",
    "<script>evil=1</script>",
    '"><svg onload=evil=1>',
    "' onmouseover='evil=1",
    "javascript:evil=1",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp; &#106;",
    "</title></style></svg></table></details>",
    "\u202egnp.exe",
    "a\u2028b\u2029c",
    "{{constructor.constructor('evil=1')()}}",
    "`${evil=1}`",
    "\\u003cimg\\u003e",
    "__proto__",
)


EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def html_of(org: OrgMap, engine: Engine | None = None) -> str:
    """The page about a map."""
    study = Study(org)
    write = report_format("html", None).report
    assert write
    return write(illustrated(study, build_report(study), engine or Engine()), Page())


def example(name: str) -> OrgMap:
    """The map of an example."""
    return loading.load(str(EXAMPLES / name)).org


def a_row_of(names: list[str]) -> OrgMap:
    """A map in which each serves the one before; the names come after ids, so that no two are the same."""
    org = a_map(*(f"n{place} -> n{place + 1}" for place in range(len(names) - 1)))
    order = {f"n{place}": name for place, name in enumerate(names)}
    return replace(
        org, parties={key: replace(party, label=f"{key} {order[key]}") for key, party in org.parties.items()}
    )


class Opened:
    """A page in a tab, with all that it said on the console and all that it asked for."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.said: list[str] = []
        self.asked: list[str] = []
        tab.on("console", lambda message: self.said.append(message.text))
        tab.on("pageerror", lambda error: self.said.append(str(error)))
        tab.on("request", lambda request: self.asked.append(request.url))


FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@cache
def _launched(path: str) -> Browser:
    """The one browser of this process: several modules use its fixture, and Playwright starts once in a thread."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    started = sync_playwright().start()
    found = started.chromium.launch(executable_path=path, args=FLAGS)
    atexit.register(started.stop)
    atexit.register(found.close)
    return found


@pytest.fixture(scope="session", name="browser")
def a_browser() -> Browser:
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed")
    return _launched(path)


@pytest.fixture(name="opened")
def opening(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens a page from its text, in a window of its own, light unless asked otherwise."""
    contexts: list[Any] = []

    def open_page(text: str, *, scheme: str = "light", width: int = 1280) -> Opened:
        path = tmp_path / f"report-{len(contexts)}.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        found = Opened(context.new_page())
        found.tab.goto(path.as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session", name="pages")
def written_pages() -> Callable[[str], str]:
    """The page about an example, written once."""
    written: dict[str, str] = {}

    def page_of(name: str) -> str:
        if name not in written:
            written[name] = html_of(example(name))
        return written[name]

    return page_of
