"""Help in plain text, grouped under headings: no tables are drawn, so `icmap --help` loads none and is quick."""

from __future__ import annotations

import sys
from typing import Any

from typer.core import TyperCommand, TyperGroup

from icmap.errors import IcmapError

__all__ = ["Command", "Group", "examples"]


def examples(*lines: str) -> str:
    """An epilog with examples, kept as they are written."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _panels(things: list[Any], usual: str) -> dict[str, list[Any]]:
    """The things by the panel they name, in the order in which panels first occur."""
    found: dict[str, list[Any]] = {}
    for thing in things:
        found.setdefault(getattr(thing, "rich_help_panel", None) or usual, []).append(thing)
    return found


def _needs_stdout() -> None:
    if sys.stdout is None:
        raise IcmapError("cannot write to stdout: it is closed")


class Command(TyperCommand):
    """A command whose options stand in their panels."""

    def get_help(self, ctx: Any) -> str:
        """The help text; it has nowhere to go when stdout is closed."""
        _needs_stdout()
        return super().get_help(ctx)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What comes after the command, without Typer's braces round what is required."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments first, then the options panel by panel."""
        for panel, params in _panels(self.get_params(ctx), "Options").items():
            records = [record for each in params if (record := each.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(panel):
                    formatter.write_dl(records)


class Group(TyperGroup):
    """The commands in their panels, in the order in which they are listed."""

    def get_help(self, ctx: Any) -> str:
        """The help text; it has nowhere to go when stdout is closed."""
        _needs_stdout()
        return super().get_help(ctx)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature of the base class
        """In the order of the list of commands."""
        return list(self.commands)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The commands, then the options."""
        commands = [self.commands[name] for name in self.list_commands(ctx)]
        for panel, members in _panels(commands, "Commands").items():
            with formatter.section(panel):
                formatter.write_dl([(each.name, each.get_short_help_str(limit=90)) for each in members])
        Command.format_options(self, ctx, formatter)  # type: ignore[arg-type]
