"""Why a party is a bottleneck, in words: a reason with what is behind it."""

from __future__ import annotations

from icmap.measures.bottlenecks import Bottleneck, Breaking, Reason
from icmap.measures.drag import Drag
from icmap.model.quantities import format_share
from icmap.wording.names import Words

__all__ = ["NOT_ALL_SAVINGS", "busy_in_cell", "none", "reason"]

NOT_ALL_SAVINGS = "what each party could save was not computed for all of them: there are too many"


def none(by: str | None) -> str:
    """Where nobody has a reason, or the number that was asked for."""
    return f"nobody has a known {by}" if by else "no bottleneck, as far as the map says"


def reason(words: Words, why: Reason, drag: Drag | None, broken: Breaking | None) -> str:
    """One reason: its word, and for a step its end customer and the slower branch, for a promise both times."""
    if why.reason == "slowest step" and drag is not None:
        end = "" if drag.need.end == drag.subject else f" for {words.study.name(drag.need.end)}"
        then = f", then {words.study.step(drag.branch).party.name} is slower" if drag.branch else ""
        return f"slowest step{end}{then}"
    if why.reason == "breaks its promise" and broken is not None:
        return f"breaks its promise ({words.time(broken.allowed)} promised, takes {words.time(broken.taken)})"
    if why.reason == "hub":
        return f"hub ({format_share(why.number)} of all ways lead through it)"
    return why.reason


def busy_in_cell(row: Bottleneck) -> str:
    """How busy it is, and at its peak."""
    if row.utilisation is None:
        return ""
    peak = "" if row.peak_utilisation is None else f", {format_share(row.peak_utilisation)} at peak"
    return format_share(row.utilisation) + peak
