"""Importing for a command: what was understood is said, and a map is written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from icmap.cli._files import write_file
from icmap.cli._options import read_size
from icmap.cli._output import deliver, put, say
from icmap.cli._reading import Reading, read_maps
from icmap.cli._remarks import say_remarks
from icmap.cli._stopping import undone_when_stopped
from icmap.exchange.gathered import Gathered
from icmap.exchange.importing import hold_to_scale, import_files
from icmap.exchange.into import Update, updated
from icmap.exchange.order import Order
from icmap.exchange.reading import gather
from icmap.exchange.tables.meaning import wanted_columns
from icmap.records import dataclass

__all__ = ["Wanted", "bring_in", "deliver_update", "make_new"]

_MISTAKES = 2
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked on the command line."""

    columns: tuple[str, ...]
    sheets: tuple[str, ...]
    arrows_serve: bool
    max_size: str | None
    keep_going: bool
    dry_run: bool
    quiet: bool

    @property
    def order(self) -> Order:
        """How files are read."""
        most = read_size(self.max_size) or Order({}).most
        return Order(wanted_columns(self.columns), self.sheets, self.arrows_serve, most, undone_when_stopped)


def make_new(files: Sequence[str], output: str | None, wanted: Wanted) -> None:
    """A new map to stdout or a file; exit 2 and nothing written where cells could not be read and nobody said to go on."""
    found = import_files(files, wanted.order)
    if not wanted.quiet:
        say("\n".join(found.said))
    say_remarks(found.remarks, quiet=wanted.quiet)
    if not found.ok and not wanted.keep_going:
        say("icmap: nothing was written; mend the cells, or leave them out with --keep-going")
        raise typer.Exit(_MISTAKES)
    _refuse_nothing(is_empty=found.is_empty)
    if not wanted.quiet:
        say(f"{found.summary}")
    if wanted.dry_run:
        put(found.text)
        return
    deliver(found.text, output, files, quiet=wanted.quiet)
    if output not in (None, "-") and not wanted.quiet:
        say(f"next: icmap analyze {output}")


def _refuse_nothing(*, is_empty: bool) -> None:
    """A map of no party is never written, and nothing is pruned for want of anything read."""
    if is_empty:
        say("icmap: nothing was written: no party could be read")
        raise typer.Exit(_MISTAKES)


def bring_in(files: Sequence[str], into: str, wanted: Wanted, *, prune: bool) -> None:
    """Change a map: its files are written whole or not at all; with `dry_run` the diff goes to stdout and nothing is written."""
    (loaded,) = read_maps([into], Reading(quiet=True, max_size=wanted.max_size))
    gathered = Gathered()
    gathered.names.know(
        (each.id, each.label, [own.name for own in each.services]) for each in loaded.org.parties.values()
    )
    said = gather(files, wanted.order, gathered)
    hold_to_scale(gathered, loaded.org.survey)
    if not wanted.quiet:
        say("\n".join(said))
    say_remarks(gathered.remarks, quiet=wanted.quiet)
    if gathered.remarks.errors and not wanted.keep_going:
        say("icmap: nothing was written; mend the cells, or leave them out with --keep-going")
        raise typer.Exit(_MISTAKES)
    _refuse_nothing(is_empty=not (gathered.parties or gathered.top))
    deliver_update(into, updated(into, loaded, gathered, prune=prune), files, wanted)


def deliver_update(into: str, update: Update, files: Sequence[str], wanted: Wanted) -> None:
    """Say what changes, and write it unless it is a rehearsal."""
    changes = update.changes
    if not wanted.quiet:
        for name, lines in (
            ("added", changes.added),
            ("changed", changes.changed),
            ("conflicting", changes.conflicting),
            ("taken out", changes.gone),
        ):
            say("".join(f"  {name}: {line}\n" for line in lines[:_TOLD]))
            if len(lines) > _TOLD:
                say(f"  {name}: and {len(lines) - _TOLD} more")
        say(f"{into}: {changes.summary}")
    if wanted.dry_run:
        put(update.diff)
        return
    for name, text in update.texts.items():
        write_file(name, text.encode("utf-8"), files)
        if not wanted.quiet:
            say(f"wrote {name}")
