"""`icmap config show`: what the rules are set to, and where."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from icmap.cli._options import FormatName, MapPath, MaxSize, NoColor, Output, Quiet, Root

__all__ = ["EXAMPLES", "config"]

EXAMPLES = ("icmap config show org.yaml", "icmap config show org.yaml --policy policy.yaml --format json")


def config(  # noqa: PLR0913 - one parameter an option
    what: Annotated[Literal["show"], typer.Argument(metavar="show", help="Show it.", show_default=False)],  # noqa: ARG001 - the only thing to do
    path: MapPath,
    *,
    policy: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Rules for many maps; may be repeated.")
    ] = None,
    format_name: FormatName = None,
    output: Output = None,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Show what icmap check looks for in a map, how strictly, and which file says so."""
    from icmap.checking import read_wanted
    from icmap.checking.effective import settings_report
    from icmap.cli._reading import Reading, files_of, read_maps
    from icmap.cli._writing import write_reports
    from icmap.formats import report_format

    form = report_format(format_name, output)
    wanted = read_wanted(policies=policy or ())
    (loaded,) = read_maps([path], Reading(root=root, max_size=max_size, quiet=quiet, no_color=no_color))
    report = settings_report(loaded, wanted.policies)
    write_reports([report], form, output, files_of([loaded]), quiet=quiet, no_color=no_color)
