"""`icmap check`: what the rules find, for a terminal, an editor or CI."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli._options import MaxSize, NoColor, Output, Quiet, Root, one_of, read_size
from icmap.diagnostics import Severity
from icmap.formats import FINDINGS

__all__ = ["EXAMPLES", "check"]

EXAMPLES = (
    "icmap check org.yaml",
    "icmap check maps/ --policy policy.yaml --fail-on warning",
    "icmap check org.yaml --format github",
    "icmap check org.yaml --baseline accepted.json --write-baseline",
    "icmap check teams/kitchen.yaml --within org.yaml",
)

_RULES, _BASELINE, _WRITING = "Rules", "Accepted findings", "Writing"


def check(  # noqa: PLR0913 - one parameter an option
    maps: Annotated[
        list[str],
        typer.Argument(metavar="ORG.yaml...", help="Maps and folders of maps; '-' reads stdin.", show_default=False),
    ],
    *,
    policy: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="Rules for many maps; may be repeated.", rich_help_panel=_RULES),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="RULE,...",
            help="Only these rules (`icmap explain` lists them), or patterns like missing-*.",
            rich_help_panel=_RULES,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="RULE,...", help="Not these rules.", rich_help_panel=_RULES)
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="SEVERITY", help=f"Exit 1 from {one_of(Severity)} on.", rich_help_panel=_RULES),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 in place of 1.", rich_help_panel=_RULES)
    ] = False,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it is, like 2026-12-31.", rich_help_panel=_RULES)
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="ORG.yaml", help="Tell only what concerns the files, inside this map.", rich_help_panel=_RULES
        ),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Findings that are accepted.", rich_help_panel=_BASELINE)
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Accept what is found now.", rich_help_panel=_BASELINE)
    ] = False,
    prune_baseline: Annotated[
        bool, typer.Option("--prune-baseline", help="Take out what is found no more.", rich_help_panel=_BASELINE)
    ] = False,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            envvar="ICMAP_FORMAT",
            metavar="NAME",
            help=f"{one_of(FINDINGS)} (default: by -o).",
            rich_help_panel=_WRITING,
        ),
    ] = None,
    output: Output = None,
    counts: Annotated[
        bool, typer.Option("--statistics", help="Say how often each rule found something.", rich_help_panel=_WRITING)
    ] = False,
    root: Root = None,
    max_size: MaxSize = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Check maps against rules: exit 1 on findings, each with its place."""
    from icmap.cli._check_inputs import BaselineFile, Reader, read_checks
    from icmap.cli._checking import Writer, run_check
    from icmap.formats import findings_format

    writer = Writer(findings_format(format_name, output), output, counts, quiet, no_color)
    file = BaselineFile(baseline, write_baseline, prune_baseline)
    wanted = read_checks(policy or (), file, select=select or (), ignore=ignore or (), as_of=as_of, fail_on=fail_on)
    code = run_check(maps, Reader(root, read_size(max_size), within, quiet), wanted, file, writer)
    raise typer.Exit(0 if exit_zero and code == 1 else code)
