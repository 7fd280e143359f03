"""Pictures for a command: on what page, laid out by whom, where to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from icmap.cli._output import deliver_bytes, say
from icmap.cli._progress import progress
from icmap.cli._stopping import undone_when_stopped
from icmap.document import Report
from icmap.errors import IcmapError
from icmap.formats import Format
from icmap.pictures.drawing import Picture
from icmap.pictures.make import format_named
from icmap.pictures.options import EngineName, Style
from icmap.pictures.order import Order, PictureFormat
from icmap.pictures.paint.engines.engine import Engine
from icmap.pictures.paint.layout.kept import Places, places_of
from icmap.study import Study

__all__ = [
    "changed_report",
    "guarded",
    "pictured",
    "read_places",
    "read_proportions",
    "write",
    "write_change",
    "write_deck",
]

_MOST_STRETCHED = 20
_LARGEST_SVG = 64 * 1024 * 1024
_PAPER = {
    "a4": (210.0, 297.0),
    "a4-landscape": (297.0, 210.0),
    "a3": (297.0, 420.0),
    "a3-landscape": (420.0, 297.0),
    "letter": (216.0, 279.0),
}


def read_proportions(text: str | None) -> tuple[float, float] | None:
    """Width and height of a page from `16:9`, or of paper by its name."""
    if text is None or text.lower() in _PAPER:
        return _PAPER.get((text or "").lower())
    match = re.fullmatch(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)[:x]([0-9]{1,5}(?:\.[0-9]{1,3})?)", text.strip(), re.ASCII)
    wide, tall = (float(match[1]), float(match[2])) if match else (0.0, 0.0)
    if not (tall and 1 / _MOST_STRETCHED <= wide / tall <= _MOST_STRETCHED):
        raise IcmapError(f"'{text[:60]}' is no page size", hint="write it like 16:9, 4:3 or A4")
    return wide, tall


def read_places(path: str | None) -> Places | None:
    """Where an older picture has everything."""
    if path is None:
        return None
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LARGEST_SVG)
    except OSError as error:
        raise IcmapError(f"cannot read '{path}': {error.strerror}") from error
    found = places_of(content.decode("utf-8", "replace"))
    if found is None:
        raise IcmapError(f"'{path}' is no picture by icmap", hint="give an svg that icmap render has written")
    return found


def guarded(choice: EngineName) -> Engine:
    """The engine whose child ends when icmap is stopped."""
    return Engine(choice, guard=undone_when_stopped)


def write(
    picture: Picture, form: PictureFormat, order: Order, output: str | None, inputs: Iterable[str], *, quiet: bool
) -> None:
    """Make the file, say what was left out, and deliver it."""
    with progress("drawing", quiet=quiet):
        done = form.write(picture, order)
    if not quiet:
        for remark in done.remarks:
            say(f"icmap: {remark}")
    deliver_bytes(done.content, output, inputs, binary=form.binary, quiet=quiet)


def write_deck(
    studies: Sequence[Study], output: str | None, inputs: Iterable[str], template: str | None, *, quiet: bool
) -> None:
    """The slides of one map."""
    if len(studies) != 1:
        raise IcmapError(f"a presentation holds one map, not {len(studies)}", hint="write one for each map")
    from icmap.pictures.deck import deck_of
    from icmap.report import build_report

    order = Order(Style(proportions=(16, 9)), guarded("auto"), template=template)
    done = deck_of(studies[0], build_report(studies[0], None), order)
    deliver_bytes(done.content, output, inputs, binary=True, quiet=quiet)


def pictured(name: str | None, output: str | None) -> PictureFormat | None:
    """The picture format that is asked for by name or suffix; None where it is one of reports."""
    suffix = Path(output).suffix.lower() if output else ""
    for each in map(format_named, ("svg", "png", "pdf", "pptx")):
        if name == each.name or (name is None and suffix in each.suffixes):
            return each
    return None


def write_change(  # noqa: PLR0913 - as the command has it
    old: Study, new: Study, form: PictureFormat, page: tuple[float, float] | None, output: str | None, inputs: Iterable[str],
    *, quiet: bool,
) -> None:  # fmt: skip
    """What changed between two maps, as one picture."""
    from icmap.pictures.change import change_picture

    order = Order(Style(proportions=page or form.page), guarded("auto"))
    write(change_picture(old, new, order), form, order, output, inputs, quiet=quiet)


def changed_report(report: Report, old: Study, new: Study, form: Format) -> Report:
    """The report of a change, with its picture for a format that shows some."""
    if not form.illustrated:
        return report
    from icmap.pictures.in_report.change import with_change

    return with_change(report, old, new, guarded("auto"))
