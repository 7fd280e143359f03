"""How sure, in sentences: the chance that a need is kept, what the single number hides, and what it hangs on."""

from __future__ import annotations

from icmap.measures.chances import Chance, Chances
from icmap.study import Study
from icmap.wording.names import Words, sentence_case
from icmap.wording.what_if import about, of_need

__all__ = ["bias", "driven_by", "how_sure", "nothing_drawn", "percent", "runs_made", "short_simulation"]

_VISIBLE = 0.03
"""So much of the single number is worth a word."""


def how_sure(study: Study, chance: Chance) -> str:
    """`Beds reach the emergency department within 4 h in 31 % of the cases; in 8 of 10 within 7 h`."""
    what = sentence_case(of_need(study, chance.provider, chance.end_customer))
    if chance.never >= 1:
        return f"{what} in no case: what it waits for never starts."
    eighty = "more often than not it does not come at all" if chance.p50 is None else ""
    if not eighty:
        eighty = (
            f"in 8 of 10 cases within {about(study, chance.p80)}"
            if chance.p80 is not None
            else "in more than 2 of 10 cases never"
        )
    if chance.kept is None or chance.within is None:
        return f"{what} {eighty}."
    from_request = " of the request" if chance.clock == "request" else ""
    often = (
        "in no case"
        if not chance.kept
        else "in every case"
        if chance.kept == 1
        else f"in {percent(chance.kept)} of the cases"
    )
    return f"{what} within {study.of(Words).time(chance.within)}{from_request} {often}; {eighty}."


def percent(share: float) -> str:
    """A share of the cases; what is nearly none or nearly all is not told as none or all."""
    if 0 < share < 0.005:
        return "less than 1 %"
    if 0.995 < share < 1:
        return "more than 99 %"
    return f"{100 * share:.0f} %"


def bias(study: Study, chance: Chance) -> str:
    """`On paper it takes 6 h 57 min, half the time longer than 7 h 40 min.`: where branches meet, the single number is too early."""
    paper, half = chance.on_paper, chance.p50
    if not paper or half is None or half < paper * (1 + _VISIBLE):
        return ""
    told, longer = about(study, paper), about(study, half)
    return "" if told == longer else f"On paper it takes {told}, half the time longer than {longer}."


def driven_by(study: Study, chance: Chance) -> str:
    """`It hangs most on medicines from the pharmacy`."""
    first = next((each for each in chance.drivers if each.cruciality is not None and each.cruciality > 0), None)
    if first is None or chance.bins_from == chance.bins_to:
        return ""
    if first.criticality is None:
        return f"It hangs most on whether {first.service} is needed."
    return f"It hangs most on {study.of(Words).thing_of(first.service)}."


def runs_made(found: Chances) -> list[str]:
    """How many runs there were, and what is not as one might think."""
    told = [
        f"{found.runs:,} runs, seed {found.seed}"
        + (f", correlation {found.correlation:g}" if found.correlation else "")
    ]
    if found.situations:
        told[0] += f"; situations drawn by their share: {', '.join(found.situations)}"
    told[0] += "."
    if found.stable:
        told.append("Stopped because nothing moved any more: P80 by less than 1 %, the first three drivers stand.")
    elif found.runs < found.asked:
        told.append(f"Only {found.runs:,} of {found.asked:,} runs were made: the map is too large for more.")
    if not found.varies:
        told.append(
            "Nothing on the map differs from run to run: give lead times as [optimistic, likely, pessimistic] or a confidence."
        )
    return told


def nothing_drawn() -> str:
    """Why there is no simulation."""
    return "No lead time is an estimate: write [optimistic, likely, pessimistic], a range, or how sure a number is (confidence)."


def short_simulation(runs: int) -> str:
    """What the short simulation is."""
    return f"drawn {runs:,} times; icmap simulate says what it hangs on"
