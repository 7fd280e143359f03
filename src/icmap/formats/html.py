"""HTML: one self-contained page with pictures, for whoever was not in the workshop. No request leaves it."""

from __future__ import annotations

from collections.abc import Sequence

from icmap.document import Report
from icmap.errors import IcmapError
from icmap.formats._format import Format, Page
from icmap.formats.page.whole import whole_page

__all__ = ["FORMAT"]


def write_report(report: Report, page: Page) -> str:  # noqa: ARG001 - a format's signature
    """The report as one page; see `icmap.formats.page`."""
    return whole_page(report)


def join(texts: Sequence[str]) -> str:
    """A page is about one map."""
    raise IcmapError(f"a page holds one map, not {len(texts)}", hint="write a page for each map")


FORMAT = Format(
    "html",
    "one self-contained page with pictures",
    (".html", ".htm"),
    report=write_report,
    join=join,
    illustrated=True,
)
