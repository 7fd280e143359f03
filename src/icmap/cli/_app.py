"""The commands, in the order in which help lists them."""

from __future__ import annotations

from typing import Annotated

import typer

from icmap.cli import (
    analyze,
    answers,
    ask,
    check,
    completion,
    config,
    diff,
    explain,
    export,
    fmt,
    impact,
    import_,
    init,
    lsp,
    plan,
    render,
    schema,
    serve,
    show,
    simulate,
)
from icmap.cli._help import Command, Group, examples
from icmap.cli._output import put
from icmap.cli._watching import watchable
from icmap.version import __version__

__all__ = ["COMMANDS", "app"]

_READ, _START, _KNOW = "Read a map", "Begin", "Look things up"
_EXCHANGE = "In and out"

COMMANDS = (
    (watchable(analyze.analyze), _READ, analyze.EXAMPLES),
    (show.show, _READ, show.EXAMPLES),
    (impact.impact, _READ, impact.EXAMPLES),
    (simulate.simulate, _READ, simulate.EXAMPLES),
    (plan.plan, _READ, plan.EXAMPLES),
    (watchable(render.render), _READ, render.EXAMPLES),
    (serve.serve, _READ, serve.EXAMPLES),
    (watchable(check.check), _READ, check.EXAMPLES),
    (diff.diff, _READ, diff.EXAMPLES),
    (import_.import_, _EXCHANGE, import_.EXAMPLES),
    (export.export, _EXCHANGE, export.EXAMPLES),
    (ask.ask, _EXCHANGE, ask.EXAMPLES),
    (answers.answers, _EXCHANGE, answers.EXAMPLES),
    (fmt.fmt, _START, fmt.EXAMPLES),
    (init.init, _START, init.EXAMPLES),
    (lsp.lsp, _START, lsp.EXAMPLES),
    (completion.completion, _START, completion.EXAMPLES),
    (config.config, _KNOW, config.EXAMPLES),
    (explain.explain, _KNOW, explain.EXAMPLES),
    (schema.schema, _KNOW, schema.EXAMPLES),
)
"""Every command with its panel and its examples."""

app = typer.Typer(
    name="icmap",
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("icmap init", "icmap analyze org.yaml", "icmap explain drag"),
)

for function, panel, shown in COMMANDS:
    app.command(function.__name__.rstrip("_"), cls=Command, rich_help_panel=panel, epilog=examples(*shown))(function)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if wanted:
        put(f"icmap {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def icmap(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[  # noqa: ARG001 - taken out of the arguments by _run, named here for --help
        bool, typer.Option("--debug", help="Print the traceback of a crash; anywhere on the line.")
    ] = False,
) -> None:
    """The internal-customer map as code: who waits for whom, and what to fix first."""
    if context.invoked_subcommand is None:
        put(f"{context.get_help()}\n")
