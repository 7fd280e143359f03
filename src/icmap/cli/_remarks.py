"""What an import, an export or a survey has to say, on stderr."""

from __future__ import annotations

from collections.abc import Iterable

from icmap.cli._output import say
from icmap.diagnostics import Severity
from icmap.exchange.remarks import Remark

__all__ = ["say_remarks"]

_MOST = 100


def say_remarks(remarks: Iterable[Remark], *, quiet: bool) -> None:
    """Each remark on a line with its place, then its hint; with `quiet` only what is wrong."""
    wanted = [each for each in remarks if not quiet or each.severity is Severity.ERROR]
    ranked = sorted(wanted, key=lambda remark: -remark.severity.rank)
    for each in ranked[:_MOST]:
        say(f"{each.where}: {each.severity}: {each.message}" + (f"\n  hint: {each.hint}" if each.hint else ""))
    if len(ranked) > _MOST:
        say(f"and {len(ranked) - _MOST} more like these")
