"""Writing exports for a command: one file, or a folder of tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from icmap.cli._files import write_file
from icmap.cli._output import deliver_bytes, say
from icmap.errors import IcmapError
from icmap.exchange.exporting import export_format, exported, folder_of_tables
from icmap.exchange.written.template import template
from icmap.records import dataclass
from icmap.report import build_report
from icmap.study import Study

__all__ = ["Asked", "write_export", "write_folder", "write_template"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to, in which format, and which table."""

    output: str | None
    format_name: str | None
    table: str

    @property
    def is_folder(self) -> bool:
        """Whether all tables are asked for, as files of a folder."""
        return (
            self.output is not None
            and self.format_name in {None, "csv"}
            and (self.output.endswith(("/", "\\")) or Path(self.output).is_dir())
        )


def write_export(study: Study, asked: Asked, inputs: Iterable[str], *, quiet: bool) -> None:
    """Write what was asked for."""
    if asked.is_folder:
        write_folder(asked.output or "", folder_of_tables(study, build_report(study)), inputs, quiet=quiet)
        return
    form = export_format(asked.format_name, asked.output)
    content = _dot(study) if form == "dot" else exported(form, study, lambda: (study, build_report(study)), asked.table)
    deliver_bytes(content, asked.output, inputs, binary=form == "xlsx", quiet=quiet)


def _dot(study: Study) -> bytes:
    from icmap.pictures.make import make
    from icmap.pictures.options import Style, Wish
    from icmap.pictures.order import Order
    from icmap.pictures.views import picture_of

    return make(picture_of(study, "map", Wish()), "dot", Order(Style())).content


def write_folder(folder: str, files: Mapping[str, bytes], inputs: Iterable[str], *, quiet: bool) -> None:
    """Write files into a folder, which is made where it is not there."""
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IcmapError(f"cannot write '{folder}': {error.strerror}") from error
    listed = list(inputs)
    for name, content in files.items():
        write_file(str(place / name), content, listed)
    if not quiet:
        say(f"wrote {len(files)} files to {folder}")


def write_template(path: str | None, output: str | None, *, quiet: bool) -> None:
    """Write the empty workbook; its name may stand where the map would."""
    target = output or path
    if target is None:
        raise IcmapError("where to? no file is named", hint="icmap export --template -o questions.xlsx")
    deliver_bytes(template(), target, binary=True, quiet=quiet)
