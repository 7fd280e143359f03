"""A page of a terminal being written, line by line, in Rich `Text` that holds nothing a terminal would obey."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from icmap.formats._format import Page
from icmap.formats.escaping import plain_ascii, printable
from icmap.formats.wrapping import wrapped

__all__ = ["Sheet"]

_READABLE = 110
"""Columns beyond which running text is no longer easy to read; tables may be wider."""
_NARROWEST = 40


class Sheet:
    """A page being written: its Rich console, and how text gets onto it."""

    def __init__(self, page: Page) -> None:
        self.ascii = page.ascii
        self.width = max(page.width, _NARROWEST)
        self.text_width = min(self.width, _READABLE)
        self.out = io.StringIO()
        self.console = Console(
            file=self.out,
            width=self.width,
            force_terminal=page.color,
            color_system="standard" if page.color else None,
            no_color=not page.color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def text(self, text: str, style: str = "") -> Text:
        """Text from a report, with nothing in it that a terminal would obey."""
        shown = printable(text)
        return Text(plain_ascii(shown) if self.ascii else shown, style=style)

    @property
    def line(self) -> str:
        """One column of a thin line."""
        return "-" if self.ascii else "─"

    def put(self, line: Text | None = None) -> None:
        """Put one finished line on the page, below what is there; none is a blank line."""
        if self.console.no_color:  # the same without Rich's rendering, which takes as long as reading a small map
            self.out.write(f"{line.plain.rstrip() if line else ''}\n")
        else:
            self.console.print(line or Text(), soft_wrap=True)

    def put_wrapped(self, text: Text) -> None:
        """Put running text on the page, in lines that are easy to read."""
        for line in self.wrapped(text, self.text_width):
            self.put(line)

    def wrapped(self, text: Text, width: int) -> Iterator[Text]:
        """The lines of a text."""
        return wrapped(text, max(width, 20), self.console)

    def written(self) -> str:
        """All that is on the page."""
        return self.out.getvalue()
