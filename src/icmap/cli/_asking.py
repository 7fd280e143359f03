"""Forms and answers for a command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from icmap.cli._exporting import write_folder
from icmap.cli._importing import Wanted, deliver_update
from icmap.cli._output import say
from icmap.cli._reading import Reading, read_maps
from icmap.cli._remarks import say_remarks
from icmap.cli._stopping import undone_when_stopped
from icmap.errors import IcmapError
from icmap.exchange.forms.answers import read_answers
from icmap.exchange.forms.form import Form
from icmap.exchange.forms.merge import merged
from icmap.exchange.forms.page import page
from icmap.exchange.forms.sheet import form_markdown, form_workbook
from icmap.exchange.into import updated

__all__ = ["bring_answers", "write_forms"]


def write_forms(made: Sequence[Form], how: str, folder: str, inputs: Iterable[str], *, quiet: bool) -> None:
    """One file a form; no file is named by an id, so what is for whom is said."""
    if not made:
        say("nothing to ask: the map says all that these parties know")
        return
    writers: Mapping[str, Callable[[Form], bytes]] = {
        "html": lambda form: page(form).encode("utf-8"),
        "xlsx": form_workbook,
        "md": lambda form: form_markdown(form).encode("utf-8"),
    }
    names = {f"form-{number:03}.{how}": form for number, form in enumerate(made, 1)}
    write_folder(folder, {name: writers[how](form) for name, form in names.items()}, inputs, quiet=True)
    if not quiet:
        for name, form in names.items():
            say(f"{name}  {len(form.questions)} question{'s' if len(form.questions) != 1 else ''} to {form.name}")
        say(f"wrote {len(names)} forms to {folder}\nnext: send them out, then  icmap answers FILES --into ORG.yaml")


def bring_answers(
    files: Sequence[str], into: str, as_of: str | None, *, overwrite: bool, dry_run: bool, quiet: bool
) -> None:
    """Merge answers, list what contradicts, and write what does not."""
    if as_of is not None and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", as_of):
        raise IcmapError(f"'{as_of[:60]}' is no date", hint="write it like 2026-01-31")
    (loaded,) = read_maps([into], Reading(quiet=True))
    found, repeated = read_answers(files, undone_when_stopped)
    result = merged(loaded.org, found, as_of or "", overwrite=overwrite)
    say_remarks(result.gathered.remarks, quiet=quiet)
    if not quiet:
        say(f"{result.people} answered" + (f"; {repeated} repeated answers count once" if repeated else ""))
        for name, lines in (("conflict", result.conflicts), ("kept back", result.kept_back)):
            say("".join(f"  {name}: {line}\n" for line in lines))
    update = updated(into, loaded, result.gathered)
    deliver_update(into, update, files, Wanted((), (), False, None, False, dry_run, quiet))
