"""A presentation being written: its slides with a title, what is above and below it, and notes; the same bytes on every day."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import pptx

from icmap.errors import IcmapError
from icmap.pictures.drawing import Picture
from icmap.pictures.options import ThemeName
from icmap.pictures.paint.fit import MARGIN, SUBTITLE_SIZE, TITLE_LINE, TITLE_SIZE, page_size
from icmap.pictures.paint.layout.widths import fitted, wrapped
from icmap.pictures.paint.pptx.slide import Slide
from icmap.pictures.paint.theme import palette
from icmap.pictures.text.escaping import one_line

__all__ = ["Show"]

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TITLE_ONLY = "title only"
"""The name of the layout with a title and nothing else."""


class Show:
    """A presentation of slides with one page size; a template brings its layouts, fonts and colours of titles."""

    def __init__(self, proportions: tuple[float, float], theme: ThemeName, template: str | None = None) -> None:
        self.width, self.height = page_size(proportions)
        self._themed = template is not None
        self._show: Any = _opened(template)
        if template is None:
            self._show.slide_width, self._show.slide_height = Slide.length(self.width), Slide.length(self.height)
        self._colours = palette(theme)

    def slide(self, picture: Picture, notes: str = "", title: str = "") -> Slide:
        """A new slide with the words that stand above a picture."""
        return self.titled(title or picture.title, picture.map_name, picture.subtitle, notes)

    def titled(self, title: str, above: str = "", below: str = "", notes: str = "") -> Slide:
        """A new slide: a title in the placeholder for titles, what is above it, what is below it."""
        made = self._show.slides.add_slide(self._layout())
        slide = Slide(made, self._colours, self._scale())
        if not self._themed:
            slide.background()
        room, y = self.width - 2 * MARGIN, 20.0
        if above:
            slide.text(fitted(one_line(above), 14, room), (MARGIN, y, room, 20), 14, ink="muted")
            y += 20
        lines = wrapped(one_line(title), TITLE_SIZE, room, 2, bold=True)
        slide.title(
            made.shapes.title, "\n".join(lines), (MARGIN, y + 2, room, TITLE_LINE * len(lines)), TITLE_SIZE, bold=True
        )
        y += TITLE_LINE * len(lines)
        if below:
            slide.text(
                fitted(one_line(below), SUBTITLE_SIZE, room), (MARGIN, y + 2, room, 22), SUBTITLE_SIZE, ink="muted"
            )
        for placeholder in list(made.placeholders):
            if placeholder.placeholder_format.idx != 0:
                placeholder.element.getparent().remove(placeholder.element)
        if notes:
            made.notes_slide.notes_text_frame.text = "\n".join(map(one_line, notes.splitlines()))
        return slide

    def _layout(self) -> Any:
        layouts = list(self._show.slide_layouts)
        named = [each for each in layouts if (each.name or "").strip().lower() == _TITLE_ONLY]
        with_title = [each for each in layouts if any(one.placeholder_format.idx == 0 for one in each.placeholders)]
        if not with_title:
            raise IcmapError("the template has no layout with a title", hint="add one called 'Title Only'")
        return (named or with_title)[0]

    def _scale(self) -> float:
        """How much larger a slide of the template is than ours."""
        across = float(self._show.slide_width / Slide.length(self.width))
        return min(across, float(self._show.slide_height / Slide.length(self.height)))

    def content(self, title: str) -> bytes:
        """The file: no time of writing in the archive or in its properties."""
        properties = self._show.core_properties
        properties.title = one_line(title)
        properties.created = properties.modified = dt.datetime(*_LONG_AGO[:3])  # noqa: DTZ001 - no clock is meant
        properties.author = properties.last_modified_by = ""
        first, second = io.BytesIO(), io.BytesIO()
        self._show.save(first)
        with zipfile.ZipFile(first) as written, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as again:
            for name in written.namelist():
                entry = zipfile.ZipInfo(name, _LONG_AGO)
                entry.compress_type = zipfile.ZIP_DEFLATED
                again.writestr(entry, written.read(name))
        return second.getvalue()


def _opened(template: str | None) -> Any:
    """The library's own template, or one from a file, its slides taken out."""
    if template is None:
        return pptx.Presentation()
    try:
        show: Any = pptx.Presentation(template)
    except Exception as error:
        raise IcmapError(f"'{template}' is no presentation that can be a template", hint="give a .pptx file") from error
    slides = show.slides._sldIdLst  # noqa: SLF001 - the library has no public way to take a slide out
    for each in list(slides):
        show.part.drop_rel(each.rId)
        slides.remove(each)
    return show
